"""A second account at Gandi: gandi-dyndnsd@NAME.service beside the first."""

import json
import unittest
from pathlib import Path

from case import FIRST, TOKEN, ServiceTest
from machine import UNIT, Journal, run, said, show, wait_for_status

SECOND_UNIT = f"{UNIT}@second"


class Instance(ServiceTest):
    def setUp(self):
        super().setUp()
        empty = {"rrsets": [], "current": "livedns"}
        self.sandbox.livedns(domains={"example.com": empty, "example.org": empty})
        self.gandi_knows(TOKEN)
        path = Path("/etc/gandi-dyndnsd/second.json")
        self.write_config(json.dumps(self.config | {"domains": {"example.org": ["www"]}}), path)
        self.addCleanup(path.unlink)
        self.addCleanup(run, "systemctl", "stop", SECOND_UNIT)

    def test_each_has_its_configuration_its_memory_and_its_status(self):
        second = Journal(SECOND_UNIT)
        self.addCleanup(second.close)
        self.start()
        run("systemctl", "start", SECOND_UNIT)
        second.wait_for("record-changed")
        self.assertEqual((self.served("home"), self.served("www", "example.org")), ([FIRST], [FIRST]))
        wait_for_status(f"{FIRST} in 1 record", SECOND_UNIT)
        self.assertIn("(second)", show("Description", SECOND_UNIT))
        for unit, domain in {UNIT: "example.com", SECOND_UNIT: "example.org"}.items():
            self.assertIn(domain, Path(f"/var/lib/{unit}/state.json").read_text())
            self.assertIn(domain, run("gandi-dyndnsd", "status", env={"RUNTIME_DIRECTORY": f"/run/{unit}"}).stdout)

    def test_one_stops_without_the_other(self):
        self.start()
        run("systemctl", "start", SECOND_UNIT)
        run("systemctl", "stop", SECOND_UNIT)
        self.assertEqual(show("ActiveState"), "active")
        self.assertTrue(Path("/run/gandi-dyndnsd").is_dir())

    def test_it_is_confined_in_the_same_way(self):
        names = said("systemctl", "show", UNIT).splitlines()
        sandbox = ("Protect", "Private", "Restrict", "SystemCall", "Capability", "Memory", "Tasks", "NoNew", "Lock")
        differs = {f"Memory{name}" for name in ("Current", "Available", "Peak")} | {"TasksCurrent"}
        for line in names:
            name, _, value = line.partition("=")
            if name.startswith(sandbox) and name not in differs:
                self.assertEqual(show(name, SECOND_UNIT), value, name)


if __name__ == "__main__":
    unittest.main()
