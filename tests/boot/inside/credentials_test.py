"""The credential in the service manager's keeping instead of a file in /etc/gandi-dyndnsd."""

import subprocess
import unittest
from pathlib import Path

from case import FIRST, RENEWED, SECOND, TOKEN, ServiceTest
from leaks import Grant
from machine import UNIT, DropIn, run, said, show, write

STORE = Path("/etc/credstore")
ENCRYPTED = Path("/etc/credstore.encrypted/gandi-dyndnsd.token")
API_KEY = "boottestboottestboot1234"


class Credentials(ServiceTest):
    def setUp(self):
        super().setUp()
        self.configure(token_file=None)

    def keep(self, name, secret):
        write(str(STORE / name), secret + "\n", 0o600)
        self.addCleanup((STORE / name).unlink)

    def test_a_token_in_the_credential_store_is_found_without_any_configuration(self):
        self.keep("gandi-dyndnsd.token", TOKEN)
        self.start()
        self.assertEqual(self.served(), [FIRST])

    def test_another_token_is_taken_by_a_restart(self):
        self.keep("gandi-dyndnsd.token", TOKEN)
        self.start()
        write(str(STORE / "gandi-dyndnsd.token"), RENEWED, 0o600)
        self.gandi_knows(RENEWED)
        self.sandbox.world(ipv4=SECOND)
        run("systemctl", "restart", UNIT)
        self.await_publication()
        self.assertEqual(self.served(), [SECOND])

    def test_an_api_key_in_the_credential_store_means_classic_dns(self):
        self.keep("gandi-dyndnsd.api-key", API_KEY)
        self.sandbox.grant({Grant(API_KEY, "key", self.sandbox.info["xmlrpc"])})
        self.sandbox.classic(api_key=API_KEY, domains={"example.com": {"zone_id": 1001}}, zones={"1001": {"records": []}})
        self.configure(endpoint=self.sandbox.info["xmlrpc"])
        self.start()
        records = self.sandbox.state()["zones"]["1001"]["records"]
        self.assertEqual([(record["name"], record["value"]) for record in records], [("home", FIRST)])

    def test_a_token_encrypted_for_this_host_is_decrypted_for_the_service_alone(self):
        ENCRYPTED.parent.mkdir(exist_ok=True)
        subprocess.run(["systemd-creds", "encrypt", "--name=gandi-token", "-", ENCRYPTED], input=TOKEN, text=True, check=True,
                       capture_output=True)
        self.addCleanup(ENCRYPTED.unlink)
        self.assertNotIn(TOKEN, ENCRYPTED.read_text())
        with self.as_the_unit_proposes():
            self.start()
            self.assertEqual(self.served(), [FIRST])
            self.assertNotEqual(run("setpriv", "--reuid=nobody", "--clear-groups", "cat",
                                    "/run/credentials/gandi-dyndnsd.service/gandi-token", check=False).returncode, 0)

    def as_the_unit_proposes(self):
        """The drop-in that the comment in the unit shows."""
        unit = said("systemctl", "cat", UNIT)
        line = next(line for line in unit.splitlines() if line.startswith("#   LoadCredentialEncrypted="))
        return DropIn("[Service]\n" + line.removeprefix("#   "))

    def test_a_credential_that_must_be_there_and_is_not_stops_the_start_for_good(self):
        with DropIn("[Service]\nLoadCredential=gandi-token:/nowhere/token\n"):
            self.assertNotEqual(run("systemctl", "start", UNIT, check=False).returncode, 0)
            self.assertEqual(show("ExecMainStatus"), "243")
            self.assertEqual((show("ActiveState"), show("NRestarts")), ("failed", "0"))

    def test_no_credential_at_all_is_said_with_the_ways_to_give_one(self):
        self.assertNotEqual(run("systemctl", "start", UNIT, check=False).returncode, 0)
        self.assertIn("no credential: configure token_file", show("StatusText"))


if __name__ == "__main__":
    unittest.main()
