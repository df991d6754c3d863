"""Faults that a test injects into Gandi's answers, each for a chosen call and a number of times."""

from __future__ import annotations

import fnmatch
from dataclasses import dataclass
from typing import Any

ACTIONS = {"fault", "string", "status", "body", "headers", "drop", "hang", "delay_ms", "write"}
ACTIONS |= {"truncate", "effect"}


@dataclass
class Fault:
    match: str
    do: dict[str, Any]
    skip: int
    times: int  # 0: for ever


class Faults:
    """The faults in the order of their injection; the first that fits a call is taken."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def inject(self, wish: dict[str, Any]) -> None:
        if unknown := set(wish) - {"match", "skip", "times", "do"}:
            raise ValueError(f"unknown key in a fault: {', '.join(sorted(unknown))}")
        do = wish["do"]
        if not do or set(do) - ACTIONS:
            raise ValueError(f"unknown action: {do}")
        write = set(do.get("write", ("zone_id", "set")))
        if "set" not in write or not write & {"zone_id", "domain"}:
            raise ValueError("write needs zone_id or domain, and set")
        if do.get("effect") and not {"fault", "status", "body"} & set(do):
            raise ValueError("effect needs a fault, status or body, which is told although the call takes effect")
        if do.get("drop", "before") not in ("before", "after"):
            raise ValueError("drop is 'before' or 'after'")
        if do.get("hang", True) not in (True, "before", "after"):
            raise ValueError("hang is true (as 'before') or 'after'")
        fault = Fault(wish["match"], do, int(wish.get("skip", 0)), int(wish.get("times", 1)))
        self._faults.append(fault)

    def clear(self) -> None:
        self._faults.clear()

    def take(self, names: list[str]) -> dict[str, Any]:
        """The actions for a call known by these names; empty when it is to go well."""
        for fault in self._faults:
            if not any(fnmatch.fnmatchcase(name, fault.match) for name in names):
                continue
            if fault.skip > 0:
                fault.skip -= 1
                continue
            if fault.times > 0:
                fault.times -= 1
                if fault.times == 0:
                    self._faults.remove(fault)
            return fault.do
        return {}

    def state(self) -> list[dict[str, Any]]:
        return [vars(fault) for fault in self._faults]
