"""Every message of docs/problems.md is one that the program has."""

import re
import sys
import unittest

import source
from source import ROOT

PAGE = (ROOT / "docs" / "problems.md").read_text()
VARYING = re.compile(r"\b(?:ADDRESS|CREDENTIAL|DOMAIN|FAMILY|FILE|HOST|KEY|LINE|N|NAME|OPERATOR|TYPE|X)\b")


def texts_of_the_code():
    """All literals, each on a line, with those that the compiler joins joined."""
    code = re.sub(r"(?m)^\s*//.*$", "", source.all_code())
    literals = re.findall(r'R"\((.*?)\)"|((?:"(?:[^"\\\n]|\\.)*"\s*)+)', code, re.S)
    return "\n".join(raw or "".join(re.findall(r'"((?:[^"\\\n]|\\.)*)"', joined)) for raw, joined in literals)


def messages():
    """Each with the line behind it."""
    found = re.findall(r"(?m)^\*\*`(.+)`\*\*\n(.*)$", PAGE)
    assert len(found) > 50
    return found


class Messages(unittest.TestCase):
    def test_each_is_in_the_code(self):
        known = texts_of_the_code()
        for message, _ in messages():
            with self.subTest(message):
                # Words that stand together: what varies and punctuation may come from elsewhere in the code.
                parts = [part.strip() for part in re.split(r"[^A-Za-z_ -]+", VARYING.sub("/", message))]
                words = [part for part in parts if len(part) > 3]
                self.assertGreater(max(map(len, words)), 7, "too little to recognise it by")
                self.assertEqual([part for part in words if part not in known], [])

    def test_each_has_an_explanation(self):
        self.assertEqual([message for message, text in messages() if len(text) < 20], [])

    def test_none_is_there_twice(self):
        self.assertEqual(len({message for message, _ in messages()}), len(messages()))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
