"""No secret ever appears: at the lowest level, in every kind of failure, in every place that keeps or shows text."""

import os
import resource
import signal
import unittest
from pathlib import Path

from case import FIRST, SECOND, SystemTest

# Not to be found by chance, and no part of a word of ours.
KEY = "zq7x2vk9wj4hy8ub3tn6rm5p"
AUTHINFO = "SECRET-AUTHINFO"  # as the sandbox's domain.info has it
SECRETS = (KEY, AUTHINFO)
PIECE = 10  # of a secret that counts as it

SENTENCE = f"the key '{KEY}' of the domain"
PAGE = f"<html><body>{KEY}</body></html>"

# What a server may answer that holds the key which it was shown.
ECHOES = (
    {"fault": 599999, "string": SENTENCE},
    {"fault": 599999, "string": "x" * 110 + KEY},
    {"fault": 510150, "string": SENTENCE},
    {"fault": 181042, "string": KEY},
    {"status": 500, "body": SENTENCE},
    {"status": 500, "body": f"{KEY}\n" * 50},
    {"status": 500, "body": " " * 4083 + KEY},
    {"status": 400, "body": "x" * 100 + KEY},
    {"status": 403, "body": PAGE},
    {"status": 302, "headers": {"Location": KEY}},
    {"body": PAGE},
    {"body": SENTENCE},
)

# What a person may do to the credential in the configuration.
MISTAKES = (
    {"api_key": f"{KEY}\n{KEY}"},
    {"api_key": KEY + " x"},
    {"api_key": KEY + "x"},
    {"api_key": [KEY]},
    {"api_key": {KEY: 1}},
    {"api_key": KEY, "token": KEY},
    {"api_key": KEY, "api": "livedns"},
    {"api_key_file": KEY},
    {"token": KEY, "api": "xmlrpc"},
    {"token_file": KEY},
    {"token_file": f"pat_{KEY}"},
    {"token_file": f"{KEY[:12]}-{KEY[12:]}_x"},
    {"token_file": f"a/{KEY}+/="},
    {"token_file": f"{KEY[:16]}.{KEY}.{KEY}"},
    {"token_file": [KEY]},
    {"ca_file": KEY},
    {"state_dir": f"pat_{KEY}"},
    {"providers_file": f"{KEY[:20]}-{KEY}"},
    {"tokn": KEY},
)


def pieces():
    for secret in SECRETS:
        for start in range(len(secret) - PIECE + 1):
            yield secret[start : start + PIECE]


class Secrets(SystemTest):
    def setUp(self):
        super().setUp()
        self.sandbox.classic(api_key=KEY, domains={"example.com": {"zone_id": 1001}}, zones={"1001": {"records": []}})

    def keyed(self, **config):
        """Its key lies in a file, as it should, so that its own directory holds the key nowhere else."""
        program = self.program(api_key=None, **config)
        key_file = Path(program.folder.name, "key")
        key_file.write_text(KEY + "\n")
        key_file.chmod(0o640)
        program.configure(api_key_file=str(key_file))
        return program

    def assert_clean(self, text, place):
        for piece in pieces():
            self.assertNotIn(piece, text, place)

    def assert_directory_clean(self, program):
        """Of a program that has kept something."""
        self.assertTrue(program.state_file.exists())
        for path in program.state_dir.rglob("*"):
            self.assert_clean(path.name + path.read_text(errors="replace"), path)

    def test_the_search_finds_what_is_there(self):
        with self.assertRaises(AssertionError):
            self.assert_clean(f"fault: {KEY[3:20]}...", "here")

    def test_in_the_life_of_a_daemon(self):
        daemon = self.keyed()
        daemon.start("--log-level", "debug")
        self.assert_clean(Path(f"/proc/{daemon.process.pid}/cmdline").read_text(), "cmdline")
        self.assert_clean(Path(f"/proc/{daemon.process.pid}/environ").read_text(), "environ")
        daemon.wait_for_round()
        self.sandbox.world(ipv4=SECOND)
        daemon.round()
        self.sandbox.provider("*", kind="reset")
        daemon.round()
        self.sandbox.provider("*")
        daemon.reload()
        daemon.wait_for_round()
        daemon.config_path.write_text("{")
        daemon.reload()
        daemon.signal(signal.SIGTERM)
        self.assertEqual(daemon.wait(), 0)
        self.assertIn("debug: ", "".join(daemon.log.drain()))
        self.assert_clean("\n".join(daemon.log.seen), "log")
        self.assert_clean("\n".join(daemon.notify.drain()), "what systemd hears")
        self.assert_directory_clean(daemon)

    def test_in_what_a_server_says_about_it(self):
        for fault in ECHOES:
            with self.subTest(fault=fault):
                self.sandbox.world(ipv4=FIRST)
                program = self.keyed()
                self.update(program)  # so that there is a memory
                self.sandbox.world(ipv4=SECOND)
                self.sandbox.fault("domain.info", **fault)
                done = program.run("--log-level", "debug", "update", "--json")
                self.assertNotEqual(done.returncode, 0)
                self.assertEqual(self.sandbox.state()["faults"], [], "the fault has happened")
                self.assert_clean(done.stdout + done.stderr, "what is said")
                self.assert_directory_clean(program)

    def test_in_every_subcommand(self):
        program = self.keyed()
        for arguments in (["check"], ["test"], ["update", "--dry-run"], ["update"], ["check", "--json"],
                          ["test", "--json"], ["update", "--dry-run", "--json"], ["update", "--json"]):
            with self.subTest(arguments):
                done = program.run(*arguments, "--log-level", "debug")
                self.assertEqual(done.returncode, 0)
                self.assert_clean(done.stdout + done.stderr, arguments)

    def test_in_what_check_says_about_a_bad_one(self):
        for config in MISTAKES:
            with self.subTest(tuple(config)):
                program = self.program(**({"api_key": None} | config))
                for verb in ("check", "update"):
                    done = program.run(verb, "--log-level", "debug")
                    self.assert_clean(done.stdout + done.stderr, verb)
                self.assertIn(done.returncode, (77, 78), "it is a mistake")

    def test_in_a_broken_file(self):
        program = self.program()
        for text in (f'{{"api_key": "{KEY}', f'{{"api_key": {KEY}}}', f'{{"api_key": "{KEY}" "domains": {{}}}}', KEY,
                     f"{{'api_key': '{KEY}'}}", f'{{"api_key": "{KEY}\t"}}', f'{{"api_key": "\\{KEY}"}}',
                     f'{{"api_key": /* "{KEY}"}}', f'{{"{KEY}": "api_key"}}'):
            with self.subTest(text.replace(KEY, "KEY")):
                program.write_config(text)
                done = program.run("check")
                self.assertEqual(done.returncode, 78)
                if not text.startswith(f'{{"{KEY}"'):  # as the name of a key it has to be named
                    self.assert_clean(done.stdout + done.stderr, "check")

    def test_providers_hear_nothing_of_it(self):
        program = self.keyed()
        self.update(program)
        requests = [repr(entry) for entry in self.sandbox.log() if entry["service"] == "provider"]
        self.assertGreaterEqual(len(requests), 3)
        self.assert_clean("\n".join(requests), "the requests to providers")

    def test_in_a_core_dump(self):
        limits = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (limits[1], limits[1]))
        self.addCleanup(resource.setrlimit, resource.RLIMIT_CORE, limits)
        program = self.keyed()
        program.start(ASAN_OPTIONS="disable_coredump=0")  # else the sanitizer sees to it that there is none
        program.signal(signal.SIGQUIT)
        _, status = os.waitpid(program.process.pid, 0)
        program.process.returncode = os.waitstatus_to_exitcode(status)
        program.is_end_known = True
        self.assertEqual(program.process.returncode, -signal.SIGQUIT)
        self.assertFalse(os.WCOREDUMP(status))

    def test_in_the_environment_of_a_command(self):
        program = self.keyed()
        seen = Path(program.folder.name, "seen")
        program.configure(command=f"env >'{seen}'; cat /proc/$PPID/cmdline >>'{seen}'; echo {FIRST}")
        done = program.run("update", GANDI_TEST=KEY)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assert_clean(seen.read_text(), "what a command inherits")
        self.assertTrue(os.path.getsize(seen))


if __name__ == "__main__":
    unittest.main()
