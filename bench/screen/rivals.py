#!/usr/bin/env python3
"""The same questions put to other engines: recall beside speed, by user CPU time on one core.

  bench/screen/rivals.py FOLDER [--licet BIN] [--names N] [--questions N] [--svg FILE]

licet_screen_speed (BIN) writes names and questions into FOLDER and answers them; then rapidfuzz
(cdist, every name), nomenklatura logic-v2 (pairs: its rate, not its recall on the whole list) from
PyPI, and Watchman (every name by its own Similarity, told the true type) from the Go proxy. An
engine that is not installed, or that does not know a name from itself here, is named and left out.
"""
import argparse
import collections
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import time

PAIRS = 2000        # of logic-v2: questions beside their own entry
SCANS = 60          # questions of engines that look at every name by slow code
HERE = pathlib.Path(__file__).resolve().parent
KINDS = ("exact", "typo", "two changes")


def rows(path, cells):
    with path.open(encoding="utf-8", newline="\n") as lines:
        return [line.rstrip("\n").split("\t", cells - 1) for line in lines]


def user_seconds():
    return os.times().user


class Table:
    def __init__(self):
        self.rows = []

    def add(self, engine, rate, unit, recall, clean):
        self.rows.append((engine, rate, unit, recall, clean))
        cells = "  ".join(f"{kind} {recall[kind]:.4f}" for kind in KINDS if kind in recall)
        alerts = "" if clean is None else f"clean alert {clean:.4f}  "
        print(f"{engine:32} {rate:12,.1f} {unit:8} {alerts}{cells}", flush=True)

    def ratios(self):
        for engine, rate, unit, _, _ in self.rows:
            if engine.startswith("licet"):
                continue
            for mine in (r for r in self.rows if r[0].startswith("licet") and r[2] == unit):
                print(f"{mine[0]} / {engine}: {mine[1] / rate:,.0f} times")

    def svg(self, path):
        kept = [r for r in self.rows if r[2] == "names/s"]
        top = max(rate for _, rate, _, _, _ in kept)
        out = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 %d" '
               'font-family="sans-serif" font-size="13">' % (30 + 34 * len(kept)),
               "<title>Questions a second on one core, and names found with a typo</title>"]
        import math
        for i, (engine, rate, _, recall, _) in enumerate(kept):
            width = 380 * max(0.01, math.log10(max(rate, 1.01)) / math.log10(top))
            y = 20 + 34 * i
            out.append(f'<text x="0" y="{y + 15}">{engine.replace(">=", "from")}</text>'
                       f'<rect x="250" y="{y}" width="{width:.0f}" height="20" fill="#06c"/>'
                       f'<text x="{255 + width:.0f}" y="{y + 15}">{rate:,.0f} a second; typo '
                       f'{recall.get("typo", 0):.3f}</text>')
        path.write_text("\n".join(out) + "\n</svg>\n", encoding="utf-8")


class Count:
    def __init__(self):
        self.of = collections.defaultdict(lambda: [0, 0])

    def take(self, kind, hit):
        self.of[kind][0] += hit
        self.of[kind][1] += 1

    def shares(self):
        return {kind: hits / count for kind, (hits, count) in self.of.items()}


def licet(binary, names, folder, table):
    text = subprocess.run([binary, str(names), str(folder)], check=True, text=True,
                          capture_output=True).stdout
    print(text, end="")
    rate = float(re.search(r"(\d+) names/s", text)[1])
    recall = dict((kind.strip(), float(share)) for kind, share in
                  re.findall(r"recall, (.{12}) ([\d.]+)", text))
    asked = [row[0] for row in rows(folder / "queries.tsv", 3)]
    alerts = int(re.search(r"(\d+) clean alert", text)[1]) / max(1, asked.count("clean"))
    table.add("licet", rate, "names/s", recall, alerts)
    pairs = re.search(r"(\d+) pairs/s", text)
    if pairs:
        table.add("licet, any two, both read", float(pairs[1]), "pairs/s", {}, None)
    listed = re.search(r"(\d+) names, index", text)
    if listed:  # a question decides every name, whether it is scored or ruled out by the index
        table.add("licet, a name against the list", rate * int(listed[1]), "pairs/s", {}, None)


def scanned(engine, names, questions, scores_of, table):
    count, clean = Count(), Count()
    start = user_seconds()
    for kind, entry, name in questions:
        hits = {names[i][0] for i in scores_of(name)}
        if entry:
            count.take(kind, entry in hits)
        else:
            clean.take(kind, bool(hits))
    seconds = user_seconds() - start
    table.add(engine, len(questions) / seconds, "names/s", count.shares(),
              clean.shares().get("clean"))


def rapidfuzz(names, questions, table):
    try:
        from rapidfuzz import distance, fuzz, process, utils
    except ImportError:
        print("rapidfuzz: not installed")
        return
    listed = [utils.default_process(row[2]) for row in names]
    for label, scorer, cutoff in (
            ("rapidfuzz Jaro-Winkler >= .85", distance.JaroWinkler.normalized_similarity, 0.85),
            ("rapidfuzz token_sort_ratio >= 85", fuzz.token_sort_ratio, 85),
            ("rapidfuzz token_set_ratio >= 85", fuzz.token_set_ratio, 85)):
        def scores_of(name, scorer=scorer, cutoff=cutoff):
            return process.cdist([utils.default_process(name)], listed, scorer=scorer,
                                 score_cutoff=cutoff, workers=1)[0].nonzero()[0]
        scanned(label, names, questions, scores_of, table)


def logic_v2(names, questions, table):
    try:
        from followthemoney import model
        from nomenklatura.matching import LogicV2
        from nomenklatura.matching.types import ScoringConfig
    except ImportError as missing:
        print(f"nomenklatura logic-v2: not installed ({missing})")
        return

    numbers = iter(range(1 << 30))

    # It keeps what it has read of an entity by the id: every entity needs one of its own.
    def entity(listed):
        schema = "Person" if listed[0][1] == "person" else "Organization"
        texts = [row[2] for row in listed]
        return model.get_proxy({"id": f"e{next(numbers)}", "schema": schema,
                                "properties": {"name": texts}})
    config = ScoringConfig.defaults()
    by_entry = collections.defaultdict(list)
    for row in names:
        by_entry[row[0]].append(row)
    asked = [q for q in questions if q[1]][:PAIRS]
    pairs = [(kind, entity([(entry, by_entry[entry][0][1], name)]), entity(by_entry[entry]))
             for kind, entry, name in asked]
    same, other = ([("a", "other", text)] for text in ("Vega Dynamics", "Orion Shipping"))
    alike = LogicV2.compare(entity(same), entity(same), config).score
    unlike = LogicV2.compare(entity(same), entity(other), config).score
    if alike < 0.7 or unlike >= 0.7:
        print(f"nomenklatura logic-v2: {alike} for one name, {unlike} for two: left out")
        return
    count = Count()
    start = user_seconds()
    for kind, query, result in pairs:
        count.take(kind, LogicV2.compare(query, result, config).score >= 0.7)
    seconds = user_seconds() - start
    table.add("nomenklatura logic-v2 >= .7", len(pairs) / seconds, "pairs/s", count.shares(), None)
    alone = [(entity([names[i * 7919 % len(names)]]), entity([names[i * 104729 % len(names)]]))
             for i in range(PAIRS)]
    start = user_seconds()
    for query, result in alone:
        LogicV2.compare(query, result, config)
    table.add("nomenklatura logic-v2, any two", PAIRS / (user_seconds() - start), "pairs/s", {},
              None)


def built_with_its_sums(source, binary):
    """Checksums that the checksum database does not give are taken from Watchman's own go.sum,
    which is part of the module that the database vouches for."""
    run = {"cwd": source, "capture_output": True, "text": True, "check": False}
    got = subprocess.run(["go", "mod", "download", "-json", "github.com/moov-io/watchman"], **run)
    if got.returncode == 0:
        its = pathlib.Path(json.loads(got.stdout)["Dir"]) / "go.sum"
        with (source / "go.sum").open("a", encoding="utf-8") as sums:
            sums.write(its.read_text(encoding="utf-8"))
    return subprocess.run(["go", "build", "-mod=mod", "-o", binary, "."], **run)


def watchman(folder, table):
    with tempfile.TemporaryDirectory() as built:
        binary = pathlib.Path(built) / "watchman"
        few = pathlib.Path(built) / "queries.tsv"
        source = shutil.copytree(HERE / "watchman", pathlib.Path(built) / "source")
        made = built_with_its_sums(source, binary)
        if made.returncode != 0:  # also where a checksum cannot be had: it is not passed over
            print("Watchman: not built:", made.stderr.strip().splitlines()[-1:])
            return
        with (folder / "queries.tsv").open(encoding="utf-8") as lines:
            few.write_text("".join(line for line, _ in zip(lines, range(SCANS))), encoding="utf-8")
        text = subprocess.run([binary, folder / "names.tsv", few, "0.85"], check=True, text=True,
                              capture_output=True, env={**os.environ, "GOMAXPROCS": "1"}).stdout
    count, clean, seconds = Count(), Count(), 1.0
    for line in text.splitlines():
        cells = line.split("\t")
        if cells[0] == "seconds":
            seconds = float(cells[1])
        elif cells[0] == "clean":
            clean.take("clean", cells[2] == "true")
        else:
            count.take(cells[0], cells[1] == "true")
    table.add("Watchman 0.55 >= .85", SCANS / seconds, "names/s", count.shares(),
              clean.shares().get("clean"))


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--licet", help="the program licet_screen_speed")
    parser.add_argument("--names", type=int, default=0)
    parser.add_argument("--questions", type=int, default=400)
    parser.add_argument("--svg", type=pathlib.Path)
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    table = Table()
    if arguments.licet:
        licet(arguments.licet, arguments.names, arguments.folder, table)
    names = rows(arguments.folder / "names.tsv", 3)
    questions = rows(arguments.folder / "queries.tsv", 3)[:arguments.questions]
    print(f"{len(names)} names, {len(questions)} questions to the others, one core")
    started = time.monotonic()
    rapidfuzz(names, questions, table)
    logic_v2(names, rows(arguments.folder / "queries.tsv", 3), table)
    watchman(arguments.folder, table)
    table.ratios()
    if arguments.svg:
        table.svg(arguments.svg)
    print(f"{time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
