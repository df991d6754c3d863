"""Replays the incidents, each a folder: what was really sent to clients that then published it, to the real program.

    incident_test.py [NAME...]
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "system"))

import incident  # noqa: E402
import namespace  # noqa: E402
import network  # noqa: E402
from case import SECOND, SECOND6, WRITES, SystemTest, a, record  # noqa: E402
from incident import Asked, Case, Incident  # noqa: E402
from name_server import NameServer  # noqa: E402
from program import Program  # noqa: E402

BEFORE = {"A": SECOND, "AAAA": SECOND6}  # what is served when the incident begins


class Replay(SystemTest):
    incident: Incident

    def replay(self, case: Case) -> None:
        self.mirror = self.enterContext(network.interface(case.interface)) if case.interface else ""
        self.gandi_has({"1001": [a("home", SECOND), record("home", "AAAA", SECOND6)]})
        if case.must_publish:
            self.sandbox.world(**{"ipv6" if ":" in case.must_publish else "ipv4": case.must_publish})
        program = self.program(**case.config)
        if case.ask:
            program.use_providers({"providers": self.play(case.ask, program.config.get("quorum", 3))})
        self.assert_good(program)
        self.assert_told(case, program)
        self.assert_published(case, program)

    def play(self, groups: list[Asked], quorum: int) -> list[dict]:
        """Lets the sandbox's providers, or name servers, behave as asked for; the list of them all."""
        listed, free = [], iter(self.sandbox.providers)
        for asked in groups:
            for operator in asked.operators:
                entry = self.ask_mirror() if asked.mirror else self.ask_dns(asked) if asked.dns else self.ask_web(asked, next(free), quorum)
                listed.append({"operator": operator, **entry})
        return listed

    def ask_web(self, asked: Asked, provider: dict, quorum: int) -> dict:
        if asked.sends:
            answers = [incident.pieces(self.file(name).read_bytes(), asked) for name in asked.sends]
            coded = [[base64.b64encode(piece).decode() for piece in answer] for answer in answers]
            # No second piece before as many have been asked as have to agree: they all have the first by then.
            pause = {"match": "provider:*", "count": quorum}
            self.sandbox.provider(provider["name"], kind="raw", answers=coded, pause=pause, ending=asked.ending)
        return {"url": provider["url"], "format": asked.format}

    def ask_mirror(self) -> dict:
        return {"url": self.mirror, "format": "text"}

    def ask_dns(self, asked: Asked) -> dict:
        records = "".join(self.file(name).read_text() for name in asked.sends)
        server = self.enterContext(NameServer(records))
        return {"dns": {**asked.dns, "servers": [server.address]}}

    def file(self, name: str) -> Path:
        return self.incident.folder / name

    def assert_good(self, program: Program) -> None:
        """A configuration that is refused would publish nothing for another reason."""
        done = program.run("check")
        self.assertEqual(done.returncode, 0, done.stderr)

    def assert_told(self, case: Case, program: Program) -> None:
        """What `test` says to a person, who sees everybody's answer."""
        self.sandbox.clear_log()
        done = program.run("test")
        self.assertEqual(done.returncode, 0 if case.must_publish else 69, done.stdout + done.stderr)
        webs = sum(len(asked.operators) for asked in case.ask if not (asked.dns or asked.mirror))
        self.assertEqual(len(set(self.asked_providers())), webs, "every one is asked")
        verdicts = [line for line in done.stdout.splitlines() if "address is" in line]
        self.assertEqual([f" address is {case.must_publish}:" in line for line in verdicts],
                         [True] if case.must_publish else [], done.stdout)
        for words in case.test:
            self.assertIn(words, done.stdout)

    def assert_published(self, case: Case, program: Program) -> None:
        """What the daemon does, round by round, and what it writes into its log."""
        expected = dict(BEFORE)
        if case.must_publish:
            expected["AAAA" if ":" in case.must_publish else "A"] = case.must_publish
        self.sandbox.clear_log()
        program.spawn()
        program.wait_for_notice("^READY=1")
        for number in range(1, case.rounds + 1):
            program.wait_for_round() if number == 1 else program.round()
            served = {rrtype: self.address_of("home", rrtype) for rrtype in BEFORE}
            self.assertEqual(served, expected, f"served after round {number}")
        self.assertEqual(program.stop(), 0)
        self.assert_written(1 if case.must_publish else 0)
        said = "\n".join(program.log.drain())
        for words in case.log:
            self.assertIn(words, said)

    def assert_written(self, times: int) -> None:
        writes = [entry for entry in self.sandbox.log() if entry["call"] in WRITES]
        self.assertEqual([entry["call"] for entry in writes].count("domain.zone.version.set"), times)
        for address in self.incident.never:
            self.assertNotIn(json.dumps(address), json.dumps([entry["params"] for entry in writes]))


def replay_of(told: Incident) -> type[Replay]:
    class Told(Replay):
        incident = told
        sandbox_arguments = ("--providers", str(max(1, *map(providers_of, told.cases))))

    for case in told.cases:
        name = "test_" + case.name.replace(" ", "_")
        assert not hasattr(Told, name), f"two cases are called '{case.name}'"
        setattr(Told, name, lambda self, case=case: self.replay(case))
    Told.__qualname__ = told.folder.name
    return Told


def providers_of(case: Case) -> int:
    return sum(len(asked.operators) for asked in case.ask)


def run(name: str) -> int:
    told = incident.load(name)
    if told.has_interface():
        namespace.enter()
    result = unittest.TextTestRunner(verbosity=2).run(unittest.defaultTestLoader.loadTestsFromTestCase(replay_of(told)))
    if not result.wasSuccessful():
        return 1
    return namespace.SKIPPED if len(result.skipped) == result.testsRun else 0


def main(chosen: list[str]) -> int:
    if len(chosen) == 1:
        return run(chosen[0])
    codes = [subprocess.run([sys.executable, __file__, name], check=False).returncode
             for name in chosen or incident.names()]
    return max(codes, key=lambda code: (code not in (0, namespace.SKIPPED), code), default=1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
