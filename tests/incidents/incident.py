"""An incident as its folder tells it. Whatever is misspelt or not used is refused: it would make a test that cannot fail."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Asked:
    """Services that are asked; the record of the truth where `sends` is empty."""

    operators: list[str]
    format: str = "text"
    sends: list[str] = field(default_factory=list)
    split_after: list[str] = field(default_factory=list)
    cut_after: str | None = None
    ending: str = "keep"
    dns: dict[str, str] | None = None
    mirror: bool = False


@dataclass(frozen=True)
class Interface:
    addresses: list[str]
    settings: dict[str, str] = field(default_factory=dict)
    must_show: str = ""
    mirror: str = ""


@dataclass(frozen=True)
class Case:
    name: str
    must_publish: str | None
    ask: list[Asked] = field(default_factory=list)
    interface: Interface | None = None
    config: dict[str, Any] = field(default_factory=dict)
    rounds: int = 1
    test: list[str] = field(default_factory=list)
    log: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Incident:
    folder: Path
    because: str
    never: list[str]
    cases: list[Case]

    def has_interface(self) -> bool:
        return any(case.interface for case in self.cases)


def names() -> list[str]:
    return sorted(path.parent.name for path in HERE.glob("*/incident.json"))


def load(name: str) -> Incident:
    folder = HERE / name
    told = json.loads((folder / "incident.json").read_text())
    told["cases"] = [_case(case) for case in told["cases"]]
    incident = Incident(folder=folder, **told)
    sent = {file for case in incident.cases for asked in case.ask for file in asked.sends}
    there = {path.name for path in folder.iterdir()} - {"incident.json"}
    if sent != there:
        raise ValueError(f"{name}: sent and not there, or there and not sent: {', '.join(sorted(sent ^ there))}")
    return incident


def _case(told: dict[str, Any]) -> Case:
    told["ask"] = [Asked(**asked) for asked in told.get("ask", [])]
    if "interface" in told:
        told["interface"] = Interface(**told["interface"])
    return Case(**told)


def pieces(content: bytes, asked: Asked) -> list[bytes]:
    """The bytes as they are sent: split and cut behind the first places where these texts stand."""
    if asked.cut_after is not None:
        content = content[: _behind(content, asked.cut_after)]
    parts = []
    for text in asked.split_after:
        place = _behind(content, text)
        parts.append(content[:place])
        content = content[place:]
    return [part for part in (*parts, content) if part]


def _behind(content: bytes, text: str) -> int:
    place = content.find(text.encode())
    if place < 0:
        raise ValueError(f"nothing to split or cut: {text!r} is not in the answer")
    return place + len(text)
