#!/usr/bin/env python3
"""The same questions put to other engines: recall beside speed.

  licet_screen_speed 0 FOLDER && bench/screen/rivals.py FOLDER [--questions N]

rapidfuzz (cdist, every name against every question, one thread) and nomenklatura logic-v2 (a pair
at a time) from PyPI; an engine that is not installed is named and left out.
"""
import argparse
import collections
import pathlib
import time

PAIRS = 3000  # of logic-v2: its rate, not its recall on the whole list


def rows(path, cells):
    with path.open(encoding="utf-8", newline="\n") as lines:
        return [line.rstrip("\n").split("\t", cells - 1) for line in lines]


def print_row(engine, rate, unit, recall, alerts):
    found = "  ".join(f"{kind} {hits / count:.4f}"
                      for kind, (hits, count) in sorted(recall.items()))
    print(f"{engine:32} {rate:14,.0f} {unit:8} clean {alerts:.4f}  {found}")


def brute_force(engine, scorer, cutoff, names, questions, process):
    from rapidfuzz import process as rapid, utils
    clean = (lambda text: utils.default_process(text)) if process else (lambda text: text)
    listed = [clean(name) for _, name in names]
    recall = collections.defaultdict(lambda: [0, 0])
    alerts = clean_count = 0
    start = time.process_time()
    for kind, entry, name in questions:
        scores = rapid.cdist([clean(name)], listed, scorer=scorer, score_cutoff=cutoff,
                             workers=1)[0]
        hits = {names[i][0] for i in scores.nonzero()[0]}
        if entry:
            recall[kind][0] += entry in hits
            recall[kind][1] += 1
        else:
            clean_count += 1
            alerts += bool(hits)
    seconds = time.process_time() - start
    print_row(engine, len(questions) / seconds, "names/s", recall, alerts / max(1, clean_count))


def rapidfuzz(names, questions):
    try:
        from rapidfuzz import distance, fuzz
    except ImportError:
        print("rapidfuzz: not installed")
        return
    brute_force("rapidfuzz Jaro-Winkler >= .85", distance.JaroWinkler.normalized_similarity, 0.85,
                names, questions, True)
    for name, scorer in (("token_sort_ratio", fuzz.token_sort_ratio),
                         ("token_set_ratio", fuzz.token_set_ratio)):
        brute_force(f"rapidfuzz {name} >= 85", scorer, 85, names, questions, True)


def logic_v2(names, questions):
    try:
        from followthemoney import model
        from nomenklatura.matching import LogicV2
        from nomenklatura.matching.types import ScoringConfig
    except ImportError as missing:
        print(f"nomenklatura logic-v2: not installed ({missing})")
        return

    def entity(key, name):
        return model.get_proxy({"id": key, "schema": "LegalEntity", "properties": {"name": [name]}})
    config = ScoringConfig.defaults()
    asked = [q for q in questions if q[1]]
    by_entry = {key: name for key, name in names}
    pairs = [(entity("q", asked[i % len(asked)][2]),
              entity("r", by_entry.get(asked[(i * 7) % len(asked)][1], "nobody")))
             for i in range(PAIRS)]
    start = time.process_time()
    for query, result in pairs:
        LogicV2.compare(query, result, config)
    seconds = time.process_time() - start
    print(f"{'nomenklatura logic-v2':32} {PAIRS / seconds:14,.0f} pairs/s")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--questions", type=int, default=400)
    arguments = parser.parse_args()
    names = rows(arguments.folder / "names.tsv", 2)
    questions = rows(arguments.folder / "queries.tsv", 3)[:arguments.questions]
    print(f"{len(names)} names, {len(questions)} questions, one core")
    rapidfuzz(names, questions)
    logic_v2(names, questions)


if __name__ == "__main__":
    main()
