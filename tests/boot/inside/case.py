"""What the tests of the service stand on: an Internet with Gandi in it, and the package as an operator has set it up."""

from __future__ import annotations

import json
import shutil
import sys
import unittest
from pathlib import Path
from typing import Any

from machine import SOURCES, UNIT, USER, Journal, run, show, wait_until

sys.path.append(str(SOURCES / "tests/sandbox"))
from client import Sandbox  # noqa: E402
from leaks import Grant  # noqa: E402

CONFIG = Path("/etc/gandi-dyndnsd/config.json")
TOKEN_FILE = Path("/etc/gandi-dyndnsd/token")
TOKEN = "0123456789abcdef0123456789abcdef01234567"
RENEWED = "fedcba9876543210fedcba9876543210fedcba98"
FIRST, SECOND = "81.2.69.142", "81.2.69.160"
GANDI_PORT = "18443"  # always the same, for a memory that outlives a boot


class ServiceTest(unittest.TestCase):
    """At the beginning the service is stopped and knows nothing, and is configured for home.example.com. At the end all
    that any server was sent is searched for the credentials."""

    maxDiff = None
    sandbox: Sandbox

    @classmethod
    def setUpClass(cls) -> None:
        cls.sandbox = cls.enterClassContext(Sandbox("--dir", "/srv/sandbox", "--gandi-port", GANDI_PORT))

    def setUp(self) -> None:
        self.sandbox.world(ipv4=FIRST, ipv6=None)
        self.sandbox.provider("*")
        self.sandbox.clear_faults()
        self.sandbox.clear_log()
        self.sandbox.forget_heard()
        self.grant()
        self.addCleanup(self.assert_no_credential_elsewhere)
        self.sandbox.livedns(domains={"example.com": {"rrsets": [], "current": "livedns"}})
        self.gandi_knows(TOKEN)
        self.config: dict[str, Any] = {
            "token_file": str(TOKEN_FILE),
            "endpoint": self.sandbox.info["livedns"],
            "ca_file": self.sandbox.ca_file,
            "providers_file": self.sandbox.info["providers_file"],
            "domains": {"example.com": ["home"]},
            "interval": "1h",
        }
        self.configure()
        TOKEN_FILE.write_text(TOKEN + "\n")
        self.journal = Journal()
        self.addCleanup(self.journal.close)
        self.addCleanup(self.forget)

    def grant(self) -> None:
        """Where the tokens may be shown: at LiveDNS, and at the API beside it that tells name servers."""
        livedns = self.sandbox.info["livedns"]
        urls = (livedns, livedns.removesuffix("/livedns") + "/domain/domains")
        self.sandbox.grant(Grant(token, "Bearer", url) for token in (TOKEN, RENEWED) for url in urls)

    def assert_no_credential_elsewhere(self) -> None:
        self.assertEqual(self.sandbox.leaks(), [])

    def gandi_knows(self, token: str) -> None:
        """This token and no other."""
        rights = {"expires_in": 300 * 86400, "scope": ["domain:view", "domain:tech"]}
        self.sandbox.livedns(domains=self.sandbox.state()["livedns"]["domains"], tokens={token: rights})

    def configure(self, **config: Any) -> None:
        """Merges into the configuration; None takes a key away."""
        self.config = {key: value for key, value in (self.config | config).items() if value is not None}
        self.write_config(json.dumps(self.config))

    def write_config(self, text: str, path: Path = CONFIG) -> None:
        path.write_text(text)
        path.chmod(0o640)
        shutil.chown(path, "root", USER)

    def forget(self) -> None:
        run("systemctl", "stop", UNIT)
        run("systemctl", "reset-failed", UNIT, check=False)
        run("systemctl", "clean", "--what=state", UNIT)

    def start(self) -> None:
        """The service; returns when its first round has published the address."""
        run("systemctl", "start", UNIT)
        self.await_publication()

    def reload(self) -> None:
        """Returns when the daemon has done it; `systemctl reload` may return a moment earlier."""
        run("systemctl", "reload", UNIT)
        wait_until("reloaded", lambda: show("ActiveState") == "active")

    def ask_for_round(self) -> None:
        run("systemctl", "kill", "--signal=SIGUSR1", "--kill-whom=main", UNIT)

    def await_publication(self) -> dict[str, str]:
        return self.journal.wait_for("record-changed")

    def served(self, name: str = "home", domain: str = "example.com") -> list[str]:
        """The addresses that Gandi serves for it."""
        rrsets = self.sandbox.state()["livedns"]["domains"][domain]["rrsets"]
        return [value for rrset in rrsets if rrset["rrset_name"] == name for value in rrset["rrset_values"]]

    def writes(self) -> list[str]:
        """What Gandi was asked to change."""
        return [f"{entry['method']} {entry['path']}" for entry in self.sandbox.log()
                if entry["service"] == "livedns" and entry["method"] != "GET"]
