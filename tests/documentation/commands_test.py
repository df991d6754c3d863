"""A reader types what stands in the pages as an ordinary user. tests/boot tries the same commands in a booted machine."""

import sys
import unittest

from commands import PAGES, all_commands, commands, needs_root


class Commands(unittest.TestCase):
    def test_there_are_some_to_look_at(self):
        self.assertGreater(len(all_commands()), 20)
        silent = {page.name for page in PAGES if not commands(page)}
        self.assertFalse(silent & {"README.md", "first-hour.md", "problems.md", "gandi-dyndnsd.8", "gandi-dyndnsd.catalog"})

    def test_what_needs_root_says_sudo_and_nothing_else_does(self):
        for page in PAGES:
            for command in commands(page):
                with self.subTest(page=page.name, command=command):
                    self.assertEqual("sudo " in command, needs_root(command))

    def test_a_page_that_asks_the_journal_says_who_may(self):
        for page in PAGES:
            if page.suffix != ".catalog" and any(command.startswith("journalctl") for command in commands(page)):
                with self.subTest(page=page.name):
                    text = page.read_text().replace("\\-", "-")
                    self.assertIn("systemd-journal", text)
                    self.assertRegex(text, r"\badm\b")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
