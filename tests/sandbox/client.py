"""Starts the sandbox for a Python test and speaks with its control port."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
import urllib.parse
from pathlib import Path
from typing import Any, IO, Iterable

import leaks

HERE = Path(__file__).resolve().parent


class Sandbox:
    """`with Sandbox() as sandbox: ...`; it ends with the block, whatever happens inside."""

    def __init__(self, *arguments: str, stderr: IO[Any] | int | None = None) -> None:
        command = [sys.executable, str(HERE), "--until-eof", *arguments]
        # The pipe to its stdin is its life line: it ends even if this process is killed.
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stderr
        )
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the sandbox did not start, status {self.close()}")
        self.info: dict[str, Any] = json.loads(line)
        self.ca_file: str = self.info["ca_file"]
        self.dir: str = self.info["dir"]
        self.providers: list[dict[str, str]] = self.info["providers"]
        self._secrets: set[str] = set()  # that Gandi knows
        self._grants: set[leaks.Grant] = set()

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> int:
        """Ends the sandbox and returns its exit status; may be called again."""
        self._process.stdin.close()
        try:
            status = self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            status = self._process.wait()
        self._process.stdout.close()
        return status

    def state(self) -> dict[str, Any]:
        return self._call("GET", "/state")

    def world(self, **addresses: str | None) -> None:
        self._call("POST", "/world", addresses)

    def provider(self, name: str, **behaviour: Any) -> None:
        """Replaces the behaviour of one provider, or of all with "*"; none given: honest."""
        self._call("POST", "/provider", {"name": name, "behaviour": behaviour})

    def classic(self, **store: Any) -> None:
        self._secrets |= {store["api_key"]} if "api_key" in store else set()
        self._call("POST", "/classic", store)

    def livedns(self, **store: Any) -> None:
        self._secrets |= {*store.get("tokens", []), *store.get("apikeys", [])}
        self._call("POST", "/livedns", store)

    def gandi(self, certificate: str) -> None:
        self._call("POST", "/gandi", {"certificate": certificate})

    def latency(self, **milliseconds: Any) -> None:
        """gandi_ms, providers_ms (one number, or one for each), handshake_ms."""
        self._call("POST", "/latency", milliseconds)

    def fault(self, match: str, *, skip: int = 0, times: int = 1, **do: Any) -> None:
        wish = {"match": match, "skip": skip, "times": times, "do": do}
        self._call("POST", "/fault", wish)

    def refuse(self, match: str, *, skip: int = 0, times: int = 0, **do: Any) -> None:
        """One method or request, with a fault or a status, for ever where nothing else is said."""
        self.fault(match, skip=skip, times=times, **do)

    def clear_faults(self) -> None:
        self._call("POST", "/faults/clear")

    def limit(self, per_minute: int | None = None, **traits: Any) -> None:
        """retry_after: "seconds", "date" or None; window: the minute's length in seconds."""
        self._call("POST", "/limit", {"per_minute": per_minute} | traits)

    def load(self) -> dict[str, int]:
        """Of Gandi, since it was cleared: requests, refused, peak_per_minute, connections, peak_connections."""
        return self._call("GET", "/load")

    def clear_load(self) -> None:
        self._call("POST", "/load/clear")

    def close_connections(self) -> int:
        return self._call("POST", "/connections/close")["closed"]

    def log(self, since: int = 0) -> list[dict[str, Any]]:
        return self._call("GET", f"/log?since={since}")["entries"]

    def clear_log(self) -> None:
        self._call("POST", "/log/clear")

    def heard(self) -> list[dict[str, Any]]:
        """All that was sent to any of its servers but this port, by connection: door, port, secure, data (a character
        for a byte)."""
        return self._call("GET", "/heard")["heard"]

    def forget_heard(self) -> None:
        """And all credentials with it."""
        self._call("POST", "/heard/clear")
        self._secrets.clear()
        self._grants.clear()

    def grant(self, grants: Iterable[leaks.Grant]) -> None:
        """From now on, until all is forgotten, these credentials may be shown there."""
        self._grants |= set(grants)

    def leaks(self) -> list[str]:
        """A sentence for each place where a credential was sent and must not have been."""
        return leaks.find(self.heard() + leaks.take_noted(), self._secrets, self._grants)

    def wait(self, match: str, count: int = 1, timeout: float = 10, since: int = 0) -> int:
        """Returns how many requests matched as soon as `count` have arrived."""
        query = {"match": match, "count": count, "timeout": timeout, "since": since}
        target = "/wait?" + urllib.parse.urlencode(query)
        return self._call("GET", target, limit=timeout + 10)["count"]

    def _call(self, method: str, target: str, body: Any = None, limit: float = 30) -> Any:
        address = urllib.parse.urlsplit(self.info["control"]).netloc
        connection = http.client.HTTPConnection(address, timeout=limit)
        try:
            text = None if body is None else json.dumps(body)
            connection.request(method, target, text, {"Connection": "close"})
            response = connection.getresponse()
            answer = json.loads(response.read())
        finally:
            connection.close()
        if response.status == 504:
            raise TimeoutError(answer["error"])
        if response.status != 200:
            raise ValueError(answer["error"])
        return answer
