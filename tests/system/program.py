"""Runs the real program for a test: its log, what it tells systemd, and its end, each awaited and none slept for."""

from __future__ import annotations

import contextlib
import datetime
import json
import os
import queue
import re
import select
import signal
import socket
import subprocess
import tempfile
import threading
import time
from pathlib import Path
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


class Program:
    """The binary with a configuration for the sandbox. `with Program(...) as program:` ends what it started."""

    def __init__(self, binary: str, sandbox, **config: Any) -> None:
        self.binary = binary
        self.folder = tempfile.TemporaryDirectory(prefix="gandi-dyndnsd-test.")
        self.config_path = Path(self.folder.name, "config.json")
        self.providers_path = Path(sandbox.info["providers_file"])
        self.state_dir = Path(self.folder.name, "state")
        self.state_dir.mkdir()
        self.config: dict[str, Any] = {
            "ca_file": sandbox.ca_file,
            "providers_file": str(self.providers_path),
            "interval": "1h",
        }
        self.configure(**config)
        self.process: subprocess.Popen | None = None
        self.log: Lines | None = None
        self.notify: NotifySocket | None = None

    def __enter__(self) -> Program:
        return self

    def __exit__(self, *_: object) -> None:
        self.forget_process()
        self.folder.cleanup()

    def forget_process(self) -> None:
        """Ends the daemon without asking it, if it still runs; another one may be started then."""
        if self.process:
            if self.process.poll() is None:
                self.process.kill()
                self.process.wait()
            said = self.log.drain()
            self.process.stdout.close()
            self.process.stderr.close()
            self.notify.close()
            self.process = None
            refuse_sanitizer_report("\n".join(said))

    def configure(self, **config: Any) -> None:
        """Merges into the configuration file; None takes a key away."""
        self.config.update(config)
        self.config = {key: value for key, value in self.config.items() if value is not None}
        self.write_config(json.dumps(self.config))

    def write_config(self, text: str) -> None:
        self.config_path.write_text(text)
        self.config_path.chmod(0o600)

    def environment(self, **extra: str) -> dict[str, str]:
        kept = {key: os.environ[key] for key in ("PATH", "HOME", "ASAN_OPTIONS", "UBSAN_OPTIONS") if key in os.environ}
        return {**kept, "STATE_DIRECTORY": str(self.state_dir), **extra}

    def say_address(self, address: str) -> None:
        """Lets a command tell the address, so that no provider is asked."""
        told = Path(self.folder.name, "address")
        told.write_text(address)
        self.configure(command=f"cat '{told}'")

    def use_providers(self, content: Any, name: str = "providers.json") -> None:
        """A list of providers in place of the sandbox's own: what JSON is made of, or text as it is."""
        self.providers_path = Path(self.folder.name, name)
        self.providers_path.write_text(content if isinstance(content, str) else json.dumps(content))
        self.configure(providers_file=str(self.providers_path))

    @property
    def state_file(self) -> Path:
        return self.state_dir / "state.json"

    def age_memory(self, **time: float) -> None:
        """Lets everything in the memory have been confirmed so much longer ago."""
        memory = json.loads(self.state_file.read_text())
        for record in memory["records"]:
            confirmed = datetime.datetime.fromisoformat(record["confirmed"]) - datetime.timedelta(**time)
            record["confirmed"] = confirmed.strftime("%Y-%m-%dT%H:%M:%SZ")
        self.state_file.write_text(json.dumps(memory))

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
        """A subcommand to its end."""
        done = subprocess.run(
            self.command(*arguments), env=self.environment(**environment),
            capture_output=True, text=True, timeout=60, check=False,
        )
        refuse_sanitizer_report(done.stderr)
        return done

    def run_json(self, *arguments: str, **environment: str) -> tuple[int, Any]:
        """Exit code and document of a subcommand that prints one JSON document and nothing else."""
        done = self.run(*arguments, "--json", **environment)
        try:
            return done.returncode, json.loads(done.stdout)
        except ValueError as error:
            raise AssertionError(f"not one JSON document but {done.stdout!r}: {error}; {done.stderr}") from None

    def spawn(self, *arguments: str, **environment: str) -> None:
        """Without waiting for anything."""
        self.forget_process()
        self.notify = NotifySocket(self.folder.name)
        self.process = subprocess.Popen(
            self.command(*arguments), env=self.environment(**({"NOTIFY_SOCKET": self.notify.path} | environment)),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        self.log = Lines(self.process.stderr)

    def start(self, *arguments: str, **environment: str) -> None:
        """The daemon; returns when it is ready, as systemd would see it."""
        self.spawn(*arguments, **environment)
        self.wait_for_notice("^READY=1")

    def command(self, *arguments: str) -> list[str]:
        return [self.binary, "--config", str(self.config_path), *arguments]

    def signal(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def wait(self, timeout: float = PATIENCE) -> int:
        return self.process.wait(timeout)

    def stop(self) -> int:
        """As systemd does it; the exit status."""
        self.signal(signal.SIGTERM)
        return self.wait()

    def wait_for_notice(self, pattern: str, timeout: float = PATIENCE) -> str:
        """What systemd hears next that matches."""
        return self.notify.wait_for(pattern, timeout, self.process)

    def wait_for_round(self) -> str:
        """The STATUS= of the next round that ends."""
        return self.wait_for_notice(r"\ASTATUS=").removeprefix("STATUS=")

    def round(self) -> str:
        """A round now; its STATUS=."""
        self.signal(signal.SIGUSR1)
        return self.wait_for_round()

    def reload(self) -> str:
        """The STATUS= with which it is ready again; a round follows."""
        self.signal(signal.SIGHUP)
        self.wait_for_notice("^RELOADING=1")
        return self.wait_for_notice("^READY=1").partition("STATUS=")[2]


def refuse_sanitizer_report(text: str) -> None:
    if re.search("Sanitizer|runtime error:", text):
        raise AssertionError(f"a sanitizer has found something:\n{text}")
