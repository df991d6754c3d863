"""An interface whose addresses a test chooses, in the network of its own in which it runs."""

from __future__ import annotations

import contextlib
import errno
import subprocess
import sys
import unittest
from pathlib import Path
from typing import Iterator

from incident import Interface

INTERFACE = "lan0"


@contextlib.contextmanager
def interface(wish: Interface) -> Iterator[str]:
    """The URL of its mirror, if it has one."""
    _run(f"ip link add {INTERFACE} type veth peer name far0")
    try:
        for key, value in wish.settings.items():
            _set(key, value)
        _run("ip link set far0 up")
        _run(f"ip link set {INTERFACE} up")
        for address in wish.addresses:
            _run(f"ip address add {address} dev {INTERFACE}" + (" nodad" if ":" in address else ""))
        shown = _run(f"ip address show dev {INTERFACE}")
        if wish.must_show not in shown:
            raise AssertionError(f"the kernel has made no {wish.must_show!r} address:\n{shown}")
        with _mirror(wish.mirror) if wish.mirror else contextlib.nullcontext("") as url:
            yield url
    finally:  # it may be gone: with the mirror's network its far end goes, whenever the kernel gets round to that
        subprocess.run(["ip", "link", "delete", INTERFACE], check=False, stderr=subprocess.DEVNULL)


@contextlib.contextmanager
def _mirror(address: str) -> Iterator[str]:
    """At the far end of the cable, which is elsewhere from now on: only there does the kernel choose our address."""
    script = Path(__file__).resolve().parents[1] / "system" / "mirror.py"
    far = ["unshare", "--net", "sh", "-c", "echo; read _; exec \"$@\"", "sh", sys.executable, str(script), address]
    with subprocess.Popen(far, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            process.stdout.readline()
            _run(f"ip link set far0 netns {process.pid}")
            inside = f"nsenter --net=/proc/{process.pid}/ns/net ip"
            _run(f"{inside} address add {address}/64 dev far0 nodad")
            _run(f"{inside} link set far0 up")
            process.stdin.write("\n")
            process.stdin.flush()
            port = process.stdout.readline().strip()
            yield f"http://[{address}]:{port}/"
        finally:
            process.kill()


def _set(key: str, value: str) -> None:
    try:
        Path(f"/proc/sys/net/ipv6/conf/{INTERFACE}/{key}").write_text(value)
    except OSError as error:
        if error.errno not in (errno.EROFS, errno.EACCES):
            raise
        raise unittest.SkipTest(f"{key} cannot be set here: {error.strerror}") from None


def _run(command: str) -> str:
    return subprocess.run(command.split(), check=True, stdout=subprocess.PIPE, text=True).stdout
