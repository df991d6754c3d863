"""`check` tells all that is wrong at once and touches no network; the others refuse what it refuses."""

import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from case import BINARY, FIRST, KEY, SystemTest


class Check(SystemTest):
    def test_a_good_configuration_is_good_and_nobody_is_asked(self):
        done = self.program().run("check")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertRegex(done.stdout, r"config\.json: good; 1 record, 12 providers from ")
        self.assertEqual(self.sandbox.log(), [])

    def as_user(self, program, *prefix):
        program.prefix = [*prefix]
        return program.run("check")

    @unittest.skipIf(os.getuid(), "becoming somebody else needs root")
    def test_who_may_not_read_a_file_is_told_to_use_sudo_and_nothing_else(self):
        program = self.program()
        Path(program.folder.name).chmod(0o755)
        done = self.as_user(program, "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
        self.assertEqual(done.returncode, 78)
        self.assertEqual(done.stderr, f"error: {program.config_path}: cannot be opened: Permission denied; "
                                      "try 'sudo gandi-dyndnsd check', which sees what the service sees\n")

    def test_everything_wrong_is_told_at_once(self):
        program = self.program(
            domains={"example.com": ["home", {"name": "www", "ttl": 60}, "home"], "nodots": ["a"]}, intervall="5min",
            quorum=0, ttl=1, timeout="soon", log_level="chatty", api="rest", ipv4="yes", endpoint="ftp://gandi.net/",
        )
        program.use_providers({"providers": ["nonsense", {"url": "https://localhost/", "format": "xml"}]})
        done = program.run("check")
        self.assertEqual((done.returncode, done.stdout), (78, ""))
        for expected in ("domains.example.com[1].ttl: 60 is below Gandi's minimum of 300",
                         "domains.example.com[2]: the same record as domains.example.com[0]", "'nodots'",
                         "intervall: ", "'interval'", "quorum: ", "ttl: 1 is below", "timeout: ", "log_level: 'chatty'",
                         "api: ", "ipv4: ", "endpoint: ", "providers[0]: ", "providers[1].format: "):
            with self.subTest(expected):
                self.assertIn(expected, done.stderr)
        self.assertTrue(all(line.startswith(("error: ", "warning: ")) for line in done.stderr.splitlines()))

    def test_json_holds_the_problems(self):
        code, document = self.program(quorum=0).run_json("check")
        self.assertEqual((code, document["good"]), (78, False))
        self.assertEqual(document["problems"][0]["severity"], "error")
        self.assertIn("quorum", document["problems"][0]["message"])
        self.assertEqual(self.program().run_json("check"), (0, {"good": True, "problems": []}))

    def test_the_others_answer_with_the_problems_too_where_json_is_wanted(self):
        program = self.program(quorum=0)
        for verb in ("update", "test"):
            with self.subTest(verb):
                code, document = program.run_json(verb)
                self.assertEqual((code, document["good"]), (78, False))
        program.configure(quorum=None, ca_file=str(program.config_path))
        self.assertIn("CA file", program.run_json("update")[1]["problems"][0]["message"])

    def test_what_cannot_work_is_told(self):
        program = self.program(endpoint="https://api.gandi.net/v5/livedns", colour="red",
                               domains={"co.uk": ["a"], "81.2.69.142": ["a"], "www.example.com": ["@"]})
        done = program.run("check")
        self.assertEqual(done.returncode, 78)
        for expected in ("error: .*endpoint: LiveDNS is spoken there", "error: .*'co.uk' is a public suffix",
                         "error: .*'81.2.69.142' is an address", "warning: .*'www.example.com' is probably no domain",
                         "error: .*colour: unknown key; remove it\n"):
            with self.subTest(expected):
                self.assertRegex(done.stderr, expected)

    def test_the_place_of_a_broken_character_is_told(self):
        program = self.program()
        program.write_config('{\n  "domains": {\n    "example.com": ["home"\n  }\n}\n')
        self.assertIn("config.json: line 4, column 3: expected ", program.run("check").stderr)

    def test_what_others_may_read_is_a_warning_and_no_error(self):
        program = self.program()
        program.config_path.chmod(0o644)
        done = program.run("check")
        self.assertEqual(done.returncode, 0)
        self.assertRegex(done.stderr, "warning: .*config.json: can be read by every user of this machine")
        self.assertNotIn(KEY, done.stderr)

    def test_a_missing_credential_and_a_missing_list_are_told_together(self):
        program = self.program(api_key=None, providers_file="/nowhere/providers.json")
        done = program.run("check")
        self.assertEqual(done.returncode, 78)
        self.assertIn("no credential: configure token_file", done.stderr)
        self.assertIn("/nowhere/providers.json: cannot be opened", done.stderr)

    def test_systemds_credentials_are_found(self):
        program = self.program(api_key=None)
        (program.state_dir / "gandi-api-key").write_text(KEY)
        done = program.run("update", CREDENTIALS_DIRECTORY=str(program.state_dir))
        self.assertEqual((done.returncode, self.address_of("home")), (0, FIRST), done.stderr)



@unittest.skipIf(os.getuid(), "an /etc of its own needs root")
class AsTheService(unittest.TestCase):
    """As root, with the user of the service, in an /etc of its own."""

    def setUp(self):
        self.etc = Path(self.enterContext(tempfile.TemporaryDirectory(prefix="gandi-dyndnsd-etc.")))
        for name in ("ssl", "ld.so.cache", "nsswitch.conf"):
            if Path("/etc", name).is_dir():
                shutil.copytree(Path("/etc", name), self.etc / name, symlinks=True)
            elif Path("/etc", name).exists():
                shutil.copy(Path("/etc", name), self.etc)
        (self.etc / "passwd").write_text("root:x:0:0::/root:/bin/sh\ngandi-dyndnsd:x:990:990::/:/usr/sbin/nologin\n")
        (self.etc / "group").write_text("root:x:0:\ngandi-dyndnsd:x:990:\n")
        self.folder = self.etc / "gandi-dyndnsd"
        self.folder.mkdir()
        self.etc.chmod(0o755)
        self.write("config.json", '{"token_file": "token", "domains": {"example.com": ["@"]}, '
                                  '"command": "true", "ipv6": false}')
        self.write("token", "pat_abcdefghijklmnop\n")
        self.open(self.folder, 0o750)

    def write(self, name, text):
        path = self.folder / name
        path.write_text(text)
        self.open(path, 0o640)

    def open(self, path, mode, group=990):
        os.chown(path, 0, group)
        path.chmod(mode)

    def check(self, *arguments):
        mounted = 'mount --bind "$1" /etc && shift && exec "$@"'
        environment = os.environ | {"ASAN_OPTIONS": "detect_leaks=0"}  # it cannot look at a process that changed its user
        return subprocess.run(["unshare", "--mount", "sh", "-c", mounted, "sh", str(self.etc), BINARY, "check", *arguments],
                              env=environment, capture_output=True, text=True, check=False)

    def test_what_it_may_read_is_good(self):
        done = self.check()
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_a_file_and_a_folder_that_it_may_not_read_are_told_with_the_commands_that_help(self):
        cases = {"token": "sudo chgrp gandi-dyndnsd '/etc/gandi-dyndnsd/token' && sudo chmod 0640 '/etc/gandi-dyndnsd/token'",
                 "config.json": "sudo chgrp gandi-dyndnsd '/etc/gandi-dyndnsd/config.json' && sudo chmod 0640 ",
                 "": "sudo chgrp gandi-dyndnsd '/etc/gandi-dyndnsd' && sudo chmod 0750 '/etc/gandi-dyndnsd'"}
        for name, remedy in cases.items():
            with self.subTest(name):
                path = self.folder / name
                before = path.stat().st_mode & 0o777
                self.open(path, 0o700, group=0)
                done = self.check()
                self.assertEqual(done.returncode, 78)
                self.assertIn(remedy, done.stderr)
                self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
                self.open(path, before)

    def test_an_instance_is_judged_likewise(self):
        self.write("two.json", (self.folder / "config.json").read_text().replace('"token"', '"token2"'))
        self.write("token2", "pat_abcdefghijklmnop\n")
        self.assertEqual(self.check("--config", "/etc/gandi-dyndnsd/two.json").returncode, 0)
        self.open(self.folder / "token2", 0o600, group=0)
        self.assertIn("chgrp gandi-dyndnsd '/etc/gandi-dyndnsd/token2'", self.check("--config", "/etc/gandi-dyndnsd/two.json").stderr)

    def test_without_a_configuration_it_shows_the_way_to_the_example(self):
        (self.folder / "config.json").unlink()
        done = self.check()
        self.assertEqual(done.returncode, 78)
        self.assertIn("begin with the example: sudo cp /usr/share/doc/gandi-dyndnsd/examples/config.json "
                      "/etc/gandi-dyndnsd/config.json\n", done.stderr)


if __name__ == "__main__":
    unittest.main()
