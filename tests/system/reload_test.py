"""SIGHUP: a good configuration is in force at once, a broken one is told and changes nothing."""

import re
import signal
import time
import unittest

from case import FIRST, KEY, SECOND, SystemTest


def now_usec():
    return time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000


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
        daemon.log.wait_for("notice: configuration reloaded, maintaining 2 records in 1 domain: 'www.example.com' A added$")
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
                daemon.log.wait_for("error: configuration not reloaded, the previous one stays in force: ")
                self.sandbox.world(ipv4=SECOND)
                self.assertIn("not in force: ", daemon.round())
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

    def test_a_wrong_credential_is_seen_at_once_although_nothing_has_moved(self):
        daemon = self.daemon()
        daemon.configure(api_key="abcdefghijklmnopqrstuvwx")
        daemon.reload()
        self.assertIn("Gandi does not know this API key", daemon.wait_for_round())
        daemon.configure(api_key=KEY)
        self.sandbox.clear_log()
        daemon.reload()
        self.assertEqual(daemon.wait_for_round(), f"{FIRST} in 1 record")
        self.assertIn("domain.zone.record.list", self.calls())

    def test_the_same_credential_is_not_doubted(self):
        daemon = self.daemon()
        self.sandbox.clear_log()
        daemon.configure(interval="2h")
        daemon.reload()
        self.assertEqual(daemon.wait_for_round(), f"{FIRST} in 1 record")
        self.assert_gandi_not_asked()

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


if __name__ == "__main__":
    unittest.main()
