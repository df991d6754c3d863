"""Who may use LiveDNS and for what: tokens with scopes and an end, and deprecated API keys."""

from __future__ import annotations

from typing import Any

from .messages import Request
from .refusals import Refusal, denied, http_error


class Account:
    def __init__(self) -> None:
        self.tokens: dict[str, dict[str, Any]] = {}
        self.apikeys: list[str] = []

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
            "sharing_id": "d4aad9b0-0000-4000-8000-000000000001",
            "pat_name": token.get("pat_name", "sandbox"),
        }
