"""The .deb as a file: what lintian says of it, and how hard the program in it is."""

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DEB = os.environ["GANDI_DYNDNSD_DEB"]


def output(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


class Package(unittest.TestCase):
    def test_lintian_has_neither_errors_nor_warnings(self):
        options = ["--fail-on=error,warning", "--allow-root", "--no-tag-display-limit"]
        debs = sorted(str(path) for path in Path(DEB).parent.glob("gandi-dyndnsd*.deb"))
        self.assertEqual(len(debs), 2, "the package and its dbgsym")
        done = subprocess.run(["lintian", *options, *debs], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout), (0, ""))

    def test_the_version_is_the_projects_in_every_kind_of_package(self):
        version = output("dpkg-deb", "--field", DEB, "Version").strip()
        self.assertIn(f"project(gandi-dyndnsd VERSION {version} ", (ROOT / "CMakeLists.txt").read_text())
        self.assertRegex((ROOT / "packaging/gandi-dyndnsd.spec").read_text(), rf"(?m)^Version: +{version}$")
        self.assertRegex((ROOT / "packaging/PKGBUILD").read_text(), rf"(?m)^pkgver={version}$")

    def test_no_file_in_etc_is_shipped(self):
        """What is there is the operator's own: no upgrade asks about it."""
        listing = output("dpkg-deb", "--contents", DEB)
        self.assertNotIn(" ./etc", listing)


class Hardening(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        subprocess.run(["dpkg-deb", "--extract", DEB, folder], check=True)
        cls.program = f"{folder}/usr/bin/gandi-dyndnsd"
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
