"""Shows the main job of gandi-dyndnsd in the sandbox, with the program's own log. Called by packaging/quickstart."""

from __future__ import annotations

import signal
import sys
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path += [str(ROOT / "tests/sandbox"), str(ROOT / "tests/system")]

from client import Sandbox  # noqa: E402
from program import Program  # noqa: E402

KEY = "quickstartquickstart1234"
FIRST, SECOND = "81.2.69.142", "81.2.69.160"


def say(text: str) -> None:
    print(f"\n\033[1m{text}\033[0m" if sys.stdout.isatty() else f"\n{text}", flush=True)


def await_log(program: Program, pattern: str) -> None:
    print("    " + program.log.wait_for(pattern), flush=True)


def served(sandbox: Sandbox) -> str:
    records = sandbox.state()["zones"]["1001"]["records"]
    return ", ".join(sorted(f"{r['name']} {r['type']} {r['value']}" for r in records))


def show(program: Program, sandbox: Sandbox) -> None:
    say("1. Started: 12 providers say that this host is at " + FIRST + ", Gandi has no record of it yet.")
    program.start()
    for pattern in ("started", "published: " + FIRST, "published: " + FIRST):
        await_log(program, pattern)
    print("    Gandi serves: " + served(sandbox), flush=True)

    say("2. The address moves to " + SECOND + "; a signal asks for a round now (the timer would come in 5 minutes).")
    sandbox.world(ipv4=SECOND)
    program.signal(signal.SIGUSR1)
    for _ in range(2):
        await_log(program, f"changed from {FIRST} to {SECOND}")
    print("    Gandi serves: " + served(sandbox), flush=True)

    say("3. Two providers lie. They are outvoted, named in the log, and nothing is written.")
    for name in ("p01", "p02"):
        sandbox.provider(name, kind="address", address="8.8.4.4")
    sandbox.clear_log()
    for _ in range(20):  # five of twelve are asked at random: a liar is soon among them
        program.signal(signal.SIGUSR1)
        program.wait_for_round()
        if any(entry["name"] in ("p01", "p02") for entry in sandbox.log() if entry["service"] == "provider"):
            break
    await_log(program, "8.8.4.4")
    assert not [entry for entry in sandbox.log() if entry["service"] == "xmlrpc"]
    print("    Gandi was not even asked, and serves: " + served(sandbox), flush=True)

    say("4. The configuration is reloaded, with one more name.")
    program.configure(domains={"example.com": ["@", "dynamic", "mail"]})
    program.signal(signal.SIGHUP)
    for pattern in ("reloaded", "'mail.example.com' published: " + SECOND):
        await_log(program, pattern)

    say("5. Stopped.")
    program.signal(signal.SIGTERM)
    await_log(program, "stopping")
    status = program.wait()
    print(f"    exit status {status}", flush=True)
    assert status == 0


def keep(program: Program, sandbox: Sandbox) -> None:
    program.start()
    say("The daemon is up, and the sandbox with it; its log follows. In another shell:")
    control = sandbox.info["control"]
    print(f"""
    kill -USR1 {program.process.pid}                                          a round now
    curl -d '{{"ipv4": "81.2.69.170"}}' {control}/world      move the address
    curl -d '{{"name": "p01", "behaviour": {{"kind": "hang"}}}}' {control}/provider
    curl {control}/state                            what Gandi has
    {program.binary} --config {program.config_path} update --dry-run
    {program.binary} --config {program.config_path} test

Ctrl-C ends it. All that the sandbox can do: tests/sandbox/README.md
""", flush=True)
    threading.Thread(target=lambda: [print("    " + line, flush=True) for line in program.log.follow()], daemon=True).start()
    try:
        program.process.wait()
    except KeyboardInterrupt:
        program.signal(signal.SIGTERM)
        program.wait()


def main() -> None:
    binary, *options = sys.argv[1:]
    with Sandbox() as sandbox:
        sandbox.classic(
            api_key=KEY,
            domains={"example.com": {"zone_id": 1001}},
            zones={"1001": {"records": [{"name": "@", "type": "MX", "value": "10 mail.example.com.", "ttl": 10800}]}},
        )
        with Program(binary, sandbox, api_key=KEY, endpoint=sandbox.info["xmlrpc"], interval="5min",
                     domains={"example.com": ["@", "dynamic"]}) as program:
            (keep if "--keep" in options else show)(program, sandbox)
    say("That was the main job. README.md says how to install it for real.")


if __name__ == "__main__":
    main()
