"""unbound, a name server that nobody here wrote, on loopback with what it is told to serve."""

from __future__ import annotations

import random
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import Iterator

from leaks import DNS, note
from lines import Lines

CONFIGURATION = """
server:
{interfaces}
  port: {port}
  access-control: 127.0.0.0/8 allow
  access-control: ::1/128 allow
  access-control: fe80::/10 allow
  do-not-query-localhost: yes
  do-daemonize: no
  use-syslog: no
  username: ""
  chroot: ""
  pidfile: ""
  directory: "{folder}"
  module-config: "iterator"
  identity: "{identity}"
  extended-statistics: yes
  log-queries: yes
  local-zone: "." refuse
  local-zone: "example.com." static
  local-zone: "example.org." transparent
{records}
stub-zone:
  name: "example.org"
  stub-addr: 127.0.0.1
remote-control:
  control-enable: yes
  control-use-cert: no
  control-interface: "{folder}/control"
"""


def program() -> str:
    """Where it is: /usr/sbin is on root's path alone."""
    found = shutil.which("unbound", path="/usr/sbin:/usr/bin:/usr/local/sbin")
    if not found:
        raise FileNotFoundError("unbound is not installed: packaging/build-deps installs it")
    return found


def free_port() -> int:
    """For UDP and TCP, and none that the kernel gives to others."""
    while True:
        port = random.randrange(20000, 30000)
        with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as udp, socket.socket(socket.AF_INET6) as tcp:
            try:
                udp.bind(("::", port))
                tcp.bind(("::", port))
                return port
            except OSError:
                continue


class Unbound:
    """Serves the records of example.com that it is given, fails to find example.org, and refuses all else: no question
    leaves the machine. In class CHAOS, id.server is `identity`. `with Unbound(...) as server:` ends what it started."""

    def __init__(self, records: list[str], identity: str = "", port: int = 0,
                 interface: str = "") -> None:
        self.port = port or free_port()
        self._folder = tempfile.TemporaryDirectory(prefix="unbound.")
        lines = "\n".join(f"  local-data: '{record}'" for record in records)
        self._config = Path(self._folder.name, "unbound.conf")
        self._config.write_text(CONFIGURATION.format(
            interfaces="\n".join(f"  interface: {each}" for each in ([interface] if interface else ["127.0.0.1", "::1"])),
            port=self.port, folder=self._folder.name, identity=identity, records=lines))

    def __enter__(self) -> Unbound:
        self._process = subprocess.Popen([program(), "-d", "-c", str(self._config)], stderr=subprocess.PIPE, text=True)
        self._log = Lines(self._told())
        self._log.wait_for("start of service")
        return self

    def _told(self) -> Iterator[str]:
        """What it says, line by line. Of each question it says a line, which is searched for credentials."""
        for line in self._process.stderr:
            if line.rstrip().endswith((" IN", " CH")):
                note(DNS, line)
            yield line

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait()
        self._process.stderr.close()
        self._folder.cleanup()

    def questions(self, over: str = "") -> int:
        """How many it was asked since the last call; `over` "tcp" or "ipv6" alone."""
        control = Path(program()).with_name("unbound-control")
        said = subprocess.run([control, "-c", str(self._config), "stats"], capture_output=True, text=True, check=True)
        numbers = dict(line.split("=", 1) for line in said.stdout.splitlines())
        return int(numbers[f"num.query.{over}" if over else "total.num.queries"])
