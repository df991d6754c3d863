"""The first hour: configured, enabled, published; then the address moves; and what an operator sees of it."""

import re
import subprocess
import unittest
from pathlib import Path

from case import FIRST, SECOND, TOKEN, ServiceTest
from machine import UNIT, USER, run, said, show, wait_for_status

NONE = "0" * 16
# CAP_SYS_ADMIN and CAP_SETPCAP, which systemd 257 needs for the filter of system calls, and leaves where they are worth
# nothing: inheritable is what a program gets that is marked for it, within the bounding set, which is empty.
INHERITABLE = "0000000000200100"


class FirstHour(ServiceTest):
    def test_enabled_and_started_it_publishes_the_address(self):
        said("systemctl", "enable", "--now", UNIT)
        self.await_publication()
        self.assertEqual(self.served(), [FIRST])
        self.assertEqual(show("ActiveState"), "active")
        self.assertEqual(show("UnitFileState"), "enabled")

    def test_when_the_address_moves_it_follows_by_itself(self):
        self.configure(interval="1s")
        self.start()
        self.sandbox.world(ipv4=SECOND)
        change = self.await_publication()
        self.assertEqual((change["DYNDNS_OLD"], change["DYNDNS_NEW"]), (FIRST, SECOND))
        self.assertEqual(self.served(), [SECOND])

    def test_while_nothing_changes_it_says_nothing(self):
        self.configure(interval="1s")
        self.start()
        rounds = len(self.sandbox.log())
        said_before = [entry["MESSAGE"] for entry in self.journal.of_daemon()]
        self.sandbox.wait("provider:*", count=9, since=rounds)
        self.assertEqual([entry["MESSAGE"] for entry in self.journal.of_daemon()], said_before)


class WhatAnOperatorSees(ServiceTest):
    def test_the_status_says_what_is_published(self):
        self.start()
        wait_for_status(f"{FIRST} in 1 record")
        status = said("systemctl", "status", "--no-pager", "--full", UNIT)
        self.assertRegex(status, f'Status: "{FIRST} in 1 record"')
        self.assertIn(f"address of 'home.example.com' published: {FIRST}", status)

    def test_a_change_is_one_notice_with_its_fields(self):
        self.start()
        self.sandbox.world(ipv4=SECOND)
        self.ask_for_round()
        change = self.await_publication()
        self.assertEqual(change["MESSAGE"], f"address of 'home.example.com' changed from {FIRST} to {SECOND}")
        self.assertEqual(change["PRIORITY"], "5")
        self.assertEqual(change["SYSLOG_IDENTIFIER"], "gandi-dyndnsd")
        self.assertEqual(change["_TRANSPORT"], "journal")  # by its own protocol, not a line of stderr
        self.assertEqual(change["_SYSTEMD_UNIT"], "gandi-dyndnsd.service")
        ours = {name.removeprefix("DYNDNS_"): value for name, value in change.items() if name.startswith("DYNDNS_")}
        self.assertEqual(len(ours.pop("OPERATORS").split(", ")), int(ours["VOTES"]))
        self.assertGreaterEqual(int(ours.pop("VOTES")), 3)
        self.assertEqual(ours, {"EVENT": "record-changed", "DOMAIN": "example.com", "RECORD": "home", "TYPE": "A",
                                "OLD": FIRST, "NEW": SECOND})

    def test_all_changes_are_found_by_their_message_id(self):
        self.start()
        published = self.journal.of_daemon()[-1]
        self.assertRegex(published["MESSAGE_ID"], "^[0-9a-f]{32}$")
        found = said("journalctl", "--output=cat", f"MESSAGE_ID={published['MESSAGE_ID']}")
        self.assertIn(published["MESSAGE"], found.splitlines())

    def test_the_catalog_explains_every_message(self):
        self.start()
        for entry in self.journal.of_daemon():
            explained = said("journalctl", "--catalog", "--lines=1", f"MESSAGE_ID={entry['MESSAGE_ID']}")
            self.assertIn(" Subject: ", explained, entry["MESSAGE"])

    def test_every_user_may_see_the_status_and_nobody_the_token(self):
        self.start()
        ask = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"]
        wait_for_status(f"{FIRST} in 1 record")
        shown = said(*ask, "gandi-dyndnsd", "status")
        self.assertRegex(shown, rf"(?s)IPv4  {FIRST}.*home\.example\.com")
        for hidden in ["/etc/gandi-dyndnsd/token", "/etc/gandi-dyndnsd/config.json", "/var/lib/gandi-dyndnsd/state.json"]:
            self.assertTrue(Path(hidden).is_file(), hidden)
            self.assertNotEqual(run(*ask, "cat", hidden, check=False).returncode, 0, hidden)
        everywhere = run("grep", "-rlsF", TOKEN, "/run", "/var", "/etc", check=False).stdout.splitlines()
        self.assertEqual(everywhere, ["/etc/gandi-dyndnsd/token"])

    def test_without_a_daemon_the_status_says_so(self):
        self.start()
        run("systemctl", "stop", UNIT)
        asked = run("gandi-dyndnsd", "status", check=False)
        self.assertEqual(asked.returncode, 69)
        self.assertIn("no sign of a daemon", asked.stderr)


class TheProcess(ServiceTest):
    def test_it_runs_without_any_privilege(self):
        self.start()
        status = Path(f"/proc/{show('MainPID')}/status").read_text()
        traits = dict(re.findall(r"^(\w+):\s+(\S+)", status, re.M))
        user = subprocess.run(["id", "--user", USER], capture_output=True, text=True, check=True).stdout.strip()
        self.assertEqual(traits["Uid"], user)
        self.assertEqual({traits[name] for name in ("CapPrm", "CapEff", "CapBnd", "CapAmb")}, {NONE})
        self.assertIn(traits["CapInh"], (NONE, INHERITABLE))
        self.assertEqual((traits["NoNewPrivs"], traits["Seccomp"]), ("1", "2"))


if __name__ == "__main__":
    unittest.main()
