"""What a person is told when Gandi's XML-RPC says no, and with which exit code `update` ends."""

import unittest

from case import FIRST, KEY, MAIL, SECOND, SystemTest, a

NO_SUCH_KEY = "abcdefghijklmnopqrstuvwx"


class Faults(SystemTest):
    """The sandbox refuses for the reasons for which Gandi does."""

    def setUp(self):
        super().setUp()
        self.gandi_has({"1001": [MAIL, a("home", SECOND)]})

    def refused(self, exit_code, *sentences, **config):
        """One round fails, says so, and leaves everything as it is."""
        program = self.program(**config)
        program.say_address(FIRST)
        before = self.versions()
        said = self.update(program, expect=exit_code)
        self.assertEqual(said.count("could not update"), 1, said)
        for sentence in sentences:
            self.assertIn(sentence, said)
        self.assertEqual(self.versions(), before)
        self.assertNotIn(program.config.get("api_key", KEY), said)
        return said

    def test_a_domain_of_another_account(self):
        self.refused(78, "could not update 'home.example.net'", "not in this API key's Gandi account; check its "
                     "spelling, or use a key of the account that owns it (fault 510042)",
                     domains={"example.net": ["home"]})

    def test_a_key_that_gandi_does_not_know(self):
        self.refused(77, "Gandi does not know this API key", "LiveDNS keys are not known there", "(fault 510150)",
                     api_key=NO_SUCH_KEY)

    def test_a_key_that_is_cut_off(self):
        said = self.refused(77, "does not look like an API key", "this key has 20 characters, Gandi's XML-RPC keys have 24",
                            "(fault 501237)", api_key=KEY[:20])
        self.assertIn("warning: ", said)

    def test_a_token_in_the_keys_place(self):
        self.refused(77, "a Personal Access Token goes into 'token'", api_key="p4t" * 14)

    def test_a_zone_that_belongs_to_gandi(self):
        self.gandi_has({"1001": [MAIL, a("home", SECOND)]}, owned=False)
        self.refused(77, "uses a zone that this account does not own (Gandi's shared default zone); copy the "
                     "zone at Gandi and attach the copy to the domain (fault 581050)")

    def test_a_domain_without_a_zone(self):
        self.gandi_has({"1001": []}, {"example.com": None})
        self.refused(78, "'example.com' is not on Gandi's classic DNS", "it is on LiveDNS or elsewhere",
                     "use a Personal Access Token with \"api\": \"livedns\"")

    def test_a_zone_that_is_not_there(self):
        self.gandi_has({"1001": []}, {"example.com": 4711})
        self.refused(78, "Gandi has no such zone", "check at Gandi which zone the domain uses (fault 581042)")

    def test_a_name_that_gandi_takes_for_none(self):
        self.sandbox.fault("domain.info", fault=505237, string="Error on object : OBJECT_FQDN (CAUSE_BADPARAMETER)")
        self.refused(78, "the domain name is not valid; check 'domains' (fault 505237)")

    def test_a_ttl_beyond_gandis_limit(self):
        self.sandbox.fault("domain.zone.record.update", fault=581137, string="ttl greater than maximum")
        self.refused(78, "out of range; check 'ttl'", "(fault 581137: 'ttl greater than maximum')")

    def test_a_request_that_gandi_does_not_understand(self):
        self.sandbox.fault("domain.info", fault=1, string="Invalid XMLRPC input: mismatched tag")
        self.refused(78, "does not understand the request; check 'endpoint'", "(fault 1: 'Invalid XMLRPC input: ")

    def test_a_fault_of_gandis_own(self):
        self.sandbox.fault("domain.zone.record.update", fault=181042, string="Internal error")
        self.refused(75, "Gandi has a fault of its own (fault 181042: 'Internal error')")

    def test_a_fault_that_nobody_has_seen_before(self):
        self.sandbox.fault("domain.zone.version.new", fault=599999, string="Error on object : OBJECT_MOON")
        self.refused(78, "refuses the request", "(fault 599999: 'Error on object : OBJECT_MOON')")

    def test_a_right_that_is_missing_at_the_last_step(self):
        self.sandbox.fault("domain.zone.version.set", fault=581050)
        self.refused(77, "(fault 581050)")


class OneZone(SystemTest):
    """What is wrong with one record, or with the wishes for it, keeps no other from being updated."""

    def test_two_ttls_for_one_record_change_nothing_however_often(self):
        self.gandi_has({"1001": [MAIL, a("home", SECOND, 300)]}, {"example.com": 1001, "example.net": 1001})
        wishes = {"example.com": [{"name": "home", "ttl": 300}], "example.net": [{"name": "home", "ttl": 900}, "www"]}
        program = self.program(domains=wishes)
        program.say_address(FIRST)
        for _ in range(2):
            said = self.update(program, expect=78)
            self.assertIn("'home.example.com' and 'home.example.net' are one record, because their domains share a zone "
                          "at Gandi, and cannot have a TTL of 300 s and of 900 s", said)
        self.assertEqual((self.address_of("home"), self.address_of("www")), (SECOND, FIRST))
        self.assertEqual(sorted(self.versions()), ["1", "2"], "one for 'www', and none for 'home'")

    def test_a_value_that_is_no_address_holds_up_its_own_name_alone(self):
        self.gandi_has({"1001": [MAIL, a("home", "nowhere"), a("odd", "nowhere"), a("www", SECOND)]})
        program = self.program(domains={"example.com": ["home", "www"]})
        program.say_address(FIRST)
        said = self.update(program, expect=75)
        self.assertIn("the A record of 'home.example.com' holds 'nowhere', which is not an IPv4 address", said)
        self.assertEqual([self.address_of(name) for name in ("home", "odd", "www")], ["nowhere", "nowhere", FIRST])


class Http(SystemTest):
    """Gandi's web server, and whoever answers in its place, fails before XML-RPC begins."""

    def setUp(self):
        super().setUp()
        self.gandi_has({"1001": [MAIL, a("home", SECOND)]})

    def refused(self, exit_code, sentence, **config):
        program = self.program(**config)
        program.say_address(FIRST)
        before = self.versions()
        said = self.update(program, expect=exit_code)
        self.assertIn(sentence, said)
        self.assertNotIn("<", said)
        self.assertEqual(self.versions(), before)

    def test_an_error_page(self):
        self.sandbox.fault("domain.info", status=500)
        self.refused(75, "Gandi has a fault of its own (HTTP 500)")

    def test_a_plain_text_is_quoted(self):
        self.sandbox.fault("domain.info", status=502, body="upstream is\nsleeping")
        self.refused(75, "(HTTP 502: 'upstream is sleeping')")

    def test_too_many_requests(self):
        self.sandbox.fault("domain.info", status=429, headers={"Retry-After": "30"})
        self.refused(75, "Gandi asks for fewer requests (HTTP 429)")

    def test_a_redirect_is_not_followed(self):
        self.sandbox.fault("domain.info", status=301, headers={"Location": self.sandbox.providers[0]["url"]})
        self.refused(78, "a redirect, which is not followed (HTTP 301")
        self.assertEqual(self.asked_providers(), [])

    def test_a_wrong_path(self):
        self.refused(78, "Gandi cannot find what was asked for (HTTP 404); check 'domains' and 'endpoint'",
                     endpoint=self.sandbox.info["xmlrpc"] + "nowhere")

    def test_an_answer_without_end(self):
        self.sandbox.fault("domain.info", body="x" * 5_000_000)
        self.refused(75, "is longer than 4194304 bytes")

    def test_a_port_where_nobody_listens(self):
        self.refused(69, "connection to 'localhost' (", endpoint="https://localhost:1/xmlrpc/")

    def test_a_host_that_does_not_exist(self):
        self.refused(69, "nowhere.invalid", endpoint="https://nowhere.invalid/xmlrpc/", timeout="2s")


class OtherAnswers(SystemTest):
    """XML that is well-formed, and not what was asked for."""

    def test_none_is_taken_for_something_else(self):
        program = self.program()
        program.say_address(FIRST)
        self.gandi_has({"1001": [MAIL, a("home", SECOND)]})
        before = self.versions()
        for method in ("domain.info", "domain.zone.record.list", "domain.zone.version.new"):
            for value in ("<string>hello</string>", "<array><data/></array>", "<struct></struct>", "<nil/>"):
                if (method, value) == ("domain.zone.record.list", "<array><data/></array>"):
                    continue  # an empty zone is a good answer
                with self.subTest(method=method, value=value):
                    self.sandbox.clear_faults()
                    self.sandbox.fault(method, body="<?xml version='1.0'?><methodResponse><params><param><value>"
                                       f"{value}</value></param></params></methodResponse>")
                    done = program.run("update")
                    self.assertIn("could not update 'home.example.com'", done.stderr)
                    self.assertIn(done.returncode, (75, 78))
                    self.assertEqual(self.versions(), before)


if __name__ == "__main__":
    unittest.main()
