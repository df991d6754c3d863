"""Every test of the program ends with a search for credentials in all that was sent: here leaks are planted, and it finds them.

As nobody may have to think of it, it is part of SystemTest. What is searched, and what is excused, is in tests/sandbox/leaks.py.
"""

import base64
import http.client
import unittest
import urllib.parse

from case import KEY, SECOND, SystemTest
from leaks import AUTHINFO, DNS, Grant, find, note

TOKEN = "0123456789abcdef0123456789abcdef01234567"
OTHER = "fedcba9876543210fedcba9876543210fedcba98"
GANDI = "https://localhost:443/v5/livedns"
XMLRPC = "https://localhost:443/xmlrpc/"
GRANTS = {Grant(TOKEN, "Bearer", GANDI), Grant(KEY, "key", XMLRPC), Grant(KEY, "Apikey", GANDI)}
NAME = "<methodCall><methodName>domain.info</methodName>"


def request(target="/v5/livedns/domains", *headers, body=""):
    lines = [f"GET {target} HTTP/1.1", "Host: localhost", *headers, *([f"Content-Length: {len(body)}"] if body else [])]
    return "\r\n".join(lines) + "\r\n\r\n" + body


def call(secret, *more):
    params = "".join(f"<param><value><string>{each}</string></value></param>" for each in (secret, *more))
    return request("/xmlrpc/", body=f"{NAME}<params>{params}</params></methodCall>")


class Search(unittest.TestCase):
    """Of bytes as they were sent."""

    def leaks_in(self, *data, secure=True, port=443, secrets=(TOKEN, KEY)):
        return find([{"door": "gandi", "port": port, "secure": secure, "data": "".join(data)}], secrets, GRANTS)

    def test_a_credential_in_its_place_is_none(self):
        bearer = request("/v5/livedns/domains?page=1", f"Authorization: Bearer {TOKEN}")
        self.assertEqual(self.leaks_in(bearer, bearer, call(KEY, "example.com"), request(body="{}")), [])
        self.assertEqual(self.leaks_in(request("/v5/livedns", f"authorization: Apikey {KEY}")), [])

    def test_the_same_is_one_at_another_port_in_the_clear_or_at_another_path(self):
        bearer = f"Authorization: Bearer {TOKEN}"
        self.assertEqual(len(self.leaks_in(request("/v5/livedns", bearer), port=444)), 1)
        self.assertIn("in the clear", self.leaks_in(request("/v5/livedns", bearer), secure=False)[0])
        for path in ("/", "/v5/livednsx", "/tokeninfo", "/v5"):
            self.assertEqual(len(self.leaks_in(request(path, bearer))), 1, path)

    def test_a_credential_of_one_kind_is_none_of_another(self):
        for data in (call(TOKEN), request("/v5/livedns", f"Authorization: Bearer {KEY}"),
                     request("/v5/livedns", f"Authorization: Apikey {TOKEN}"), request("/v5/livedns", f"X-Api-Key: {KEY}")):
            self.assertEqual(len(self.leaks_in(data)), 1, data)

    def test_it_is_found_beside_its_place_too(self):
        bearer = f"Authorization: Bearer {TOKEN}"
        for data in (request(f"/v5/livedns?token={TOKEN}", bearer), request("/v5/livedns", bearer, f"X: {TOKEN}"),
                     request("/v5/livedns", bearer, bearer), request("/v5/livedns", bearer, body=TOKEN), call(KEY, KEY)):
            self.assertEqual(len(self.leaks_in(data)), 1, data)

    def test_in_other_spellings_and_in_pieces(self):
        odd = "pat_abc-123/+x=yz.0123"
        texts = [TOKEN.upper(), TOKEN[7:19], TOKEN.encode().hex(), urllib.parse.quote(odd, safe=""), odd,
                 *(base64.b64encode(b"u:" + b"x" * n + TOKEN.encode()).decode() for n in range(3))]
        for text in texts:
            with self.subTest(text):
                self.assertEqual(len(self.leaks_in(request(f"/?x={text}"), secrets=(TOKEN, odd))), 1)
        self.assertEqual(self.leaks_in(request("/?x=" + TOKEN[:9] + "-" + TOKEN[10:19])), [])

    def test_what_is_no_request_is_searched_and_excused_nothing(self):
        for data in (TOKEN, f"Authorization: Bearer {TOKEN}\r\n\r\n", f"\0\x16{KEY}", call(KEY)[:-60] + KEY):
            self.assertEqual(len(self.leaks_in(data)), 1, data)

    def test_whatever_is_shown_as_a_credential_is_one(self):
        wrong = request("/v5/livedns", f"Authorization: Bearer {OTHER}")
        self.assertEqual(len(self.leaks_in(wrong)), 1)
        self.assertEqual(len(self.leaks_in(call(OTHER))), 1)
        self.assertEqual(len(self.leaks_in(request("/", "Authorization: Basic " + base64.b64encode(KEY.encode()).decode()))), 1)

    def test_the_transfer_code_is_for_nobody(self):
        self.assertEqual(len(self.leaks_in(call(KEY, AUTHINFO))), 1)

    def test_one_that_is_too_short_is_refused(self):
        with self.assertRaises(ValueError):
            self.leaks_in(secrets=("short",))


class Planted(SystemTest):
    """Each is a test of its own, which is run, and has to fail for what it has sent."""

    def failures_of(self, plant):
        """Of a test that plants, with this class's sandbox."""
        class Inner(SystemTest):
            sandbox = self.sandbox

            @classmethod
            def setUpClass(cls):
                pass

            def runTest(inner):
                plant(inner)

        result = Inner().run()
        self.sandbox.forget_heard()  # else this test fails as well
        self.assertEqual(result.errors, [])
        return [text for _, text in result.failures]

    def assert_found(self, plant, *words):
        failures = self.failures_of(plant)
        self.assertEqual(len(failures), 1, failures)
        for word in words:
            self.assertIn(word, failures[0])

    def ask(self, url, **headers):
        """As a program would that is not ours."""
        known = urllib.parse.urlsplit(url)
        secure = known.scheme == "https"
        connection = (http.client.HTTPSConnection("localhost", known.port, context=self.trust()) if secure else
                      http.client.HTTPConnection("localhost", known.port))
        connection.request("GET", f"{known.path}?{known.query}", headers=headers)
        connection.getresponse().read()
        connection.close()

    def test_a_good_test_has_no_failure(self):
        self.assertEqual(self.failures_of(lambda test: test.update(test.program())), [])

    def test_the_key_in_a_providers_url(self):
        def plant(test):
            program = test.program(quorum=1)
            program.use_providers([f"{test.sandbox.providers[0]['url']}?key={KEY}"])
            test.update(program)

        self.assert_found(plant, "p01 was sent", f"/?key={KEY}")

    def test_the_key_at_another_endpoint_than_was_configured(self):
        def plant(test):
            program = test.program()
            test.update(program)
            program.grant = lambda: None  # so that it counts as configured elsewhere
            program.configure(endpoint=test.sandbox.info["elsewhere"]["xmlrpc"])
            test.update(program)

        self.assert_found(plant, "gandi elsewhere was sent")

    def test_a_token_by_anybody_to_anybody(self):
        bearer = {"Authorization": f"Bearer {TOKEN}"}
        provider, info = self.sandbox.providers[1], self.sandbox.info
        self.assert_found(lambda test: self.ask(provider["url"], **bearer), "p02 was sent", TOKEN)
        self.assert_found(lambda test: self.ask(provider["url_http"], **bearer), "p02 was sent", "in the clear")
        self.assert_found(lambda test: self.ask(info["tokeninfo"], **bearer), "gandi was sent")

    def test_one_that_gandi_knows_and_that_was_shown_as_none(self):
        def plant(test):
            test.sandbox.livedns(domains={}, tokens={TOKEN: {}})
            self.ask(test.sandbox.providers[0]["url"], **{"User-Agent": TOKEN[5:25]})

        self.assert_found(plant, "p01 was sent")

    def test_one_in_a_file_that_has_changed_in_the_meantime(self):
        def plant(test):
            program = test.program(api_key=None, api_key_file="key")
            for key in (OTHER, KEY):
                (program.config_path.parent / "key").write_text(key)
                program.run("check")
            self.ask(f"{test.sandbox.providers[0]['url']}?{OTHER}")

        self.assert_found(plant, "p01 was sent", OTHER)

    def test_in_a_question_to_a_name_server(self):
        self.assert_found(lambda test: note(DNS, f"127.0.0.1 {KEY}.example.com. A IN"), "a name server was sent")

    def test_though_the_log_was_cleared(self):
        def plant(test):
            self.ask(f"{test.sandbox.providers[0]['url']}?{KEY}")
            test.sandbox.clear_log()

        self.assert_found(plant, "p01 was sent")


class Changes(SystemTest):
    def test_a_key_that_was_changed_by_a_reload_may_be_shown_as_the_one_before(self):
        daemon = self.daemon()
        self.sandbox.classic(api_key="abcdefghijklmnopqrstuvwx", domains={"example.com": {"zone_id": 1001}},
                             zones={"1001": {"records": []}})
        daemon.configure(api_key="abcdefghijklmnopqrstuvwx")
        self.sandbox.world(ipv4=SECOND)
        daemon.reload()
        self.assertEqual(daemon.wait_for_round(), f"{SECOND} in 1 record")


if __name__ == "__main__":
    unittest.main()
