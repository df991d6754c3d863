"""What a change costs at Gandi: milliseconds and calls, connections at a time, refused requests, memory.

Each row is run in the world of tests/bench/round.py, with 20 ms more for each connection and its handshake.
"""

from __future__ import annotations

import re
import statistics
import time
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Iterator

from client import Sandbox
from program import Program

KEY = "benchbenchbenchbench1234"
TOKEN = "0123456789abcdef0123456789abcdef01234567"
FIRST, SECOND = "81.2.69.142", "81.2.69.160"
LATENCIES = [20, 36, 53, 69, 85, 102, 118, 135, 151, 167, 184, 200]
XMLRPC_MS, LIVEDNS_MS, HANDSHAKE_MS = 150, 100, 20
MEMORY_MS = 20  # a request, where it is memory that is measured
RUNS = 11
UNIT = Path(__file__).resolve().parents[2] / "systemd/gandi-dyndnsd.service"
LONG = 900.0  # seconds until a round of many records is given up

Names = dict[str, list[str]]  # by domain


@contextmanager
def world(gandi_ms: float) -> Iterator[Sandbox]:
    with Sandbox("--providers", str(len(LATENCIES))) as sandbox:
        sandbox.latency(gandi_ms=gandi_ms, providers_ms=LATENCIES, handshake_ms=HANDSHAKE_MS)
        yield sandbox


def names(domains: int, records: int) -> Names:
    """So many records in so many domains."""
    return {f"domain{d}.example": [f"host{n}" for n in range(records // domains)] for d in range(domains)}


def xmlrpc(sandbox: Sandbox, wanted: Names) -> dict[str, Any]:
    """Gandi serves another address for each; the configuration for it."""
    zones = {str(n): {"records": [{"name": name, "type": "A", "value": SECOND, "ttl": 300} for name in each]}
             for n, each in enumerate(wanted.values(), 1)}
    sandbox.classic(api_key=KEY, domains={d: {"zone_id": n} for n, d in enumerate(wanted, 1)}, zones=zones)
    return {"api_key": KEY, "endpoint": sandbox.info["xmlrpc"], "domains": wanted}


def livedns(sandbox: Sandbox, wanted: Names) -> dict[str, Any]:
    domains = {domain: {"rrsets": [{"rrset_name": name, "rrset_type": "A", "rrset_ttl": 300, "rrset_values": [SECOND]}
                                   for name in each]} for domain, each in wanted.items()}
    sandbox.livedns(domains=domains, tokens={TOKEN: {}})
    return {"token": TOKEN, "endpoint": sandbox.info["livedns"], "tokeninfo": False, "domains": wanted}


def spread(values: list[float], form: str = ".0f") -> str:
    return f"{statistics.median(values):{form}} ({min(values):{form}} to {max(values):{form}})"


def row(title: str, told: str, *, bound: str = "", good: bool = True) -> bool:
    print(f"{title:52} {told}   {f'bound {bound}' if bound else ''}{'' if good else '  MISSED'}", flush=True)
    return good


def moves(title: str, binary: str, api, gandi_ms: float, wanted: Names, bound: int | None) -> bool:
    """`update` after a change of the address, by a process that remembers the one before."""
    took, calls, connections = [], [], []
    with world(gandi_ms) as sandbox, Program(binary, sandbox, **api(sandbox, wanted)) as program:
        for turn in range(RUNS + 1):
            sandbox.world(ipv4=SECOND if turn % 2 else FIRST)
            sandbox.clear_log()
            sandbox.clear_load()
            begun = time.monotonic()
            done = program.run("update")
            if done.returncode != 0:
                return row(title, f"failed: {done.stderr.strip()}", good=False)
            if turn > 0:  # the first had no memory
                load = sandbox.load()
                took.append((time.monotonic() - begun) * 1000)
                calls.append(load["requests"])
                connections.append(load["peak_connections"])
    told = f"{spread(took)} ms, {spread(calls)} requests, {spread(connections)} connections at a time"
    good = bound is None or statistics.median(took) < bound
    return row(title, told, bound=f"{bound} ms" if bound else "", good=good)


def changed_by_xmlrpc(binary: str) -> bool:
    return moves("3 changed records by XML-RPC", binary, xmlrpc, XMLRPC_MS, names(1, 3), 1200)


def changed_by_livedns(binary: str) -> bool:
    return moves("3 changed records by LiveDNS", binary, livedns, LIVEDNS_MS, names(1, 3), None)


def hundred(binary: str) -> bool:
    return moves("100 records in 10 domains, changed, by LiveDNS", binary, livedns, LIVEDNS_MS, names(10, 100), None)


def limit_of_the_unit(key: str, usual: int) -> int:
    """The number in the unit, of MB or descriptors; what systemd has by itself where the unit has none."""
    found = re.search(rf"^{key}=(\d+)", UNIT.read_text(), re.M)
    return int(found[1]) if found else usual


def peak_memory(pid: int) -> float:
    """Resident at most until now, in MB."""
    return int(re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1]) / 1024


def fleet(title: str, binary: str, wanted: Names, *, gandi_ms: float, allowed: int | None, configured: int,
          most_mb: int, files: int | None = None) -> bool:
    """The first round of a daemon to which all records are new. `allowed` and `configured` are requests a minute."""
    count = sum(map(len, wanted.values()))
    with world(gandi_ms) as sandbox:
        sandbox.limit(allowed)
        options = livedns(sandbox, wanted) | {"requests_per_minute": configured, "interval": "1h"}
        with Program(binary, sandbox, **options) as program:
            program.prefix = ["prlimit", f"--nofile={files}"] if files else []
            begun = time.monotonic()
            program.spawn()
            try:
                status = program.wait_for_notice(r"\ASTATUS=", LONG).removeprefix("STATUS=")
            except (AssertionError, EOFError, TimeoutError) as error:
                return row(title, f"failed: {error}", good=False)
            took, memory = time.monotonic() - begun, peak_memory(program.process.pid)
            load = sandbox.load()
    told = (f"{took:.1f} s, {memory:.1f} MB at most, {load['requests']} requests, {load['refused']} refused, "
            f"{load['peak_per_minute']} in a minute, {load['peak_connections']} connections at a time")
    is_done = status == f"{FIRST} in {count} records"
    good = is_done and memory < most_mb and load["refused"] == 0 and load["peak_connections"] <= 10
    return row(title, told + ("" if is_done else f"; {status[:200]}"),
               bound=f"{most_mb} MB, 10 connections, none refused", good=good)


def thousand_records(binary: str) -> bool:
    """As fast as it goes, for its memory and its connections."""
    return fleet("1,000 records in 100 domains, without a limit", binary, names(100, 1000), gandi_ms=MEMORY_MS,
                 allowed=None, configured=10_000, most_mb=20)


def thousand_domains(binary: str) -> bool:
    files = limit_of_the_unit("LimitNOFILE", 1024)
    return fleet(f"1,000 records in 1,000 domains, {files} descriptors", binary, names(1000, 1000), gandi_ms=MEMORY_MS,
                 allowed=None, configured=10_000, most_mb=limit_of_the_unit("MemoryMax", 64), files=files)


def paced(binary: str) -> bool:
    """It takes as long as the limit makes it take: about two minutes."""
    return fleet("1,000 records in 100 domains, 600 a minute allowed", binary, names(100, 1000), gandi_ms=LIVEDNS_MS,
                 allowed=600, configured=600, most_mb=20)
