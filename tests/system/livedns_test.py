"""The real program and LiveDNS: what it asks for, what it writes, and what a person is told when Gandi says no."""

import datetime
import signal
import unittest
from email.utils import format_datetime

from case import FIRST, FIRST6, LIE, SECOND, SECOND6, SystemTest

TOKEN = "0123456789abcdef0123456789abcdef01234567"
RENEWED = "fedcba9876543210fedcba9876543210fedcba98"
YEAR = 365 * 86400
RIGHTS = ["domain:view", "domain:tech"]


def rrset(name, *values, rrtype="A", ttl=10800):
    return {"rrset_name": name, "rrset_type": rrtype, "rrset_ttl": ttl, "rrset_values": list(values)}


class LiveDnsTest(SystemTest):
    """At the beginning Gandi has example.com on LiveDNS, with no record in it, and a token that is good for a year."""

    def setUp(self):
        super().setUp()
        self.live({"example.com": []})

    def live(self, domains, *, tokens=None, current="livedns", **traits):
        known = {TOKEN: {"expires_in": YEAR, "scope": RIGHTS}} if tokens is None else tokens
        self.sandbox.livedns(domains={name: {"rrsets": rrsets, "current": current} for name, rrsets in domains.items()},
                             tokens=known, **traits)

    def program(self, **config):
        usual = {"api_key": None, "token": TOKEN, "endpoint": self.sandbox.info["livedns"]}
        return super().program(**(usual | config))

    def knowing(self, address=FIRST, **config):
        """A program that has its address from a command: here it is Gandi that counts."""
        program = self.program(**config)
        program.say_address(address)
        return program

    def requests(self):
        return [f"{e['method']} {e['path'].partition('/domains/example.com')[2]}" for e in self.sandbox.log()
                if e["service"] == "livedns"]

    def rrsets(self, domain="example.com"):
        kept = self.sandbox.state()["livedns"]["domains"][domain]["rrsets"]
        return {(r["rrset_name"], r["rrset_type"]): (r["rrset_values"], r["rrset_ttl"]) for r in kept}


class Publish(LiveDnsTest):
    def test_a_missing_record_is_created_and_read_back_and_nothing_else_is_asked(self):
        said = self.update(self.knowing())
        self.assertIn(f"address of 'home.example.com' published: {FIRST} (new A record, TTL 300 s)", said)
        self.assertEqual(self.requests(), ["GET /records/home/A", "GET /records/home/CNAME", "PUT /records/home/A",
                                           "GET /records/home/A"])
        self.assertEqual(self.rrsets(), {("home", "A"): ([FIRST], 300)})

    def test_the_token_is_shown_as_bearer_over_one_connection(self):
        self.update(self.knowing())
        log = [e for e in self.sandbox.log() if e["service"] == "livedns"]
        self.assertEqual({e["authorization"] for e in log}, {f"Bearer {TOKEN}"})
        self.assertEqual(len({e["connection"] for e in log}), 1)

    def test_nothing_is_written_when_it_is_right_in_either_spelling_of_json(self):
        for spelling in ("compact", "spaced"):
            self.sandbox.clear_log()
            self.live({"example.com": [rrset("home", FIRST)]}, spelling=spelling)
            program = self.knowing()
            self.update(program)
            self.update(program)  # within verify_interval
            self.assertEqual(self.requests(), ["GET /records/home/A"])

    def test_a_ttl_of_300_survives_and_other_records_are_left_alone(self):
        mail = rrset("home", "10 mx.example.com.", rrtype="MX")
        self.live({"example.com": [rrset("home", SECOND, ttl=300), mail, rrset("other", LIE)]})
        self.update(self.knowing())
        self.assertEqual(self.rrsets(), {("home", "A"): ([FIRST], 300), ("home", "MX"): (mail["rrset_values"], 10800),
                                         ("other", "A"): ([LIE], 10800)})

    def test_a_set_of_several_becomes_the_one_address_and_a_dry_run_shows_it_first(self):
        self.live({"example.com": [rrset("home", FIRST, SECOND)]})
        program = self.knowing()
        said = self.update(program, "--dry-run")
        self.assertIn(f"address of 'home.example.com' would change from {FIRST}, {SECOND} to {FIRST}", said)
        self.assertEqual(self.rrsets()[("home", "A")][0], [FIRST, SECOND])
        self.update(program)
        self.assertEqual(self.rrsets()[("home", "A")][0], [FIRST])

    def test_apex_wildcard_dots_upper_case_and_idn(self):
        self.live({"xn--mller-kva.example": []})
        self.update(self.knowing(domains={"Müller.Example": ["@", "*", "a.b", "UPPER"]}))
        self.assertEqual({name for name, _ in self.rrsets("xn--mller-kva.example")}, {"@", "*", "a.b", "upper"})

    def test_another_spelling_of_an_ipv6_address_is_no_difference(self):
        self.live({"example.com": [rrset("home", "2a02:6b67:0:0::0001", rrtype="AAAA")]})
        program = self.program(ipv4=False, ipv6={"command": f"echo {FIRST6}"})
        self.update(program)
        self.assertEqual(self.requests(), ["GET /records/home/AAAA"])

    def test_two_hundred_records_take_one_request_each_and_the_list_before_and_after(self):
        names = [f"host{number}" for number in range(200)]
        self.live({"example.com": [rrset(name, SECOND) for name in names]})
        self.update(self.knowing(domains={"example.com": names}))
        asked = self.requests()
        self.assertEqual(len([each for each in asked if each.startswith("PUT")]), 200)
        self.assertEqual(len([each for each in asked if each.startswith("GET")]), 2)
        self.assertEqual({tuple(values) for values, _ in self.rrsets().values()}, {(FIRST,)})

    def test_an_api_key_of_livedns(self):
        self.live({"example.com": []}, apikeys=["livednskeylivednskey1234"])
        self.update(self.knowing(token=None, api="livedns", api_key="livednskeylivednskey1234"))
        self.assertEqual(self.rrsets()[("home", "A")][0], [FIRST])


class Ipv6(LiveDnsTest):
    def test_both_families_in_one_round(self):
        self.update(self.program(ipv6=True))
        self.assertEqual(self.rrsets(), {("home", "A"): ([FIRST], 300), ("home", "AAAA"): ([FIRST6], 300)})

    def test_a_suffix_is_put_under_the_detected_prefix(self):
        self.update(self.program(ipv4=False, ipv6={"suffix": "::1:2", "command": "echo 2a02:6b67:1:2:aa:bb:cc:dd"}))
        self.assertEqual(self.rrsets()[("home", "AAAA")][0], ["2a02:6b67:1:2::1:2"])

    def test_a_family_that_fails_does_not_hold_back_the_other(self):
        self.sandbox.world(ipv4=None, ipv6=SECOND6)
        said = self.update(self.program(ipv6=True), expect=69)
        self.assertIn("no quorum for IPv4", said)
        self.assertEqual(self.rrsets(), {("home", "AAAA"): ([SECOND6], 300)})


class Refusals(LiveDnsTest):
    def refused(self, exit_code, *sentences, address=FIRST, **config):
        said = self.update(self.knowing(address, **config), expect=exit_code)
        self.assertEqual(said.count("could not update"), 1, said)
        for sentence in sentences:
            self.assertIn(sentence, said)
        self.assertNotIn(config.get("token", TOKEN), said)
        return said

    def test_an_expired_token(self):
        self.live({"example.com": []}, tokens={TOKEN: {"expired": True}})
        self.refused(77, "invalid or has expired", "make a new token at Gandi", "systemctl reload gandi-dyndnsd")

    def test_a_token_without_right_on_the_domain(self):
        self.live({"example.com": []}, tokens={TOKEN: {"forbidden_domains": ["example.com"]}})
        self.refused(77, "has no access to 'example.com'", "Manage domain name technical configurations")

    def test_an_api_key_in_the_tokens_place(self):
        self.refused(77, "it is probably an API key", token="abcdefghijklmnopqrstuvwx")

    def test_a_domain_that_is_elsewhere(self):
        self.refused(78, "'example.net' is not on LiveDNS for this token", domains={"example.net": ["home"]})

    def test_an_alias_in_the_way(self):
        self.live({"example.com": [rrset("home", "www.example.com.", rrtype="CNAME")]})
        self.refused(78, "'home.example.com' is an alias (CNAME) of 'www.example.com.'")
        self.assertEqual([each for each in self.requests() if not each.startswith("GET")], [])

    def test_throttled_by_seconds_and_by_date(self):
        now = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
        date, later = (format_datetime(time, usegmt=True) for time in (now, now + datetime.timedelta(seconds=1200)))
        for seconds, headers in (600, {"Retry-After": "600"}), (1200, {"Retry-After": later, "Date": date}):
            with self.subTest(headers):
                self.sandbox.fault("GET */records/*", status=429, body="", headers=headers)
                self.refused(75, "Gandi asks for fewer requests (HTTP 429)")
                self.sandbox.fault("GET */records/*", status=429, body="", headers=headers)
                self.assertAlmostEqual(self.seconds_until_the_next_round(), seconds, delta=15)

    def seconds_until_the_next_round(self):
        """As `status` has it after the first one, with an interval that is longer."""
        program = self.knowing(interval="1h", jitter=0)
        folder = {"RUNTIME_DIRECTORY": str(program.state_dir)}
        program.start(**folder)
        program.wait_for_round()
        while "records" not in (document := program.run_json("status", **folder)[1]):
            pass  # the file follows the STATUS= that was waited for
        self.assertEqual(program.stop(), 0)
        next_round = datetime.datetime.fromisoformat(document["next_round"])
        return (next_round - datetime.datetime.now(datetime.timezone.utc)).total_seconds()

    def test_after_a_lost_answer_what_is_served_counts(self):
        self.sandbox.fault("PUT *", drop="after")
        self.assertIn(f"published: {FIRST}", self.update(self.knowing()))
        self.assertEqual(self.rrsets()[("home", "A")][0], [FIRST])
        self.assertEqual(self.requests()[-2:], ["PUT /records/home/A", "GET /records/home/A"])

    def test_a_move_whose_answer_and_read_back_are_lost_is_told_as_a_change_when_it_is_read(self):
        program = self.knowing()
        self.update(program)
        program.say_address(SECOND)
        self.sandbox.fault("PUT *", drop="after")
        self.sandbox.fault("GET */records/home/A", skip=1, status=503)
        self.assertIn("could not confirm", self.update(program, expect=75))
        self.sandbox.clear_log()
        self.assertIn(f"changed from {FIRST} to {SECOND}", self.update(program))
        self.assertEqual(self.requests(), ["GET /records/home/A"])

    def test_another_writer_after_the_put_is_seen(self):
        self.sandbox.fault("GET */records/home/A", skip=1, write={"domain": "example.com", "set": [rrset("home", LIE)]})
        self.assertIn("could not confirm", self.update(self.knowing(), expect=75))

    def test_a_refused_domain_is_tried_once_an_hour_and_said_once(self):
        self.live({"example.com": []}, tokens={TOKEN: {"expired": True}})
        program = self.knowing(interval="1s", tokeninfo=False)
        program.start()
        for _ in range(3):
            self.assertIn("invalid or has expired", program.wait_for_round())
        self.assertEqual([each for each in self.requests() if "/records" in each], ["GET /records/home/A"])
        program.stop()
        self.assertEqual(len([line for line in program.log.drain() if "could not update" in line]), 1)


class Token(LiveDnsTest):
    def with_token(self, **traits):
        self.live({"example.com": []}, tokens={TOKEN: {"scope": RIGHTS, **traits}})
        program = self.knowing(tokeninfo=self.sandbox.info["tokeninfo"])
        program.start()
        return program

    def test_its_end_is_announced_in_the_log_and_in_the_status(self):
        program = self.with_token(expires_in=6 * 86400 + 60)
        self.assertIn("warning: token expires in 6 days", program.log.wait_for("token expires"))
        self.assertIn("token expires in 6 days", program.round())

    def test_a_missing_right_is_named(self):
        program = self.with_token(expires_in=YEAR, scope=["domain:view"])
        self.assertIn("(domain:tech)", program.log.wait_for("token lacks the right"))

    def test_a_good_token_and_an_unreachable_tokeninfo_are_no_news(self):
        for fault in ({}, {"status": 500}):
            if fault:
                self.sandbox.fault("GET /tokeninfo", times=0, **fault)
            self.sandbox.clear_log()
            program = self.with_token(expires_in=YEAR)
            self.assertEqual(program.wait_for_round(), f"{FIRST} in 1 record")
            self.sandbox.wait("livedns:GET /v5/domain/*")  # comes after tokeninfo's answer
            statuses = [e["status"] for e in self.sandbox.log() if e["service"] == "tokeninfo"]
            self.assertEqual(statuses[0], fault.get("status", 200))
            program.round()
            asked = [e for e in self.sandbox.log() if e["service"] == "tokeninfo"]
            self.assertEqual(len(asked), 1, "the account is asked once at the start")
            program.stop()
            self.assertNotRegex("\n".join(program.log.drain()), "token")

    def test_its_life_is_shown_by_test(self):
        program = self.knowing(tokeninfo=self.sandbox.info["tokeninfo"])
        self.assertIn("Gandi: token expires in 365 days", program.run("test").stdout)

    def with_token_file(self):
        program = self.knowing(token=None, token_file="token")
        token_file = program.config_path.parent / "token"
        token_file.write_text(TOKEN)
        token_file.chmod(0o600)
        program.start()
        return program, token_file

    def test_a_new_one_in_the_file_is_taken_on_reload(self):
        program, token_file = self.with_token_file()
        self.assertEqual(program.wait_for_round(), f"{FIRST} in 1 record")
        self.live({"example.com": []}, tokens={RENEWED: {"expires_in": YEAR, "scope": RIGHTS}})
        token_file.write_text(RENEWED + "\n")
        program.say_address(SECOND)
        program.reload()
        self.assertEqual(program.wait_for_round(), f"{SECOND} in 1 record")
        self.assertEqual(self.rrsets()[("home", "A")][0], [SECOND])

    def test_a_new_one_in_the_file_is_taken_after_a_refusal(self):
        self.live({"example.com": []}, tokens={RENEWED: {"expires_in": YEAR, "scope": RIGHTS}})
        program, token_file = self.with_token_file()
        self.assertIn("invalid or has expired", program.wait_for_round())
        token_file.write_text(RENEWED + "\n")
        self.assertIn("invalid or has expired", program.round())  # the file is read after it
        self.assertEqual(program.wait_for_round(), f"{FIRST} in 1 record")
        program.log.wait_for("credential read again")

    def test_a_domain_with_other_name_servers_is_told(self):
        self.live({"example.com": []}, current="other")
        program = self.knowing()
        program.start()
        program.log.wait_for("example.com.*(name servers|no effect)")

    def test_the_secret_is_nowhere(self):
        program = self.knowing()
        program.start("--log-level", "debug")
        self.assertEqual(program.wait_for_round(), f"{FIRST} in 1 record")
        program.say_address(SECOND)
        self.sandbox.fault("GET */records/*", status=500, body=f"you sent {TOKEN}")
        self.assertIn("you sent", program.round())
        self.live({"example.com": []}, tokens={TOKEN: {"expired": True}})
        self.assertIn("invalid or has expired", program.round())
        program.signal(signal.SIGTERM)
        program.wait()
        written = [*program.log.drain(), *program.notify.drain(), program.state_file.read_text()]
        self.assertNotIn(TOKEN, "\n".join(written))


if __name__ == "__main__":
    unittest.main()
