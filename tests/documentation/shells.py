"""Asks real shells what they offer for a command line that is not complete yet."""

from __future__ import annotations

import contextlib
import os
import pty
import shlex
import subprocess
import tempfile
from pathlib import Path

from source import ROOT, tool

FOLDER = ROOT / "config" / "completions"
SCRIPTS = {shell: FOLDER / name for shell, name in (("bash", "gandi-dyndnsd.bash"), ("zsh", "_gandi-dyndnsd"),
                                                     ("fish", "gandi-dyndnsd.fish"))}

# zsh completes in its line editor only: it is given the line, asked once, and what it would add is written down.
ZSHRC = """
fpath=($FOLDER $fpath)
autoload -Uz compinit && compinit -u -D
compadd() {
  if (( ${@[(I)-[OAD]]} )); then
    builtin compadd "$@"
    return
  fi
  local -a hits
  builtin compadd -O hits "$@"
  (( $#hits )) && print -rl -- $hits >> $OFFERS
  builtin compadd "$@"
}
offer() { _main_complete }
zle -C offer list-choices offer
zle-line-init() { BUFFER=$LINE; CURSOR=$#BUFFER; zle offer; exit 0 }
zle -N zle-line-init
"""


def has_good_syntax(shell: str) -> bool:
    done = subprocess.run([tool(shell, shell), "-n", SCRIPTS[shell]], capture_output=True)
    return (done.returncode, done.stderr) == (0, b"")


def offers(shell: str, line: str, folder: Path) -> set[str]:
    """What the shell offers for the last word of the line, in this working directory."""
    return set({"bash": _bash, "zsh": _zsh, "fish": _fish}[shell](line, folder))


def _output(folder: Path, *command: str) -> list[str]:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60,
                          env={"PATH": os.environ["PATH"], "HOME": str(folder)})
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout.splitlines()


def _bash(line: str, folder: Path) -> list[str]:
    # As bash splits words, '=' stands for itself.
    words = shlex.split(line.replace("=", " = ")) + ([""] if line.endswith((" ", "=")) else [])
    if line.endswith("="):
        words.pop()
    call = f"set -u; source {SCRIPTS['bash']}; COMP_WORDS=({shlex.join(words)}); COMP_CWORD={len(words) - 1}; "
    call += r'_gandi_dyndnsd; (( ${#COMPREPLY[@]} == 0 )) || printf "%s\n" "${COMPREPLY[@]}"'
    return _output(folder, tool("bash", "bash"), "--norc", "-c", call)


def _fish(line: str, folder: Path) -> list[str]:
    call = f"source {SCRIPTS['fish']}; complete -C {shlex.quote(line)}"
    lines = _output(folder, tool("fish", "fish"), "--no-config", "-c", call)
    return [line.split("\t")[0].split("=")[-1] for line in lines]  # "--log-level=debug", and what it means


def _zsh(line: str, folder: Path) -> list[str]:
    zsh = tool("zsh", "zsh")
    with tempfile.TemporaryDirectory() as home:
        Path(home, ".zshrc").write_text(ZSHRC)
        found = Path(home, "offers")
        found.touch()
        process, terminal = pty.fork()
        if process == 0:
            os.chdir(folder)
            os.execve(zsh, [zsh, "-o", "no_global_rcs", "-i"],
                      {"PATH": os.environ["PATH"], "TERM": "dumb", "HOME": home, "ZDOTDIR": home, "FOLDER": str(FOLDER),
                       "OFFERS": str(found), "LINE": line})
        with contextlib.suppress(OSError), os.fdopen(terminal, "rb", buffering=0) as screen:
            while screen.read(4096):
                pass
        assert os.waitpid(process, 0)[1] == 0, "zsh failed"
        return found.read_text().splitlines()
