"""Lists that page in ways that nobody has documented: what is looked for is found, and the reading ends."""

import unittest
import xmlrpc.client

from case import FIRST, KEY, LIE, MAIL, SECOND, SystemTest, a
from livedns_test import LiveDnsTest, rrset

MANY = 70  # records, besides those looked for


class LiveDns(LiveDnsTest):
    """Two names are looked for, so that the list is read: one is on its last page, and one is not there."""

    def setUp(self):
        super().setUp()
        self.others = [rrset(f"other{number}", LIE) for number in range(MANY)]

    def paged(self, *, more=(), **manners):
        self.live({"example.com": [*self.others, *more, rrset("home", SECOND)]}, **manners)

    def update_two(self, expect=0):
        said = self.update(self.knowing(domains={"example.com": ["home", "new"]}), expect=expect)
        self.assertEqual({name: self.rrsets()[(name, "A")][0] for name in ("home", "new")}, {"home": [FIRST], "new": [FIRST]})
        self.assertEqual(len(self.rrsets()), MANY + 2)
        return said

    def lists(self):
        return [e for e in self.sandbox.log() if e["service"] == "livedns" and e["path"].endswith("/records")]

    def test_however_its_length_is_told_or_not(self):
        for total in ("total-count", "X-total-count", "Total-Count", None):
            for size in (30, 35, 1000):
                with self.subTest(total=total, size=size):
                    self.paged(lists={"size": size, "most": size, "beyond": "cut", "total": total})
                    self.update_two()

    def test_the_same_page_for_ever_is_read_twice_at_most(self):
        for manners in ({"ignores": ["page"]}, {"ignores": ["page", "per_page"]}):
            with self.subTest(manners):
                self.paged(lists={"total": None}, **manners)
                self.sandbox.clear_log()
                self.update_two()
                self.assertLessEqual(len(self.lists()), 4, "two before the writes and two after them")

    def test_the_same_page_for_ever_that_tells_of_more_ends_too(self):
        self.paged(lists={"size": 30}, ignores=["page", "per_page"])
        self.update(self.knowing(domains={"example.com": ["other1", "other2"]}))
        self.assertEqual((self.rrsets()[("other1", "A")][0], self.rrsets()[("other2", "A")][0]), ([FIRST], [FIRST]))
        self.sandbox.clear_log()
        self.knowing(domains={"example.com": ["home", "new"]}).run("update")
        self.assertLessEqual(len(self.lists()), 4)

    def test_a_page_size_that_is_refused_is_not_asked_for(self):
        self.paged(lists={"size": 30}, refuses=["per_page"])
        self.update_two()
        refused = [e for e in self.lists() if e["status"] == 400]
        self.assertEqual(len(refused), 1, "it is remembered for the rest of the run")

    def test_a_page_size_that_is_too_large_is_not_asked_for(self):
        self.paged(lists={"size": 30, "most": 100})
        self.update_two()

    def test_a_ttl_that_is_not_told_of_a_foreign_name_does_not_matter(self):
        self.paged(without_ttl=["other1", "other2"])
        self.update_two()
        self.assertEqual(self.rrsets()[("home", "A")], ([FIRST], 10800))

    def test_a_ttl_that_is_not_told_of_our_own_is_no_difference(self):
        self.live({"example.com": [rrset("home", FIRST), rrset("www", FIRST)]}, without_ttl=["home"])
        self.update(self.knowing(domains={"example.com": ["home", "www"]}))
        self.assertEqual([each for each in self.requests() if not each.startswith("GET")], [])

    def test_a_value_that_is_no_address_blocks_its_name_alone(self):
        self.paged(more=[rrset("odd", "not an address")])
        done = self.knowing(domains={"example.com": ["odd", "home"]}).run("update")
        self.assertIn(done.returncode, (75, 78))
        said = done.stderr
        self.assertIn("could not update 'odd.example.com'", said)
        self.assertEqual(said.count("could not update"), 1, said)
        self.assertEqual((self.rrsets()[("odd", "A")][0], self.rrsets()[("home", "A")][0]), (["not an address"], [FIRST]))


class XmlRpc(SystemTest):
    def setUp(self):
        super().setUp()
        self.names = ["home", *(f"host{number}" for number in range(5))]
        self.others = [a(f"other{number}", LIE) for number in range(MANY)]

    def update_all(self, names=None, **manners):
        """All of our names are at the end of the zone."""
        self.gandi_stores([MAIL, *self.others, *(a(name, SECOND) for name in self.names)], **manners)
        program = self.program(domains={"example.com": names or self.names})
        program.say_address(FIRST)
        self.update(program)
        self.assertEqual({self.address_of(name) for name in names or self.names}, {FIRST})
        self.assertEqual(len(self.served()), MANY + 1 + len(self.names))

    def gandi_stores(self, records, *, id_type="string", **manners):
        zones = {"1001": {"records": records, "id_type": id_type}}
        self.sandbox.classic(api_key=KEY, domains={"example.com": {"zone_id": 1001}}, zones=zones, **manners)

    def test_pages_of_thirty_though_more_are_asked_for(self):
        for manners in ({"lists": {"size": 30, "most": 30, "beyond": "cut"}},
                        {"lists": {"size": 30}, "ignores": ["items_per_page"]}):
            for names in (None, ["home"]):
                with self.subTest(manners, names=names):
                    self.update_all(names, **manners)

    def test_the_same_page_for_ever(self):
        for names in (None, ["home"]):
            with self.subTest(names=names):
                self.update_all(names, ignores=["page"])

    def test_a_filter_that_is_ignored(self):
        for names in (None, ["home"]):
            with self.subTest(names=names):
                self.update_all(names, ignores=["name", "type"])

    def test_ids_of_either_kind_everywhere(self):
        for id_type in ("int", "string"):
            for numbers in ("int", "string"):
                with self.subTest(id_type=id_type, numbers=numbers):
                    self.update_all(id_type=id_type, numbers=numbers)

    def test_a_value_that_is_no_address_blocks_its_name_alone(self):
        self.gandi_stores([MAIL, a("odd", "not an address"), a("home", SECOND)])
        program = self.program(domains={"example.com": ["odd", "home"]})
        program.say_address(FIRST)
        done = program.run("update")
        self.assertIn(done.returncode, (75, 78))
        said = done.stderr
        self.assertIn("could not update 'odd.example.com'", said)
        self.assertEqual(said.count("could not update"), 1, said)
        self.assertEqual((self.address_of("odd"), self.address_of("home")), ("not an address", FIRST))

    def test_of_a_long_list_of_versions_no_live_one_is_ever_deleted(self):
        """Versions are listed thirty at a time, and the one that is live is on the second page."""
        self.gandi_stores([MAIL, a("home", SECOND)], lists={"size": 30, "most": 30, "beyond": "cut"})
        program = self.program()
        with xmlrpc.client.ServerProxy(self.sandbox.info["xmlrpc"], context=self.trust()) as proxy:
            versions = [proxy.domain.zone.version.new(KEY, 1001) for _ in range(34)]
            proxy.domain.zone.version.set(KEY, 1001, versions[-1])
        program.say_address(FIRST)
        for step in ("domain.zone.version.new", "domain.zone.record.update", "domain.zone.version.set"):
            for fault in ({"drop": "after"}, {"status": 502}):
                with self.subTest(step=step, fault=fault):
                    live = self.active_version()
                    self.sandbox.clear_faults()
                    self.sandbox.fault(step, **fault)
                    self.sandbox.clear_log()
                    program.run("update")
                    deleted = [e["params"][1] for e in self.sandbox.log() if e["call"] == "domain.zone.version.delete"]
                    self.assertFalse({live, self.active_version()} & set(deleted), deleted)
                    self.assertTrue({"1", *map(str, versions)} <= set(self.versions()), "those of others are left alone")
                    program.say_address(SECOND if self.address_of("home") == FIRST else FIRST)


if __name__ == "__main__":
    unittest.main()
