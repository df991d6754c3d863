"""Answers of given bytes, good HTTP or not: by turns, and in pieces that wait for what happens elsewhere."""

from __future__ import annotations

import base64
import binascii
from typing import Any, AsyncIterator

from .messages import Response
from .world import Log

KEYS = {"answers", "pause", "ending"}
ENDINGS = ("keep", "close", "abort")
PATIENCE = 30.0  # seconds


def answer(behaviour: dict[str, Any], turn: int, log: Log) -> Response:
    answers = behaviour["answers"]
    pieces = [base64.b64decode(piece) for piece in answers[turn % len(answers)]]
    verbatim = _in_time(pieces, behaviour.get("pause"), log)
    return Response(verbatim=verbatim, ending=behaviour.get("ending", "keep"))


async def _in_time(pieces: list[bytes], pause: dict | None, log: Log) -> AsyncIterator[bytes]:
    for number, piece in enumerate(pieces):
        if number and pause:
            if await log.wait(pause["match"], pause["count"], PATIENCE, 0) is None:
                raise TimeoutError(f"no {pause['count']} of {pause['match']} in time")
        yield piece


def check(behaviour: dict[str, Any]) -> None:
    if behaviour.get("ending", "keep") not in ENDINGS:
        raise ValueError(f"unknown ending: {behaviour['ending']}")
    if set(behaviour.get("pause", ("match", "count"))) != {"match", "count"}:
        raise ValueError("a pause has match and count")
    answers = behaviour.get("answers")
    if not answers or not all(answers):
        raise ValueError("the behaviour raw needs answers, each of one piece or more")
    try:
        [base64.b64decode(piece, validate=True) for pieces in answers for piece in pieces]
    except binascii.Error as error:
        raise ValueError(f"a piece is not base64: {error}") from None
