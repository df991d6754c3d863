"""A token that LiveDNS refuses by 403, which may mean two things: tokeninfo knows which."""

import unittest

from livedns_test import RIGHTS, TOKEN, YEAR, LiveDnsTest


class Forbidden(LiveDnsTest):
    def refused(self, *, tokeninfo=True, **traits):
        """What is said of a record that a token of these traits cannot update."""
        self.live({"example.com": []}, tokens={TOKEN: {"expires_in": YEAR, "scope": RIGHTS} | traits})
        url = self.sandbox.info["tokeninfo"] if tokeninfo else False
        said = self.update(self.knowing(tokeninfo=url), expect=77)
        self.assertEqual(said.count("could not update"), 1, said)
        self.assertNotIn(TOKEN, said)
        self.assertEqual(self.rrsets(), {})
        return said

    def test_an_expired_token_is_called_so_where_tokeninfo_does_not_know_it(self):
        said = self.refused(expired=403)
        self.assertRegex(said, "token has expired|not know the token")
        self.assertIn("make a new token at Gandi", said)
        self.assertNotIn("no access to", said)

    def test_a_token_without_right_is_called_so_where_tokeninfo_knows_it(self):
        said = self.refused(forbidden_domains=["example.com"])
        self.assertIn("has no access to 'example.com'", said)
        self.assertNotRegex(said, "expired|make a new token")

    def test_where_nobody_tells_both_are_named(self):
        for traits in ({"expired": 403}, {"forbidden_domains": ["example.com"]}):
            with self.subTest(traits):
                self.assertRegex(self.refused(tokeninfo=False, **traits), "no access to 'example.com'.*expired")
        self.sandbox.fault("GET /tokeninfo", times=0, status=500)
        self.assertRegex(self.refused(expired=403), "no access to 'example.com'.*expired")

    def test_the_status_of_a_daemon_says_which_too(self):
        self.live({"example.com": []}, tokens={TOKEN: {"expired": 403}})
        program = self.knowing(tokeninfo=self.sandbox.info["tokeninfo"])
        program.start()
        program.wait_for_notice("STATUS=.*(token has expired|not know the token)")

    def test_test_says_a_refused_token_with_its_exit_code(self):
        self.live({"example.com": []}, tokens={TOKEN: {"expired": 403}})
        program = self.knowing(tokeninfo=self.sandbox.info["tokeninfo"])
        done = program.run("test")
        self.assertEqual(done.returncode, 77)
        self.assertRegex(done.stdout, "(?m)^Gandi: .*token.*; make a new token at Gandi")
        code, document = program.run_json("test")
        self.assertEqual((code, [each["exit_code"] for each in document["account"]["problems"]]), (77, [77]))


if __name__ == "__main__":
    unittest.main()
