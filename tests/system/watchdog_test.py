"""systemd's watchdog is fed while the work makes progress; neither by a loop that stands still nor in a stuck round."""

import fcntl
import os
import signal
import unittest
from pathlib import Path

from case import FIRST, SECOND, SystemTest
from livedns_test import RIGHTS, TOKEN, YEAR, rrset

PERIOD = 0.2  # seconds; it is fed every half of it
ASKED = {"WATCHDOG_USEC": str(int(PERIOD * 1_000_000))}
ASAN = ":".join(filter(None, [os.environ.get("ASAN_OPTIONS"), "verify_asan_link_order=0"]))


class WatchdogTest(SystemTest):
    def assert_fed(self, program):
        program.notify.drain()
        for _ in range(3):
            self.assertEqual(program.wait_for_notice("WATCHDOG", timeout=10 * PERIOD), "WATCHDOG=1")


class Loop(WatchdogTest):
    def test_it_is_fed_while_servers_keep_silent(self):
        self.sandbox.provider("*", kind="hang")
        program = self.program()
        program.start(**ASKED)
        self.sandbox.wait("provider:*", count=3)
        self.assert_fed(program)

    def test_it_is_not_fed_while_the_loop_stands_still(self):
        """Nobody reads the log, which is full: the daemon waits with the line that it writes in the middle of a reload."""
        program = self.program()
        path = Path(program.folder.name, "log")
        os.mkfifo(path)
        log = self.enterContext(open(os.open(path, os.O_RDWR | os.O_NONBLOCK), "r+b", buffering=0))
        fcntl.fcntl(log, fcntl.F_SETPIPE_SZ, 4096)
        program.prefix = ["sh", "-c", f"exec \"$0\" \"$@\" 2>'{path}'"]
        program.start(**ASKED)
        program.wait_for_round()
        self.assert_fed(program)
        while log.write(b"."):
            pass
        program.signal(signal.SIGHUP)
        program.wait_for_notice("^RELOADING=1")
        with self.assertRaises(TimeoutError):
            program.wait_for_notice(".", timeout=2 * PERIOD)
        log.read(65536)
        program.wait_for_notice("^READY=1")
        self.assert_fed(program)

    def test_nobody_is_fed_who_has_not_asked(self):
        daemon = self.daemon()
        daemon.round()
        daemon.stop()
        self.assertNotIn("WATCHDOG=1", daemon.notify.drain())


class Progress(WatchdogTest):
    """The daemon's clock goes on by as much as the test likes: a round may take any time, one call of it may not."""

    def start(self, program):
        self.skipped = Path(program.folder.name, "skipped")
        self.skipped.touch()
        program.start(**ASKED, LD_PRELOAD=os.environ["CLOCK_AHEAD"], CLOCK_AHEAD_FILE=str(self.skipped),
                      ASAN_OPTIONS=ASAN)

    def skip(self, seconds):
        os.truncate(self.skipped, self.skipped.stat().st_size + seconds)

    def test_it_is_fed_between_rounds_however_far_the_next_one_is(self):
        program = self.program(interval="1h")
        self.start(program)
        program.wait_for_round()
        self.skip(50 * 60)
        self.assert_fed(program)

    def test_it_is_fed_in_a_round_of_very_many_calls(self):
        """A list of many pages: none takes longer than it may, all together they take twenty minutes."""
        rrsets = [rrset(f"host{number:02}", SECOND) for number in range(20)]
        self.sandbox.livedns(domains={"example.com": {"rrsets": rrsets}},
                             lists={"size": 1, "most": 1, "beyond": "cut", "total": "total-count"},
                             tokens={TOKEN: {"expires_in": YEAR, "scope": RIGHTS}})
        self.sandbox.fault("*", times=0, delay_ms=100)
        program = self.program(api_key=None, token=TOKEN, endpoint=self.sandbox.info["livedns"], tokeninfo=False,
                               domains={"example.com": ["host18", "host19"]}, timeout="2min")
        program.say_address(FIRST)
        self.start(program)
        for page in range(12):
            self.sandbox.wait("livedns:GET */records[?]*", count=page + 1)
            self.skip(110)
            program.notify.drain()  # or it would wait for us to read
        self.assert_fed(program)

    def test_it_is_told_where_a_round_is_stuck(self):
        """A call that has not ended a minute after it must have ended."""
        program = self.program()
        program.say_address(FIRST)
        self.sandbox.fault("domain.info", hang=True)
        self.start(program)
        self.sandbox.wait("xmlrpc:domain.info")
        self.skip(80)
        said = program.log.wait_for("stuck")
        self.assertRegex(said, r"stuck while waiting for Gandi's answer to POST https://\S+, overdue by 1 minute; "
                               "lets the service manager restart the daemon$")


if __name__ == "__main__":
    unittest.main()
