"""`systemctl reload`: what is good is in force at once, what is broken changes nothing and is not kept quiet."""

import unittest

from case import FIRST, RENEWED, SECOND, TOKEN_FILE, ServiceTest
from machine import show, wait_for_status


class Reload(ServiceTest):
    def test_a_good_configuration_is_in_force_at_once(self):
        self.start()
        process = show("MainPID")
        self.configure(domains={"example.com": ["home", "www"]})
        self.reload()
        self.assertIn("maintaining 2 records", self.journal.wait_for("reloaded")["MESSAGE"])
        self.assertEqual(self.await_publication()["DYNDNS_RECORD"], "www")
        self.assertEqual(self.served("www"), [FIRST])
        self.assertEqual(show("MainPID"), process)

    def test_a_broken_one_is_named_and_the_old_one_stays_in_force(self):
        self.start()
        self.write_config('{"domains": ')
        self.reload()
        refusal = self.journal.wait_for("reload-failed")
        self.assertEqual(refusal["PRIORITY"], "3")
        self.assertRegex(refusal["MESSAGE"], "the previous one stays in force: .*/config.json: line 1, column 13: ")
        wait_for_status("new configuration not in force: ")
        self.sandbox.world(ipv4=SECOND)
        self.ask_for_round()
        self.await_publication()
        self.assertEqual(self.served(), [SECOND])
        self.assertEqual(show("ActiveState"), "active")
        self.configure()
        self.reload()
        self.journal.wait_for("reloaded")
        self.assertNotIn("not in force", wait_for_status(f"{SECOND} in 1 record"))

    def test_a_token_is_rotated_without_a_restart(self):
        self.start()
        process = show("MainPID")
        self.gandi_knows(RENEWED)
        TOKEN_FILE.write_text(RENEWED + "\n")
        self.sandbox.world(ipv4=SECOND)
        self.reload()
        self.await_publication()
        self.assertEqual(self.served(), [SECOND])
        self.assertEqual(show("MainPID"), process)
        self.assertEqual([entry["DYNDNS_EVENT"] for entry in self.journal.of_daemon()],
                         ["started", "record-changed", "reloaded", "record-changed"])


if __name__ == "__main__":
    unittest.main()
