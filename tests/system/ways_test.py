"""By which way, and from which address, the questions leave that tell our address, in a real kernel."""

import re
import subprocess
import unittest

from case import FIRST, SystemTest
from host import ROUTER, Host, ip, leave_the_machines_network
from mirror import Mirror

ROUTER6, STABLE6 = "2a02:6b67:0:2::1", "2a02:6b67:0:2::1234"
SECOND_LINE, SECOND_ROUTER = "89.160.20.112", "89.160.20.1"
FAR = "81.2.70.1"  # from where those who are asked see us
UNPRIVILEGED = ["setpriv", "--bounding-set=-all"]  # as root here, it has no capability left


def setUpModule():
    try:
        leave_the_machines_network()
    except PermissionError:
        raise unittest.SkipTest("making a network namespace needs root") from None


def over_http(host, port):
    return {"url": f"http://{host}:{port}/", "format": "text"}


def over_dns(server, family):
    return {"dns": {"name": "whoami.example.com", "type": "TXT", "servers": [server]}, "family": family}


def on_one_line(screen):
    return re.sub(r"\s+", " ", screen)


class Ways(SystemTest):
    own = FIRST

    def setUp(self):
        super().setUp()
        self.host = self.enterContext(Host())
        self.host.plug_in(self.own)

    def program_there(self, **config):
        program = self.program(**({"quorum": 1} | config))
        program.prefix = [*self.host.inside, *UNPRIVILEGED]
        return program

    def told(self, document):
        """What each source named, or why it named none."""
        answers = document["detections"][0]["answers"]
        return {answer["source"]: answer.get("address") or answer["failure"]["detail"] for answer in answers}


class APrivacyAddress(Ways):
    """The kernel leaves from a temporary address (RFC 8981), which would be in the record until tomorrow."""

    def setUp(self):
        super().setUp()
        ip(f"address add {ROUTER6}/64 dev wan0 nodad")
        settings = "; ".join(f"echo {value} >/proc/sys/net/ipv6/conf/lan0/{key}"
                             for key, value in (("use_tempaddr", 2), ("accept_dad", 0)))
        try:
            subprocess.run([*self.host.inside, "sh", "-ec", settings], check=True, stderr=subprocess.PIPE)
        except subprocess.CalledProcessError as error:
            self.skipTest(f"use_tempaddr cannot be set here: {error.stderr}")
        self.host.ip(f"address add {STABLE6}/64 dev lan0 mngtmpaddr valid_lft 86400 preferred_lft 14400")
        self.mirror = self.enterContext(Mirror(ROUTER6))

    def usual_source(self):
        code = f"import socket; s = socket.create_connection(('{ROUTER6}', {self.mirror.port})); print(s.getsockname()[0])"
        done = subprocess.run([*self.host.inside, "python3", "-c", code], check=True, capture_output=True, text=True)
        return done.stdout.strip()

    def test_is_never_published(self):
        self.assertNotEqual(self.usual_source(), STABLE6, "the kernel has made a temporary address, and prefers it")
        web, name_server = over_http(f"[{ROUTER6}]", self.mirror.port), f"[{ROUTER6}]:{self.mirror.port}"
        program = self.program_there(ipv4=False, ipv6=True)
        program.use_providers({"providers": [web, over_dns(name_server, "ipv6")]})
        self.update(program)
        self.assertEqual(self.address_of("home", "AAAA"), STABLE6)

    def test_is_shown_to_nobody_who_is_asked(self):
        web, name_server = over_http(f"[{ROUTER6}]", self.mirror.port), f"[{ROUTER6}]:{self.mirror.port}"
        program = self.program_there(ipv4=False, ipv6=True, quorum=2)
        program.use_providers({"providers": [web, over_dns(name_server, "ipv6"), *self.honest()]})
        _, document = program.run_json("test")
        told = self.told(document)
        self.assertEqual(told[web["url"]], STABLE6)
        self.assertEqual(told["dns whoami.example.com TXT"], STABLE6)

    def honest(self):
        return [{"url": provider["url"], "operator": provider["operator"]} for provider in self.sandbox.providers[:2]]


class TwoLines(Ways):
    """`lan0` has the better default route, `lan1` another router, behind which we have another address."""

    def setUp(self):
        super().setUp()
        pid = self.host.inside[1].split("/")[2]
        ip(f"link add wan1 type veth peer name lan1 netns {pid}", f"address add {SECOND_ROUTER}/24 dev wan1",
           "link set wan1 up", f"address add {FAR}/32 dev lo")
        self.addCleanup(ip, "link delete wan1", f"address delete {FAR}/32 dev lo")
        self.host.ip("link set lan1 up", f"address add {SECOND_LINE}/32 dev lan1",
                     f"route add default via {SECOND_ROUTER} dev lan1 onlink metric 200")
        self.mirror = self.enterContext(Mirror(FAR))
        self.gandi_has({"1001": []})

    def daemon_by(self, via, name):
        daemon = self.program_there(ipv4={"via": via}, domains={"example.com": [name]})
        daemon.use_providers({"providers": [over_http(FAR, self.mirror.port)]})
        daemon.start()
        return daemon

    def test_each_has_a_daemon(self):
        first, second = self.daemon_by("lan0", "first"), self.daemon_by("lan1", "second")
        self.assertEqual(first.wait_for_round(), f"{FIRST} in 1 record")
        self.assertEqual(second.wait_for_round(), f"{SECOND_LINE} in 1 record")
        self.assertEqual((self.address_of("first"), self.address_of("second")), (FIRST, SECOND_LINE))

    def test_a_change_of_the_way_that_is_taken_brings_a_round(self):
        daemon = self.daemon_by("lan1", "second")
        daemon.wait_for_round()
        other = "89.160.20.113"
        self.host.ip(f"address add {other}/32 dev lan1", f"address delete {SECOND_LINE}/32 dev lan1")
        self.assertEqual(daemon.wait_for_round(), f"{other} in 1 record")

    def test_questions_of_both_kinds_take_the_way_and_it_is_shown(self):
        program = self.program_there(ipv4={"via": "lan1"}, quorum=2, timeout="1s")
        web, name_server = over_http(FAR, self.mirror.port), f"{FAR}:{self.mirror.port}"
        program.use_providers({"providers": [web, over_dns(name_server, "ipv4"), "https://localhost:1/"]})
        _, document = program.run_json("test")
        told = self.told(document)
        self.assertEqual(told[web["url"]], SECOND_LINE)
        self.assertEqual(told["dns whoami.example.com TXT"], SECOND_LINE)
        self.assertEqual(document["detections"][0]["way"], f"via {SECOND_ROUTER} dev lan1 src {SECOND_LINE}")
        self.assertIn(f"IPv4 leaves via {SECOND_ROUTER} dev lan1 src {SECOND_LINE}\n", program.run("test").stdout)

    def test_a_way_that_is_not_there_is_said_in_one_sentence_and_taken_when_it_comes(self):
        daemon = self.daemon_by("wan2", "second")
        self.assertEqual(daemon.wait_for_round(), "no IPv4 address: there is no interface 'wan2'")
        self.assertEqual(self.mirror.questions(), 0)
        self.host.ip("link set lan1 down", "link set lan1 name wan2", "link set wan2 up",
                     f"route add default via {SECOND_ROUTER} dev wan2 onlink metric 200")
        self.assertEqual(daemon.wait_for_round(), f"{SECOND_LINE} in 1 record")


class AFamilyThatIsGone(Ways):
    def setUp(self):
        super().setUp()
        ip(f"address add {ROUTER6}/64 dev wan0 nodad")
        self.mirror = self.enterContext(Mirror(ROUTER6))
        self.gandi_has({"1001": []})
        self.there = self.program_there(ipv6=True)
        self.there.use_providers({"providers": [self.sandbox.providers[0]["url"],
                                                over_http(f"[{ROUTER6}]", self.mirror.port)]})

    def status(self, *arguments):
        return self.there.run("status", *arguments, RUNTIME_DIRECTORY=self.there.folder.name)

    def test_is_a_problem_wherever_problems_are_shown_until_it_is_back(self):
        self.host.ip(f"address add {STABLE6}/64 dev lan0 nodad")
        self.there.start(RUNTIME_DIRECTORY=self.there.folder.name)
        self.assertEqual(self.there.wait_for_round(), f"{FIRST} in 1 record; {STABLE6} in 1 record")
        self.host.ip(f"address delete {STABLE6}/64 dev lan0")
        sentence = (f"'home.example.com' is out of date: Gandi still serves {STABLE6}, but this host has no global IPv6 "
                    'address any more; if it is to have none, set "ipv6": false and delete the record')
        self.assertEqual(self.there.wait_for_round(), f"{FIRST} in 1 record; this host has no global IPv6 address")
        self.assertIn(self.there.round().removesuffix("..."), sentence)
        self.there.log.wait_for(" warning: " + re.escape(sentence))
        shown = self.status()
        self.assertEqual(shown.returncode, 1)
        self.assertIn(f" ! {sentence.partition('; ')[0]} > {sentence.partition('; ')[2]} ", on_one_line(shown.stdout))
        metrics = self.status("--prometheus").stdout
        self.assertIn('record_in_order{domain="example.com",name="home",type="AAAA"} 0\n', metrics)
        self.assertIn("gandi_dyndnsd_problems 1\n", metrics)
        self.assertIn("gandi_dyndnsd_exit_code 1\n", metrics)
        other = STABLE6[:-1] + "5"
        self.host.ip(f"address add {other}/64 dev lan0 nodad")
        self.assertEqual(self.there.wait_for_round(), f"{FIRST} in 1 record; {other} in 1 record")
        self.assertEqual(self.status().returncode, 0)

    def test_is_no_problem_while_it_is_late_after_boot_or_there_is_no_network(self):
        self.host.ip(f"address add {STABLE6}/64 dev lan0 nodad")
        self.there.start()
        self.there.wait_for_round()
        self.there.stop()
        self.host.ip("link set lan0 down")  # which takes the IPv6 address away
        self.there.start()
        for ended in (self.there.wait_for_round, self.there.round):
            self.assertNotIn("Gandi still serves", ended())
        self.host.unplug(FIRST)
        self.host.plug_in(FIRST)
        self.assertEqual(self.there.wait_for_round(), f"{FIRST} in 1 record; this host has no global IPv6 address")
        self.assertIn("Gandi still serves", self.there.round())

    def test_a_host_whose_addresses_are_translated_misses_an_answer(self):
        self.host.ip(f"address delete {FIRST}/32 dev lan0", "address add 192.0.0.2/29 dev lan0",
                     f"address add {STABLE6}/64 dev lan0 nodad")
        done = self.there.run("test")
        self.assertIn("no quorum for IPv4", done.stdout)
        self.assertEqual(done.returncode, 69)

    def test_a_host_that_never_had_ipv4_is_told_what_to_set_and_is_no_fault(self):
        self.host.ip(f"address delete {FIRST}/32 dev lan0", f"address add {STABLE6}/64 dev lan0 nodad")
        done = self.there.run("test")
        self.assertIn('this host has no IPv4 address: set "ipv4": false if it is to have none\n', done.stdout)
        self.assertEqual(done.returncode, 0)


class BehindTheProvidersNat(Ways):
    """As the providers see it, the host has the address that its way out has not."""

    own = "100.64.1.2"

    def test_it_is_said_with_what_can_be_done(self):
        ip(f"route add {self.own}/32 dev wan0")
        sentence = (f"nobody can connect to {FIRST}: it is shared with others by carrier-grade NAT of the Internet provider, "
                    f"in which this host has {self.own}; ask for a public IPv4 address, or publish IPv6 alone "
                    '("ipv4": false)')
        program = self.program_there()
        done = program.run("test")
        self.assertEqual(done.returncode, 0, "it is no error by itself")
        self.assertIn(sentence, done.stdout)
        program.start(RUNTIME_DIRECTORY=program.folder.name)
        self.assertEqual(program.wait_for_round(), f"{FIRST} in 1 record")
        self.assertIn(sentence, on_one_line(program.run("status", RUNTIME_DIRECTORY=program.folder.name).stdout))


class BehindNat66(Ways):
    """The host has a unique local address (RFC 4193) alone, in whose place the router puts its own."""

    own6, router6, seen = "fd12:3456:789a::2", "fd12:3456:789a::1", "2a02:6b67:0:9::1"

    def test_what_the_router_puts_in_the_place_of_a_local_address_is_published(self):
        ip(f"address add {self.router6}/64 dev wan0 nodad", f"route add {self.seen} dev wan0")
        self.host.ip(f"address add {self.own6}/64 dev lan0 nodad", f"route add default via {self.router6} dev lan0")
        rules = ("add table ip6 nat66", "add chain ip6 nat66 in { type nat hook input priority 100; }",
                 f"add rule ip6 nat66 in ip6 saddr {self.own6} snat to {self.seen}")
        try:
            subprocess.run(["nft", "; ".join(rules)], check=True, stderr=subprocess.PIPE, text=True)
        except subprocess.CalledProcessError as error:
            self.skipTest(f"addresses cannot be translated here: {error.stderr}")
        self.addCleanup(subprocess.run, ["nft", "delete table ip6 nat66"], check=True)
        mirror = self.enterContext(Mirror(self.router6))
        self.gandi_has({"1001": []})
        daemon = self.program_there(ipv4=False, ipv6=True)
        daemon.use_providers({"providers": [over_http(f"[{self.router6}]", mirror.port)]})
        daemon.start(RUNTIME_DIRECTORY=daemon.folder.name)
        self.assertEqual(daemon.wait_for_round(), f"{self.seen} in 1 record")
        self.assertEqual(daemon.run("status", RUNTIME_DIRECTORY=daemon.folder.name).returncode, 0)


if __name__ == "__main__":
    unittest.main()
