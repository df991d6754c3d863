"""The commands of the pages, typed as they stand there by an ordinary user and by root."""

import json
import re
import sys
import unittest
from pathlib import Path

from case import CONFIG, TOKEN, ServiceTest
from machine import SOURCES, UNIT, run, said, show, wait_until, write

sys.path.append(str(SOURCES / "tests/documentation"))
from commands import PAGES, all_commands  # noqa: E402

READER = "reader"
HOME = Path("/home", READER)
SECOND_UNIT, SECOND_CONFIG = f"{UNIT}@second", CONFIG.with_name("second.json")
# Needs a terminal, does not end, or is about a unit that the reader has written.
NOT_HERE = r"systemctl edit|journalctl -f|--cursor-file|address-changed|tell-me"
OTHER_PROGRAMS = {"gandi_dyndns.json": "predecessor-as-documented.json", "ddclient.conf": "ddclient-as-documented.conf",
                  "ddns": "openwrt-as-documented.uci", "ddns-updater.json": "qdm12-as-documented.json"}
STAND_INS = {"NAME": "second", "FILE": "gandi.json"}


def typed(command):
    for word, stand_in in STAND_INS.items():
        command = re.sub(rf"\b{word}\b", stand_in, command)
    return f"SYSTEMD_PAGER= {command}" if command.startswith(("systemctl", "journalctl")) else command


def as_reader(command, path="/usr/local/bin:/usr/bin:/bin", groups="--init-groups"):
    """In a shell of his, as after a login, or as cron does it."""
    ids = ["setpriv", f"--reuid={READER}", f"--regid={READER}", groups, "--"]
    environment = ["env", "-i", f"PATH={path}", f"HOME={HOME}", f"LOGNAME={READER}", "LC_ALL=C.UTF-8"]
    return run(*ids, *environment, "sh", "-c", command, check=False, cwd=HOME)


def as_member(command):
    """A reader whom the pages let see the journal."""
    return as_reader(command, groups="--groups=systemd-journal")


def as_root(command):
    return run("sh", "-c", command, check=False, cwd=HOME)


class Pages(ServiceTest):
    """A reader with nothing but the right to use sudo; the service and an instance run."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if run("id", READER, check=False).returncode != 0:
            said("useradd", "--create-home", "--shell", "/bin/sh", READER)
        write("/etc/sudoers.d/reader", f"{READER} ALL=(ALL) NOPASSWD: ALL\n", 0o440)
        cls.addClassCleanup(Path("/etc/sudoers.d/reader").unlink)

    def setUp(self):
        super().setUp()
        self.start()
        self.write_config(json.dumps(self.config), SECOND_CONFIG)
        run("systemctl", "start", SECOND_UNIT)
        self.addCleanup(SECOND_CONFIG.unlink)
        self.addCleanup(run, "systemctl", "disable", UNIT, SECOND_UNIT)
        self.addCleanup(run, "systemctl", "stop", SECOND_UNIT)
        self.write_own_files()

    def write_own_files(self):
        own = json.dumps(self.config | {"token_file": str(HOME / "token")})
        for name, content in {"token": TOKEN, "config.json": own, "gandi.json": own,
                              "providers.json": Path(self.sandbox.info["providers_file"]).read_text()}.items():
            self.write_own_file(name, content)
        for name, example in OTHER_PROGRAMS.items():
            self.write_own_file(name, (SOURCES / "tests/import/corpus" / example).read_text())

    def write_own_file(self, name, content):
        write(str(HOME / name), content, 0o600)
        said("chown", READER, str(HOME / name))

    def test_each_works_as_it_stands_for_an_ordinary_user(self):
        self.assert_all_work(lambda command: (as_member if "journalctl" in command else as_reader)(command))

    def test_each_works_for_root(self):
        self.assert_all_work(as_root)

    def test_none_says_sudo_in_vain(self):
        for command in self.commands():
            if command.startswith("sudo "):
                done = as_reader(typed(command.removeprefix("sudo ")))
                self.assertNotEqual(done.returncode, 0, command)
                self.assertNotEqual(done.returncode, 127, f"{command}: {done.stderr}")

    def test_the_line_for_the_crontab_runs_as_cron_runs_it(self):
        page = (SOURCES / "docs/man/gandi-dyndnsd.8").read_text().replace("\\-", "-")
        line = re.search(r"(?m)^\*/5 \* \* \* \*  (.+)$", page)[1].replace("/home/me/", f"{HOME}/")
        done = as_reader(line, path="/usr/bin:/bin")
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""), line)

    def test_the_journal_is_for_those_groups_that_the_pages_name(self):
        ask = f"SYSTEMD_PAGER= journalctl --quiet -u {UNIT}"
        run("journalctl", "--sync")
        self.assertNotIn(" published: ", as_reader(ask).stdout)
        self.assertIn(" published: ", as_reader(f"sudo {ask.removeprefix('SYSTEMD_PAGER= ')}").stdout)
        for group in ("systemd-journal", "adm"):
            number = said("getent", "group", group).split(":")[2]
            self.assertIn(" published: ", as_reader(ask, groups=f"--groups={number}").stdout, group)

    def assert_all_work(self, shell):
        for command in self.commands():
            wait_until("active", lambda: show("ActiveState") == "active")
            done = shell(typed(command))
            self.assertEqual(done.returncode, 0, f"{command}\n{done.stdout}{done.stderr}")

    def commands(self):
        found = [command for command in all_commands() if not re.search(NOT_HERE, command)]
        self.assertGreater(len(found), 20, f"in {len(PAGES)} pages")
        return found


if __name__ == "__main__":
    unittest.main()
