"""The norms as a decision of GoRules ZEN: three decision tables, chained.

Requirements are collected first. The table of exceptions is then asked once for each reason that
stands, the table of bars once for each exception that may serve ("loop" mode), so that ZEN's table
index narrows both by reason and by exception. One flat pass over all three tables is twelve times
slower at 10,000 norms (at 100 it takes two thirds of the time).

`guarded` writes every cell so that a missing fact counts against the export: as if it held in
requirements and bars, as if it failed in exceptions.
"""

import json

FACTS = ("item", "destination", "end_use", "role", "value", "military", "certificate", "day")


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
    if column in ("day", "reason", "id") or norm["kind"] == "exception":
        return text
    if isinstance(norm.get(column), list):
        return f"$ == null or $ in [{text}]"
    operator = text if text[0] in "<>" else f"== {text}"
    return f"$ == null or $ {operator}"


def node(kind, name, content=None):
    made = {"type": kind, "id": name, "name": name, "position": {"x": 0, "y": 0}}
    if content is not None:
        made["content"] = content
    return made


def table(name, rows, outputs, guarded, hit, over=None):
    """`rows`: [(norm, {key column: value}, {output: value})]; `over`: the list to loop over."""
    keys = list(rows[0][1])
    used = keys + [c for c in FACTS if any(cell(norm, c) is not None for norm, _, _ in rows)]
    rules = []
    for norm, key, given in rows:
        row = {"_id": f"{norm['id']}-{len(rules)}"}
        row.update({f"i_{c}": f"'{value}'" for c, value in key.items()})
        for column in used[len(keys):]:
            text = cell(norm, column)
            row[f"i_{column}"] = "" if text is None else (
                guard(text, column, norm) if guarded else text)
        row.update({f"o_{field}": f"'{value}'" for field, value in given.items()})
        rules.append(row)
    return node("decisionTableNode", name, {
        "hitPolicy": hit, "passThrough": False, "inputField": over, "outputPath": name,
        "executionMode": "loop" if over else "single",
        "inputs": [{"id": f"i_{c}", "name": c, "field": c} for c in used],
        "outputs": [{"id": f"o_{f}", "name": f, "field": f} for f in outputs],
        "rules": rules})


def expressions(name, values):
    return node("expressionNode", name, {
        "passThrough": False, "inputField": None, "outputPath": None, "executionMode": "single",
        "expressions": [{"id": f"x_{k}", "key": k, "value": v} for k, v in values]})


def graph(norms, guarded=False):
    of_kind = {k: [n for n in norms if n["kind"] == k] for k in ("requirement", "exception", "bar")}
    facts = ", ".join(f"{fact}: {fact}" for fact in FACTS)
    nodes = [
        node("inputNode", "in"),
        table("required", [(n, {}, {"reason": n["to"][0]}) for n in of_kind["requirement"]],
              ["reason"], guarded, "collect"),
        expressions("standing", [("standing", f"map(required, {{reason: #.reason, {facts}}})")]),
        table("offered", [(n, {"reason": to}, {"reason": to, "id": n["id"]})
                          for n in of_kind["exception"] for to in n["to"]],
              ["reason", "id"], guarded, "collect", "standing"),
        expressions("candidates", [("served", "flatMap(offered, #)"),
                                   ("candidates", f"map($.served, {{id: #.id, {facts}}})")]),
        table("barred", [(n, {"id": to}, {"id": to}) for n in of_kind["bar"] for to in n["to"]],
              ["id"], guarded, "first", "candidates"),
        expressions("verdict", [
            ("bars", "map(filter(barred, # != null), #.id)"),
            ("overcome", "map(filter(served, not(#.id in $.bars)), #.reason)"),
            ("allow", "all(required, #.reason in $.overcome)")]),
        node("outputNode", "out")]
    edges = [("in", "required"), ("in", "standing"), ("required", "standing"),
             ("standing", "offered"), ("in", "candidates"), ("offered", "candidates"),
             ("candidates", "barred"), ("required", "verdict"), ("candidates", "verdict"),
             ("barred", "verdict"), ("verdict", "out")]
    return {"contentType": "application/vnd.gorules.decision", "nodes": nodes,
            "edges": [{"id": f"edge{i}", "type": "edge", "sourceId": a, "targetId": b}
                      for i, (a, b) in enumerate(edges)]}


def encode(norms, folder, guarded=False):
    name = "zen-guarded.json" if guarded else "zen.json"
    (folder / name).write_text(json.dumps(graph(norms, guarded)))
