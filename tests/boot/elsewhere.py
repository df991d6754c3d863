"""Another Debian: README.md's two commands in a bare root of it, and then its systemd, booted with the package that they made.

    python3 tests/boot/elsewhere.py trixie

What cannot work in a chroot is skipped there, with its reason: the boot, which is made up for, and clang-format and clang-tidy
of another version than the project's.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import boot_test
import guest
import root

COMMANDS = ["./packaging/quickstart", "./tests/run"]


def main() -> int:
    suite = sys.argv[1]
    if reason := guest.why_not():
        return boot_test.skip(reason)
    guest.enter_private_mounts()
    with root.overlay(root.prepare_bare(suite)) as there:
        furnish(there)
        for command in COMMANDS:
            if status := timed(f"{suite}: {command}", lambda: run(there, command)):
                return status
        deb = take_package(there, boot_test.SOURCES / "build" / suite)
    return timed(f"{suite}: the boot", lambda: boot_test.test(suite, deb, []))


def furnish(there: Path) -> None:
    """The sources, and what a build asks of a machine."""
    shutil.copytree(boot_test.SOURCES, there / "src", ignore=shutil.ignore_patterns("build", ".git", "__pycache__"))
    shutil.copy("/etc/resolv.conf", there / "etc/resolv.conf")
    root.mount("-t", "proc", "proc", str(there / "proc"))
    root.mount("--rbind", "/dev", str(there / "dev"))


def run(there: Path, command: str) -> int:
    # Of this machine's environment, its way to the network alone: a compiler or a CI that it names is not in there.
    proxies = {name: value for name, value in os.environ.items() if name.lower().endswith("_proxy")}
    environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", **proxies}
    return subprocess.run(["nice", "chroot", there, "sh", "-c", f"cd /src && {command}"], env=environment).returncode


def timed(what: str, step: Callable[[], int]) -> int:
    begin = time.monotonic()
    status = step()
    print(f"elsewhere: {what} {'failed' if status else 'passed'} after {time.monotonic() - begin:.0f} s", flush=True)
    return status


def take_package(there: Path, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    deb = next(path for path in (there / "src/build").glob("gandi-dyndnsd_*.deb"))
    return Path(shutil.copy(deb, folder))


if __name__ == "__main__":
    sys.exit(main())
