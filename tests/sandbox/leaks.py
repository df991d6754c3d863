"""Searches all that servers were sent for credentials: each may be where it was configured for, in its one place there.

It takes requests apart by itself, and whatever it cannot take apart it searches whole: what is not understood is not
excused.
"""

from __future__ import annotations

import base64
import html
import re
import urllib.parse
from dataclasses import dataclass
from typing import Any, Iterable, Iterator

PIECE = 10  # characters of a credential that count as it
AUTHINFO = "SECRET-AUTHINFO"  # the transfer code, which XML-RPC's domain.info tells: it is for nobody
DNS = "a name server"

_AUTHORIZATION = re.compile(r"^authorization:[ \t]*(Bearer|Apikey) ([^\r\n]+)\r$", re.I | re.M)
_FIRST_PARAMETER = re.compile(r"<params>\s*<param>\s*<value>\s*(?:<string>)?([^<]+)")
_LENGTH = re.compile(r"^content-length:[ \t]*(\d+)[ \t]*\r$", re.I | re.M)

Heard = dict[str, Any]  # door, port, secure, data: as the sandbox's /heard tells it


@dataclass(frozen=True)
class Grant:
    """A credential may be shown at a URL and below it: as `kind` "Bearer" or "Apikey" in the header Authorization, as
    "key" by XML-RPC's first parameter."""

    secret: str
    kind: str
    url: str

    def covers(self, port: int, path: str) -> bool:
        known = urllib.parse.urlsplit(self.url)
        base = known.path.rstrip("/")
        return known.port == port and (path == base or path.startswith(base + "/"))


def find(heard: Iterable[Heard], secrets: Iterable[str], grants: Iterable[Grant]) -> list[str]:
    """A sentence for each request in which a secret, or a piece of one, is where it must not be. Secrets are those
    given, those granted, and whatever was shown as a credential to anybody."""
    parts = [(each, request) for each in heard for request in requests(each["data"])]
    shown = {secret for _, request in parts for _, secret in credentials(request)}
    granted = frozenset(grants)
    wanted = pieces({*secrets, *(grant.secret for grant in granted), *shown, AUTHINFO})
    return [
        f"{each['door']} was sent {piece!r}{'' if each['secure'] else ' in the clear'}: {request[:1000]!r}"
        for each, request in parts
        for piece in [found(without_granted(each, request, granted), wanted)]
        if piece
    ]


def found(text: str, wanted: list[str]) -> str | None:
    lower = text.lower()  # a host's name and a header's are sent in lower case
    return next((piece for piece in wanted if piece in lower), None)


def pieces(secrets: set[str]) -> list[str]:
    """Of the secrets as they are and as they may be written in a URL, in hexadecimal and in base64."""
    texts: set[str] = set()
    for secret in filter(None, secrets):
        if len(secret) < PIECE:
            raise ValueError(f"{secret!r} is too short for a credential that is searched for")
        raw = secret.encode()
        texts |= {secret, urllib.parse.quote(secret, safe=""), raw.hex()}
        for before in range(3):  # where in a group of three bytes it begins
            coded = base64.b64encode(b"\0" * before + raw).decode()
            texts.add(coded[2 * before :].rstrip("=")[:-1])  # without the characters that its neighbours share
    return sorted({text[at : at + PIECE].lower() for text in texts for at in range(len(text) - PIECE + 1)})


def requests(data: str) -> Iterator[str]:
    """Head and body of each, as far as they can be told apart; then the rest."""
    while data:
        head, end, rest = data.partition("\r\n\r\n")
        length = _LENGTH.search(head + "\r\n")
        size = len(head) + len(end) + (int(length[1]) if length else 0)
        yield data[:size]
        data = data[size:]


def credentials(request: str) -> Iterator[tuple[str, str]]:
    """(kind, secret) of what is in a credential's place, wherever it was sent."""
    for kind, _, secret in places(request):
        yield kind, secret


def places(request: str) -> Iterator[tuple[str, tuple[int, int], str]]:
    """(kind, from where to where, what) of a credential's places in a request."""
    head, _, body = request.partition("\r\n\r\n")
    for match in _AUTHORIZATION.finditer(head + "\r\n"):
        yield match[1].capitalize(), match.span(2), match[2].strip()
    if match := _FIRST_PARAMETER.search(body):
        start, end = (len(request) - len(body) + place for place in match.span(1))
        yield "key", (start, end), html.unescape(match[1]).strip()


def without_granted(each: Heard, request: str, grants: frozenset[Grant]) -> str:
    """The request without the credential that may be there."""
    target = request.partition("\r\n")[0].split(" ")
    if not each["secure"] or len(target) != 3:
        return request
    path = target[1].partition("?")[0]
    for kind, (start, end), secret in places(request):
        if any((g.kind, g.secret) == (kind, secret) and g.covers(each["port"], path) for g in grants):
            return request[:start] + request[end:]
    return request


_beside: list[Heard] = []


def note(door: str, data: str) -> None:
    """For servers beside the sandbox, in the process of the test: they were sent this, in the clear."""
    _beside.append({"door": door, "port": 0, "secure": False, "data": data})


def take_noted() -> list[Heard]:
    """What was noted since the last call."""
    noted = _beside[:]
    _beside.clear()
    return noted
