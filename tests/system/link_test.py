"""The network of the host comes, goes and changes, in a real kernel: the daemon looks at once, if there is a reason."""

import os
import re
import signal
import sys
import time
import unittest
from pathlib import Path

from case import FIRST, FIRST6, SECOND, SystemTest
from host import Host, ip, leave_the_machines_network

LOOKS = "debug: a round begins early: "
LONG = 1.2  # seconds in which a change would have brought a round: half of one until it is looked at, and the round


def setUpModule():
    try:
        leave_the_machines_network()
    except PermissionError:
        raise unittest.SkipTest("making a network namespace needs root") from None


class LinkTest(SystemTest):
    """The interval is an hour, so that whatever happens within seconds was brought by a change of the network."""

    def setUp(self):
        super().setUp()
        self.host = self.enterContext(Host())

    def daemon_there(self, **config):
        program = self.program(log_level="debug", **config)
        program.prefix = self.host.inside
        program.start()
        return program

    def online(self, **config):
        """A daemon that has published the address."""
        self.host.plug_in(FIRST)
        daemon = self.daemon_there(**config)
        self.assertEqual(daemon.wait_for_round(), f"{FIRST} in 1 record")
        return daemon

    def assert_no_round(self, daemon):
        with self.assertRaises(TimeoutError):
            daemon.wait_for_notice("STATUS=", timeout=LONG)

    def looks(self, daemon):
        """The reasons for all rounds that a change brought."""
        if daemon.process.poll() is None:
            daemon.stop()
        return [line.partition(LOOKS)[2] for line in daemon.log.drain() if LOOKS in line]


class ANetworkThatComes(LinkTest):
    def test_without_one_the_daemon_is_ready_and_quiet_and_publishes_within_two_seconds_of_its_coming(self):
        begin = time.monotonic()
        daemon = self.daemon_there()
        self.assertLess(time.monotonic() - begin, 2, "until it was ready")
        self.assertRegex(daemon.wait_for_round(), "no quorum for IPv4: .* none of 12 operators gave an address")
        daemon.round()
        begin = time.monotonic()
        self.host.plug_in(FIRST)
        self.assertEqual(daemon.wait_for_round(), f"{FIRST} in 1 record")
        self.assertEqual(self.address_of("home"), FIRST)
        live = next(entry["at"] for entry in self.sandbox.log() if entry["call"] == "domain.zone.version.set")
        self.assertLess(live - begin, 2)
        self.assertEqual(self.looks(daemon), [f"IPv4 leaves via 81.2.69.1 dev lan0 src {FIRST}"])
        said = "\n".join(line for line in daemon.log.seen if re.search(" (error|warning|notice): ", line))
        self.assertRegex(said, r"\A.*: no quorum for IPv4: .*\n.*: quorum for IPv4 again.*\n.* published: .*\Z")

    def test_an_outage_brings_a_round_when_it_is_over_though_all_is_as_before(self):
        daemon = self.online()
        self.host.unplug(FIRST)
        self.assert_no_round(daemon)
        self.host.plug_in(FIRST)
        daemon.wait_for_round()

    def test_a_router_that_was_off_brings_a_round_when_it_is_on_again(self):
        daemon = self.online()
        ip("link set wan0 down")
        self.assert_no_round(daemon)
        self.sandbox.world(ipv4=SECOND)
        ip("link set wan0 up")
        self.assertEqual(daemon.wait_for_round(), f"{SECOND} in 1 record")

    def test_an_ipv6_address_is_published_when_it_was_found_to_be_no_duplicate(self):
        self.host.plug_in(FIRST)
        daemon = self.daemon_there(ipv4=False, ipv6={"interface": "lan0"})
        self.assertRegex(daemon.wait_for_round(), "IPv6")
        self.host.ip(f"address add {FIRST6}/64 dev lan0")
        self.assertEqual(daemon.wait_for_round(), f"{FIRST6} in 1 record")
        self.assertEqual(self.address_of("home", "AAAA"), FIRST6)
        self.host.ip(f"address change {FIRST6}/64 dev lan0 valid_lft 2000 preferred_lft 1000")
        self.assert_no_round(daemon)
        self.assertEqual(self.looks(daemon), [f"address {FIRST6} appeared"])


class ANetworkThatChanges(LinkTest):
    def test_another_address_brings_a_round(self):
        daemon = self.online()
        self.sandbox.world(ipv4=SECOND)
        self.host.ip(f"address add {SECOND}/32 dev lan0", f"address delete {FIRST}/32 dev lan0")
        self.assertEqual(daemon.wait_for_round(), f"{SECOND} in 1 record")
        self.assertEqual(self.address_of("home"), SECOND)
        self.assertEqual(self.looks(daemon), [f"IPv4 leaves via 81.2.69.1 dev lan0 src {SECOND}"])

    def test_another_router_brings_a_round(self):
        daemon = self.online()
        self.sandbox.world(ipv4=SECOND)
        ip("address add 81.2.69.2/24 dev wan0")
        self.host.ip("route replace default via 81.2.69.2 dev lan0 onlink")
        self.assertEqual(daemon.wait_for_round(), f"{SECOND} in 1 record")

    def test_a_burst_of_changes_brings_few_rounds(self):
        daemon = self.online()
        burst = [line for number in range(2, 27) for line in (f"address add 81.2.70.{number}/32 dev lan0",
                                                              f"address delete 81.2.70.{number}/32 dev lan0")]
        self.host.ip(*burst, f"address add {SECOND}/32 dev lan0")
        daemon.wait_for_round()
        self.assert_no_round(daemon)
        self.assertEqual(self.looks(daemon), [f"address {SECOND} appeared"])

    def test_a_change_of_which_no_word_came_is_seen(self):
        """The kernel drops what a socket does not take in time, and says only that it did."""
        daemon = self.online()
        self.host.ip("link add veth0 type veth peer name eth0", "link set veth0 up", "link set eth0 up")
        daemon.signal(signal.SIGSTOP)
        os.waitid(os.P_PID, daemon.process.pid, os.WSTOPPED | os.WNOWAIT)
        self.host.ip(*(f"address {verb} 172.17.{number // 256}.{number % 256}/32 dev veth0"
                       for number in range(500) for verb in ("add", "delete")))
        self.sandbox.world(ipv4=SECOND)
        self.host.ip(f"address add {SECOND}/32 dev lan0", f"address delete {FIRST}/32 dev lan0")
        daemon.signal(signal.SIGCONT)
        self.assertEqual(daemon.wait_for_round(), f"{SECOND} in 1 record")

    def test_what_containers_do_to_their_interfaces_brings_none(self):
        daemon = self.online()
        for number in range(5):
            self.host.ip(f"link add veth{number} type veth peer name eth{number}",
                         f"address add 172.17.{number}.1/16 dev veth{number}", f"link set veth{number} up",
                         f"link set eth{number} up", f"route add 172.18.{number}.0/24 dev veth{number}",
                         f"address add fd00:{number}::1/64 dev veth{number} nodad")
        self.assert_no_round(daemon)
        self.host.ip(*(f"link delete veth{number}" for number in range(5)))
        self.assert_no_round(daemon)
        self.assertEqual(self.looks(daemon), [])


class WithoutNetlink(LinkTest):
    def test_the_daemon_says_so_once_and_goes_on(self):
        self.host.plug_in(FIRST)
        program = self.program()
        forbid = str(Path(__file__).with_name("without_netlink.py"))
        program.prefix = [*self.host.inside, sys.executable, forbid]
        program.start()
        program.log.wait_for(r"info: started, .*; cannot watch the network \(netlink: Address family not supported by "
                             r"protocol\), so changes are noticed only at the next interval$")
        self.assertEqual(program.wait_for_round(), f"{FIRST} in 1 record")
        self.assertEqual(program.round(), f"{FIRST} in 1 record")


if __name__ == "__main__":
    unittest.main()
