"""A credential that was replaced in the configuration goes where that configuration sends it, and nowhere else."""

import json
import unittest

from case import FIRST, KEY, SystemTest
from livedns_test import RENEWED, RIGHTS, TOKEN, YEAR, LiveDnsTest

OTHER_KEY = "abcdefghijklmnopqrstuvwx"


class Renewal(LiveDnsTest):
    """The old credential has expired, and the daemon reads its file again. Gandi would take the new one at either port."""

    def setUp(self):
        super().setUp()
        self.sandbox.livedns(domains={"example.com": {"rrsets": []}}, apikeys=[OTHER_KEY],
                             tokens={TOKEN: {"expired": True}, RENEWED: {"expires_in": YEAR, "scope": RIGHTS}})
        self.elsewhere = self.sandbox.info["elsewhere"]

    def sent(self, secret):
        """The doors at which it was heard."""
        return {each["door"] for each in self.sandbox.heard() if secret in each["data"]}

    def assert_kept_until_reload(self, program, secret):
        """The configuration was changed before the first round; the first was refused, the next one is as well."""
        for _ in range(2):
            self.assertIn("cannot update", program.round())
        self.assertEqual(self.sent(secret), set())
        program.log.wait_for("^(?!.*could not update).*('endpoint'|'api'|endpoint|other API).*reload")

    def test_a_token_with_another_endpoint_waits_for_a_reload(self):
        program = self.knowing(tokeninfo=self.sandbox.info["tokeninfo"])
        program.start()
        program.wait_for_notice("STATUS=.*invalid or has expired")
        program.configure(token=RENEWED, endpoint=self.elsewhere["livedns"], tokeninfo=self.elsewhere["tokeninfo"])
        self.assert_kept_until_reload(program, RENEWED)
        program.reload()
        program.wait_for_notice(f"STATUS={FIRST} in 1 record")
        self.assertEqual(self.sent(RENEWED), {"gandi elsewhere"})

    def test_a_token_in_its_file_too(self):
        program = self.knowing(token=None, token_file="token", tokeninfo=False)
        token_file = program.config_path.parent / "token"
        token_file.write_text(TOKEN)
        token_file.chmod(0o600)
        program.start()
        self.assertIn("invalid or has expired", program.wait_for_round())
        token_file.write_text(RENEWED)
        text = json.dumps(program.config | {"endpoint": self.elsewhere["livedns"]})
        program.config_path.write_text(text)  # both at once, so that the old endpoint is never granted the new token
        self.assert_kept_until_reload(program, RENEWED)
        program.reload()
        self.assertEqual(program.wait_for_round(), f"{FIRST} in 1 record")

    def test_a_key_with_another_api_waits_for_a_reload(self):
        program = self.knowing(tokeninfo=False)
        program.start()
        self.assertIn("invalid or has expired", program.wait_for_round())
        program.configure(token=None, api_key=KEY, api="xmlrpc", endpoint=self.sandbox.info["xmlrpc"])
        self.assert_kept_until_reload(program, KEY)
        program.reload()
        self.assertEqual(program.wait_for_round(), f"{FIRST} in 1 record")

    def test_a_key_of_another_kind_at_the_same_endpoint_waits_for_a_reload(self):
        program = self.knowing(tokeninfo=False)
        program.start()
        self.assertIn("invalid or has expired", program.wait_for_round())
        program.configure(token=None, api_key=OTHER_KEY, api="livedns")
        for _ in range(2):
            self.assertIn("cannot update", program.round())
        self.assertEqual(self.sent(f"Bearer {OTHER_KEY}"), set())
        program.reload()
        self.assertEqual(program.wait_for_round(), f"{FIRST} in 1 record")

    def test_a_token_at_the_same_endpoint_needs_none(self):
        program = self.knowing(tokeninfo=False)
        program.start()
        self.assertIn("invalid or has expired", program.wait_for_round())
        program.configure(token=RENEWED)
        program.round()
        self.assertEqual(program.wait_for_round(), f"{FIRST} in 1 record")
        program.log.wait_for("credential read again")


class FromXmlRpc(SystemTest):
    """The first users of this program come from there, and change to LiveDNS one day."""

    def test_a_token_is_never_shown_as_an_xmlrpc_key(self):
        self.sandbox.livedns(domains={"example.com": {"rrsets": []}}, tokens={TOKEN: {"scope": RIGHTS}})
        program = self.program(api_key=OTHER_KEY)  # which Gandi does not know
        program.say_address(FIRST)
        program.start()
        self.assertIn("Gandi does not know this API key", program.wait_for_round())
        program.configure(api_key=None, token=TOKEN, endpoint=self.sandbox.info["livedns"])
        for _ in range(2):
            self.assertIn("cannot update", program.round())
        self.assertNotIn(TOKEN, "".join(each["data"] for each in self.sandbox.heard()))
        program.reload()
        self.assertEqual(program.wait_for_round(), f"{FIRST} in 1 record")


class Replaced(LiveDnsTest):
    def test_after_a_reload_with_a_wrong_one_all_is_not_well(self):
        """What was confirmed with the old one is in doubt: nobody has asked with the new one."""
        program = self.knowing()
        program.start()
        self.assertEqual(program.wait_for_round(), f"{FIRST} in 1 record")
        program.configure(token=RENEWED)
        program.reload()
        self.assertIn("invalid or has expired", program.wait_for_round())
        self.assertIn("invalid or has expired", program.round())


if __name__ == "__main__":
    unittest.main()
