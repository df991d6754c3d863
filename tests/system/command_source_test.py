"""A command of the user's tells the address: what it says beside it, and what becomes of it when it does not end."""

import os
import select
import sys
import tempfile
import unittest
from pathlib import Path

from case import FIRST, SECOND, SystemTest, a
from lines import PATIENCE


class Remarks(SystemTest):
    def commanded(self, line, **config):
        return self.program(command=line, **config)

    def test_test_shows_what_the_command_said_on_stderr(self):
        program = self.commanded(f"echo flag -x is old >&2; echo {FIRST}")
        self.assertIn(f"{FIRST} (and said: 'flag -x is old')", program.run("test").stdout)
        answer = program.run_json("test")[1]["detections"][0]["answers"][0]
        self.assertEqual((answer["address"], answer["remark"]), (FIRST, "flag -x is old"))

    def test_so_does_a_dry_run(self):
        program = self.commanded(f"echo hm >&2; echo {FIRST}")
        self.assertIn("(and said: 'hm')", program.run("update", "--dry-run").stdout)
        report = program.run_json("update", "--dry-run")[1]
        self.assertEqual(report["detections"][0]["answers"][0]["remark"], "hm")

    def test_who_said_nothing_has_no_remark(self):
        answers = self.program().run_json("test")[1]["detections"][0]["answers"]
        self.assertEqual([answer for answer in answers if "remark" in answer], [])
        self.assertEqual({answer["address"] for answer in answers}, {FIRST})

    def test_of_a_failure_it_is_in_its_sentence_and_nowhere_else(self):
        program = self.commanded("echo no such thing >&2; exit 3")
        answer = program.run_json("test")[1]["detections"][0]["answers"][0]
        self.assertIn("exited with status 3; its stderr says 'no such thing'", answer["failure"]["detail"])
        self.assertNotIn("remark", answer)
        said = self.update(program, expect=69)
        self.assertEqual(said.count("its stderr says 'no such thing'"), 1, said)
        self.assertNotIn("and said", said)

    def test_the_daemon_logs_it_when_it_is_new_or_has_changed(self):
        self.gandi_has({"1001": [a("home", SECOND)]})
        program = self.program()
        remark = Path(program.folder.name, "remark")
        remark.write_text("first\n\x1b[31mline\n")
        program.configure(command=f"cat '{remark}' >&2; echo {FIRST}", log_level="info")
        program.start()
        program.wait_for_round()
        program.round()
        program.round()
        remark.write_text("second " + "x" * 10000)
        program.round()
        program.round()
        self.assertEqual(program.stop(), 0)
        told = [line for line in program.log.drain() if "gave an address and said" in line]
        self.assertEqual(len(told), 2, told)
        self.assertRegex(told[0], r" info: command 'cat' gave an address and said: 'first \\x1b\[31mline'$")
        self.assertRegex(told[1], r"and said: '\.\.\.x{200}'$")
        self.assertEqual(self.address_of("home"), FIRST)


class Ends(SystemTest):
    """A named pipe is open in every process that the command starts: its end is theirs."""

    def setUp(self):
        super().setUp()
        self.pipe = os.path.join(self.enterContext(tempfile.TemporaryDirectory()), "pipe")
        os.mkfifo(self.pipe)

    def command(self, line, timeout):
        """A program with this command, and the end of the pipe that tells of its life."""
        reader = os.open(self.pipe, os.O_RDONLY | os.O_NONBLOCK)
        self.addCleanup(os.close, reader)
        return self.program(command=f"exec 3>'{self.pipe}'; echo begun >&3; {line}", timeout=timeout), reader

    def read(self, reader):
        """What comes next; nothing when all that held the pipe open are gone."""
        self.assertTrue(select.select([reader], [], [], PATIENCE)[0], "somebody holds it open")
        return os.read(reader, 100)

    def test_the_deadline_ends_it_with_its_children(self):
        for line in ("sleep 1000 & sleep 1000", f"sleep 1000 & echo {FIRST}", "trap '' TERM; sleep 1000; sleep 9"):
            with self.subTest(line):
                program, reader = self.command(line, "300ms")
                self.assertIn("did not end in time and was killed", self.update(program, expect=69))
                self.assertEqual((self.read(reader), self.read(reader)), (b"begun\n", b""))

    def test_so_does_the_end_of_the_daemon(self):
        program, reader = self.command("sleep 1000 & sleep 1000", "1min")
        program.start()
        self.assertEqual(self.read(reader), b"begun\n")
        self.assertEqual(program.stop(), 0)
        self.assertEqual(self.read(reader), b"")

    def test_a_parent_that_ignores_the_end_of_children_does_not_let_a_failed_one_be_believed(self):
        program = self.program(command=f"echo {FIRST}; exit 3")
        ignoring = "import os, signal, sys; signal.signal(signal.SIGCHLD, signal.SIG_IGN); os.execv(sys.argv[1], sys.argv[1:])"
        program.prefix = [sys.executable, "-c", ignoring]
        self.assertIn("exited with status 3", self.update(program, expect=69))
        self.assert_nothing_written()

    def test_endless_output_ends_it_at_once(self):
        program = self.program(command="yes", timeout="1min")
        self.assertIn("printed more than 4096 bytes and was killed", self.update(program, expect=69))

    def test_it_inherits_nothing(self):
        program = self.program()
        seen = Path(program.folder.name, "environment")
        program.configure(command=f"env >'{seen}'; echo {FIRST}")
        done = program.run("update", NOTIFY_SOCKET="/x", CREDENTIALS_DIRECTORY="/x", LOG_LEVEL="info", SECRET="hunter2")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual({line.partition("=")[0] for line in seen.read_text().splitlines()}, {"PATH", "LC_ALL", "PWD"})

    def test_a_private_address_is_refused_with_the_key_that_would_allow_it(self):
        program = self.program(ipv4={"command": "echo 10.20.10.22"})
        said = self.update(program, expect=69)
        self.assertIn('"ipv4": {"command": ..., "allow_private": true} would publish it', said)
        program.configure(ipv4={"command": "echo 10.20.10.22", "allow_private": True})
        self.update(program)
        self.assertEqual(self.address_of("home"), "10.20.10.22")


if __name__ == "__main__":
    unittest.main()
