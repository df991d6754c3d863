"""Who may use LiveDNS and for what: tokens with scopes and an end, and deprecated API keys."""

from __future__ import annotations

from typing import Any

from .messages import Request
from .refusals import Refusal, denied, http_error

SHARING_ID = "d4aad9b0-0000-4000-8000-000000000001"


TRAITS = {"expires_in", "scope", "expired", "forbidden_domains", "entities", "sharing_id", "pat_name"}


class Account:
    """A token's `expired` is true, or 403 where that is the status by which LiveDNS refuses it."""

    def __init__(self) -> None:
        self.tokens: dict[str, dict[str, Any]] = {}
        self.apikeys: list[str] = []

    def replace(self, tokens: dict[str, dict[str, Any]], apikeys: list[str]) -> None:
        for traits in tokens.values():
            if unknown := set(traits) - TRAITS:
                raise ValueError(f"unknown key of a token: {', '.join(sorted(unknown))}")
        self.tokens, self.apikeys = tokens, apikeys

    def knows(self, request: Request) -> bool:
        scheme, _, secret = request.headers.get("authorization", "").partition(" ")
        if scheme == "Apikey":
            return secret in self.apikeys
        token = self.tokens.get(secret) if scheme == "Bearer" else None
        return token is not None and not token.get("expired")

    def authorize(self, request: Request, domain: str | None) -> None:
        scheme, _, secret = request.headers.get("authorization", "").partition(" ")
        if scheme == "Apikey" and secret in self.apikeys:
            return
        if scheme != "Bearer":
            # X-Api-Key ends here too: it is not recognised.
            message = "You must provide an access token or an API Key. Please see the documentation"
            raise Refusal(401, {"message": message})
        if self.tokens.get(secret, {}).get("expired") == 403:
            raise denied()  # by the documentation of two of Gandi's other APIs
        if not self.knows(request):
            message = "The access token is not valid or your access token has expired"
            raise http_error(401, "HTTPUnauthorized", "Unauthorized", message)
        token = self.tokens[secret]
        needed = "domain:view" if request.method in ("GET", "HEAD") else "domain:tech"
        if needed not in token.get("scope", [needed]):
            raise denied()
        if domain in token.get("forbidden_domains", []):
            raise denied()

    def token_info(self, request: Request) -> dict[str, Any]:
        scheme, _, secret = request.headers.get("authorization", "").partition(" ")
        if scheme != "Bearer" or not self.knows(request):
            raise Refusal(401, {"error": "invalid_token", "error_description": "Invalid token"})
        token = self.tokens[secret]
        return {
            "expires_in": token.get("expires_in", 31536000),
            "scope": token.get("scope", ["domain:view", "domain:tech"]),
            "entities": token.get("entities", []),
            "sharing_id": token.get("sharing_id", SHARING_ID),
            "pat_name": token.get("pat_name", "sandbox"),
        }
