"""What a program tells the service manager, as it comes: readiness, STATUS=, the watchdog's food."""

from __future__ import annotations

import contextlib
import os
import re
import select
import socket
import subprocess
import time
from typing import Any

from lines import PATIENCE


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
        lack = f"no notification like {pattern!r} after {self.messages[-5:]}"
        raise EOFError(f"{lack}, and the sender has ended") if sender and sender.poll() is not None else TimeoutError(lack)

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
