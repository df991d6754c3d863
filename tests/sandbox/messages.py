"""HTTP/1.1 messages: reading a request, and writing an answer whole, in pieces or cut short."""

from __future__ import annotations

import asyncio
import json
import urllib.parse
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, AsyncIterator

MAX_HEAD = 1 << 20

Headers = dict[str, "str | list[str]"]


@dataclass
class Request:
    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    family: str
    connection: int
    resumed: bool
    keep_alive: bool
    port: int = 0  # at which it came in

    @property
    def path(self) -> str:
        """The path as it came, still escaped: whether '@' was sent as %40 is worth seeing."""
        return self.target.partition("?")[0]

    @property
    def query(self) -> dict[str, str]:
        return dict(urllib.parse.parse_qsl(self.target.partition("?")[2], keep_blank_values=True))


@dataclass
class Response:
    """An answer, or with `action` "drop", "close" or "hang" the way in which none is given."""

    status: int = 200
    body: bytes = b""
    content_type: str = "text/plain; charset=utf-8"
    headers: Headers = field(default_factory=dict)
    action: str | None = None
    stream: AsyncIterator[bytes] | None = None  # instead of body
    chunked: bool = False
    length: int | None = None  # of a stream that is not chunked
    truncate: int | None = None
    verbatim: AsyncIterator[bytes] | None = None  # in place of all else: the bytes, head and body
    ending: str = "keep"  # of verbatim: then "close", or "abort" without TLS's farewell


def json_response(value: Any, status: int = 200) -> Response:
    return Response(status, json.dumps(value).encode() + b"\n", "application/json")


async def read_request(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    family: str,
    connection: int,
    resumed: bool,
) -> Request | None:
    """The next request of a connection; None at its end."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return None
    start, *lines = head.decode("latin-1").split("\r\n")
    method, target, version = start.split(" ")
    headers = {}
    for line in filter(None, lines):
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    if headers.get("expect", "").lower() == "100-continue":
        writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
    body = await _read_body(reader, headers)
    wish = headers.get("connection", "").lower()
    keep_alive = wish != "close" and (version == "HTTP/1.1" or wish == "keep-alive")
    port = writer.get_extra_info("sockname")[1]
    return Request(method, target, headers, body, family, connection, resumed, keep_alive, port)


async def _read_body(reader: asyncio.StreamReader, headers: dict[str, str]) -> bytes:
    if headers.get("transfer-encoding", "").lower() != "chunked":
        return await reader.readexactly(int(headers.get("content-length", "0")))
    body = b""
    while size := int((await reader.readuntil(b"\r\n")).split(b";")[0], 16):
        body += (await reader.readexactly(size + 2))[:-2]
    while await reader.readuntil(b"\r\n") != b"\r\n":
        pass
    return body


async def send(writer: asyncio.StreamWriter, request: Request, response: Response) -> bool:
    """Writes the answer; false when the connection has to end with it."""
    if response.verbatim is not None:
        return await _send_verbatim(writer, response)
    names = {name.lower(): value for name, value in response.headers.items()}
    close = not request.keep_alive or str(names.get("connection", "")).lower() == "close"
    lines = [f"HTTP/1.1 {response.status} {_reason(response.status)}"]
    for name, value in response.headers.items():
        lines += [f"{name}: {v}" for v in (value if isinstance(value, list) else [value])]
    if "content-type" not in names:
        lines.append(f"Content-Type: {response.content_type}")
    chunked = response.chunked or (response.stream is not None and response.length is None)
    if response.status != 204:
        length = len(response.body) if response.stream is None else response.length
        lines.append("Transfer-Encoding: chunked" if chunked else f"Content-Length: {length}")
    if close and "connection" not in names:
        lines.append("Connection: close")
    head = ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8")
    if request.method == "HEAD":
        writer.write(head)
    elif response.truncate is not None:
        writer.write(head + response.body[: response.truncate])
        await writer.drain()
        writer.transport.close()
        return False
    elif response.stream is None and not chunked:
        writer.write(head + response.body)
    else:
        writer.write(head)
        await _send_stream(writer, response.stream or _bytes_of(response.body), chunked)
    await writer.drain()
    return not close


async def _send_verbatim(writer: asyncio.StreamWriter, response: Response) -> bool:
    """Each piece is a TLS record of its own, so that no read on the other side gets two of them."""
    async for piece in response.verbatim:
        writer.write(piece)
        await writer.drain()
    if response.ending == "abort":
        writer.transport.abort()
    return response.ending == "keep"


async def _send_stream(writer, stream: AsyncIterator[bytes], chunked: bool) -> None:
    async for part in stream:
        if writer.is_closing():
            raise ConnectionResetError
        writer.write(b"%x\r\n%b\r\n" % (len(part), part) if chunked else part)
        await writer.drain()
    if chunked:
        writer.write(b"0\r\n\r\n")


async def _bytes_of(body: bytes) -> AsyncIterator[bytes]:
    for byte in body:
        yield bytes((byte,))
        await asyncio.sleep(0)  # lets each byte leave in a packet of its own


def _reason(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"
