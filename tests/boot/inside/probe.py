"""Tries what the service's sandbox forbids, and prints as JSON what came of each attempt: "done", or the error's name.

Started once within the sandbox and once without it, by the same user: confinement_test compares.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import resource
import socket
import stat
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p

CLONE_NEWUSER = 0x10000000
ADDR_NO_RANDOMIZE = 0x0040000
PTRACE_TRACEME = 0
PROT_WRITE_EXEC, MAP_PRIVATE_ANONYMOUS = 6, 0x22
SHARED_MEMORY = 0x5EED  # the key of a segment that confinement_test makes
# An i386 program that ends with status 42: mov $1, %eax; mov $42, %ebx; int $0x80.
PROGRAM_32 = bytes.fromhex(
    "7f454c46010101000000000000000000" "02000300010000005480040834000000" "00000000000000003400200001000000"
    "00000000" "01000000000000000080040800800408" "60000000600000000500000000100000" "b801000000bb2a000000cd80")

PROBES: dict[str, Callable[[], object]] = {}


def probe(function: Callable[[], object]) -> Callable[[], object]:
    PROBES[function.__name__] = function
    return function


def succeed(result: int | None) -> None:
    if result in (-1, None, ctypes.c_void_p(-1).value):
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))


def in_a_child(action: Callable[[], object]) -> None:
    """What would change this process, tried in another one."""
    child = os.fork()
    if child == 0:
        try:
            action()
            os._exit(0)
        except OSError as error:
            os._exit(error.errno)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code:
        raise OSError(code, os.strerror(code))


def own_file() -> str:
    return tempfile.NamedTemporaryFile(delete=False, dir=os.environ["STATE_DIRECTORY"]).name


@probe
def write_where_everybody_may() -> None:
    Path("/run/lock", f"probe.{os.getpid()}").touch()


@probe
def list_homes() -> None:
    os.listdir("/home")


@probe
def see_a_file_in_tmp() -> None:
    os.stat("/tmp/of-somebody-else")


@probe
def share_memory_with_others() -> None:
    succeed(libc.shmget(SHARED_MEMORY, ctypes.c_size_t(0), 0))


@probe
def see_a_device() -> None:
    os.stat("/dev/of-the-test")


@probe
def see_a_process_of_root() -> None:
    os.stat("/proc/1")


@probe
def see_the_kernels_tables() -> None:
    os.stat("/proc/sys")
    os.stat("/proc/meminfo")


@probe
def make_a_program_that_changes_the_user() -> None:
    os.chmod(own_file(), 0o755 | stat.S_ISUID)


@probe
def give_a_file_away() -> None:
    file = os.open(own_file(), os.O_RDWR)
    os.fchown(file, os.getuid(), os.getgid())  # even to its owner: a call for the privileged


@probe
def make_a_user_namespace() -> None:
    in_a_child(lambda: succeed(libc.unshare(CLONE_NEWUSER)))


@probe
def ask_for_less_of_the_processor() -> None:
    in_a_child(lambda: os.setpriority(os.PRIO_PROCESS, 0, 19))


@probe
def change_the_personality() -> None:
    in_a_child(lambda: succeed(libc.personality(ADDR_NO_RANDOMIZE)))


@probe
def be_debugged() -> None:
    in_a_child(lambda: succeed(libc.ptrace(PTRACE_TRACEME, 0, 0, 0)))


@probe
def write_code_and_run_it() -> None:
    succeed(libc.mmap(None, ctypes.c_size_t(4096), PROT_WRITE_EXEC, MAP_PRIVATE_ANONYMOUS, -1, ctypes.c_long(0)))


@probe
def talk_to_virtual_machines() -> None:
    socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM).close()


@probe
def run_a_program_of_another_architecture() -> None:
    program = own_file()
    Path(program).write_bytes(PROGRAM_32)
    os.chmod(program, 0o700)
    child = os.posix_spawn(program, [program], {})
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 42:
        raise OSError(errno.ENOSYS, "killed")


def attempt(action: Callable[[], object]) -> str:
    try:
        action()
        return "done"
    except OSError as error:
        return errno.errorcode.get(error.errno, str(error.errno))


def is_writable(path: str) -> bool:
    return not os.statvfs(path).f_flag & os.ST_RDONLY


def findings() -> dict[str, object]:
    status = dict(line.split(":\t", 1) for line in Path("/proc/self/status").read_text().splitlines() if ":\t" in line)
    places = {path: path for path in ["/", "/etc", "/run", "/sys/fs/cgroup", "/tmp", "/usr", "/var", "/var/tmp"]}
    places |= {"its own": os.environ["STATE_DIRECTORY"], "its own in /run": os.environ["RUNTIME_DIRECTORY"]}
    return {
        "attempts": {name: attempt(action) for name, action in PROBES.items()},
        "process": {
            "capabilities": status["CapBnd"],
            "no new privileges": status["NoNewPrivs"],
            "umask": status["Umask"],
            "largest core dump": resource.getrlimit(resource.RLIMIT_CORE)[1],
        },
        "namespaces": {name: os.readlink(f"/proc/self/ns/{name}") for name in ("ipc", "mnt", "user", "uts")},
        "writable": [name for name, path in places.items() if is_writable(path)],
    }


if __name__ == "__main__":
    json.dump(findings(), sys.stdout)
