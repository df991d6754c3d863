"""How much Gandi is asked: one budget for the account, and patience where Gandi asks for it."""

import unittest

from case import FIRST, KEY, SECOND, SystemTest, a
from livedns_test import RIGHTS, TOKEN, YEAR, LiveDnsTest, rrset

DOMAINS = ("example.com", "example.net", "example.org")


class LiveDns(LiveDnsTest):
    def setUp(self):
        super().setUp()
        self.live({domain: [rrset("home", SECOND)] for domain in DOMAINS})

    def started(self, **config):
        program = self.knowing(domains={domain: ["home"] for domain in DOMAINS}, tokeninfo=False, jitter=0, **config)
        program.start(RUNTIME_DIRECTORY=program.folder.name)
        return program

    def asked(self):
        return [e for e in self.sandbox.log() if e["service"] == "livedns" and "/records" in e["path"]]

    def addresses(self):
        return {self.rrsets(domain)[("home", "A")][0][0] for domain in DOMAINS}

    def test_a_throttled_request_stops_the_whole_account_until_retry_after(self):
        """The first is refused while the answers of the others are under way: they are not followed by anything."""
        headers = {"Retry-After": "600"}
        self.sandbox.fault("GET */records/home/A", status=429, body="", headers=headers)
        self.sandbox.fault("GET */records/home/A", times=2, delay_ms=1500)
        program = self.started(interval="1s")
        program.wait_for_round()
        program.wait_for_problem("Gandi asks for fewer requests (HTTP 429)")
        for _ in range(3):
            program.wait_for_round()
        self.assertLessEqual(len(self.asked()), 3, "those that were under way")
        self.assertEqual([e for e in self.asked() if e["method"] != "GET"], [])
        self.assertEqual(self.addresses(), {SECOND})
        self.assertEqual(program.round(), f"{FIRST} in 3 records", "a person may ask at any time")
        self.assertEqual(self.addresses(), {FIRST})
        program.stop()
        told = [line for line in program.log.drain() if "could not update" in line]
        self.assertLessEqual(len(told), 2, "of who was refused, and of those who were not asked for because of it")

    def test_it_goes_on_by_itself_when_the_time_has_come(self):
        self.sandbox.fault("GET */records/home/A", status=429, body="", headers={"Retry-After": "2"})
        program = self.started(interval="1s")
        program.wait_for_round()
        program.wait_for_problem("HTTP 429")
        refused_at = next(e["at"] for e in self.asked() if e["status"] == 429)
        program.log.wait_for("address of 'home.example.org' changed|home.example.org.*up to date")
        while self.addresses() != {FIRST}:
            program.wait_for_round()
        later = [e["at"] for e in self.asked() if e["at"] > refused_at + 0.5]
        self.assertGreaterEqual(min(later) - refused_at, 1.9)

    def test_a_refused_write_stops_the_others(self):
        names = [f"host{number}" for number in range(40)]
        self.live({"example.com": [rrset(name, SECOND) for name in names]})
        self.sandbox.fault("PUT *", status=429, body="", headers={"Retry-After": "600"})
        program = self.knowing(domains={"example.com": names}, tokeninfo=False)
        program.start(RUNTIME_DIRECTORY=program.folder.name)
        program.wait_for_round()
        program.wait_for_problem("HTTP 429")
        self.assertLessEqual(len([e for e in self.asked() if e["method"] == "PUT"]), 10)

    def test_a_limit_that_is_not_known_is_met_once(self):
        """A service that allows less than was configured: we stop at its first word, whatever it says of when."""
        for retry_after in ("seconds", "date", None):
            with self.subTest(retry_after):
                self.live({domain: [rrset("home", SECOND)] for domain in DOMAINS})
                self.sandbox.clear_load()
                self.sandbox.limit(4, retry_after=retry_after)
                program = self.started(interval="1s")
                for _ in range(3):
                    program.wait_for_round()
                self.assertLessEqual(self.sandbox.load()["refused"], len(DOMAINS), "those that were under way")
                self.sandbox.limit()
                self.assertEqual(program.stop(), 0)


class XmlRpc(SystemTest):
    def test_a_throttled_call_stops_the_whole_account_until_retry_after(self):
        zones = {str(1001 + place): {"records": [a("home", SECOND)]} for place in range(len(DOMAINS))}
        self.sandbox.classic(api_key=KEY, zones=zones,
                             domains={domain: {"zone_id": 1001 + place} for place, domain in enumerate(DOMAINS)})
        self.sandbox.fault("domain.info", status=429, headers={"Retry-After": "600"})
        self.sandbox.fault("domain.info", times=2, delay_ms=1500)
        program = self.program(domains={domain: ["home"] for domain in DOMAINS}, interval="1s", jitter=0)
        program.say_address(FIRST)
        program.start(RUNTIME_DIRECTORY=program.folder.name)
        program.wait_for_round()
        program.wait_for_problem("HTTP 429")
        for _ in range(3):
            program.wait_for_round()
        self.assertLessEqual(len(self.calls()), 3, "those that were under way")
        self.assert_nothing_written()
        self.assertEqual(program.round(), f"{FIRST} in 3 records")


class Fleet(SystemTest):
    """Many domains with one record each, at a service that counts."""

    def test_the_budget_is_that_of_the_account_and_connections_are_few(self):
        count, per_minute = 60, 600
        domains = [f"domain{number}.example" for number in range(count)]
        rrsets = {domain: {"rrsets": [rrset("home", SECOND)]} for domain in domains}
        self.sandbox.livedns(domains=rrsets, tokens={TOKEN: {"expires_in": YEAR, "scope": RIGHTS}})
        self.sandbox.limit(per_minute)
        self.sandbox.latency(gandi_ms=20)
        program = self.program(api_key=None, token=TOKEN, endpoint=self.sandbox.info["livedns"],
                               domains={domain: ["home"] for domain in domains}, requests_per_minute=per_minute)
        program.say_address(FIRST)
        self.update(program)
        served = self.sandbox.state()["livedns"]["domains"]
        self.assertEqual({r["rrset_values"][0] for d in domains for r in served[d]["rrsets"]}, {FIRST})
        load = self.sandbox.load()
        self.assertEqual(load["refused"], 0)
        self.assertLessEqual(load["peak_connections"], 10)

    def test_no_more_is_asked_in_a_minute_than_is_configured(self):
        """A quarter of it at once; what is more has to wait for its turn."""
        names = [f"host{number}" for number in range(20)]
        self.sandbox.livedns(domains={"example.com": {"rrsets": [rrset(name, SECOND) for name in names]}},
                             tokens={TOKEN: {"expires_in": YEAR, "scope": RIGHTS}})
        program = self.program(api_key=None, token=TOKEN, endpoint=self.sandbox.info["livedns"],
                               domains={"example.com": names}, requests_per_minute=40, tokeninfo=False)
        program.say_address(FIRST)
        program.spawn()
        program.wait_for_notice("^READY=1")
        self.sandbox.wait("livedns:PUT *", 12, timeout=30)
        asked = [e["at"] for e in self.sandbox.log() if e["service"] == "livedns"]
        soon = len([at for at in asked if at < asked[0] + 2])
        self.assertLessEqual(soon, 40 // 4 + 4, "one in 1.5 seconds, when the first ten are asked")
        self.assertEqual(program.stop(), 0)


if __name__ == "__main__":
    unittest.main()
