"""`import`: what is printed on which stream, and that the daemon takes it."""

import unittest
from pathlib import Path

from case import KEY, SystemTest

TOKEN = "pat_Zecret0123456789abcdefghijklmnopqrst"
CORPUS = Path(__file__).resolve().parents[1] / "import" / "corpus"


class Import(SystemTest):
    def imported(self, text):
        program = self.program()
        file = Path(program.folder.name, "theirs")
        file.write_text(text)
        return program, file, program.run("import", str(file))

    def test_the_result_is_on_stdout_and_all_else_on_stderr(self):
        _, file, done = self.imported((CORPUS / "ddclient-as-documented.conf").read_text())
        self.assertEqual(done.returncode, 0)
        self.assertEqual(done.stdout, (CORPUS / "ddclient-as-documented.config").read_text())
        notes = (CORPUS / "ddclient-as-documented.notes").read_text().splitlines()
        self.assertEqual(done.stderr.splitlines(), [f"'{file}': {note}" for note in notes])
        self.assertNotIn(TOKEN, done.stdout + done.stderr)

    def test_the_daemon_updates_by_it_once_the_key_is_in_its_place(self):
        program, _, done = self.imported('{"api_key": "%s", "domains": {"example.com": ["home"]}}' % KEY)
        key = Path(program.folder.name, "api-key")
        key.write_text(KEY)
        key.chmod(0o600)
        here = f'"endpoint": "{self.sandbox.info["xmlrpc"]}", "ca_file": "{self.sandbox.ca_file}", '
        here += f'"providers_file": "{program.providers_path}", "domains"'
        made = done.stdout.replace("/etc/gandi-dyndnsd/api-key", str(key)).replace('"domains"', here, 1)
        program.write_config(made)
        self.assertEqual(program.run("check").returncode, 0)
        self.update(program)
        self.assertIsNotNone(self.address_of("home"))

    def test_what_cannot_be_imported_prints_nothing_and_exits_with_78(self):
        for text, message in (("", "none of the configurations that are understood"),
                              ("protocol=dyndns2\nhome.example.net\n", "'home.example.net' is left out"),
                              ("config service 'x\n", "line 1: a quotation mark is not closed"),
                              ("#" * 2**20 + "#", "larger than")):
            with self.subTest(message):
                _, _, done = self.imported(text)
                self.assertEqual((done.returncode, done.stdout), (78, ""))
                self.assertIn(message, done.stderr)

    def test_a_missing_file_or_argument(self):
        program = self.program()
        done = program.run("import", "/nowhere/ddclient.conf")
        self.assertEqual((done.returncode, done.stdout), (78, ""))
        self.assertIn("'/nowhere/ddclient.conf': cannot be opened: No such file", done.stderr)
        self.assertEqual(program.run("import").returncode, 64)


if __name__ == "__main__":
    unittest.main()
