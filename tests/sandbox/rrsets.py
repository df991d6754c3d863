"""The RRsets of one LiveDNS zone, and what the routes below /records do to them."""

from __future__ import annotations

import ipaddress
import json
import urllib.parse
from typing import Any

from . import records as rules
from .manners import Manners, TooMany
from .messages import Request
from .refusals import Refusal, allow, bad, http_error, no_record

RRset = dict[str, Any]


class ZoneRoutes:
    """The routes below /records. Those that destroy other records do so here as well."""

    def __init__(self, rrsets: dict[tuple[str, str], RRset], href: str, manners: Manners) -> None:
        self._rrsets, self._href, self._manners = rrsets, href, manners

    def all(self, request: Request, headers: dict[str, Any]) -> tuple[int, Any]:
        allow(request.method, "GET", "PUT", "POST", "DELETE")
        if request.method == "GET":
            return 200, self._page(request, list(self._rrsets.values()), headers)
        if request.method == "POST":
            body = _body(request)
            return self._create(body.get("rrset_name"), body.get("rrset_type"), body)
        items = [] if request.method == "DELETE" else _items(request)
        fresh = [_checked(i.get("rrset_name"), i.get("rrset_type"), i) for i in items]
        self._replace(list(self._rrsets), fresh)
        return (204, None) if request.method == "DELETE" else (201, _created())

    def name(self, request: Request, name: str, headers: dict[str, Any]) -> tuple[int, Any]:
        allow(request.method, "GET", "PUT", "POST", "DELETE")
        if request.method == "GET":
            found = [rrset for (n, _), rrset in self._rrsets.items() if n == name]
            return 200, self._page(request, found, headers)
        if request.method == "POST":
            body = _body(request)
            return self._create(name, body.get("rrset_type"), body)
        items = [] if request.method == "DELETE" else _items(request)
        fresh = [_checked(name, item.get("rrset_type"), item) for item in items]
        self._replace([key for key in self._rrsets if key[0] == name], fresh)
        return (204, None) if request.method == "DELETE" else (201, _created())

    def rrset(self, request: Request, name: str, rrtype: str) -> tuple[int, Any]:
        allow(request.method, "GET", "PUT", "POST", "DELETE")
        if rrtype not in rules.TYPES:
            raise bad("rrset_type", f"{rrtype!r} is not one of the known types", "path")
        if request.method == "POST":
            return self._create(name, rrtype, _body(request))
        if request.method == "PUT":
            self._put(_checked(name, rrtype, self._manners.heeded(_body(request))))
            return 201, _created()
        if (name, rrtype) not in self._rrsets:
            raise no_record(name, rrtype)
        if request.method == "DELETE":
            del self._rrsets[name, rrtype]
            return 204, None
        return 200, self._shown(self._rrsets[name, rrtype])

    def _create(self, name: Any, rrtype: Any, body: dict[str, Any]) -> tuple[int, Any]:
        rrset = _checked(name, rrtype, body)
        if (rrset["rrset_name"], rrset["rrset_type"]) in self._rrsets:
            message = "A DNS Record already exists with same value"
            raise http_error(409, "HTTPConflict", "Conflict", message)
        self._put(rrset)
        return 201, _created()

    def _replace(self, gone: list[tuple[str, str]], fresh: list[RRset]) -> None:
        before = dict(self._rrsets)
        for key in gone:
            del self._rrsets[key]
        try:
            for rrset in fresh:
                self._put(rrset)
        except Refusal:  # what is refused changes nothing
            self._rrsets.clear()
            self._rrsets.update(before)
            raise

    def _put(self, rrset: RRset) -> None:
        name, rrtype = rrset["rrset_name"], rrset["rrset_type"]
        for other_name, other in self._rrsets:
            if other_name == name and rules.conflicting(rrtype, other):
                message = f"Cannot have both a {other} and a {rrtype} record for {name}"
                raise http_error(409, "HTTPConflict", "Conflict", message)
        self._rrsets[name, rrtype] = rrset

    def _page(self, request: Request, found: list[RRset], headers: dict) -> list[RRset]:
        query = self._manners.heeded(request.query)
        for key in self._manners.refused(query):
            raise bad(key, "Unknown field", "querystring")
        for key in ("rrset_name", "rrset_type"):
            if key in query:
                found = [rrset for rrset in found if rrset[key] == query[key]]
        page, size = _number(query, "page", 1), _number(query, "per_page", self._manners.size)
        try:
            shown = self._manners.page(found, page - 1, size)
        except TooMany as error:
            raise bad("per_page", str(error), "querystring") from None
        if self._manners.total:
            headers[self._manners.total] = str(len(found))
        return [self._shown(rrset) for rrset in shown]

    def _shown(self, rrset: RRset) -> RRset:
        name = urllib.parse.quote(rrset["rrset_name"], safe="*")
        if rrset["rrset_name"] in self._manners.without_ttl:
            rrset = {key: value for key, value in rrset.items() if key != "rrset_ttl"}
        return rrset | {"rrset_href": f"{self._href}/{name}/{rrset['rrset_type']}"}


def _number(query: dict[str, str], key: str, default: int) -> int:
    text = query.get(key, str(default))
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise bad(key, f"{text!r} is not a valid number", "querystring")
    return int(text)


def _body(request: Request) -> dict[str, Any]:
    try:
        body = json.loads(request.body)
    except ValueError:
        raise bad("", "Invalid JSON") from None
    if not isinstance(body, dict):
        raise bad("", "is not an object")
    return body


def _items(request: Request) -> list[dict[str, Any]]:
    items = _body(request).get("items")
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise bad("items", "Required")
    return items


def _checked(name: Any, rrtype: Any, body: dict[str, Any]) -> RRset:
    """The RRset as it will be stored: canonical, and with the default when no ttl was sent."""
    if not rules.is_name(name):
        raise bad("rrset_name", f"{name!r} is not a valid name")
    if rrtype not in rules.TYPES:
        raise bad("rrset_type", f"{rrtype!r} is not one of the known types")
    values = body.get("rrset_values")
    if not isinstance(values, list) or not values:
        raise bad("rrset_values", "Required")
    for place, value in enumerate(values):
        if problem := rules.value_problem(rrtype, value):
            raise bad(f"rrset_values.{place}", problem)
    if rrtype == "AAAA":
        values = [str(ipaddress.IPv6Address(value)) for value in values]
    if len(set(values)) < len(values):
        raise bad("rrset_values", "the same value twice")
    if rrtype == "CNAME" and len(values) > 1:
        raise bad("rrset_values", "a CNAME has one value")
    ttl = body.get("rrset_ttl", rules.DEFAULT_TTL)
    if problem := rules.ttl_problem(ttl):
        raise bad("rrset_ttl", problem)
    rrset = {"rrset_name": name.lower(), "rrset_type": rrtype, "rrset_values": values}
    return stored(rrset | {"rrset_ttl": ttl})


def stored(rrset: RRset) -> RRset:
    return {
        "rrset_name": rrset["rrset_name"],
        "rrset_type": rrset["rrset_type"],
        "rrset_ttl": rrset.get("rrset_ttl", rules.DEFAULT_TTL),
        "rrset_values": list(rrset["rrset_values"]),
    }


def _created() -> dict[str, Any]:
    return {"message": "DNS Record Created"}
