"""The package once more, where everything differs that must not matter: are the bits those of build/*.deb?

    python3 tests/package/again.py [FOLDER]    instead of build

Another path, with a space in it; another user, umask, language, time zone, order of files in their folders, number of
processors. Where they differ diffoscope says in what. Takes as long as packaging/deb on one core;
with DEB_BUILD_OPTIONS=noopt, which then has to be that of both, a third of it.
"""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOMEBODY = 65534
ODD = {"LC_ALL": "C.UTF-8", "LANG": "fr_CH.UTF-8", "TZ": "Pacific/Kiritimati", "HOME": "/nonexistent", "USER": "somebody",
       "PATH": "/usr/bin:/bin"}


def main() -> int:
    if os.geteuid() != 0:
        print("again: SKIPPED, nothing was tested: needs root, to be another user")
        return 77
    with tempfile.TemporaryDirectory(prefix="a place with spaces ") as folder, contextlib.ExitStack() as ending:
        Path(folder).chmod(0o755)
        there = reversed_files(copy_for_somebody(Path(folder)), ending)
        build(there)
        first = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build"
        pairs = [(path, there / "build" / path.name) for path in sorted(first.glob("gandi-dyndnsd*.deb"))]
        return max([compare(*pair) for pair in pairs], default=1)


def copy_for_somebody(folder: Path) -> Path:
    ignored = shutil.ignore_patterns("build", ".git", "__pycache__")
    copy = shutil.copytree(ROOT, folder / "original", ignore=ignored)
    subprocess.run(["chown", "-R", f"{SOMEBODY}:{SOMEBODY}", copy], check=True)
    return copy


def reversed_files(original: Path, ending: contextlib.ExitStack) -> Path:
    """The same folder with the names in it in another order; where there is no FUSE, as it is."""
    there = original.with_name("the other one")
    there.mkdir()
    mount = ["disorderfs", "--multi-user=yes", "--sort-dirents=yes", "--reverse-dirents=yes", original, there]
    if not shutil.which("disorderfs") or subprocess.run(mount, capture_output=True).returncode != 0:
        print("again: disorderfs cannot be mounted here: the order of the files is the same", flush=True)
        return original
    ending.callback(subprocess.run, ["umount", "--lazy", there], check=True)
    return there


def build(there: Path) -> None:
    as_somebody = ["setpriv", f"--reuid={SOMEBODY}", f"--regid={SOMEBODY}", "--clear-groups", "taskset", "--cpu-list", "0"]
    options = {"DEB_BUILD_OPTIONS": os.environ.get("DEB_BUILD_OPTIONS", "")}
    subprocess.run([*as_somebody, "./packaging/deb"], cwd=there, env=ODD | options, umask=0o077, check=True)


def compare(first: Path, second: Path) -> int:
    if first.read_bytes() == second.read_bytes():
        print(f"again: {first.name} is the same, bit for bit")
        return 0
    print(f"again: {first.name} differs", flush=True)
    subprocess.run(["diffoscope", "--max-report-size=20000", "--exclude-directory-metadata=yes", first, second])
    return 1


if __name__ == "__main__":
    sys.exit(main())
