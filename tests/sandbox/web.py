"""A small HTTP server on asyncio: loopback ports, TLS, kept connections, ways to break off."""

from __future__ import annotations

import asyncio
import errno
import itertools
import socket
import ssl
import struct
import traceback
from typing import Awaitable, Callable

from .messages import MAX_HEAD, Request, Response, read_request, send

TLS_HANDSHAKE = b"\x16"  # the first byte of whoever speaks TLS (RFC 8446, 5.1)

Handler = Callable[[Request], Awaitable[Response]]


class Admission:
    """What happens to a connection before HTTP: refused, delayed, or given a TLS certificate."""

    def refuses(self, family: str) -> bool:
        return False

    def handshake_seconds(self) -> float:
        return 0.0

    def context(self) -> ssl.SSLContext | None:
        return None

    def connected(self) -> None:
        pass

    def disconnected(self) -> None:
        pass


class Heard:
    """What a client has sent on one connection, whether or not it is a request: every byte, decrypted."""

    def __init__(self, door: str, port: int, secure: bool) -> None:
        self.door, self.port, self.secure = door, port, secure
        self.data = bytearray()
        self.ended = False


class _Ear(asyncio.StreamReader):
    def __init__(self, heard: Heard) -> None:
        super().__init__(limit=MAX_HEAD)
        self._heard = heard

    def feed_data(self, data: bytes) -> None:
        self._heard.data += data
        super().feed_data(data)


class _Connection:
    def __init__(self, transport: asyncio.Transport) -> None:
        self.transport = transport
        self.idle = True


class Hub:
    """All listeners and connections, so that the end of the sandbox leaves nothing behind."""

    def __init__(self) -> None:
        self._ids = itertools.count(1)
        self._tasks: set[asyncio.Task[None]] = set()
        self._sockets: list[socket.socket] = []
        self._connections: set[_Connection] = set()
        self._heard: list[Heard] = []

    def listen(
        self, handler: Handler, admission: Admission, *, door: str = "", port: int = 0, ipv6: bool = True
    ) -> int:
        """Listens on loopback, on the same port in both families, and returns the port. What is heard at a door that
        has a name is kept until it is forgotten."""
        sockets = _bind(port, ipv6)
        for listener in sockets:
            self._sockets.append(listener)
            self._spawn(self._accept(listener, handler, admission, door))
        return sockets[0].getsockname()[1]

    def heard(self) -> list[Heard]:
        """Of each connection; nothing where nothing was sent."""
        return [heard for heard in self._heard if heard.data]

    def forget_heard(self) -> None:
        self._heard = [heard for heard in self._heard if not heard.ended]
        for heard in self._heard:
            heard.data.clear()

    def _hear(self, client: socket.socket, door: str, secure: bool) -> Heard:
        heard = Heard(door, client.getsockname()[1], secure)
        if door:
            self._heard.append(heard)
        return heard

    def close_idle(self) -> int:
        """Closes the kept connections, as a server does whose idle time-out has passed."""
        idle = [c for c in self._connections if c.idle]
        for connection in idle:
            connection.transport.close()
        return len(idle)

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for listener in self._sockets:
            listener.close()

    def _spawn(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _accept(
        self, listener: socket.socket, handler: Handler, admission: Admission, door: str
    ) -> None:
        loop = asyncio.get_running_loop()
        family = "ipv6" if listener.family == socket.AF_INET6 else "ipv4"
        while True:
            try:
                client, _ = await loop.sock_accept(listener)
            except OSError:  # the client has gone already, or no descriptor is free for a moment
                await asyncio.sleep(0.01)
                continue
            self._spawn(self._admit(client, family, handler, admission, door))

    async def _admit(self, client: socket.socket, family: str, handler: Handler, admission: Admission, door: str) -> None:
        admission.connected()
        try:
            await self._serve(client, family, handler, admission, door)
        finally:
            admission.disconnected()

    async def _serve(
        self, client: socket.socket, family: str, handler: Handler, admission: Admission, door: str
    ) -> None:
        loop = asyncio.get_running_loop()
        if admission.refuses(family):
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            client.close()
            return
        context = admission.context()
        heard = self._hear(client, door, secure=context is not None)
        reader = _Ear(heard)
        protocol = asyncio.StreamReaderProtocol(reader)
        limits = {"ssl": context, "ssl_handshake_timeout": 60, "ssl_shutdown_timeout": 1}
        try:
            if admission.handshake_seconds() > 0:
                await asyncio.sleep(admission.handshake_seconds())
            if context and not (hello := await _first_bytes(loop, client)).startswith(TLS_HANDSHAKE):
                heard.secure = False
                heard.data += hello  # the handshake will fail, but it was sent
            transport, _ = await loop.connect_accepted_socket(
                lambda: protocol, client, **(limits if context else {})
            )
        except OSError:  # no handshake: the client did not like our certificate, or has gone
            heard.ended = True
            client.close()
            return
        except asyncio.CancelledError:
            client.close()
            raise
        writer = asyncio.StreamWriter(transport, protocol, reader, loop)
        connection = _Connection(transport)
        self._connections.add(connection)
        try:
            await self._converse(reader, writer, connection, family, handler)
            transport.close()
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError):
            transport.abort()  # clients may leave at any time, and may send rubbish
        finally:
            heard.ended = True
            self._connections.discard(connection)
            if asyncio.current_task().cancelling():
                transport.abort()

    async def _converse(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        connection: _Connection,
        family: str,
        handler: Handler,
    ) -> None:
        number = next(self._ids)
        tls = writer.get_extra_info("ssl_object")
        resumed = bool(tls and tls.session_reused)
        while True:
            request = await read_request(reader, writer, family, number, resumed)
            if request is None:
                return
            connection.idle = False
            try:
                response = await handler(request)
            except Exception:  # a mistake in the sandbox: the test shall see it on both sides
                traceback.print_exc()
                response = Response(500, b"the sandbox itself has failed\n")
            if response.action == "hang":
                while await reader.read(MAX_HEAD):
                    pass
                return
            if response.action == "drop":
                writer.transport.abort()
                return
            if response.action == "close" or not await send(writer, request, response):
                return
            connection.idle = True


async def _first_bytes(loop: asyncio.AbstractEventLoop, client: socket.socket) -> bytes:
    """What has arrived on the connection, which stays there for whoever reads it; nothing at its end."""
    arrival = loop.create_future()
    loop.add_reader(client, lambda: arrival.done() or arrival.set_result(None))
    try:
        await arrival
    finally:
        loop.remove_reader(client)
    return client.recv(MAX_HEAD, socket.MSG_PEEK)


def _bind(port: int, ipv6: bool) -> list[socket.socket]:
    for _ in range(50):
        first = _bind_one(socket.AF_INET, "127.0.0.1", port)
        if not ipv6:
            return [first]
        try:
            second = _bind_one(socket.AF_INET6, "::1", first.getsockname()[1])
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                return [first]  # a machine without IPv6
            first.close()
            if port:
                raise
            continue
        return [first, second]
    raise OSError("no port is free on both 127.0.0.1 and ::1")


def _bind_one(family: int, address: str, port: int) -> socket.socket:
    # asyncio sets TCP_NODELAY only where the protocol is named; without it the first answer over
    # TLS waits 40 ms until the session tickets are acknowledged.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        listener.setblocking(False)
        listener.bind((address, port))
        listener.listen(256)
    except OSError:
        listener.close()
        raise
    return listener
