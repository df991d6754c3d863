"""The package is upgraded, removed and purged."""

import json
import subprocess
import unittest
from pathlib import Path

from case import CONFIG, TOKEN, TOKEN_FILE, ServiceTest
from machine import UNIT, USER, run, said, show, wait_until, write

DEB = "/srv/gandi-dyndnsd.deb"
PROGRAM = Path("/usr/bin/gandi-dyndnsd")
SECOND_UNIT = f"{UNIT}@second"
SECOND_CONFIG = Path("/etc/gandi-dyndnsd/second.json")


class UpgradeAndRemoval(ServiceTest):
    """Each begins with the package installed and two services at work."""

    def setUp(self):
        if not PROGRAM.exists():
            said("apt-get", "install", "--yes", DEB)
        super().setUp()
        run("systemctl", "enable", UNIT, SECOND_UNIT)
        self.write_config(json.dumps(self.config), SECOND_CONFIG)
        self.start()
        run("systemctl", "start", SECOND_UNIT)
        self.written = {path: path.read_bytes() for path in (CONFIG, SECOND_CONFIG, TOKEN_FILE)}

    def assert_what_was_written_is_kept(self):
        self.assertEqual({path: path.read_bytes() for path in self.written}, self.written)
        self.assertEqual(said("stat", "--format=%U:%G %a", TOKEN_FILE).strip(), f"root:{USER} 640")

    def processes(self):
        return [show("MainPID", unit) for unit in (UNIT, SECOND_UNIT)]

    def test_an_upgrade_restarts_the_services_and_keeps_what_was_written(self):
        before = self.processes()
        said("apt-get", "install", "--yes", "--reinstall", DEB)
        wait_until("both run again", lambda: {show("ActiveState", unit) for unit in (UNIT, SECOND_UNIT)} == {"active"})
        self.assertEqual(set(before) & set(self.processes()), set())
        self.assert_what_was_written_is_kept()

    def test_an_upgrade_says_what_is_broken_and_leaves_the_old_daemon_at_work(self):
        before = self.processes()
        self.write_config('{ "domains": {} ', CONFIG)
        told = said("apt-get", "install", "--yes", "--reinstall", DEB)
        wait_until("the instance runs again", lambda: show("ActiveState", SECOND_UNIT) == "active")
        self.assertIn("gandi-dyndnsd.service was not restarted", told)
        self.assertIn(str(CONFIG), told)
        checked = run("gandi-dyndnsd", "check", check=False)
        for line in (checked.stdout + checked.stderr).splitlines():
            self.assertIn(line, told)
        self.assertIn("sudo systemctl restart gandi-dyndnsd", told)
        after = self.processes()
        self.assertEqual(after[0], before[0])
        self.assertNotEqual(after[1], before[1])
        self.assertEqual(said("dpkg-query", "--show", "--showformat=${Status}", "gandi-dyndnsd"), "install ok installed")

    def test_a_service_whose_token_the_service_manager_keeps_is_restarted(self):
        store = Path("/etc/credstore/gandi-dyndnsd.token")
        write(str(store), TOKEN, 0o600)
        self.addCleanup(store.unlink)
        self.configure(token_file=None)
        run("systemctl", "restart", UNIT)
        before = self.processes()
        told = said("apt-get", "install", "--yes", "--reinstall", DEB)
        self.assertNotIn("not restarted", told)
        self.assertNotEqual(self.processes()[0], before[0])

    def test_an_administrators_mode_on_the_token_stays(self):
        run("chmod", "0600", TOKEN_FILE)
        run("chown", USER, TOKEN_FILE)
        said("apt-get", "install", "--yes", "--reinstall", DEB)
        self.assertEqual(said("stat", "--format=%U %a", TOKEN_FILE).strip(), f"{USER} 600")
        run("chmod", "0640", TOKEN_FILE)
        run("chown", "root", TOKEN_FILE)

    def test_a_removal_ends_the_services_and_an_installation_brings_back_what_was(self):
        said("apt-get", "remove", "--yes", "gandi-dyndnsd")
        self.assertEqual(subprocess.run(["pgrep", "--exact", "gandi-dyndnsd"]).returncode, 1, "no process is left")
        self.assertFalse(PROGRAM.exists())
        self.assert_what_was_written_is_kept()
        said("apt-get", "install", "--yes", DEB)
        self.assert_what_was_written_is_kept()
        wait_until("both run again", lambda: {show("ActiveState", unit) for unit in (UNIT, SECOND_UNIT)} == {"active"})

    def test_a_purge_leaves_nothing_but_the_user(self):
        said("apt-get", "purge", "--yes", "gandi-dyndnsd")
        self.assertEqual(subprocess.run(["pgrep", "--exact", "gandi-dyndnsd"]).returncode, 1, "no process is left")
        apart = ["-path", "/src", "-o", "-path", "/srv", "-o", "-path", "/proc", "-o", "-path", "/sys"]
        left = said("find", "/", "(", *apart, ")", "-prune", "-o", "-name", "*gandi-dyndnsd*", "-print").splitlines()
        self.assertEqual(left, [])
        self.assertIn("nologin", said("getent", "passwd", USER))
        self.assertEqual(said("systemctl", "list-units", "--all", "--no-legend", "gandi-dyndnsd*").strip(), "")

    def forget(self):
        if PROGRAM.exists():
            run("systemctl", "stop", SECOND_UNIT)
            super().forget()


if __name__ == "__main__":
    unittest.main()
