"""What the daemon does from round to round, and how little that is while nothing happens."""

import re
import signal
import unittest
from pathlib import Path

from case import FIRST, SECOND, THIRD, SystemTest, a


def in_log(program, pattern):
    """How many of the daemon's messages match, once it has ended."""
    return len([line for line in program.log.drain() if re.search(pattern, line)])


class Rounds(SystemTest):
    def test_nothing_changed_twice_in_a_row_means_no_call_to_gandi(self):
        daemon = self.daemon()
        self.sandbox.clear_log()
        for _ in range(2):
            self.assertEqual(daemon.round(), f"{FIRST} in 1 record")
        self.assert_gandi_not_asked()
        self.assertGreaterEqual(len(self.asked_providers()), 6)

    def test_a_moved_address_is_published_at_the_next_round(self):
        daemon = self.daemon()
        for address in (SECOND, THIRD, FIRST):
            self.sandbox.world(ipv4=address)
            self.assertEqual(daemon.round(), f"{address} in 1 record")
            self.assertEqual(self.address_of("home"), address)

    def test_the_timer_brings_the_next_round_and_a_short_interval_is_warned_of(self):
        daemon = self.program(interval="1s", jitter=0)
        daemon.start()
        daemon.log.wait_for("warning: .*interval: under a minute burdens those who are asked")
        daemon.wait_for_round()
        self.sandbox.world(ipv4=SECOND)
        daemon.wait_for_round()
        self.assertEqual(self.address_of("home"), SECOND)

    def test_after_verify_interval_gandi_is_read_and_not_written(self):
        daemon = self.daemon(interval="1s", jitter=0, verify_interval="1s")
        self.sandbox.clear_log()
        for _ in range(2):
            daemon.wait_for_round()
        self.assertIn("domain.zone.record.list", self.calls())
        self.assert_nothing_written()

    def test_a_record_that_somebody_else_moved_is_put_back_after_verify_interval(self):
        program = self.program()
        self.update(program)
        self.gandi_has({"1001": [a("home", SECOND)]})
        self.update(program)
        self.assertEqual(self.address_of("home"), SECOND, "within verify_interval nobody looks")
        program.age_memory(hours=2)
        said = self.update(program)
        self.assertIn(f"changed from {SECOND} to {FIRST}", said)
        self.assertEqual(self.address_of("home"), FIRST)


class OnSignal(SystemTest):
    def test_a_signal_asks_for_a_round_now_even_for_what_waits_after_a_lasting_fault(self):
        program = self.program()
        self.sandbox.fault("domain.info", fault=510042)
        program.start()
        self.assertIn("not in this API key's Gandi account", program.wait_for_round())
        self.assertEqual(program.round(), f"{FIRST} in 1 record")

    def test_a_signal_during_a_round_brings_another_one(self):
        self.sandbox.fault("domain.info", delay_ms=300)
        program = self.program()
        program.start()
        self.sandbox.wait("xmlrpc:domain.info")
        program.signal(signal.SIGUSR1)
        self.assertEqual(program.wait_for_round(), f"{FIRST} in 1 record")
        asked = len(self.asked_providers())
        self.assertEqual(program.wait_for_round(), f"{FIRST} in 1 record")
        self.assertGreater(len(self.asked_providers()), asked)


class Memory(SystemTest):
    def test_it_outlives_a_restart(self):
        daemon = self.daemon()
        self.assertEqual(daemon.stop(), 0)
        self.sandbox.clear_log()
        daemon.start()
        self.assertEqual(daemon.wait_for_round(), f"{FIRST} in 1 record")
        self.assert_gandi_not_asked()

    def test_the_daemon_and_update_share_it(self):
        program = self.program()
        self.update(program)
        self.sandbox.clear_log()
        program.start()
        program.wait_for_round()
        self.assert_gandi_not_asked()

    def test_of_another_endpoint_or_of_records_no_longer_configured_it_is_none(self):
        program = self.program()
        self.update(program)
        program.configure(endpoint=self.sandbox.info["xmlrpc"].rstrip("/"))
        self.sandbox.clear_log()
        self.update(program)
        self.assertIn("domain.info", self.calls())

    def test_with_another_credential_it_is_in_doubt_after_a_restart_too(self):
        daemon = self.daemon()
        self.assertEqual(daemon.stop(), 0)
        daemon.configure(api_key="abcdefghijklmnopqrstuvwx")
        self.assertIn("Gandi does not know this API key", self.update(daemon, expect=77))
        daemon.start()
        self.assertIn("Gandi does not know this API key", daemon.wait_for_round())
        self.assertNotIn("abcdefgh", daemon.state_file.read_text())

    def test_a_broken_file_is_reported_and_replaced(self):
        for content in ("{", "[]", "\0" * 100, '{"version": 99}', "x" * 3_000_000):
            with self.subTest(content[:10]):
                program = self.program()
                program.state_file.write_text(content)
                said = self.update(program)
                self.assertRegex(said, r"warning: '.*/state.json' is not a memory of this program: .*")
                self.assertIn(f'"{FIRST}"', program.state_file.read_text())

    def test_a_directory_that_cannot_be_written_is_reported_once_and_its_mending_too(self):
        daemon = self.program()
        daemon.state_dir.rmdir()
        daemon.start()
        daemon.wait_for_round()
        self.assertEqual(self.address_of("home"), FIRST, "it goes on without a memory")
        daemon.round()
        daemon.round()
        self.assertFalse(daemon.state_dir.exists())
        daemon.state_dir.mkdir()
        daemon.round()
        self.assertIn(f'"{FIRST}"', daemon.state_file.read_text())
        daemon.stop()
        lines = [line.partition(": ")[2] for line in daemon.log.drain() if "memory" in line or "state.json" in line]
        self.assertEqual(len(lines), 2, lines)
        self.assertRegex(lines[0], "state.json' could not be written: No such file or directory")
        self.assertEqual(lines[1], "the memory can be stored again")

    def test_without_a_directory_it_is_kept_in_ram_and_that_is_said(self):
        program = self.program()
        program.start(STATE_DIRECTORY="")
        program.log.wait_for("no state directory is given, so the memory is kept in RAM")
        program.wait_for_round()
        self.sandbox.clear_log()
        program.round()
        self.assert_gandi_not_asked()

    def test_a_quiet_round_does_not_write_it(self):
        daemon = self.daemon()
        before = daemon.state_file.stat()
        daemon.round()
        after = daemon.state_file.stat()
        self.assertEqual((before.st_ino, before.st_mtime_ns), (after.st_ino, after.st_mtime_ns))

    def test_it_is_for_its_owner_only(self):
        daemon = self.daemon()
        self.assertEqual(daemon.state_file.stat().st_mode & 0o777, 0o600)
        self.assertEqual([path.name for path in daemon.state_dir.iterdir()], ["state.json"])


class LastingFaults(SystemTest):
    """One message when a fault begins and one when it ends, however many rounds it lasts."""

    def count_of(self, daemon, pattern, fault, mend):
        fault()
        for _ in range(4):
            daemon.round()
        mend()
        daemon.round()
        daemon.round()
        daemon.stop()
        return in_log(daemon, pattern)

    def test_no_quorum(self):
        daemon = self.daemon()
        for pattern, expected in (("warning: no quorum for IPv4", 1), ("quorum for IPv4 again", 1)):
            count = self.count_of(daemon, pattern, lambda: self.sandbox.provider("*", kind="reset"),
                                  lambda: self.sandbox.provider("*"))
            self.assertEqual(count, expected, daemon.log.seen)
            daemon.start()
            daemon.wait_for_round()

    def test_a_gandi_that_is_down(self):
        daemon = self.daemon()
        self.sandbox.world(ipv4=SECOND)
        count = self.count_of(daemon, "could not update 'home.example.com': Gandi has a fault of its own",
                              lambda: self.sandbox.fault("*", times=0, status=503), self.sandbox.clear_faults)
        self.assertEqual(count, 1, daemon.log.seen)
        self.assertEqual(in_log(daemon, "warning|error"), 1, daemon.log.seen)
        self.assertEqual(in_log(daemon, f"'home.example.com' is up to date again: {SECOND}"), 1)
        self.assertEqual(self.address_of("home"), SECOND)

    def test_a_gandi_that_is_down_now_in_this_way_and_now_in_that(self):
        daemon = self.daemon()
        self.sandbox.world(ipv4=SECOND)
        ways = ({"status": 503}, {"drop": "before"}, {"status": 500}, {"drop": "before"})
        for way in ways:
            self.sandbox.fault("domain.info", **way)
        for _ in ways:
            self.assertIn("cannot update 'home.example.com': ", daemon.round())
        daemon.round()
        daemon.stop()
        self.assertEqual(in_log(daemon, "could not update"), 1, daemon.log.seen)
        self.assertEqual(in_log(daemon, "is up to date again"), 1, daemon.log.seen)

    def test_a_refused_key_is_one_error_for_all_records(self):
        names = [f"host{number}" for number in range(8)]
        daemon = self.program(domains={"example.com": names})
        self.sandbox.fault("domain.info", times=0, fault=510150)
        daemon.start()
        daemon.wait_for_round()
        count = self.count_of(daemon, "error: could not update .* and 3 more: Gandi does not know this API key",
                              lambda: None, self.sandbox.clear_faults)
        self.assertEqual(count, 1, daemon.log.seen)
        self.assertEqual(in_log(daemon, "could not update"), 1)

    def test_a_provider_that_keeps_lying(self):
        daemon = self.program(quorum=11)
        self.sandbox.provider("p01", kind="address", address="8.8.4.4")
        daemon.start()
        count = self.count_of(daemon, "warning: 'operator-01' says that our address is 8.8.4.4, but 11 operators",
                              daemon.wait_for_round, lambda: None)
        self.assertEqual(count, 1, daemon.log.seen)


class Thrift(SystemTest):
    def descriptors_over_rounds(self, daemon):
        """Of five rounds: the socket by which the end of one was told may be about to be closed."""
        counts = []
        for _ in range(5):
            daemon.round()
            counts.append(len(list(Path(f"/proc/{daemon.process.pid}/fd").iterdir())))
        return counts

    def test_one_thread_and_no_descriptor_that_stays_over_fifty_rounds(self):
        daemon = self.daemon()
        self.sandbox.provider("p01", kind="reset")
        self.sandbox.provider("p02", kind="html")
        self.sandbox.provider("p03", kind="address", address="8.8.4.4")
        before = max(self.descriptors_over_rounds(daemon))
        for number in range(40):
            if number % 10 == 0:
                self.sandbox.world(ipv4=SECOND if number % 20 else FIRST)
            daemon.round()
        self.assertLessEqual(min(self.descriptors_over_rounds(daemon)), before)
        self.assertEqual(len(list(Path(f"/proc/{daemon.process.pid}/task").iterdir())), 1)

    def test_no_descriptor_of_a_command_stays(self):
        daemon = self.program()
        daemon.say_address(FIRST)
        daemon.start()
        daemon.wait_for_round()
        before = max(self.descriptors_over_rounds(daemon))
        for _ in range(20):
            daemon.round()
        self.assertLessEqual(min(self.descriptors_over_rounds(daemon)), before)
        children = Path(f"/proc/{daemon.process.pid}/task/{daemon.process.pid}/children").read_text()
        self.assertEqual(children, "")


if __name__ == "__main__":
    unittest.main()
