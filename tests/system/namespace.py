"""A network and a file system of one's own for a test that needs them: nothing outside sees what it does there."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from typing import Iterator

SKIPPED = 77  # ctest knows it
MARK = "DYNDNS_TEST_NAMESPACE"
UNSHARE = ["unshare", "--net", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]


def enter() -> None:
    """Runs this script again in namespaces that only it is in; where there can be none, says so and ends it."""
    if os.environ.pop(MARK, None):
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
        return
    tried = subprocess.run([*UNSHARE, "true"], capture_output=True, text=True, check=False)
    if tried.returncode != 0:
        print(f"SKIPPED: no namespaces can be made here: {tried.stderr.strip()}", file=sys.stderr)
        sys.exit(SKIPPED)
    os.execvpe(UNSHARE[0], [*UNSHARE, sys.executable, *sys.argv], {**os.environ, MARK: "1"})


@contextlib.contextmanager
def put_over(path: str, content_path: str) -> Iterator[None]:
    """Within: whoever reads `path` reads the other file."""
    subprocess.run(["mount", "--bind", content_path, path], check=True)
    yield
    subprocess.run(["umount", path], check=True)
