"""The truth that the honest providers tell, the latencies, and the log of all requests."""

from __future__ import annotations

import asyncio
import fnmatch
import ipaddress
import time
from typing import Any

from .messages import Request


class World:
    """The addresses that this machine has on the Internet; None means no such connectivity."""

    def __init__(self) -> None:
        # Documentation addresses are no votes for the daemon, so these are real global ones.
        self.addresses: dict[str, str | None] = {"ipv4": "81.2.69.142", "ipv6": "2a02:6b67::1"}
        self.gandi_ms = 0.0
        self.handshake_ms = 0.0

    def move(self, changes: dict[str, Any]) -> None:
        for family, address in changes.items():
            if family not in self.addresses:
                raise ValueError(f"{family}: only ipv4 and ipv6 can be moved")
            if address is not None:
                version = 4 if family == "ipv4" else 6
                if ipaddress.ip_address(address).version != version:
                    raise ValueError(f"{address} is no {family} address")
        self.addresses.update(changes)


class Log:
    """Requests in the order in which they arrived; entries are filled in as they are answered."""

    def __init__(self) -> None:
        self.entries: list[dict[str, Any]] = []
        self._count = 0
        self._waiters: list[asyncio.Future[None]] = []

    def add(self, service: str, request: Request, **details: Any) -> dict[str, Any]:
        self._count += 1
        path, _, query = request.target.partition("?")
        entry = {"n": self._count, "at": time.monotonic(), "service": service, "name": None}
        entry |= {"method": request.method, "path": path, "query": query, "call": None}
        entry |= {"headers": request.headers, "family": request.family, "status": None}
        entry |= {"authorization": request.headers.get("authorization")}
        entry |= {"connection": request.connection, "resumed": request.resumed}
        entry |= {"port": request.port}
        entry |= details
        self.entries.append(entry)
        self._wake()
        return entry

    def clear(self) -> None:
        """Forgets the entries. Numbers go on, so that ?since= stays meaningful."""
        self.entries.clear()

    def since(self, number: int) -> list[dict[str, Any]]:
        return [entry for entry in self.entries if entry["n"] > number]

    async def wait(self, pattern: str, count: int, timeout: float, since: int) -> int | None:
        """Returns as soon as `count` entries match; None when time is out."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout
        while True:
            found = sum(matches(pattern, entry) for entry in self.since(since))
            if found >= count:
                return found
            arrival = loop.create_future()
            self._waiters.append(arrival)
            try:
                await asyncio.wait_for(arrival, deadline - loop.time())
            except asyncio.TimeoutError:
                return None

    def _wake(self) -> None:
        for waiter in self._waiters:
            if not waiter.done():
                waiter.set_result(None)
        self._waiters.clear()


def matches(pattern: str, entry: dict[str, Any]) -> bool:
    """Whether 'service:name', 'service:call' or 'service:METHOD path' fits the pattern."""
    request = f"{entry['method']} {entry['path']}"
    subjects = [entry["name"], entry["call"], request]
    if entry["query"]:
        subjects.append(f"{request}?{entry['query']}")
    return any(s and fnmatch.fnmatchcase(f"{entry['service']}:{s}", pattern) for s in subjects)
