"""What bash, zsh and fish offer is exactly what the program takes, by its own --help."""

import sys
import tempfile
import unittest
from pathlib import Path

import shells
import source


class Completion(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        for name in ("here.json", "hence.json", "update.json"):
            (self.folder / name).touch()

    def assert_offered(self, line, expected, *, but=frozenset()):
        """By each shell; what is in `but` may be offered too."""
        for shell in shells.SCRIPTS:
            with self.subTest(shell=shell, line=line):
                offered = shells.offers(shell, line, self.folder)
                self.assertEqual(offered - but, expected - but)
                self.assertLessEqual(expected, offered)

    def test_the_syntax_is_good(self):
        for shell in shells.SCRIPTS:
            self.assertTrue(shells.has_good_syntax(shell), shell)

    def test_subcommands(self):
        for line in ("gandi-dyndnsd ", "gandi-dyndnsd --config x ", "gandi-dyndnsd --log-level=debug "):
            self.assert_offered(line, source.subcommands())

    def test_the_beginning_of_a_subcommand(self):
        self.assert_offered("gandi-dyndnsd --providers x up", {"update"})

    def test_options_without_a_subcommand(self):
        self.assert_offered("gandi-dyndnsd -", source.options())

    def test_options_of_each_subcommand(self):
        for verb in source.subcommands():
            self.assert_offered(f"gandi-dyndnsd {verb} -", source.options(verb) | source.options())

    def test_after_a_subcommand_there_is_no_other(self):
        # zsh goes on with options, the others only after a dash.
        self.assert_offered("gandi-dyndnsd --config x run ", set(), but=source.options())

    def test_a_file_that_is_called_like_a_subcommand_is_none(self):
        self.assert_offered("gandi-dyndnsd --config update --log", {"--log-level"})
        self.assert_offered("gandi-dyndnsd --config update c", {"check"})

    def test_levels(self):
        for line in ("gandi-dyndnsd --log-level ", "gandi-dyndnsd update --log-level ", "gandi-dyndnsd --log-level="):
            self.assert_offered(line, {"error", "warning", "notice", "info", "debug"})

    def test_files(self):
        for option in ("--config", "--providers"):
            self.assert_offered(f"gandi-dyndnsd check {option} he", {"here.json", "hence.json"})
        self.assert_offered("gandi-dyndnsd update --trace he", {"here.json", "hence.json"})
        self.assert_offered("gandi-dyndnsd import he", {"here.json", "hence.json"})


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
