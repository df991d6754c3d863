"""What source and pages refer to is there: pages by their name, folders and files by their path."""

from __future__ import annotations

import re
import sys
import unittest
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ["lib", "daemon", "tests", "cmake", "systemd", "packaging", "config", "docs"]
KINDS = {".cpp", ".hpp", ".py", ".cmake", ".txt", ".md", ".sh", ".json", ".service", ".conf", ".catalog", ".8", ".5", ""}
# Where the package puts its files, below /usr; and what a person makes.
ELSEWHERE = {"lib/systemd/system", "lib/systemd/catalog", "lib/sysusers.d", "lib/tmpfiles.d"}
MADE = ".tar.gz"
MEDIA_TYPES = {"text/xml", "text/html", "text/plain"}

ROOMS = sorted(path.name for path in (ROOT / "lib").iterdir() if path.is_dir())
PAGE = re.compile(r"(?<![\w./*-])[\w.][\w./-]*\.md\b")
PATH = re.compile(rf"(?<![\w./*@$}}-])(?:{'|'.join(FOLDERS)})/[\w./*@-]*")
# In comments and pages a room's file is called by its room, often without its ending: core/schedule.
IN_A_ROOM = re.compile(rf"(?<![\w./*@$}}-])(?:{'|'.join(ROOMS)})/[a-z_*/]+\b(?:\.[ch]pp)?(?![/\w])")
COMMENT = {".cpp": "//", ".hpp": "//", ".py": "#", ".cmake": "#"}


def files() -> Iterator[Path]:
    yield from (ROOT / "CMakeLists.txt", ROOT / "README.md", ROOT / "CONTRIBUTING.md")
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            is_text = not {"__pycache__", "seeds"} & set(path.parts)
            if is_text and path.is_file() and path.suffix in KINDS and path != Path(__file__):
                yield path


def lines(path: Path) -> Iterator[tuple[int, str]]:
    """With its number, each without addresses on the web, and without what other lines of the same kind include."""
    text = path.read_text(errors="replace")
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("#include"):
            yield number, re.sub(r"\b\w+://\S+", "", line)


def is_there(name: str, here: Path) -> bool:
    """From the root, from where it is said, in docs/ or in lib/; a star and a word in capitals stand for anything."""
    pattern = re.sub(r"(?<![A-Za-z])[A-Z]{2,}(?![A-Za-z.])", "*", name.rstrip("./"))
    bases = (ROOT, here.parent, ROOT / "docs", ROOT / "lib")
    return any(next(base.glob(pattern + ending), None) for base in bases for ending in ("", "*"))


class References(unittest.TestCase):
    def assert_all_there(self, found: list[tuple[str, Path, int]]):
        self.assertGreater(len(found), 10, "hardly any: the test looks for the wrong form")
        lost = [f"{path.relative_to(ROOT)}:{number}: {name}" for name, path, number in found if not is_there(name, path)]
        self.assertEqual(lost, [], "\n" + "\n".join(lost))

    def test_every_page(self):
        self.assert_all_there([(name, path, number) for path in files() for number, line in lines(path)
                               for name in PAGE.findall(line)])

    def test_every_folder_and_file_by_its_path(self):
        self.assert_all_there([(name, path, number) for path in files() for number, line in lines(path)
                               for name in PATH.findall(line) if name not in ELSEWHERE and not name.endswith(MADE)])

    def test_every_file_by_its_room(self):
        found = [(name, path, number) for path in files() for number, line in lines(path)
                 for name in IN_A_ROOM.findall(self.told_in(line, path.suffix)) if name not in MEDIA_TYPES]
        self.assert_all_there(found)

    def test_every_test_that_a_page_names(self):
        tests = [path.read_text() for path in files() if path.is_relative_to(ROOT / "tests")]
        there = {name for text in tests for name in re.findall(r"def (test_\w+)\(", text)}
        claims = re.compile(r"^TEST(?:_[FP])?\((\w+),\s+(\w+)\)", re.M)
        there |= {".".join(claim) for text in tests for claim in claims.findall(text)}
        named = [(name, page.name) for page in sorted((ROOT / "docs").rglob("*.md"))
                 for name in re.findall(r"`(test_\w+|[A-Z]\w+\.[A-Z]\w+)`", page.read_text())]
        self.assertGreater(len(named), 30)
        self.assertEqual([(name, page) for name, page in named if name not in there], [])

    @staticmethod
    def told_in(line: str, suffix: str) -> str:
        """What a person reads: in code that is the comment, in pages what stands between backticks."""
        if suffix == ".md":
            return " ".join(re.findall("`([^`]+)`", line))
        return line.partition(COMMENT[suffix])[2] if suffix in COMMENT else ""

    def test_the_rules_see_what_is_lost_and_let_pass_what_is_not_meant(self):
        self.assertEqual(PAGE.findall("as in NOWHERE.md and /usr/share/doc/x/README.md"), ["NOWHERE.md"])
        self.assertEqual(PATH.findall("lib/nowhere, /usr/lib/systemd ${X}/lib/y"), ["lib/nowhere"])
        self.assertEqual(IN_A_ROOM.findall("core/nothing and hardcore/nothing"), ["core/nothing"])
        here = Path(__file__)
        for lost in ("NOWHERE.md", "lib/nowhere", "lib/core/nothing", "tests/*/nothing.cpp"):
            self.assertFalse(is_there(lost, here), lost)
        for kept in ("docs/security.md", "security.md", "lib/core/", "lib/core/consensus", "tests/ROOM/*_test.cpp"):
            self.assertTrue(is_there(kept, here), kept)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
