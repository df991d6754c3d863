"""Another Debian: the sources are built, tested and packaged in a root of it, and the package is tested as booted.

    python3 tests/boot/elsewhere.py trixie
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

import boot_test
import guest
import root

STEPS = {
    "what the build needs": "./packaging/build-deps",
    "build": "cmake --preset dev >/dev/null && cmake --build --preset dev",
    "tests": "ctest --preset dev --parallel 2 --label-exclude machine",
    "package": "./packaging/deb",
}


def main() -> int:
    suite = sys.argv[1]
    if reason := guest.why_not():
        return boot_test.skip(reason)
    guest.enter_private_mounts()
    image = root.prepare(suite, "build", [])
    with root.overlay(image) as there:
        furnish(there)
        for name, step in STEPS.items():
            begin = time.monotonic()
            subprocess.run(["nice", "chroot", there, "sh", "-c", f"cd /src && {step}"], check=True)
            print(f"elsewhere: {name} took {time.monotonic() - begin:.0f} s", flush=True)
        deb = take_package(there, boot_test.SOURCES / "build" / suite)
    return boot_test.test(suite, deb, [])


def furnish(there: Path) -> None:
    """The sources, and what a build asks of a machine."""
    shutil.copytree(boot_test.SOURCES, there / "src", ignore=shutil.ignore_patterns("build", ".git", "__pycache__"))
    shutil.copy("/etc/resolv.conf", there / "etc/resolv.conf")
    root.mount("-t", "proc", "proc", str(there / "proc"))
    root.mount("--rbind", "/dev", str(there / "dev"))


def take_package(there: Path, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    deb = next(path for path in (there / "src/build").glob("gandi-dyndnsd_*.deb"))
    return Path(shutil.copy(deb, folder))


if __name__ == "__main__":
    sys.exit(main())
