"""A name server that knows a few records and tells them to everybody, as a router does that intercepts port 53."""

from __future__ import annotations

import ipaddress
import shlex
import socket
import struct
import threading

from leaks import DNS, note

TYPES = {"A": 1, "TXT": 16, "AAAA": 28}
CLASSES = {"IN": 1, "CH": 3}
RESPONSE, RECURSION_AVAILABLE, NAME_ERROR = 0x8000, 0x0080, 3
QUESTION_AT = 12  # behind the header

Question = tuple[str, int, int]  # name, type, class


class NameServer:
    """`with NameServer(text) as server:`; each line of the text is a record: NAME TTL CLASS TYPE DATA."""

    def __init__(self, text: str) -> None:
        self._records: dict[Question, list[tuple[int, bytes]]] = {}
        for line in filter(None, text.splitlines()):
            self._learn(*shlex.split(line))
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self.address = f"127.0.0.1:{self._socket.getsockname()[1]}"

    def __enter__(self) -> NameServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        # An empty datagram is the end; closing a socket does not wake who waits for it.
        self._socket.sendto(b"", self._socket.getsockname())
        self._thread.join()
        self._socket.close()

    def _learn(self, name: str, ttl: str, class_: str, type_: str, data: str) -> None:
        if type_ == "TXT":
            wire = bytes((len(data),)) + data.encode()
        else:
            wire = ipaddress.ip_address(data).packed
        question = (name.rstrip(".").lower(), TYPES[type_], CLASSES[class_])
        self._records.setdefault(question, []).append((int(ttl), wire))

    def _serve(self) -> None:
        while True:
            query, asker = self._socket.recvfrom(4096)
            if not query:
                return
            note(DNS, query.decode("latin-1"))
            self._socket.sendto(self._answer(query), asker)

    def _answer(self, query: bytes) -> bytes:
        (name, type_, class_), end = _parse_question(query)
        known = self._records.get((name.lower(), type_, class_), [])
        flags = struct.unpack_from("!H", query, 2)[0] | RESPONSE | RECURSION_AVAILABLE | (0 if known else NAME_ERROR)
        answer = query[:2] + struct.pack("!5H", flags, 1, len(known), 0, 0) + query[QUESTION_AT:end]
        for ttl, data in known:
            answer += struct.pack("!HHHIH", 0xC000 | QUESTION_AT, type_, class_, ttl, len(data)) + data
        return answer


def _parse_question(query: bytes) -> tuple[Question, int]:
    labels, at = [], QUESTION_AT
    while length := query[at]:
        labels.append(query[at + 1 : at + 1 + length].decode())
        at += 1 + length
    type_, class_ = struct.unpack_from("!HH", query, at + 1)
    return (".".join(labels), type_, class_), at + 5
