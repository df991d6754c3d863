"""What the unit's sandbox promises, tried from inside; and that all that the daemon can do, it can do in there."""

import ctypes
import json
import os
import shutil
import stat
import sys
import unittest
from pathlib import Path

from case import FIRST, SECOND, ServiceTest
from machine import UNIT, USER, DropIn, run, said, show, wait_until, write
from probe import SHARED_MEMORY

IPC_CREAT = 0o1000
PROBE = Path(__file__).with_name("probe.py")
RESULT = Path("/var/lib/gandi-dyndnsd/probe.json")
# The service as shipped, but for what it runs.
IN_THE_SANDBOX = f"""
[Service]
Type=oneshot
WatchdogSec=0
Restart=no
ExecStart=
ExecStart=/bin/sh -c 'exec /usr/bin/python3 {PROBE} >{RESULT}'
"""

DENIED = {
    "write_where_everybody_may": "EROFS",  # ProtectSystem=strict
    "list_homes": "EACCES",  # ProtectHome=
    "see_a_file_in_tmp": "ENOENT",  # PrivateTmp=
    "share_memory_with_others": "ENOENT",  # PrivateIPC=
    "see_a_device": "ENOENT",  # PrivateDevices=
    "see_a_process_of_root": "ENOENT",  # ProtectProc=invisible
    "see_the_kernels_tables": "ENOENT",  # ProcSubset=pid
    "make_a_program_that_changes_the_user": "EPERM",  # RestrictSUIDSGID=
    "give_a_file_away": "EPERM",  # SystemCallFilter=~@privileged
    "ask_for_less_of_the_processor": "EPERM",  # SystemCallFilter=~@resources
    "be_debugged": "EPERM",  # SystemCallFilter=@system-service
    "make_a_user_namespace": "EPERM",  # RestrictNamespaces=
    "change_the_personality": "EPERM",  # LockPersonality=
    "write_code_and_run_it": "EPERM",  # MemoryDenyWriteExecute=
    "talk_to_virtual_machines": "EAFNOSUPPORT",  # RestrictAddressFamilies=
    "run_a_program_of_another_architecture": "ENOSYS",  # SystemCallArchitectures=native
}


class Denials(ServiceTest):
    """Not seen here, because a guest forbids or ignores the same by itself: ProtectClock=, ProtectKernelLogs=,
    ProtectKernelModules=, DevicePolicy=, KeyringMode=, RestrictRealtime=, MemoryMax=, TasksMax=."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        write("/tmp/of-somebody-else", "")
        make_world_readable_device("/dev/of-the-test")
        make_shared_memory()
        with DropIn(IN_THE_SANDBOX):
            run("systemctl", "start", UNIT)
        cls.inside = json.loads(RESULT.read_text())
        command = ["systemd-run", "--quiet", "--pipe", "--wait", f"--uid={USER}", "--property=StateDirectory=probe",
                   "--property=RuntimeDirectory=probe"]
        cls.outside = json.loads(said(*command, "/usr/bin/python3", PROBE))

    def test_what_anybody_may_do_is_denied_to_the_service(self):
        denied, done = dict(DENIED), {name: "done" for name in DENIED}
        foreign = "run_a_program_of_another_architecture"
        if self.outside["attempts"][foreign] == "ENOEXEC":
            print(f"{foreign}: not seen here, since this kernel runs 32-bit programs for nobody", file=sys.stderr)
            denied[foreign] = done[foreign] = "ENOEXEC"
        # Newer systemds let the kernel deny it, where it can: PR_SET_MDWE, with an error of its own.
        if self.inside["attempts"]["write_code_and_run_it"] == "EACCES":
            denied["write_code_and_run_it"] = "EACCES"
        self.assertEqual(self.inside["attempts"], denied)
        self.assertEqual(self.outside["attempts"], done, "the probe itself does not work")

    def test_it_has_namespaces_of_its_own(self):
        ours = {name: os.readlink(f"/proc/1/ns/{name}") for name in ("ipc", "mnt", "user", "uts")}
        self.assertEqual(self.outside["namespaces"], ours)
        for name, space in self.inside["namespaces"].items():
            self.assertNotEqual(space, ours[name], name)

    def test_it_can_write_nowhere_but_in_its_own_places(self):
        self.assertEqual(self.inside["writable"], ["/tmp", "/var/tmp", "its own", "its own in /run"])
        self.assertEqual(self.outside["writable"], ["/", "/etc", "/run", "/sys/fs/cgroup", "/tmp", "/usr", "/var", "/var/tmp",
                                                    "its own", "its own in /run"])

    def test_it_has_no_privilege_and_leaves_no_core_dump(self):
        self.assertEqual(self.inside["process"], {"capabilities": "0" * 16, "no new privileges": "1", "umask": "0077",
                                                  "largest core dump": 0})
        self.assertNotIn(0, self.outside["process"].values())


class Leftovers(ServiceTest):
    def test_what_it_shares_as_memory_goes_with_it(self):  # RemoveIPC=
        self.start()
        shared = Path("/dev/shm/of-the-daemon")
        shared.touch()
        shutil.chown(shared, USER)
        run("systemctl", "stop", UNIT)
        wait_until("the shared memory is gone", lambda: not shared.exists())


class Abilities(ServiceTest):
    """All that the manual offers works in the sandbox; HTTPS with a ca_file and the memory are in every other test."""

    def setUp(self):
        super().setUp()
        run("ip", "link", "add", "lan0", "type", "veth", "peer", "name", "wan0")
        self.addCleanup(run, "ip", "link", "delete", "lan0")
        run("ip", "address", "add", f"{SECOND}/32", "dev", "lan0")
        run("ip", "link", "set", "lan0", "up")

    def test_the_address_of_an_interface(self):
        self.configure(ipv4={"interface": "lan0"})
        self.start()
        self.assertEqual(self.served(), [SECOND])

    def test_the_address_that_a_command_prints(self):
        self.configure(command="ip -4 -oneline address show lan0 | sed 's/.*inet \\([0-9.]*\\).*/\\1/'")
        self.start()
        self.assertEqual(self.served(), [SECOND])

    def test_the_shipped_list_of_providers_is_found(self):
        self.configure(providers_file=None, command="echo " + FIRST, ipv6=True)
        self.start()
        self.assertNotIn("providers", show("StatusText"))


def make_world_readable_device(path):
    if not os.path.exists(path):
        os.mknod(path, 0o666 | stat.S_IFCHR, os.makedev(1, 3))


def make_shared_memory():
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.shmget(SHARED_MEMORY, ctypes.c_size_t(4096), IPC_CREAT | 0o666) < 0:
        raise OSError(ctypes.get_errno(), "shmget")


if __name__ == "__main__":
    unittest.main()
