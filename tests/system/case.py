"""What the tests of the real program stand on: a sandbox for each class, put in order again before each test."""

from __future__ import annotations

import os
import ssl
import sys
import unittest
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "sandbox"))

from client import Sandbox  # noqa: E402
from program import Program  # noqa: E402

BINARY = os.environ["GANDI_DYNDNSD"]
KEY = "systemtestsystemtest1234"
FIRST, SECOND, THIRD = "81.2.69.142", "81.2.69.160", "81.2.69.170"
FIRST6, SECOND6 = "2a02:6b67::1", "2a02:6b67::2"
LIE = "8.8.4.4"

WRITES = {"domain.zone.version.new", "domain.zone.version.set", "domain.zone.version.delete"}
WRITES |= {"domain.zone.record.add", "domain.zone.record.update", "domain.zone.record.delete"}

Record = dict[str, Any]


def record(name: str, rrtype: str, value: str, ttl: int = 10800) -> Record:
    return {"name": name, "type": rrtype, "value": value, "ttl": ttl}


def a(name: str, value: str, ttl: int = 10800) -> Record:
    return record(name, "A", value, ttl)


MAIL = record("@", "MX", "10 mail.example.com.")


class SystemTest(unittest.TestCase):
    """At the beginning Gandi has example.com in zone 1001, with a mail record in it and no address. At the end all
    that any server was sent is searched for each credential: it may be where it was configured for, and nowhere else."""

    maxDiff = None
    sandbox: Sandbox
    sandbox_arguments: tuple[str, ...] = ()

    @classmethod
    def setUpClass(cls) -> None:
        cls.sandbox = cls.enterClassContext(Sandbox(*cls.sandbox_arguments))

    def setUp(self) -> None:
        self.sandbox.world(ipv4=FIRST, ipv6=FIRST6)
        self.sandbox.provider("*")
        self.sandbox.gandi("good")
        self.sandbox.latency(gandi_ms=0, providers_ms=0, handshake_ms=0)
        self.sandbox.clear_faults()
        self.sandbox.limit()
        self.sandbox.clear_load()
        self.sandbox.clear_log()
        self.sandbox.forget_heard()
        self.addCleanup(self.assert_no_credential_elsewhere)  # the last thing, after the end of all programs
        self.gandi_has({"1001": [MAIL]})

    def gandi_has(self, zones: dict[str, list[Record]], domains: dict[str, int | None] | None = None,
                  **traits: Any) -> None:
        """Zones by number; `domains` says which uses which; `traits` are those of every zone, such as owned."""
        uses = {"example.com": 1001} if domains is None else domains
        self.sandbox.classic(
            api_key=KEY,
            domains={domain: {"zone_id": zone_id} for domain, zone_id in uses.items()},
            zones={number: {"records": records, **traits} for number, records in zones.items()},
        )

    def program(self, **config: Any) -> Program:
        """Configured for home.example.com. What it started must have ended well when the test is over."""
        usual = {"api_key": KEY, "endpoint": self.sandbox.info["xmlrpc"], "domains": {"example.com": ["home"]}}
        program = self.enterContext(Program(BINARY, self.sandbox, **(usual | config)))
        self.addCleanup(self._see_its_end, program)
        return program

    def daemon(self, *arguments: str, **config: Any) -> Program:
        """After its first round."""
        program = self.program(**config)
        program.start(*arguments)
        program.wait_for_round()
        return program

    def _see_its_end(self, program: Program) -> None:
        if program.process is None:
            return
        if not program.is_end_known:
            self.assertEqual(program.stop(), 0, "exit status after SIGTERM, or of an end that came by itself")
        self.assertEqual(program.process.stdout.read(), "", "the daemon has nothing to say on stdout")

    def update(self, program: Program, *arguments: str, expect: int = 0) -> str:
        """One round by `update`; what it said."""
        done = program.run("update", *arguments)
        self.assertEqual(done.returncode, expect, done.stderr)
        return done.stderr + done.stdout

    def served(self, zone: str = "1001") -> dict[tuple[str, str], list[str]]:
        """What Gandi serves: the values of each name and type."""
        values: dict[tuple[str, str], list[str]] = {}
        for each in self.sandbox.state()["zones"][zone]["records"]:
            values.setdefault((each["name"], each["type"]), []).append(each["value"])
        return values

    def assert_no_credential_elsewhere(self) -> None:
        self.assertEqual(self.sandbox.leaks(), [])

    def address_of(self, name: str, rrtype: str = "A", zone: str = "1001") -> str | None:
        values = self.served(zone).get((name, rrtype), [None])
        self.assertEqual(len(values), 1, f"one {rrtype} record of {name}")
        return values[0]

    def ttl_of(self, name: str, zone: str = "1001") -> int:
        return next(r["ttl"] for r in self.sandbox.state()["zones"][zone]["records"] if r["name"] == name)

    def versions(self, zone: str = "1001") -> dict[str, list[Record]]:
        return self.sandbox.state()["zones"][zone]["versions"]

    def active_version(self, zone: str = "1001") -> int:
        return self.sandbox.state()["zones"][zone]["active"]

    def trust(self) -> ssl.SSLContext:
        """For a test that asks the sandbox as another program would."""
        return ssl.create_default_context(cafile=self.sandbox.ca_file)

    def calls(self, service: str = "xmlrpc", since: int = 0) -> list[str]:
        """The methods that Gandi was asked for, in order."""
        return [entry["call"] for entry in self.sandbox.log(since) if entry["service"] == service]

    def asked_providers(self) -> list[str]:
        return [entry["name"] for entry in self.sandbox.log() if entry["service"] == "provider"]

    def assert_gandi_not_asked(self) -> None:
        self.assertEqual(self.calls(), [])

    def assert_nothing_written(self) -> None:
        self.assertEqual([call for call in self.calls() if call in WRITES], [])
