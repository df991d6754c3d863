"""radvd, a router that nobody here wrote: announces IPv6 prefixes on an interface."""

from __future__ import annotations

import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

PREFERRED = 14400  # seconds, as radvd has it by default


def program() -> str:
    """Where it is: /usr/sbin is on root's path alone."""
    found = shutil.which("radvd", path="/usr/sbin:/usr/bin:/usr/local/sbin")
    if not found:
        raise FileNotFoundError("radvd is not installed: packaging/build-deps installs it")
    return found


class Radvd:
    """At first announces nothing."""

    def __init__(self, interface: str) -> None:
        self._interface = interface
        self._folder = tempfile.TemporaryDirectory(prefix="radvd.")
        self._config = Path(self._folder.name, "radvd.conf")
        self._process: subprocess.Popen | None = None
        Path(f"/proc/sys/net/ipv6/conf/{interface}/forwarding").write_text("1")

    def __enter__(self) -> Radvd:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process:
            self._process.terminate()
            self._process.wait()
        self._folder.cleanup()

    def announce(self, **preferred: int) -> float:
        """Prefixes of 64 bits with how long each is preferred; when that began."""
        prefixes = "".join(
            f"prefix {prefix}/64 {{ AdvPreferredLifetime {seconds}; AdvValidLifetime 86400; }};\n"
            for prefix, seconds in preferred.items()
        )
        self._config.write_text(
            f"interface {self._interface} {{\nAdvSendAdvert on; MinRtrAdvInterval 3; MaxRtrAdvInterval 10;\n{prefixes}}};\n"
        )
        begin = time.monotonic()
        if self._process:
            self._process.send_signal(signal.SIGHUP)
        else:
            self._process = subprocess.Popen([program(), "--nodaemon", "--config", self._config, "--pidfile",
                                              Path(self._folder.name, "pid"), "--logmethod", "stderr_clean"],
                                             stderr=subprocess.DEVNULL)
        return begin
