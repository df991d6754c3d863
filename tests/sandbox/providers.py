"""The providers: services that tell a client its address, or lie, hang and break."""

from __future__ import annotations

import asyncio
import json
import ssl
from typing import Any, AsyncIterator

from . import raw
from .messages import Request, Response
from .tls import KINDS as CERTIFICATES
from .tls import Certificates
from .web import Admission
from .world import Log, World

KINDS = {"honest", "address", "hang", "status", "html", "body", "close", "reset", "drip", "huge"}
KINDS |= {"redirect", "raw"}
FORMATS = ("text", "json", "trace", "html")
KEYS = {"kind", "format", "latency_ms", "address", "status", "body", "headers", "location"}
KEYS |= {"chunked", "certificate", "path"} | raw.KEYS

# After Cloudflare's challenge page, whose SVG path data was once published as an A record.
_ERROR_PAGE = """<!DOCTYPE html>
<html><head><title>Just a moment...</title></head>
<body><h1>{status}</h1>
<svg viewBox="0 0 16 16"><path d="M4.1 2.2a1.2.1.1 0 0 1 1.2.1.1l.3 9.8.7.6Z"/></svg>
<p>Performance and security by 104.18.0.0</p>
</body></html>
"""

_PROSE_PAGE = """<!DOCTYPE html>
<html><head><title>What is my IP address?</title></head>
<body>Your IP address is : {address}
</body></html>
"""


def error_page(status: int) -> bytes:
    return _ERROR_PAGE.format(status=status).encode()


class Provider:
    """One provider. Its TLS port and its plain port share it, each behind a door of its own."""

    def __init__(self, name: str, operator: str, world: World, log: Log, tls: Certificates) -> None:
        self.name, self.operator = name, operator
        self.url = self.url_http = ""
        self.latency_ms = 0.0
        self.behaviour: dict[str, Any] = {}
        self._turn = 0
        self._world, self._log, self._tls = world, log, tls
        self.plain, self.secure = _Door(self, secure=False), _Door(self, secure=True)

    def behave(self, behaviour: dict[str, Any]) -> None:
        """Replaces the behaviour. An unknown word is refused: a typo must not make a test pass."""
        check_behaviour(behaviour)
        self.behaviour, self._turn = behaviour, 0

    def state(self) -> dict[str, Any]:
        known = {"name": self.name, "operator": self.operator, "url": self.url}
        known |= {"url_http": self.url_http, "latency_ms": self.latency_ms}
        return known | {"behaviour": self.behaviour}

    def certificate(self) -> ssl.SSLContext:
        return self._tls.context(self.behaviour.get("certificate"))

    def refuses(self, family: str) -> bool:
        # Without an address of that family no provider could be reached over it either.
        return self.behaviour.get("kind") == "reset" or self._world.addresses[family] is None

    def handshake_seconds(self) -> float:
        return self._world.handshake_ms / 1000

    async def handle(self, request: Request) -> Response:
        behaviour = dict(self.behaviour)
        if behaviour.get("path", request.path) != request.path:  # it is meant for another page
            behaviour = {}
        entry = self._log.add("provider", request, name=self.name)
        latency = float(behaviour.get("latency_ms", self.latency_ms)) / 1000
        kind = behaviour.get("kind", "honest")
        if latency > 0 and kind != "drip":
            await asyncio.sleep(latency)
        if kind == "raw":
            entry["status"], self._turn = kind, self._turn + 1
            return raw.answer(behaviour, self._turn - 1, self._log)
        response = self._answer(kind, behaviour, request.family, latency)
        entry["status"] = response.action or response.status
        return response

    def _answer(self, kind: str, behaviour: dict, family: str, latency: float) -> Response:
        address = self._world.addresses[family] or ""
        if kind == "address":
            address = behaviour["address"]
        headers = behaviour.get("headers", {})
        response = Response(behaviour.get("status", 200), headers=headers)
        response.chunked = bool(behaviour.get("chunked"))
        if kind in ("hang", "close"):
            response.action = kind
        elif kind == "reset":  # came in before the behaviour was set
            response.action = "drop"
        elif kind == "status":
            response.status = behaviour.get("status", 503)
            response.body = error_page(response.status)
            response.content_type = "text/html"
        elif kind == "redirect":
            response.status = behaviour.get("status", 302)
            response.headers = {"Location": behaviour["location"], **headers}
        elif kind == "body":
            response.body = behaviour["body"].encode()
        elif kind == "huge":
            response.stream = _endless(address)
        else:
            form = "html" if kind == "html" else behaviour.get("format", "text")
            response.content_type, response.body = _body(form, address)
            if kind == "drip":
                response.length = None if response.chunked else len(response.body)
                response.stream = _drip(response.body, latency)
        return response


class _Door(Admission):
    def __init__(self, provider: Provider, *, secure: bool) -> None:
        self._provider, self._secure = provider, secure

    def refuses(self, family: str) -> bool:
        return self._provider.refuses(family)

    def handshake_seconds(self) -> float:
        return self._provider.handshake_seconds()

    def context(self) -> ssl.SSLContext | None:
        return self._provider.certificate() if self._secure else None


def check_behaviour(behaviour: dict[str, Any]) -> None:
    if unknown := set(behaviour) - KEYS:
        raise ValueError(f"unknown key in a behaviour: {', '.join(sorted(unknown))}")
    kind = behaviour.get("kind", "honest")
    if kind not in KINDS:
        raise ValueError(f"unknown kind of behaviour: {kind}")
    if behaviour.get("format", "text") not in FORMATS:
        raise ValueError(f"unknown format: {behaviour['format']}")
    if behaviour.get("certificate", "good") not in CERTIFICATES:
        raise ValueError(f"unknown certificate: {behaviour['certificate']}")
    if not isinstance(behaviour.get("path", "/"), str):
        raise ValueError(f"a path is text: {behaviour['path']}")
    needed = {"address": "address", "body": "body", "redirect": "location"}.get(kind)
    if needed and not isinstance(behaviour.get(needed), str):
        raise ValueError(f"the behaviour {kind} needs a text in {needed!r}")
    if kind == "raw":
        raw.check(behaviour)


def _body(form: str, address: str) -> tuple[str, bytes]:
    if form == "json":
        return "application/json", json.dumps({"ip": address, "type": "address"}).encode()
    if form == "trace":
        lines = f"fl=29f123\nh=localhost\nip={address}\nts=1700000000.123\ntls=TLSv1.3\n"
        return "text/plain", lines.encode()
    if form == "html":
        return "text/html", _PROSE_PAGE.format(address=address).encode()
    return "text/plain; charset=utf-8", f"{address}\n".encode()


async def _drip(body: bytes, pause: float) -> AsyncIterator[bytes]:
    for byte in body:
        await asyncio.sleep(pause)
        yield bytes((byte,))


async def _endless(address: str) -> AsyncIterator[bytes]:
    block = f"{address}\n".encode() * 2048
    while True:
        yield block
        await asyncio.sleep(0)  # the others must be served too while this one pours
