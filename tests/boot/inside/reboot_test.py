"""The machine was booted anew, with nothing in reach and nothing ever online (shutdown_test). Nobody has started a thing."""

import json
import unittest

from case import FIRST, ServiceTest
from machine import UNIT, said, show, wait_for_status


class AfterTheReboot(ServiceTest):
    def test_1_the_service_runs_and_the_boot_has_not_waited_for_the_network(self):
        self.assertEqual(said("systemctl", "is-system-running", "--wait").strip(), "running")
        self.assertEqual(show("ActiveState"), "active")
        self.assertEqual(show("NRestarts"), "0")

    def test_2_it_has_said_once_that_it_cannot_work(self):
        # Not what systemd says in the unit's name, as 257 does of a credential that is not there.
        ours = [f"_SYSTEMD_UNIT={UNIT}.service", "SYSLOG_IDENTIFIER=gandi-dyndnsd"]
        entries = said("journalctl", "--boot", "--output=json", *ours).splitlines()
        self.assertEqual([json.loads(entry)["DYNDNS_EVENT"] for entry in entries], ["started", "no-quorum"])

    def test_3_once_there_is_a_network_it_remembers_what_gandi_serves(self):
        self.reload()
        wait_for_status(f"{FIRST} in 1 record")
        self.assertEqual([entry["path"] for entry in self.sandbox.log() if "/records" in entry.get("path", "")], [])
        super().forget()

    def forget(self):
        """Not before the last test."""


if __name__ == "__main__":
    unittest.main()
