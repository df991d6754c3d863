"""The package is upgraded, removed and purged."""

import json
import subprocess
import unittest
from pathlib import Path

from case import CONFIG, TOKEN_FILE, ServiceTest
from machine import UNIT, USER, run, said, show, wait_until

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

    def test_a_removal_ends_the_services_and_an_installation_brings_back_what_was(self):
        said("apt-get", "remove", "--yes", "gandi-dyndnsd")
        self.assertEqual(subprocess.run(["pgrep", "--exact", "gandi-dyndnsd"]).returncode, 1, "no process is left")
        self.assertFalse(PROGRAM.exists())
        self.assert_what_was_written_is_kept()
        said("apt-get", "install", "--yes", DEB)
        self.assert_what_was_written_is_kept()
        wait_until("it runs again", lambda: show("ActiveState") == "active")

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
