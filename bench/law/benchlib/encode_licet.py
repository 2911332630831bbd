"""The norms as rules of Licet: a small rules folder in the form of docs/formats/rules.md."""

from benchlib.workload import COUNTRIES, ROLES, USES, day_text

VOCABULARY = """[question]
end_use = {{ type = "words", means = "use", unknown = "ask" }}
[activity]
export = {{ means = "export" }}
[kind]
commodity = {{ means = "commodity" }}
[role]
{roles}
[item]
eccn = {{ type = "code", means = "item code", unknown = "ask" }}
worth = {{ type = "decimal", means = "value", unknown = "ask" }}
[end_use]
{uses}
[documents]
certificate = {{ type = "bool", means = "certificate", unknown = "ask" }}
[party_flags]
military = {{ type = "bool", means = "military", unknown = "ask" }}
[reasons]
{reasons}
[exceptions]
EXC = {{ means = "exception" }}
[policies]
case_by_case = {{ means = "policy" }}
[verdicts]
NLR = {{ means = "verdict" }}
[regimes]
bench = {{ means = "regime" }}
"""

REGIME = """id = "bench"
issue_day = 2000-01-01
newest_rule_day = 2040-01-01
mandatory_lists = []
"""

# Tables that the loader wants to see; this workload needs none of their rows.
HEADERS = {
    "738-supp1/territories.csv": "iso2,name,row_iso2,from,until,cite",
    "738-supp1/aliases.csv": "name,iso2,kind",
    "738-supp1/chart_footnotes.csv": "footnote,destinations,reason,item_predicate,effect,cite",
    "740-supp1/groups.csv": "iso2,group,from,until,history,cite",
    "740-supp1/group_history.csv": "group,complete_from,cite",
    "destination_sets.csv": "set,members,cite",
    "sections.csv": "section,destination_rule,extra_conditions,cite",
    "federal_register.csv": "volume,first_page,last_page,published,effective,what,confidence",
    "774-supp1/controls.csv": "eccn,row,item_scope,reason,destination_rule,extra_conditions,"
                              "status,confidence,from,until,cite",
    "774-supp1/exception_flags.csv": "eccn,exception,item_scope,value,condition,cite",
    "774-supp1/sta_conditions.csv": "eccn,item_scope,bars_paragraph,destinations,unless,cite",
    "744-supp4/entity_requirements.csv": "string,scope,item_predicate,end_use_predicate,footnotes,"
                                         "status,predicate_from,footnotes_from,cite",
    "744-supp4/entity_policies.csv": "string,policy_code,carve_outs,status,cite",
}
CHART = ("iso2,country,CB1,CB2,CB3,NP1,NP2,NS1,NS2,MT1,RS1,RS2,FC1,CC1,CC2,CC3,AT1,AT2,footnotes,"
         "pointer,from,until,history,cite")
SCOPE = """# Scope

```toml
[[norm]]
id = "bench.scope"
kind = "scope"
title = "everything"
cite = ["15 CFR 700"]
confidence = "high"
effect = "in"
```
"""
FACT_OF = {"item": "item.eccn", "destination": "destination", "end_use": "end_use",
           "role": "party.role", "military": "party.military",
           "certificate": "documents.certificate"}
NORMS_A_FILE = 500


def vocabulary(norms):
    def words(names):
        return "\n".join(f'{name} = {{ means = "{name}", unknown = "ask" }}' for name in names)

    reasons = sorted({r for n in norms if n["kind"] != "bar" for r in n["to"]})
    return VOCABULARY.format(roles=words(ROLES), uses=words(USES),
                             reasons="\n".join(f'{r} = {{ means = "{r}" }}' for r in reasons))


def cells(norm):
    made = []
    for key, fact in FACT_OF.items():
        if isinstance(norm[key], list):
            made.append((fact, ", ".join(f'"{value}"' for value in norm[key])))
        elif norm[key] is not None:
            made.append((fact, str(norm[key]).lower()))
    if norm["above"] is not None:
        made.append(("item.worth", f"> {norm['above']}"))
    if norm["upto"] is not None:
        made.append(("item.worth", f"<= {norm['upto']}"))
    return "{ " + ", ".join(f"\"{fact}\" = '{cell}'" for fact, cell in made) + " }"


def targets(norm):
    if norm["kind"] == "requirement":
        return f'reason = "{norm["to"][0]}"\npolicy = "case_by_case"\n'
    prefix = "reason:" if norm["kind"] == "exception" else "bench."
    listed = ", ".join(f'"{prefix}{to}"' for to in norm["to"])
    if norm["kind"] == "exception":
        return f'authority = "exception:EXC"\novercomes = [{listed}]\n'
    return f"defeats = [{listed}]\n"


def block(norm):
    until = "" if norm["until"] is None else day_text(norm["until"])
    return (f'[[norm]]\nid = "bench.{norm["id"]}"\nkind = "{norm["kind"]}"\n'
            f'title = "{norm["id"]}"\ncite = ["15 CFR 700"]\nconfidence = "high"\n'
            f'in_force = "{day_text(norm["from"])}..{until}"\n'
            f'{targets(norm)}when = {cells(norm)}\n')


def encode(norms, folder):
    """Writes the rules folder."""
    regime = folder / "us-ear"
    for sub in {name.split("/")[0] for name in HEADERS if "/" in name} | {"norms"}:
        (regime / sub).mkdir(parents=True, exist_ok=True)
    (folder / "vocabulary.toml").write_text(vocabulary(norms))
    (regime / "regime.toml").write_text(REGIME)
    for name, header in HEADERS.items():
        (regime / name).write_text(header + "\n")
    rows = [f"{country},{country},{',' * 16},,,,,bench" for country in COUNTRIES]
    (regime / "738-supp1/chart.csv").write_text("\n".join([CHART] + rows) + "\n")
    (regime / "norms/scope.md").write_text(SCOPE)
    for start in range(0, len(norms), NORMS_A_FILE):
        text = "\n".join(block(norm) for norm in norms[start:start + NORMS_A_FILE])
        (regime / f"norms/{start // NORMS_A_FILE:03d}.md").write_text(
            f"# Norms\n\n```toml\n{text}```\n")
