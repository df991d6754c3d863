"""The file system of a minimal Debian, made once by debootstrap, kept in the cache, and never written to."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

# What README.md expects, and what a guest needs beside the package.
BARE = "ca-certificates git".split()
BASE = "systemd systemd-sysv dbus libnss-systemd iproute2 procps openssl python3 sudo".split()
# No work at boot that a test would have to wait for, and no login on a console.
MASKED = """apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer fstrim.timer
            systemd-pstore.service console-getty.service getty@.service container-getty@.service""".split()
FILES = {
    "etc/hostname": "guest\n",
    "etc/hosts": "127.0.0.1 localhost guest\n::1 localhost guest\n",
    "etc/resolv.conf": "",
    "etc/fstab": "",
    # With an identity it is no first boot, at which units are preset and questions asked.
    "etc/machine-id": "5f1dca5b3a7c4d3e9a1c2b3d4e5f6071\n",
    # The journal of the guest's earlier boots can be read.
    "etc/systemd/journald.conf.d/test.conf": "[Journal]\nStorage=persistent\n",
}
LONGEST_BUILD = 600  # seconds


def cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "gandi-dyndnsd"


def packages_needed_by(deb: Path) -> list[str]:
    """The first alternative of each dependency: the guest has no network to fetch them by."""
    field = subprocess.run(["dpkg-deb", "--field", deb, "Depends"], capture_output=True, text=True, check=True).stdout
    return [alternatives.split("|")[0].split("(")[0].strip() for alternatives in field.split(",")]


def mirror() -> str:
    """Where this machine gets its own packages."""
    command = ["apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"]
    sources = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return next((source for source in sources if source.rstrip("/").endswith("/debian")), "http://deb.debian.org/debian")


def prepare_bare(suite: str) -> Path:
    """As it comes, to work in."""
    return prepare(suite, "bare", BARE, [], lambda root: None)


def prepare_guest(suite: str, packages: list[str]) -> Path:
    """To be booted."""
    return prepare(suite, "guest", BASE, packages, dress)


def prepare(suite: str, purpose: str, base: list[str], more: list[str], finish: Callable[[Path], None]) -> Path:
    """The root of a Debian with these packages and what they depend on. Of each purpose the last one is kept."""
    more = sorted(set(more))
    key = hashlib.sha256(Path(__file__).read_bytes() + " ".join(more).encode()).hexdigest()[:16]
    root = cache() / f"{suite}-{purpose}-{key}"
    cache().mkdir(parents=True, exist_ok=True)
    with open(cache() / ".lock", "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not root.exists():
            for old in [*cache().glob(f"{suite}-{purpose}-*"), *cache().glob(".build.*")]:
                shutil.rmtree(old)
            build(root, suite, base, more, finish)
    return root


def build(root: Path, suite: str, base: list[str], more: list[str], finish: Callable[[Path], None]) -> None:
    print(f"boot: building {root}: {' '.join([*base, *more])}", flush=True)
    new = Path(tempfile.mkdtemp(prefix=".build.", dir=cache()))
    new.chmod(0o755)
    make("debootstrap", "--variant=minbase", f"--include={','.join(base)}", suite, str(new), mirror())
    if more:
        # By apt, since a dependency may be a name that another package provides, which debootstrap does not know.
        make("chroot", str(new), "apt-get", "install", "--yes", "--no-install-recommends", *more)
    finish(new)
    new.rename(root)


def make(*command: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C"}
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=LONGEST_BUILD,
                          env=environment)
    if done.returncode != 0:
        raise RuntimeError(f"{command[0]} failed:\n{done.stdout[-3000:]}{done.stderr[-1000:]}")


def dress(root: Path) -> None:
    for name, content in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.write_text(content)
    for unit in MASKED:
        (root / "etc/systemd/system" / unit).symlink_to("/dev/null")
    for useless in ["var/cache/apt/archives", "var/lib/apt/lists"]:
        shutil.rmtree(root / useless)
        (root / useless / "partial").mkdir(parents=True)


@contextlib.contextmanager
def overlay(root: Path) -> Iterator[Path]:
    """A root to be written to, of which nothing outlives the block. For whoever has mounts of his own."""
    with tempfile.TemporaryDirectory(prefix="gandi-dyndnsd-boot.") as work, contextlib.ExitStack() as ending:
        mount("-t", "tmpfs", "-o", "mode=755,size=75%", "tmpfs", work)
        ending.callback(subprocess.run, ["umount", "--recursive", "--lazy", work], check=False)
        for name in ("upper", "work", "root"):
            Path(work, name).mkdir()
        options = f"lowerdir={root},upperdir={work}/upper,workdir={work}/work"
        mount("-t", "overlay", "-o", options, "overlay", f"{work}/root")
        yield Path(work, "root")


def mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True)
