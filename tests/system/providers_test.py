"""Providers lie, fail and dawdle; `test` says how each did, and the round agrees on the truth or touches nothing."""

import unittest

from case import FIRST, FIRST6, LIE, SECOND, SystemTest, a

# Dots and digits as in real pages: an SVG path was once published as an address.
CHALLENGE = '<html><svg><path d="M4.1 2.2a1.2.1.1 0 0"/></svg><p>Security by 104.18.0.0 and 104.18.0.1</p></html>'


class ProviderTest(SystemTest):
    def answers(self, program, *arguments, expect=None):
        """By provider: its address, or its failure in words."""
        code, document = program.run_json("test", *arguments)
        if expect is not None:
            self.assertEqual(code, expect)
        names = {provider["url"]: provider["name"] for provider in self.sandbox.providers}
        return {names[answer["source"]]: answer.get("address") or answer["failure"]["detail"]
                for answer in document["detections"][0]["answers"]}

    def listed(self, *entries):
        """The sandbox's providers, with these keys in place of its own."""
        return {"providers": [{"url": p["url"], "operator": p["operator"], **entry}
                              for p, entry in zip(self.sandbox.providers, entries)]}

    def say(self, name, body, **behaviour):
        self.sandbox.provider(name, kind="body", body=body, **behaviour)


class Answers(ProviderTest):
    def test_every_way_to_fail_is_told_in_words_and_is_no_vote(self):
        elsewhere = self.sandbox.providers[11]["url"] + "elsewhere"
        ways = {
            "p01": ({"kind": "hang"}, "no answer from 'localhost' within 1 s"),
            "p02": ({"kind": "html"}, "not an address but '<!DOCTYPE html>"),
            "p03": ({"kind": "status", "status": 503}, "answered with HTTP status 503"),
            "p04": ({"kind": "drip", "latency_ms": 400}, "no answer from 'localhost' within 1 s"),
            "p05": ({"kind": "huge"}, "is longer than"),
            "p06": ({"kind": "reset"}, "localhost"),
            "p07": ({"kind": "address", "address": "192.168.1.2"}, "192.168.1.2 is not a public address"),
            "p08": ({"kind": "address", "address": FIRST6}, f"{FIRST6} is not an IPv4 address"),
            "p09": ({"kind": "redirect", "location": elsewhere}, "answered with HTTP status 302"),
        }
        for name, (behaviour, _) in ways.items():
            self.sandbox.provider(name, **behaviour)
        answers = self.answers(self.program(timeout="1s"), expect=0)
        for name, (_, sentence) in ways.items():
            with self.subTest(name):
                self.assertIn(sentence, answers[name])
        self.assertEqual([answers[name] for name in ("p10", "p11", "p12")], [FIRST] * 3)
        self.assertNotIn("/elsewhere", [entry["path"] for entry in self.sandbox.log()])

    def test_further_ways_to_say_nothing(self):
        bodies = {"p01": "", "p02": "\n", "p03": f"{FIRST} {SECOND}", "p04": "81.2.69.142.5", "p05": "081.2.69.142",
                  "p06": "0.0.0.0", "p07": "203.0.113.7", "p08": "224.0.0.1", "p09": f"{FIRST}\0"}
        for name, body in bodies.items():
            self.say(name, body)
        answers = self.answers(self.program(), expect=0)
        for name, body in bodies.items():
            with self.subTest(body):
                self.assertNotRegex(answers[name], r"^[\d.:]*$", "an address")
        self.assertEqual(len(answers), 12, "every one is asked")

    def test_what_comes_beside_the_body_has_its_limits(self):
        ways = {
            "p01": ({"X": ["y"] * 101}, "answer from 'localhost' has more than 100 headers"),
            "p02": ({"X": "y" * 20000}, "headers from 'localhost' are longer than 16384 bytes"),
            "p03": ({"Content-Encoding": "gzip"}, "is compressed or otherwise encoded, which was not asked for"),
        }
        for name, (headers, _) in ways.items():
            self.sandbox.provider(name, headers=headers)
        answers = self.answers(self.program(), expect=0)
        for name, (_, sentence) in ways.items():
            with self.subTest(name):
                self.assertIn(sentence, answers[name])

    def test_only_the_body_counts(self):
        liars = {"X-Your-IP": LIE, "Set-Cookie": [f"ip={LIE}; Path=/", f"last={LIE}"], "X-Forwarded-For": LIE}
        self.sandbox.provider("*", headers=liars, format="html")
        self.sandbox.provider("p01", kind="body", body="", headers=liars)
        program = self.program()
        program.use_providers(self.listed(*[{"format": "scan"}] * 12))
        answers = self.answers(program)
        self.assertEqual(set(answers.values()), {FIRST, answers["p01"]})
        self.assertNotIn(LIE, answers["p01"])

    def test_however_an_answer_is_cut_in_pieces_it_is_the_same(self):
        self.sandbox.provider("*", chunked=True)
        self.sandbox.provider("p01", kind="drip", latency_ms=2)
        self.sandbox.provider("p02", kind="drip", latency_ms=2, chunked=True)
        self.assertEqual(set(self.answers(self.program(), expect=0).values()), {FIRST})

    def test_each_format_finds_the_address_in_its_place_only(self):
        formats = [("json:/ip", "json"), ("line:ip=", "trace"), ("pattern:address is : ([0-9.]+)", "html"),
                   ("scan", "html"), ("text", "text")]
        for place, (_, form) in enumerate(formats, start=1):
            self.sandbox.provider(f"p{place:02}", format=form)
        program = self.program()
        program.use_providers(self.listed(*({"format": name} for name, _ in formats)))
        self.assertEqual(set(self.answers(program, expect=0).values()), {FIRST})
        self.sandbox.provider("*", kind="body", body=CHALLENGE)
        for name, answer in self.answers(program, expect=69).items():
            with self.subTest(name):
                self.assertNotRegex(answer, r"^[\d.]+$")

    def test_the_family_of_the_connection_is_the_one_asked_about(self):
        self.answers(self.program(ipv4=False, ipv6=True), expect=0)
        self.assertEqual({entry["family"] for entry in self.sandbox.log()}, {"ipv6"})
        self.sandbox.clear_log()
        self.answers(self.program(), expect=0)
        self.assertEqual({entry["family"] for entry in self.sandbox.log()}, {"ipv4"})

    def test_a_certificate_that_is_not_good_is_no_vote(self):
        for name, kind in (("p01", "wrong-host"), ("p02", "self-signed"), ("p03", "expired")):
            self.sandbox.provider(name, certificate=kind)
        answers = self.answers(self.program(), expect=0)
        for name in ("p01", "p02", "p03"):
            with self.subTest(name):
                self.assertIn("certificate of 'localhost' is not trusted", answers[name])
        self.assertFalse({"p01", "p02", "p03"} & set(self.asked_providers()), "none was told what we want")


class Redirects(ProviderTest):
    """p01 redirects its page "/" and, asked for any other, is honest."""

    def redirect(self, location, name="p01", **behaviour):
        self.sandbox.provider(name, kind="redirect", location=location, path="/", **behaviour)

    def answer(self, redirects=None, url=None, **config):
        """Of p01, as the others tell it; where `redirects` are followed."""
        program = self.program(**config)
        entry = {} if redirects is None else {"redirects": redirects}
        program.use_providers(self.listed(entry | ({"url": url} if url else {}), {}, {}, {}))
        answers = program.run_json("test")[1]["detections"][0]["answers"]
        answer = next(each for each in answers if each["operator"] in ("operator-01", "unauthenticated"))
        return answer.get("address") or answer["failure"]["detail"]

    def pages(self, name="p01"):
        return [entry["path"] for entry in self.sandbox.log() if entry["name"] == name]

    def test_none_is_followed_unless_it_is_configured(self):
        for status in (301, 302, 303, 307, 308):
            self.redirect("https://www.example.com/ip", status=status)
            with self.subTest(status):
                self.assertEqual(self.answer(), f"answered with HTTP status {status}, a redirect to "
                                 "'https://www.example.com/ip': set \"redirects\" for this provider, or its new URL")
        self.assertEqual(set(self.pages()), {"/"})

    def test_those_configured_are_followed_and_the_vote_stays_the_operators(self):
        self.gandi_has({"1001": [a("home", SECOND)]})
        for place in range(1, 4):
            self.redirect("/ip?of=us", f"p{place:02}", status=300 + place)
        program = self.program()
        program.use_providers(self.listed({"redirects": 1}, {"redirects": 2}, {"redirects": 3}))
        self.update(program)
        self.assertEqual(self.address_of("home"), FIRST)
        code, document = program.run_json("test")
        self.assertEqual((code, document["detections"][0]["verdict"]["operators"]),
                         (0, ["operator-01", "operator-02", "operator-03"]))

    def test_they_may_lead_to_another_server_in_the_same_family(self):
        self.redirect(self.sandbox.providers[5]["url"] + "ip")
        self.assertEqual(self.answer(redirects=1, ipv4=False, ipv6=True), FIRST6)
        self.assertEqual(self.pages("p06"), ["/ip"])
        self.assertEqual({entry["family"] for entry in self.sandbox.log()}, {"ipv6"})

    def test_no_more_than_are_allowed(self):
        for place in range(1, 6):
            self.redirect(self.sandbox.providers[place]["url"], f"p{place:02}")
        fourth = self.sandbox.providers[3]["url"]
        self.assertIn(f"redirected to '{fourth}': answered with HTTP status 302, a redirect to",
                      self.answer(redirects=3))
        self.assertEqual(len(self.pages("p04")), 2, "once as one of the list")
        self.assertEqual(self.pages("p05"), [])

    def test_a_page_that_redirects_to_itself_comes_to_an_end(self):
        self.redirect("/")
        self.assertIn("which is one more than", self.answer(redirects=3))
        self.assertEqual(self.pages(), ["/"] * 4)

    def test_https_is_not_left_for_plain_http(self):
        self.redirect(self.sandbox.providers[5]["url_http"])
        self.assertIn("which is not followed: it is not an https URL", self.answer(redirects=3))
        self.assertEqual(self.pages("p06"), [])

    def test_plain_http_is_not_redirected_at_all(self):
        self.redirect(self.sandbox.providers[5]["url"])
        self.assertIn("which is never followed from plain http: set the provider's new URL",
                      self.answer(url=self.sandbox.providers[0]["url_http"]))
        self.assertEqual(self.pages("p06"), [])

    def test_the_server_led_to_must_show_its_certificate_too(self):
        self.redirect(self.sandbox.providers[5]["url"])
        self.sandbox.provider("p06", certificate="self-signed")
        self.assertRegex(self.answer(redirects=1), "^redirected to 'https://localhost:.*': certificate of .* is not")
        self.assertEqual(self.pages("p06"), [])

    def test_all_together_have_the_one_timeout(self):
        for place in range(1, 4):
            self.redirect(self.sandbox.providers[place]["url"], f"p{place:02}", latency_ms=400)
        self.assertRegex(self.answer(redirects=3, timeout="1s"), "^redirected to .*: no answer from 'localhost' with")

    def test_what_an_answer_that_redirects_says_is_no_address(self):
        self.redirect(f"https://{LIE}@www.example.com/", headers={"X-Your-IP": LIE})
        said = self.answer(redirects=3)
        self.assertTrue(said.startswith("answered with HTTP status 302, a redirect to"), said)

    def test_a_strange_location_does_no_harm(self):
        for location in ("", "//", "https://", "https:///", "javascript:1", "/" + "x" * 9000, "\t\x0b", "/\u00e4", "%"):
            self.redirect(location)
            with self.subTest(location[:20]):
                said = self.answer(redirects=3)
                self.assertRegex(said, "answered with HTTP status 302|is not HTTP")
                self.assertLess(len(said), 400)


class Verdicts(ProviderTest):
    """Of `update`: what is published in spite of it all, and what is not."""

    def setUp(self):
        super().setUp()
        self.gandi_has({"1001": [a("home", SECOND)]})

    def assert_untouched(self, *sentences, **config):
        said = self.update(self.program(**config), expect=69)
        for sentence in sentences:
            self.assertIn(sentence, said)
        self.assert_gandi_not_asked()

    def test_the_last_honest_ones_are_enough(self):
        ways = [{"kind": "hang"}, {"kind": "reset"}, {"kind": "close"}, {"kind": "status"}, {"kind": "html"},
                {"kind": "huge"}, {"kind": "address", "address": "10.1.2.3"}, {"kind": "address", "address": LIE},
                {"kind": "drip", "latency_ms": 400}]
        for place, way in enumerate(ways, start=1):
            self.sandbox.provider(f"p{place:02}", **way)
        self.update(self.program(timeout="2s"))
        self.assertEqual(self.address_of("home"), FIRST)

    def test_two_who_lie_alike_are_outvoted(self):
        for name in ("p01", "p02"):
            self.sandbox.provider(name, kind="address", address=LIE)
        for _ in range(3):
            self.gandi_has({"1001": [a("home", SECOND)]})
            program = self.program()
            self.update(program)
            self.assertEqual(self.address_of("home"), FIRST)

    def test_everybody_telling_something_else_is_no_quorum(self):
        for place in range(1, 13):
            self.sandbox.provider(f"p{place:02}", kind="address", address=f"8.8.{place}.4")
        self.assert_untouched("no quorum for IPv4: best address has 1 of the 3 votes required, another has as many, 1")

    def test_a_tie_is_no_quorum(self):
        for place in range(1, 7):
            self.sandbox.provider(f"p{place:02}", kind="address", address=LIE)
        self.assert_untouched("best address has 6 of the 7 votes required, another has as many, "
                              "12 of 12 operators gave an address", quorum=7)

    def test_too_few_answers_say_how_near_it_was_and_why(self):
        for place in range(1, 11):
            self.sandbox.provider(f"p{place:02}", kind="status", status=503, latency_ms=500)
        self.assert_untouched("no quorum for IPv4: best address has 2 of the 12 votes required, 2 of 12 operators "
                              "gave an address (for instance 'operator-", "': answered with HTTP status 503); the records are "
                              "left alone", quorum=12)

    def test_silence_of_all_is_no_quorum(self):
        self.sandbox.provider("*", kind="hang")
        self.assert_untouched("no quorum for IPv4: no address has a vote, 3 are required, none of ", timeout="300ms")

    def test_a_dissenter_is_named(self):
        self.sandbox.provider("p01", kind="address", address=LIE)
        said = self.update(self.program(quorum=11))
        self.assertIn(f"'operator-01' says that our address is {LIE}, but 11 operators", said)

    def test_all_providers_of_one_operator_have_one_vote(self):
        program = self.program()
        program.use_providers(self.listed(*[{"operator": "one"}] * 10, {}, {}))
        for place in range(1, 11):
            self.sandbox.provider(f"p{place:02}", kind="address", address=LIE)
        self.update(program, expect=69)
        self.assert_gandi_not_asked()

    def test_all_that_is_asked_without_encryption_has_one_vote(self):
        program = self.program(quorum=2)
        urls = [p["url_http"] for p in self.sandbox.providers[:10]] + [p["url"] for p in self.sandbox.providers[10:]]
        program.use_providers({"providers": [{"url": url, "operator": f"operator {number}"}
                                             for number, url in enumerate(urls)]})
        for place in range(1, 11):
            self.sandbox.provider(f"p{place:02}", kind="address", address=LIE)
        self.update(program)
        self.assertEqual(self.address_of("home"), FIRST)

    def test_plain_http_alone_never_reaches_a_quorum_and_check_says_so(self):
        program = self.program()
        program.use_providers([provider["url_http"] for provider in self.sandbox.providers])
        done = program.run("check")
        self.assertEqual(done.returncode, 78)
        self.assertIn("all that are asked over plain http or by DNS count as one operator", done.stderr)

    def test_gandi_with_a_bad_certificate_gets_no_key(self):
        for kind in ("wrong-host", "self-signed", "expired"):
            with self.subTest(kind):
                self.sandbox.gandi(kind)
                said = self.update(self.program(), expect=69)
                self.assertIn("certificate of 'localhost' is not trusted", said)
                self.assert_gandi_not_asked()

    def test_without_our_root_nobody_is_trusted(self):
        program = self.program(ca_file=None)
        self.assertIn("is not trusted", self.update(program, expect=69))
        self.assertEqual(self.sandbox.log(), [])

    def test_openssls_variable_names_a_root_too(self):
        program = self.program(ca_file=None)
        done = program.run("update", SSL_CERT_FILE=self.sandbox.ca_file)
        self.assertEqual((done.returncode, self.address_of("home")), (0, FIRST), done.stderr)


if __name__ == "__main__":
    unittest.main()
