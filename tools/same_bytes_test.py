#!/usr/bin/env python3
"""Same question, day and snapshot: the same bytes in every locale and time zone, in batches, and
when the snapshot is built from rows and rules in another order. Exit 77 when not built."""

import argparse
import json
import random
import re
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from clilib.sandbox import ROOT, SKIPPED, Sandbox, licet_is_built  # noqa: E402

QUESTIONS = sorted((ROOT / "scenarios").glob("*/*.json"))
DAYS = ["2019-11-21", "2022-06-01"]
ZONES = ["UTC", "Asia/Shanghai", "America/Los_Angeles"]
SEED = 20191121


def locales():
    done = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False)
    more = [name for name in done.stdout.split() if name.lower().startswith(("de_de", "tr_tr"))]
    return ["C", "C.UTF-8", *more]


def answers(sandbox, knowing=""):
    """Every question on every day, a timeline and a screening, as one text."""
    command = "; ".join(f"licet ask ../all.jsonl --on {day} {knowing}" for day in DAYS)
    command += f"; licet timeline {QUESTIONS[0].relative_to(ROOT)} --to 2022-12-31 --json {knowing}"
    command += f"; licet screen '华为技术有限公司' --json {knowing}"
    return sandbox.run(command)[1]


def by_environment(sandbox):
    seen = {}
    for locale in locales():
        for zone in ZONES:
            sandbox.environment |= {"LC_ALL": locale, "LANG": locale, "TZ": zone}
            seen[f"{locale} {zone}"] = answers(sandbox)
    sandbox.environment |= {"LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "TZ": "UTC"}
    return seen


def from_shuffled_rows(sandbox):
    """Answers from snapshots of the extract with its rows in another order. A snapshot names the
    digest of the file it came from, so its own id is masked."""
    head, *rows = (ROOT / "lists/extract.jsonl").read_text().splitlines()
    seen = set()
    for turn in range(3):
        random.Random(SEED + turn).shuffle(rows)
        extract = sandbox.folder / f"{turn}/extract.jsonl"
        extract.parent.mkdir()
        extract.write_text("\n".join([head, *rows]) + "\n")
        sandbox.run(f"licet snapshot build --rules rules --lists {extract} -o {extract}.licet")
        seen.add(without_id(answers(sandbox, f"--knowing {extract}.licet")))
    return seen


def without_id(text):
    return re.sub(r'"snapshot":"sha256:[0-9a-f]{64}"', '"snapshot":""', text)


def as_singles(sandbox):
    """The answers of the first day, each asked on its own."""
    return sandbox.run("; ".join(f"licet ask {path.relative_to(ROOT)} --on {DAYS[0]} --json"
                                 for path in QUESTIONS))[1].splitlines()


def again(sandbox, lines):
    """Replay and proof of stored answers; the names of those that fail."""
    failures = []
    for number, line in enumerate(lines):
        (sandbox.folder / "answer.json").write_text(line)
        for command in ("replay", "why"):
            if sandbox.run(f"licet {command} ../answer.json")[0]:
                failures.append(f"{command} of answer {number}")
    return failures


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", default=ROOT / "build/release/bin")
    arguments = parser.parse_args()
    if not licet_is_built(arguments.bin):
        print("skipped: the program is not built; run ./try first")
        return SKIPPED
    failures = []
    with Sandbox(arguments.bin) as sandbox:
        questions = [json.dumps(json.loads(path.read_text())) for path in QUESTIONS]
        (sandbox.folder / "all.jsonl").write_text("\n".join(questions) + "\n")
        seen = by_environment(sandbox)
        first = next(iter(seen.values()))
        lines = first.splitlines()
        if len(lines) != len(QUESTIONS) * len(DAYS) + 2:
            failures.append(f"{len(lines)} lines")
        failures += [where for where, text in seen.items() if text != first]
        if from_shuffled_rows(sandbox) != {without_id(first)}:
            failures.append("rows in another order")
        if as_singles(sandbox) != lines[:len(QUESTIONS)]:
            failures.append("a batch and its questions one by one")
        failures += again(sandbox, lines[len(QUESTIONS):2 * len(QUESTIONS)])
    for failure in failures:
        print(f"FAILED: other bytes: {failure}")
    print(f"same bytes: {len(seen)} environments, {len(lines)} lines each, "
          f"{len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
