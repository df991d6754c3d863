"""The rules of the house that the compiler does not know: which room may use which, and what no line may hold."""

import re
import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIB = ROOT / "lib"
DAEMON = ROOT / "daemon"

# What only a .cpp may see: whoever shows one in a header of its own makes everybody compile it.
HEAVY = re.compile(r"#include <(boost/beast|boost/json|openssl|pugixml|ares|systemd/|re2/|CLI/|idn2|libpsl)")


def sources(*folders: Path, pattern: str = "*.[ch]pp") -> list[Path]:
    found = sorted(path for folder in folders for path in folder.rglob(pattern))
    assert found, "no sources: the test looks in the wrong place"
    return found


def rooms() -> dict[str, set[str]]:
    """The doors as the build file has them: room -> rooms that it uses."""
    lines = (ROOT / "CMakeLists.txt").read_text().splitlines()
    doors = {}
    for line in lines:
        if match := re.match(r"dyndns_room\(([\w/]+)(?:\s+USES ((?:[\w/]+ ?)+?))?(?:\s+LINKS .*)?\)", line):
            doors[match[1]] = set((match[2] or "").split())
    return doors


def room_of(file: Path | str) -> str:
    """The room of a file of lib/: a room may lie within another one."""
    return str(Path(file).parent)


def without_comments(text: str) -> str:
    """Comments blanked out, line numbers kept."""
    return re.sub(r"//[^\n]*", "", text)


class Rooms(unittest.TestCase):
    def test_every_folder_is_a_room_of_the_build(self):
        self.assertEqual({room_of(path.relative_to(LIB)) for path in sources(LIB)}, set(rooms()))

    def test_no_arrow_leads_back(self):
        """The build file names a room after all that it uses."""
        seen = set()
        for room, used in rooms().items():
            self.assertLessEqual(used, seen, room)
            seen.add(room)

    def test_no_folder_is_a_drawer(self):
        for folder in {path.parent for path in sources(LIB, DAEMON)}:
            self.assertLessEqual(len(list(folder.glob("*.[ch]pp"))), 30, folder.relative_to(ROOT))

    def test_a_room_includes_only_what_its_doors_allow(self):
        doors = rooms()
        for path in sources(LIB):
            room = room_of(path.relative_to(LIB))
            for used in map(room_of, re.findall(r'#include "([^"]+)"', path.read_text())):
                self.assertIn(used, doors[room] | {room}, f"{path.relative_to(ROOT)} includes {used}/")

    def test_core_knows_no_asio_clock_file_log_or_environment(self):
        forbidden = re.compile(r"boost/asio|system_clock::now|steady_clock::now|<fstream>|<iostream>|getenv|std::random")
        for path in sources(LIB / "core"):
            self.assertNotRegex(without_comments(path.read_text()), forbidden, path.name)

    def test_headers_hide_heavy_libraries(self):
        for path in sources(LIB, pattern="*.hpp"):
            self.assertNotRegex(path.read_text(), HEAVY, path.relative_to(ROOT))

    def test_headers_begin_with_their_purpose(self):
        for path in sources(LIB, DAEMON, pattern="*.hpp"):
            self.assertRegex(path.read_text(), r"\A// [^\n]+", path.relative_to(ROOT))
            self.assertIn("#pragma once", path.read_text(), path.relative_to(ROOT))


class Lines(unittest.TestCase):
    def assert_nowhere(self, pattern: str, *, but: set[str], why: str):
        for path in sources(LIB, DAEMON):
            room = path.relative_to(LIB).parts[0] if path.is_relative_to(LIB) else "daemon"
            if room not in but:
                for number, line in enumerate(without_comments(path.read_text()).splitlines(), 1):
                    self.assertNotRegex(line, pattern, f"{path.relative_to(ROOT)}:{number}: {why}")

    def test_nothing_exits_but_main(self):
        self.assert_nowhere(r"(?<![.\w])_?(exit|quick_exit|_Exit|abort|terminate)\s*\(", but=set(), why="return instead")

    def test_the_environment_is_read_in_two_rooms(self):
        self.assert_nowhere(r"getenv", but={"config", "systemd"}, why="take it as an argument")

    def test_rooms_do_not_log(self):
        self.assert_nowhere(r"std::(cerr|cout|clog)|\bprintf\(", but={"daemon", "systemd"}, why="rooms do not log")

    def test_no_capture_of_everything_in_a_spawned_coroutine(self):
        self.assert_nowhere(r"co_spawn\([^;]*\[[&=]\]", but=set(), why="the frame outlives what it captured")

    def test_no_regex_of_the_standard_library(self):
        self.assert_nowhere(r"std::regex", but=set(), why="takes exponential time and stack: RE2")


class Toolchain(unittest.TestCase):
    """g++ 12 destroys some temporaries twice when they stand in one statement with co_await: docs/hacking.md."""

    # In a statement, from its co_await on or before it. clang-format leaves no space before the brace of a value and one
    # before the brace of a block.
    SUSPECT = re.compile(r"\{[^}]|\[[&=\w][^\]]*\]\s*[({]|[^:]\?[^?]")
    INSIDE_BRACES = re.compile(r"([\w>]|[(,]\s*)\{[^;{}]*\bco_await\b")

    def test_no_brace_lambda_or_conditional_beside_co_await(self):
        for path in sources(LIB, DAEMON, ROOT / "tests"):
            text = without_comments(path.read_text())
            text = re.sub(r'"(?:[^"\\\n]|\\.)*"', '""', text)
            inside = self.INSIDE_BRACES.search(text)
            self.assertIsNone(inside, f"{path.relative_to(ROOT)}: name it first: {inside and inside[0]}")
            for match in re.finditer(r"[^;{}]*\bco_await\b[^;]*;", text):
                # What stands before the statement within a condition's parentheses belongs to it; a block does not.
                statement = match[0].split("\n  } ")[-1]
                statement = re.sub(r"\)\s*\{[^}]*\Z", ")", statement, flags=re.S)
                line = text.count("\n", 0, match.end()) + 1
                self.assertIsNone(self.SUSPECT.search(statement),
                                  f"{path.relative_to(ROOT)}:{line}: name it first: {statement.strip()}")

    def test_the_rule_sees_the_broken_forms(self):
        for broken in ["co_await f(Agg{1})", "co_await f({1, 2})", "auto x = co_await (c ? a() : b())",
                       "c ? co_await a() : std::string()", "co_await g([x](int) { return x; })", "Agg a{x, co_await t()}"]:
            self.assertTrue(self.SUSPECT.search(broken) or self.INSIDE_BRACES.search(broken), broken)
        for broken in ["Agg a{x, co_await t()}", "v.push_back({x, co_await t()})"]:
            self.assertIsNotNone(self.INSIDE_BRACES.search(broken), broken)

    def test_the_rule_lets_the_good_forms_pass(self):
        for good in ["co_await f(std::move(named))", "auto [a, b] = co_await g()", "if (auto r = co_await g(); !r)"]:
            self.assertIsNone(self.SUSPECT.search(good) or self.INSIDE_BRACES.search(good), good)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=1)
