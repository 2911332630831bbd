"""The norms as Rego (version 1): rules whose equalities and memberships OPA's rule index can use.

One set of the reasons that stand, found in one indexed pass; one named rule for each reason that
may be overcome and for each exception that may be barred, asked for only when needed.
"""

from benchlib.workload import WORD_FACTS


def literal(value):
    return f'"{value}"'


def conditions(norm, guarded):
    """Lines of a rule body. The index reads the first equalities best: words come first."""
    against = guarded and norm["kind"] != "exception"  # a missing fact counts as met

    def fact(name, default):
        return f'object.get(input, "{name}", {default})' if against else f"input.{name}"

    lines = []
    for name in WORD_FACTS:
        if norm[name] is None:
            continue
        values = [literal(v) for v in norm[name]] + (["null"] if against else [])
        if len(values) == 1:
            lines.append(f"{fact(name, 'null')} == {values[0]}")
        else:
            lines.append(f"{fact(name, 'null')} in {{{', '.join(values)}}}")
    for name in ("military", "certificate"):
        if norm[name] is not None:
            lines.append(f"{fact(name, str(norm[name]).lower())} == {str(norm[name]).lower()}")
    if norm["above"] is not None:
        lines.append(f"{fact('value', norm['above'] + 1)} > {norm['above']}")
    if norm["upto"] is not None:
        lines.append(f"{fact('value', norm['upto'])} <= {norm['upto']}")
    lines.append(f"input.day >= {norm['from']}")
    if norm["until"] is not None:
        lines.append(f"input.day <= {norm['until']}")
    return lines


def rule(head, lines):
    return f"{head} if {{\n" + "".join(f"\t{line}\n" for line in lines) + "}\n"


def module(norms, guarded=False):
    barred = {to for n in norms if n["kind"] == "bar" for to in n["to"]}
    parts = ["package law\n",
             "default allow := false\n",
             "allow if {\n\tevery reason in required {\n\t\tovercome[reason]\n\t}\n}\n"]
    for norm in norms:
        lines = conditions(norm, guarded)
        if norm["kind"] == "requirement":
            parts.append(rule(f'required contains "{norm["to"][0]}"', lines))
        elif norm["kind"] == "exception":
            if norm["id"] in barred:
                lines.append(f"not barred.{norm['id']}")
            parts += [rule(f"overcome.{to}", lines) for to in norm["to"]]
        else:
            parts += [rule(f"barred.{to}", lines) for to in norm["to"]]
    return "\n".join(parts)


def encode(norms, folder, guarded=False):
    (folder / ("law-guarded.rego" if guarded else "law.rego")).write_text(module(norms, guarded))
