"""The norms as a decision of GoRules ZEN: three collecting tables and one expression.

`guarded` writes every cell so that a missing fact counts against the export: as if it held in
requirements and bars, as if it failed in exceptions.
"""

import json

COLUMNS = ("item", "destination", "end_use", "role", "value", "military", "certificate", "day")


def cell(norm, column):
    """The unary test of one cell, or None where any value will do."""
    if column == "day":
        if norm["until"] is None:
            return f">= {norm['from']}"
        return f"[{norm['from']}..{norm['until']}]"
    if column == "value":
        if norm["above"] is not None:
            return f"> {norm['above']}"
        return None if norm["upto"] is None else f"<= {norm['upto']}"
    if norm[column] is None:
        return None
    if isinstance(norm[column], list):
        return ", ".join(f"'{value}'" for value in norm[column])
    return str(norm[column]).lower()


def guard(text, column, norm):
    if column == "day" or norm["kind"] == "exception":
        return text
    if isinstance(norm.get(column), list):
        return f"$ == null or $ in [{text}]"
    operator = text if text[0] in "<>" else f"== {text}"
    return f"$ == null or $ {operator}"


def table(name, norms, outputs, guarded):
    """`outputs`: [(name of the field, function of norm -> list of values)]; a row for each value."""
    used = [c for c in COLUMNS if any(cell(n, c) is not None for n in norms)]
    rules = []
    for norm in norms:
        tests = {c: cell(norm, c) for c in used}
        tests = {c: guard(t, c, norm) if guarded else t for c, t in tests.items() if t is not None}
        for values in outputs(norm):
            row = {"_id": f"{norm['id']}-{len(rules)}"}
            row.update({f"i_{c}": tests.get(c, "") for c in used})
            row.update({f"o_{field}": f"'{value}'" for field, value in values.items()})
            rules.append(row)
    fields = list(outputs(norms[0])[0])
    return {
        "type": "decisionTableNode", "id": name, "name": name,
        "position": {"x": 0, "y": 0},
        "content": {
            "hitPolicy": "collect", "passThrough": False, "inputField": None,
            "outputPath": name, "executionMode": "single",
            "inputs": [{"id": f"i_{c}", "name": c, "field": c} for c in used],
            "outputs": [{"id": f"o_{f}", "name": f, "field": f} for f in fields],
            "rules": rules,
        },
    }


def graph(norms, guarded=False):
    of_kind = {k: [n for n in norms if n["kind"] == k] for k in ("requirement", "exception", "bar")}
    tables = [
        table("required", of_kind["requirement"], lambda n: [{"reason": n["to"][0]}], guarded),
        table("offered", of_kind["exception"],
              lambda n: [{"reason": to, "id": n["id"]} for to in n["to"]], guarded),
        table("barred", of_kind["bar"], lambda n: [{"id": to} for to in n["to"]], guarded),
    ]
    expressions = [
        ("bars", "map(barred, #.id)"),
        ("overcome", "map(filter(offered, not(#.id in $.bars)), #.reason)"),
        ("allow", "all(required, #.reason in $.overcome)"),
    ]
    nodes = [{"type": "inputNode", "id": "in", "name": "in", "position": {"x": 0, "y": 0}},
             *tables,
             {"type": "expressionNode", "id": "verdict", "name": "verdict",
              "position": {"x": 0, "y": 0},
              "content": {"passThrough": False, "inputField": None, "outputPath": None,
                          "executionMode": "single",
                          "expressions": [{"id": f"x_{k}", "key": k, "value": v}
                                          for k, v in expressions]}},
             {"type": "outputNode", "id": "out", "name": "out", "position": {"x": 0, "y": 0}}]
    edges = [(a, b) for t in ("required", "offered", "barred") for a, b in (("in", t),
                                                                            (t, "verdict"))]
    edges.append(("verdict", "out"))
    return {"contentType": "application/vnd.gorules.decision", "nodes": nodes,
            "edges": [{"id": f"edge{i}", "type": "edge", "sourceId": a, "targetId": b}
                      for i, (a, b) in enumerate(edges)]}


def encode(norms, folder, guarded=False):
    name = "zen-guarded.json" if guarded else "zen.json"
    (folder / name).write_text(json.dumps(graph(norms, guarded)))
