"""The network comes late, and goes, and comes back: nobody waits for it, and nobody misses it."""

import time
import unittest

from case import FIRST, SECOND, ServiceTest
from machine import UNIT, run, show


class NoNetwork(ServiceTest):
    def setUp(self):
        super().setUp()
        self.sandbox.world(ipv4=None)

    def test_started_without_it_the_service_is_active_at_once_and_says_so_once(self):
        self.configure(log_level="debug")
        begin = time.monotonic()
        run("systemctl", "start", UNIT)
        self.assertLess(time.monotonic() - begin, 2)
        self.assertEqual(show("ActiveState"), "active")
        self.journal.wait_for("no-quorum")
        for _ in range(3):
            self.journal.wait_for("round-done")
            self.ask_for_round()
        loud = [entry["DYNDNS_EVENT"] for entry in self.journal.of_daemon() if entry["PRIORITY"] != "7"]
        self.assertEqual(loud, ["started", "no-quorum"])

    def test_when_the_link_comes_up_the_address_is_published_within_two_seconds(self):
        run("systemctl", "start", UNIT)
        self.journal.wait_for("no-quorum")
        run("ip", "link", "add", "wan0", "type", "veth", "peer", "name", "isp0")
        self.addCleanup(run, "ip", "link", "delete", "wan0")
        run("ip", "link", "set", "isp0", "up")
        self.sandbox.world(ipv4=SECOND)
        begin = time.monotonic()
        run("ip", "address", "add", f"{SECOND}/32", "dev", "wan0")
        run("ip", "link", "set", "wan0", "up")
        run("ip", "route", "add", "default", "dev", "wan0")
        self.await_publication()
        self.assertLess(time.monotonic() - begin, 2)
        self.assertEqual(self.served(), [SECOND])

    def test_without_any_event_it_comes_back_by_itself(self):
        self.configure(interval="1s")
        run("systemctl", "start", UNIT)
        self.journal.wait_for("no-quorum")
        self.sandbox.world(ipv4=FIRST)
        self.await_publication()


if __name__ == "__main__":
    unittest.main()
