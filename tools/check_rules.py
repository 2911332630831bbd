#!/usr/bin/env python3
"""Checks the folder rules/ against docs/formats/rules.md: forms, words, spans, targets, tables. Standard library only (3.11).

  check_rules.py [RULES] [--list FILE ...]   FILE: a screening list as CSV; reports Entity List strings without a row
"""
import argparse
import csv
import datetime
import gzip
import pathlib
import re
import sys
import tomllib

PROBLEMS = []
KINDS = "scope prohibition requirement exception bar carve_out general_authorisation licence duty".split()
COMMON = """id kind title cite confidence in_force applicable_from published stayed contingent_from history reads when when_any
unless note trap basis instruments see text_as_of referrals rests_on""".split()
PER_KIND = {
    "scope": ["effect"], "prohibition": ["reason"], "requirement": ["reason", "policy", "untranslatable"],
    "exception": ["authority", "overcomes", "require", "conditions"],
    "general_authorisation": ["authority", "overcomes", "require", "conditions"],
    "licence": ["authority", "overcomes", "require", "conditions"],
    "bar": ["defeats", "spares"], "carve_out": ["defeats"], "duty": ["conditions", "hold", "for_verdicts", "require"],
}
QUESTION = {"activity": "activity", "from": "place", "destination": "place", "end_use": "end_use", "knowledge": "knowledge",
            "red_flags": "red_flags", "regime": "regimes"}
LISTING = {"list": "lists", "requirement": "scopes", "covers_item": "bool", "footnotes": "footnotes", "programmes": "programmes",
           "exceptions": "exceptions",
           "instrument": None, "policy": "policies", "match": None}
LICENCE = {"covers_line": "bool", "status": "licence_status"}
# Derived from the control list (src/law/flags.cc), never asked.
FLAGS = set("""flag.ACE flag.ACM flag.AIA flag.APP flag.ENC flag.GBS flag.HBM flag.IEC flag.LPP flag.LVS flag.TSR sta.c1_barred
sta.c2_barred control.600_series control.9x515 control.0x5zz""".split()) | {
    "control." + reason for reason in "AT CB CC CW EI FC MT NP NS RS SI SL SS".split()}
COLUMNS = "CB1 CB2 CB3 NP1 NP2 NS1 NS2 MT1 RS1 RS2 FC1 CC1 CC2 CC3 AT1 AT2".split()
GROUPS = set("A:1 A:2 A:3 A:4 A:5 A:6 B D:1 D:2 D:3 D:4 D:5 E:1 E:2".split())
ECCN = re.compile(r"EAR99|\d[A-E](\d|\d{3}(\.[a-z0-9]+(\.[a-z0-9]+)*)?)?")
# What a fact of type word may be.
WORDS = {"kind": "kind", "supports": "stages", "for_eccn_reason": "families", "controlled_reason": "families",
         "other_agency_exclusive": "agencies", "enc_paragraph": "enc_paragraphs", "machine_function": "machine_functions",
         "transport": "transports", "contains_cwc_schedule": "cwc_schedules", "ccl_part": "ccl_parts",
         "ofac_general_licence": "ofac_general_licences", "listed_footnote": "footnotes", "role": "role"}
READ = set()  # (section, word) that some rule reads


def bad(where, what):
    PROBLEMS.append(f"{where}: {what}")


def is_day(text):
    try:
        datetime.date.fromisoformat(text)
        return len(text) == 10
    except ValueError:
        return False


def check_day(where, text, empty=True):
    if not (empty and text == "") and not is_day(text):
        bad(where, f"`{text}` is not a day")


def check_span(where, span):
    first, dots, last = span.partition("..")
    if not dots:
        return bad(where, f"`{span}` is not a span")
    check_day(where, first)
    check_day(where, last)
    if first and last and first > last:
        bad(where, f"`{span}` ends before it begins")


class Rules:
    def __init__(self, root):
        self.root = root
        self.voc = tomllib.loads((root / "vocabulary.toml").read_text("utf-8"))
        self.voc.pop("version", None)
        self.norms, self.home = {}, {}
        self.sets, self.places, self.reasons = set(), set(), set()

    def fact_type(self, where, name):
        """Type of a fact of a cell: a section of words, `place`, `bool`, `day`, `decimal`, `eccn`, `text`."""
        prefix, dot, rest = name.partition(".")
        if not dot:
            if name in QUESTION:
                return QUESTION[name]
        elif prefix == "item":
            if rest == "eccn" or rest in ("for_eccn", "meets_eccn", "ultimately_for_eccn", "for_meets_eccn"):
                READ.add(("item", rest))
                return "eccn"
            for section in ("item", "parameters"):
                if rest in self.voc[section]:
                    READ.add((section, rest))
                    kind = self.voc[section][rest].get("type", "decimal")
                    return WORDS.get(rest, kind)
        elif prefix in ("documents", "dates"):
            if rest in self.voc[prefix]:
                READ.add((prefix, rest))
                return self.voc[prefix][rest]["type"]
        elif prefix in ("party", "exporter"):
            fixed = {"role": "role", "country": "place", "name": "text"}
            if rest in fixed and (prefix == "party" or rest != "role"):
                return fixed[rest]
            if rest in self.voc["party_flags"]:
                READ.add(("party_flags", rest))
                return self.voc["party_flags"][rest]["type"]
        elif prefix == "listing" and rest in LISTING:
            return LISTING[rest] or "text"
        elif prefix == "licence" and rest in LICENCE:
            return LICENCE[rest]
        if name in FLAGS:
            return "bool"
        if name == "total.value":
            return "decimal"
        if prefix == "age" and rest in self.voc["dates"]:
            READ.add(("dates", rest))
            return "decimal"
        bad(where, f"unknown fact `{name}`")
        return "text"

    def check_literal(self, where, name, kind, text, quoted):
        if kind == "bool":
            if quoted or text not in ("true", "false"):
                bad(where, f"`{name}` is yes or no, not `{text}`")
        elif kind == "day":
            if quoted or not is_day(text):
                bad(where, f"`{name}` is a day, not `{text}`")
        elif kind == "decimal":
            if quoted or not re.fullmatch(r"-?\d+(\.\d+)?", text):
                bad(where, f"`{name}` is a number, not `{text}`")
        elif not quoted:
            bad(where, f"`{text}` needs quotes")
        elif kind == "eccn":
            if not ECCN.fullmatch(text):
                bad(where, f"`{text}` is no classification")
            elif text != "EAR99" and len(text) > 3 and text[:5] not in self.entries:
                bad(where, f"`{text}` is no entry of controls.csv")
        elif kind in ("place", "country", "countries"):
            if text not in self.places:
                bad(where, f"`{text}` is no place of the tables")
        elif kind in self.voc:
            if text not in self.voc[kind]:
                bad(where, f"`{text}` is no word of [{kind}]")
            READ.add((kind, text))

    def check_cell(self, where, name, cell):
        kind = self.fact_type(where, name)
        if not isinstance(cell, str):
            return bad(where, f"the cell of `{name}` is not a string")
        if cell == "-":
            return
        tokens = re.findall(r'"[^"]*"|\d{4}-\d\d-\d\d|not\(|in group|in set|\.\.|<=|>=|[<>,()\[\]]|-?\d+(?:\.\d+)?|[A-Za-z_][\w:]*|\S', cell)
        self.tokens, self.at = tokens, 0
        try:
            self.alts(where, name, kind)
            if self.at != len(tokens):
                raise ValueError(tokens[self.at])
        except (ValueError, IndexError) as error:
            bad(where, f"cannot read the cell `{cell}` of `{name}` ({error})")

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self):
        self.at += 1
        return self.tokens[self.at - 1]

    def alts(self, where, name, kind):
        self.alt(where, name, kind)
        while self.peek() in (",", "or"):
            self.take()
            self.alt(where, name, kind)

    def alt(self, where, name, kind):
        token = self.take()
        if token == "not(":
            self.alts(where, name, kind)
            if self.take() != ")":
                raise ValueError("`)` is missing")
        elif token == "in group":
            if kind not in ("place", "country", "countries"):
                bad(where, f"`{name}` is no country")
            group = self.take()
            if group not in GROUPS:
                bad(where, f"unknown group `{group}`")
        elif token == "in set":
            if kind not in ("place", "country", "countries"):
                bad(where, f"`{name}` is no country")
            group = self.take()
            if group not in self.sets:
                bad(where, f"unknown set `{group}`")
        elif token in ("<", "<=", ">", ">="):
            if kind not in ("day", "decimal"):
                bad(where, f"`{name}` has no order")
            self.check_literal(where, name, kind, self.take(), False)
        elif token in ("[", "("):
            self.check_literal(where, name, kind, self.take(), False)
            if self.take() != "..":
                raise ValueError("`..` is missing")
            self.check_literal(where, name, kind, self.take(), False)
            if self.take() not in ("]", ")"):
                raise ValueError("the interval is open")
        else:
            quoted = token.startswith('"')
            self.check_literal(where, name, kind, token.strip('"'), quoted)

    def check_cells(self, where, cells):
        if not isinstance(cells, dict) or not cells:
            return bad(where, "cells are missing")
        for name, cell in cells.items():
            self.check_cell(where, name, cell)

    # ---- tables

    def table(self, name, columns):
        path = self.root / "us-ear" / name
        rows = []
        with path.open(encoding="utf-8", newline="") as handle:
            reader = csv.reader(handle)
            head = next(reader)
            if "" in head or len(set(head)) != len(head):
                bad(name, "a column has no name, or two have the same")
            for column in columns.split(","):
                if column not in head:
                    bad(name, f"column `{column}` is missing")
            for line, row in enumerate(reader, 2):
                if len(row) != len(head):
                    bad(f"{name}:{line}", f"{len(row)} cells, {len(head)} columns")
                    continue
                rows.append((f"{name}:{line}", dict(zip(head, row))))
        for where, row in rows:
            for column in ("from", "until", "predicate_from", "footnotes_from", "complete_from", "published", "effective"):
                if column in row:
                    check_day(where, row[column])
            if row.get("from") and row.get("until") and row["from"] > row["until"]:
                bad(where, "ends before it begins")
            if row.get("history", "") not in ("", "unverified"):
                bad(where, f"history `{row['history']}`")
            if "confidence" in row and row["confidence"] not in ("high", "medium", "low"):
                bad(where, f"confidence `{row['confidence']}`")
            if "cite" in row and not row["cite"]:
                bad(where, "no citation")
        return rows

    def check_expr(self, where, text):
        tokens = re.findall(r"\d{4,}-\d\d-\d\d|[\w.:+/-]+|<=|>=|!=|[=<>,()\[\]]|\S", text)
        pos = 0

        def peek():
            return tokens[pos] if pos < len(tokens) else None

        def take():
            nonlocal pos
            pos += 1
            return tokens[pos - 1]

        def expr():
            term()
            while peek() == "or":
                take()
                term()

        def term():
            factor()
            while peek() == "and":
                take()
                factor()

        def factor():
            token = take()
            if token == "not":
                if take() != "(":
                    raise ValueError("not without (")
                expr()
                if take() != ")":
                    raise ValueError(") is missing")
            elif token == "(":
                expr()
                if take() != ")":
                    raise ValueError(") is missing")
            else:
                name = token
                kind = self.expr_fact(where, name)
                op = take()
                if op == "in":
                    bracket = take()
                    if bracket == "(":
                        while True:
                            self.expr_value(where, name, kind, take())
                            sep = take()
                            if sep == ")":
                                break
                            if sep != ",":
                                raise ValueError(sep)
                    elif bracket == "[":
                        interval = take()
                        if ".." not in interval:
                            raise ValueError(interval)
                        if take() != "]":
                            raise ValueError("] is missing")
                    else:
                        raise ValueError(bracket)
                elif op in ("=", "!=", "<", "<=", ">", ">="):
                    self.expr_value(where, name, kind, take())
                else:
                    raise ValueError(op)

        try:
            expr()
            if pos != len(tokens):
                raise ValueError(tokens[pos])
        except (ValueError, IndexError) as error:
            bad(where, f"cannot read `{text}` ({error})")

    def expr_fact(self, where, name):
        if "." in name:
            return self.fact_type(where, name)
        if name in ("para",):
            READ.add(("item", name))
            return "para"
        if name in self.voc["item"] or name in self.voc["parameters"]:
            return self.fact_type(where, "item." + name)
        if name in QUESTION:
            return QUESTION[name]
        bad(where, f"unknown fact `{name}`")
        return "text"

    def expr_value(self, where, name, kind, text):
        if kind == "bool" and text not in ("true", "false"):
            bad(where, f"`{name}` is yes or no, not `{text}`")
        elif kind == "decimal" and not re.fullmatch(r"-?\d+(\.\d+)?", text):
            bad(where, f"`{name}` is a number, not `{text}`")
        elif kind == "eccn":
            first = text.partition("..")[0]
            if not ECCN.fullmatch(first):
                bad(where, f"`{text}` is no classification")
        elif kind in ("place", "country", "countries"):
            if text not in self.places and text not in GROUPS and text.removeprefix("set:") not in self.sets:
                bad(where, f"`{text}` is no place")
        elif kind in self.voc:
            if text not in self.voc[kind]:
                bad(where, f"`{text}` is no word of [{kind}] (fact `{name}`)")
            READ.add((kind, text))

    def check_destinations(self, where, rule):
        if rule in ("worldwide", "none"):
            return
        head, colon, rest = rule.partition(":")
        if head == "chart" and rest in COLUMNS:
            return
        if head == "section":
            if rest not in self.sections:
                bad(where, f"`{rest}` is not in sections.csv")
            return
        if head not in ("all_except", "in") or not rest:
            return bad(where, f"destination rule `{rule}`")
        for place in re.sub(r"[()]", "", rest.replace(" except ", ",")).split(","):
            if place not in self.places and place not in GROUPS and place.removeprefix("set:") not in self.sets:
                bad(where, f"`{place}` is no place")

    def tables(self):
        chart = self.table("738-supp1/chart.csv", "iso2,country," + ",".join(COLUMNS) + ",footnotes,pointer,from,until,history,cite")
        feet = self.table("738-supp1/chart_footnotes.csv", "footnote,destinations,regions,reason,item_predicate,effect,cite")
        lands = self.table("738-supp1/territories.csv", "iso2,name,row_iso2,from,until,confidence,cite")
        names = self.table("738-supp1/aliases.csv", "name,iso2,kind")
        groups = self.table("740-supp1/groups.csv", "iso2,group,from,until,history,cite")
        known = self.table("740-supp1/group_history.csv", "group,complete_from,confidence,cite")
        controls = self.table("774-supp1/controls.csv", "eccn,row,item_scope,reason,destination_rule,extra_conditions,status,confidence,from,until,cite")
        flags = self.table("774-supp1/exception_flags.csv", "eccn,exception,item_scope,value,condition,cite")
        sets = self.table("destination_sets.csv", "set,members,cite,confidence")
        sections = self.table("sections.csv", "section,destination_rule,extra_conditions,cite")
        wants = self.table("744-supp4/entity_requirements.csv", "string,scope,item_predicate,end_use_predicate,exceptions_allowed,footnotes,reach,status,confidence,predicate_from,footnotes_from,cite")
        policies = self.table("744-supp4/entity_policies.csv", "string,policy_code,carve_outs,second_policy,pointers,status,confidence,cite")
        rules = self.table("federal_register.csv", "volume,first_page,last_page,published,effective,what,confidence")
        self.places = {r["iso2"] for _, r in chart} | {r["iso2"] for _, r in lands}
        self.sets = {r["set"] for _, r in sets}
        self.sections = {r["section"] for _, r in sections}
        self.entries = {r["eccn"] for _, r in controls}
        spans = {}
        for where, row in chart:
            for column in COLUMNS:
                if row[column] not in ("", "X", "?"):
                    bad(where, f"mark `{row[column]}`")
            spans.setdefault(row["iso2"], []).append((row["from"] or "0000", row["until"] or "9999"))
        for place, found in spans.items():
            found.sort()
            for one, two in zip(found, found[1:]):
                if one[1] >= two[0]:
                    bad("738-supp1/chart.csv", f"two rows of {place} overlap")
        for where, row in lands:
            if row["row_iso2"] and row["row_iso2"] not in spans:
                bad(where, f"`{row['row_iso2']}` has no row in the chart")
            if row["iso2"] in spans and not row["from"]:
                bad(where, f"{row['iso2']} has a row of its own")
        for where, row in names:
            codes = row["iso2"].split() if row["kind"] == "ambiguous" else [row["iso2"]]
            for code in codes:
                if code not in self.places:
                    bad(where, f"`{code}` is no place")
        for where, row in feet:
            for place in row["destinations"].split():
                if place not in self.places:
                    bad(where, f"`{place}` is no place")
            if row["effect"] == "adds_requirement":
                self.reasons.add(row["reason"])
                self.check_expr(where, row["item_predicate"])
        for where, row in groups:
            if row["group"] not in GROUPS or row["iso2"] not in self.places:
                bad(where, f"{row['iso2']} in {row['group']}")
        for where, row in known:
            if row["group"] not in GROUPS:
                bad(where, f"unknown group `{row['group']}`")
        for where, row in sets:
            for place in row["members"].split():
                if place not in self.places:
                    bad(where, f"`{place}` is no place")
        for where, row in sections:
            self.check_destinations(where, row["destination_rule"])
            if row["extra_conditions"]:
                self.check_expr(where, row["extra_conditions"])
        seen = set()
        for where, row in controls:
            if not ECCN.fullmatch(row["eccn"]):
                bad(where, f"`{row['eccn']}` is no entry")
            if (row["eccn"], row["row"]) in seen:
                bad(where, f"{row['eccn']} row {row['row']} stands twice")
            seen.add((row["eccn"], row["row"]))
            self.reasons.add(row["reason"])
            if row["reason"] not in self.voc["reasons"]:
                bad(where, f"`{row['reason']}` is no word of [reasons]")
            if row["status"] not in ("plain", "structured", "refer"):
                bad(where, f"status `{row['status']}`")
            if row.get("law_status") and row["law_status"] not in self.voc["law_statuses"]:
                bad(where, f"`{row['law_status']}` is no word of [law_statuses]")
            self.check_destinations(where, row["destination_rule"])
            self.scope(where, row["item_scope"])
            if row["extra_conditions"]:
                self.check_expr(where, row["extra_conditions"])
        for where, row in flags:
            if row["eccn"] not in self.entries:
                bad(where, f"`{row['eccn']}` is no entry of controls.csv")
            if row["exception"] not in self.voc["exceptions"]:
                bad(where, f"`{row['exception']}` is no word of [exceptions]")
            self.scope(where, row["item_scope"])
            if row["condition"]:
                self.check_expr(where, row["condition"])
        for where, row in wants:
            if row["scope"] not in self.voc["scopes"]:
                bad(where, f"`{row['scope']}` is no word of [scopes]")
            for column in ("item_predicate", "end_use_predicate"):
                if row[column]:
                    self.check_expr(where, row[column])
            for foot in row["footnotes"].split(","):
                if foot.strip() and foot.strip() not in self.voc["footnotes"]:
                    bad(where, f"footnote `{foot}`")
        for where, row in policies:
            for word in [row["policy_code"], row["second_policy"]] + row["pointers"].split(","):
                if word.strip() and word.strip() not in self.voc["policies"]:
                    bad(where, f"`{word}` is no word of [policies]")
            for part in row["carve_outs"].split(";"):
                if part.strip():
                    test, arrow, word = part.rpartition("->")
                    if word.strip() not in self.voc["policies"]:
                        bad(where, f"`{word}` is no word of [policies]")
                    self.check_expr(where, test)
        for rows in (wants, policies):
            strings = [r["string"] for _, r in rows]
            if len(set(strings)) != len(strings):
                bad("744-supp4", "a string stands twice")
        last = None
        for where, row in rules:
            if int(row["published"][:4]) != int(row["volume"]) + 1935:
                bad(where, "volume and year of publication do not fit")
            if int(row["first_page"]) > int(row["last_page"]):
                bad(where, "pages run backwards")
            here = (int(row["volume"]), int(row["first_page"]))
            if last and last >= here:
                bad(where, "not in order")
            last = here
        self.wants = {r["string"] for _, r in wants}
        self.policy_strings = {r["string"] for _, r in policies}
        return {"chart": len(chart), "footnotes": len(feet), "territories": len(lands), "aliases": len(names), "groups": len(groups),
                "controls": len(controls), "exception flags": len(flags), "sets": len(sets), "sections": len(sections),
                "requirement strings": len(wants), "policy strings": len(policies), "rules of the register": len(rules)}

    def scope(self, where, text):
        if text == "entire":
            return
        head, colon, rest = text.partition(":")
        if head == "predicate":
            self.check_expr(where, rest)
        elif head in ("include", "exclude"):
            for para in rest.split(","):
                if not re.fullmatch(r"[a-z0-9]+(\.[a-z0-9]+)*", para.strip()):
                    bad(where, f"paragraph `{para}`")
        else:
            bad(where, f"item scope `{text}`")

    # ---- norms

    def read_norms(self):
        blocks = 0
        for path in sorted((self.root / "us-ear").rglob("*.md")):
            text = path.read_text("utf-8")
            inside, start, lines = False, 0, []
            for number, line in enumerate(text.split("\n"), 1):
                if not inside and line == "```toml":
                    inside, start, lines = True, number, []
                elif inside and line == "```":
                    inside = False
                    blocks += 1
                    where = f"{path.relative_to(self.root)}:{start}"
                    try:
                        block = tomllib.loads("\n".join(lines))
                    except tomllib.TOMLDecodeError as error:
                        bad(where, str(error))
                        continue
                    if set(block) != {"norm"}:
                        bad(where, "a block holds [[norm]] only")
                    for norm in block.get("norm", []):
                        name = norm.get("id", "?")
                        if name in self.norms:
                            bad(where, f"{name} stands twice")
                        self.norms[name] = norm
                        self.home[name] = f"{where} {name}"
                elif inside:
                    lines.append(line)
            if inside:
                bad(path.name, "a block is not closed")

    def check_norm(self, name, norm):
        where = self.home[name]
        kind = norm.get("kind")
        if kind not in KINDS:
            return bad(where, f"kind `{kind}`")
        if not re.fullmatch(r"us\.ear\.[a-z0-9_.]+", name):
            bad(where, "the id has another form")
        for key in norm:
            if key not in COMMON and key not in PER_KIND[kind]:
                bad(where, f"`{key}` has no place in a {kind}")
        for key in ("title", "cite", "confidence"):
            if key not in norm:
                bad(where, f"`{key}` is missing")
        if not norm.get("cite") or not all(isinstance(c, str) and c for c in norm["cite"]):
            bad(where, "no citation")
        if norm.get("confidence") not in ("high", "medium", "low"):
            bad(where, "confidence")
        if "in_force" in norm:
            check_span(where, norm["in_force"])
        stays = norm.get("stayed", [])
        for span in [stays] if isinstance(stays, str) else stays:
            check_span(where, span)
        for key in ("applicable_from", "published", "contingent_from"):
            if key in norm:
                check_day(where, norm[key], empty=False)
        if norm.get("history", "unverified") != "unverified":
            bad(where, "history")
        if "reads" in norm and self.fact_type(where, norm["reads"]) != "day":
            bad(where, "`reads` names no day")
        for key in ("when", "unless"):
            if key in norm:
                self.check_cells(where, norm[key])
        for cells in norm.get("when_any", []):
            self.check_cells(where, cells)
        for item in norm.get("require", []):
            if set(item) - {"fact", "test", "cite", "condition"} or "fact" not in item or "test" not in item:
                bad(where, "a `require` has another form")
            self.check_cell(where, item["fact"], item["test"])
            if item.get("condition") and item["condition"] not in self.voc["conditions"]:
                bad(where, f"`{item['condition']}` is no word of [conditions]")
        for key, section in (("conditions", "conditions"), ("referrals", "referrals"), ("for_verdicts", "verdicts")):
            for word in norm.get(key, []):
                if word not in self.voc[section]:
                    bad(where, f"`{word}` is no word of [{section}]")
        if kind in ("prohibition", "requirement"):
            if norm.get("reason") not in self.voc["reasons"]:
                bad(where, f"`{norm.get('reason')}` is no word of [reasons]")
        if kind == "scope" and norm.get("effect") not in ("in", "out", "refer"):
            bad(where, "effect")
        if kind in ("bar", "carve_out") and not norm.get("defeats"):
            bad(where, "defeats nothing")
        if kind == "duty" and not (norm.get("conditions") or norm.get("require")):
            bad(where, "a duty without a duty")
        if kind == "requirement" and not norm.get("untranslatable") and "policy" not in norm:
            bad(where, "no policy")
        policy = norm.get("policy", [])
        for part in [policy] if isinstance(policy, str) else policy:
            if isinstance(part, dict):
                self.check_cells(where, part.get("when"))
                part = part.get("policy")
            if part not in self.voc["policies"]:
                bad(where, f"`{part}` is no word of [policies]")
        authority = norm.get("authority")
        if authority:
            plain = authority.removeprefix("exception:")
            if not (authority in self.voc["authorities"] or authority.startswith("exception:") and plain in self.voc["exceptions"]):
                bad(where, f"`{authority}` is no word of [authorities]")
        elif kind in ("exception", "licence"):
            bad(where, "no authority")

    def targets(self, where, target, of):
        """Norms (by id) that a target points at; reasons that only tables carry count as a hit."""
        if target.startswith("reason:"):
            word = target[7:]
            hits = {n for n, norm in self.norms.items() if norm["kind"] == "requirement" and word in ("*", norm.get("reason"))}
            if not hits and word not in self.reasons:
                bad(where, f"`{target}` points at nothing")
        elif target.startswith("authority:"):
            word = target[10:]
            hits = {n for n, norm in self.norms.items() if norm.get("authority")
                    and (norm["authority"] == word or word.endswith("*") and norm["authority"].startswith(word[:-1]))}
            if not hits:
                bad(where, f"`{target}` points at nothing")
        elif target == "part:742":  # rows of the control list, by the citation of their reason
            hits = set()
        elif target.endswith(".*"):
            hits = {n for n in self.norms if n.startswith(target[:-1])}
            if not hits and target != "us.ear.774.*":  # the rows of controls.csv
                bad(where, f"`{target}` points at nothing")
        else:
            hits = {target} & set(self.norms)
            if not hits:
                bad(where, f"`{target}` points at nothing")
        if of == "overcomes":
            for hit in hits:
                if self.norms[hit]["kind"] not in ("requirement",):
                    bad(where, f"`{hit}` is not a requirement")
        return hits

    def graph(self):
        edges = {}
        for name, norm in self.norms.items():
            for key in ("defeats", "spares", "overcomes", "rests_on"):
                for target in norm.get(key, []):
                    hits = self.targets(self.home[name], target, key)
                    if key == "spares":
                        edges.setdefault(name, set()).difference_update(hits)
                    if key == "defeats":
                        edges.setdefault(name, set()).update(hits)
        state = {}

        def walk(node):
            state[node] = 1
            for other in edges.get(node, ()):
                if state.get(other) == 1:
                    bad(self.home[node], f"defeats in a circle with {other}")
                elif other not in state:
                    walk(other)
            state[node] = 2

        for node in edges:
            if node not in state:
                walk(node)

    def adverse(self):
        for section, words in self.voc.items():
            for word, keys in words.items():
                if keys.get("adverse") and (section, word) not in READ:
                    bad("vocabulary.toml", f"[{section}] {word} is adverse and no rule reads it")

    def vocabulary(self):
        for section in ("question", "activity", "role", "kind", "item", "end_use", "knowledge", "red_flags", "documents", "party_flags", "dates"):
            for word, keys in self.voc[section].items():
                for key in ("type", "means", "cite", "ask", "who", "unknown"):
                    if not keys.get(key):
                        bad("vocabulary.toml", f"[{section}] {word} has no `{key}`")
                if keys.get("unknown") not in ("ask", "assume"):
                    bad("vocabulary.toml", f"[{section}] {word} unknown")
        for section, words in self.voc.items():
            for word, keys in words.items():
                if not keys.get("means") and section != "parameters":
                    bad("vocabulary.toml", f"[{section}] {word} has no meaning")


def normal(text):
    text = re.sub(r"\s+", " ", (text or "").replace("\u00a0", " ")).strip()
    return re.sub(r" ?(§+) ?", r" \1 ", text).strip()


def check_list(rules, path):
    opened = gzip.open(path, "rt", encoding="utf-8") if str(path).endswith(".gz") else open(path, encoding="utf-8")
    with opened as handle:
        rows = [r for r in csv.DictReader(handle) if r["source"].startswith("Entity List")]
    for column, known in (("license_requirement", rules.wants), ("license_policy", rules.policy_strings)):
        found = {}
        for row in rows:
            found[normal(row[column])] = found.get(normal(row[column]), 0) + 1
        missing = {s: n for s, n in found.items() if s not in known}
        print(f"{pathlib.Path(path).name} {column}: {len(rows)} rows, {len(found)} strings, {len(missing)} without a row")
        for string, count in missing.items():
            print(f"  {count} x {string[:160]}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("rules", nargs="?", default=str(pathlib.Path(__file__).resolve().parent.parent / "rules"))
    parser.add_argument("--list", action="append", default=[])
    options = parser.parse_args()
    rules = Rules(pathlib.Path(options.rules))
    rules.vocabulary()
    counts = rules.tables()
    rules.read_norms()
    for name, norm in rules.norms.items():
        rules.check_norm(name, norm)
    rules.graph()
    rules.adverse()
    for path in options.list:
        check_list(rules, path)
    for problem in PROBLEMS:
        print(problem)
    kinds = {}
    for norm in rules.norms.values():
        kinds[norm["kind"]] = kinds.get(norm["kind"], 0) + 1
    print(f"{len(rules.norms)} norms: " + ", ".join(f"{n} {k}" for k, n in sorted(kinds.items())))
    print("tables: " + ", ".join(f"{n} {k}" for k, n in counts.items()))
    print(f"{len(PROBLEMS)} problems")
    return 1 if PROBLEMS else 0


if __name__ == "__main__":
    sys.exit(main())
