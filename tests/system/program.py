"""Runs the real program for a test: its log, what it tells systemd, and its end, each awaited and none slept for."""

from __future__ import annotations

import contextlib
import datetime
import json
import os
import pty
import re
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from grants import grants_of
from lines import PATIENCE, Lines
from notify_socket import NotifySocket


class Program:
    """The binary with a configuration for the sandbox. `with Program(...) as program:` ends what it started."""

    def __init__(self, binary: str, sandbox, **config: Any) -> None:
        self.binary = binary
        self.sandbox = sandbox
        self.credentials_directory = ""
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
        self.prefix: list[str] = []  # a command that runs it
        self.process: subprocess.Popen | None = None
        self.is_end_known = False  # the test has asked how the process ended
        self.log: Lines | None = None
        self.notify: NotifySocket | None = None

    def __enter__(self) -> Program:
        return self

    def __exit__(self, *_: object) -> None:
        self.forget_process()
        self.folder.cleanup()

    def forget_process(self) -> None:
        """Ends the daemon without asking it, if it still runs; another one may be started then."""
        self.grant()
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
        self.grant()

    def grant(self) -> None:
        """Tells the sandbox where each credential may be shown, by the files as they are now. It is done whenever the program
        may read them: wherever else one turns up, the test has failed."""
        self.sandbox.grant(grants_of(self.config_path, self.credentials_directory))

    def environment(self, **extra: str) -> dict[str, str]:
        self.credentials_directory = extra.get("CREDENTIALS_DIRECTORY", "")
        self.grant()
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
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False,
        )
        refuse_sanitizer_report(done.stderr)
        return done

    def run_on_terminal(self, *arguments: str, streams: tuple[str, ...] = ("stdout", "stderr"),
                        **environment: str) -> tuple[int, str]:
        """A subcommand to its end, these streams of which are a terminal and no other; its status and what is shown."""
        outer, inner = pty.openpty()
        rest = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        process = subprocess.Popen(self.command(*arguments), env=self.environment(**environment),
                                   **(rest | dict.fromkeys(streams, inner)))
        os.close(inner)
        shown = b""
        with contextlib.suppress(OSError), contextlib.closing(os.fdopen(outer, "rb", buffering=0)) as terminal:
            while piece := terminal.read(65536):
                shown += piece
        return process.wait(timeout=60), shown.decode()

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
        self.runtime = environment.get("RUNTIME_DIRECTORY", "")
        self.notify = NotifySocket(self.folder.name)
        self.is_end_known = False
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
        return [*self.prefix, self.binary, "--config", str(self.config_path), *arguments]

    def signal(self, number: signal.Signals) -> None:
        self.grant()
        self.process.send_signal(number)

    def wait(self, timeout: float = PATIENCE) -> int:
        """Its exit status, once it has ended."""
        status = self.process.wait(timeout)
        self.is_end_known = True
        return status

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

    def wait_for_problem(self, text: str) -> None:
        """Until `status`, which has the whole of what STATUS= is too short for and is written after it, says so."""
        problems: list[str] = []
        for _ in range(200):
            problems = self.run_json("status", RUNTIME_DIRECTORY=self.runtime)[1].get("problems", [])
            if any(text in problem for problem in problems):
                return
        raise AssertionError(f"{text!r} is not in {problems}")

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
