"""Runs every engine over one workload: answers against the judge, then interleaved timing."""

import json
import statistics
import subprocess

from benchlib.files import MISSING, RELEASE, questions_path
from benchlib.install import program, tell


class Driver:
    """One engine in a process of its own, its rules loaded; commands and answers are lines."""

    def __init__(self, engine, folder):
        self.engine = engine
        self.process = subprocess.Popen(program(engine, folder), stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        self.load_ms = json.loads(self.line())["load_ms"]

    def line(self):
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.engine} stopped without an answer")
        return line.strip()

    def ask(self, *words):
        self.process.stdin.write(" ".join(str(w) for w in words) + "\n")
        self.process.stdin.flush()
        return self.line()

    def stop(self):
        self.process.stdin.close()
        self.process.wait()


def truths(folder):
    """{missing: letters}: the judge's verdicts, one a question; kept beside the questions."""
    judge, found = RELEASE / "bin/licet_law_judge", {}
    for missing in MISSING:
        kept = folder / f"truth-{missing}.txt"
        if not kept.exists() or kept.stat().st_mtime < judge.stat().st_mtime:
            asked = [str(judge), str(folder / "norms.tsv"), str(questions_path(folder, missing))]
            kept.write_text(subprocess.run(asked, check=True, capture_output=True,
                                           text=True).stdout)
        found[missing] = kept.read_text().strip()
    return found


def compare(truth, letters):
    """Counts over the questions that the engine had time for. `fail_open`: said to be free to go
    although not every completion of the missing facts is."""
    pairs = list(zip(truth, letters))
    return {
        "asked": len(pairs),
        "right": sum(t == a for t, a in pairs),
        "fail_open": sum(a == "A" and t != "A" for t, a in pairs),
        "licence_said_too_early": sum(a == "L" and t != "L" for t, a in pairs),
        "undecided_needlessly": sum(a == "?" and t != "?" for t, a in pairs),
        "errors": sum(a == "E" for _, a in pairs),
    }


def start(engines, folder):
    drivers = {}
    for engine in engines:
        drivers[engine] = Driver(engine, folder)
        tell(f"  {engine}: rules loaded in {drivers[engine].load_ms} ms")
    return drivers


def answer_file(driver, folder, missing, truth, seconds):
    """Counts, and where the driver tells it the processor time of a question never seen before."""
    said = driver.ask("answers", questions_path(folder, missing), seconds)
    letters, _, nanoseconds = said.partition(" ")
    found = compare(truth[missing], letters)
    if nanoseconds:
        found["new_ns"] = round(int(nanoseconds) / max(1, len(letters)))
    return found


def answer(drivers, folder, truth, seconds):
    """All files; the one with all facts known comes last, for it is timed next."""
    return {engine: {missing: answer_file(driver, folder, missing, truth, seconds)
                     for missing in reversed(MISSING)}
            for engine, driver in drivers.items()}


def time_all(drivers, folder, repeats, milliseconds):
    """Each repetition gives every engine its turn, the order rotating: what disturbs the machine
    disturbs all alike."""
    blocks = {engine: [] for engine in drivers}
    order = list(drivers)
    path = questions_path(folder, 0)
    for driver in drivers.values():
        driver.ask("time", path, 50)  # warm
    for turn in range(repeats):
        for engine in order[turn % len(order):] + order[:turn % len(order)]:
            block = json.loads(drivers[engine].ask("time", path, milliseconds))
            block["rate"] = block["count"] * 1e9 / block["ns"]
            blocks[engine].append(block)
    return blocks


def summary(blocks):
    def median(key):
        return statistics.median(block[key] for block in blocks)

    return {"decisions_a_second": round(median("rate"), 1), "p50_ns": round(median("p50")),
            "p99_ns": round(median("p99")), "repeats": len(blocks)}


def ratio(ours, theirs):
    """Median over the repetitions of how many times faster `ours` was in the same one."""
    return statistics.median(a["rate"] / b["rate"] for a, b in zip(ours, theirs))


def workload(folder, engines, guarded, repeats, milliseconds, seconds):
    """All figures of one size. `guarded` engines are asked, not timed."""
    truth = truths(folder)
    verdicts = {m: {letter: truth[m].count(letter) for letter in "AL?"} for m in MISSING}
    result = {"verdicts": verdicts, "engines": {}}
    extra = start(guarded, folder)
    compared = answer(extra, folder, truth, seconds)
    for driver in extra.values():
        driver.stop()
    drivers = start(engines, folder)
    compared.update(answer(drivers, folder, truth, seconds))
    blocks = time_all(drivers, folder, repeats, milliseconds)
    first = engines[0]
    for engine in [*engines, *guarded]:
        result["engines"][engine] = {"answers": compared[engine]}
    for engine, driver in drivers.items():
        result["engines"][engine].update(
            summary(blocks[engine]), load_ms=driver.load_ms, memory_kb=int(driver.ask("memory")),
            times_slower=float(f"{ratio(blocks[first], blocks[engine]):.4g}"))
        driver.stop()
    return result
