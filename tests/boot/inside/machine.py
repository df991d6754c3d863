"""The machine that the tests run on: its service manager, its journal, its commands."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

SOURCES = Path(__file__).resolve().parents[3]
sys.path += [str(SOURCES / "tests/system"), str(SOURCES / "tests/sandbox")]

from lines import PATIENCE, Lines  # noqa: E402

UNIT = "gandi-dyndnsd"
USER = "gandi-dyndnsd"


def run(*command: str | Path, check: bool = True, **options: Any) -> subprocess.CompletedProcess:
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, **options)
    if check and done.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, command))}: status {done.returncode}\n{done.stdout}{done.stderr}")
    return done


def said(*command: str | Path) -> str:
    """What a command that must succeed prints, both streams in one."""
    done = run(*command)
    return done.stdout + done.stderr


def show(name: str, unit: str = UNIT) -> str:
    """A property of a unit, as the service manager knows it."""
    return said("systemctl", "show", "--value", f"--property={name}", unit).strip()


def wait_until(what: str, condition: Callable[[], Any], timeout: float = PATIENCE) -> Any:
    """For that of which the service manager gives no word; else wait for the journal's."""
    deadline = time.monotonic() + timeout
    while not (value := condition()):
        if time.monotonic() > deadline:
            raise TimeoutError(f"not in {timeout} s: {what}")
        time.sleep(0.02)
    return value


def wait_for_status(pattern: str, unit: str = UNIT) -> str:
    """The STATUS= line that `systemctl status` shows, once it holds this."""
    return wait_until(f"status like {pattern!r}, but {show('StatusText', unit)!r}",
                      lambda: (text := show("StatusText", unit)) and pattern in text and text)


def write(path: str, content: str, mode: int = 0o644) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(content)
    Path(path).chmod(mode)


class DropIn:
    """What `systemctl edit` would write; `with DropIn("[Service]..."):` it is in force."""

    def __init__(self, content: str, unit: str = UNIT) -> None:
        self._path = Path(f"/etc/systemd/system/{unit}.service.d/test.conf")
        self._content = content

    def __enter__(self) -> DropIn:
        write(str(self._path), self._content)
        run("systemctl", "daemon-reload")
        return self

    def __exit__(self, *_: object) -> None:
        self._path.unlink()
        self._path.parent.rmdir()
        run("systemctl", "daemon-reload")


class Journal:
    """What the journal gets to know of a unit from now on."""

    def __init__(self, unit: str = UNIT) -> None:
        run("journalctl", "--sync")
        cursor = said("journalctl", "--lines=0", "--show-cursor").rpartition("-- cursor: ")[2].strip()
        self._command = ["journalctl", "--output=json", f"--after-cursor={cursor}", f"--unit={unit}"]
        self._process = subprocess.Popen([*self._command, "--follow"], stdout=subprocess.PIPE, text=True)
        self._lines = Lines(self._process.stdout)

    def wait_for(self, event: str, timeout: float = PATIENCE) -> dict[str, str]:
        """All fields of the next message of this kind (DYNDNS_EVENT)."""
        try:
            return json.loads(self._lines.wait_for(f'"DYNDNS_EVENT":"{event}"', timeout))
        except TimeoutError:
            raise TimeoutError(f"no {event} within {timeout} s, but {[e['MESSAGE'] for e in self.of_daemon()]}") from None

    def of_daemon(self) -> list[dict[str, str]]:
        """All that the daemon itself has said."""
        run("journalctl", "--sync")
        entries = [json.loads(line) for line in said(*self._command).splitlines()]
        return [entry for entry in entries if "DYNDNS_EVENT" in entry]

    def close(self) -> None:
        self._process.terminate()
        self._process.wait()
        self._process.stdout.close()
