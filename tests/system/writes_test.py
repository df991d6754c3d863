"""Writes whose answers are odd or lost: each is read back before it is called anything, and is sent once."""

import unittest

from case import FIRST, KEY, MAIL, SECOND, SystemTest, a
from livedns_test import LiveDnsTest, rrset


class LiveDns(LiveDnsTest):
    def setUp(self):
        super().setUp()
        self.live({"example.com": [rrset("home", SECOND, ttl=300)]})

    def puts(self):
        return [each for each in self.requests() if each.startswith("PUT")]

    def moved(self, **fault):
        """What is said of a move from the second address to the first, whose PUT has this fault."""
        program = self.knowing(SECOND)
        self.update(program)  # so that it is remembered
        program.say_address(FIRST)
        self.sandbox.clear_log()
        self.sandbox.fault("PUT *", **fault)
        said = self.update(program)
        self.assertEqual(self.puts(), ["PUT /records/home/A"])
        self.assertEqual(self.rrsets()[("home", "A")], ([FIRST], 300))
        return said

    def test_any_success_is_a_write(self):
        for status, body in ((200, "{}"), (200, ""), (201, "created"), (202, '{"message": "later"}'), (204, "")):
            with self.subTest(status=status, body=body):
                self.live({"example.com": [rrset("home", SECOND, ttl=300)]})
                said = self.moved(status=status, body=body, effect=True)
                self.assertIn(f"address of 'home.example.com' changed from {SECOND} to {FIRST}", said)

    def test_a_success_that_was_none_is_not_called_one(self):
        self.sandbox.fault("PUT *", status=204, body="")
        said = self.update(self.knowing(), expect=75)
        self.assertIn("could not confirm", said)
        self.assertNotIn("changed from", said)

    def test_a_lost_answer_is_told_as_the_change_that_it_was(self):
        for fault in ({"drop": "after"}, {"truncate": 5}, {"status": 502, "effect": True}, {"body": "<html>", "effect": True}):
            with self.subTest(fault):
                self.live({"example.com": [rrset("home", SECOND, ttl=300)]})
                said = self.moved(**fault)
                self.assertIn(f"address of 'home.example.com' changed from {SECOND} to {FIRST}", said)
                self.assertNotIn("could not", said)

    def test_one_that_is_seen_only_by_the_next_round_is_told_as_a_change_too(self):
        program = self.knowing(SECOND)
        self.update(program)
        program.say_address(FIRST)
        self.sandbox.fault("PUT *", drop="after")
        self.sandbox.fault("GET */records/home/A", skip=1, times=1, status=503)  # the read back
        self.assertIn("could not confirm", self.update(program, expect=75))
        self.sandbox.clear_faults()
        self.sandbox.clear_log()
        said = self.update(program)
        self.assertIn(f"address of 'home.example.com' changed from {SECOND} to {FIRST}", said)
        self.assertEqual(self.puts(), [], "it was written before")

    def test_a_daemon_tells_it_once(self):
        program = self.knowing(SECOND)
        program.start()
        self.assertEqual(program.wait_for_round(), f"{SECOND} in 1 record")
        program.say_address(FIRST)
        self.sandbox.fault("PUT *", drop="after")
        program.reload()
        self.assertEqual(program.wait_for_round(), f"{FIRST} in 1 record")
        program.round()
        self.assertEqual(len(self.puts()), 1)
        program.stop()
        told = [line for line in program.log.drain() if f"changed from {SECOND} to {FIRST}" in line]
        self.assertEqual(len(told), 1, program.log.seen)

    def test_the_wish_for_patience_of_a_read_back_counts(self):
        self.sandbox.fault("GET */records/home/A", skip=1, times=1, status=429, body="", headers={"Retry-After": "600"})
        program = self.knowing(interval="1s", jitter=0, tokeninfo=False)
        program.start()
        program.wait_for_round()
        asked = len([each for each in self.requests() if "/records" in each])
        for _ in range(2):
            program.wait_for_round()
        self.assertEqual(len([each for each in self.requests() if "/records" in each]), asked)

    def test_a_fault_of_gandis_own_stops_the_others(self):
        names = [f"host{number}" for number in range(100)]
        self.live({"example.com": [rrset(name, SECOND) for name in names]})
        self.sandbox.fault("PUT *", times=0, status=503)
        said = self.update(self.knowing(domains={"example.com": names}), expect=75)
        self.assertIn("Gandi has a fault of its own", said)
        self.assertLessEqual(len(self.puts()), 10, "those that were under way")


class VersionList(SystemTest):
    """It helps in tidying up, and nothing that matters depends on it."""

    def test_an_update_is_done_though_it_is_refused(self):
        ways = ({"fault": 1, "string": "Invalid XMLRPC input: unknown method"}, {"fault": 581042}, {"fault": 510150},
                {"fault": 181042}, {"status": 500}, {"drop": "before"}, {"body": "<html>"})
        for way in ways:
            with self.subTest(way):
                self.gandi_has({"1001": [MAIL, a("home", SECOND)]})
                self.sandbox.clear_faults()
                self.sandbox.refuse("domain.zone.version.list", **way)
                program = self.program()
                program.say_address(FIRST)
                said = self.update(program)
                self.assertIn(f"changed from {SECOND} to {FIRST}", said)
                self.assertEqual((self.address_of("home"), self.served()[("@", "MX")]), (FIRST, [MAIL["value"]]))
                self.assertEqual(len(self.versions()), 2)

    def test_what_is_left_over_is_known_without_it(self):
        """A version that was made and never went live is deleted by whoever made it, or left, but is never set live."""
        self.gandi_has({"1001": [MAIL, a("home", SECOND)]})
        self.sandbox.refuse("domain.zone.version.list", fault=1)
        self.sandbox.fault("domain.zone.record.update", drop="before")
        program = self.program()
        program.say_address(FIRST)
        program.run("update")
        self.sandbox.clear_log()
        self.update(program)
        self.assertEqual(self.address_of("home"), FIRST)
        activated = [e["params"][1] for e in self.sandbox.log() if e["call"] == "domain.zone.version.set"]
        made = [e for e in self.sandbox.log() if e["call"] == "domain.zone.version.new"]
        self.assertEqual((len(activated), len(made)), (1, 1))
        self.assertEqual(activated, [self.active_version()])


class SharedZone(SystemTest):
    """example.com and example.net have one zone, so each record of theirs is the other's, too."""

    def configured(self, ttl, other_ttl, **more):
        self.sandbox.classic(api_key=KEY, domains={name: {"zone_id": 1001} for name in ("example.com", "example.net")},
                             zones={"1001": {"records": [MAIL, a("home", FIRST, 900), a("www", SECOND)]}})
        program = self.program(domains={"example.com": [{"name": "home", "ttl": ttl}, "www"],
                                        "example.net": [{"name": "home", "ttl": other_ttl}]}, **more)
        program.say_address(FIRST)
        return program

    def test_two_wishes_for_one_ttl_are_told_and_no_round_makes_a_version_for_them(self):
        program = self.configured(600, 1200)
        said = self.update(program, expect=78)
        self.assertIn("'home.example.com'", said)
        self.assertIn("'home.example.net'", said)
        self.assertRegex(said, r"600.*1200|1200.*600")
        self.assertEqual((self.address_of("www"), self.ttl_of("home")), (FIRST, 900), "the others are updated")
        versions = sorted(self.versions())
        for _ in range(3):
            program.age_memory(hours=2)
            self.update(program, expect=78)
        self.assertEqual(sorted(self.versions()), versions)

    def test_a_daemon_makes_no_version_for_them_either(self):
        program = self.configured(600, 1200, interval="1s", jitter=0, verify_interval="1s")
        program.start()
        program.wait_for_round()
        versions = sorted(self.versions())
        for _ in range(3):
            self.assertRegex(program.round(), "home.example.(com|net)")
        self.assertEqual(sorted(self.versions()), versions)

    def test_one_wish_and_none_are_no_conflict(self):
        program = self.configured(600, 600)
        self.update(program)
        self.assertEqual((self.address_of("home"), self.ttl_of("home")), (FIRST, 600))
        program.age_memory(hours=2)
        program.configure(domains={"example.com": [{"name": "home", "ttl": 1200}], "example.net": ["home"]})
        for _ in range(2):
            program.age_memory(hours=2)
            self.update(program)
        self.assertEqual(self.ttl_of("home"), 1200)
        self.assertEqual(len(self.versions()), 3)


if __name__ == "__main__":
    unittest.main()
