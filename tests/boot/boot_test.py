"""The package in a really booted Debian: from `apt install` to purge. Give it the .deb.

    python3 tests/boot/boot_test.py [--suite SUITE] DEB [TEST...]

Where no guest can be booted the exit status is 77. The tests themselves are in `inside`, in the order of a machine's life.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
from pathlib import Path

import guest
import root

SOURCES = Path(__file__).resolve().parents[2]
LIFE = ["install", "service", "commands", "reload", "restart", "credentials", "instance", "confinement", "network",
        "shutdown"]
NEXT_BOOT = ["reboot", "removal"]
LONGEST_LIFE = 300  # seconds
SKIPPED = 77  # for ctest; in CI it is a failure


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--suite", default="bookworm")
    parser.add_argument("deb", type=Path)
    parser.add_argument("tests", nargs="*", help="only these, without the reboot")
    options = parser.parse_args()
    reason = guest.why_not() if options.deb.exists() else f"no {options.deb}; ./packaging/deb makes it"
    if reason:
        return skip(reason)
    guest.enter_private_mounts()
    return test(options.suite, options.deb, options.tests)


def skip(reason: str) -> int:
    print(f"boot: SKIPPED, nothing was tested: {reason}")
    return 1 if os.environ.get("CI") else SKIPPED


def test(suite: str, deb: Path, some: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # which halts the guest
    image = root.prepare_guest(suite, root.packages_needed_by(deb))
    with guest.Guest(image, SOURCES) as machine:
        shutil.copy(deb, machine.path("/srv/gandi-dyndnsd.deb"))
        status = run(machine, some or LIFE)
        if status == 0 and not some:
            machine.reboot()
            status = run(machine, NEXT_BOOT)
        if status != 0:
            machine.show_last_words()
        return status


def run(machine: guest.Guest, tests: list[str]) -> int:
    return machine.run_as_unit("/src/packaging/debian/tests/boot", *tests, timeout=LONGEST_LIFE)


if __name__ == "__main__":
    sys.exit(main())
