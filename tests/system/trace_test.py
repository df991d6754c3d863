"""--trace: everything that was said is in the file, and nothing by which its sender could be known."""

import base64
import getpass
import json
import os
import re
import signal
import socket
import stat
import unittest
import urllib.parse
from pathlib import Path

from case import FIRST, KEY, SECOND, SystemTest, a, record

TOKEN = "pat_q7zKw2Xv9-hJ4uY8bTn3Rm6pLs1dFg5cVe0"
ORGANISATION = "5c1a7d2e-90f3-4b6a-8e21-7d40c3b19f58"
YEAR = 365 * 86400
ZONE = 710133
SECRET_NAMES = ("garage", "bicycle-shed", "cellar", "attic")
FOREIGN = [record("cellar", "TXT", '"v=DKIM1; p=MIGfMA0GCSqGSIb3DQ"'), record("@", "MX", "10 attic.example.com."),
           a("attic", "81.2.69.199")]


def rrset(each):
    return {"rrset_name": each["name"], "rrset_type": each["type"], "rrset_ttl": each["ttl"],
            "rrset_values": [each["value"]]}


def decoded(text):
    """The text, and what is in it in another spelling."""
    yield text
    yield urllib.parse.unquote(text)
    yield text.encode().decode("unicode_escape")
    for stretch in re.findall(r"[A-Za-z0-9+/_-]{16,}", text):
        for cut in range(4):
            whole = stretch[cut : len(stretch) - ((len(stretch) - cut) % 4 == 1)]
            yield base64.b64decode(whole + "==", b"-_" if "-" in whole or "_" in whole else None).decode("latin-1")


class TraceTest(SystemTest):
    """The record of the garage has to be changed, and that of the shed is right."""

    def setUp(self):
        super().setUp()
        records = [a("garage", SECOND), a("bicycle-shed", FIRST), *FOREIGN]
        self.gandi_has({str(ZONE): records}, {"example.com": ZONE})
        self.sandbox.livedns(domains={"example.com": {"rrsets": [rrset(each) for each in records], "current": "livedns"}},
                             tokens={TOKEN: {"expires_in": YEAR, "scope": ["domain:view", "domain:tech"]}})

    def program(self, **config):
        return super().program(**({"domains": {"example.com": ["garage", "bicycle-shed"]}} | config))

    def on_livedns(self, **config):
        return self.program(api_key=None, token=TOKEN, endpoint=self.sandbox.info["livedns"], sharing_id=ORGANISATION,
                            tokeninfo=self.sandbox.info["tokeninfo"], **config)

    def trace(self, program, *arguments, expect=0):
        """The lines of a run's trace, which holds nothing that it should not."""
        path = Path(program.folder.name, "trace.jsonl")
        done = program.run(*arguments, "--trace", str(path))
        self.assertEqual(done.returncode, expect, done.stderr)
        return self.read(program, path)

    def read(self, program, path):
        self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)
        self.assertEqual([each.name for each in path.parent.glob("trace*")], [path.name])
        text = path.read_text("ascii")
        self.assert_harmless(program, text)
        return [json.loads(line) for line in text.splitlines()]

    def assert_harmless(self, program, text):
        known = [TOKEN, KEY, ORGANISATION, str(ZONE), "example.com", "localhost", "127.0.0.1", "::1", program.folder.name,
                 "81.2.69", "MIGfMA0G", "operator-", "config.json", *SECRET_NAMES]
        known += [secret[start : start + 6] for secret in (TOKEN, KEY) for start in range(len(secret) - 5)]
        known += [word for word in (socket.gethostname(), getpass.getuser(), os.getcwd()) if len(word) > 3]
        known += re.findall(r":(\d+)", " ".join(each["url"] for each in self.sandbox.providers))
        for spelling in decoded(text):
            for word in known:
                self.assertNotIn(word.lower(), spelling.lower())

    def exchanges(self, lines, whom):
        return [line for line in lines if line.get("to") == whom]


class Trace(TraceTest):
    def test_the_search_finds_what_is_there(self):
        program = self.program()
        for text in (TOKEN, TOKEN[5:14], "x%67arage", base64.b64encode(b"at the garage.").decode(), r"ex\u0061mple.com"):
            with self.subTest(text), self.assertRaises(AssertionError):
                self.assert_harmless(program, text)

    def test_an_update_on_livedns(self):
        lines = self.trace(self.on_livedns(), "update")
        head, end = lines[0], lines[-1]
        self.assertEqual((head["api"], head["endpoint"], head["command"]), ("livedns", "another", "update"))
        self.assertEqual((end["exit_code"], end["left_out"]), (0, 0))
        self.assertEqual({each["outcome"] for each in end["records"]}, {"changed", "unchanged"})
        said = self.exchanges(lines, "gandi")
        self.assertEqual(len(said), len(self.calls("livedns") + self.calls("tokeninfo")))
        [put] = [each for each in said if each["method"] == "PUT"]
        address = end["verdicts"][0]["address"]
        self.assertRegex(put["url"], r"^https://api.gandi.net/v5/livedns/domains/domain1.example/records/name\d/A")
        self.assertEqual(put["body"], {"rrset_values": [address], "rrset_ttl": 10800})
        self.assertEqual((put["status"], put["answer"]), (201, {"message": "DNS Record Created"}))
        self.assertEqual(put["headers"]["Authorization"], "Bearer [credential]")
        self.assertGreaterEqual(len(self.exchanges(lines, "provider")), 3)

    def test_an_update_by_xml_rpc(self):
        lines = self.trace(self.program(), "update")
        self.assertEqual(len(self.exchanges(lines, "gandi")), len(self.calls()))
        calls = "".join(line["body"] for line in self.exchanges(lines, "gandi"))
        self.assertIn("<methodName>domain.zone.version.set</methodName>", calls)
        self.assertIn("<value><string>[credential]</string></value>", calls)
        self.assertEqual({each["outcome"] for each in lines[-1]["records"]}, {"changed", "unchanged"})

    def test_a_dry_run(self):
        lines = self.trace(self.on_livedns(), "update", "--dry-run")
        self.assertTrue(lines[0]["dry_run"])
        self.assertEqual({each["outcome"] for each in lines[-1]["records"]}, {"planned", "unchanged"})

    def test_a_test_has_each_provider_and_the_token(self):
        for each in ("p01", "p02", "p03"):
            self.sandbox.provider(each, kind="body", body=f"<p>{FIRST} Meier, 12 Garage Lane</p>")
        lines = self.trace(self.on_livedns(), "test")
        self.assertEqual(len(self.exchanges(lines, "provider")), len(self.sandbox.providers))
        self.assertEqual(len(lines[-1]["answers"]), len(self.sandbox.providers))
        [info] = [each for each in self.exchanges(lines, "gandi") if each["url"].endswith("/tokeninfo")]
        self.assertLessEqual(info["answer"]["expires_in"], YEAR)
        self.assertEqual(info["answer"]["scope"], ["domain:view", "domain:tech"])

    def test_gandi_is_asked_although_the_memory_says_that_all_is_well(self):
        program = self.on_livedns()
        self.update(program)
        lines = self.trace(program, "update")
        self.assertEqual({each["outcome"] for each in lines[-1]["records"]}, {"unchanged"})
        self.assertNotEqual(self.exchanges(lines, "gandi"), [])

    def test_a_server_that_tells_everything_back_in_pieces(self):
        pieces = [TOKEN[start : start + 5] for start in range(0, len(TOKEN), 5)]
        tale = {word: {"message": piece, "object": piece, "cause": f"{TOKEN} garage.example.com"}
                for word, piece in zip(("a", "b", "c", "d"), pieces)}
        for body in (json.dumps(tale), json.dumps(pieces), " ".join(pieces), f"<html>{TOKEN}</html>", f'{{"x": "{TOKEN}"',
                     base64.b64encode(TOKEN.encode()).decode(), urllib.parse.quote(f"%{TOKEN}")):
            with self.subTest(body):
                self.sandbox.clear_faults()
                self.sandbox.fault("GET *", times=0, status=500, body=body, headers={"X-Echo": TOKEN, "Location": f"/{TOKEN}"})
                self.trace(self.on_livedns(), "update", expect=75)

    def test_a_run_that_is_interrupted_leaves_one_too(self):
        program = self.on_livedns()
        path = Path(program.folder.name, "trace.jsonl")
        self.sandbox.fault("GET *", hang=True)
        program.spawn("update", "--trace", str(path))
        self.sandbox.wait("livedns:GET *")
        program.signal(signal.SIGTERM)
        self.assertEqual(program.wait(), 75)
        lines = self.read(program, path)
        self.assertEqual(lines[-1]["exit_code"], 75)
        self.assertIsNone(self.exchanges(lines, "gandi")[-1]["failure"])

    def test_a_file_that_cannot_be_written_is_told_before_anything_is_asked(self):
        program = self.on_livedns()
        os.mkfifo(Path(program.folder.name, "pipe"))
        for name in ("nowhere/trace", "pipe", ".", "config.json"):
            with self.subTest(name):
                path = os.path.join(program.folder.name, name)
                done = program.run("update", "--trace", path)
                self.assertEqual(done.returncode, 78)
                self.assertRegex(done.stderr, f"error: {re.escape(path)}: (could not be|is there already)")
                code, document = program.run_json("test", "--trace", path)
                self.assertEqual((code, document["problems"][0]["file"]), (78, path))
        self.assertEqual(self.sandbox.log(), [])


if __name__ == "__main__":
    unittest.main()
