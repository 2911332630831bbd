"""The norms as Cedar policies: everything is permitted but what the requirements of a reason
forbid, unless an exception from the reason serves that no bar defeats. Lists are groups of the
entity hierarchy. (One policy a requirement, its exceptions written out in each, took twice the time
and ten times the memory.)

`guarded` writes every test so that a missing fact counts against the export; an item that is not
known is the entity Item::"unknown".
"""

from benchlib.workload import WORD_FACTS

GROUP = {"item": "Items", "destination": "Places", "end_use": "Uses", "role": "Roles"}
MEMBER = {"item": "Item", "destination": "Place", "end_use": "Use", "role": "Role"}


def test(norm, fact):
    place = "resource" if fact == "item" else f"context.{fact}"
    if len(norm[fact]) == 1:
        return f'{place} == {MEMBER[fact]}::"{norm[fact][0]}"'
    return f'{place} in {GROUP[fact]}::"{norm["id"]}"'


def guard(fact, text, guarded, against):
    if not guarded:
        return text
    if fact == "item":
        known = 'resource != Item::"unknown"'
        return f'(resource == Item::"unknown" || {text})' if against else f"{known} && {text}"
    if against:
        return f"(!(context has {fact}) || {text})"
    return f"context has {fact} && {text}"


def conjunction(norm, guarded):
    against = norm["kind"] != "exception"
    parts = []
    for fact in WORD_FACTS:
        if norm[fact] is not None:
            parts.append(guard(fact, test(norm, fact), guarded, against))
    for fact in ("military", "certificate"):
        if norm[fact] is not None:
            text = f"context.{fact} == {str(norm[fact]).lower()}"
            parts.append(guard(fact, text, guarded, against))
    if norm["above"] is not None:
        parts.append(guard("value", f"context.value > {norm['above']}", guarded, against))
    if norm["upto"] is not None:
        parts.append(guard("value", f"context.value <= {norm['upto']}", guarded, against))
    parts.append(f"context.day >= {norm['from']}")
    if norm["until"] is not None:
        parts.append(f"context.day <= {norm['until']}")
    return " && ".join(parts)


class Encoder:
    def __init__(self, norms, guarded):
        self.norms, self.guarded = norms, guarded
        self.by_reason, self.bars = {}, {}
        for norm in norms:
            if norm["kind"] == "exception":
                for to in norm["to"]:
                    self.by_reason.setdefault(to, []).append(norm)
            if norm["kind"] == "bar":
                for to in norm["to"]:
                    self.bars.setdefault(to, []).append(norm)

    def excepted(self, reason):
        """What holds when an exception from the reason serves; "" if there is none."""
        served = []
        for norm in self.by_reason.get(reason, []):
            text = conjunction(norm, self.guarded)
            bars = [f"({conjunction(bar, self.guarded)})" for bar in self.bars.get(norm["id"], [])]
            if bars:
                text += f" && !({' || '.join(bars)})"
            served.append(f"({text})")
        return " ||\n  ".join(served)

    def policies(self):
        reasons = {}
        for norm in self.norms:
            if norm["kind"] == "requirement":
                reasons.setdefault(norm["to"][0], []).append(conjunction(norm, self.guarded))
        for reason, tests in reasons.items():
            when = " ||\n  ".join(f"({text})" for text in tests)
            unless = self.excepted(reason)
            tail = f" unless {{\n  {unless}\n}}" if unless else ""
            yield (f'@id("{reason}")\nforbid(principal, action, resource)\n'
                   f"when {{\n  {when}\n}}{tail};\n")


def entities(norms):
    """{(fact, member): ids of the norms whose list names it}."""
    groups = {}
    for norm in norms:
        for fact in WORD_FACTS:
            if norm[fact] is not None and len(norm[fact]) > 1:
                for member in norm[fact]:
                    groups.setdefault((fact, member), []).append(norm["id"])
    return groups


def encode(norms, folder, guarded=False):
    name = "cedar-guarded.cedar" if guarded else "cedar.cedar"
    with open(folder / name, "w") as out:
        out.write('@id("base")\npermit(principal, action, resource);\n')
        for policy in Encoder(norms, guarded).policies():
            out.write(policy)
    with open(folder / "cedar-entities.tsv", "w") as out:
        for (fact, member), ids in entities(norms).items():
            out.write(f"{MEMBER[fact]}\t{member}\t{GROUP[fact]}\t{','.join(ids)}\n")
