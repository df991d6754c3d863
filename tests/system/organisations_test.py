"""Domains at LiveDNS that belong to another organisation than the token's user has by default."""

import unittest

from case import FIRST, SECOND
from livedns_test import RIGHTS, TOKEN, YEAR, LiveDnsTest, rrset

OWNER = "7b3fa3f0-1111-4222-8333-444455556666"
OTHER = "99990000-1111-4222-8333-444455556666"
WAYS = ("header", "query", "either")  # of naming the organisation, of which Gandi may heed this one


class Organisations(LiveDnsTest):
    def owned(self, rrsets=(), *, told=OWNER, sharing="either", **traits):
        """example.com is the organisation's; `told` is what tokeninfo has."""
        self.sandbox.livedns(domains={"example.com": {"rrsets": list(rrsets), "sharing_id": OWNER}}, sharing=sharing,
                             tokens={TOKEN: {"expires_in": YEAR, "scope": RIGHTS, "sharing_id": told}}, **traits)

    def asking_tokeninfo(self, **config):
        return self.knowing(tokeninfo=self.sandbox.info["tokeninfo"], **config)

    def writes(self):
        return [e for e in self.sandbox.log() if e["service"] == "livedns" and e["method"] == "PUT"]

    def test_what_tokeninfo_tells_is_enough(self):
        for sharing in WAYS:
            with self.subTest(sharing):
                self.owned([rrset("home", SECOND)], sharing=sharing)
                said = self.update(self.asking_tokeninfo())
                self.assertIn(f"changed from {SECOND} to {FIRST}", said)
                self.assertEqual(self.rrsets()[("home", "A")], ([FIRST], 10800))

    def test_what_is_configured_is_enough_and_takes_the_place_of_what_tokeninfo_tells(self):
        for sharing in WAYS:
            for tokeninfo in (False, self.sandbox.info["tokeninfo"]):
                with self.subTest(sharing=sharing, tokeninfo=tokeninfo):
                    self.owned(told=OTHER, sharing=sharing)
                    self.update(self.knowing(tokeninfo=tokeninfo, sharing_id=OWNER.upper()))
                    self.assertEqual(self.rrsets(), {("home", "A"): ([FIRST], 300)})

    def test_an_api_key_has_no_tokeninfo_and_needs_what_is_configured(self):
        self.owned(apikeys=["livednskeylivednskey1234"])
        self.update(self.knowing(token=None, api="livedns", api_key="livednskeylivednskey1234", sharing_id=OWNER))
        self.assertEqual(self.rrsets(), {("home", "A"): ([FIRST], 300)})

    def test_without_it_the_organisation_is_spoken_of_and_nothing_is_created(self):
        for told, tokeninfo in ((OWNER, False), (OTHER, self.sandbox.info["tokeninfo"])):
            with self.subTest(tokeninfo=tokeninfo):
                self.owned(told=told)
                self.sandbox.clear_log()
                said = self.update(self.knowing(tokeninfo=tokeninfo), expect=78)
                self.assertRegex(said, "could not update 'home.example.com': .*organisation.*'sharing_id'")
                self.assertNotIn("spelling", said)
                self.assertEqual(self.writes(), [], "a 404 that does not name the record is none of its absence")

    def test_where_only_the_list_can_be_read_nothing_is_called_done(self):
        self.owned([rrset("home", SECOND), rrset("www", SECOND)])
        said = self.update(self.knowing(domains={"example.com": ["home", "www"]}), expect=78)
        self.assertIn("organisation", said)
        self.assertNotIn("changed from", said)
        self.assertEqual({tuple(values) for values, _ in self.rrsets().values()}, {(SECOND,)})

    def test_several_records_of_it_and_another_domain_that_is_the_users_own(self):
        own = {"rrsets": [rrset("home", SECOND)]}
        theirs = {"rrsets": [rrset("www", SECOND)], "sharing_id": OWNER}
        for sharing in WAYS:
            with self.subTest(sharing):
                self.sandbox.livedns(domains={"example.com": theirs, "example.net": own}, sharing=sharing,
                                     tokens={TOKEN: {"expires_in": YEAR, "scope": RIGHTS, "sharing_id": OWNER}})
                domains = {"example.com": ["@", "www", "*"], "example.net": ["home"]}
                self.update(self.asking_tokeninfo(domains=domains))
                self.assertEqual({(name, *values) for (name, _), (values, _) in self.rrsets().items()},
                                 {("@", FIRST), ("www", FIRST), ("*", FIRST)})
                self.assertEqual(self.rrsets("example.net"), {("home", "A"): ([FIRST], 10800)})

    def test_a_daemon_keeps_it_right(self):
        self.owned(sharing="header")
        program = self.asking_tokeninfo()
        program.start()
        self.assertEqual(program.wait_for_round(), f"{FIRST} in 1 record")
        program.say_address(SECOND)
        program.reload()
        self.assertEqual(program.wait_for_round(), f"{SECOND} in 1 record")
        self.assertEqual(self.rrsets(), {("home", "A"): ([SECOND], 300)})


if __name__ == "__main__":
    unittest.main()
