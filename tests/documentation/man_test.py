"""The manual pages tell everything that the code has, and render without a complaint."""

import os
import re
import subprocess
import sys
import unittest

import source
from man_page import ManPage
from source import CONFIG, ROOT

PAGES = [ROOT / "docs" / "man" / name for name in ("gandi-dyndnsd.8", "gandi-dyndnsd.json.5", "providers.json.5")]


class Contents(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.program, cls.config, cls.providers = map(ManPage.read, PAGES)

    def assert_same(self, documented, known):
        """All that is known is documented; of the rest, only what is announced."""
        self.assertEqual(documented - source.ANNOUNCED, known - source.ANNOUNCED)
        self.assertLessEqual(known, documented)

    def words_of(self, *path, pattern='return "([a-z-]+)"'):
        return source.found_in(ROOT.joinpath(*path).read_text(), pattern) - {"unknown"}


class Program(Contents):
    def test_every_subcommand(self):
        documented = {word for word in self.program.section("SUBCOMMANDS").tags if not word.startswith("-")}
        self.assert_same(documented, source.subcommands())

    def test_every_option(self):
        documented = {word for word in self.program.tags if re.fullmatch("--?[a-z].*", word)}
        self.assert_same(documented, source.options().union(*map(source.options, source.subcommands())))

    def test_every_option_stands_in_the_synopsis_of_its_subcommand(self):
        synopsis = self.program.section("SYNOPSIS").text
        for verb in source.subcommands():
            line = re.search(rf"(?m)^gandi-dyndnsd .*\b{verb}\b.*$", synopsis)
            self.assertIsNotNone(line, verb)
            self.assert_same(set(re.findall(r"--[a-z-]+", line[0])), source.options(verb) - source.options("run"))

    def test_every_exit_code(self):
        self.assertEqual({int(code) for code in self.program.section("EXIT STATUS").tags}, source.exit_codes() | {1})  # sysexits.h has no word for it

    def test_every_signal(self):
        self.assertEqual(self.program.section("SIGNALS").tags, source.signals())

    def test_every_variable(self):
        self.assertLessEqual(source.environment(), self.program.section("ENVIRONMENT").tags)

    def test_every_file(self):
        documented = self.program.section("FILES").tags
        for file in source.files():
            self.assertTrue(any(path == file or path.startswith(file + "/") or path.endswith("/" + file)
                                for path in documented), file)

    def test_every_journal_field(self):
        documented = {word for word in self.program.section("LOG").tags if word.startswith("DYNDNS_")}
        self.assertEqual(documented, source.fields())

    def test_every_kind_of_event(self):
        documented = {word for word in self.program.section("LOG").tags if re.fullmatch("[a-z-]+", word)}
        self.assert_same(documented, set(source.events()))

    def test_every_kind_of_failure(self):
        faults = self.words_of("lib", "core", "failure.cpp")
        self.assertLessEqual(faults, set(re.findall(r"[a-z-]+", self.program.section("LOG").entry("DYNDNS_ERROR"))))

    def test_every_member_and_outcome_of_the_json_output(self):
        documented = set(re.findall(r"\w+", self.program.section("JSON OUTPUT").text))
        members = source.members("lib/show/json.cpp", "daemon/commands/status.cpp", "lib/state/status/codec.cpp",
                                 "lib/state/members.cpp")
        self.assertEqual(members - documented, set())
        outcomes = re.search(r"outcomes = {(.*?)};", (ROOT / "lib/core/record.cpp").read_text(), re.S)[1]
        self.assertLessEqual(source.found_in(outcomes, '"([a-z]+)"'), documented)

    def test_every_metric(self):
        self.assertEqual(self.program.section("METRICS").tags, source.metrics())


class Files(Contents):
    def test_every_key_of_the_configuration(self):
        values = {"true", "false", "...", "ppp0", "wan2"}
        in_the_text = {"allow_private"}
        self.assertEqual(self.config.tags - values, source.keys(of_providers=False) - in_the_text)
        self.assertIn('may stand beside\n"allow_private": true', self.config.text)

    def test_every_key_of_the_list(self):
        values = {"text", "json", "line", "pattern", "scan", "/pointer", "prefix", "regex"}
        in_the_text = {"providers"}
        self.assert_same(self.providers.tags - values, source.keys(of_providers=True) - in_the_text)
        self.assertIn("the one key\nproviders,", self.providers.text)

    def test_every_choice(self):
        pages = self.config.text + self.providers.text
        code = "\n".join(source.texts(CONFIG, pattern="*.cpp").values())
        choices = "\n".join(re.findall(r"choice<.*?;", code, re.S))
        for word in source.found_in(choices, r'\{"(\w+)", '):
            self.assertTrue(f'"{word}"' in pages, word)
        for word in self.words_of("lib", "config", "values", "web.cpp", pattern=r'text(?: == |\.starts_with\()"(\w+:?)"'):
            self.assertTrue(f'"{word}' in self.providers.tags or word.strip(":") in self.providers.tags, word)

    def test_every_level(self):
        levels = self.words_of("lib", "config", "keys", "log_level.cpp", pattern=r'\{"(\w+)", Level::')
        for entry in (self.program.entry("--log-level"), self.config.entry("log_level")):
            self.assertLessEqual(levels, set(re.findall(r"\w+", entry)))

    def test_every_default(self):
        for key, value in source.defaults().items():
            written = {str: f'"{value}"', bool: str(value).lower()}.get(type(value), str(value))
            entries = "\n".join(body for words, body in self.config.entries if key in words)
            is_told = f"Default: {written}." in entries or f"Default of\n{key}:\n{written}." in self.config.text
            self.assertTrue(is_told, key)

    def test_every_limit(self):
        told = {
            "web: longest_pattern": "RE2 (https://github.com/google/re2/wiki/Syntax), of up to {} bytes",
            "account: largest_file": "A file with a credential: {};",
            "dns_provider: most_servers": "The addresses of 1 to {} name servers",
            "names: longest_name": "A host name: {} characters",
            "domains: most_records": "up to {} records",
            "json: deepest": "nested {} levels deep",
            "node: longest_text": "A text in them: {} bytes",
            "origins: longest_interface": "Its name has up to {} bytes",
            "places: largest_root_file": "of at most {}.",
            "remarks: most_problems": "After {} problems",
            "providers: longest_operator": "Who runs the service, in up to {} bytes",
            "providers: most_providers": "a list of 1 to {} entries",
            "read: largest_file": "This file and the list of providers: {} each",
            "secret_text: longest_secret": "a credential: {} characters",
            "url: longest_host": "A host name: {} characters",
            "url: longest_label": "{} between two dots",
            "url: longest_url": "A URL: {} characters",
        }
        of_messages = {"difference: most_named", "node: longest_key", "remarks: longest_message"}
        limits = source.limits()
        self.assertEqual(set(told) - set(limits) - source.ANNOUNCED, set(), "limits that are told and not kept")
        pages = " ".join((self.config.text + self.providers.text).split())
        for name in set(limits) - of_messages:
            sentence = told.get(name, f"a sentence of the manual about {name}, {{}}").format(limits[name])
            self.assertTrue(sentence in pages, sentence)


class Form(unittest.TestCase):
    def output_of(self, *command, **environment):
        done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment})
        self.assertEqual((done.returncode, done.stderr), (0, ""), command)
        return done.stdout

    def test_groff_has_no_complaint(self):
        man = source.tool("man", "man-db groff-base")
        for page in PAGES:
            with self.subTest(page.name):
                typeset = self.output_of(man, "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", page, MANROFFSEQ="",
                                         MANWIDTH="80", LC_ALL="C.UTF-8")
                self.assertIn("x stop", typeset, "the typesetter came to the end")

    def test_mandoc_has_no_complaint(self):
        mandoc = source.tool("mandoc", "mandoc")
        for page in PAGES:
            with self.subTest(page.name):
                self.assertEqual(self.output_of(mandoc, "-T", "lint", "-W", "style", page), "")

    def test_titles_are_the_names_of_the_files(self):
        for page in PAGES:
            title = re.match(r"\.TH (\S+) (\d) ", page.read_text())
            self.assertEqual(f"{title[1]}.{title[2]}".replace("\\", ""), page.name.upper())

    def test_no_page_is_forgotten(self):
        self.assertEqual(set(PAGES[0].parent.iterdir()), set(PAGES))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
