"""What the pages of docs/ name is there: events, fields, subcommands, options, other pages."""

import re
import sys
import unittest

import source
from man_page import ManPage
from source import ROOT

PAGES = {path.name: path.read_text() for folder in ("docs", "docs/man") for path in sorted((ROOT / folder).iterdir())
         if path.is_file()}


class Docs(unittest.TestCase):
    def test_every_message_id_is_one_of_ours(self):
        ids = set(source.events().values())
        for name, page in PAGES.items():
            self.assertLessEqual(set(re.findall(r"\b[0-9a-f]{32}\b", page)), ids, name)

    def test_the_table_has_the_right_ids(self):
        rows = re.findall(r"(?m)^\| ([a-z-]+) \| ([0-9a-f]{32}) \|", PAGES["monitoring.md"])
        self.assertGreater(len(rows), 5)
        self.assertLessEqual(set(rows), set(source.events().items()))

    def test_every_journal_field_is_one_of_ours(self):
        for name, page in PAGES.items():
            self.assertLessEqual(set(re.findall(r"\bDYNDNS_[A-Z]+\b", page)), source.fields(), name)

    def test_every_metric_is_one_of_ours(self):
        for name, page in PAGES.items():
            self.assertLessEqual(set(re.findall(r"\bgandi_dyndnsd_(\w+)", page)), source.metrics(), name)

    def test_every_command_line_is_one_that_the_program_takes(self):
        known = source.subcommands()
        for name, line in self.command_lines():
            with self.subTest(page=name, line=line):
                words = re.sub(r"(--config|--providers|--log-level) \S+", "", line).split()
                verb = next((word for word in words if not word.startswith("-")), "run")
                self.assertIn(verb, known)
                options = {word for word in words if word.startswith("-")}
                self.assertLessEqual(options, source.options(verb) | source.options())

    def command_lines(self):
        """What follows the program's name in the pages' examples."""
        examples = {name: "".join(ManPage(page).examples()) if name[-1].isdigit() else
                    "\n".join(re.findall("(?m)^    .*|`.+?`", page)) for name, page in PAGES.items()}
        lines = [(name, line) for name, text in examples.items()
                 for line in re.findall(r"(?m)(?:^ *|`|; |sudo |\*  )gandi-dyndnsd ([^`|&>#\n]+)", text)]
        self.assertGreater(len(lines), 15)
        return lines

    def test_every_link_leads_to_a_page(self):
        for name, page in PAGES.items():
            for target in re.findall(r"\]\(([^)#:]+)\)", page):
                self.assertTrue((ROOT / "docs" / target).exists(), f"{name}: {target}")

    def test_pages_for_users_say_what_was_not_checked(self):
        for name in ("first-hour.md", "problems.md", "monitoring.md", "gandi.md"):
            self.assertRegex(" ".join(PAGES[name].split()), "Nothing .{1,60} live (Gandi )?service", name)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
