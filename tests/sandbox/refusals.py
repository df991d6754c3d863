"""The errors of LiveDNS, by status: each names its object as the real ones do."""

from __future__ import annotations

from typing import Any


class Refusal(Exception):
    """A status other than 2xx, with its JSON body."""

    def __init__(self, status: int, body: dict[str, Any]) -> None:
        super().__init__(status)
        self.status, self.body = status, body


def http_error(status: int, kind: str, cause: str, message: str) -> Refusal:
    return Refusal(status, {"code": status, "message": message, "object": kind, "cause": cause})


def unknown_domain() -> Refusal:
    return http_error(404, "LocalizedHTTPNotFound", "Not Found", "Unknown domain")


def not_found() -> Refusal:
    message = "The resource could not be found."
    return http_error(404, "HTTPNotFound", "Not Found", message)


def no_record(name: str, rrtype: str) -> Refusal:
    message = f"Can't find the DNS record {name}/{rrtype} in the zone"
    return http_error(404, "dns-record", "Not Found", message)


def of_another_organisation() -> Refusal:
    """As two users have quoted it: without an object."""
    message = "The resource does not exist"
    return Refusal(404, {"code": 404, "cause": "Unknown", "message": message})


def denied() -> Refusal:
    message = "Access was denied to this resource."
    return http_error(403, "HTTPForbidden", "Forbidden", message)


def bad(name: str, description: str, location: str = "body") -> Refusal:
    error = {"location": location, "name": name, "description": description}
    return Refusal(400, {"status": "error", "errors": [error]})


def allow(method: str, *allowed: str) -> None:
    if method not in allowed:
        message = "The method is not allowed for this resource."
        raise http_error(405, "HTTPMethodNotAllowed", "Method Not Allowed", message)
