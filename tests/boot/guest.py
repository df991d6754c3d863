"""A Debian that is really booted, in namespaces and a cgroup of its own, and leaves nothing behind.

What is needed: root, overlayfs, cgroup v2 (mounted or not), systemd-nspawn. What is not: systemd on this machine.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from root import mount, overlay

OURS = Path("/sys/fs/cgroup")
MARK = "GANDI_DYNDNSD_BOOT"
REBOOT = 133  # systemd-nspawn's exit status when the guest wants to be booted again
TOOLS = ["systemd-nspawn", "debootstrap", "unshare", "nsenter", "setpriv"]


def why_not() -> str | None:
    """Why no guest can be booted here."""
    if os.geteuid() != 0:
        return "needs root"
    if missing := [tool for tool in TOOLS if not shutil.which(tool)]:
        return f"needs {', '.join(missing)}: apt-get install systemd-container debootstrap util-linux"
    known = Path("/proc/filesystems").read_text().split()
    if missing := {"cgroup2", "overlay"} - set(known):
        return f"the kernel has no {' and no '.join(sorted(missing))}"
    trial = "mount -t cgroup2 cgroup2 /sys/fs/cgroup && cd /sys/fs/cgroup && mkdir trial.$$ && rmdir trial.$$"
    done = subprocess.run(["unshare", "--mount", "sh", "-c", trial], capture_output=True, text=True)
    return f"cannot make a cgroup of its own: {done.stderr.strip()}" if done.returncode else None


def enter_private_mounts() -> None:
    """Starts this program again where all that it mounts ends with it."""
    if os.environ.get(MARK) != str(os.getpid()):
        os.environ[MARK] = str(os.getpid())  # which exec keeps
        command = ["unshare", "--mount", "--propagation", "private", "--", sys.executable, *sys.argv]
        os.execvp(command[0], command)
    # Whatever this machine itself uses, the guest gets cgroup v2; and nspawn's notes are none of this machine's.
    mount("-t", "cgroup2", "cgroup2", str(OURS))
    Path("/run/systemd").mkdir(exist_ok=True)
    mount("-t", "tmpfs", "-o", "mode=755", "tmpfs", "/run/systemd")


class Guest:
    """`with Guest(root, sources) as guest:` is booted; /src in it is `sources`, and the root is not written to."""

    def __init__(self, root: Path, sources: Path) -> None:
        self._root = root
        self._sources = sources
        self._cgroup = OURS / own_cgroup() / f"gandi-dyndnsd-boot.{os.getpid()}"
        self._ending = contextlib.ExitStack()
        self._nspawn: subprocess.Popen | None = None
        self._leader = 0

    def __enter__(self) -> Guest:
        with contextlib.ExitStack() as ending:
            self._cgroup.mkdir()
            ending.callback(self._end_cgroup)
            self._overlay = ending.enter_context(overlay(self._root))
            self._log = self._overlay.with_name("nspawn.log")
            ending.callback(self._halt)
            self.boot()
            self._ending = ending.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.close()

    def path(self, name: str) -> Path:
        """Of the guest's file, seen from here."""
        return self._overlay / name.lstrip("/")

    def boot(self) -> None:
        begin = time.monotonic()
        with open(self._log, "ab") as log:
            self._nspawn = subprocess.Popen(self._nspawn_command(), stdin=subprocess.DEVNULL, stdout=log,
                                            stderr=subprocess.STDOUT)
        state = self._await_boot()
        print(f"boot: {state} after {time.monotonic() - begin:.1f} s", flush=True)
        if state != "running":
            self.run("systemctl", "--failed", "--no-legend", "--plain")

    def reboot(self) -> None:
        self.run("systemctl", "reboot")
        status = self._nspawn.wait(60)
        if status != REBOOT:
            raise RuntimeError(f"the guest did not reboot, systemd-nspawn ended with {status}")
        self.boot()

    def run(self, *command: str) -> int:
        """In the guest, beside its systemd."""
        return subprocess.run([*self._enter(), *command], timeout=60).returncode

    def run_as_unit(self, *command: str, timeout: int) -> int:
        """As a unit of its own, as the machine's user would run it; the exit status, 124 when time is out."""
        # The status goes through a file: what systemd-run gives could also be its own failure.
        told = self.path("/var/tmp/status")
        told.unlink(missing_ok=True)
        self.path("/var/tmp/run").write_text('#!/bin/sh\n"$@"\necho $? >/var/tmp/status\n')
        unit = ["systemd-run", "--quiet", "--pipe", "--wait", "--collect", "--unit=test", "--setenv=LC_ALL=C.UTF-8",
                f"--property=RuntimeMaxSec={timeout}", "sh", "/var/tmp/run", *command]
        subprocess.run([*self._enter(), *unit], stdin=subprocess.DEVNULL, timeout=timeout + 30)
        return int(told.read_text()) if told.exists() else 124

    def show_last_words(self) -> None:
        print("boot: the end of the guest's journal:", flush=True)
        self.run("journalctl", "--no-pager", "-n", "80", "-o", "short-precise")

    def _enter(self) -> list[str]:
        return ["nsenter", "-t", str(self._leader), "-a"]

    def _nspawn_command(self) -> list[str]:
        # Of the system calls, those without which IPAddressDeny=, KeyringMode= and the device policy would do nothing.
        return [
            "sh", "-c", 'echo 0 >"$1/cgroup.procs"; shift; exec "$@"', "sh", str(self._cgroup),
            "setpriv", "--pdeathsig", "TERM",
            "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1",
            "systemd-nspawn", "--quiet", f"--directory={self._overlay}", "--hostname=guest", "--boot",
            f"--machine=gandi-dyndnsd-boot-{os.getpid()}", "--register=no", "--keep-unit", "--private-network",
            "--console=pipe", "--kill-signal=SIGRTMIN+3", "--link-journal=no", "--resolv-conf=off", "--timezone=off",
            "--system-call-filter=bpf add_key keyctl request_key", f"--bind-ro={self._sources}:/src",
        ]

    def _await_boot(self) -> str:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self._nspawn.poll() is None:
            if self._find_leader():
                command = [*self._enter(), "systemctl", "is-system-running", "--wait"]
                with contextlib.suppress(subprocess.TimeoutExpired):
                    said = subprocess.run(command, capture_output=True, text=True, timeout=60).stdout.strip()
                    if said in ("running", "degraded", "maintenance"):
                        return said
            time.sleep(0.05)  # nobody tells when its manager can be spoken to
        raise RuntimeError(f"the guest did not boot:\n{self._log.read_text(errors='replace')[-5000:]}")

    def _find_leader(self) -> bool:
        """The guest's process 1, nspawn's one child."""
        children = Path(f"/proc/{self._nspawn.pid}/task/{self._nspawn.pid}/children").read_text().split()
        if len(children) == 1:
            self._leader = int(children[0])
            with contextlib.suppress(OSError):
                return Path(f"/proc/{self._leader}/comm").read_text().strip() == "systemd"
        return False

    def _halt(self) -> None:
        if self._nspawn and self._nspawn.poll() is None:
            self._nspawn.terminate()  # in good order, and at once when asked again
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._nspawn.wait(20)
            self._nspawn.terminate()

    def _end_cgroup(self) -> None:
        with contextlib.suppress(OSError):
            (self._cgroup / "cgroup.kill").write_text("1")
        if self._nspawn:
            self._nspawn.wait(20)
        for _ in range(50):
            folders = sorted(self._cgroup.rglob("*/"), reverse=True)
            with contextlib.suppress(OSError):
                for folder in [*folders, self._cgroup]:
                    folder.rmdir()
                return
            time.sleep(0.1)  # the kernel lets go of the last process when it likes


def own_cgroup() -> str:
    lines = Path("/proc/self/cgroup").read_text().splitlines()
    return next(line.removeprefix("0::").lstrip("/") for line in lines if line.startswith("0::"))
