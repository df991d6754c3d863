"""Gandi's XML-RPC methods: their signatures, their answers and what they refuse."""

from __future__ import annotations

import re
import xmlrpc.client
from dataclasses import asdict
from typing import Any
from xmlrpc.client import DateTime, Fault

from . import records as rules
from .manners import TooMany
from .zones import FILTER_KEYS, Record, Zone, ZoneStore

KEY = re.compile(r"[a-z0-9]{24}")
PAGING = {"items_per_page", "page", "sort_by"}

# After the key: what must be sent, then what may be.
SIGNATURES: dict[str, tuple[tuple[type, ...], tuple[type, ...]]] = {
    "domain.info": ((str,), ()),
    "domain.zone.record.list": ((int, int), (dict,)),
    "domain.zone.record.count": ((int, int), (dict,)),
    "domain.zone.record.add": ((int, int, dict), ()),
    "domain.zone.record.update": ((int, int, dict, dict), ()),
    "domain.zone.record.delete": ((int, int, dict), ()),
    "domain.zone.version.new": ((int,), (int,)),
    "domain.zone.version.set": ((int, int), ()),
    "domain.zone.version.delete": ((int, int), ()),
    "domain.zone.version.list": ((int,), (dict,)),
    "domain.zone.version.count": ((int,), (dict,)),
}


def parse(body: bytes) -> tuple[str, tuple[Any, ...]]:
    """Method and parameters; a Fault for what is no XML-RPC call."""
    try:
        params, method = xmlrpc.client.loads(body)
    except Exception as error:  # expat's and xmlrpc's many kinds all mean the same here
        raise invalid(f"cannot be parsed: {error}") from None
    if not method:
        raise invalid("no methodName")
    return method, params


def serialize(answer: Any) -> bytes:
    """Python's prolog, <nil/> and 0 or 1 for a boolean are just what Gandi sends."""
    if not isinstance(answer, Fault):
        answer = (answer,)
    return xmlrpc.client.dumps(answer, methodresponse=True, allow_none=True).encode()


def invalid(why: str) -> Fault:
    return Fault(1, f"Invalid XMLRPC input: {why}")


class XmlRpc:
    def __init__(self, store: ZoneStore) -> None:
        self._store = store

    def knows(self, params: tuple[Any, ...]) -> bool:
        return bool(params) and params[0] == self._store.api_key

    def call(self, method: str, params: tuple[Any, ...]) -> Any:
        """Carries a call out; everything that it refuses it raises as a Fault."""
        if method not in SIGNATURES:
            raise invalid(f"unknown method {method}")
        if not params or not isinstance(params[0], str):
            raise invalid("the first parameter is not the API key")
        _check_types(method, params[1:])
        if not KEY.fullmatch(params[0]):
            why = "string does not match '^[a-z0-9]{24}$'"
            raise Fault(501237, f"Error on object : OBJECT_APIKEY (CAUSE_BADPARAMETER) [{why}]")
        if not self.knows(params):
            raise Fault(
                510150, "Error on object : OBJECT_ACCOUNT (CAUSE_NORIGHT) [Invalid API key]"
            )
        name = method.removeprefix("domain.").replace("zone.", "").replace(".", "_")
        return getattr(self, f"_{name}")(*params[1:])

    def _info(self, fqdn: str) -> dict[str, Any]:
        if not rules.is_domain(fqdn):
            raise Fault(505237, "Error on object : OBJECT_FQDN (CAUSE_BADPARAMETER) [bad fqdn]")
        domain = self._store.domains.get(fqdn.lower())
        if domain is None:
            raise Fault(510042, f"Error on object : OBJECT_DOMAIN (CAUSE_NOTFOUND) [{fqdn}]")
        zone_id = domain.get("zone_id")
        return _domain_info(fqdn.lower(), domain, zone_id if zone_id is None else self._store.number(zone_id))

    def _record_list(self, zone_id: int, version: int, opts: dict | None = None) -> list[dict]:
        opts = self._heeded(opts or {})
        return [self._listed(record) for record in self._page(self._found(zone_id, version, opts), opts)]

    def _record_count(self, zone_id: int, version: int, opts: dict | None = None) -> int:
        return len(self._found(zone_id, version, self._heeded(opts or {})))

    def _found(self, zone_id: int, version: int, opts: dict[str, Any]) -> list[Record]:
        wanted = _filter({key: value for key, value in opts.items() if key not in PAGING})
        return [r for r in self._store.zone(zone_id).version(version) if r.fits(wanted)]

    def _listed(self, record: Record) -> dict[str, Any]:
        hidden = {"ttl"} if record.name in self._store.manners.without_ttl else set()
        return {key: value for key, value in asdict(record).items() if key not in hidden}

    def _wished(self, wish: dict[str, Any]) -> dict[str, Any]:
        """Of a record only its ttl can be ignored: it would be none without the rest."""
        return _record({key: wish[key] for key in set(wish) - {"ttl"} | set(self._store.manners.heeded(wish))})

    def _heeded(self, opts: dict[str, Any]) -> dict[str, Any]:
        heeded = self._store.manners.heeded(opts)
        if refused := self._store.manners.refused(heeded):
            raise invalid(f"unknown option {', '.join(refused)}")
        return heeded

    def _page(self, found: list[Any], opts: dict[str, Any]) -> list[Any]:
        size, page = opts.get("items_per_page", self._store.manners.size), opts.get("page", 0)
        if type(size) is not int or type(page) is not int or size < 1 or page < 0:
            raise invalid("items_per_page or page is not a sensible number")
        try:
            return self._store.manners.page(found, page, size)
        except TooMany as error:
            raise invalid(f"items_per_page: {error}") from None

    def _record_add(self, zone_id: int, version: int, wish: dict) -> dict[str, Any]:
        return asdict(self._writable(zone_id).add(version, self._wished(wish)))

    def _record_update(self, zone_id: int, version: int, opts: dict, wish: dict) -> list[dict]:
        # An array, although an id can fit one record only: clients have stumbled over it.
        updated = self._writable(zone_id).update(version, _filter(opts), self._wished(wish))
        return [asdict(record) for record in updated]

    def _record_delete(self, zone_id: int, version: int, opts: dict) -> int:
        return self._writable(zone_id).delete(version, _filter(opts))

    def _version_new(self, zone_id: int, version: int = 0) -> int | str:
        return self._store.number(self._writable(zone_id).clone(version))

    def _version_set(self, zone_id: int, version: int) -> bool:
        self._writable(zone_id).activate(version)
        return True

    def _version_delete(self, zone_id: int, version: int) -> bool:
        self._writable(zone_id).drop_version(version)
        return True

    def _version_list(self, zone_id: int, opts: dict | None = None) -> list[dict[str, Any]]:
        created, opts = DateTime("20170801T12:00:00"), self._heeded(opts or {})
        if unknown := set(opts) - PAGING:
            raise invalid(f"unknown option {', '.join(sorted(unknown))}")
        versions = self._page(list(self._store.zone(zone_id).versions), opts)
        return [{"id": self._store.number(version), "date_created": created} for version in versions]

    def _version_count(self, zone_id: int, _opts: dict | None = None) -> int:
        return len(self._store.zone(zone_id).versions)

    def _writable(self, zone_id: int) -> Zone:
        return self._store.zone(zone_id, write=True)


def _check_types(method: str, params: tuple[Any, ...]) -> None:
    needed, optional = SIGNATURES[method]
    if not len(needed) <= len(params) <= len(needed) + len(optional):
        raise invalid(f"{method} takes {len(needed) + 1} parameters")
    for place, (param, wanted) in enumerate(zip(params, needed + optional), start=2):
        # Exact: a zone_id sent as a string is refused, and a boolean is no int.
        if type(param) is not wanted:
            raise invalid(f"parameter {place} of {method} is not of type {wanted.__name__}")


def _filter(opts: dict[str, Any]) -> dict[str, Any]:
    if unknown := set(opts) - FILTER_KEYS:
        raise invalid(f"unknown option {', '.join(sorted(unknown))}")
    return opts


def _record(wish: dict[str, Any]) -> dict[str, Any]:
    known = set(Record.__dataclass_fields__)
    if unknown := set(wish) - known:
        raise invalid(f"unknown member {', '.join(sorted(unknown))} of a record")
    if missing := {"name", "type", "value"} - set(wish):
        raise invalid(f"a record needs {', '.join(sorted(missing))}")
    return wish


def _domain_info(fqdn: str, domain: dict[str, Any], zone_id: int | str | None) -> dict[str, Any]:
    """As long as a real one: a parser has to find its way past all of this."""
    contact = {"handle": "AB1234-GANDI", "id": 1234567}
    nameservers = ["a.dns.gandi.net", "b.dns.gandi.net", "c.dns.gandi.net"]
    return {
        "authinfo": "SECRET-AUTHINFO",
        "autorenew": {"active": True, "contact": "AB1234-GANDI", "duration": 1, "id": 99},
        "can_tld_lock": True,
        "contacts": {"admin": contact, "bill": contact, "owner": contact, "reseller": None},
        "date_created": DateTime("20100102T03:04:05"),
        "date_delete": DateTime("20300216T03:04:05"),
        "date_hold_begin": DateTime("20300102T03:04:05"),
        "date_registry_creation": DateTime("20100102T03:04:05"),
        "date_registry_end": DateTime("20300102T03:04:05"),
        "date_updated": DateTime("20240102T03:04:05"),
        "fqdn": fqdn,
        "id": 2345678,
        "is_premium": False,
        "nameservers": domain.get("nameservers", nameservers),
        "services": ["gandidns", "gandimail"],
        "status": ["clientTransferProhibited"],
        "tags": [],
        "tld": fqdn.rpartition(".")[2],
        "zone_id": zone_id,
    }
