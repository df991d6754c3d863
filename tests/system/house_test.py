"""A whole house behind a router whose prefix changes: one daemon keeps the AAAA of each host, by its suffix or MAC."""

import ipaddress
import re
import subprocess
import unittest

from case import FIRST
from host import Host, leave_the_machines_network
from lines import Lines
from livedns_test import LiveDnsTest
from radvd import PREFERRED, Radvd

OLD, NEW = "2a02:6b67:0:ff01::", "2a02:6b67:0:2::"  # the old one is the higher, and so not the one that is lower
HOSTS = 50
LONG = 3  # seconds: of which the kernel takes one to two to find out that its new address is nobody else's


def setUpModule():
    try:
        leave_the_machines_network()
    except PermissionError:
        raise unittest.SkipTest("making a network namespace needs root") from None


def host(number):
    """Every other one is known by its MAC address."""
    name = f"host{number}"
    if number % 2:
        return {"name": name, "types": ["AAAA"], "mac": f"02-16-3E-00-00-{number:02X}"}
    return {"name": name, "types": ["AAAA"], "suffix": f"::{number:x}:1"}


def address(number, prefix):
    own = f"::16:3eff:fe00:{number:x}" if number % 2 else f"::{number:x}:1"
    return str(ipaddress.ip_address(int(ipaddress.ip_address(prefix)) | int(ipaddress.ip_address(own))))


class House(LiveDnsTest):
    def setUp(self):
        super().setUp()
        self.host = self.enterContext(Host())
        self.host.plug_in(FIRST)
        self.router = self.enterContext(Radvd("wan0"))

    def give_address(self, prefix):
        """The host has one under this prefix, and knows that it is nobody else's."""
        with subprocess.Popen([*self.host.inside, "ip", "monitor", "address"], stdout=subprocess.PIPE, text=True) as said:
            lines = Lines(said.stdout)
            self.router.announce(**{prefix: PREFERRED})
            lines.wait_for(rf"inet6 {prefix[:-2]}:(?!.*tentative)")
            said.kill()

    def served(self):
        return {name: values[0] for (name, _), (values, _) in self.rrsets().items()}

    def expected(self, prefix):
        return {f"host{number}": address(number, prefix) for number in range(HOSTS)}

    def wait_until_under(self, daemon, prefix):
        return daemon.wait_for_notice(rf"\ASTATUS={HOSTS} records under the prefix of {re.escape(prefix[:-2])}:")

    def test_fifty_records_follow_a_new_prefix_within_three_seconds(self):
        self.give_address(OLD)
        daemon = self.program(domains={"example.com": [host(number) for number in range(HOSTS)]}, ipv4=False,
                              ipv6={"interface": "lan0"})
        daemon.prefix = self.host.inside
        daemon.start()
        self.wait_until_under(daemon, OLD)
        self.assertEqual(self.served(), self.expected(OLD))
        self.sandbox.clear_log()
        begin = self.router.announce(**{OLD: 0, NEW: PREFERRED})
        self.wait_until_under(daemon, NEW)
        self.assertEqual(self.served(), self.expected(NEW))
        written = [entry["at"] for entry in self.sandbox.log() if entry.get("method") == "PUT"]
        self.assertEqual(len(written), HOSTS, "one write for each")
        print(f"the last of {HOSTS} records was written {written[-1] - begin:.2f} s after the announcement")
        self.assertLess(written[-1] - begin, LONG)
        daemon.stop()
        said = [line for line in daemon.log.drain() if re.search(" (error|warning): ", line)]
        self.assertEqual(said, [])


if __name__ == "__main__":
    unittest.main()
