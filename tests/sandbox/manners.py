"""How a service treats lists and parameters where its documentation says nothing: a test chooses."""

from __future__ import annotations

from typing import Any, TypeVar

Item = TypeVar("Item")

LISTS = {"size": 100, "most": 1000, "beyond": "refused", "total": "total-count"}
KEYS = {"lists", "ignores", "refuses", "without_ttl"}


class TooMany(ValueError):
    """More on a page than may be asked for."""


class Manners:
    """`size` of a page where none is asked for, the `most` that may be, and whether a wish beyond it is "refused" or
    "cut"; the header `total`, or null; parameters that it `ignores`, as if they had not been sent, or `refuses`;
    names whose records are shown `without_ttl`."""

    def __init__(self, **wish: Any) -> None:
        lists = wish.get("lists", {})
        if unknown := (set(wish) - KEYS) | (set(lists) - set(LISTS)):
            raise ValueError(f"unknown key in manners: {', '.join(sorted(unknown))}")
        lists = LISTS | lists
        if lists["beyond"] not in ("refused", "cut"):
            raise ValueError("beyond is 'refused' or 'cut'")
        self.size, self.most, self.total = int(lists["size"]), int(lists["most"]), lists["total"]
        self._cut = lists["beyond"] == "cut"
        self._ignores, self._refuses = set(wish.get("ignores", [])), set(wish.get("refuses", []))
        self.without_ttl = set(wish.get("without_ttl", []))

    def heeded(self, parameters: dict[str, Any]) -> dict[str, Any]:
        """What it acts on, of the parameters that were sent."""
        return {name: value for name, value in parameters.items() if name not in self._ignores}

    def refused(self, parameters: dict[str, Any]) -> list[str]:
        return sorted(self._refuses & set(parameters))

    def page(self, found: list[Item], number: int, size: int) -> list[Item]:
        """The page of that number, from 0; empty past the end."""
        if size > self.most and not self._cut:
            raise TooMany(f"{size} is more than {self.most}")
        size = min(size, self.most)
        return found[number * size : (number + 1) * size]
