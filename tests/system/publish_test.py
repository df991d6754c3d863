"""What is in the zone after a round, and what else was in it before: each by `update`."""

import unittest

from case import FIRST, FIRST6, MAIL, SECOND, SECOND6, SystemTest, a, record


class Publish(SystemTest):
    def knowing(self, address=FIRST, **config):
        """A program that has its address from a command: here it is Gandi that counts."""
        program = self.program(**config)
        program.say_address(address)
        return program

    def test_the_providers_address_is_published_over_tls(self):
        program = self.program(domains={"example.com": ["@", "home", "*", "a.b"]})
        said = self.update(program)
        self.assertIn(f"address of 'home.example.com' published: {FIRST} (new A record, TTL 300 s)", said)
        for name in ("@", "home", "*", "a.b"):
            self.assertEqual(self.address_of(name), FIRST)
        self.assertEqual(self.served()[("@", "MX")], [MAIL["value"]])

    def test_thirty_records_in_three_domains_take_one_version_per_zone(self):
        names = [f"host{number}" for number in range(10)]
        domains = {"example.com": 1001, "example.net": 1002, "example.org": 1003}
        self.gandi_has({"1001": [MAIL], "1002": [], "1003": [a(name, SECOND) for name in names]}, domains)
        program = self.knowing(domains={domain: names for domain in domains})
        self.update(program)
        for zone in ("1001", "1002", "1003"):
            self.assertEqual({self.address_of(name, zone=zone) for name in names}, {FIRST})
            self.assertEqual(sorted(self.versions(zone)), ["1", "2"])
        self.assertEqual(self.calls().count("domain.zone.version.set"), 3)

    def test_a_zone_that_two_domains_share_is_edited_once(self):
        self.gandi_has({"1001": [a("home", SECOND)]}, {"example.com": 1001, "example.net": 1001})
        program = self.knowing(domains={"example.com": ["home"], "example.net": ["home", "www"]})
        self.update(program)
        self.assertEqual((self.address_of("home"), self.address_of("www")), (FIRST, FIRST))
        self.assertEqual(self.calls().count("domain.zone.version.new"), 1)

    def test_an_existing_record_keeps_its_ttl(self):
        self.gandi_has({"1001": [a("short", SECOND, 300), a("long", SECOND, 10800)]})
        self.update(self.knowing(domains={"example.com": ["short", "long"]}, ttl=600))
        self.assertEqual((self.address_of("short"), self.address_of("long")), (FIRST, FIRST))
        self.assertEqual((self.ttl_of("short"), self.ttl_of("long")), (300, 10800))

    def test_a_new_record_has_the_configured_ttl(self):
        self.update(self.knowing(ttl=600))
        self.assertEqual(self.ttl_of("home"), 600)

    def test_a_records_own_ttl_is_applied_though_the_address_is_right(self):
        self.gandi_has({"1001": [a("home", FIRST, 10800)]})
        said = self.update(self.knowing(domains={"example.com": [{"name": "home", "ttl": 900}]}))
        self.assertIn("TTL of 'home.example.com' is now 900 s", said)
        self.assertEqual((self.address_of("home"), self.ttl_of("home")), (FIRST, 900))

    def test_several_values_become_one(self):
        self.gandi_has({"1001": [a("home", SECOND), a("home", FIRST), a("home", "8.8.4.4"), MAIL]})
        self.update(self.knowing())
        self.assertEqual(self.served(), {("home", "A"): [FIRST], ("@", "MX"): [MAIL["value"]]})

    def test_a_record_that_is_right_is_not_written(self):
        self.gandi_has({"1001": [a("home", FIRST)]})
        self.assertEqual(self.update(self.knowing()), "")
        self.assert_nothing_written()

    def test_record_ids_may_be_numbers_or_texts(self):
        for id_type in ("int", "string"):
            with self.subTest(id_type):
                self.gandi_has({"1001": [a("home", SECOND), a("home", "8.8.4.4"), MAIL]}, id_type=id_type)
                self.update(self.knowing())
                self.assertEqual(self.served()[("home", "A")], [FIRST])

    def test_a_zone_of_many_pages_is_read_to_its_end(self):
        many = [a(f"other{number}", "8.8.4.4") for number in range(620)]
        self.gandi_has({"1001": [*many[:150], a("home", SECOND), *many[150:], a("last", SECOND)]})
        self.update(self.knowing(domains={"example.com": ["home", "last"]}))
        self.assertEqual((self.address_of("home"), self.address_of("last")), (FIRST, FIRST))
        self.assertEqual(len(self.served()), 622)

    def test_a_large_zone_is_not_read_as_its_first_page_where_a_record_seems_missing(self):
        self.gandi_has({"1001": [a(f"other{number}", "8.8.4.4") for number in range(250)]})
        self.update(self.knowing(domains={"example.com": ["home", "www"]}))
        self.assertEqual(len(self.served()), 252)

    def test_a_name_in_upper_case_at_gandi_is_the_same_name(self):
        self.gandi_has({"1001": [a("HOME", SECOND)]})
        self.update(self.knowing())
        self.assertEqual([values for (name, _), values in self.served().items() if name.lower() == "home"], [[FIRST]])

    def test_an_alias_in_the_way_is_named_and_left_and_does_not_hold_back_the_others(self):
        self.gandi_has({"1001": [record("home", "CNAME", "elsewhere.example.net.")]})
        said = self.update(self.knowing(domains={"example.com": ["home", "www"]}), expect=78)
        self.assertIn("'home.example.com' is an alias (CNAME) of 'elsewhere.example.net.'", said)
        self.assertIn("delete the CNAME record at Gandi", said)
        self.assertEqual(self.served()[("home", "CNAME")], ["elsewhere.example.net."])
        self.assertEqual(self.address_of("www"), FIRST)

    def test_a_missing_record_is_an_error_where_it_must_not_be_created(self):
        self.gandi_has({"1001": [a("www", SECOND)]})
        program = self.knowing(create_missing=False, domains={"example.com": ["home", "www"]})
        said = self.update(program, expect=78)
        self.assertIn("'home.example.com' has no A record and 'create_missing' is false", said)
        self.assertEqual(self.served(), {("www", "A"): [FIRST]})

    def test_one_bad_domain_does_not_hold_back_the_other(self):
        program = self.knowing(domains={"example.com": ["home"], "example.net": ["home"]})
        said = self.update(program, expect=78)
        self.assertIn("could not update 'home.example.net'", said)
        self.assertEqual(self.address_of("home"), FIRST)

    def test_a_and_aaaa_take_one_version(self):
        self.update(self.program(ipv6=True))
        self.assertEqual((self.address_of("home"), self.address_of("home", "AAAA")), (FIRST, FIRST6))
        self.assertEqual(sorted(self.versions()), ["1", "2"])

    def test_an_ipv6_address_in_another_spelling_is_the_same(self):
        self.gandi_has({"1001": [a("home", FIRST), record("home", "AAAA", "2A02:6B67:0:0:0:0:0:1")]})
        self.update(self.program(ipv6=True))
        self.assert_nothing_written()

    def test_missing_ipv6_does_not_hold_back_ipv4(self):
        self.gandi_has({"1001": [record("home", "AAAA", SECOND6)]})
        self.sandbox.world(ipv6=None)
        done = self.program(ipv6=True).run("update")
        self.assertIn(done.returncode, (0, 69), "it depends on the machine's own addresses")
        self.assertRegex(done.stderr, "no quorum for IPv6: no address has a vote|this host has no global IPv6 address")
        self.assertEqual((self.address_of("home"), self.address_of("home", "AAAA")), (FIRST, SECOND6))

    def test_missing_ipv4_does_not_hold_back_ipv6(self):
        self.sandbox.world(ipv4=None)
        self.update(self.program(ipv6=True), expect=69)
        self.assertEqual(self.served()[("home", "AAAA")], [FIRST6])
        self.assertNotIn(("home", "A"), self.served())

    def test_types_are_chosen_by_the_record(self):
        names = [{"name": "four", "types": ["A"]}, {"name": "six", "types": ["AAAA"]}]
        self.update(self.program(ipv6=True, domains={"example.com": names}))
        self.assertEqual(set(self.served()), {("@", "MX"), ("four", "A"), ("six", "AAAA")})


if __name__ == "__main__":
    unittest.main()
