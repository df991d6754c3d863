"""The control port: a test moves the world, injects faults and reads the log through it."""

from __future__ import annotations

import json
from typing import Any, Awaitable, Callable

from .gandi import Gandi
from .messages import Request, Response, json_response
from .providers import Provider, check_behaviour
from .web import Hub
from .world import Log, World

Wish = dict[str, Any]


class Control:
    def __init__(
        self, hub: Hub, world: World, log: Log, providers: list[Provider], gandi: Gandi
    ) -> None:
        self._hub, self._world, self._log = hub, world, log
        self._providers, self._gandi = providers, gandi
        self._gets: dict[str, Callable[[dict[str, str]], Awaitable[Response]]] = {
            "/state": self._state,
            "/log": self._read_log,
            "/wait": self._wait,
            "/heard": self._heard,
            "/load": self._load,
        }
        self._posts: dict[str, Callable[[Wish], Any]] = {
            "/world": self._world.move,
            "/provider": self._provider,
            "/classic": self._gandi.zones.replace,
            "/livedns": self._gandi.livedns.replace,
            "/gandi": lambda wish: self._gandi.present(wish["certificate"]),
            "/latency": self._latency,
            "/fault": self._gandi.faults.inject,
            "/faults/clear": lambda _: self._gandi.faults.clear(),
            "/limit": self._gandi.throttle.limit,
            "/load/clear": lambda _: self._gandi.throttle.forget(),
            "/log/clear": lambda _: self._log.clear(),
            "/heard/clear": lambda _: self._hub.forget_heard(),
            "/connections/close": lambda _: {"closed": self._hub.close_idle()},
        }

    async def handle(self, request: Request) -> Response:
        try:
            if request.method == "GET" and request.path in self._gets:
                return await self._gets[request.path](request.query)
            if request.method == "POST" and request.path in self._posts:
                answer = self._posts[request.path](json.loads(request.body or b"{}"))
                return json_response({"ok": True} | (answer or {}))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            return json_response({"error": f"{type(error).__name__}: {error}"}, 400)
        return json_response({"error": f"no {request.method} {request.path}"}, 404)

    async def _state(self, _query: dict[str, str]) -> Response:
        gandi = self._gandi
        state = {"world": self._world.addresses}
        state["providers"] = [provider.state() for provider in self._providers]
        state["zones"] = {n: zone.state() for n, zone in gandi.zones.zones.items()}
        state["domains"] = gandi.zones.domains
        state["api_key"] = gandi.zones.api_key
        state["livedns"] = gandi.livedns.state()
        state["tokens"] = gandi.livedns.account.tokens
        state["apikeys"] = gandi.livedns.account.apikeys
        state["latency"] = {"gandi_ms": self._world.gandi_ms}
        state["latency"]["handshake_ms"] = self._world.handshake_ms
        state["latency"]["providers_ms"] = [p.latency_ms for p in self._providers]
        state["faults"] = gandi.faults.state()
        state["certificate"] = gandi.certificate
        return json_response(state)

    async def _read_log(self, query: dict[str, str]) -> Response:
        return json_response({"entries": self._log.since(int(query.get("since", "0")))})

    async def _wait(self, query: dict[str, str]) -> Response:
        count, since = int(query.get("count", "1")), int(query.get("since", "0"))
        timeout = float(query.get("timeout", "10"))
        found = await self._log.wait(query["match"], count, timeout, since)
        if found is None:
            return json_response({"error": f"no {count} of {query['match']} in time"}, 504)
        return json_response({"count": found})

    async def _heard(self, _query: dict[str, str]) -> Response:
        # latin-1: a byte is a character, and whoever searches it sees every one.
        heard = [vars(each) | {"data": each.data.decode("latin-1")} for each in self._hub.heard()]
        return json_response({"heard": heard})

    async def _load(self, _query: dict[str, str]) -> Response:
        return json_response(self._gandi.throttle.state())

    def _provider(self, wish: Wish) -> None:
        name, behaviour = wish["name"], wish["behaviour"]
        check_behaviour(behaviour)
        chosen = [p for p in self._providers if name in ("*", p.name)]
        if not chosen:
            raise ValueError(f"no provider {name}")
        for provider in chosen:
            provider.behave(behaviour)

    def _latency(self, wish: Wish) -> None:
        if unknown := set(wish) - {"gandi_ms", "providers_ms", "handshake_ms"}:
            raise ValueError(f"unknown key in latency: {', '.join(sorted(unknown))}")
        self._world.gandi_ms = float(wish.get("gandi_ms", self._world.gandi_ms))
        self._world.handshake_ms = float(wish.get("handshake_ms", self._world.handshake_ms))
        if "providers_ms" in wish:
            each = wish["providers_ms"]
            if not isinstance(each, list):
                each = [each] * len(self._providers)
            if len(each) != len(self._providers):
                raise ValueError(f"{len(each)} latencies for {len(self._providers)} providers")
            for provider, latency in zip(self._providers, each):
                provider.latency_ms = float(latency)
