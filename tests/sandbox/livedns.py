"""LiveDNS v5: its domains, its two spellings, and the way from a URL to what it does."""

from __future__ import annotations

import hashlib
import json
import urllib.parse
from typing import Any

from . import records as rules
from .account import Account
from .manners import KEYS as MANNERS
from .manners import Manners
from .messages import Request, Response
from .refusals import Refusal, allow, bad, not_found, of_another_organisation, unknown_domain
from .rrsets import RRset, ZoneRoutes, stored

BASE = "/v5/livedns"
# Which of the two ways to name an organisation it heeds: of those who reported it each found another one.
SHARING = {"header": {"header"}, "query": {"query"}, "either": {"header", "query"}}
NAMESERVERS = ["ns-1-a.gandi.net", "ns-2-b.gandi.net", "ns-3-c.gandi.net"]


class LiveDns:
    def __init__(self) -> None:
        self.account = Account()
        self.domains: dict[str, dict[str, Any]] = {}
        self.spelling = "compact"
        self.sharing = "either"
        self._manners = Manners()

    def replace(self, wish: dict[str, Any]) -> None:
        known = {"domains", "tokens", "apikeys", "spelling", "sharing"} | MANNERS
        if unknown := set(wish) - known:
            raise ValueError(f"unknown key in livedns: {', '.join(sorted(unknown))}")
        if wish.get("spelling", "compact") not in ("compact", "spaced"):
            raise ValueError("spelling is compact or spaced")
        if wish.get("sharing", "either") not in SHARING:
            raise ValueError("sharing is header, query or either")
        domains = {}
        for fqdn, given in wish.get("domains", {}).items():
            # Not checked: a test may well want something here that the API would refuse.
            if unknown := set(given) - {"rrsets", "current", "sharing_id"}:
                raise ValueError(f"unknown key of a domain: {', '.join(sorted(unknown))}")
            zone = {(r["rrset_name"], r["rrset_type"]): stored(r) for r in given.get("rrsets", [])}
            domains[fqdn] = {"current": given.get("current", "livedns"), "rrsets": zone}
            domains[fqdn]["sharing_id"] = given.get("sharing_id")
        self._manners = Manners(**{key: wish[key] for key in MANNERS & set(wish)})
        self.domains = domains
        self.account.replace(wish.get("tokens", {}), wish.get("apikeys", []))
        self.spelling, self.sharing = wish.get("spelling", "compact"), wish.get("sharing", "either")

    def state(self) -> dict[str, Any]:
        domains = {fqdn: d | {"rrsets": list(d["rrsets"].values())} for fqdn, d in self.domains.items()}
        return {"domains": domains, "spelling": self.spelling}

    def write_as_another(self, fqdn: str, rrsets: list[RRset]) -> None:
        for rrset in rrsets:
            key = rrset["rrset_name"], rrset["rrset_type"]
            self.domains[fqdn]["rrsets"][key] = stored(rrset)

    def answer(self, request: Request) -> Response:
        """Carries a request out; what is refused becomes an answer as well."""
        headers: dict[str, Any] = {}
        try:
            status, value = self._route(request, headers)
        except Refusal as refusal:
            status, value = refusal.status, refusal.body
        return self.spell(status, value, headers)

    def spell(self, status: int, value: Any, headers: dict[str, Any]) -> Response:
        """Gandi's two spellings of JSON and of header names; no client may depend on one."""
        if status == 204:
            return Response(status, headers=headers)
        compact = self.spelling == "compact"
        text = json.dumps(value, separators=(",", ":") if compact else None)
        charset = "application/json; charset=" + ("utf-8" if compact else "UTF-8")
        headers["ETag"] = f'"{hashlib.sha1(text.encode()).hexdigest()}"'
        if not compact:
            headers = {name.title(): text for name, text in headers.items()}
        return Response(status, text.encode(), charset, headers)

    def _route(self, request: Request, headers: dict[str, Any]) -> tuple[int, Any]:
        if request.path == "/tokeninfo":
            return 200, self.account.token_info(request)
        parts = [urllib.parse.unquote(part) for part in request.path.strip("/").split("/")]
        method = request.method
        # parts: v5 livedns domains FQDN records NAME TYPE
        fqdn = parts[3].lower() if len(parts) > 3 else None
        self.account.authorize(request, fqdn)
        if parts[:3] == ["v5", "domain", "domains"] and parts[4:] == ["livedns"]:
            allow(method, "GET")
            return 200, self._current(fqdn)
        if parts[:3] == ["v5", "livedns", "nameservers"] and len(parts) == 4:
            allow(method, "GET")
            self._zone(fqdn)
            return 200, NAMESERVERS
        if parts[:3] != ["v5", "livedns", "domains"]:
            raise not_found()
        base = f"https://{request.headers.get('host', 'localhost')}{BASE}/domains"
        if fqdn is None:
            allow(method, "GET")
            return 200, [{"fqdn": d, "domain_href": f"{base}/{d}"} for d in self.domains]
        if len(parts) == 4:
            allow(method, "GET")
            if fqdn not in self.domains:
                raise unknown_domain()
            return 200, _domain(f"{base}/{fqdn}", fqdn)
        if parts[4] != "records" or len(parts) > 7:
            raise not_found()
        zone = ZoneRoutes(self._zone(fqdn), f"{base}/{fqdn}/records", self._manners)
        if len(parts) == 5:
            return zone.all(request, headers)
        name = parts[5].lower()
        if not rules.is_name(name):
            raise bad("rrset_name", f"{name!r} is not a valid name", "path")
        if len(parts) == 6:
            return zone.name(request, name, headers)
        if not self._names_owner(request, self.domains[fqdn]["sharing_id"]):
            raise of_another_organisation()
        return zone.rrset(request, name, parts[6])

    def _zone(self, fqdn: str) -> dict[tuple[str, str], RRset]:
        if fqdn not in self.domains:
            raise not_found()
        return self.domains[fqdn]["rrsets"]

    def _names_owner(self, request: Request, owner: str | None) -> bool:
        """Lists work without it; what speaks of a single RRset does not."""
        named = {"header": request.headers.get("x-gandi-sharing-id"), "query": request.query.get("sharing_id")}
        return owner is None or owner in (named[way] for way in SHARING[self.sharing])

    def _current(self, fqdn: str) -> dict[str, Any]:
        if fqdn not in self.domains:
            raise unknown_domain()
        known = {"current": self.domains[fqdn]["current"], "nameservers": NAMESERVERS}
        return known | {"dnssec_available": True, "livednssec_available": True}


def _domain(href: str, fqdn: str) -> dict[str, Any]:
    known = {"fqdn": fqdn, "automatic_snapshots": False, "domain_href": href}
    return known | {"domain_keys_href": f"{href}/keys", "domain_records_href": f"{href}/records"}
