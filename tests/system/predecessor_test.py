"""The files of the program that went before, as their owners have them: they work unchanged."""

import json
import re
import unittest

from case import FIRST, FIRST6, KEY, SECOND, SystemTest, a


SIMPLE = {"api_key": KEY, "domains": {"example.com": ["home"]}}


class Predecessor(SystemTest):
    """Its config.json knew no endpoint and no ca_file: the sandbox needs these two, all else is as it was."""

    def files(self, config, providers=None):
        """Both files as texts of their own; quorum because all of the sandbox is on one host."""
        program = self.program()
        program.config_path.unlink()
        here = {"endpoint": self.sandbox.info["xmlrpc"], "ca_file": self.sandbox.ca_file, "quorum": 2}
        if providers is not None:
            program.use_providers(providers, "their-providers.json")
        here["providers_file"] = str(program.providers_path)
        program.write_config(json.dumps(config | here, indent=2))
        return program

    def urls(self):
        """Two operators, as far as the hosts' names tell."""
        urls = [provider["url"] for provider in self.sandbox.providers]
        return [url if place % 2 else url.replace("localhost", "127.0.0.1") for place, url in enumerate(urls)]

    def test_its_config_with_several_domains_and_names(self):
        self.gandi_has({"1001": [a("@", SECOND), a("dynamic", SECOND), a("mail", SECOND)], "1002": [a("www", SECOND)]},
                       {"example.com": 1001, "example.org": 1002})
        program = self.files({"api_key": KEY, "domains": {"example.com": ["dynamic", "@", "mail"],
                                                          "example.org": ["www"]}})
        self.update(program)
        self.assertEqual({self.address_of(name) for name in ("@", "dynamic", "mail")}, {FIRST})
        self.assertEqual(self.address_of("www", zone="1002"), FIRST)

    def test_its_command_takes_the_place_of_the_providers(self):
        program = self.files(SIMPLE | {"command": f"echo {SECOND}"})
        self.update(program)
        self.assertEqual(self.address_of("home"), SECOND)
        self.assertEqual(self.asked_providers(), [])

    def test_a_command_that_fails_changes_nothing_and_shows_why(self):
        program = self.files(SIMPLE | {"command": "ipconfig getifaddr en0"})
        said = self.update(program, expect=69)
        self.assertRegex(said, "command 'ipconfig' exited with status 127; its stderr says '.*not found")
        self.assert_gandi_not_asked()

    def test_a_commands_private_address_is_not_published(self):
        program = self.files(SIMPLE | {"command": "echo 192.168.1.2"})
        self.assertIn("192.168.1.2 is not a public address", self.update(program, expect=69))

    def test_providers_as_a_bare_list(self):
        self.update(self.files(SIMPLE, self.urls()))
        self.assertEqual(self.address_of("home"), FIRST)

    def test_providers_as_an_object(self):
        providers = {"providers": self.urls()}
        self.update(self.files(SIMPLE, providers))
        self.assertEqual(self.address_of("home"), FIRST)

    def test_a_bare_url_means_any_address_in_the_page(self):
        for place, form in enumerate(("text", "json", "html", "trace"), start=1):
            self.sandbox.provider(f"p{place:02}", format=form)
        program = self.files(SIMPLE, self.urls()[:4])
        code, document = program.run_json("test")
        self.assertEqual({answer.get("address") for answer in document["detections"][0]["answers"]}, {FIRST})
        self.assertEqual(code, 0)

    def test_a_url_that_stands_there_twice_is_asked_once(self):
        program = self.files(SIMPLE, self.urls()[:3] * 3)
        program.run("test")
        self.assertEqual(sorted(self.asked_providers()), ["p01", "p02", "p03"])

    def test_the_spelling_for_one_domain(self):
        self.update(self.files({"api_key": KEY, "domain": "example.com", "names": ["home", "@"]}))
        self.assertEqual((self.address_of("home"), self.address_of("@")), (FIRST, FIRST))

    def test_what_it_took_without_a_word_is_taken_with_a_remark(self):
        """Blanks around names and URLs, a name twice, an empty list, half of the old spelling beside the new one."""
        urls = [f" {url}\n" for url in self.urls()]
        domains = {"example.com": [" home", "@ ", "home"], "example.org": []}
        program = self.files({"api_key": KEY, "domain": "example.com", "domains": domains}, {"providers": urls})
        said = self.update(program)
        self.assertEqual((self.address_of("home"), self.address_of("@")), (FIRST, FIRST))
        for remark in ("[0]: the white space around it does not count", "domains.example.com[2]: the same record as ",
                       "domains.example.org: is empty", "domain: does not count beside domains",
                       "providers[0]: the white space around it does not count"):
            with self.subTest(remark):
                self.assertRegex(said, f"warning: .*{re.escape(remark)}")
        self.assertEqual(program.run("check").returncode, 0)

    def test_the_old_spelling_wins_where_both_are_whole(self):
        old = {"domain": "example.com", "names": ["home"]}
        program = self.files({"api_key": KEY, "domains": {"example.org": ["a"]}} | old)
        self.update(program)
        self.assertEqual(self.address_of("home"), FIRST)

    def test_a_command_needs_no_providers(self):
        self.update(self.files(SIMPLE | {"command": f"echo {SECOND}"}, {"providers": []}))
        self.assertEqual(self.address_of("home"), SECOND)

    def test_the_oldest_spelling_is_refused_with_the_new_one(self):
        program = self.files({"api_key": KEY, "domain": "example.com", "name": "home"})
        for verb in ("check", "update"):
            with self.subTest(verb):
                done = program.run(verb)
                self.assertEqual(done.returncode, 78)
                self.assertIn('name: is now names, a list: "names": ["www"]', done.stderr)
        self.assertEqual(self.sandbox.log(), [])

    def test_log_level_is_honoured(self):
        program = self.files(SIMPLE)
        self.assertEqual(program.run("update", LOG_LEVEL="WARNING").stderr, "")
        self.assertIn("debug: ", program.run("update", LOG_LEVEL="DEBUG").stderr)
        self.assertEqual(program.run("update", LOG_LEVEL="WARN").stderr, "")
        done = program.run("update", LOG_LEVEL="verbose")
        self.assertEqual(done.returncode, 0)
        self.assertIn("$LOG_LEVEL: 'verbose' is no log level", done.stderr)

    def test_its_mistakes_are_not_repeated(self):
        """An IPv6 address among the answers, a record that is missing, and a zone of more than one page."""
        self.gandi_has({"1001": [a(f"other{number}", "8.8.4.4") for number in range(120)] + [a("late", SECOND)]})
        self.sandbox.provider("p01", kind="address", address=FIRST6)
        program = self.files({"api_key": KEY, "domains": {"example.com": ["late", "new"]}}, self.urls())
        self.update(program)
        self.assertEqual((self.address_of("late"), self.address_of("new")), (FIRST, FIRST))


if __name__ == "__main__":
    unittest.main()
