"""Gandi's front: logs each request, lets injected faults have their way, then carries it out."""

from __future__ import annotations

import asyncio
import json
import ssl
import urllib.parse
from typing import Any, Callable
from xmlrpc.client import Fault

from .faults import Faults
from .livedns import LiveDns
from .messages import Request, Response
from .providers import error_page
from .rpc import XmlRpc, invalid, parse, serialize
from .throttle import Throttle
from .tls import KINDS, Certificates
from .web import Admission
from .world import Log, World
from .zones import ZoneStore

XML = "text/xml"


class Gandi(Admission):
    def __init__(self, world: World, log: Log, tls: Certificates) -> None:
        self._world, self._log, self._tls = world, log, tls
        self.zones, self.livedns, self.faults = ZoneStore(), LiveDns(), Faults()
        self.throttle = Throttle()
        self.certificate = "good"
        self._xmlrpc = XmlRpc(self.zones)

    def present(self, certificate: str) -> None:
        if certificate not in KINDS:
            raise ValueError(f"unknown certificate: {certificate}")
        self.certificate = certificate

    def context(self) -> ssl.SSLContext:
        return self._tls.context(self.certificate)

    def handshake_seconds(self) -> float:
        return self._world.handshake_ms / 1000

    def connected(self) -> None:
        self.throttle.connected()

    def disconnected(self) -> None:
        self.throttle.disconnected()

    async def handle(self, request: Request) -> Response:
        if request.path.rstrip("/") == "/xmlrpc":
            return await self._handle_xmlrpc(request)
        if request.path == "/tokeninfo" or request.path.startswith("/v5/"):
            return await self._handle_rest(request)
        self._log.add("gandi", request, status=404)
        return Response(404, error_page(404), "text/html")

    async def _handle_xmlrpc(self, request: Request) -> Response:
        try:
            method, params = parse(request.body)
            problem = None
        except Fault as fault:
            method, params, problem = None, (), fault
        if request.method != "POST":
            problem = invalid("POST is needed")
        entry = self._log.add("xmlrpc", request, call=method, params=_jsonable(params[1:]))
        entry["credential_ok"] = self._xmlrpc.knows(params)

        def carry_out() -> Response:
            try:
                if problem:
                    raise problem
                answer = self._xmlrpc.call(method, params)
            except Fault as fault:
                entry["fault"] = fault.faultCode
                answer = fault
            return Response(200, serialize(answer), XML)  # 200 for a fault too

        names = ([method] if method else []) + [f"{request.method} {request.target}"]
        return await self._answer(entry, names, carry_out, XML)

    async def _handle_rest(self, request: Request) -> Response:
        service = "tokeninfo" if request.path == "/tokeninfo" else "livedns"
        entry = self._log.add(service, request, body=_parsed(request.body))
        entry["credential_ok"] = self.livedns.account.knows(request)
        # Escaped or not, with the query or without: a test need not know how '@' is sent.
        targets = {request.target, request.path}
        targets |= {urllib.parse.unquote(target) for target in targets}
        names = [f"{request.method} {target}" for target in sorted(targets)]
        json_type = "application/json"
        return await self._answer(entry, names, lambda: self.livedns.answer(request), json_type)

    async def _answer(
        self,
        entry: dict[str, Any],
        names: list[str],
        carry_out: Callable[[], Response],
        content_type: str,
    ) -> Response:
        # Tokens have a server of their own. What is throttled does not use up a fault that is meant for another.
        refusal = None if entry["service"] == "tokeninfo" else self.throttle.refuses()
        do = {} if refusal is not None else self.faults.take(names)
        delay = do.get("delay_ms", 0) + self._world.gandi_ms
        if delay > 0:
            await asyncio.sleep(delay / 1000)
        if refusal is not None:
            response = Response(429, error_page(429), "text/html", refusal)  # nobody has seen the body of a real one
        else:
            response = self._act(do, entry, carry_out, content_type)
        entry["status"] = response.action or response.status
        return response

    def _act(
        self,
        do: dict[str, Any],
        entry: dict[str, Any],
        carry_out: Callable[[], Response],
        content_type: str,
    ) -> Response:
        if "write" in do:
            self._write_as_another(do["write"])
        if do.get("hang") in (True, "before") or do.get("drop") == "before":
            return Response(action="hang" if "hang" in do else "drop")
        if do.get("effect"):
            carry_out()  # and something else is told of it
        if "fault" in do:
            entry["fault"] = do["fault"]
            fault = Fault(do["fault"], do.get("string", "Error on object : OBJECT_X (CAUSE_Y)"))
            response = Response(200, serialize(fault), XML)
        elif "status" in do or "body" in do:
            status = do.get("status", 200)
            response = Response(status, error_page(status) if status >= 300 else b"", "text/html")
            if "body" in do:
                response.body, response.content_type = do["body"].encode(), content_type
        else:
            response = carry_out()
        response.headers = response.headers | do.get("headers", {})
        response.truncate = do.get("truncate")
        if "hang" in do or "drop" in do:  # after
            response.action = "hang" if "hang" in do else "drop"
        return response

    def _write_as_another(self, write: dict[str, Any]) -> None:
        if "domain" in write:
            self.livedns.write_as_another(write["domain"], write["set"])
        else:
            zone = self.zones.zones[int(write["zone_id"])]
            zone.write_as_another(write["set"], write.get("activate", True))


def _jsonable(value: Any) -> Any:
    return json.loads(json.dumps(value, default=str))


def _parsed(body: bytes) -> Any:
    """The JSON that was sent; else the text, so that the log shows it all the same."""
    try:
        return json.loads(body) if body else None
    except ValueError:
        return body.decode(errors="replace")
