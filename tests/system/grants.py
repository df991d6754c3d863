"""Where a configuration lets a credential go, told by its text: what is broken is no reason to overlook one."""

from __future__ import annotations

import json
import re
from pathlib import Path

from leaks import Grant

_MEMBER = re.compile(r'"(\w+)"\s*:\s*("(?:[^"\\]|\\.)*")')
_FILES = {"token": "gandi-token", "api_key": "gandi-api-key"}  # as systemd calls them


def grants_of(config_path: Path, credentials_directory: str) -> set[Grant]:
    """Of the file and of those that it names, as they are now. A token goes to its endpoint, to the API beside it that
    tells name servers, and to tokeninfo, never to XML-RPC; an API key to its endpoint alone."""
    config = members(text_of(config_path))
    grants: set[Grant] = set()
    for key, credential in _FILES.items():
        files = [Path(credentials_directory, credential)] if credentials_directory else []
        files += [config_path.parent / config[f"{key}_file"]] if f"{key}_file" in config else []
        secrets = {config.get(key, ""), *map(text_of, files)}
        for secret in filter(None, (secret.strip() for secret in secrets)):
            grants |= {Grant(secret, kind, url) for kind, url in places_of(key, config)}
    return grants


def places_of(key: str, config: dict[str, str]) -> set[tuple[str, str]]:
    """(kind, URL) where a credential of this key may be shown."""
    endpoint, kind = config.get("endpoint", "").rstrip("/"), {"token": "Bearer", "api_key": "Apikey"}[key]
    if config.get("api", {"token": "livedns", "api_key": "xmlrpc"}[key]) == "xmlrpc":
        return {("key", endpoint)} if key == "api_key" else set()
    places = {(kind, endpoint), (kind, endpoint.removesuffix("/livedns") + "/domain/domains")} if endpoint else set()
    if key == "token" and "tokeninfo" in config:
        places.add((kind, config["tokeninfo"]))
    return places


def members(text: str) -> dict[str, str]:
    """Every member of the text that is a text, as deep as it may be and as broken as the rest may be."""
    found = {}
    for name, quoted in _MEMBER.findall(text):
        try:
            found[name] = json.loads(quoted)
        except ValueError:
            found[name] = quoted.strip('"')
    return found


def text_of(path: Path) -> str:
    try:
        return path.read_text(errors="replace")
    except OSError:
        return ""
