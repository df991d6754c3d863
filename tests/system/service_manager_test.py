"""What the service manager hears: that the daemon is ready, how each round went, that it stops, why it did not start."""

import signal
import unittest

from case import FIRST, SECOND, SystemTest


class Readiness(SystemTest):
    def test_it_is_ready_before_any_provider_has_answered(self):
        self.sandbox.provider("*", kind="hang")
        program = self.program()
        program.start()
        self.assertEqual(program.notify.messages, ["READY=1\nSTATUS=first round under way"])

    def test_each_round_ends_with_a_status(self):
        daemon = self.daemon()
        self.assertEqual(daemon.notify.messages[1], f"STATUS={FIRST} in 1 record")
        self.sandbox.provider("*", kind="reset")
        self.assertRegex(daemon.round(), "no quorum for IPv4: no address has a vote, 3 are required, none of 12 operators")
        self.sandbox.provider("*")
        self.sandbox.world(ipv4=SECOND)
        self.sandbox.fault("domain.info", fault=510150)
        self.assertRegex(daemon.round(), "cannot update 'home.example.com': Gandi does not know this API key")
        self.assertEqual(daemon.round(), f"{SECOND} in 1 record")

    def test_it_says_that_it_stops(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            with self.subTest(number.name):
                daemon = self.daemon()
                daemon.signal(number)
                self.assertEqual(daemon.wait(), 0)
                self.assertEqual(daemon.notify.drain()[-1], "STOPPING=1")
                self.assertRegex(daemon.log.drain()[-1], "info: stopping$")

    def test_without_systemd_it_runs_all_the_same(self):
        program = self.program()
        program.spawn(NOTIFY_SOCKET="")
        program.log.wait_for(f"published: {FIRST}")
        self.assertEqual(program.stop(), 0)


class FailedStart(SystemTest):
    def assert_refused(self, program, pattern):
        program.spawn()
        message = program.wait_for_notice("^ERRNO=")
        self.assertRegex(message, r"(?m)^ERRNO=\d+$")
        self.assertRegex(message, pattern)
        self.assertEqual(program.wait(), 78)
        self.assertNotIn("READY=1", "".join(program.notify.drain()))
        self.assertRegex(program.log.drain()[-1], "error: not started, the configuration is not usable: ")
        program.forget_process()

    def test_a_broken_configuration(self):
        program = self.program()
        program.write_config("{")
        self.assert_refused(program, r"(?m)^STATUS=.*config.json: line 1, column 2: expected ")

    def test_a_missing_configuration(self):
        program = self.program()
        program.config_path.unlink()
        self.assert_refused(program, r"(?m)^STATUS=.*config.json: cannot be opened: No such file or directory")

    def test_a_ca_file_without_certificates(self):
        program = self.program(ca_file="/dev/null")
        self.assert_refused(program, r"(?m)^STATUS=.*/dev/null")
        program.configure(ca_file=str(program.config_path))
        self.assert_refused(program, r"(?m)^STATUS=.*CA file")


if __name__ == "__main__":
    unittest.main()
