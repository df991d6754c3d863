"""Classic DNS: zones in versions, of which one is active, as XML-RPC edits them."""

from __future__ import annotations

import itertools
from dataclasses import asdict, dataclass, field
from typing import Any
from xmlrpc.client import Fault

from . import records as rules
from .manners import KEYS as MANNERS
from .manners import Manners

# Real ids: <int> in recordings until 2017, <string> and beyond 2^31 since.
FIRST_ID = {"int": 1204417001, "string": 3264970941}

FILTER_KEYS = {"id", "name", "type", "value", "ttl"}


def not_found(what: str) -> Fault:
    return Fault(581042, f"Error on object : OBJECT_ZONE (CAUSE_NOTFOUND) [{what}]")


def bad_record(why: str) -> Fault:
    return Fault(581137, f"Error on object : OBJECT_ZONE (CAUSE_BADPARAMETER) [{why}]")


# No recording shows these three, so the codes are ours; a 5 in front is all that a client may use.
def no_record() -> Fault:
    return Fault(581142, "Error on object : OBJECT_ZONE (CAUSE_NOTFOUND) [no such record]")


def forbidden(why: str) -> Fault:
    return Fault(581030, f"Error on object : OBJECT_ZONE (CAUSE_FORBIDDEN) [{why}]")


def conflict(name: str) -> Fault:
    return Fault(581117, f"Error on object : OBJECT_ZONE (CAUSE_EXISTS) [CNAME beside {name}]")


@dataclass
class Record:
    id: int | str
    name: str
    type: str
    value: str
    ttl: int

    def fits(self, wanted: dict[str, Any]) -> bool:
        for key, value in wanted.items():
            choices = [str(v) for v in (value if isinstance(value, list) else [value])]
            if str(getattr(self, key)) not in choices:
                return False
        return True

    def same(self, other: dict[str, Any]) -> bool:
        return all(getattr(self, key) == other[key] for key in ("name", "type", "value", "ttl"))


@dataclass
class Zone:
    id: int
    owned: bool
    id_type: str
    ids: itertools.count
    versions: dict[int, list[Record]] = field(default_factory=lambda: {1: []})
    active: int = 1
    newest: int = 1

    def new_id(self) -> int | str:
        number = next(self.ids)
        return str(number) if self.id_type == "string" else number

    def version(self, number: int) -> list[Record]:
        number = number or self.active
        if number not in self.versions:
            raise not_found(f"version {number} of zone {self.id}")
        return self.versions[number]

    def editable(self, number: int) -> list[Record]:
        found = self.version(number)
        if number in (0, self.active):
            raise forbidden(f"version {self.active} is active and cannot be edited")
        return found

    def clone(self, number: int = 0) -> int:
        """A new version. Every record in it is a new one: ids of the old version are void."""
        copies = [Record(**asdict(r) | {"id": self.new_id()}) for r in self.version(number)]
        self.newest += 1
        self.versions[self.newest] = copies
        return self.newest

    def add(self, number: int, wish: dict[str, Any]) -> Record:
        version, wish = self.editable(number), checked(wish)
        for record in version:
            if record.same(wish):
                return record
        self._refuse_conflict(version, wish, [])
        record = Record(self.new_id(), **wish)
        version.append(record)
        return record

    def update(self, number: int, wanted: dict[str, Any], wish: dict[str, Any]) -> list[Record]:
        version, wish = self.editable(number), checked(wish)
        found = [record for record in version if record.fits(wanted)]
        if not found:
            raise no_record()
        self._refuse_conflict(version, wish, found)
        for record in found:
            record.name, record.type = wish["name"], wish["type"]
            record.value, record.ttl = wish["value"], wish["ttl"]
        return found

    def delete(self, number: int, wanted: dict[str, Any]) -> int:
        """An empty filter fits every record; it is said that the real one deletes them all too."""
        version = self.editable(number)
        found = [record for record in version if record.fits(wanted)]
        version[:] = [record for record in version if record not in found]
        return len(found)

    def activate(self, number: int) -> None:
        self.version(number)
        self.active = number or self.active

    def drop_version(self, number: int) -> None:
        self.editable(number)
        del self.versions[number]

    def write_as_another(self, changes: list[dict[str, Any]], activate: bool) -> int:
        """Another writer's edit: each name and type in `changes` gets exactly those records."""
        number = self.clone()
        replaced = {(c["name"], c["type"]) for c in changes}
        version = self.versions[number]
        version[:] = [r for r in version if (r.name, r.type) not in replaced]
        version += [Record(self.new_id(), **checked(c)) for c in changes]
        if activate:
            self.active = number
        return number

    def _refuse_conflict(self, version: list[Record], wish: dict, besides: list[Record]) -> None:
        for record in version:
            if record.name == wish["name"] and record not in besides:
                if rules.conflicting(record.type, wish["type"]):
                    raise conflict(record.name)

    def state(self) -> dict[str, Any]:
        known = {"owned": self.owned, "id_type": self.id_type, "active": self.active}
        known["records"] = [asdict(r) for r in self.versions[self.active]]
        known["versions"] = {n: [asdict(r) for r in rs] for n, rs in self.versions.items()}
        return known


class ZoneStore:
    """All zones, the domains that use them (several may share one), and the key to the account."""

    def __init__(self) -> None:
        self.zones: dict[int, Zone] = {}
        self.domains: dict[str, dict[str, Any]] = {}
        self.api_key = ""
        self.manners = Manners()
        self._numbers = "int"  # how ids of zones and versions are told

    def replace(self, wish: dict[str, Any]) -> None:
        if unknown := set(wish) - {"domains", "zones", "api_key", "numbers"} - MANNERS:
            raise ValueError(f"unknown key in classic: {', '.join(sorted(unknown))}")
        if wish.get("numbers", "int") not in FIRST_ID:
            raise ValueError("numbers is int or string")
        self.manners = Manners(**{key: wish[key] for key in MANNERS & set(wish)})
        zones: dict[int, Zone] = {}
        ids = {kind: itertools.count(first) for kind, first in FIRST_ID.items()}
        for number, given in wish.get("zones", {}).items():
            kind = given.get("id_type", "string")
            zone = Zone(int(number), given.get("owned", True), kind, ids[kind])
            # Not checked: a test may well want something here that the API would refuse.
            for r in given.get("records", []):
                ttl = r.get("ttl", rules.DEFAULT_TTL)
                record = Record(zone.new_id(), r["name"], r["type"], r["value"], ttl)
                zone.versions[1].append(record)
            zones[zone.id] = zone
        self.zones, self.domains = zones, wish.get("domains", {})
        self.api_key = wish.get("api_key", self.api_key)
        self._numbers = wish.get("numbers", "int")

    def number(self, number: int) -> int | str:
        """As it is told. What is sent to us has to be a number all the same."""
        return str(number) if self._numbers == "string" else number

    def zone(self, number: int, *, write: bool = False) -> Zone:
        zone = self.zones.get(number)
        if zone is None:
            raise not_found(f"zone {number}")
        if write and not zone.owned:
            raise Fault(581050, "Error on object : OBJECT_ZONE (CAUSE_NORIGHT)")
        return zone


def checked(wish: dict[str, Any]) -> dict[str, Any]:
    """The record as it will be stored. A ttl that was not sent becomes the default again."""
    rrtype, name = wish.get("type"), wish.get("name")
    if rrtype not in rules.TYPES:
        raise bad_record(f"type: {rrtype!r}")
    if not rules.is_name(name):
        raise bad_record(f"name: {name!r}")
    if problem := rules.value_problem(rrtype, wish.get("value")):
        raise bad_record(f"value: {problem}")
    ttl = wish.get("ttl", rules.DEFAULT_TTL)
    if problem := rules.ttl_problem(ttl):
        raise bad_record(f"ttl: {problem}")
    return {"name": name, "type": rrtype, "value": wish["value"], "ttl": ttl}
