#!/usr/bin/env python3
"""The workload is the same for a seed, whole in every form, and mixed; no engine needed."""

import hashlib
import json
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from benchlib import encode_cedar, encode_licet, encode_opa, encode_zen, report  # noqa: E402
from benchlib import measure, workload  # noqa: E402

NORMS = workload.make_norms(300, 1)
# Changes when the generator does: then the figures of before and after are of other work.
DIGEST = "8e8797f88547a0b4"


def rows():
    lines = [workload.norm_row(n) for n in NORMS]
    for missing in range(5):
        lines += [workload.question_row(q)
                  for q in workload.make_questions(NORMS, 1, missing, 50)]
    return "\n".join(lines)


class Workload(unittest.TestCase):
    def test_a_seed_gives_one_workload(self):
        self.assertEqual(hashlib.sha256(rows().encode()).hexdigest()[:16], DIGEST)
        self.assertNotEqual(workload.make_norms(300, 2), NORMS)

    def test_kinds_and_targets(self):
        kinds = [n["kind"] for n in NORMS]
        self.assertEqual([kinds.count(k) for k in ("requirement", "exception", "bar")],
                         [186, 78, 36])
        exceptions = {n["id"] for n in NORMS if n["kind"] == "exception"}
        for norm in NORMS:
            self.assertTrue(norm["to"])
            if norm["kind"] == "bar":
                self.assertLessEqual(set(norm["to"]), exceptions)
            self.assertTrue(norm["until"] is None or norm["until"] > norm["from"])

    def test_as_many_facts_are_missing_as_said(self):
        for missing in range(5):
            for asked in workload.make_questions(NORMS, 1, missing, 50):
                self.assertEqual(sum(asked[f] is None for f in workload.FACTS), missing)
                self.assertIsNotNone(asked["day"])


class Forms(unittest.TestCase):
    def test_every_norm_stands_in_every_form(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            encode_licet.encode(NORMS, folder / "rules")
            encode_zen.encode(NORMS, folder)
            encode_opa.encode(NORMS, folder)
            encode_cedar.encode(NORMS, folder)
            ours = "".join(p.read_text() for p in sorted((folder / "rules").rglob("*.md")))
            for norm in NORMS:
                self.assertIn(f'id = "bench.{norm["id"]}"', ours)
            decision = json.loads((folder / "zen.json").read_text())
            tables = [n for n in decision["nodes"] if n["type"] == "decisionTableNode"]
            pairs = sum(len(n["to"]) for n in NORMS)
            self.assertEqual(sum(len(t["content"]["rules"]) for t in tables), pairs)
            rego = (folder / "law.rego").read_text()
            self.assertEqual(rego.count("input.day >="), pairs)
            forbids = (folder / "cedar.cedar").read_text().count("\nforbid(")
            reasons = {n["to"][0] for n in NORMS if n["kind"] == "requirement"}
            self.assertEqual(forbids, len(reasons))


class Comparison(unittest.TestCase):
    def test_an_answer_is_counted_for_what_it_is(self):
        counts = measure.compare("AL?A?L", "AAALL?")
        self.assertEqual(counts, {"asked": 6, "right": 1, "fail_open": 2,
                                  "licence_said_too_early": 2, "undecided_needlessly": 1,
                                  "errors": 0})

    def test_durations_and_ratios_are_short(self):
        self.assertEqual([report.duration(n) for n in (12, 1234, 45678, 234567, 3e9)],
                         ["12 ns", "1.23 µs", "45.7 µs", "235 µs", "3.00 s"])
        self.assertEqual([report.times(t) for t in (0.0123, 1.234, 12.34, 12345)],
                         ["0.012", "1.2", "12", "12,345"])


if __name__ == "__main__":
    unittest.main()
