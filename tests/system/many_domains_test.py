"""An account with very many domains: what the daemon needs for it stays far below what its unit allows."""

import re
import unittest
from pathlib import Path

from case import BINARY, FIRST, SECOND
from livedns_test import LiveDnsTest as Case
from livedns_test import rrset

FILES = 64  # open at a time; systemd allows 1,024
MEMORY = 20 * 1024  # kB; the unit's MemoryMax= is 64 MB


class ManyDomains(Case):
    def changed_round(self, domains, names, **config):
        """A round in which all these records change, by a daemon of its own."""
        served = [rrset(name, SECOND) for name in names]
        self.live({f"domain{number}.com": served for number in range(domains)})
        program = self.knowing(FIRST, domains={f"domain{number}.com": names for number in range(domains)},
                               requests_per_minute=10_000, **config)
        program.prefix = ["prlimit", f"--nofile={FILES}", "--"]
        program.start()
        status = program.wait_for_notice(r"\ASTATUS=", timeout=200)
        self.assertEqual(status, f"STATUS={FIRST} in {domains * len(names)} records")
        self.assert_all_changed(domains, len(names))
        self.assert_within_bounds(program)
        return program

    def assert_all_changed(self, domains, names):
        kept = self.sandbox.state()["livedns"]["domains"]
        values = [rrset["rrset_values"] for domain in kept.values() for rrset in domain["rrsets"]]
        self.assertEqual(values, [[FIRST]] * domains * names)

    def assert_within_bounds(self, program):
        connections = {entry["connection"] for entry in self.sandbox.log() if entry["service"] == "livedns"}
        self.assertLessEqual(len(connections), 10)
        if b"__asan_init" not in Path(BINARY).read_bytes():  # which takes many times as much
            peak = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{program.process.pid}/status").read_text())
            self.assertLess(int(peak[1]), MEMORY)

    def test_a_thousand_domains_with_one_record_each(self):
        self.changed_round(1000, ["home"])

    def test_a_hundred_domains_with_ten_records_each(self):
        self.changed_round(100, [f"host{number}" for number in range(10)])

    def test_a_refusal_for_too_many_requests_is_one_message_and_stops_all(self):
        domains = [f"domain{number}.com" for number in range(100)]
        self.live({domain: [rrset("home", SECOND)] for domain in domains})
        self.sandbox.fault("GET */records/home/A", times=0, status=429, headers={"Retry-After": "300"})
        program = self.knowing(FIRST, domains={domain: ["home"] for domain in domains})
        program.start()
        program.wait_for_round()
        asked = sum(entry["path"].endswith("/home/A") for entry in self.sandbox.log())
        self.assertLessEqual(asked, 9, "as many as are under way at a time")
        program.stop()
        told = [line for line in program.log.drain() if "could not update" in line]
        self.assertLessEqual(len(told), 2, "of those that heard it and of those that were not asked for")
        self.assertIn("Gandi asks for fewer requests", told[0])

    def test_a_person_may_have_it_tried_in_spite_of_that_and_a_reload_too(self):
        self.live({"example.com": [rrset("home", SECOND)]})
        self.sandbox.fault("GET */records/home/A", times=1, status=429, headers={"Retry-After": "300"})
        program = self.knowing(FIRST)
        program.start()
        self.assertIn("fewer requests", program.wait_for_round())
        self.assertEqual(program.round(), f"{FIRST} in 1 record")


if __name__ == "__main__":
    unittest.main()
