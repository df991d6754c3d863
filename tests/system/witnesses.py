"""What a program says while it runs, as it comes: the lines of its log, and what it tells systemd."""

from __future__ import annotations

import contextlib
import os
import queue
import re
import select
import socket
import subprocess
import threading
import time
from typing import Any

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


class NotifySocket:
    """Stands in for systemd at the other end of NOTIFY_SOCKET."""

    def __init__(self, folder: str) -> None:
        self.path = os.path.join(folder, "notify")
        self.messages: list[str] = []
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(self.path)

    def wait_for(self, pattern: str, timeout: float = PATIENCE, sender: subprocess.Popen | None = None) -> str:
        """The next message that matches; gives up early when the sender has ended."""
        deadline = time.monotonic() + timeout
        while self._is_readable(deadline - time.monotonic(), sender):
            message = self._socket.recv(65536).decode()
            self.messages.append(message)
            if re.search(pattern, message, re.M):
                return message
        raise TimeoutError(f"no notification like {pattern!r} after {self.messages[-5:]}")

    def _is_readable(self, timeout: float, sender: subprocess.Popen | None) -> bool:
        watched: list[Any] = [self._socket]
        with contextlib.ExitStack() as stack:
            if sender and sender.poll() is None:
                watched.append(os.pidfd_open(sender.pid))
                stack.callback(os.close, watched[-1])
            elif sender:
                timeout = 0
            return self._socket in select.select(watched, [], [], max(0, timeout))[0]

    def drain(self) -> list[str]:
        """Everything that has been sent so far."""
        self._socket.setblocking(False)
        try:
            while True:
                self.messages.append(self._socket.recv(65536).decode())
        except BlockingIOError:
            return self.messages

    def close(self) -> None:
        self._socket.close()
        os.unlink(self.path)
