"""The figures as text: tables for the terminal and for the manual."""

from benchlib import amend

NAMES = {"licet": "Licet, compiled kernel", "licet-reference": "Licet, plain interpreter",
         "naive": "hand-written loop, C++",
         "zen": "GoRules ZEN, compiled", "cedar": "Cedar, native", "opa": "OPA, prepared query",
         "zen-guarded": "GoRules ZEN, guarded", "cedar-guarded": "Cedar, guarded",
         "opa-guarded": "OPA, guarded"}


def duration(nanoseconds):
    if nanoseconds < 1000:
        return f"{nanoseconds:.0f} ns"
    for unit, size in (("µs", 1e3), ("ms", 1e6), ("s", 1e9)):
        if nanoseconds < size * 1000 or unit == "s":
            value = nanoseconds / size
            return f"{value:.{0 if value >= 100 else 1 if value >= 10 else 2}f} {unit}"
    raise ValueError(nanoseconds)


def number(value):
    return f"{value:,.0f}"


def times(value):
    return f"{value:,.0f}" if value >= 10 else f"{value:.2g}"


def sizes(result):
    return sorted(result["sizes"], key=int)


def name(engine, result):
    version = result["versions"].get(engine.split("-")[0])
    return NAMES.get(engine, engine) + (f" ({version})" if version else "")


def unknown(answers):
    """Sums over the questions with 1 to 4 facts missing."""
    keys = [key for key in answers["0"] if key != "new_ns"]
    return {key: sum(a[key] for missing, a in answers.items() if missing != "0") for key in keys}


def speed_rows(result):
    yield ["norms", "engine", "decisions/s", "p50", "p99", "new question", "a core's time, ratio",
           "wrong", "rules loaded in", "memory"]
    for size in sizes(result):
        for engine in result["engines"]:
            one = result["sizes"][size]["engines"][engine]
            known = one["answers"]["0"]
            yield [number(int(size)), name(engine, result), number(one["decisions_a_second"]),
                   duration(one["p50_ns"]), duration(one["p99_ns"]),
                   duration(known["new_ns"]) if "new_ns" in known else "-",
                   times(one["times_slower"]),
                   f"{known['asked'] - known['right']} of {known['asked']}",
                   duration(one["load_ms"] * 1e6) if one["load_ms"] else "-",
                   f"{one['memory_kb'] / 1024:.0f} MB"]


def open_rows(result):
    yield ["norms", "engine", "asked", "fail-open: 1 missing", "2", "3", "4",
           "licence said too early", "not decided, though settled"]
    for size in sizes(result):
        engines = result["sizes"][size]["engines"]
        guarded = sorted(engine for engine in engines if engine not in result["engines"])
        for engine in [*result["engines"], *guarded]:
            if engine not in engines:
                continue
            one = engines[engine]
            answers, total = one["answers"], unknown(one["answers"])
            yield [number(int(size)), name(engine, result), number(total["asked"]),
                   *(str(answers[m]["fail_open"]) for m in "1234"),
                   str(total["licence_said_too_early"]), str(total["undecided_needlessly"])]


def pace(what, one):
    return (f"{what}: {number(one['decisions_a_second'])} decisions a second, p50 "
            f"{duration(one['p50_ns'])}, p99 {duration(one['p99_ns'])}")


def ear_lines(result):
    ear = result.get("ear")
    if not ear:
        return []
    verdicts = sorted(ear["verdicts"].items(), key=lambda item: -item[1])
    return [f"{number(ear['questions'])} random questions about the {number(ear['norms'])} norms "
            f"of the EAR, engine {ear['engine']}. {pace('New questions', ear['first'])}; "
            f"{pace('the same ones again', ear['again'])}. Rules loaded from text in "
            f"{ear['load_ms']} ms, compiled in {ear['compile_ms']} ms, memory "
            f"{ear['memory_kb'] / 1024:.0f} MB.",
            "Verdicts: " + ", ".join(f"{verdict} {number(count)}" for verdict, count in verdicts)
            + "."]


def amended_rows(result):
    yield ["questions", "amendment", "reached", "turned", "to read anew", "time", "all judged anew"]
    for one in result.get("amended", []):
        yield [number(one["stored"]), amend.says(one["rules"]), number(one["judged"]),
               number(one["turned"]), number(one["to_read"]), f"{one['effect_ms']} ms",
               f"{one['brute_force_ms']} ms"]


def aligned(rows):
    rows = list(rows)
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return "\n".join("  ".join(cell.ljust(width) if i == 1 else cell.rjust(width)
                               for i, (cell, width) in enumerate(zip(row, widths)))
                     for row in rows)


def markdown(rows):
    rows = list(rows)
    rule = ["---" if i == 1 else "--:" for i in range(len(rows[0]))]
    return "\n".join("| " + " | ".join(row) + " |" for row in [rows[0], rule, *rows[1:]])


def text(result):
    first = name(result["engines"][0], result)
    return "\n".join(["\nAll facts known. Ratio: times slower than "
                      f"{first} in the same repetition, median.", aligned(speed_rows(result)),
                      "\n1 to 4 facts missing. Fail-open: said to be free to go although not every "
                      "completion is.", aligned(open_rows(result)), "", *ear_lines(result),
                      "\nAmendments of the rules, and questions on file.",
                      aligned(amended_rows(result))])
