"""Starts the sandbox, says in one line of JSON where everything is, and ends without a trace."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import signal
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

if not __package__:
    # Run as "python3 tests/sandbox": make the folder the package that its files expect to be in.
    sys.path[0] = str(Path(__file__).resolve().parent.parent)
    __package__ = "sandbox"

from sandbox.control import Control  # noqa: E402
from sandbox.gandi import Gandi  # noqa: E402
from sandbox.providers import Provider  # noqa: E402
from sandbox.tls import Certificates  # noqa: E402
from sandbox.web import Admission, Hub  # noqa: E402
from sandbox.world import Log, World  # noqa: E402


def main() -> int:
    parser = argparse.ArgumentParser(prog="sandbox", description=__doc__)
    parser.add_argument("--dir", type=Path, help="for ca.pem and the like (default: temporary)")
    parser.add_argument("--providers", type=int, default=12, metavar="N")
    parser.add_argument("--control-port", type=int, default=0, metavar="PORT")
    parser.add_argument("--gandi-port", type=int, default=0, metavar="PORT")
    parser.add_argument("--until-eof", action="store_true", help="end when stdin is closed")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sandbox-") as temporary:
        directory = args.dir or Path(temporary)
        directory.mkdir(parents=True, exist_ok=True)
        asyncio.run(run(args, directory.resolve()))
    return 0


async def run(args: argparse.Namespace, directory: Path) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(_report)
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    if args.until_eof:
        threading.Thread(target=_watch_stdin, args=(loop, stop), daemon=True).start()
    hub = Hub()
    try:
        info = start(hub, args, directory)
        print(json.dumps(info), flush=True)
        await stop.wait()
    finally:
        await hub.close()


def start(hub: Hub, args: argparse.Namespace, directory: Path) -> dict[str, Any]:
    tls, world, log = Certificates(directory), World(), Log()
    providers = []
    for number in range(1, args.providers + 1):
        provider = Provider(f"p{number:02}", f"operator-{number:02}", world, log, tls)
        secure = hub.listen(provider.handle, provider.secure, door=provider.name)
        plain = hub.listen(provider.handle, provider.plain, door=provider.name)
        provider.url, provider.url_http = f"https://localhost:{secure}/", f"http://localhost:{plain}/"
        providers.append(provider)
    gandi = Gandi(world, log, tls)
    port = hub.listen(gandi.handle, gandi, door="gandi", port=args.gandi_port)
    other_port = hub.listen(gandi.handle, gandi, door="gandi elsewhere")
    control = Control(hub, world, log, providers, gandi)
    # Not on ::1: whoever may reach this port may do everything, so it is as narrow as possible.
    control_port = hub.listen(control.handle, Admission(), port=args.control_port, ipv6=False)
    entries = [
        {"url": p.url, "operator": p.operator, "family": "any", "format": "text"} for p in providers
    ]
    providers_file = directory / "providers.json"
    providers_file.write_text(json.dumps({"providers": entries}, indent=2) + "\n")
    shown = ("name", "url", "url_http", "operator")
    return {
        "control": f"http://127.0.0.1:{control_port}",
        "ca_file": str(tls.ca_file),
        "dir": str(directory),
        "providers_file": str(providers_file),
        "providers": [{key: getattr(p, key) for key in shown} for p in providers],
        **endpoints(port),
        "elsewhere": endpoints(other_port),
        "pid": os.getpid(),
    }


def endpoints(port: int) -> dict[str, str]:
    return {
        "xmlrpc": f"https://localhost:{port}/xmlrpc/",
        "livedns": f"https://localhost:{port}/v5/livedns",
        "tokeninfo": f"https://localhost:{port}/tokeninfo",
    }


def _watch_stdin(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    # os.read, not sys.stdin: a thread inside the latter's lock would break the interpreter's exit.
    try:
        while os.read(0, 4096):
            pass
    except OSError:
        pass
    try:
        loop.call_soon_threadsafe(stop.set)
    except RuntimeError:  # stopped by a signal already
        pass


def _report(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Clients may leave at any time; all else is a mistake in the sandbox and must be seen."""
    if not isinstance(context.get("exception"), OSError):
        loop.default_exception_handler(context)


if __name__ == "__main__":
    sys.exit(main())
