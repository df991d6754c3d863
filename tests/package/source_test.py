"""What a distribution takes: the source package, its licences, and the recipes of the others."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
NAME = "gandi-dyndnsd"
TREE = shutil.ignore_patterns("build", ".git", "__pycache__")


def output(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, check=True, **options).stdout


def version():
    return re.search(rf"(?m)^project\({NAME} VERSION (\S+) ", (ROOT / "CMakeLists.txt").read_text())[1]


def newest():
    """Of debian/changelog."""
    return output("dpkg-parsechangelog", "--file", PACKAGING / "debian/changelog", "--show-field", "Version").strip()


class SourcePackage(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.tree = cls.copy_in(cls.enterClassContext(tempfile.TemporaryDirectory()), "tree")
        output(cls.tree / "packaging/deb", "--source")
        cls.made = cls.tree / "build/source"

    @staticmethod
    def copy_in(folder, name):
        return Path(shutil.copytree(ROOT, Path(folder, name), ignore=TREE))

    def test_it_has_the_files_of_3_0_quilt(self):
        suffixes = {f"_{version()}.orig.tar.xz", f"_{newest()}.debian.tar.xz", f"_{newest()}.dsc"}
        self.assertLessEqual({NAME + suffix for suffix in suffixes}, {path.name for path in self.made.iterdir()})
        self.assertIn("\nFormat: 3.0 (quilt)\n", "\n" + next(self.made.glob("*.dsc")).read_text())

    def test_lintian_has_not_even_a_hint(self):
        changes = next(self.made.glob("*.changes"))
        options = ["--pedantic", "--display-info", "--fail-on=error,warning,info,pedantic", "--allow-root"]
        done = subprocess.run(["lintian", *options, changes], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout), (0, ""))

    def test_unpacked_it_is_this_tree_with_debian_where_debian_wants_it(self):
        with tempfile.TemporaryDirectory() as folder:
            output("dpkg-source", "--extract", next(self.made.glob("*.dsc")), f"{folder}/it", cwd=folder)
            done = subprocess.run(["diff", "-r", "--exclude=build", "--exclude=.pc", self.tree, f"{folder}/it"], capture_output=True, text=True)
            self.assertEqual(done.stdout, f"Only in {folder}/it: debian\n")
            output("diff", "-r", self.tree / "packaging/debian", f"{folder}/it/debian")

    def test_another_day_place_user_and_order_of_files_make_the_same_bytes(self):
        with tempfile.TemporaryDirectory(prefix="a place with ") as folder:
            other = self.copy_in(folder, "another name")
            for path in other.rglob("*"):  # as from another clone
                path.chmod(path.stat().st_mode & ~0o077)
                os.utime(path, (0, 1_000_000_000), follow_symlinks=False)
            odd = {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "USER": "somebody"}
            output(other / "packaging/deb", "--source", env=os.environ | odd, umask=0o077)
            for made in self.made.glob("*.tar.xz"):
                self.assertEqual(made.read_bytes(), (other / "build/source" / made.name).read_bytes(), made.name)


class Licences(unittest.TestCase):
    def test_reuse_knows_that_of_every_file(self):
        done = subprocess.run(["reuse", "lint", "--quiet"], cwd=ROOT, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_what_reuse_and_what_debian_is_told_agree(self):
        told = [(ROOT / ".reuse/dep5").read_text(), (PACKAGING / "debian/copyright").read_text()]
        files = [re.findall(r"(?m)^(Files|Copyright): (.*)$", each) for each in told]
        self.assertEqual(*files)
        names = [set(re.findall(r"(?m)^License: (\S+)$", each)) for each in told]
        self.assertEqual(names, [{"MIT"}, {"Expat"}], "of which one is the SPDX's name and the other Debian's")
        self.assertEqual((ROOT / "LICENSE").read_text(), (ROOT / "LICENSES/MIT.txt").read_text())

    def test_licensecheck_finds_no_other(self):
        tracked = [path for path in ROOT.iterdir() if path.name not in (".git", "build")]
        found = output("licensecheck", "--recursive", "--machine", "--shortname-scheme=spdx", *tracked).splitlines()
        self.assertGreater(len(found), 100)
        others = {line for line in found if line.split("\t")[1] not in ("UNKNOWN", "MIT")}
        # The word there is the licence that SPDX wants for each of its documents, not that of the script.
        self.assertEqual(others - {f"{PACKAGING}/sbom.py\tCC0-1.0"}, set())


class OneVersion(unittest.TestCase):
    def test_the_newest_entry_of_the_changelog_is_the_projects(self):
        self.assertRegex(newest(), rf"^{re.escape(version())}-\d+$")

    def test_the_recipes_have_it(self):
        self.assertRegex((PACKAGING / f"{NAME}.spec").read_text(), rf"(?m)^Version: +{version()}$")
        self.assertRegex((PACKAGING / "PKGBUILD").read_text(), rf"(?m)^pkgver={version()}$")


class Recipes(unittest.TestCase):
    def test_rpmlint_finds_nothing_but_what_has_a_reason(self):
        done = subprocess.run(["rpmlint", PACKAGING / f"{NAME}.spec"], capture_output=True, text=True)
        found = set(re.findall(r"(?m): [WE]: ([a-z-]+)", done.stdout))
        # Fedora has no BuildRoot: any more. Where the archive is fetched from is not known before the release.
        self.assertLessEqual(found, {"no-buildroot-tag", "invalid-url"}, done.stdout)
        output("rpmspec", "--parse", PACKAGING / f"{NAME}.spec")

    def test_bash_takes_the_pkgbuild(self):
        output("bash", "-n", PACKAGING / "PKGBUILD")

    def test_the_public_home_is_said_once_and_written_everywhere(self):
        with tempfile.TemporaryDirectory() as folder:
            there = Path(shutil.copytree(PACKAGING, f"{folder}/packaging", ignore=TREE))
            output(there / "home")
            output("diff", "-r", PACKAGING, there)  # nothing else is written anywhere
            home = (there / "home").read_text()
            home = home.replace("maintainers@gandi-dyndnsd.invalid", "someone@example.org")
            home = re.sub(r"(?m)^(homepage|vcs_git|vcs_browser|releases)=''", r"\1='https://example.org/\1'", home)
            (there / "home").write_text(home)
            output(there / "home")
            output(there / "home")
            whole = {str(path.relative_to(there)): path.read_text() for path in there.rglob("*") if path.is_file()}
            self.assertEqual([name for name, text in whole.items() if ".invalid" in text], [])
            for name, line in [("debian/control", "Homepage: https://example.org/homepage"),
                               ("debian/control", "Vcs-Git: https://example.org/vcs_git"),
                               ("debian/control", "Vcs-Browser: https://example.org/vcs_browser"),
                               ("debian/copyright", "Source: https://example.org/homepage"),
                               ("gandi-dyndnsd.spec", "URL:            https://example.org/homepage"),
                               ("PKGBUILD", "url=https://example.org/homepage")]:
                self.assertEqual(whole[name].splitlines().count(line), 1, f"{name}: {line}")
            self.assertIn("\nhttps://example.org/releases .*", whole["debian/watch"])


if __name__ == "__main__":
    tools = ["lintian", "reuse", "licensecheck", "rpmlint", "rpmspec", "dpkg-source"]
    if missing := [tool for tool in tools if not shutil.which(tool)]:
        print(f"source: SKIPPED, nothing was tested: no {', '.join(missing)}")
        sys.exit(77)
    unittest.main(argv=sys.argv[:1])
