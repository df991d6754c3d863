"""A service that tells whoever asks the address that the question came from, over HTTP and as a name server.

    mirror.py ADDRESS    as a program: prints its port, and serves until it is killed
"""

from __future__ import annotations

import http.server
import ipaddress
import socket
import socketserver
import struct
import sys
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "sandbox"))

from leaks import DNS, note  # noqa: E402

INTERNET, TXT = 1, 16
REPLY = 0x8180


class Mirror:
    """`with Mirror(address) as mirror:`; on one port of that address, which may be "0.0.0.0"."""

    def __init__(self, address: str) -> None:
        self._http = _server_of(address)((address, 0), _Teller)
        self.port = self._http.server_address[1]
        self._dns = socket.socket(self._http.address_family, socket.SOCK_DGRAM)
        self._dns.bind((address, self.port))
        self._threads = [threading.Thread(target=each, daemon=True) for each in (self._http.serve_forever, self._answer)]

    def __enter__(self) -> Mirror:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._dns.sendto(b"", self._dns.getsockname())  # closing a socket does not wake who waits for it
        for thread in self._threads:
            thread.join()
        self._dns.close()

    def questions(self) -> int:
        return self._http.questions

    def _answer(self) -> None:
        while True:
            query, asker = self._dns.recvfrom(4096)
            if not query:
                return
            note(DNS, query.decode("latin-1"))
            text = _plain(asker[0]).encode()
            end = query.index(0, 12) + 5
            answer = query[:2] + struct.pack("!5H", REPLY, 1, 1, 0, 0) + query[12:end]
            answer += struct.pack("!HHHIHB", 0xC00C, TXT, INTERNET, 0, len(text) + 1, len(text)) + text
            self._dns.sendto(answer, asker)


def _plain(address: str) -> str:
    return str(ipaddress.ip_address(address.partition("%")[0]))


def _server_of(address: str) -> type[socketserver.ThreadingTCPServer]:
    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        questions = 0  # over HTTP
        address_family = socket.AF_INET6 if ":" in address else socket.AF_INET

    return Server


class _Teller(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.questions += 1
        note("a mirror", self.requestline + str(self.headers))
        body = _plain(self.client_address[0]).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


if __name__ == "__main__":
    with Mirror(sys.argv[1]) as mirror:
        print(mirror.port, flush=True)
        threading.Event().wait()
