"""How much Gandi allows, and how busy it was: requests in a minute, and connections at a time."""

from __future__ import annotations

import math
import time
from collections import deque
from email.utils import formatdate
from typing import Any, Callable

from .messages import Headers


class Throttle:
    """At most `per_minute` requests in any stretch of a minute; null: any number. What is refused does not count.
    `window` is the minute's length in seconds, for a test that has less time."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._connections = 0
        self.limit({})
        self.forget()

    def limit(self, wish: dict[str, Any]) -> None:
        if unknown := set(wish) - {"per_minute", "retry_after", "window"}:
            raise ValueError(f"unknown key in a limit: {', '.join(sorted(unknown))}")
        self._retry_after = wish.get("retry_after", "seconds")
        if self._retry_after not in ("seconds", "date", None):
            raise ValueError("retry_after is 'seconds', 'date' or null")
        self._most, self._window = wish.get("per_minute"), float(wish.get("window", 60))
        self._admitted: deque[float] = deque()
        self._arrived: deque[float] = deque()

    def forget(self) -> None:
        """Begins to count anew; connections that are open stay so."""
        self._arrived.clear()
        self._requests = self._refused = self._peak = 0
        self._peak_connections = self._connections

    def connected(self) -> None:
        self._connections += 1
        self._peak_connections = max(self._peak_connections, self._connections)

    def disconnected(self) -> None:
        self._connections -= 1

    def refuses(self) -> Headers | None:
        """Of a request that has just arrived: the headers of its refusal, None when it may pass."""
        now = self._clock()
        self._requests += 1
        self._arrived.append(now)
        for times in (self._arrived, self._admitted):
            while times and times[0] <= now - self._window:
                times.popleft()
        self._peak = max(self._peak, len(self._arrived))
        if self._most is None or len(self._admitted) < self._most:
            self._admitted.append(now)
            return None
        self._refused += 1
        return self._when_again(self._admitted[0] + self._window - now if self._admitted else self._window)

    def _when_again(self, seconds: float) -> Headers:
        if self._retry_after == "seconds":
            return {"Retry-After": str(math.ceil(seconds))}
        if self._retry_after == "date":
            now = time.time()
            again = formatdate(math.ceil(now + seconds), usegmt=True)
            return {"Date": formatdate(now, usegmt=True), "Retry-After": again}
        return {}

    def state(self) -> dict[str, int]:
        known = {"requests": self._requests, "refused": self._refused, "peak_per_minute": self._peak}
        return known | {"connections": self._connections, "peak_connections": self._peak_connections}
