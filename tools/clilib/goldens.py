"""Scenario runs (scenarios/*/runs.txt) and their expected output (scenarios/*/expected/).

A line of runs.txt is `expected file | exit status | command`; the command runs in the scenario's
folder. JSON is kept indented with sorted keys, so that a change reads well; the id of the snapshot
and the version of the program are masked, because every change of a rule would change them.
"""

import json
from pathlib import Path

from clilib.sandbox import ROOT, Sandbox

MASKED = {"snapshot": "sha256:…", "engine": "licet …"}


class BadRuns(Exception):
    """runs.txt cannot be read."""


def runs_of(scenario):
    for number, line in enumerate((scenario / "runs.txt").read_text().splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("|", 2)]
        if len(cells) != 3 or not cells[1].isdigit() or "/" in cells[0]:
            raise BadRuns(f"{scenario.name}/runs.txt:{number}: "
                          "write `file | exit status | command`")
        yield cells[0], int(cells[1]), cells[2]


def mask(value):
    if isinstance(value, dict):
        return {key: MASKED[key] if key in MASKED and isinstance(inner, str) else mask(inner)
                for key, inner in value.items()}
    return [mask(inner) for inner in value] if isinstance(value, list) else value


def readable(text):
    """The output as it is kept: JSON (also one a line) masked and indented, else as it is."""
    try:
        values = [json.loads(text)]
    except ValueError:
        try:
            values = [json.loads(line) for line in text.splitlines()]
        except ValueError:
            return text
    return "".join(json.dumps(mask(value), indent=1, sort_keys=True, ensure_ascii=False) + "\n"
                   for value in values)


def changes(binaries, wanted=(), root=ROOT):
    """(path, text kept, text now) of every run that differs; ("…: exit", …) for another status."""
    for runs in sorted((root / "scenarios").glob("*/runs.txt")):
        scenario = runs.parent
        if wanted and scenario.name not in wanted:
            continue
        seen = set()
        with Sandbox(binaries, scenario) as sandbox:
            for name, status, command in runs_of(scenario):
                path = scenario / "expected" / name
                seen.add(path)
                got, output = sandbox.run(command)
                if got != status:
                    yield f"{scenario.name}: exit of {command}", f"{status}\n", f"{got}\n"
                kept, now = path.read_text() if path.exists() else "", readable(output)
                if kept != now:
                    yield path, kept, now
        for path in sorted((scenario / "expected").glob("*")):
            if path not in seen:
                yield path, path.read_text(), ""


def count_runs():
    return sum(1 for runs in (ROOT / "scenarios").glob("*/runs.txt") for _ in runs_of(runs.parent))


def name_of(path):
    return str(path.relative_to(ROOT)) if isinstance(path, Path) else path
