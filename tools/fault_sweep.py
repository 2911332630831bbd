#!/usr/bin/env python3
"""A draw on a licence, with one system call of the program failing or killing it: what was said to
be drawn is drawn, once, and the ledger is whole. Tries 40 points; `--all` every one. Its control:
were every command believed, the sweep must find draws that are not there.
Exit 77 where licet is not built or strace cannot be used."""

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from clilib.sandbox import ROOT, SKIPPED, Sandbox, licet_is_built  # noqa: E402

ORDINARY = 40
# What may befall which call. Killed: on entering it.
FAULTS = {"openat": ["error=EMFILE", "error=EIO", "signal=KILL"],
          "write": ["error=ENOSPC", "error=EIO", "signal=KILL"],
          "pwrite64": ["error=ENOSPC", "error=EIO", "signal=KILL"],
          "fdatasync": ["error=EIO", "signal=KILL"], "fsync": ["error=EIO", "signal=KILL"],
          "ftruncate": ["error=EIO", "signal=KILL"], "unlink": ["error=EIO", "signal=KILL"],
          "mmap": ["error=ENOMEM"], "fcntl": ["error=EIO", "signal=KILL"]}
SHIP = ("licet --data {home} ledger ship --licence D1 --quantity '1 piece' --key draw "
        "--on 2025-02-01")


def seed_line():
    record = json.dumps({
        "at": "2025-01-01T00:00:00",
        "body": {"first": "2025-01-01", "last": "2025-12-31", "licence": "D1", "line": "1",
                 "quantity": {"amount": "9", "unit": "piece"}},
        "key": "g", "kind": "grant", "sequence": 1, "stream": "test"},
        separators=(",", ":"), sort_keys=True)
    leaf = hashlib.sha256(b"\0" + record.encode()).hexdigest()
    return f'{{"leaf":"{leaf}","record":{record}}}\n'


def make_base(sandbox):
    (sandbox.work / "seed.jsonl").write_text(seed_line())
    status, text = sandbox.run("licet keys make && licet ledger import seed.jsonl", both=True)
    if status:
        sys.exit(f"the ledger cannot be made: {text}")


def fresh(sandbox):
    home = sandbox.folder / "tried"
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(sandbox.folder / "home", home)
    return home


def counts(sandbox):
    """How often the command makes each call; None where strace cannot be used."""
    trace = ",".join(FAULTS)
    status, _ = sandbox.run(f"strace -f -qq -e trace={trace} -o calls.txt "
                            + SHIP.format(home=fresh(sandbox)), both=True)
    if status:
        return None
    calls = (sandbox.work / "calls.txt").read_text()
    return {name: len(re.findall(rf"^(?:\d+ +)?{name}\(", calls, re.M)) for name in FAULTS}


def points(found):
    return [(name, fault, number) for name, faults in FAULTS.items()
            for number in range(1, found[name] + 1) for fault in faults]


def used(sandbox, home):
    """Pieces drawn; None where the ledger is not whole."""
    status, _ = sandbox.run(f"licet --data {home} ledger check", both=True)
    if status:
        return None
    _, text = sandbox.run(f"licet --data {home} --json ledger balance D1")
    return int(json.loads(text)[0]["quantity_used"])


def try_point(sandbox, point):
    """(what is wrong or nothing, whether the draw is there after the fault)"""
    name, fault, number = point
    home = fresh(sandbox)
    status, _ = sandbox.run(f"strace -f -qq -o /dev/null -e trace={name} "
                            f"-e inject={name}:{fault}:when={number} " + SHIP.format(home=home),
                            both=True)
    there = used(sandbox, home)
    if there is None:
        return "the ledger is not whole", False
    if status == 0 and there != 1:
        return f"said to be drawn, {there} are", False
    again, text = sandbox.run(SHIP.format(home=home), both=True)
    after = used(sandbox, home)
    if again or after != 1:
        return f"posted again: status {again}, drawn {after}: {text}", there == 1
    return "", there == 1


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", default=ROOT / "build/release/bin")
    parser.add_argument("--all", action="store_true", help="every call instead of 40 of them")
    arguments = parser.parse_args()
    if not licet_is_built(arguments.bin) or not shutil.which("strace"):
        print("skipped: licet is not built, or there is no strace")
        return SKIPPED
    with Sandbox(arguments.bin) as sandbox:
        make_base(sandbox)
        found = counts(sandbox)
        if found is None:
            print("skipped: strace may not trace here")
            return SKIPPED
        every = points(found)
        step = 1 if arguments.all else max(1, len(every) // ORDINARY)
        chosen = every[::step]
        failed = lost = 0
        for point in chosen:
            why, there = try_point(sandbox, point)
            lost += not there
            if why:
                failed += 1
                print("FAILED:", *point, why)
    print(f"fault sweep: {len(chosen)} of {len(every)} points, {failed} failed; "
          f"control: {lost} draws were not there, a program that says yes to all is caught")
    return 1 if failed or not lost else 0


if __name__ == "__main__":
    sys.exit(main())
