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
        self.assertRegex(screen, r"\A\+ gandi-dyndnsd [0-9.]+: all is well, 1 record up to date\n")
        self.assertRegex(screen, r"(?m)^  up \d+ s, last round \d+ s ago \(on request\), next .+ \(in \d+ min\)$")
        self.assertRegex(screen, rf"(?m)^IPv4  {FIRST}  \d votes: .+, .+, .+$")
        self.assertRegex(screen, r"(?m)^  \+ home\.example\.com  since \d\d:\d\d  TTL \d+ min  seen \d+ s ago$")
        self.assertRegex(screen, r"(?m)^Sources  12 of 12 in good standing \(\d not asked yet\)$")
        self.assertLessEqual(len(screen.splitlines()), 24)
        self.assertTrue(all(len(line) <= 80 for line in screen.splitlines()), screen)

    def test_all_shows_each_source_with_its_last_answers(self):
        screen = self.ask(self.start(), "--all")
        self.assertRegex(screen, r"(?m)^  operator-\d+  IPv4  \+ +\d+ ms  good$")
        self.assertRegex(screen, r"(?m)^  operator-\d+  IPv4 +not asked yet$")

    def test_at_ready_there_is_one_already(self):
        program = self.program()
        self.sandbox.latency(providers_ms=3000)
        program.start(RUNTIME_DIRECTORY=str(self.runtime))  # waits for READY=1
        self.assertIn("the first round is under way", self.ask(program))
        self.assertEqual(self.document(program, expect=0)["problems"], [])

    def test_history_tells_each_move_to_everybody_and_after_the_daemons_end_to_who_may_read_the_memory(self):
        program = self.start()
        self.sandbox.world(ipv4=SECOND)
        program.round()
        self.wait_for(program, lambda document: len(document["moves"]) == 2)
        shown = " ".join(program.run("history", RUNTIME_DIRECTORY=str(self.runtime)).stdout.split())
        self.assertRegex(shown, rf"\A\d\d:\d\d {FIRST} > {SECOND}, for \d+ s so far "
                                r"home\.example\.com A; on request, done in [0-9.]+ s; \d votes: ")
        self.assertRegex(shown, rf" \d\d:\d\d new: {FIRST}, lasted \d+ s ")
        self.assertEqual(program.stop(), 0)
        code, document = program.run_json("history", RUNTIME_DIRECTORY=str(self.runtime))
        self.assertEqual((code, [move["after"] for move in document["moves"]]), (0, [SECOND, FIRST]))
        self.assertEqual(document["moves"][0]["before"], FIRST)
        self.assertEqual(document["moves"][0]["occasion"], "request")

    def test_an_update_by_hand_is_in_the_history_too(self):
        program = self.program()
        self.assertEqual(program.run("update").returncode, 0)
        code, document = program.run_json("history", RUNTIME_DIRECTORY=str(self.runtime))
        self.assertEqual((code, len(document["moves"])), (0, 1))

    def test_an_instance_has_one_of_its_own(self):
        program = self.program()
        done = program.run("status", "two")
        self.assertEqual(done.returncode, 69)
        self.assertIn("'/run/gandi-dyndnsd@two/status.json' does not exist; 'systemctl status gandi-dyndnsd@two'", done.stderr)
        self.assertEqual(program.run("status", "../etc").returncode, 64)

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
        self.assertRegex(self.ask(program), r"(?m)^  ! operator-03 IPv4 rests until \d\d:\d\d; said 8\.8\.4\.4$")

    def test_a_refused_credential_is_a_problem_with_its_exit_code(self):
        program = self.program(api_key="wrongwrongwrongwrong1234")
        program.start(RUNTIME_DIRECTORY=str(self.runtime))
        program.wait_for_round()
        document = self.wait_for(program, lambda document: document.get("records"))
        self.assertEqual(document["exit_code"], 77)
        self.assertRegex(document["problems"][0], "cannot update 'home.example.com': ")
        self.assertRegex(self.ask(program, expect=77), r"(?s): 1 problem, .*\n  x cannot update 'home\.example\.com'")

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
            self.assertRegex(line, r'\A(# (HELP|TYPE) gandi_dyndnsd_\w+ .+|gandi_dyndnsd_\w+({\w+="[^"]*"(,\w+="[^"]*")*})? -?\d+(\.\d+)?)\Z')

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
