#!/usr/bin/env python3
"""Negative control of tools/approve: with a program of three lines, each planted change is seen."""

import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from clilib import goldens  # noqa: E402

PROGRAM = """#!/usr/bin/env bash
echo '{"verdict":"NLR","snapshot":"sha256:'$RANDOM'","engine":"licet '$RANDOM'"}'
exit 10
"""
KEPT = '{\n "engine": "licet …",\n "snapshot": "sha256:…",\n "verdict": "NLR"\n}\n'
RUNS = "# a comment\na.json | 10 | licet ask q.json --json\n"
# what is planted, the files, how many differences must be seen
CASES = [
    ("nothing", {"runs.txt": RUNS, "expected/a.json": KEPT}, 0),
    ("another verdict", {"runs.txt": RUNS, "expected/a.json": KEPT.replace("NLR", "HOLD")}, 1),
    ("another status", {"runs.txt": RUNS.replace("10", "0"), "expected/a.json": KEPT}, 1),
    ("no expected file", {"runs.txt": RUNS}, 1),
    ("a stale file", {"runs.txt": RUNS, "expected/a.json": KEPT, "expected/b.json": KEPT}, 1),
    ("a bad line", {"runs.txt": "a.json licet ask q.json\n", "expected/a.json": KEPT}, None),
]


def differences(files):
    """The number of differences, or None when runs.txt is refused."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, text in files.items():
            path = root / "scenarios" / "one" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        (root / "licet").write_text(PROGRAM)
        (root / "licet").chmod(0o755)
        try:
            return len(list(goldens.changes(root, root=root)))
        except goldens.BadRuns:
            return None


def main():
    failures = 0
    for planted, files, wanted in CASES:
        if (seen := differences(files)) != wanted:
            failures += 1
            print(f"FAILED: {planted}: {seen} differences, not {wanted}")
    print(f"scenarios self-test: {len(CASES)} cases, {failures} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
