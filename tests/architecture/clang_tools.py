"""clang-format over all C++, and clang-tidy over all but the tests, of the one version that has a say.

    clang_tools.py format
    clang_tools.py tidy BUILD

Another version lays out other lines and finds other things: there the exit status is 77, and nothing was tested.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VERSION = "14"  # of Debian 12
SKIPPED = 77  # for ctest


def version(tool: str) -> str:
    said = subprocess.run([tool, "--version"], capture_output=True, text=True, check=True).stdout
    return re.search(r"version (\d+)", said)[1]


def check_format() -> int:
    folders = ("lib", "daemon", "tests", "cmake")
    files = sorted(str(path) for folder in folders for path in (ROOT / folder).rglob("*.[ch]pp"))
    assert files, "no sources: the test looks in the wrong place"
    return subprocess.run(["clang-format", "--dry-run", "--Werror", *files]).returncode


def check_tidy(build: str) -> int:
    """Of a unity build the files are those that CMake makes of a room's."""
    ours = rf"{ROOT}/(lib|daemon)/|/(dyndns_(?!fakes|asio)\w+|gandi-dyndnsd)\.dir/Unity/"
    return subprocess.run(["run-clang-tidy", "-quiet", "-j", "2", "-p", build, ours]).returncode


def main(what: str, *build: str) -> int:
    tool = f"clang-{what}"
    if (found := version(tool)) != VERSION:
        print(f"{tool}: SKIPPED, nothing was tested: this is version {found}, the project's is {VERSION}")
        return SKIPPED
    return {"format": check_format, "tidy": check_tidy}[what](*build)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
