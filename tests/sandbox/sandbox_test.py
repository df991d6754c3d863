"""Tests the sandbox with Python's own xmlrpc.client, http.client and ssl."""

from __future__ import annotations

import base64
import concurrent.futures
import contextlib
import http.client
import json
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.parse
import xmlrpc.client
from email.utils import parsedate_to_datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from client import Sandbox  # noqa: E402

KEY = "abcdefghijklmnopqrstuvwx"
TOKEN = "token-of-forty-characters-or-so-0123456789"
IPV4, IPV6 = "81.2.69.142", "2a02:6b67::1"
REQUEST = b"GET / HTTP/1.1\r\n\r\n"
OWNER = "7b3fa3f0-1111-4222-8333-444455556666"  # an organisation
NO_SUCH_RESOURCE = {"code": 404, "cause": "Unknown", "message": "The resource does not exist"}
RECORDS = "/v5/livedns/domains/example.com/records"


def record(name: str, value: str, rrtype: str = "A", ttl: int | None = 300) -> dict:
    known = {"name": name, "type": rrtype, "value": value}
    return known if ttl is None else known | {"ttl": ttl}


def rrset(name: str, rrtype: str, *values: str, ttl: int = 300) -> dict:
    known = {"rrset_name": name, "rrset_type": rrtype, "rrset_ttl": ttl}
    return known | {"rrset_values": list(values)}


class SandboxTest(unittest.TestCase):
    """One sandbox for all tests of a class; each test sets up the state that it looks at."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.stderr = tempfile.TemporaryFile("w+")
        cls.sandbox = Sandbox("--providers", "4", stderr=cls.stderr)
        cls.context = ssl.create_default_context(cafile=cls.sandbox.ca_file)

    @classmethod
    def tearDownClass(cls) -> None:
        status = cls.sandbox.close()
        cls.stderr.seek(0)
        said = cls.stderr.read()
        cls.stderr.close()
        if status or said:
            raise AssertionError(f"the sandbox ended with {status} and said: {said}")

    def setUp(self) -> None:
        self.sandbox.clear_faults()
        self.sandbox.provider("*")
        self.sandbox.world(ipv4=IPV4, ipv6=IPV6)
        self.sandbox.latency(gandi_ms=0, providers_ms=0, handshake_ms=0)
        self.sandbox.gandi("good")
        self.sandbox.limit()
        self.sandbox.clear_load()
        self.sandbox.clear_log()

    def fetch(self, url: str, method: str = "GET", body=None, headers=(), host=None, timeout=5):
        """Status, body and headers of one request on a connection of its own."""
        parts = urllib.parse.urlsplit(url)
        if parts.scheme == "https":
            connection = http.client.HTTPSConnection(
                host or parts.hostname, parts.port, timeout=timeout, context=self.context
            )
        else:
            connection = http.client.HTTPConnection(
                host or parts.hostname, parts.port, timeout=timeout
            )
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        try:
            connection.request(method, target, body, dict(headers))
            response = connection.getresponse()
            return response.status, response.read(), response.headers
        finally:
            connection.close()

    def url(self, number: int = 0) -> str:
        return self.sandbox.providers[number]["url"]


class ProviderTest(SandboxTest):
    def test_answers_with_the_address_of_the_connections_family(self) -> None:
        hosts = {"127.0.0.1": IPV4}
        if socket.has_ipv6 and Path("/proc/net/if_inet6").exists():
            hosts["::1"] = IPV6
        for url in (self.url(), self.sandbox.providers[0]["url_http"]):
            for host, address in hosts.items():
                status, body, _ = self.fetch(url, host=host)
                self.assertEqual((status, body), (200, f"{address}\n".encode()))

    def test_moves(self) -> None:
        self.sandbox.world(ipv4="81.2.69.160")
        self.assertEqual(self.fetch(self.url(), host="127.0.0.1")[1], b"81.2.69.160\n")
        with self.assertRaisesRegex(ValueError, "no ipv6 address"):
            self.sandbox.world(ipv6="81.2.69.160")

    def test_speaks_each_format(self) -> None:
        found = {}
        for form in ("text", "json", "trace", "html"):
            self.sandbox.provider("p01", format=form)
            found[form] = self.fetch(self.url(), host="127.0.0.1")[1].decode()
        self.assertEqual(json.loads(found["json"])["ip"], IPV4)
        self.assertIn(f"\nip={IPV4}\n", found["trace"])
        self.assertIn(f"Your IP address is : {IPV4}\n", found["html"])

    def test_lies_and_breaks(self) -> None:
        cookie = {"Set-Cookie": ["__cf_bm=abc-1.0.1.1-def", "b=2"]}
        self.sandbox.provider("p01", kind="address", address="1.2.3.4", headers=cookie)
        status, body, headers = self.fetch(self.url())
        self.assertEqual((status, body), (200, b"1.2.3.4\n"))
        self.assertEqual(headers.get_all("Set-Cookie"), cookie["Set-Cookie"])
        self.sandbox.provider("p01", kind="status", status=403)
        status, body, _ = self.fetch(self.url())
        self.assertEqual(status, 403)
        self.assertIn(b"1.2.1.1", body)
        self.sandbox.provider("p01", kind="body", body="NO_RESPONSE_FROM_FUNCTION")
        self.assertEqual(self.fetch(self.url())[1], b"NO_RESPONSE_FROM_FUNCTION")
        self.sandbox.provider("p01", kind="redirect", location=self.url(1))
        status, _, headers = self.fetch(self.url())
        self.assertEqual((status, headers["Location"]), (302, self.url(1)))
        self.sandbox.provider("p01", kind="honest", chunked=True)
        status, body, headers = self.fetch(self.url(), host="127.0.0.1")
        self.assertEqual((body, headers["Transfer-Encoding"]), (f"{IPV4}\n".encode(), "chunked"))
        self.sandbox.provider("p01", kind="drip", latency_ms=1)
        self.assertEqual(self.fetch(self.url(), host="127.0.0.1")[1], f"{IPV4}\n".encode())

    def raw(self, *answers: list[bytes], **behaviour) -> None:
        coded = [[base64.b64encode(piece).decode() for piece in pieces] for pieces in answers]
        self.sandbox.provider("p01", kind="raw", answers=coded, **behaviour)

    def connect(self) -> ssl.SSLSocket:
        port = urllib.parse.urlsplit(self.url()).port
        return self.context.wrap_socket(
            socket.create_connection(("127.0.0.1", port), 5),
            server_hostname="localhost",
            suppress_ragged_eofs=False,
        )

    def test_sends_bytes_as_they_are_by_turns(self) -> None:
        odd = b"HTTP/1.1 299 Odd\r\nX: \xff\r\n\r\n"
        self.raw([odd], [b"rubbish"])
        with self.connect() as connection:
            seen = []
            for _ in range(3):
                connection.sendall(REQUEST)
                seen.append(connection.recv(4096))
        self.assertEqual(seen, [odd, b"rubbish", odd])

    def test_sends_a_piece_when_something_has_happened(self) -> None:
        self.raw([b"one", b"two"], pause={"match": "provider:p02", "count": 1}, ending="close")
        with self.connect() as connection:
            connection.sendall(REQUEST)
            self.assertEqual(connection.recv(4096), b"one")
            self.fetch(self.url(1))
            self.assertEqual((connection.recv(4096), connection.recv(4096)), (b"two", b""))

    def test_ends_without_farewell(self) -> None:
        self.raw([b"one", b"two"], ending="abort")
        with self.connect() as connection:
            connection.sendall(REQUEST)
            self.assertEqual((connection.recv(4096), connection.recv(4096)), (b"one", b"two"))
            with self.assertRaises(ssl.SSLError):
                connection.recv(4096)

    def test_misbehaves_on_one_page_alone(self) -> None:
        self.sandbox.provider("p01", kind="redirect", location="/ip", path="/")
        self.assertEqual(self.fetch(self.url())[0], 302)
        for page in ("ip", "?", "?x=/"):
            status = self.fetch(self.url() + page, host="127.0.0.1")[0]
            self.assertEqual(status, 200 if page == "ip" else 302, page)
        self.assertEqual(self.fetch(self.url() + "ip", host="127.0.0.1")[1], f"{IPV4}\n".encode())

    def test_gives_no_answer(self) -> None:
        self.sandbox.provider("p01", kind="close")
        with self.assertRaises(http.client.RemoteDisconnected):
            self.fetch(self.url())
        self.sandbox.provider("p01", kind="reset")
        with self.assertRaises(OSError):
            self.fetch(self.url())
        self.sandbox.provider("p01", kind="hang")
        with self.assertRaises(TimeoutError):
            self.fetch(self.url(), timeout=0.1)
        self.assertEqual([e["status"] for e in self.sandbox.log()], ["close", "hang"])

    def test_pours_without_end(self) -> None:
        self.sandbox.provider("p01", kind="huge")
        port = urllib.parse.urlsplit(self.url()).port
        connection = http.client.HTTPSConnection("localhost", port, context=self.context)
        connection.request("GET", "/")
        self.assertEqual(len(connection.getresponse().read(1 << 20)), 1 << 20)
        connection.close()
        self.assertEqual(self.fetch(self.url(1))[0], 200)

    def test_shows_bad_certificates(self) -> None:
        wanted = {"wrong-host": "mismatch", "self-signed": "self.signed", "expired": "expired"}
        for certificate, message in wanted.items():
            self.sandbox.provider("p01", certificate=certificate)
            with self.assertRaisesRegex(ssl.SSLCertVerificationError, message):
                self.fetch(self.url())
        self.sandbox.gandi("expired")
        with self.assertRaisesRegex(ssl.SSLCertVerificationError, "expired"):
            self.fetch(self.sandbox.info["livedns"])
        self.assertEqual(self.sandbox.log(), [])

    def test_is_late(self) -> None:
        self.sandbox.latency(providers_ms=[100, 0, 0, 0])
        began = time.monotonic()
        self.fetch(self.url(1))
        self.assertLess(time.monotonic() - began, 0.09)
        self.fetch(self.url(0))
        self.assertGreaterEqual(time.monotonic() - began, 0.1)

    def test_refuses_words_that_it_does_not_know(self) -> None:
        raw = {"kind": "raw", "answers": [["YQ=="]]}
        for behaviour in ({"kind": "honset"}, {"latency": 1}, {"kind": "address"}, {"kind": "raw"},
                          raw | {"answers": [[]]}, raw | {"answers": [["a"]]}, raw | {"ending": "never"},
                          raw | {"pause": {"match": "*"}}, {"path": 1}):
            with self.subTest(behaviour), self.assertRaises(ValueError):
                self.sandbox.provider("p01", **behaviour)
        with self.assertRaises(ValueError):
            self.sandbox.provider("p99")

    def test_waits_for_requests(self) -> None:
        self.sandbox.provider("p02", kind="hang")
        with concurrent.futures.ThreadPoolExecutor() as pool:
            waiting = pool.submit(self.sandbox.wait, "provider:p02", 1)
            request = pool.submit(self.fetch, self.url(1), timeout=0.2)
            self.assertEqual(waiting.result(), 1)
            self.assertIsInstance(request.exception(), TimeoutError)
        with self.assertRaises(TimeoutError):
            self.sandbox.wait("provider:p01", timeout=0.01)

    def test_keeps_connections_and_closes_idle_ones(self) -> None:
        port = urllib.parse.urlsplit(self.url()).port
        connection = http.client.HTTPSConnection("localhost", port, context=self.context)
        for _ in range(2):
            connection.request("GET", "/")
            connection.getresponse().read()
        self.assertEqual(len({e["connection"] for e in self.sandbox.log()}), 1)
        self.assertEqual(self.sandbox.close_connections(), 1)
        self.assertEqual(connection.sock.recv(1), b"")
        connection.close()


class XmlRpcTest(SandboxTest):
    def setUp(self) -> None:
        super().setUp()
        records = [record("@", IPV4), record("www", IPV4), record("mail", "mx", "CNAME")]
        zones = {"1001": {"records": records}, "1002": {"records": records, "owned": False}}
        zones["1003"] = {"records": records, "id_type": "int"}
        domains = {"example.com": {"zone_id": 1001}, "example.org": {"zone_id": None}}
        self.kept = {"api_key": KEY, "domains": domains, "zones": zones}
        self.sandbox.classic(**self.kept)
        self.proxy = xmlrpc.client.ServerProxy(
            self.sandbox.info["xmlrpc"], context=self.context, allow_none=True
        )
        self.addCleanup(lambda: self.proxy("close")())
        self.domain, self.zone = self.proxy.domain, self.proxy.domain.zone

    def refused(self, code: int, call, *params, key: str = KEY) -> None:
        with self.assertRaises(xmlrpc.client.Fault) as caught:
            call(key, *params)
        self.assertEqual(caught.exception.faultCode, code, caught.exception)

    def active(self, zone: int = 1001) -> list:
        return self.zone.record.list(KEY, zone, 0)

    def test_changes_a_zone_as_recorded(self) -> None:
        self.assertEqual(self.domain.info(KEY, "example.com")["zone_id"], 1001)
        before = self.active()
        version = self.zone.version.new(KEY, 1001)
        clone = self.zone.record.list(KEY, 1001, version)
        self.assertFalse({r["id"] for r in before} & {r["id"] for r in clone})
        fresh = record("www", "81.2.69.160")
        updated = self.zone.record.update(KEY, 1001, version, {"id": clone[1]["id"]}, fresh)
        self.assertEqual(updated, [fresh | {"id": clone[1]["id"]}])
        self.assertEqual(self.active(), before)
        self.assertIs(self.zone.version.set(KEY, 1001, version), True)
        self.assertEqual(self.active()[1], updated[0])
        self.assertEqual(self.sandbox.state()["zones"]["1001"]["active"], version)

    def test_info_is_like_a_real_one(self) -> None:
        info = self.domain.info(KEY, "example.org")
        self.assertIsNone(info["zone_id"])
        self.assertEqual(info["authinfo"], "SECRET-AUTHINFO")
        self.assertIsInstance(info["date_created"], xmlrpc.client.DateTime)
        call = xmlrpc.client.dumps((KEY, "example.org"), "domain.info")
        status, body, headers = self.fetch(self.sandbox.info["xmlrpc"], "POST", call)
        self.assertEqual((status, headers["Content-Type"]), (200, "text/xml"))
        self.assertTrue(body.startswith(b"<?xml version='1.0'?>\n"))
        self.assertIn(b"<nil/>", body)
        self.assertIn(b"20100102T03:04:05<", body)

    def test_gives_ids_of_both_types(self) -> None:
        ids = [r["id"] for r in self.active(1001)]
        self.assertTrue(all(isinstance(i, str) and int(i) > 2**31 for i in ids), ids)
        self.assertTrue(all(isinstance(r["id"], int) for r in self.active(1003)))
        opts = {"id": str(self.active(1003)[0]["id"])}
        self.assertEqual(len(self.zone.record.list(KEY, 1003, 0, opts)), 1)

    def test_refuses_keys(self) -> None:
        self.refused(501237, self.domain.info, "example.com", key="A" * 24)
        self.refused(501237, self.domain.info, "example.com", key="a" * 23)
        self.refused(510150, self.domain.info, "example.com", key="a" * 24)
        self.assertFalse(any(e["credential_ok"] for e in self.sandbox.log()))

    def test_refuses_what_is_not_there(self) -> None:
        self.refused(510042, self.domain.info, "example.net")
        self.refused(505237, self.domain.info, "example")
        self.refused(581042, self.zone.record.list, 999, 0)
        self.refused(581042, self.zone.record.list, 1001, 7)
        self.refused(581042, self.zone.version.set, 1001, 7)

    def test_refuses_wrong_types(self) -> None:
        self.refused(1, self.zone.record.list, "1001", 0)
        self.refused(1, self.zone.record.list, 1001, "0")
        self.refused(1, self.zone.record.list, 1001)
        self.refused(1, self.proxy.domain.nonsense)
        status, body, _ = self.fetch(self.sandbox.info["xmlrpc"], "POST", "<nonsense")
        self.assertEqual(status, 200)
        self.assertIn(b"Invalid XMLRPC input", body)

    def test_refuses_writing_to_zones_of_others(self) -> None:
        self.assertEqual(len(self.active(1002)), 3)
        self.refused(581050, self.zone.version.new, 1002)
        self.refused(581050, self.zone.record.add, 1002, 1, record("a", IPV4))

    def test_refuses_editing_the_active_version(self) -> None:
        for version in (0, 1):
            self.refused(581030, self.zone.record.add, 1001, version, record("a", IPV4))
            self.refused(581030, self.zone.record.delete, 1001, version, {})
            self.refused(581030, self.zone.version.delete, 1001, version)
            fresh = record("www", "81.2.69.160")
            self.refused(581030, self.zone.record.update, 1001, version, {"name": "www"}, fresh)
        self.assertEqual(len(self.active()), 3)

    def test_refuses_bad_records(self) -> None:
        version = self.zone.version.new(KEY, 1001)
        add = self.zone.record.add
        self.refused(581137, add, 1001, version, record("a", IPV4, ttl=299))
        self.refused(581137, add, 1001, version, record("a", IPV4, ttl=2592001))
        self.refused(581137, add, 1001, version, record("a", IPV6))
        self.refused(581137, add, 1001, version, record("a", IPV4, "AAAA"))
        self.refused(581137, add, 1001, version, record("", IPV4))
        self.refused(581137, add, 1001, version, record("a.example.com.", IPV4))
        self.refused(581117, add, 1001, version, record("mail", IPV4))
        self.refused(581117, add, 1001, version, record("www", "mx", "CNAME"))
        self.refused(1, add, 1001, version, {"name": "a", "type": "A"})

    def test_resets_a_missing_ttl(self) -> None:
        version = self.zone.version.new(KEY, 1001)
        added = self.zone.record.add(KEY, 1001, version, record("a", IPV4, ttl=None))
        self.assertEqual(added["ttl"], 10800)
        opts, fresh = {"name": "www", "type": "A"}, record("www", IPV4, ttl=None)
        updated = self.zone.record.update(KEY, 1001, version, opts, fresh)
        self.assertEqual(updated[0]["ttl"], 10800)

    def test_adds_an_identical_record_once_and_deletes(self) -> None:
        version = self.zone.version.new(KEY, 1001)
        first = self.zone.record.add(KEY, 1001, version, record("a", IPV4))
        self.assertEqual(self.zone.record.add(KEY, 1001, version, record("a", IPV4)), first)
        self.assertEqual(self.zone.record.delete(KEY, 1001, version, {"id": first["id"]}), 1)
        self.assertEqual(self.zone.record.delete(KEY, 1001, version, {}), 3)
        self.assertEqual(self.zone.record.list(KEY, 1001, version), [])
        self.assertIs(self.zone.version.delete(KEY, 1001, version), True)
        self.refused(581042, self.zone.record.list, 1001, version)
        self.assertEqual([v["id"] for v in self.zone.version.list(KEY, 1001)], [1])
        self.assertEqual(self.zone.version.new(KEY, 1001), version + 1)

    def test_filters_and_pages(self) -> None:
        many = [record(f"h{n}", IPV4) for n in range(250)]
        zones = {"1001": {"records": many}}
        self.sandbox.classic(api_key=KEY, domains={}, zones=zones)
        pages = [self.zone.record.list(KEY, 1001, 0, {"page": n}) for n in range(4)]
        self.assertEqual([len(page) for page in pages], [100, 100, 50, 0])
        self.assertEqual(len(self.active()), 100)
        listed = self.zone.record.list(KEY, 1001, 0, {"items_per_page": 500})
        self.assertEqual(len(listed), 250)
        opts = {"name": "h200", "type": "A"}
        self.assertEqual(self.zone.record.list(KEY, 1001, 0, opts)[0]["name"], "h200")
        self.assertEqual(self.zone.record.list(KEY, 1001, 0, opts | {"type": "AAAA"}), [])
        self.refused(1, self.zone.record.list, 1001, 0, {"nmae": "h200"})

    def test_injects_faults(self) -> None:
        match = "domain.zone.version.*"
        self.sandbox.fault(match, skip=1, times=2, fault=581042, string="Error")
        version = self.zone.version.new(KEY, 1001)
        self.refused(581042, self.zone.version.set, 1001, version)
        self.refused(581042, self.zone.version.set, 1001, version)
        self.assertTrue(self.zone.version.set(KEY, 1001, version))
        self.sandbox.fault("domain.info", times=0, status=502, body="down")
        for _ in range(2):
            with self.assertRaises(xmlrpc.client.ProtocolError):
                self.domain.info(KEY, "example.com")
        self.sandbox.clear_faults()
        self.domain.info(KEY, "example.com")

    def test_refuses_any_one_method(self) -> None:
        version = self.zone.version.new(KEY, 1001)
        fresh = record("fresh", IPV4)
        calls = {
            "domain.info": ("example.com",),
            "domain.zone.record.list": (1001, version),
            "domain.zone.record.add": (1001, version, fresh),
            "domain.zone.record.update": (1001, version, {"name": "www"}, record("www", IPV4)),
            "domain.zone.record.delete": (1001, version, fresh),
            "domain.zone.version.new": (1001,),
            "domain.zone.version.list": (1001,),
            "domain.zone.version.count": (1001,),
            "domain.zone.version.set": (1001, 1),
            "domain.zone.version.delete": (1001, version),
        }
        for method in calls:
            with self.subTest(method):
                self.sandbox.clear_faults()
                self.sandbox.refuse(method, fault=581042)
                self.refused(581042, getattr(self.proxy, method), *calls[method])
                self.refused(581042, getattr(self.proxy, method), *calls[method])
                others = set(calls) - {method, "domain.zone.version.delete"}
                for other in sorted(others):
                    getattr(self.proxy, other)(KEY, *calls[other])

    def test_tells_a_fault_of_what_took_effect(self) -> None:
        self.sandbox.fault("domain.zone.version.new", fault=181042, effect=True)
        self.refused(181042, self.zone.version.new, 1001)
        self.assertEqual(self.zone.version.count(KEY, 1001), 2)

    def test_drops_before_and_after(self) -> None:
        call = xmlrpc.client.dumps((KEY, 1001), "domain.zone.version.new")
        for when, versions in (("before", 1), ("after", 2)):
            self.sandbox.fault("domain.zone.version.new", drop=when)
            with self.assertRaises((OSError, http.client.HTTPException)):
                self.fetch(self.sandbox.info["xmlrpc"], "POST", call)
            self.assertEqual(len(self.zone.version.list(KEY, 1001)), versions)
        self.sandbox.fault("domain.zone.version.new", truncate=20)
        with self.assertRaises(http.client.IncompleteRead):
            self.fetch(self.sandbox.info["xmlrpc"], "POST", call)
        self.sandbox.fault("domain.zone.version.new", hang="after")
        with self.assertRaises(TimeoutError):
            self.fetch(self.sandbox.info["xmlrpc"], "POST", call, timeout=0.1)
        self.assertEqual(len(self.zone.version.list(KEY, 1001)), 4)

    def test_lets_another_writer_in(self) -> None:
        write = {"zone_id": 1001, "set": [record("www", "81.2.69.1")], "activate": True}
        self.sandbox.fault("domain.zone.version.set", write=write)
        mine = self.zone.version.new(KEY, 1001)
        self.zone.version.set(KEY, 1001, mine)
        zone = self.sandbox.state()["zones"]["1001"]
        self.assertEqual(zone["active"], mine)
        theirs = [r["value"] for r in zone["versions"][str(mine + 1)] if r["name"] == "www"]
        self.assertEqual(theirs, ["81.2.69.1"])

    def test_pages_as_a_test_chooses(self) -> None:
        zones = {"1001": {"records": [record(f"h{n}", IPV4) for n in range(70)]}}
        self.sandbox.classic(**self.kept | {"zones": zones, "lists": {"size": 30, "most": 40}})
        pages = [self.zone.record.list(KEY, 1001, 0, {"page": n}) for n in range(4)]
        self.assertEqual([len(page) for page in pages], [30, 30, 10, 0])
        self.assertEqual(len(self.zone.record.list(KEY, 1001, 0, {"items_per_page": 40})), 40)
        self.refused(1, self.zone.record.list, 1001, 0, {"items_per_page": 41})
        self.sandbox.classic(**self.kept | {"zones": zones, "lists": {"most": 40, "beyond": "cut"}})
        self.assertEqual(len(self.zone.record.list(KEY, 1001, 0, {"items_per_page": 41})), 40)

    def test_pages_the_list_of_versions(self) -> None:
        self.sandbox.classic(**self.kept | {"lists": {"size": 2}})
        for _ in range(4):
            self.zone.version.new(KEY, 1001)
        listed = [self.zone.version.list(KEY, 1001, {"page": n}) for n in range(4)]
        self.assertEqual([[v["id"] for v in page] for page in listed], [[1, 2], [3, 4], [5], []])
        self.assertEqual(len(self.zone.version.list(KEY, 1001)), 2)
        self.assertEqual(len(self.zone.version.list(KEY, 1001, {"items_per_page": 10})), 5)
        self.refused(1, self.zone.version.list, 1001, {"pages": 1})

    def test_ignores_and_refuses_parameters(self) -> None:
        self.sandbox.classic(**self.kept | {"ignores": ["items_per_page", "page", "name", "ttl"]})
        for opts in ({"items_per_page": 1}, {"page": 7}, {"name": "www"}):
            self.assertEqual(len(self.zone.record.list(KEY, 1001, 0, opts)), 3, opts)
        version = self.zone.version.new(KEY, 1001)
        self.assertEqual(self.zone.record.delete(KEY, 1001, version, {"name": "www"}), 1, "a filter, and no list")
        self.sandbox.classic(**self.kept | {"ignores": ["ttl"], "refuses": ["items_per_page"]})
        version = self.zone.version.new(KEY, 1001)
        self.assertEqual(self.zone.record.add(KEY, 1001, version, record("a", IPV4))["ttl"], 10800)
        self.refused(1, self.zone.record.list, 1001, 0, {"items_per_page": 10})

    def test_tells_ids_as_numbers_or_texts(self) -> None:
        for numbers, kind in (("int", int), ("string", str)):
            self.sandbox.classic(**self.kept | {"numbers": numbers})
            self.assertIs(type(self.domain.info(KEY, "example.com")["zone_id"]), kind)
            self.assertIsNone(self.domain.info(KEY, "example.org")["zone_id"])
            self.assertEqual(self.zone.version.new(KEY, 1001), kind(2))
            self.assertEqual([v["id"] for v in self.zone.version.list(KEY, 1001)], [kind(1), kind(2)])
        self.refused(1, self.zone.version.set, "1001", "2")

    def test_leaves_out_what_it_is_told_to(self) -> None:
        self.sandbox.classic(**self.kept | {"without_ttl": ["www"]})
        self.assertEqual(["ttl" in each for each in self.active()], [True, False, True])

    def test_keeps_a_value_that_is_none(self) -> None:
        zones = {"1001": {"records": [record("odd", "not an address"), record("www", IPV4)]}}
        self.sandbox.classic(**self.kept | {"zones": zones})
        self.assertEqual([each["value"] for each in self.active()], ["not an address", IPV4])

    def test_refuses_words_that_it_does_not_know(self) -> None:
        for wish in ({"list": {}}, {"lists": {"sise": 1}}, {"lists": {"beyond": "over"}}, {"numbers": "words"}):
            with self.subTest(wish), self.assertRaises(ValueError):
                self.sandbox.classic(**wish)

    def test_logs_calls_without_the_key_among_the_parameters(self) -> None:
        self.zone.record.list(KEY, 1001, 0, {"name": "www"})
        entry = self.sandbox.log()[-1]
        self.assertEqual(entry["call"], "domain.zone.record.list")
        self.assertEqual(entry["params"], [1001, 0, {"name": "www"}])
        self.assertEqual((entry["status"], entry["credential_ok"]), (200, True))
        self.assertEqual(self.sandbox.wait("xmlrpc:domain.zone.*"), 1)
        self.assertEqual(self.sandbox.log(since=entry["n"]), [])


class LiveDnsTest(SandboxTest):
    def setUp(self) -> None:
        super().setUp()
        self.store()

    def store(self, **more) -> None:
        rrsets = [rrset("@", "A", IPV4), rrset("www", "A", IPV4), rrset("mail", "CNAME", "mx")]
        domains = {"example.com": {"rrsets": rrsets}, "example.org": {"current": "classic"}}
        tokens = {TOKEN: {"expires_in": 1000}, "old": {"expired": True}}
        tokens["view"] = {"scope": ["domain:view"]}
        tokens["other"] = {"forbidden_domains": ["example.com"]}
        self.sandbox.livedns(domains=domains, tokens=tokens, apikeys=[KEY], **more)

    def ask(self, target: str, method: str = "GET", body=None, credential=f"Bearer {TOKEN}", headers=()):
        base = self.sandbox.info["livedns"].removesuffix("/v5/livedns")
        text = json.dumps(body) if isinstance(body, (dict, list)) else body
        headers = dict(headers) | ({"Authorization": credential} if credential else {})
        status, answer, self.headers = self.fetch(base + target, method, text, headers)
        return status, json.loads(answer) if answer else None

    def values(self, name: str, rrtype: str) -> list | None:
        for found in self.sandbox.state()["livedns"]["domains"]["example.com"]["rrsets"]:
            if (found["rrset_name"], found["rrset_type"]) == (name, rrtype):
                return found["rrset_values"]
        return None

    def test_reads(self) -> None:
        status, domain = self.ask("/v5/livedns/domains/example.com")
        self.assertEqual((status, domain["fqdn"]), (200, "example.com"))
        for apex in ("@", "%40"):
            status, found = self.ask(f"{RECORDS}/{apex}/A")
            self.assertEqual(status, 200)
            self.assertTrue(found.pop("rrset_href").endswith("/records/%40/A"))
            self.assertEqual(found, rrset("@", "A", IPV4))
        status, found = self.ask("/v5/domain/domains/example.org/livedns")
        self.assertEqual((status, found["current"]), (200, "classic"))
        status, found = self.ask("/v5/livedns/nameservers/example.com")
        self.assertEqual((status, len(found)), (200, 3))

    def test_pages(self) -> None:
        for page, count in ((1, 2), (2, 1), (3, 0)):
            status, found = self.ask(f"{RECORDS}?page={page}&per_page=2")
            self.assertEqual((status, len(found)), (200, count))
            self.assertEqual(self.headers["Total-Count"], "3")
        self.assertEqual(self.ask(f"{RECORDS}?page=0")[0], 400)

    def test_pages_as_a_test_chooses(self) -> None:
        self.store(lists={"size": 2, "most": 2, "total": "X-total-count"})
        status, found = self.ask(RECORDS)
        self.assertEqual((status, len(found), self.headers["X-total-count"]), (200, 2, "3"))
        self.assertNotIn("total-count", self.headers)
        self.assertEqual(self.ask(f"{RECORDS}?per_page=3")[0], 400)
        self.store(lists={"most": 2, "beyond": "cut", "total": None})
        self.assertEqual([len(self.ask(f"{RECORDS}?per_page=3&page={n}")[1]) for n in (1, 2, 3)], [2, 1, 0])
        self.assertEqual([name for name in self.headers if "total" in name.lower()], [])

    def test_ignores_and_refuses_parameters(self) -> None:
        self.store(ignores=["page", "per_page", "rrset_ttl"])
        for query in ("?page=7", "?per_page=1", "?page=2&per_page=2"):
            self.assertEqual(len(self.ask(RECORDS + query)[1]), 3, query)
        self.ask(f"{RECORDS}/www/A", "PUT", {"rrset_values": [IPV4], "rrset_ttl": 300})
        self.assertEqual(self.ask(f"{RECORDS}/www/A")[1]["rrset_ttl"], 10800)
        self.store(refuses=["per_page"])
        status, answer = self.ask(f"{RECORDS}?page=1&per_page=2")
        self.assertEqual((status, answer["errors"][0]["name"]), (400, "per_page"))
        self.assertEqual(self.ask(f"{RECORDS}?page=1")[0], 200)

    def test_leaves_out_what_it_is_told_to(self) -> None:
        self.store(without_ttl=["www"])
        shown = [self.ask(f"{RECORDS}/www/A")[1], *self.ask(RECORDS)[1]]
        self.assertEqual(["rrset_ttl" in each for each in shown], [False, True, False, True])

    def test_keeps_a_value_that_is_none(self) -> None:
        rrsets = [rrset("odd", "A", "not an address"), rrset("www", "A", IPV4)]
        self.sandbox.livedns(domains={"example.com": {"rrsets": rrsets}}, tokens={TOKEN: {}})
        self.assertEqual([each["rrset_values"] for each in self.ask(RECORDS)[1]], [["not an address"], [IPV4]])

    def test_answers_a_write_in_other_ways(self) -> None:
        body = {"rrset_values": ["81.2.69.160"]}
        for status, text in ((200, "{}"), (200, ""), (202, '{"message": "later"}'), (204, ""), (500, "{}")):
            with self.subTest(status=status, text=text):
                self.store()
                self.sandbox.fault("PUT *", status=status, body=text, effect=True)
                answer = self.ask(f"{RECORDS}/www/A", "PUT", body)
                self.assertEqual(answer, (status, json.loads(text) if text else None))
                self.assertEqual(self.values("www", "A"), ["81.2.69.160"])
        with self.assertRaises(ValueError):
            self.sandbox.fault("PUT *", effect=True)

    def test_loses_an_answer_that_took_effect(self) -> None:
        self.sandbox.fault("PUT *", drop="after")
        with self.assertRaises((OSError, http.client.HTTPException)):
            self.ask(f"{RECORDS}/www/A", "PUT", {"rrset_values": ["81.2.69.160"]})
        self.assertEqual(self.values("www", "A"), ["81.2.69.160"])

    def test_refuses_any_one_request(self) -> None:
        self.sandbox.refuse(f"GET {RECORDS}/www/*", status=404, body="{}")
        self.assertEqual([self.ask(f"{RECORDS}/www/A")[0] for _ in range(2)], [404, 404])
        self.assertEqual([self.ask(target)[0] for target in (RECORDS, f"{RECORDS}/@/A")], [200, 200])

    def test_refuses_an_expired_token_as_one_without_right(self) -> None:
        self.sandbox.livedns(domains={"example.com": {}}, tokens={TOKEN: {"expired": 403}})
        status, answer = self.ask(RECORDS)
        self.assertEqual((status, answer["object"]), (403, "HTTPForbidden"))
        self.assertEqual(self.ask("/tokeninfo")[0], 401)

    def test_hides_single_rrsets_of_another_organisation(self) -> None:
        ways = {"header": {"X-Gandi-Sharing-Id": OWNER}, "query": {}, "neither": {}}
        for sharing, accepted in (("header", {"header"}), ("query", {"query"}), ("either", {"header", "query"})):
            domains = {"example.com": {"rrsets": [rrset("www", "A", IPV4)], "sharing_id": OWNER}}
            self.sandbox.livedns(domains=domains, tokens={TOKEN: {"sharing_id": OWNER}}, sharing=sharing)
            for way, headers in ways.items():
                with self.subTest(sharing=sharing, way=way):
                    query = f"?sharing_id={OWNER}" if way == "query" else ""
                    found = [
                        self.ask(f"{RECORDS}/www/A{query}", headers=headers),
                        self.ask(f"{RECORDS}/new/A{query}", "PUT", {"rrset_values": [IPV4]}, headers=headers),
                    ]
                    if way in accepted:
                        self.assertEqual([status for status, _ in found], [200, 201])
                    else:
                        self.assertEqual(found, [(404, NO_SUCH_RESOURCE)] * 2)
                    self.assertEqual(self.ask(RECORDS + query, headers=headers)[0], 200, "a list")
        self.assertEqual(self.ask("/tokeninfo")[1]["sharing_id"], OWNER)
        other = {"X-Gandi-Sharing-Id": OWNER.replace("1", "2")}
        self.assertEqual(self.ask(f"{RECORDS}/www/A", headers=other)[0], 404)

    def test_refuses_words_that_it_does_not_know(self) -> None:
        for wish in ({"lists": {"total_count": None}}, {"ignore": []}, {"sharing": "body"}, {"tokens": {"t": {"life": 1}}},
                     {"domains": {"example.com": {"owner": OWNER}}}):
            with self.subTest(wish), self.assertRaises(ValueError):
                self.sandbox.livedns(**wish)

    def test_puts(self) -> None:
        for name in ("www", "new"):
            body = {"rrset_values": ["81.2.69.160"], "rrset_ttl": 600, "rrset_name": "ignored"}
            answer = self.ask(f"{RECORDS}/{name}/A", "PUT", body)
            self.assertEqual(answer, (201, {"message": "DNS Record Created"}))
            shown = self.ask(f"{RECORDS}/{name}/A")[1]
            self.assertEqual((shown["rrset_values"], shown["rrset_ttl"]), (["81.2.69.160"], 600))
        self.ask(f"{RECORDS}/www/A", "PUT", {"rrset_values": [IPV4]})
        self.assertEqual(self.ask(f"{RECORDS}/www/A")[1]["rrset_ttl"], 10800)
        self.ask(f"{RECORDS}/*/AAAA", "PUT", {"rrset_values": ["2A02:6B67:0:0::1"]})
        self.assertEqual(self.values("*", "AAAA"), [IPV6])

    def test_refuses_bad_bodies(self) -> None:
        bad = [{}, {"rrset_values": []}, {"rrset_values": [None]}, {"rrset_values": [IPV6]}, "{"]
        bad += [{"rrset_values": [IPV4], "rrset_ttl": ttl} for ttl in (299, 2592001, "300", None)]
        for body in bad:
            status, answer = self.ask(f"{RECORDS}/www/A", "PUT", body)
            self.assertEqual((status, answer["status"]), (400, "error"), body)
            self.assertEqual(set(answer["errors"][0]), {"location", "name", "description"})
        self.assertEqual(self.values("www", "A"), [IPV4])
        status, answer = self.ask(f"{RECORDS}/mail/A", "PUT", {"rrset_values": [IPV4]})
        self.assertEqual((status, answer["object"]), (409, "HTTPConflict"))

    def test_tells_two_kinds_of_missing(self) -> None:
        status, answer = self.ask(f"{RECORDS}/x/A")
        self.assertEqual((status, answer["object"]), (404, "dns-record"))
        self.assertEqual(answer["message"], "Can't find the DNS record x/A in the zone")
        status, answer = self.ask("/v5/livedns/domains/example.net")
        self.assertEqual((status, answer["object"]), (404, "LocalizedHTTPNotFound"))
        status, answer = self.ask("/v5/livedns/domains/example.net/records/x/A")
        self.assertEqual((status, answer["object"]), (404, "HTTPNotFound"))

    def test_refuses_credentials(self) -> None:
        target = f"{RECORDS}/www/A"
        for credential in (None, "X-Api-Key x", "Apikey wrong"):
            status, answer = self.ask(target, credential=credential)
            self.assertEqual((status, "object" in answer), (401, False), credential)
        for credential in ("Bearer old", "Bearer wrong"):
            status, answer = self.ask(target, credential=credential)
            self.assertEqual((status, answer["object"]), (401, "HTTPUnauthorized"))
            self.assertIn("access token has expired", answer["message"])
        self.assertEqual(self.ask(target, credential="Bearer other")[1]["object"], "HTTPForbidden")
        self.assertEqual(self.ask(target, credential="Bearer view")[0], 200)
        body = {"rrset_values": [IPV4]}
        self.assertEqual(self.ask(target, "PUT", body, "Bearer view")[0], 403)
        self.assertEqual(self.ask(target, credential=f"Apikey {KEY}")[0], 200)

    def test_destroys_where_the_real_one_does(self) -> None:
        items = [{"rrset_type": "AAAA", "rrset_values": [IPV6]}]
        self.assertEqual(self.ask(f"{RECORDS}/www", "PUT", {"items": items})[0], 201)
        self.assertIsNone(self.values("www", "A"))
        items = [rrset("only", "A", IPV4)]
        self.assertEqual(self.ask(RECORDS, "PUT", {"items": items})[0], 201)
        self.assertIsNone(self.values("@", "A"))
        self.assertEqual(self.ask(RECORDS, "DELETE")[0], 204)
        self.assertIsNone(self.values("only", "A"))

    def test_tells_about_tokens(self) -> None:
        status, info = self.ask("/tokeninfo")
        self.assertEqual((status, info["expires_in"]), (200, 1000))
        self.assertEqual(info["scope"], ["domain:view", "domain:tech"])
        for credential in (None, "Bearer old", f"Apikey {KEY}"):
            self.assertEqual(self.ask("/tokeninfo", credential=credential)[0], 401)

    def test_spells_in_two_ways(self) -> None:
        seen = set()
        base = self.sandbox.info["livedns"].removesuffix("/v5/livedns")
        for spelling in ("compact", "spaced"):
            self.store(spelling=spelling)
            headers = {"Authorization": f"Bearer {TOKEN}"}
            _, body, answered = self.fetch(f"{base}{RECORDS}", headers=headers)
            seen.add((b'": ' in body, answered["Content-Type"].rpartition("=")[2]))
        self.assertEqual(seen, {(False, "utf-8"), (True, "UTF-8")})

    def test_injects_faults(self) -> None:
        match, body = f"PUT {RECORDS}/@/*", {"rrset_values": ["81.2.69.160"], "rrset_ttl": 300}
        self.sandbox.fault(match, status=429, body="{}", headers={"Retry-After": "1"})
        self.assertEqual(self.ask(f"{RECORDS}/www/A", "PUT", body)[0], 201)
        self.assertEqual(self.ask(f"{RECORDS}/%40/A", "PUT", body)[0], 429)
        self.assertEqual(self.headers["Retry-After"], "1")
        self.assertEqual(self.values("@", "A"), [IPV4])
        write = {"domain": "example.com", "set": [rrset("www", "A", "81.2.69.1")]}
        self.sandbox.fault("GET *", write=write, delay_ms=1)
        shown = self.ask(f"{RECORDS}/www/A")[1]
        self.assertEqual(shown["rrset_values"], ["81.2.69.1"])
        self.sandbox.fault("GET *", body="<html>")
        with self.assertRaises(ValueError):
            self.ask(f"{RECORDS}/www/A")

    def test_logs_what_was_sent(self) -> None:
        body = {"rrset_values": [IPV4], "rrset_ttl": 300}
        self.ask(f"{RECORDS}/%40/A", "PUT", body)
        self.assertEqual(self.sandbox.wait("livedns:PUT *", since=0), 1)
        entry = self.sandbox.log()[0]
        self.assertEqual((entry["path"], entry["body"]), (f"{RECORDS}/%40/A", body))
        self.assertEqual(entry["authorization"], f"Bearer {TOKEN}")
        self.assertEqual((entry["status"], entry["credential_ok"]), (201, True))

    def test_is_late(self) -> None:
        self.sandbox.latency(gandi_ms=60, handshake_ms=40)
        began = time.monotonic()
        self.ask(f"{RECORDS}/www/A")
        self.assertGreaterEqual(time.monotonic() - began, 0.1)


class ThrottleTest(SandboxTest):
    """A minute here is as short as the test needs it."""

    def setUp(self) -> None:
        super().setUp()
        self.sandbox.livedns(domains={"example.com": {}}, tokens={TOKEN: {}})

    def ask(self, path: str = RECORDS) -> int:
        base = self.sandbox.info["livedns"].removesuffix("/v5/livedns")
        status, _, self.headers = self.fetch(base + path, headers={"Authorization": f"Bearer {TOKEN}"})
        return status

    def test_refuses_what_is_more_than_allowed_in_a_minute(self) -> None:
        self.sandbox.limit(3)
        self.assertEqual([self.ask() for _ in range(5)], [200, 200, 200, 429, 429])
        self.assertIn(int(self.headers["Retry-After"]), range(30, 61))
        self.assertEqual(self.ask("/tokeninfo"), 200)
        call = xmlrpc.client.dumps((KEY, "example.com"), "domain.info")
        self.assertEqual(self.fetch(self.sandbox.info["xmlrpc"], "POST", call)[0], 429)
        self.sandbox.limit(None)
        self.assertEqual(self.ask(), 200)

    def test_allows_again_when_the_minute_has_passed(self) -> None:
        self.sandbox.limit(1, window=0.05)
        self.assertEqual(self.ask(), 200)
        deadline = time.monotonic() + 5
        while (status := self.ask()) == 429 and time.monotonic() < deadline:
            pass
        self.assertEqual(status, 200)

    def test_says_when_as_a_number_a_date_or_not_at_all(self) -> None:
        for retry_after in ("seconds", "date", None):
            self.sandbox.limit(0, retry_after=retry_after)
            self.assertEqual(self.ask(), 429)
            told = self.headers["Retry-After"]
            if retry_after == "seconds":
                self.assertEqual(told, "60")
            elif retry_after == "date":
                moments = [parsedate_to_datetime(self.headers[name]) for name in ("Date", "Retry-After")]
                self.assertAlmostEqual((moments[1] - moments[0]).total_seconds(), 60, delta=1)
            else:
                self.assertIsNone(told)
        with self.assertRaises(ValueError):
            self.sandbox.limit(1, retry_after="soon")

    def test_a_refused_request_uses_up_no_fault(self) -> None:
        self.sandbox.fault("GET *", status=503)
        self.sandbox.limit(0)
        self.assertEqual(self.ask(), 429)
        self.sandbox.limit()
        self.assertEqual([self.ask(), self.ask()], [503, 200])

    def test_counts_requests_and_connections(self) -> None:
        port = urllib.parse.urlsplit(self.sandbox.info["livedns"]).port
        connections = [http.client.HTTPSConnection("localhost", port, context=self.context) for _ in range(3)]
        for connection in connections:
            connection.connect()
        self.sandbox.limit(1)
        self.assertEqual([self.ask(), self.ask()], [200, 429])
        load = self.sandbox.load()
        self.assertEqual((load["requests"], load["refused"], load["peak_per_minute"]), (2, 1, 2))
        self.assertIn(load["peak_connections"], (4, 5), "the last one may not be known to have ended")
        for connection in connections:
            connection.close()
        deadline = time.monotonic() + 5
        while self.sandbox.load()["connections"] and time.monotonic() < deadline:
            pass
        self.sandbox.clear_load()
        self.assertEqual(set(self.sandbox.load().values()), {0})


class HeardTest(SandboxTest):
    """What clients send is kept to the byte until it is forgotten, whatever becomes of it."""

    def setUp(self) -> None:
        super().setUp()
        self.sandbox.forget_heard()

    def heard(self, door: str) -> list[tuple[bool, str]]:
        return [(each["secure"], each["data"]) for each in self.sandbox.heard() if each["door"] == door]

    def send(self, url: str, data: bytes, *, tls: bool) -> None:
        port = urllib.parse.urlsplit(url).port
        with socket.create_connection(("127.0.0.1", port), 5) as plain:
            with self.context.wrap_socket(plain, server_hostname="localhost") if tls else plain as connection:
                connection.sendall(data)
                connection.settimeout(5)
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_WR) if not tls else connection.unwrap()
                with contextlib.suppress(OSError):
                    connection.recv(1)

    def test_at_every_door(self) -> None:
        half = "GET /half HTTP/1.1\r\nX: y"
        provider, gandi = self.sandbox.providers[0], self.sandbox.info
        doors = {"p01": provider["url"], "gandi": gandi["xmlrpc"], "gandi elsewhere": gandi["elsewhere"]["xmlrpc"]}
        for door, url in doors.items():
            with self.subTest(door):
                self.send(url, half.encode(), tls=True)
                self.assertEqual(self.heard(door), [(True, half)])
        self.sandbox.forget_heard()
        self.assertEqual(self.sandbox.heard(), [])

    def test_in_the_clear(self) -> None:
        for url in (self.sandbox.providers[0]["url_http"], self.sandbox.providers[0]["url"]):
            self.sandbox.forget_heard()
            self.send(url, b"GET /clear", tls=False)
            self.assertEqual(self.heard("p01"), [(False, "GET /clear")])

    def test_outlives_the_log(self) -> None:
        self.fetch(self.url() + "path")
        self.sandbox.clear_log()
        self.assertIn("GET /path HTTP/1.1\r\n", self.heard("p01")[0][1])

    def test_gandi_elsewhere_is_the_same_gandi_at_another_port(self) -> None:
        self.sandbox.livedns(domains={"example.com": {}}, tokens={TOKEN: {}})
        url = self.sandbox.info["elsewhere"]["livedns"] + "/domains"
        status, body, _ = self.fetch(url, headers={"Authorization": f"Bearer {TOKEN}"})
        self.assertEqual((status, json.loads(body)[0]["fqdn"]), (200, "example.com"))
        self.assertEqual(self.sandbox.log()[-1]["port"], urllib.parse.urlsplit(url).port)


class LifeTest(unittest.TestCase):
    def test_ends_with_its_test(self) -> None:
        with tempfile.TemporaryDirectory() as directory:
            sandbox = Sandbox("--providers", "1", "--dir", directory)
            listed = json.loads(Path(directory, "providers.json").read_text())
            self.assertEqual(listed["providers"][0]["operator"], "operator-01")
            self.assertTrue(Path(sandbox.ca_file).is_file())
            self.assertEqual(sandbox.close(), 0)
            self.assertTrue(Path(sandbox.ca_file).is_file())

    def test_ends_on_sigterm_amid_a_request(self) -> None:
        here = str(Path(__file__).resolve().parent)
        process = subprocess.Popen(
            [sys.executable, here, "--providers", "1"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        info = json.loads(process.stdout.readline())
        plain = urllib.parse.urlsplit(info["providers"][0]["url_http"]).port
        with socket.create_connection(("127.0.0.1", plain)) as connection:
            connection.sendall(b"GET / HTTP/1.1\r\n")
            process.terminate()
            out, err = process.communicate(timeout=10)
        self.assertEqual((process.returncode, out, err), (0, b"", b""))
        self.assertFalse(Path(info["dir"]).exists())


if __name__ == "__main__":
    unittest.main()
