"""The .deb as a file: what lintian says of it, whether what it names is in it, and how hard the program in it is."""

import gzip
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DEB = os.environ["GANDI_DYNDNSD_DEB"]


def output(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def unpack_into(case):
    folder = case.enterClassContext(tempfile.TemporaryDirectory())
    subprocess.run(["dpkg-deb", "--extract", DEB, folder], check=True)
    return Path(folder)


class Package(unittest.TestCase):
    def test_lintian_has_not_even_a_hint(self):
        options = ["--pedantic", "--display-info", "--fail-on=error,warning,info,pedantic", "--allow-root"]
        debs = sorted(str(path) for path in Path(DEB).parent.glob("gandi-dyndnsd*.deb"))
        self.assertEqual(len(debs), 2, "the package and its dbgsym")
        done = subprocess.run(["lintian", *options, *debs], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout), (0, ""))

    def test_the_version_is_the_changelogs(self):
        version = output("dpkg-deb", "--field", DEB, "Version").strip()
        self.assertTrue((ROOT / "packaging/debian/changelog").read_text().startswith(f"gandi-dyndnsd ({version}) "))

    def test_the_sbom_tells_the_package_and_each_of_its_dependencies(self):
        told = json.loads(Path(DEB).with_suffix(".spdx.json").read_text())
        ours, *others = told["packages"]
        self.assertEqual(ours["checksums"][0]["checksumValue"], hashlib.sha256(Path(DEB).read_bytes()).hexdigest())
        depends = re.split(r", ", output("dpkg-deb", "--field", DEB, "Depends").strip())
        self.assertEqual({other["name"] for other in others}, {each.split()[0] for each in depends})
        ids = {each["SPDXID"] for each in told["packages"]}
        self.assertEqual({relation["relatedSpdxElement"] for relation in told["relationships"]}, ids)

    def test_no_file_in_etc_is_shipped(self):
        """What is there is the operator's own: no upgrade asks about it."""
        listing = output("dpkg-deb", "--contents", DEB)
        self.assertNotIn(" ./etc", listing)


class WhatIsNamed(unittest.TestCase):
    """In manual pages, catalog, units, schemas, examples: a reader looks for it."""

    @classmethod
    def setUpClass(cls):
        cls.root = unpack_into(cls)
        cls.pages = {path: read(path) for path in sorted(cls.root.rglob("*"))
                     if path.is_file() and not path.is_symlink() and "bin" not in path.parts}

    def test_every_path_of_ours_is_there(self):
        named = {(path.name, found.rstrip(".")) for path, text in self.pages.items()
                 for found in re.findall(r"(?<![\w@])/(?:usr|lib)/[\w./@-]*gandi-dyndnsd[\w./@-]*", text)}
        self.assertGreater(len({found for _, found in named}), 8)
        missing = {(page, found) for page, found in named if not (self.root / found.lstrip("/")).exists()}
        self.assertEqual(missing, set())

    def test_so_is_every_page_that_the_manual_lists(self):
        docs = self.root / "usr/share/doc/gandi-dyndnsd"
        manual = next(text for path, text in self.pages.items() if path.name == "gandi-dyndnsd.8.gz")
        listed = re.findall(r"[\w-]+\.md", manual.rpartition(".SH SEE ALSO")[2])
        self.assertGreater(len(listed), 3)
        self.assertEqual([page for page in listed if not (docs / page).is_file()], [])

    def test_the_units_start_the_program_that_is_in_it(self):
        started = {word for path, text in self.pages.items() if "/systemd/system/" in str(path)
                   for word in re.findall(r"(?m)^ExecStart=(\S+)", text)}
        self.assertIn("/usr/bin/gandi-dyndnsd", started)
        self.assertTrue(os.access(self.root / "usr/bin/gandi-dyndnsd", os.X_OK))


def read(path):
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return content.decode(errors="replace").replace("\\-", "-")


class Hardening(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.program = f"{unpack_into(cls)}/usr/bin/gandi-dyndnsd"
        cls.said = output("readelf", "--wide", "--file-header", "--program-headers", "--dynamic", cls.program)
        cls.symbols = output("readelf", "--wide", "--dyn-syms", cls.program)

    def test_it_may_be_loaded_anywhere(self):
        self.assertRegex(self.said, r"Type: +DYN")
        self.assertRegex(self.said, r"FLAGS_1\).*\bPIE\b")

    def test_all_is_bound_before_the_start_and_then_read_only(self):
        self.assertIn("GNU_RELRO", self.said)
        self.assertRegex(self.said, r"FLAGS_1\).*\bNOW\b")

    def test_neither_stack_nor_code_can_be_both_written_and_run(self):
        self.assertRegex(self.said, r"GNU_STACK.* RW ")
        self.assertNotRegex(self.said, r"LOAD .* RWE ")

    def test_the_stack_is_guarded_and_the_c_librarys_calls_are_checked(self):
        self.assertIn("__stack_chk_fail", self.symbols)
        self.assertRegex(self.symbols, r"__\w+_chk@")

    def test_it_looks_for_libraries_nowhere_but_where_the_system_does(self):
        self.assertNotRegex(self.said, "RPATH|RUNPATH")


if __name__ == "__main__":
    if not Path(DEB).exists():
        print(f"package: SKIPPED, nothing was tested: no {DEB}; ./packaging/deb makes it")
        sys.exit(77)
    unittest.main(argv=sys.argv[:1])
