"""docs/security.md names tests, files and numbers: whether they are still what it says."""

import re
import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text()
QUOTED = set(re.findall(r"`([^`]+)`", PAGE))
UNITS = {"KiB": 1024, "MiB": 1024 * 1024}


def text_of(folder: str, pattern: str) -> str:
    return "\n".join(path.read_text() for path in sorted((ROOT / folder).rglob(pattern)))


def numbers(cell: str) -> list[int]:
    """'65,536 and 16,384 bytes' is two; a unit that is a multiple is multiplied."""
    return [int(number.replace(",", "")) * UNITS.get(unit, 1)
            for number, unit in re.findall(r"(\d(?:[\d,]*\d)?)(?: ([A-Za-z]+))?", cell)]


def value_of(file: str, name: str) -> int:
    """Of the constant, member or option with that name; a chrono value counts in the unit in which it is written."""
    found = re.search(rf"\b{name} = ([^;{{]+);", (ROOT / file).read_text())
    assert found, f"{name} is not in {file}"
    expression = re.sub(r"std::chrono::\w+\((\d+)\)", r"\1", found[1].replace("'", ""))
    product = 1
    for factor in expression.split(" * "):
        if number := re.match(r"\d+", factor):
            product *= int(number[0])
    if shift := re.fullmatch(r"(\d+) << (\d+)", expression):
        product = int(shift[1]) << int(shift[2])
    return product


class SecurityPage(unittest.TestCase):
    def assert_all_found(self, found: list[str], missing: list[str]):
        self.assertTrue(found, "the page names none: the test looks for the wrong form")
        self.assertEqual(missing, [])

    def test_every_test_that_it_names_exists(self):
        python, cpp = text_of("tests", "*.py"), text_of("tests", "*.cpp")
        methods = [name for name in QUOTED if re.fullmatch(r"test_\w+", name)]
        self.assert_all_found(methods, [name for name in methods if f"def {name}(" not in python])
        claims = [name for name in QUOTED if re.fullmatch(r"[A-Z]\w+\.[A-Z]\w+", name)]
        self.assert_all_found(claims, [name for name in claims if f"({name.replace('.', ', ')})" not in cpp])

    def test_every_incident_that_it_names_exists(self):
        incidents = [name.partition(":")[2] for name in QUOTED if name.startswith("incident:")]
        self.assert_all_found(incidents, [name for name in incidents
                                          if not (ROOT / "tests" / "incidents" / name / "incident.json").is_file()])

    def test_every_limit_is_the_one_in_the_code(self):
        rows = re.findall(r"^\| [^|]+ \| ([^|]+) \| ([^|]+) \|$", PAGE, re.M)
        limits = [(cell, re.findall(r"`([\w./]+)` `(\w+)`", where)) for cell, where in rows]
        limits = [(cell, places) for cell, places in limits if places]
        self.assertGreater(len(limits), 10)
        for cell, places in limits:
            with self.subTest(cell):
                self.assertEqual(numbers(cell), [value_of(file, name) for file, name in places])

    def test_the_daemon_listens_on_nothing(self):
        for folder in ("lib", "daemon"):
            self.assertNotRegex(text_of(folder, "*.[ch]pp"), r"::listen\(|acceptor")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
