"""A loop that holds an expectation says what is going round: else a failure does not tell which turn it was."""

from __future__ import annotations

import re
import sys
import unittest
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOOP = re.compile(r"\b(?:for|while) \(")
EXPECTATION = re.compile(r"\b(?:EXPECT|ASSERT)_\w+\(|\bADD_FAILURE\(")
PAIRS = {"(": ")", "{": "}"}


def code_of(text: str) -> str:
    """With the insides of comments, strings and characters blanked out, so that brackets can be counted."""
    def blank(match: re.Match) -> str:
        return re.sub(r"[^\n]", " ", match[0])

    pattern = r'R"(\w*)\(.*?\)\1"|//[^\n]*|"(?:[^"\\\n]|\\.)*"|(?<!\w)\'(?:[^\'\\\n]|\\.)\''
    return re.sub(pattern, blank, text, flags=re.S)


def end_of(code: str, start: int) -> int:
    """Behind the bracket that closes the one at `start`."""
    depth, opening, closing = 0, code[start], PAIRS[code[start]]
    for place in range(start, len(code)):
        depth += (code[place] == opening) - (code[place] == closing)
        if depth == 0:
            return place + 1
    raise ValueError("a bracket is not closed")


def loops(code: str) -> Iterator[tuple[int, str]]:
    """Each with its place, and its body without those of the loops within it."""
    for match in LOOP.finditer(code):
        start = end_of(code, match.end() - 1)
        start += len(code[start:]) - len(code[start:].lstrip())
        end = end_of(code, start) if code[start] == "{" else code.index(";", start) + 1
        yield match.start(), without_loops(code[start:end])


def without_loops(body: str) -> str:
    inner = next(LOOP.finditer(body, 1), None)
    if not inner:
        return body
    start = end_of(body, inner.end() - 1)
    start += len(body[start:]) - len(body[start:].lstrip())
    end = end_of(body, start) if body[start] == "{" else body.index(";", start) + 1
    return body[: inner.start()] + without_loops("\n" + body[end:])


def is_told(body: str) -> bool:
    """By a trace for all of it, or by each expectation for itself."""
    ends = [end_of(body, match.end() - 1) for match in EXPECTATION.finditer(body)]
    return "SCOPED_TRACE(" in body or all(body[end:].lstrip().startswith("<<") for end in ends)


def untold(text: str) -> list[int]:
    """The lines of loops that hold an expectation which does not tell what is going round."""
    code = code_of(text)
    return [code.count("\n", 0, place) + 1 for place, body in loops(code) if not is_told(body)]


class Traces(unittest.TestCase):
    def test_every_loop_with_an_expectation_has_one(self):
        sources = sorted((ROOT / "tests").rglob("*.[ch]pp"))
        self.assertGreater(len(sources), 50, "the test looks in the wrong place")
        found = [f"{path.relative_to(ROOT)}:{line}" for path in sources for line in untold(path.read_text())]
        self.assertEqual(found, [], "\n" + "\n".join(found))

    def test_the_rule_sees_a_loop_without_one(self):
        for text in ("for (auto x : y) {\n  EXPECT_EQ(x, 1);\n}", "while (f(x)) EXPECT_EQ(x, 1);",
                     "for (;;) {\n  EXPECT_TRUE(x) << x;\n  EXPECT_FALSE(y);\n}",
                     "for (;;) {\n  ASSERT_TRUE(x);\n  for (;;) {\n    SCOPED_TRACE(x);\n    EXPECT_TRUE(x);\n  }\n}",
                     'for (const auto* x : {")", "R"}) {\n  // SCOPED_TRACE(x)\n  EXPECT_EQ(x, "SCOPED_TRACE(");\n}'):
            self.assertEqual(untold(text), [1], text)

    def test_the_rule_lets_pass_what_has_one_or_expects_nothing(self):
        for text in ("for (auto x : y) {\n  SCOPED_TRACE(x);\n  EXPECT_EQ(x, 1);\n}", "for (;;) EXPECT_EQ(x, 1) << x;",
                     "for (;;) {\n  f();\n}\nEXPECT_TRUE(x);", "for (;;) {\n  for (;;) {\n    SCOPED_TRACE(x);\n    EXPECT_TRUE(x);\n  }\n}"):
            self.assertEqual(untold(text), [], text)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
