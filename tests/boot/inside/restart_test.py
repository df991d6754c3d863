"""What goes wrong with a process: it dies, it stands still, it has to go while a server keeps it waiting."""

import time
import unittest

from case import FIRST, SECOND, ServiceTest
from machine import UNIT, DropIn, run, show, wait_until

# As shipped but for the patience.
HASTY = "[Service]\nRestartSec=100ms\nWatchdogSec=3s\nTimeoutAbortSec=500ms\n"


class Restart(ServiceTest):
    def setUp(self):
        super().setUp()
        self.enterContext(DropIn(HASTY))

    def await_restart(self, former):
        wait_until("a new process", lambda: show("MainPID") not in ("0", former) and show("ActiveState") == "active")
        self.assertEqual(show("NRestarts"), "1")

    def assert_it_remembers_and_works(self):
        self.sandbox.clear_log()
        self.ask_for_round()
        self.sandbox.wait("provider:*", count=3)
        self.sandbox.world(ipv4=SECOND)
        self.ask_for_round()
        self.assertEqual(self.await_publication()["DYNDNS_OLD"], FIRST)
        self.assertEqual(len(self.writes()), 1)

    def test_killed_it_is_started_again(self):
        self.start()
        process = show("MainPID")
        run("kill", "-KILL", process)
        self.await_restart(process)
        self.assert_it_remembers_and_works()

    def test_standing_still_it_is_killed_by_the_watchdog_and_started_again(self):
        self.start()
        process = show("MainPID")
        run("kill", "-STOP", process)
        self.await_restart(process)
        self.assertIn("Watchdog timeout", run("journalctl", "--unit", UNIT, "--lines=30", "--output=cat").stdout)
        self.assert_it_remembers_and_works()

    def test_a_server_that_hangs_does_not_look_like_standing_still(self):
        self.sandbox.provider("*", kind="hang")
        self.configure(timeout="5s")
        run("systemctl", "start", UNIT)
        self.sandbox.wait("provider:*", count=3)
        self.journal.wait_for("no-quorum")
        self.assertEqual(show("NRestarts"), "0")


class Stop(ServiceTest):
    def test_in_the_middle_of_a_round_it_ends_within_a_second(self):
        for service, hang in {"provider": lambda: self.sandbox.provider("*", kind="hang"),
                              "livedns": lambda: self.sandbox.fault("GET *", times=0, hang=True)}.items():
            with self.subTest(service):
                self.sandbox.clear_log()
                hang()
                run("systemctl", "start", UNIT)
                self.sandbox.wait(f"{service}:*")
                begin = time.monotonic()
                run("systemctl", "stop", UNIT)
                self.assertLess(time.monotonic() - begin, 1.5, "a second, and what systemctl takes itself")
                self.assertEqual((show("Result"), show("ExecMainStatus")), ("success", "0"))
                self.sandbox.provider("*")

    def test_it_says_at_once_that_it_stops(self):
        self.start()
        run("systemctl", "stop", UNIT)
        self.journal.wait_for("stopping")


if __name__ == "__main__":
    unittest.main()
