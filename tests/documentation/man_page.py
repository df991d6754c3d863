"""What a manual page in man(7) has entries for."""

from __future__ import annotations

import re
from pathlib import Path


def plain(roff: str) -> str:
    """Its text, without markup."""
    def joined(match: re.Match) -> str:
        words = [quoted or bare for quoted, bare in re.findall(r'"([^"]*)"|(\S+)', match[2])]
        return ("" if len(match[1]) == 2 else " ").join(words)

    roff = re.sub(r"(?m)^\.(B|I|BI|BR|IB|IR|RB|RI) (.*)$", joined, roff)
    roff = re.sub(r"(?m)^\.(?!\.).*\n", "", roff)
    return re.sub(r"\\f[BIR]|\\%", "", roff).replace(r"\(dq", '"').replace(r"\-", "-").replace(r"\ ", " ")


class ManPage:
    def __init__(self, roff: str) -> None:
        self.roff = roff
        self.text = plain(roff)
        entries = re.findall(r"(?ms)^\.TP\n(.+?)\n(.*?)(?=^\.(?:TP|SH|RE)|\Z)", roff)
        self.entries = [(set(re.findall(r'[^\s",;:{}]+', plain(tag))), plain(body)) for tag, body in entries]

    @classmethod
    def read(cls, path: Path) -> ManPage:
        return cls(path.read_text())

    def section(self, title: str) -> ManPage:
        found = re.search(rf"(?ms)^\.SH {title}\n(.*?)(?=^\.SH |\Z)", self.roff)
        assert found, f"there is no section {title}"
        return ManPage(found[1])

    @property
    def tags(self) -> set[str]:
        """The words of all tags, each for itself."""
        return set().union(*(words for words, _ in self.entries))

    def entry(self, tag: str) -> str:
        """The text of the first entry with this word in its tag."""
        return next(body for words, body in self.entries if tag in words)

    def examples(self) -> list[str]:
        """What stands in displays, ready to be copied."""
        return [plain(example) for example in re.findall(r"(?ms)^\.EX\n(.*?)^\.EE", self.roff)]
