"""A new machine: the package is installed, and nothing runs before somebody has said for which domains."""

import os
import unittest
from pathlib import Path

from machine import UNIT, USER, run, said, show

DEB = "/srv/gandi-dyndnsd.deb"


def owner_and_mode(path):
    return said("stat", "--format=%U:%G %a", path).strip()


class Install(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        """Where there is no file the package is installed already, from a place that apt knows: once more, from nothing."""
        if not os.path.exists(DEB):
            said("apt-get", "purge", "--yes", UNIT)
        cls.told = said("apt-get", "install", "--yes", DEB if os.path.exists(DEB) else UNIT)

    def test_it_says_how_to_go_on(self):
        for step in ["/etc/gandi-dyndnsd/token", "config.json", "sudo gandi-dyndnsd check", "sudo systemctl enable --now"]:
            self.assertIn(step, self.told)

    def test_it_is_neither_enabled_nor_started(self):
        self.assertEqual(run("systemctl", "is-enabled", UNIT, check=False).stdout.strip(), "disabled")
        self.assertEqual(show("NRestarts"), "0")
        self.assertEqual(said("systemctl", "list-units", "--no-legend", f"{UNIT}*").strip(), "")

    def test_the_credential_has_a_place_that_only_the_daemon_can_read(self):
        self.assertEqual(owner_and_mode("/etc/gandi-dyndnsd"), f"root:{USER} 750")
        self.assertEqual(owner_and_mode("/etc/gandi-dyndnsd/token"), f"root:{USER} 640")

    def test_the_daemon_has_a_user_who_cannot_log_in(self):
        entry = said("getent", "passwd", USER).strip().split(":")
        self.assertEqual(entry[-1], "/usr/sbin/nologin")
        self.assertIn(said("getent", "shadow", USER).split(":")[1], ("!", "!*", "*"))

    def test_the_example_and_the_list_of_providers_are_where_the_message_says(self):
        for path in ["/usr/share/doc/gandi-dyndnsd/examples/config.json", "/usr/share/gandi-dyndnsd/providers.json"]:
            self.assertTrue(Path(path).is_file(), path)

    def test_started_all_the_same_it_says_what_is_missing_and_is_not_tried_again(self):
        self.assertNotEqual(run("systemctl", "start", UNIT, check=False).returncode, 0)
        self.assertEqual(show("ExecMainStatus"), "78")
        self.assertEqual(show("ActiveState"), "failed")
        self.assertIn("/etc/gandi-dyndnsd/config.json: cannot be opened", said_by_status())
        run("systemctl", "reset-failed", UNIT)


class Unit(unittest.TestCase):
    def test_the_service_manager_finds_nothing_to_remark(self):
        for unit in [f"{UNIT}.service", f"{UNIT}@second.service"]:
            self.assertEqual(said("systemd-analyze", "verify", "--man=no", unit), "")

    def test_its_exposure_is_at_most_1_1(self):
        for unit in [f"{UNIT}.service", f"{UNIT}@second.service"]:
            said("systemd-analyze", "security", "--offline=true", "--threshold=11", unit)

    def test_the_files_are_as_packaged(self):
        self.assertEqual(said("dpkg", "--verify", "gandi-dyndnsd"), "")


def said_by_status():
    return run("systemctl", "status", "--no-pager", "--full", UNIT, check=False).stdout


if __name__ == "__main__":
    unittest.main()
