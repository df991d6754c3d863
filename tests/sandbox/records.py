"""What a record may be, by the rules that both of Gandi's APIs share."""

from __future__ import annotations

import ipaddress
import re

MIN_TTL, MAX_TTL, DEFAULT_TTL = 300, 2592000, 10800

TYPES = {"A", "AAAA", "ALIAS", "CAA", "CDS", "CNAME", "DNAME", "DS", "KEY", "LOC", "MX", "NAPTR"}
TYPES |= {"NS", "OPENPGPKEY", "PTR", "RP", "SPF", "SRV", "SSHFP", "TLSA", "TXT", "WKS"}

_LABELS = r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*"
_NAME = re.compile(rf"@|\*|(\*\.)?{_LABELS}", re.IGNORECASE)
_DOMAIN = re.compile(rf"{_LABELS}\.[a-z0-9-]+", re.IGNORECASE)


def is_name(name: object) -> bool:
    """Names are relative to the zone: '@' is the apex, '*' the wildcard; no final dot."""
    return isinstance(name, str) and len(name) <= 253 and bool(_NAME.fullmatch(name))


def is_domain(fqdn: object) -> bool:
    return isinstance(fqdn, str) and len(fqdn) <= 253 and bool(_DOMAIN.fullmatch(fqdn))


def ttl_problem(ttl: object) -> str | None:
    if type(ttl) is not int:  # bool is an int to Python, but not to Gandi
        return "ttl is not an integer"
    if ttl < MIN_TTL:
        return f"{ttl} is less than minimum value {MIN_TTL}"
    if ttl > MAX_TTL:
        return f"{ttl} is greater than maximum value {MAX_TTL}"
    return None


def value_problem(rrtype: str, value: object) -> str | None:
    if not isinstance(value, str) or not value:
        return "the value is not a text"
    try:
        if rrtype == "A":
            ipaddress.IPv4Address(value)
        if rrtype == "AAAA" and "%" in str(ipaddress.IPv6Address(value)):
            return f"{value} has a scope"
    except ValueError:
        return f"{value!r} is not a valid value of type {rrtype}"
    return None


def conflicting(rrtype: str, other: str) -> bool:
    """A CNAME is alone at its name."""
    return (rrtype == "CNAME") != (other == "CNAME")
