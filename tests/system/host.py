"""A host whose network the test makes: plugs in, unplugs and renumbers, in a network namespace of its own."""

from __future__ import annotations

import ctypes
import subprocess
from typing import Sequence

CLONE_NEWNET = 0x40000000
ROUTER = "81.2.69.1"


def leave_the_machines_network() -> None:
    """From here on this process and all that it starts have a loopback interface, and what the test makes."""
    if ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    ip("link set lo up")


def ip(*lines: str, inside: Sequence[str] = ()) -> None:
    """Each line is what follows `ip`; `inside` is a command that runs it elsewhere."""
    done = subprocess.run([*inside, "ip", "-batch", "-"], input="\n".join(lines) + "\n", capture_output=True,
                          text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"ip: {lines}: {done.stderr}")


def let_loopback_addresses_pass(interface: str, inside: Sequence[str] = ()) -> None:
    switch = f"/proc/sys/net/ipv4/conf/{interface}/route_localnet"
    subprocess.run([*inside, "sh", "-c", f"echo 1 >{switch}"], check=True)


class Host:
    """At first its network is a cable that leads to us and is not plugged in: `lan0` there, `wan0` here.

    To this host 127.0.0.1 is us, behind its default route: its own loopback interface is down. So what it asks on
    "localhost" reaches the sandbox when it has a route, and nobody when it has none.
    """

    def __enter__(self) -> Host:
        self._process = subprocess.Popen(["unshare", "--net", "sh", "-c", "echo; exec cat"], stdin=subprocess.PIPE,
                                         stdout=subprocess.PIPE)
        self._process.stdout.readline()
        self.inside = ["nsenter", f"--net=/proc/{self._process.pid}/ns/net"]
        ip(f"link add wan0 type veth peer name lan0 netns {self._process.pid}", f"address add {ROUTER}/24 dev wan0",
           "link set wan0 up")
        let_loopback_addresses_pass("wan0")
        let_loopback_addresses_pass("lan0", self.inside)
        return self

    def __exit__(self, *_: object) -> None:
        ip("link delete wan0")
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def ip(self, *lines: str) -> None:
        ip(*lines, inside=self.inside)

    def plug_in(self, address: str) -> None:
        self.ip("link set lan0 up", f"address add {address}/32 dev lan0",
                f"route add default via {ROUTER} dev lan0 onlink")

    def unplug(self, address: str) -> None:
        self.ip(f"address delete {address}/32 dev lan0", "link set lan0 down")
