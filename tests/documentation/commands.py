"""The commands that README.md, docs/, the manual pages and the catalog tell their readers to type."""

from __future__ import annotations

import re
from pathlib import Path

from man_page import ManPage

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted(ROOT.glob("docs/*.md")), *sorted(ROOT.glob("docs/man/*")),
         ROOT / "systemd/gandi-dyndnsd.catalog"]
# After the prompt: environment, sudo, and one of the programs that are tried.
COMMAND = re.compile(r"((?:[A-Z_]+=\S+ )?(?:sudo )?(?:gandi-dyndnsd|systemctl|journalctl)(?: \S+)+)")
CHANGES_A_UNIT = ["enable", "disable", "start", "stop", "restart", "try-restart", "reload", "kill", "edit", "clean", "reset-failed"]


def commands(page: Path) -> list[str]:
    """As they are to be typed, without a comment and without the pipe behind them."""
    found = [COMMAND.match(" ".join(text.split())) for text in snippets(page)]
    return [re.split(r" +(?:#|\||&&|;|>) ?", command[1])[0] for command in found if command]


def snippets(page: Path) -> list[str]:
    text = page.read_text()
    if page.suffix == ".md":
        return [*re.findall(r"(?m)^ {4,}(\S.*)", text), *re.findall(r"`([^`]+)`", text)]
    if page.suffix == ".catalog":
        return [*re.findall(r"(?m)^  (\S.*)", text), *re.findall(r"'([^']+)'", text)]
    manual = ManPage(text)
    quoted = re.findall(r'(?m)^\.[BI]R? "([^"]+)"', text.replace(r"\-", "-"))
    return [*"".join(manual.examples()).splitlines(), *quoted]


def all_commands() -> list[str]:
    return sorted({command for page in PAGES for command in commands(page)})


def needs_root(command: str) -> bool:
    """The service's files are root's and the daemon's; the status is everybody's, and so are one's own files."""
    words = command.removeprefix("sudo ").split()
    if words[0] == "systemctl":
        return next((word for word in words[1:] if not word.startswith("-")), "") in CHANGES_A_UNIT
    return words[0] == "gandi-dyndnsd" and "--config" not in words and not {"status", "import", "history", "--version", "--help"} & set(words)
