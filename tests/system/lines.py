"""The lines of a stream as they come, each awaited and none slept for: a program's log, a journal that is followed."""

from __future__ import annotations

import queue
import re
import threading

PATIENCE = 20.0  # seconds until something that should happen has not happened


class Lines:
    """The lines of a stream as they come, remembered."""

    def __init__(self, stream) -> None:
        self.seen: list[str] = []
        self._queue: queue.Queue[str | None] = queue.Queue()
        self._thread = threading.Thread(target=self._read, args=(stream,), daemon=True)
        self._thread.start()

    def _read(self, stream) -> None:
        for line in stream:
            self._queue.put(line.rstrip("\n"))
        self._queue.put(None)

    def wait_for(self, pattern: str, timeout: float = PATIENCE) -> str:
        """The next line that matches; those before it are taken too."""
        while True:
            try:
                line = self._queue.get(timeout=timeout)
            except queue.Empty:
                raise TimeoutError(f"no line like {pattern!r} after {self.seen[-5:]}") from None
            if line is None:
                self._queue.put(None)
                raise EOFError(f"no line like {pattern!r} before the end, after {self.seen[-5:]}")
            self.seen.append(line)
            if re.search(pattern, line):
                return line

    def follow(self):
        """Every line that nobody has taken yet, until the stream ends."""
        while (line := self._queue.get()) is not None:
            self.seen.append(line)
            yield line
        self._queue.put(None)

    def drain(self) -> list[str]:
        """All lines, once the stream has ended."""
        self._thread.join(PATIENCE)
        while (line := self._queue.get(timeout=PATIENCE)) is not None:
            self.seen.append(line)
        self._queue.put(None)
        return self.seen
