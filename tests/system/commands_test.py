"""The subcommands as their callers see them: exit codes, what goes to which stream, and JSON."""

import json
import os
import re
import signal
import subprocess
import unittest

from case import FIRST, LIE, SECOND, SystemTest, a


class Usage(SystemTest):
    def test_a_call_that_makes_no_sense_ends_with_64(self):
        program = self.program()
        for arguments in (["frobnicate"], ["--frobnicate"], ["update", "--frobnicate"], ["update", "check"],
                          ["check", "--dry-run"], ["--log-level"]):
            with self.subTest(arguments):
                done = program.run(*arguments)
                self.assertEqual((done.returncode, done.stdout), (64, ""))
                self.assertNotEqual(done.stderr, "")

    def test_help_and_version_are_everywhere(self):
        program = self.program()
        for verb in ([], ["run"], ["update"], ["test"], ["check"]):
            with self.subTest(verb):
                helped = program.run(*verb, "--help")
                self.assertEqual((helped.returncode, helped.stderr), (0, ""))
                self.assertIn("--config", program.run("--help").stdout)
                self.assertRegex(program.run(*verb, "--version").stdout, r"^gandi-dyndnsd \d+\.\d+")

    def test_global_options_stand_before_or_behind_the_subcommand(self):
        program = self.program()
        for arguments in (["--log-level", "chatty", "check"], ["check", "--log-level", "chatty"]):
            with self.subTest(arguments):
                done = program.run(*arguments)
                self.assertEqual((done.returncode, done.stdout), (64, ""))
                self.assertIn("--log-level: 'chatty' is no log level", done.stderr)

    def test_providers_may_be_named_on_the_command_line(self):
        program = self.program()
        chosen = [{"url": p["url"], "operator": p["operator"]} for p in self.sandbox.providers[:4]]
        listed = program.state_dir / "few.json"
        listed.write_text(json.dumps({"providers": chosen}))
        program.run("test", "--providers", str(listed))
        self.assertEqual(sorted(self.asked_providers()), ["p01", "p02", "p03", "p04"])


class Levels(SystemTest):
    """Precedence: option, then environment, then configuration, then info."""

    def lowest(self, *arguments, config=None, **environment):
        program = self.program(log_level=config)
        said = program.run("update", *arguments, **environment)
        self.assertEqual(said.returncode, 0, said.stderr)
        self.gandi_has({"1001": []})
        return re.findall(r"^\S+ (\w+): ", said.stderr, re.M)

    def test_the_usual_one_shows_a_change_and_no_more(self):
        self.assertEqual(self.lowest(), ["notice"])

    def test_each_source_goes_before_the_next(self):
        self.assertEqual(self.lowest(config="debug"), ["notice", "debug"])
        self.assertEqual(self.lowest(config="debug", LOG_LEVEL="error"), [])
        self.assertEqual(self.lowest("--log-level", "debug", LOG_LEVEL="error"), ["notice", "debug"])

    def test_the_predecessors_words_in_any_case(self):
        for word in ("WARNING", "Critical", "FATAL", "ERROR"):
            with self.subTest(word):
                self.assertEqual(self.lowest(LOG_LEVEL=word), [])
        self.assertEqual(self.lowest(LOG_LEVEL="DEBUG"), ["notice", "debug"])

    def test_an_unknown_word_means_info_and_is_told(self):
        self.assertEqual(self.lowest(config="error", LOG_LEVEL="chatty"), ["warning", "notice"])

    def test_a_line_has_time_and_level(self):
        said = self.update(self.program())
        self.assertRegex(said, r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d) notice: address of ")


class Update(SystemTest):
    def test_a_quiet_one_says_nothing(self):
        program = self.program()
        self.update(program)
        self.assertEqual(self.update(program), "")

    def test_by_a_person_it_reads_what_gandi_serves_and_from_cron_the_memory_counts(self):
        program = self.program()
        self.update(program)
        for streams in (("stdin",), ("stdout",), ("stderr",)):
            with self.subTest(streams):
                self.gandi_has({"1001": [a("home", SECOND)]})
                self.assertEqual(self.update(program), "")
                self.assertEqual(self.address_of("home"), SECOND)
                self.assertEqual(program.run_on_terminal("update", streams=streams)[0], 0)
                self.assertEqual(self.address_of("home"), FIRST)

    def test_by_a_person_it_says_that_all_is_well(self):
        program = self.program()
        self.update(program)
        code, shown = program.run_on_terminal("update", NO_COLOR="1")
        self.assertEqual((code, shown), (0, f"  + home.example.com  A  {FIRST}, unchanged\r\n"))

    def test_json_tells_each_record_and_nothing_else_is_on_stdout(self):
        self.gandi_has({"1001": [a("home", SECOND, 600)]})
        code, report = self.program(domains={"example.com": ["home", "www"]}).run_json("update")
        self.assertEqual(code, 0)
        records = {record["name"]: record for record in report["records"]}
        self.assertEqual(records["home"], {"domain": "example.com", "name": "home", "type": "A", "outcome": "changed",
                                           "before": [SECOND], "address": FIRST, "ttl": 600})
        self.assertEqual((records["www"]["before"], records["www"]["ttl"]), ([], 300))
        self.assertEqual((report["dry_run"], report["exit_code"]), (False, 0))
        verdict = report["detections"][0]["verdict"]
        self.assertEqual((verdict["agreed"], verdict["address"]), (True, FIRST))

    def test_json_tells_a_failure(self):
        self.sandbox.fault("domain.info", fault=510042)
        code, report = self.program().run_json("update")
        self.assertEqual((code, report["exit_code"]), (78, 78))
        self.assertEqual(report["records"][0]["outcome"], "failed")
        self.assertEqual(report["records"][0]["failure"]["fault"], "missing")

    def test_json_tells_how_near_a_quorum_was(self):
        for place in range(1, 11):
            self.sandbox.provider(f"p{place:02}", kind="status", latency_ms=500)
        code, report = self.program(quorum=12).run_json("update")
        self.assertEqual(code, 69)
        self.assertEqual(report["detections"][0]["verdict"], {"agreed": False, "best": FIRST, "best_votes": 2})
        self.assertEqual(report["records"][0]["outcome"], "undecided")

    def test_of_several_exit_codes_it_is_the_worst(self):
        self.gandi_has({"1001": [], "1002": []}, {"example.com": 1001, "example.net": 1002, "example.org": None})
        self.sandbox.fault("domain.zone.record.list", status=503)
        domains = {domain: ["home"] for domain in ("example.com", "example.net", "example.org")}
        self.update(self.program(domains=domains), expect=78)


class Interrupted(SystemTest):
    """Whoever reads JSON gets a document, however it ends."""

    def test_by_a_signal(self):
        self.sandbox.provider("*", kind="hang")
        for verb, number in (("update", signal.SIGTERM), ("test", signal.SIGINT)):
            with self.subTest(verb):
                self.sandbox.clear_log()
                program = self.program()
                program.spawn(verb, "--json", ASAN_OPTIONS="detect_leaks=0")
                self.sandbox.wait("provider:*")
                program.signal(number)
                self.assertEqual(program.wait(), 75)
                document = json.loads(program.process.stdout.read())
                self.assertEqual(document, {"failure": "interrupted by a signal before the end", "exit_code": 75})


class NowhereToPrint(SystemTest):
    """What nobody could read is no success."""

    RESULTS = (["--help"], ["--version"], ["check"], ["check", "--json"], ["status", "--json"],
               ["status", "--prometheus"], ["test", "--json"], ["test"], ["update", "--json"], ["update", "--dry-run"], ["check", "--help"])

    def assert_told(self, program, arguments, **stdout):
        with self.subTest(arguments):
            done = subprocess.run(program.command(*arguments), env=program.environment(), stderr=subprocess.PIPE,
                                  text=True, timeout=60, check=False, **stdout)
            self.assertEqual(done.returncode, 70, done.stderr)
            self.assertIn("gandi-dyndnsd: the result could not be written to standard output: ", done.stderr)

    def test_because_the_disk_is_full(self):
        program = self.program()
        with open("/dev/full", "w") as full:
            for arguments in self.RESULTS:
                self.assert_told(program, arguments, stdout=full)

    def test_because_it_is_closed_and_no_file_gets_its_number(self):
        program = self.program()
        for arguments in self.RESULTS:
            self.assert_told(program, arguments, preexec_fn=lambda: os.close(1))

    def test_because_its_reader_has_gone(self):
        reader, writer = os.pipe()
        os.close(reader)
        with os.fdopen(writer, "w") as pipe:
            self.assert_told(self.program(), ["check"], stdout=pipe)

    def test_who_prints_nothing_does_not_mind(self):
        program = self.program()
        done = subprocess.run(program.command("update"), env=program.environment(), stderr=subprocess.PIPE, text=True,
                              timeout=60, check=False, preexec_fn=lambda: os.close(1))
        self.assertEqual(done.returncode, 0, done.stderr)


class DryRun(SystemTest):
    def test_it_shows_every_decision_and_writes_nothing(self):
        self.gandi_has({"1001": [a("home", SECOND), a("same", FIRST)]})
        for place in range(1, 10):
            self.sandbox.provider(f"p{place:02}", kind="address", address=f"8.8.{place}.4")
        self.sandbox.provider("p01", kind="status")
        program = self.program(domains={"example.com": ["home", "same", "new"]})
        done = program.run("update", "--dry-run")
        self.assertEqual(done.returncode, 0, done.stderr)
        for provider in self.sandbox.providers[9:]:
            self.assertIn(provider["url"], done.stdout)
        agreement = f"IPv4 address is {FIRST}: 3 operators agree (operator-10, operator-11, operator-12)"
        self.assertIn(agreement, done.stdout)
        self.assertIn(f"address of 'home.example.com' would change from {SECOND} to {FIRST}", done.stdout)
        self.assertIn(f"'new.example.com' would be published: {FIRST} (new A record, TTL 300 s)", done.stdout)
        self.assertIn(f"same.example.com A: unchanged, Gandi serves {FIRST} with TTL 10800 s", done.stdout)
        self.assert_nothing_written()
        self.assertEqual(list(program.state_dir.iterdir()), [])

    def test_it_asks_gandi_although_the_memory_says_that_all_is_well(self):
        program = self.program()
        self.update(program)
        before = program.state_file.read_text()
        self.sandbox.clear_log()
        self.gandi_has({"1001": [a("home", SECOND)]})
        self.assertIn(f"would change from {SECOND}", program.run("update", "--dry-run").stdout)
        self.assertEqual(program.state_file.read_text(), before)
        self.assertEqual(self.address_of("home"), SECOND)

    def test_as_json(self):
        code, report = self.program().run_json("update", "--dry-run")
        self.assertEqual((code, report["dry_run"], report["records"][0]["outcome"]), (0, True, "planned"))
        self.assert_nothing_written()

    def test_it_shows_why_nothing_would_be_done(self):
        self.sandbox.provider("*", kind="status")
        done = self.program().run("update", "--dry-run")
        self.assertEqual(done.returncode, 69)
        self.assertIn("no quorum for IPv4: no address has a vote", done.stdout)
        self.assertIn("home.example.com A: left alone, the address is not known", done.stdout)


class Test(SystemTest):
    def test_every_provider_is_asked_once_and_each_has_its_line(self):
        self.sandbox.provider("p01", kind="address", address=LIE)
        self.sandbox.provider("p02", kind="status")
        done = self.program(ipv6=True).run("test")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(sorted(self.asked_providers()), sorted(p["name"] for p in self.sandbox.providers * 2))
        lines = done.stdout.splitlines()
        self.assertEqual(len(lines), 12 * 2 + 3 * 2, done.stdout)
        self.assertRegex(done.stdout, r"(?m)^IPv4 leaves ")
        self.assertRegex(done.stdout, rf"(?m)^operator-01 IPv4 \d+ ms https://localhost:\d+/ dissent {LIE}$")
        self.assertRegex(done.stdout, r"(?m)^operator-02 IPv4 \d+ ms \S+ no vote answered with HTTP status 503$")
        self.assertIn("\nIPv4: 12 operators asked, 11 gave an address\n", done.stdout)
        self.assertRegex(done.stdout, f"(?m)^IPv4 address is {FIRST}: 10 operators agree ")
        self.assertNotIn("\x1b", done.stdout + done.stderr, "no colours in a pipe")
        self.assert_gandi_not_asked()

    def test_on_a_terminal_it_has_colours_and_shows_how_far_it_is(self):
        code, shown = self.program().run_on_terminal("test")
        self.assertEqual(code, 0)
        self.assertRegex(shown, r"\x1b\[32m\+\x1b\[0m operator-01 +\d+ ms\r\n")
        self.assertIn("12 of 12 questions answered", shown)
        self.assertNotIn("questions answered\r\n", shown, "it is written over")
        for variable, value in (("NO_COLOR", "1"), ("TERM", "dumb")):
            with self.subTest(variable):
                self.assertNotIn("\x1b[3", self.program().run_on_terminal("test", **{variable: value})[1])

    def test_both_families_are_asked_side_by_side(self):
        code, shown = self.program(ipv6=True).run_on_terminal("test")
        self.assertEqual(code, 0)
        self.assertIn("\r1 of 24 questions answered", shown)
        self.assertRegex(shown, r"operator-01 +\d+ ms +\d+ ms\r\n")

    def test_a_misspelt_command_is_asked_about(self):
        done = self.program().run("tset")
        self.assertEqual(done.returncode, 64)
        self.assertIn("Did you mean 'test'?", done.stderr)

    def test_what_was_held_against_a_provider_is_shown(self):
        self.sandbox.provider("p03", kind="address", address=LIE)
        program = self.program(quorum=10)  # all are asked
        self.update(program)
        done = program.run("test")
        self.assertRegex(done.stdout, rf"(?m)^operator-03 .* dissent {LIE}; rests until 20\S+ \S+ UTC after 1 offence: said {LIE}$")
        _, document = program.run_json("test")
        [liar] = [answer for answer in document["detections"][0]["answers"] if answer["operator"] == "operator-03"]
        self.assertEqual((liar["offences"], liar["last_offence"]), (1, f"said {LIE}"))

    def test_no_quorum_ends_with_69(self):
        self.sandbox.provider("*", kind="reset")
        done = self.program().run("test")
        self.assertEqual(done.returncode, 69)
        self.assertIn("no quorum for IPv4", done.stdout)

    def test_it_needs_neither_gandi_nor_a_good_key(self):
        code, document = self.program(api_key="abcdefghijklmnopqrstuvwx").run_json("test")
        self.assertEqual((code, len(document["detections"][0]["answers"])), (0, 12))
        self.assert_gandi_not_asked()

    def test_a_command_is_asked_too(self):
        program = self.program()
        program.say_address(FIRST)
        self.assertIn(FIRST, program.run("test").stdout)
        program.configure(command="echo oops >&2; exit 3")
        done = program.run("test")
        self.assertEqual(done.returncode, 69)
        self.assertIn("exited with status 3; its stderr says 'oops'", done.stdout)


if __name__ == "__main__":
    unittest.main()
