"""`journalctl -x` explains every kind of event, and systemd compiles the catalog without a complaint."""

import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import source
from source import ROOT

CATALOG = ROOT / "systemd" / "gandi-dyndnsd.catalog"
HEADERS = ["Subject", "Defined-By", "Support", "Documentation"]


def entries():
    """Headers and text of each entry, by its id."""
    parts = re.split(r"(?m)^-- ([0-9a-f]{32})\n", re.sub(r"(?m)^#.*\n", "", CATALOG.read_text()))
    ids, contents = parts[1::2], parts[2::2]
    assert len(set(ids)) == len(ids), "an id is there twice"
    return {each: content.split("\n\n", 1) for each, content in zip(ids, contents)}


class Catalog(unittest.TestCase):
    def test_every_kind_of_event_is_explained_and_nothing_else(self):
        named = dict(re.findall(r"(?m)^# ([a-z-]+)\n-- ([0-9a-f]{32})$", CATALOG.read_text()))
        self.assertEqual(set(named.values()), set(entries()), "each has the name of its event before it")
        known = source.events()
        self.assertEqual({name: named.get(name) for name in known}, known)
        self.assertLessEqual(set(named) - set(known), source.ANNOUNCED, "no such event")

    def test_every_entry_has_all_headers_and_says_something(self):
        for each, (headers, text) in entries().items():
            with self.subTest(each):
                self.assertEqual([line.split(": ")[0] for line in headers.splitlines()], HEADERS)
                self.assertGreater(len(text.strip()), 40)
                self.assertLessEqual(max(map(len, text.splitlines())), 77, "journalctl puts 3 columns before it")

    def test_only_fields_that_there_are_stand_between_the_signs(self):
        used = source.found_in(CATALOG.read_text(), r"@(\w+)@")
        self.assertLessEqual(used, source.fields())

    def test_commands_that_it_tells_are_there(self):
        for verb in source.found_in(CATALOG.read_text(), r"(?m)(?:^  |')gandi-dyndnsd (\w+)"):
            self.assertIn(verb, source.subcommands())

    def test_systemd_compiles_it_and_lists_every_entry(self):
        with tempfile.TemporaryDirectory() as root:
            folder = Path(root, "usr/lib/systemd/catalog")
            folder.mkdir(parents=True)
            Path(root, "var/lib/systemd/catalog").mkdir(parents=True)
            (folder / CATALOG.name).write_text(CATALOG.read_text())
            self.journalctl(root, "--update-catalog")
            listed = re.findall(r"(?m)^([0-9a-f]{32}) gandi-dyndnsd: (.+)$", self.journalctl(root, "--list-catalog"))
        subjects = {each: re.match("Subject: (.+)", headers)[1] for each, (headers, _) in entries().items()}
        self.assertEqual(dict(listed), subjects)

    def journalctl(self, root, command):
        journalctl = source.tool("journalctl", "systemd")
        done = subprocess.run([journalctl, f"--root={root}", command], capture_output=True, text=True,
                              env={**os.environ, "LC_ALL": "C.UTF-8", "SYSTEMD_COLORS": "0"})
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
