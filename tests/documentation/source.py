"""What the source and the program itself say: what the manual has to tell is read from there, not from a copy."""

from __future__ import annotations

import functools
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CONFIG = ROOT / "lib" / "config"

# Built on another branch, and described already; what is here may be missing from the code. Empty when it is merged.
ANNOUNCED: set[str] = set()


def tool(name: str, package: str) -> str:
    """A program that these tests need; without it they fail, since a skipped test looks like a passed one."""
    found = shutil.which(name)
    assert found, f"{name} is missing: apt install {package}"
    return found


def texts(*folders: Path, pattern: str = "*.[ch]pp") -> dict[str, str]:
    paths = [path for folder in folders for path in sorted(folder.rglob(pattern))]
    found = {str(path.relative_to(ROOT)): path.read_text() for path in paths}
    assert found, "no sources: the test looks in the wrong place"
    return found


def all_code() -> str:
    return "\n".join(texts(ROOT / "lib", ROOT / "daemon").values())


def found_in(text: str, pattern: str) -> set[str]:
    """What the groups match; something at least, or a test would pass because the code looks different now."""
    matches = re.findall(pattern, text)
    assert matches, f"nothing matches {pattern}"
    return {group for match in matches for group in ([match] if isinstance(match, str) else match) if group}


@functools.cache
def help_of(*verb: str) -> str:
    done = subprocess.run([os.environ["GANDI_DYNDNSD"], *verb, "--help"], capture_output=True, text=True, check=True)
    return done.stdout


def options(*verb: str) -> set[str]:
    """The options that --help tells of, of one subcommand or of all together."""
    lines = help_of(*verb).splitlines()
    columns = [re.match(r"\s+((?:--?[a-z][\w-]*[ ,]*)+)", line) for line in lines]
    return {option for column in columns if column for option in re.findall(r"--?[a-z][\w-]*", column[1])}


def subcommands() -> set[str]:
    listed = re.split(r"(?im)^subcommands:$", help_of())[1]
    return found_in(listed, r"(?m)^  ([a-z]+) ")


def keys(of_providers: bool) -> set[str]:
    """The keys that the reader of config.json, or that of providers.json, looks for."""
    is_of_providers = re.compile(r"/(provider|answer|dns|question)")
    readers = [text for path, text in texts(CONFIG, pattern="*.cpp").items()
               if bool(is_of_providers.search(path)) == of_providers]
    pattern = r'\.find\("(\w+)"\)|require\(\w+, "(\w+)"|\bkey\("(\w+)", &Settings|\{"(\w+)", CredentialKind::'
    return found_in("\n".join(readers), pattern)


def limits() -> dict[str, str]:
    """What the readers of both files call the most, longest, largest or deepest of something, by file and name."""
    pattern = r"constexpr std::size_t ((?:most|longest|largest|deepest)\w*) = ([\d']+);"
    sizes = {16384: "16 KiB", 1048576: "1 MiB", 8388608: "8 MiB"}
    found = {}
    for path, text in texts(CONFIG, ROOT / "lib" / "url", pattern="*.cpp").items():
        for name, digits in re.findall(pattern, text):
            number = int(digits.replace("'", ""))
            found[f"{Path(path).stem}: {name}"] = sizes.get(number, str(number))
    assert found
    return found


def defaults() -> dict[str, bool | int | float | str]:
    """The value that each key has when it is not there; the keys' unit tests hold the schema against the code."""
    properties = json.loads((ROOT / "config" / "schema" / "config.schema.json").read_text())["properties"]
    found = {key: each["default"] for key, each in properties.items() if "default" in each}
    assert len(found) >= 10
    return found


def exit_codes() -> set[int]:
    return {getattr(os, name) for name in found_in(all_code(), r"\b(EX_[A-Z]+)\b")}


def environment() -> set[str]:
    return found_in(all_code(), r'(?:variable|first_folder|getenv|environment)\("([A-Z_]+)"')


def signals() -> set[str]:
    return found_in("\n".join(texts(ROOT / "daemon").values()), r"\b(SIG[A-Z]+[12]?)\b")


def files() -> set[str]:
    """The paths that are written in the code, and the names of what it keeps in its folders."""
    return found_in(all_code(), r'"(/[a-z/]+/gandi-dyndnsd(?:/[^"]*)?)"|"/(\w+\.json)"')


def fields() -> set[str]:
    return found_in(all_code(), r'"(DYNDNS_[A-Z]+)"')


def members(*files: str) -> set[str]:
    """The members of the JSON documents that these files write."""
    written = "\n".join((ROOT / file).read_text() for file in files)
    return found_in(written, r'\{"(\w+)", |\["(\w+)"\] =|\\"(\w+)\\": ')


def metrics() -> set[str]:
    return found_in((ROOT / "lib" / "show" / "prometheus.cpp").read_text(), r'\b(?:metric|Metric \w+)\("(\w+)"')


def events() -> dict[str, str]:
    """MESSAGE_ID of each kind of event, by its name."""
    pairs = re.findall(r'\{"([a-z-]+)", "([0-9a-f]{32})"\}', (ROOT / "lib" / "core" / "event.cpp").read_text())
    assert pairs
    return dict(pairs)
