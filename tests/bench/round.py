"""What a round costs, beside its floor: run it on the release build (tests/run --bench), on a machine that is at rest.

    round.py BINARY [ROW...]    all rows but `paced`, which takes two minutes, or those that are named

The world is that of the measurements of other programs that we know: 12 providers of 20 to 200 ms, Gandi's XML-RPC at 150 ms and
LiveDNS at 100 ms a request, over TLS on loopback. The floor of a round is the answer that completes the quorum among
the providers that were asked, plus one round trip for each call to Gandi that had to wait for the one before. What a
change costs is in changes.py.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path += [str(ROOT / "tests/sandbox"), str(ROOT / "tests/system")]

import changes  # noqa: E402
from client import Sandbox  # noqa: E402
from program import Program  # noqa: E402

KEY = "benchbenchbenchbench1234"
ADDRESS = "81.2.69.142"
LATENCIES = [20, 36, 53, 69, 85, 102, 118, 135, 151, 167, 184, 200]
XMLRPC_MS = 150
ROUNDS = 15
QUORUM = 3


def classic(sandbox: Sandbox, value: str) -> None:
    record = {"name": "www", "type": "A", "value": value, "ttl": 300}
    sandbox.classic(api_key=KEY, domains={"example.com": {"zone_id": 1}}, zones={"1": {"records": [record]}})


def forget(program: Program) -> None:
    """A new process that remembers nothing."""
    program.state_file.unlink(missing_ok=True)


def forget_gandi(program: Program) -> None:
    """A new process that has to ask Gandi, and knows whom to ask for the address."""
    program.age_memory(hours=2)


def end_rests(program: Program) -> None:
    """The same, when all who rested are due for their trial."""
    state = json.loads(program.state_file.read_text())
    for source in state["sources"]:
        if "rests_until" in source:
            source["rests_until"] = "2026-01-01T00:00:00Z"
    program.state_file.write_text(json.dumps(state))
    program.age_memory(hours=2)


def timed_round(program: Program, sandbox: Sandbox) -> tuple[float, float]:
    """(what it took, its floor) in ms."""
    sandbox.clear_log()
    begun = time.monotonic()
    result = program.run("update")
    took = (time.monotonic() - begun) * 1000
    assert result.returncode == 0, result.stderr
    log = sandbox.log()
    honest = {f"p{i + 1:02}": latency for i, latency in enumerate(LATENCIES)}
    hung = {p["name"] for p in sandbox.state()["providers"] if p["behaviour"].get("kind", "honest") != "honest"}
    asked = sorted(honest[e["name"]] for e in log if e["service"] == "provider" and e["name"] not in hung)
    calls = [entry["call"] for entry in log if entry["service"] == "xmlrpc"]
    return took, asked[QUORUM - 1] + XMLRPC_MS * len(calls)


def measure(title: str, program: Program, sandbox: Sandbox, bound: float | None, prepare=forget) -> bool:
    rounds = []
    for _ in range(ROUNDS):
        prepare(program)
        rounds.append(timed_round(program, sandbox))
    took = statistics.median(t for t, _ in rounds)
    ratio = statistics.median(t / floor for t, floor in rounds)
    good = bound is None or ratio <= bound
    print(f"{title:52} {took:7.0f} ms   {ratio:5.2f} of the floor   {'' if bound is None else f'bound {bound}'}"
          f"{'' if good else '  MISSED'}", flush=True)
    return good


def proportional_memory(pid: int) -> tuple[int, int]:
    """(PSS, private dirty) in KiB."""
    fields = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:])
    return int(fields["Pss"].split()[0]), int(fields["Private_Dirty"].split()[0])


def switches(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if "ctxt_switches" in line)


def measure_idle(program: Program) -> bool:
    program.start()
    program.wait_for_round()
    pid = program.process.pid
    before = switches(pid)
    time.sleep(20)  # a quiet stretch is what is measured
    pss, dirty = proportional_memory(pid)
    print(f"{'idle daemon':52} {pss / 1024:7.2f} MB PSS, {dirty / 1024:.2f} MB private dirty, "
          f"{switches(pid) - before} context switches in 20 s   bound 6 MB")
    program.process.terminate()
    program.wait()
    return pss < 6 * 1024


def measure_size(binary: str) -> bool:
    stripped = Path(binary).with_suffix(".stripped")
    subprocess.run(["strip", "-o", stripped, binary], check=True)
    size = stripped.stat().st_size
    print(f"{'stripped executable':52} {size / 1e6:7.2f} MB   bound 3 MB")
    return size < 3_000_000


def measure_rounds(binary: str) -> bool:
    good = []
    with Sandbox("--providers", str(len(LATENCIES))) as sandbox:
        classic(sandbox, ADDRESS)
        sandbox.latency(gandi_ms=XMLRPC_MS, providers_ms=LATENCIES)
        options = {"api_key": KEY, "endpoint": sandbox.info["xmlrpc"], "domains": {"example.com": ["www"]}}
        with Program(binary, sandbox, **options) as program:
            good.append(measure("cold round, 12 providers, no change", program, sandbox, 1.15))
            for name in ("p03", "p06", "p09"):
                sandbox.provider(name, kind="hang")
            for name in ("p02", "p07"):
                sandbox.provider(name, kind="address", address="8.8.4.4")
            measure("the same, 3 of 12 hang and 2 lie", program, sandbox, None)
            measure("the same, while it is found out who they are", program, sandbox, None, forget_gandi)
            good.append(measure("the same, when that is known", program, sandbox, 1.10, forget_gandi))
            good.append(measure("the same, with one of them on trial", program, sandbox, 1.10, end_rests))
            sandbox.provider("*")
            good.append(measure_idle(program))
    return all(good)


ROWS = {
    "size": measure_size,
    "round": measure_rounds,
    "xmlrpc": changes.changed_by_xmlrpc,
    "livedns": changes.changed_by_livedns,
    "hundred": changes.hundred,
    "records": changes.thousand_records,
    "domains": changes.thousand_domains,
    "paced": changes.paced,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="round.py", description="What a round costs.")
    parser.add_argument("binary")
    parser.add_argument("rows", nargs="*", metavar="ROW", help=", ".join(ROWS))
    args = parser.parse_args()
    if unknown := set(args.rows) - set(ROWS):
        parser.error(f"no such row: {', '.join(sorted(unknown))}")
    good = [ROWS[name](args.binary) for name in args.rows or [name for name in ROWS if name != "paced"]]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
