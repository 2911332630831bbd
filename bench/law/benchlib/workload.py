"""The synthetic workload: norms in the style of export control and questions about them, seeded.

A norm is a dict: kind ("requirement", "exception", "bar"), id, `to` (reasons of a requirement or
overcome by an exception; ids of the exceptions that a bar defeats), its conditions, and the days
`from` .. `until` in which it counts, both inclusive. Days are numbers since 1970-01-01; `until` is
None where it is open. README.md says what the norms mean together.
"""

import datetime
import random

WORD_FACTS = ("item", "destination", "end_use", "role")
FACTS = WORD_FACTS + ("value", "military", "certificate")
CONDITIONS = WORD_FACTS + ("above", "upto", "military", "certificate")

COUNTRIES = """AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ
CA CD CF CG CH CI CL CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB
GD GE GH GM GN GQ GR GT GW GY HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR
KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MO MR MT MU MV MW MX MY MZ NA
NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM
SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VN VU WS YE
ZA ZM ZW""".split()
USES = ["use_%02d" % n for n in range(24)]
ROLES = ["purchaser", "intermediate_consignee", "ultimate_consignee", "end_user",
         "freight_forwarder", "recipient", "distributor", "other_party"]
LIMITS = [500, 1000, 1500, 2500, 3000, 5000, 10000, 25000, 50000, 100000]
EPOCH = datetime.date(1970, 1, 1)


def day_number(text):
    return (datetime.date.fromisoformat(text) - EPOCH).days


def day_text(number):
    return (EPOCH + datetime.timedelta(days=number)).isoformat()


FIRST_FROM, LAST_FROM = day_number("2012-01-01"), day_number("2025-12-31")
FIRST_ASKED, LAST_ASKED = day_number("2019-01-01"), day_number("2026-12-31")


class Dice:
    """Only random() is used: its sequence for a seed is the same in every Python 3."""

    def __init__(self, seed):
        self._random = random.Random(seed).random

    def below(self, n):
        return int(self._random() * n)

    def chance(self, percent):
        return self._random() * 100 < percent

    def pick(self, values):
        return values[self.below(len(values))]

    def some(self, values, least, most):
        """Between least and most different values, in the order of `values`."""
        wanted = min(len(values), least + self.below(most - least + 1))
        taken = set()
        while len(taken) < wanted:
            taken.add(self.below(len(values)))
        return [values[i] for i in sorted(taken)]


def codes_of(size):
    """Item codes ("3A001"): as many as keep the number of norms about one item alike."""
    wanted = max(40, size // 5)
    return ["%d%s%03d" % (n // 5 % 10, "ABCDE"[n % 5], n // 50) for n in range(wanted)]


class Maker:
    def __init__(self, size, seed):
        self.dice = Dice(seed * 1000003 + size)
        self.size = size
        self.codes = codes_of(size)
        self.reasons = ["reason_%04d" % n for n in range(max(6, size // 40))]
        self.norms = []

    def norm(self, kind, to, **conditions):
        ids = {"requirement": "r", "exception": "e", "bar": "b"}
        start = FIRST_FROM + self.dice.below(LAST_FROM - FIRST_FROM)
        until = start + 200 + self.dice.below(3000) if self.dice.chance(30) else None
        made = dict.fromkeys(CONDITIONS)
        made.update(conditions, kind=kind, id=f"{ids[kind]}{len(self.norms)}", to=to,
                    until=until)
        made["from"] = start
        self.norms.append(made)
        return made

    def requirement(self):
        dice, reason = self.dice, [self.dice.pick(self.reasons)]
        if dice.chance(10):  # whatever the item: an end use or user in few places
            return self.norm("requirement", reason,
                             destination=dice.some(COUNTRIES, 1, 6), end_use=dice.some(USES, 1, 2),
                             role=dice.some(ROLES, 1, 2) if dice.chance(50) else None,
                             military=True if dice.chance(30) else None)
        return self.norm("requirement", reason, item=dice.some(self.codes, 1, 4),
                         destination=dice.some(COUNTRIES, 1, 40) if dice.chance(70) else None,
                         end_use=dice.some(USES, 1, 4) if dice.chance(20) else None,
                         role=dice.some(ROLES, 1, 3) if dice.chance(15) else None,
                         above=dice.pick(LIMITS) if dice.chance(15) else None,
                         military=True if dice.chance(8) else None)

    def exception(self):
        dice = self.dice
        return self.norm("exception", dice.some(self.reasons, 1, 3 if dice.chance(30) else 1),
                         item=dice.some(self.codes, 2, 12) if dice.chance(20) else None,
                         destination=dice.some(COUNTRIES, 20, 90) if dice.chance(70) else None,
                         end_use=dice.some(USES, 4, 12) if dice.chance(30) else None,
                         role=dice.some(ROLES, 2, 5) if dice.chance(15) else None,
                         upto=dice.pick(LIMITS) if dice.chance(50) else None,
                         certificate=True if dice.chance(30) else None)

    def bar(self, exceptions):
        dice = self.dice
        return self.norm("bar", [e["id"] for e in dice.some(exceptions, 1, 4)],
                         item=dice.some(self.codes, 1, 8) if dice.chance(25) else None,
                         destination=dice.some(COUNTRIES, 5, 40),
                         end_use=dice.some(USES, 1, 6) if dice.chance(25) else None,
                         role=dice.some(ROLES, 1, 3) if dice.chance(15) else None,
                         military=True if dice.chance(25) else None)

    def make(self):
        exceptions = self.size * 26 // 100
        bars = self.size * 12 // 100
        for _ in range(self.size - exceptions - bars):
            self.requirement()
        for _ in range(exceptions):
            self.exception()
        made = [n for n in self.norms if n["kind"] == "exception"]
        for _ in range(bars):
            self.bar(made)
        return self.norms


def make_norms(size, seed):
    return Maker(size, seed).make()


class Asker:
    """Questions: a third at random, the others close to a requirement, half of these to one of
    the exceptions from it, so that every verdict is common."""

    def __init__(self, norms, seed):
        self.dice = Dice(seed * 7919 + len(norms))
        self.codes = codes_of(len(norms))
        self.requirements = [n for n in norms if n["kind"] == "requirement"]
        self.exceptions = {}
        for norm in norms:
            if norm["kind"] == "exception":
                for reason in norm["to"]:
                    self.exceptions.setdefault(reason, []).append(norm)

    def question(self):
        dice = self.dice
        asked = {"item": dice.pick(self.codes), "destination": dice.pick(COUNTRIES),
                 "end_use": dice.pick(USES), "role": dice.pick(ROLES),
                 "value": 1 + dice.below(30000 if dice.chance(80) else 300000),
                 "military": dice.chance(15), "certificate": dice.chance(50),
                 "day": FIRST_ASKED + dice.below(LAST_ASKED - FIRST_ASKED + 1)}
        if dice.chance(33):
            return asked
        requirement = dice.pick(self.requirements)
        offered = self.exceptions.get(requirement["to"][0])
        if offered and dice.chance(50):
            self.meet(asked, dice.pick(offered))
        self.meet(asked, requirement)
        return asked

    def meet(self, asked, norm):
        for fact in WORD_FACTS:
            if norm[fact]:
                asked[fact] = self.dice.pick(norm[fact])
        if norm["above"] is not None and asked["value"] <= norm["above"]:
            asked["value"] = norm["above"] + 1 + self.dice.below(1000)
        if norm["upto"] is not None and asked["value"] > norm["upto"]:
            asked["value"] = 1 + self.dice.below(norm["upto"])
        for fact in ("military", "certificate"):
            if norm[fact] is not None:
                asked[fact] = norm[fact]

    def without(self, count):
        """A question with `count` facts missing."""
        asked = self.question()
        for fact in self.dice.some(list(FACTS), count, count):
            asked[fact] = None
        return asked


def make_questions(norms, seed, missing, count):
    asker = Asker(norms, seed * 31 + missing)
    return [asker.without(missing) for _ in range(count)]


def norm_row(norm):
    """One line of norms.tsv; the drivers written by hand read it."""
    def many(values):
        return ",".join(values) if values else "-"

    def one(value):
        return "-" if value is None else str(value).lower()

    cells = [norm["kind"], norm["id"], many(norm["to"])]
    cells += [many(norm[fact]) for fact in WORD_FACTS]
    cells += [one(norm[key]) for key in ("above", "upto", "military", "certificate")]
    return "\t".join(cells + [str(norm["from"]), one(norm["until"])])


def question_row(asked):
    """One line of questions-N.tsv; `?` is a fact not known."""
    return "\t".join("?" if asked[fact] is None else str(asked[fact]).lower()
                     if fact in ("value", "military", "certificate") else asked[fact]
                     for fact in FACTS) + f"\t{asked['day']}"
