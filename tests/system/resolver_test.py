"""Names are looked up as /etc/resolv.conf has it, at a real name server, in namespaces that this script makes.

Each name is a provider's, at whose address nobody listens: why there is no connection tells what the name became."""

import contextlib
import ctypes
import os
import socket
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

import namespace
from case import SystemTest
from unbound import Unbound

RECORDS = [
    "home.example.com. A 127.0.0.5",
    "home.example.com. AAAA ::1",
    "fourth.example.com. A 127.0.0.6",
    *(f"many.example.com. A 127.0.1.{number}" for number in range(100)),
]
HUNG = "127.0.0.9"


class ResolverTest(SystemTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.server = cls.enterClassContext(Unbound(RECORDS, port=53))
        cls.hung = cls.enterClassContext(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        cls.hung.bind((HUNG, 53))
        cls.hung.setblocking(False)
        folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        cls.resolv_conf = Path(folder, "resolv.conf")
        cls.resolv_conf.touch()
        cls.enterClassContext(namespace.put_over("/etc/resolv.conf", str(cls.resolv_conf)))

    def setUp(self):
        super().setUp()
        self.use("nameserver 127.0.0.1")
        self.server.questions()
        self.hung_questions()

    def use(self, *lines):
        self.resolv_conf.write_text("\n".join(lines) + "\n")

    def providers(self, *hosts):
        return [f"https://{host}:1/" for host in hosts]

    def hung_questions(self):
        """How many the silent server was asked since the last call."""
        count = 0
        with contextlib.suppress(BlockingIOError):
            while self.hung.recv(512):
                count += 1
        return count

    def look_up(self, host, family="ipv4", **config):
        """Why there is no connection to the host."""
        config = {"ipv4": family == "ipv4", "ipv6": family == "ipv6", "quorum": 1, "timeout": "5s"} | config
        program = self.program(**config)
        program.use_providers(self.providers(host))
        _, document = program.run_json("test")
        return document["detections"][0]["answers"][0]["failure"]["detail"]


class Names(ResolverTest):
    def test_a_name_has_the_address_of_the_family(self):
        self.assertEqual(self.look_up("home.example.com"), "connection to 'home.example.com' (127.0.0.5) refused")
        self.assertEqual(self.look_up("home.example.com", "ipv6"), "connection to 'home.example.com' (::1) refused")
        self.assertEqual(self.look_up("fourth.example.com", "ipv6"), "'fourth.example.com' has no IPv6 address")

    def test_a_short_name_is_searched_for_in_the_domains_listed(self):
        self.assertIn("name servers could not resolve 'home'", self.look_up("home"))
        self.use("nameserver 127.0.0.1", "search nowhere.example.com example.com")
        self.assertEqual(self.look_up("home"), "connection to 'home' (127.0.0.5) refused")

    def test_a_name_with_a_dot_is_not(self):
        self.use("nameserver 127.0.0.1", "search example.com", "options ndots:5")
        self.assertEqual(self.look_up("nowhere.example.com"),
                         "host 'nowhere.example.com' does not exist: check the spelling")
        self.assertEqual(self.server.questions(), 1)

    def test_more_addresses_than_fit_into_a_datagram_come_over_tcp(self):
        self.assertRegex(self.look_up("many.example.com"), r"connection to 'many\.example\.com' \(127\.0\.1\.\d+\) refused")
        self.assertEqual(self.server.questions(over="tcp"), 1)

    def test_a_name_that_is_not_there(self):
        self.assertEqual(self.look_up("nowhere.example.com"),
                         "host 'nowhere.example.com' does not exist: check the spelling")


class Servers(ResolverTest):
    def test_one_that_fails(self):
        self.assertIn("name servers could not resolve 'www.example.org'", self.look_up("www.example.org"))

    def test_one_that_is_silent_is_followed_by_the_next(self):
        self.use(f"nameserver {HUNG}", "nameserver 127.0.0.1")
        self.assertEqual(self.look_up("home.example.com"), "connection to 'home.example.com' (127.0.0.5) refused")
        self.assertEqual(self.server.questions(), 1)

    def test_silence_ends_at_the_timeout(self):
        self.use(f"nameserver {HUNG}")
        self.assertEqual(self.look_up("home.example.com", timeout="1s"),
                         "no answer from the name servers about 'home.example.com'")

    def test_one_with_an_ipv6_address(self):
        self.use("nameserver ::1")
        self.assertEqual(self.look_up("home.example.com"), "connection to 'home.example.com' (127.0.0.5) refused")
        self.assertEqual(self.server.questions(over="ipv6"), 1)

    def test_a_running_daemon_sees_that_the_file_has_changed(self):
        self.use(f"nameserver {HUNG}")
        daemon = self.program(quorum=1, timeout="1s")
        daemon.use_providers(self.providers("home.example.com"))
        daemon.start(RUNTIME_DIRECTORY=daemon.folder.name)
        daemon.wait_for_round()
        daemon.wait_for_problem("no answer from the name servers about 'home.example.com'")
        self.use("nameserver 127.0.0.1")
        daemon.round()
        daemon.wait_for_problem("connection to 'home.example.com' (127.0.0.5) refused")

    def test_one_that_is_dead_costs_its_patience_once(self):
        self.use(f"nameserver {HUNG}", "nameserver 127.0.0.1")
        daemon = self.program(quorum=1)
        daemon.use_providers(self.providers("home.example.com"))
        daemon.start(RUNTIME_DIRECTORY=daemon.folder.name)
        daemon.wait_for_round()
        asked = self.hung_questions()
        for _ in range(3):
            begin = time.monotonic()
            daemon.round()
            self.assertLess(time.monotonic() - begin, 0.9, "the patience with a server is a second")
            daemon.wait_for_problem("connection to 'home.example.com' (127.0.0.5) refused")
        self.assertEqual((asked, self.hung_questions()), (1, 0))

    def test_patience_and_tries_are_those_of_the_file(self):
        self.use(f"nameserver {HUNG}", "options attempts:1")
        begin = time.monotonic()
        self.look_up("home.example.com", timeout="20s")
        self.assertLess(time.monotonic() - begin, 2)
        self.assertEqual(self.hung_questions(), 1)
        self.use(f"nameserver {HUNG}", "options attempts:1 timeout:2")
        begin = time.monotonic()
        self.look_up("home.example.com", timeout="20s")
        self.assertGreater(time.monotonic() - begin, 1.9)
        self.assertEqual(self.hung_questions(), 1)

    def test_one_with_a_link_local_address_is_behind_its_interface(self):
        subprocess.run("ip link add lan0 type veth peer name far0 && ip link set far0 up && ip link set lan0 up && "
                       "ip -6 address add fe80::1/64 dev lan0 nodad", shell=True, check=True)
        self.addCleanup(subprocess.run, ["ip", "link", "delete", "lan0"], check=True)
        with Unbound(RECORDS, port=53, interface="fe80::1%lan0") as server:
            self.use("nameserver fe80::1%lan0")
            self.assertEqual(self.look_up("home.example.com"), "connection to 'home.example.com' (127.0.0.5) refused")
            self.assertEqual(server.questions(over="ipv6"), 1)

    def test_the_file_is_opened_again_only_when_it_has_changed(self):
        daemon = self.program(quorum=1)
        daemon.use_providers(self.providers("home.example.com"))
        daemon.start()
        daemon.wait_for_round()
        with Opened(self.resolv_conf) as opened:
            daemon.round()
            self.assertEqual(opened.times(), 0)
            self.use("nameserver 127.0.0.1", "# another")
            opened.times()
            daemon.round()
            self.assertGreater(opened.times(), 0)


class Opened:
    """How often a file was opened since the last call, by inotify(7)."""

    def __init__(self, path):
        libc = ctypes.CDLL(None)
        self._descriptor = libc.inotify_init1(os.O_NONBLOCK)
        libc.inotify_add_watch(self._descriptor, str(path).encode(), 0x20)  # IN_OPEN

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.close(self._descriptor)

    def times(self):
        with contextlib.suppress(BlockingIOError):
            return len(os.read(self._descriptor, 4096)) // 16  # bytes of an event without a name
        return 0


class Questions(ResolverTest):
    """DNS questions have servers of their own, on the port of the name service where none is given."""

    def test_they_know_neither_resolv_conf_nor_its_search_list(self):
        self.use(f"nameserver {HUNG}", "search example.com")
        for server, family in (("127.0.0.1", "ipv4"), ("::1", "ipv6")):
            program = self.program(ipv4=family == "ipv4", ipv6=family == "ipv6", quorum=2)
            question = {"name": "home", "type": "TXT", "servers": [server]}
            program.use_providers([*self.providers("localhost"), {"dns": question}])
            _, document = program.run_json("test")
            answers = {answer["source"]: answer["failure"]["detail"] for answer in document["detections"][0]["answers"]}
            self.assertEqual(answers["dns home TXT"], f"name server {server} refused to answer (REFUSED)")


if __name__ == "__main__":
    namespace.enter()
    unittest.main()
