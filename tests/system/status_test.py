"""`status`: what the daemon shows of itself, to every user of the machine, and that it tells when no daemon runs."""

import json
import os
import signal
import stat
import tempfile
import unittest
from pathlib import Path

from case import FIRST, SECOND, SystemTest


class Status(SystemTest):
    def setUp(self) -> None:
        super().setUp()
        self.runtime = Path(self.enterContext(tempfile.TemporaryDirectory(prefix="gandi-dyndnsd-run.")))

    def start(self, **config):
        program = self.program(**config)
        program.start(RUNTIME_DIRECTORY=str(self.runtime))
        program.wait_for_round()
        return program

    def ask(self, program, *arguments: str, expect: int | None = 0) -> str:
        result = program.run("status", *arguments, RUNTIME_DIRECTORY=str(self.runtime))
        if expect is not None:
            self.assertEqual(result.returncode, expect, result.stderr)
        return result.stdout or result.stderr

    def document(self, program, expect: int | None = None) -> dict:
        return json.loads(self.ask(program, "--json", expect=expect))

    def wait_for(self, program, is_wanted) -> dict:
        """The file follows the STATUS= that was waited for; it is read until it does."""
        for _ in range(200):
            document = self.document(program)
            if is_wanted(document):
                return document
        raise AssertionError(document)

    def test_one_screen_tells_what_is_served_and_who_said_so(self):
        program = self.start()
        self.wait_for(program, lambda document: document.get("records"))
        screen = self.ask(program)
        self.assertRegex(screen, r"\Agandi-dyndnsd [0-9.]+ has been running since 20.* UTC: all is well\n")
        self.assertRegex(screen, r"(?m)^Next round in \d+ min, status written \d+ s ago$")
        self.assertRegex(screen, rf"(?m)^  home\.example\.com  A  {FIRST}  since 20.* UTC  TTL \d+ s  seen \d+ s ago$")
        self.assertRegex(screen, rf"(?m)^  IPv4 {FIRST}, agreed on by .+, .+, .+$")
        self.assertRegex(screen, rf"(?m)^  operator-\d+ +IPv4 +\d+ ms +\d+ s ago +{FIRST}$")
        self.assertLess(len(screen.splitlines()), 40)

    def test_json_is_the_file_and_whether_the_daemon_runs(self):
        program = self.start()
        document = self.wait_for(program, lambda document: document.get("records"))
        self.assertIs(document["running"], True)
        self.assertEqual(document["pid"], program.process.pid)
        self.assertEqual(document["exit_code"], 0)
        [record] = document["records"]
        self.assertEqual((record["name"], record["type"], record["address"]), ("home", "A", FIRST))
        [address] = document["addresses"]
        self.assertGreaterEqual(len(address["operators"]), 3)
        file = json.loads((self.runtime / "status.json").read_text())
        self.assertEqual({**file, "running": True}, document)

    def test_everybody_may_read_it_and_it_holds_no_secret(self):
        old = os.umask(0o077)
        try:
            program = self.start()
        finally:
            os.umask(old)
        self.wait_for(program, lambda document: document.get("records"))
        file = self.runtime / "status.json"
        self.assertEqual(stat.S_IMODE(file.stat().st_mode), 0o644)
        self.assertNotIn(program.config["api_key"], file.read_text())

    def test_a_provider_in_disgrace_is_named_with_the_reason(self):
        self.sandbox.provider("p03", kind="address", address="8.8.4.4")
        program = self.start()
        for _ in range(40):
            document = self.wait_for(program, lambda document: document.get("records"))
            liar = next(source for source in document["sources"] if source["operator"] == "operator-03")
            if liar.get("offences"):
                break
            program.round()
        self.assertEqual(liar["last_offence"], "said 8.8.4.4")
        self.assertRegex(self.ask(program), r"operator-03 .*8\.8\.4\.4 \(dissents\); rests until 20.* UTC after 1 offence: said 8")

    def test_a_refused_credential_is_a_problem_with_its_exit_code(self):
        program = self.program(api_key="wrongwrongwrongwrong1234")
        program.start(RUNTIME_DIRECTORY=str(self.runtime))
        program.wait_for_round()
        document = self.wait_for(program, lambda document: document.get("records"))
        self.assertEqual(document["exit_code"], 77)
        self.assertRegex(document["problems"][0], "cannot update 'home.example.com': ")
        self.assertRegex(self.ask(program, expect=77), r"(?m): 1 problem\n  ! cannot update 'home\.example\.com'")

    def test_a_broken_reload_is_a_problem_until_it_is_mended(self):
        program = self.start()
        good = program.config_path.read_text()
        program.write_config("{")
        program.reload()
        document = self.wait_for(program, lambda document: document["problems"])
        self.assertRegex(document["problems"][0], "new configuration not in force: ")
        program.write_config(good)
        program.reload()
        self.wait_for(program, lambda document: not document["problems"])

    def test_prometheus_reads_the_same(self):
        program = self.start()
        self.wait_for(program, lambda document: document.get("records"))
        metrics = self.ask(program, "--prometheus")
        self.assertIn("\ngandi_dyndnsd_up 1\n", metrics)
        self.assertIn('gandi_dyndnsd_record_in_order{domain="example.com",name="home",type="A"} 1\n', metrics)
        self.assertRegex(metrics, r'(?m)^gandi_dyndnsd_votes{family="IPv4"} [345]$')
        for line in metrics.splitlines():
            self.assertRegex(line, r'\A(# (HELP|TYPE) gandi_dyndnsd_\w+ .+|gandi_dyndnsd_\w+({\w+="[^"]*"(,\w+="[^"]*")*})? -?\d+)\Z')

    def test_without_a_daemon_it_says_so(self):
        program = self.program()
        self.assertRegex(self.ask(program, expect=69), "no sign of a daemon: '.*status.json' does not exist")
        self.assertEqual(self.document(program, expect=69), {"running": False})
        self.assertTrue(self.ask(program, "--prometheus", expect=69).endswith("gandi_dyndnsd_up 0\n"))

    def test_a_daemon_that_was_stopped_leaves_nothing(self):
        program = self.start()
        self.wait_for(program, lambda document: document.get("records"))
        self.assertEqual(program.stop(), 0)
        self.assertFalse((self.runtime / "status.json").exists())

    def test_a_daemon_that_was_killed_is_told_from_one_that_runs(self):
        program = self.start()
        self.wait_for(program, lambda document: document.get("records"))
        program.signal(signal.SIGKILL)
        program.wait()
        self.assertRegex(self.ask(program, expect=69), r"is not running; last heard from \d+ s ago")
        self.assertIs(self.document(program, expect=69)["running"], False)

    def test_a_broken_file_is_no_crash(self):
        program = self.program()
        for content in ("", "{", "[]", '{"version": 1}', "x" * 9_000_000):
            (self.runtime / "status.json").write_text(content)
            self.assertRegex(self.ask(program, expect=69), "'.*status.json' is (not a status of this program|larger than)")

    def test_a_runtime_folder_that_vanishes_is_told_once_and_recovers(self):
        program = self.start()
        self.wait_for(program, lambda document: document.get("records"))
        (self.runtime / "status.json").unlink()
        self.runtime.rmdir()
        program.round()
        program.log.wait_for("warning: '.*status.json' could not be written: .*; 'gandi-dyndnsd status' is out of date")
        self.runtime.mkdir()
        self.sandbox.world(ipv4=SECOND)
        program.round()
        program.log.wait_for("notice: the status file can be written again")
        self.wait_for(program, lambda document: document["records"][0]["address"] == SECOND)


if __name__ == "__main__":
    unittest.main()
