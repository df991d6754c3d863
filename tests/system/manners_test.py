"""How the daemon behaves towards systemd: readiness, status, reload, watchdog, a failed start."""

import os
import re
import signal
import time
import unittest

from case import FIRST, KEY, SECOND, SystemTest


def now_usec():
    return time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000


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

    def test_a_signal_asks_for_a_round_now_even_for_what_waits_after_a_lasting_fault(self):
        program = self.program()
        self.sandbox.fault("domain.info", fault=510042)
        program.start()
        self.assertIn("not in the Gandi account", program.wait_for_round())
        self.assertEqual(program.round(), f"{FIRST} in 1 record")

    def test_a_signal_during_a_round_brings_another_one(self):
        self.sandbox.fault("domain.info", delay_ms=300)
        program = self.program()
        program.start()
        self.sandbox.wait("xmlrpc:domain.info")
        program.signal(signal.SIGUSR1)
        self.assertEqual(program.wait_for_round(), f"{FIRST} in 1 record")
        asked = len(self.asked_providers())
        self.assertEqual(program.wait_for_round(), f"{FIRST} in 1 record")
        self.assertGreater(len(self.asked_providers()), asked)

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


class Reload(SystemTest):
    def test_a_good_file_is_in_force_at_once(self):
        daemon = self.daemon()
        daemon.configure(domains={"example.com": ["home", "www"]})
        begin = now_usec()
        daemon.signal(signal.SIGHUP)
        reloading = daemon.wait_for_notice("^RELOADING=1")
        stamp = int(re.search(r"^MONOTONIC_USEC=(\d+)$", reloading, re.M)[1])
        self.assertTrue(begin <= stamp <= now_usec(), f"{begin} {stamp}")
        self.assertEqual(daemon.wait_for_notice("."), f"READY=1\nSTATUS={FIRST} in 1 record")
        daemon.log.wait_for("notice: configuration reloaded, looks after 2 records in 1 domain: 'www.example.com' A added$")
        self.assertEqual(daemon.wait_for_round(), f"{FIRST} in 2 records")
        self.assertEqual(self.address_of("www"), FIRST)

    def test_a_broken_file_is_reported_and_the_old_one_stays_in_force(self):
        daemon = self.daemon()
        good = daemon.config_path.read_text()
        texts = {"line 1, column 2: expected ": "{", "domains is missing": good.replace('"domains"', '"domans"'),
                 "/dev/null": good.replace(daemon.config["ca_file"], "/dev/null")}
        for complaint, broken in texts.items():
            with self.subTest(complaint):
                daemon.write_config(broken)
                self.assertRegex(daemon.reload(), f"^new configuration not in force: .*{complaint}")
                daemon.log.wait_for("error: configuration not reloaded, the one from before stays in force: ")
                self.sandbox.world(ipv4=SECOND)
                self.assertRegex(daemon.round(), f"not in force: .*; {SECOND} in 1 record")
                self.assertEqual(self.address_of("home"), SECOND)
        daemon.write_config(good)
        self.assertEqual(daemon.reload(), f"{SECOND} in 1 record")

    def test_the_providers_and_the_credential_are_read_again(self):
        program = self.program(api_key=None, quorum=12)  # so that no answer is still on its way after a round
        key_file = program.state_dir / "key"
        key_file.write_text(KEY + "\n")
        key_file.chmod(0o640)
        program.configure(api_key_file=str(key_file))
        program.start()
        self.assertEqual(program.wait_for_round(), f"{FIRST} in 1 record")
        chosen = self.sandbox.providers[:3]
        program.use_providers([{"url": provider["url"], "operator": provider["operator"]} for provider in chosen])
        program.configure(quorum=3)
        self.sandbox.clear_log()
        program.reload()
        program.wait_for_round()
        self.assertEqual(set(self.asked_providers()), {"p01", "p02", "p03"})
        key_file.write_text("abcdefghijklmnopqrstuvwx")
        self.sandbox.world(ipv4=SECOND)
        program.reload()
        self.assertIn("Gandi does not know this API key", program.wait_for_round())

    def test_during_a_round_it_waits_for_nothing(self):
        self.sandbox.fault("domain.info", delay_ms=500)
        program = self.program()
        program.start()
        self.sandbox.wait("xmlrpc:domain.info")
        program.configure(domains={"example.com": ["www"]})
        program.reload()
        program.wait_for_round()
        self.assertEqual(program.wait_for_round(), f"{FIRST} in 1 record")
        self.assertEqual((self.address_of("home"), self.address_of("www")), (FIRST, FIRST))

    def test_the_log_level_follows(self):
        daemon = self.daemon()
        daemon.configure(log_level="debug")
        daemon.reload()
        daemon.log.wait_for("debug: round done")


class Watchdog(SystemTest):
    def test_it_is_fed_while_the_loop_runs_and_not_while_it_stands_still(self):
        program = self.program()
        self.sandbox.provider("*", kind="hang")
        program.start(WATCHDOG_USEC="200000")
        for _ in range(3):
            self.assertEqual(program.wait_for_notice("WATCHDOG", timeout=5), "WATCHDOG=1")
        program.signal(signal.SIGSTOP)
        os.waitid(os.P_PID, program.process.pid, os.WSTOPPED | os.WNOWAIT)
        program.notify.drain()
        with self.assertRaises(TimeoutError):
            program.wait_for_notice("WATCHDOG", timeout=0.7)
        program.signal(signal.SIGCONT)
        program.wait_for_notice("WATCHDOG", timeout=5)

    def test_nobody_is_fed_who_has_not_asked(self):
        daemon = self.daemon()
        daemon.round()
        daemon.stop()
        self.assertNotIn("WATCHDOG=1", daemon.notify.drain())


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
