"""Gandi keeps silent, at whatever step: the time limit ends it, and so does SIGTERM within a second."""

import os
import signal
import socket
import time
import unittest

from case import FIRST, MAIL, SECOND, a
from xmlrpc_steps import StepTest

WRITING = ("version.new", "record.update", "version.set")


class Silence(StepTest):
    def test_at_every_step_the_time_limit_ends_it_and_no_half_goes_live(self):
        program = self.knowing(timeout="500ms")
        program.start(RUNTIME_DIRECTORY=program.folder.name)
        program.wait_for_round()
        steps = self.steps(program)
        activation = self.place_of(steps, "version.set")
        old = SECOND
        hangs = [(step, "before") for step in self.needed(steps)] + [(s, "after") for s in steps if s.method.endswith(WRITING)]
        for (step, when), address in zip(hangs, self.moves()):
            with self.subTest(step=str(step), when=when):
                program.say_address(address)
                before = self.versions()
                self.hit(step, hang=when)
                is_read_back = step.place == activation and when == "after"
                is_live = step.place > activation or is_read_back
                shown = program.round()
                if is_read_back:
                    self.assertIn(f"{address} in 1 record", shown)
                else:
                    program.wait_for_problem("no answer from 'localhost' within 500 ms")
                self.assert_only(address if is_live else old, before, new=is_live)
                self.assert_not_deleted_if(is_live)
                self.assertEqual(program.round(), f"{address} in 1 record")
                old = address

    def test_update_ends_with_the_code_for_an_unreachable_gandi(self):
        program = self.program(timeout="500ms")
        program.say_address(FIRST)
        self.sandbox.fault("*", times=0, hang=True)
        self.assertIn("no answer from 'localhost' within 500 ms", self.update(program, expect=69))


class Termination(StepTest):
    """With the leak check off, which is no part of the program and takes its time at the end."""

    def start(self, program):
        program.start(ASAN_OPTIONS="detect_leaks=0")

    def assert_ends_at_once(self, program, number=signal.SIGTERM, within=1.0):
        begin = time.monotonic()
        program.signal(number)
        self.assertEqual(program.wait(), 0)
        self.assertLess(time.monotonic() - begin, within)

    def await_fault(self, step):
        self.sandbox.wait("xmlrpc:" + step.method, count=step.skip + 1)

    def test_in_every_step_of_a_change_it_ends_the_program_and_takes_the_new_version_back(self):
        program = self.knowing()
        self.start(program)
        program.wait_for_round()
        steps = self.steps(program)
        program.stop()
        activation = self.place_of(steps, "version.set")
        hangs = [(step, "before") for step in self.needed(steps)] + [(s, "after") for s in steps if s.method.endswith(WRITING)]
        for step, when in hangs:
            with self.subTest(step=str(step), when=when):
                self.gandi_has({"1001": [MAIL, a("home", SECOND), a("other", "8.8.4.4")]})
                program.state_file.unlink(missing_ok=True)
                program.say_address(FIRST)
                before = self.versions()
                self.hit(step, hang=when)
                self.start(program)
                self.await_fault(step)
                self.assert_ends_at_once(program)
                is_live = step.place > activation or (step.place == activation and when == "after")
                self.assert_only(FIRST if is_live else SECOND, before, new=is_live)
                self.assert_not_deleted_if(is_live)

    def test_a_second_one_does_not_wait_for_anything(self):
        program = self.knowing()
        self.sandbox.fault("domain.zone.record.update", hang=True)
        self.sandbox.fault("domain.zone.version.delete", hang=True)
        self.start(program)
        self.sandbox.wait("xmlrpc:domain.zone.record.update")
        program.signal(signal.SIGTERM)
        self.sandbox.wait("xmlrpc:domain.zone.version.delete")
        self.assert_ends_at_once(program, within=0.5)

    def test_a_version_that_cannot_be_taken_back_holds_up_nobody(self):
        program = self.knowing()
        self.sandbox.fault("domain.zone.record.update", hang=True)
        self.sandbox.fault("domain.zone.version.delete", hang=True)
        self.start(program)
        self.sandbox.wait("xmlrpc:domain.zone.record.update")
        self.assert_ends_at_once(program)

    def test_while_providers_keep_silent(self):
        self.sandbox.provider("*", kind="hang")
        for number in (signal.SIGTERM, signal.SIGINT):
            with self.subTest(number.name):
                program = self.program(ipv6=True)
                self.sandbox.clear_log()
                self.start(program)
                self.sandbox.wait("provider:*", count=10)
                self.assert_ends_at_once(program, number)

    def test_in_mid_handshake(self):
        with socket.create_server(("127.0.0.1", 0)) as server:
            program = self.program(quorum=1)
            program.use_providers([f"https://127.0.0.1:{server.getsockname()[1]}/"])
            self.start(program)
            connection, _ = server.accept()
            with connection:
                self.assertEqual(connection.recv(1), b"\x16", "the client's first word of a handshake")
                self.assert_ends_at_once(program)

    def test_while_a_command_runs_which_it_takes_along(self):
        program = self.program()
        pipe = program.state_dir / "pid"
        os.mkfifo(pipe)
        program.configure(command=f"echo $$ >'{pipe}'; exec sleep 60")
        self.start(program)
        child = int(pipe.read_text())
        self.assert_ends_at_once(program)
        with self.assertRaises(ProcessLookupError):
            os.kill(child, 0)

    def test_update_too_takes_its_version_back_and_says_that_it_is_not_done(self):
        program = self.knowing()
        before = self.versions()
        self.sandbox.fault("domain.zone.record.update", hang=True)
        program.spawn("update")
        self.sandbox.wait("xmlrpc:domain.zone.record.update")
        program.signal(signal.SIGTERM)
        self.assertEqual(program.wait(), 75)
        self.assert_only("81.2.69.170", before, new=False)


if __name__ == "__main__":
    unittest.main()
