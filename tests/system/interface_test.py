"""The address of a network interface, asked of a real kernel: in a network namespace that each test makes itself."""

import os
import subprocess
import unittest

from case import FIRST, FIRST6, LIE, SystemTest


@unittest.skipUnless(os.geteuid() == 0, "making a network namespace needs root")
class Interface(SystemTest):
    def ask(self, *addresses, **config):
        """(exit code, verdict) of `test` in a namespace whose `lan0` has these addresses, and another interface one."""
        program = self.program(**config)
        steps = ["ip link add lan0 type veth peer name wan0", "ip link set wan0 up", "ip link set lan0 up",
                 f"ip address add {LIE}/32 dev wan0"]
        steps += [f"ip address add {address} dev lan0 {'nodad' if ':' in address else ''}" for address in addresses]
        steps += ['exec "$@"']
        command = ["unshare", "--net", "sh", "-ec", "\n".join(steps), "sh", *program.command("test", "--json")]
        done = subprocess.run(command, env=program.environment(), capture_output=True, text=True, timeout=60, check=False)
        return done.returncode, done.stdout + done.stderr

    def test_the_global_address_is_taken_and_the_private_one_beside_it_is_not(self):
        code, said = self.ask("192.168.1.2/24", f"{FIRST}/32", ipv4={"interface": "lan0"})
        self.assertIn(f'"agreed":true,"address":"{FIRST}"', said)
        self.assertEqual(code, 0)

    def test_a_private_address_is_refused_with_a_sentence_unless_allowed(self):
        code, said = self.ask("192.168.1.2/24", ipv4={"interface": "lan0"})
        self.assertIn("only 192.168.1.2, which is private (RFC 1918)", said)
        self.assertEqual(code, 69)
        code, said = self.ask("192.168.1.2/24", ipv4={"interface": "lan0", "allow_private": True})
        self.assertIn('"agreed":true,"address":"192.168.1.2"', said)
        self.assertEqual(code, 0)

    def test_of_ipv6_the_stable_global_one(self):
        code, said = self.ask("fd00::5/64", f"{FIRST6}/64", "2a02:6b67::9/64 preferred_lft 0",
                              ipv4=False, ipv6={"interface": "lan0"})
        self.assertIn(f'"agreed":true,"address":"{FIRST6}"', said)
        self.assertEqual(code, 0)

    def test_a_host_without_ipv6_is_no_fault(self):
        code, said = self.ask("fd00::5/64", ipv4=False, ipv6={"interface": "lan0"})
        self.assertIn('"agreed":false', said)
        self.assertEqual(code, 0)

    def test_an_interface_that_is_not_there(self):
        code, said = self.ask(ipv4={"interface": "ppp7"})
        self.assertIn("there is no interface 'ppp7'", said)
        self.assertEqual(code, 69)


if __name__ == "__main__":
    unittest.main()
