#!/usr/bin/env python3
"""Every kind of bad input: one line on standard error that names place and remedy, exit 2 or 3,
nothing on standard output, nothing changed on disk. Exit 77 when the program is not built."""

import argparse
import fcntl
import hashlib
import json
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from clilib.sandbox import ROOT, SKIPPED, Sandbox, licet_is_built  # noqa: E402

MOST_MEMORY = 2 << 30
GOOD = json.loads((ROOT / "scenarios/huawei-2019/network-patch.json").read_text())
HEADER = ("_id,source,entity_number,type,programs,name,title,addresses,federal_register_notice,"
          "start_date,end_date,standard_order,license_requirement,license_policy,call_sign,"
          "vessel_type,gross_tonnage,gross_registered_tonnage,vessel_flag,vessel_owner,remarks,"
          "source_list_url,alt_names,citizenships,dates_of_birth,nationalities,places_of_birth,"
          "source_information_url,ids")


def question(**changes):
    """The good question with some keys replaced; None takes a key out."""
    made = json.loads(json.dumps(GOOD))
    for key, value in changes.items():
        made[key] = value
        if value is None:
            del made[key]
    return json.dumps(made)


def item(**changes):
    return question(items=[GOOD["items"][0] | changes])


# name, bytes of q.json, words that the line must hold
QUESTIONS = [
    ("no JSON", "{", ["json_syntax"]),
    ("nothing", "", ["json_syntax"]),
    ("two documents", "{}{}", ["json_syntax"]),
    ("a list", "[]", ["an object is due"]),
    ("unknown key", question(destinaton="CN"), ["/destinaton", "nearest: `destination`"]),
    ("unknown key in a line", item(ecnn="EAR99"), ["/items/0/ecnn", "nearest: `eccn`"]),
    ("duplicate key", '{"regime":"us-ear","regime":"us-ear"}', ["/regime", "twice"]),
    ("unknown word", question(end_use=["suport_existing_network"]),
     ["/end_use/0", "nearest: `support_existing_network`"]),
    ("unknown role", question(parties=[GOOD["parties"][0] | {"role": "end-user"}]),
     ["/parties/0/role", "nearest: `end_user`"]),
    ("unknown regime", question(regime="us-earr"), ["/regime", "us-ear"]),
    ("impossible day", question(dates={"departure": "2019-02-29"}), ["/dates/departure"]),
    ("day in another form", question(dates={"departure": "29.02.2020"}), ["/dates/departure"]),
    ("negative amount", item(quantity={"amount": "-1", "unit": "licence"}),
     ["/items/0/quantity/amount"]),
    ("negative value", item(value={"amount": "-1.00", "currency": "USD"}), ["/items/0/value"]),
    ("number for a string", item(quantity={"amount": 1, "unit": "licence"}),
     ["/items/0/quantity/amount"]),
    ("a fraction", '{"regime":1.5}', ["/regime"]),
    ("country in words", question(destination="China"), ["/destination"]),
    ("no such country", question(destination="XX"), ["/destination"]),
    ("ECCN with a blank", item(eccn="5D992 c"), ["/items/0/eccn"]),
    ("ECCN of no form", item(eccn="99ZZZ"), ["/items/0/eccn"]),
    ("flag as a word", item(enhances_function="no"), ["/items/0/enhances_function"]),
    ("no lines", question(items=[]), ["/items"]),
    ("no regime", question(regime=None), ["/regime"]),
    ("no items", question(items=None), ["/items"]),
    ("a party without a name", question(parties=[{"role": "end_user"}]), ["/parties/0/name"]),
    ("a name of blanks", question(parties=[GOOD["parties"][0] | {"name": "  "}]),
     ["/parties/0/name"]),
    ("a name too long", question(parties=[GOOD["parties"][0] | {"name": "A" * 600}]),
     ["/parties/0/name", "512"]),
    ("a share over 100", question(parties=[GOOD["parties"][0] | {
        "owners": [{"name": "X", "percent": "100.01"}]}]), ["/parties/0/owners/0/percent"]),
    ("invalid UTF-8", b'{"regime":"us-ear\xff"}', ["UTF-8"]),
    ("a lone surrogate", b'{"regime":"\\ud800"}', ["/regime"]),
    ("NUL", b'{"regime":"us-ear\\u0000"}', ["/regime"]),
    ("a raw NUL", b'{"regime":"us\x00ear"}', ["json_syntax"]),
    ("a byte order mark", b"\xef\xbb\xbf{}", ["/regime"]),
    ("deep nesting", "[" * 100000, ["limit"]),
    ("nesting of 65", "[" * 65 + "]" * 65, ["limit"]),
    ("a field of 65 KiB", question(parties=[{"role": "end_user", "address": "A" * (65 << 10)}]),
     ["limit"]),
    ("17 MiB", '{"regime":"' + " " * (17 << 20) + '"}', ["limit"]),
    ("an event without a day", question(licences=[{"id": "D1", "events": [{"event": "issue"}]}]),
     ["/licences/0"]),
    ("a licence with an unknown key", question(licences=[{"id": "D1", "holdr": "X"}]),
     ["/licences/0/holdr"]),
]

# command, exit status, words
COMMANDS = [
    ("licet", 2, ["subcommand"]),
    ("licet aks q.json", 2, ["aks"]),
    ("licet ask", 2, ["question"]),
    ("licet ask good.json --onn 2019-11-21", 2, ["--onn"]),
    ("licet ask good.json --on 2019-02-30", 2, ["--on", "YYYY-MM-DD"]),
    ("licet ask good.json --on tomorrow", 2, ["--on", "YYYY-MM-DD"]),
    ("licet ask good.json --by exception:LVX", 2, ["--by", "exception:LVS"]),
    ("licet ask good.json --by licence:NONE", 2, ["--by", "no licence of the question"]),
    ("licet ask good.json --by", 2, ["--by"]),
    ("licet ask good.json good.json", 2, ["good.json"]),
    ("licet ask nowhere.json", 3, ["nowhere.json", "check the path"]),
    ("licet ask folder", 3, ["folder", "check the path"]),
    ("licet ask good.json --knowing 123456", 3, ["123456"]),
    ("licet ask good.json --knowing 12", 3, ["12"]),
    ("licet ask good.json --knowing good.json", 3, ["good.json"]),
    ("licet ask good.json --knowing folder", 3, ["folder"]),
    ("licet timeline good.json --from 2020-01-02 --to 2020-01-01", 2, ["2020-01-02"]),
    ("licet timeline good.json --from 2020-13-01", 2, ["--from"]),
    ("licet timeline good.json --svg folder/no/x.svg", 3, ["folder/no/x.svg"]),
    ("licet screen", 2, ["NAME", "--batch"]),
    ("licet screen Huawei --threshold 1001", 2, ["--threshold", "0 to 1000"]),
    ("licet screen Huawei --threshold many", 2, ["--threshold"]),
    ("licet screen Huawei --type firm", 2, ["--type"]),
    ("licet screen Huawei --on 2019-02-30", 2, ["--on"]),
    ("licet screen Huawei --country China", 2, ["--country"]),
    ("licet screen Huawei --list entitylist", 2, ["--list", "entity-list"]),
    ("licet screen '...'", 2, ["name"]),
    ("licet screen --batch nowhere.csv", 3, ["nowhere.csv"]),
    ("licet screen --batch noid.csv", 2, ["noid.csv", "`id`"]),
    ("licet compare Huawei", 2, ["two names"]),
    ("licet compare --batch good.json", 2, ["good.json"]),
    ("licet why good.json", 2, ["good.json", "licet ask --json"]),
    ("licet replay good.json", 2, ["good.json", "licet ask --json"]),
    ("licet why nowhere.json", 3, ["nowhere.json"]),
    ("licet law show us.ear.744.11.x", 2, ["us.ear.744.11"]),
    ("licet law check --rules nowhere", 3, ["nowhere"]),
    ("licet tck nowhere.jsonl", 3, ["nowhere.jsonl"]),
    ("licet tck broken.jsonl", 2, ["broken.jsonl:1"]),
    ("licet snapshot build", 2, ["--out"]),
    ("licet snapshot build --rules rules --lists nowhere.csv -o x.licet", 3, ["nowhere.csv"]),
    ("licet snapshot verify nowhere.licet", 3, ["nowhere.licet"]),
    ("licet lists add nowhere.csv", 3, ["nowhere.csv"]),
    ("licet lists add folder", 3, ["folder"]),
    ("licet lists add empty.csv --published 2022-05-06", 3, ["empty.csv"]),
    ("licet lists add header.csv --published 2022-05-06", 3, ["header.csv"]),
    ("licet lists add moved.csv --published 2022-05-06", 3, ["moved.csv", "column"]),
    ("licet lists add page.csv --published 2022-05-06", 3, ["page.csv"]),
    ("licet lists add page.html --published 2022-05-06", 3, ["page.html"]),
    ("licet lists add damaged.csv.gz --published 2022-05-06", 3, ["damaged.csv.gz"]),
    ("licet lists add extract.jsonl --published 2022-02-30", 2, ["--published"]),
    ("licet lists add extract.jsonl --release entitylist", 2, ["--release", "entity-list"]),
    ("licet lists remove x", 2, ["remove"]),
]


class Battery:
    def __init__(self, sandbox):
        self.sandbox, self.tried, self.failures = sandbox, 0, []
        self.home = Path(sandbox.environment["LICET_HOME"])

    def write(self, name, content):
        path = self.sandbox.work / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def state(self):
        """A hash over every name and byte below the sandbox."""
        digest = hashlib.sha256()
        for path in sorted(self.sandbox.folder.rglob("*")):
            digest.update(str(path).encode())
            if path.is_file() and path.name != "huge.json" and os.access(path, os.R_OK):
                digest.update(path.read_bytes())
        return digest.hexdigest()

    def refused(self, name, command, status, words, **more):
        self.tried += 1
        before = self.state()
        limit = (lambda: resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY)))
        done = subprocess.run(["bash", "-c", command], cwd=self.sandbox.work, timeout=60,
                              env=self.sandbox.environment, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, preexec_fn=limit,
                              stdin=more.get("stdin", subprocess.DEVNULL))
        line = done.stderr.decode("utf-8", "replace")
        wrong = []
        if done.returncode != status:
            wrong.append(f"exit {done.returncode}, not {status}")
        if done.stdout:
            wrong.append(f"printed {done.stdout[:80]!r}")
        if line.count("\n") != 1 or len(line) > 600:
            wrong.append(f"{line.count(chr(10))} lines, {len(line)} characters")
        wrong += [f"does not name {word}" for word in words if word not in line]
        if self.state() != before:
            wrong.append("the disk changed")
        if wrong:
            self.failures.append(name)
            print(f"FAILED: {name}: {command[:90]}\n  {'; '.join(wrong)}\n  {line.strip()[:400]}")


def prepare(battery):
    for name in ("rules", "lists"):
        link = battery.sandbox.work / name
        if not link.exists():
            link.symlink_to(ROOT / name)
    battery.write("good.json", question())
    battery.write("folder/inside", "")
    battery.write("empty.csv", "")
    battery.write("header.csv", HEADER + "\n")
    columns = HEADER.split(",")
    columns[1], columns[2] = columns[2], columns[1]
    battery.write("moved.csv", ",".join(columns) + "\n" + "," * 28 + "\n")
    battery.write("page.csv", "<!DOCTYPE html>\n<html><body>Sign in</body></html>\n")
    battery.write("page.html", "<html></html>")
    battery.write("damaged.csv.gz", b"\x1f\x8b\x08\x00" + b"\x00" * 30)
    battery.write("noid.csv", "name,country\nHuawei,CN\n")
    battery.write("broken.jsonl", '{"id":\n')
    battery.write("extract.jsonl", (ROOT / "lists/extract.jsonl").read_bytes())


def try_snapshots(battery, bundled):
    whole = bundled.read_bytes()
    for name, content in (
            ("flipped", whole[:5000] + bytes([whole[5000] ^ 4]) + whole[5001:]),
            ("flipped in the head", bytes([whole[0] ^ 1]) + whole[1:]),
            ("flipped at the end", whole[:-1] + bytes([whole[-1] ^ 0x80])),
            ("cut", whole[:-1]), ("cut to the half", whole[:len(whole) // 2]), ("empty", b""),
            ("longer", whole + b"\x00")):
        battery.write("bad.licet", content)
        for command in ("licet ask good.json --on 2019-11-21 --json --knowing bad.licet",
                        "licet snapshot verify bad.licet",
                        "licet screen Huawei --knowing bad.licet"):
            battery.refused(f"snapshot {name}", command, 3, ["bad.licet"])


NORM = """```toml
[[norm]]
id = "us.ear.999.%s"
kind = "requirement"
title = "A rule of the battery."
cite = ["15 CFR 744.11"]
confidence = "low"
reason = "%s"
when = { %s }
```
"""


def try_rules(battery):
    for name, norm, words in (
            ("unknown fact", NORM % ("1", "entity_list", '"party.colour" = "true"'),
             ["party.colour", "bad.md:"]),
            ("unknown word", NORM % ("1", "entity_lost", 'end_use = \'"civil"\''),
             ["entity_lost", "bad.md:"]),
            ("unknown literal", NORM % ("1", "entity_list", 'end_use = \'"civill"\''),
             ["civill", "bad.md:"]),
            ("duplicate id", 2 * (NORM % ("1", "entity_list", 'end_use = \'"civil"\'')),
             ["us.ear.999.1", "bad.md:"]),
            ("no TOML", "```toml\n[[norm]\n```\n", ["bad.md:"])):
        folder = battery.sandbox.work / "badrules"
        shutil.copytree(ROOT / "rules", folder)
        (folder / "us-ear/744/bad.md").write_text(norm)
        battery.refused(f"rules: {name}", "licet law check --rules badrules", 3, words)
        battery.refused(f"rules: {name}, built", "licet snapshot build --rules badrules --lists "
                        "lists/extract.jsonl -o x.licet", 3, words)
        shutil.rmtree(folder)


def try_huge_field(battery):
    """One string of 1 GiB through a pipe: refused early, in bounded memory."""
    stream = subprocess.Popen([sys.executable, "-c", "import sys\nw = sys.stdout.buffer.write\n"
                               "w(b'{\"regime\":\"')\ntry:\n"
                               " for _ in range(1024): w(b'A' * (1 << 20))\n w(b'\"}')\n"
                               "except BrokenPipeError: pass\n"],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    global MOST_MEMORY
    kept, MOST_MEMORY = MOST_MEMORY, 512 << 20
    battery.refused("1 GiB through a pipe", "licet ask -", 3, ["standard input"],
                    stdin=stream.stdout)
    stream.stdout.close()
    stream.wait()
    with open(battery.sandbox.work / "huge.json", "wb") as sparse:
        sparse.truncate(1 << 30)
    battery.refused("1 GiB in a file", "licet ask huge.json", 3, ["huge.json", "limit"])
    MOST_MEMORY = kept


def try_folder(battery):
    """A data folder that cannot be written, or that another process holds."""
    home = battery.home
    battery.refused("a file for a folder", "licet --data good.json lists add extract.jsonl", 3,
                    ["good.json"])
    battery.refused("no folder can be made", "licet --data /proc/licet lists add extract.jsonl", 3,
                    ["/proc/licet"])
    lock = home / "lock"
    lock.touch()
    (home / "snapshots").mkdir()
    with open(lock) as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        battery.refused("held", "licet lists add extract.jsonl", 3, ["another command"])
    lock.unlink()
    (home / "current").write_text("nonsense\n")
    battery.refused("no id in current", "licet ask good.json --on 2019-11-21", 3, ["current"])
    (home / "current").write_text("sha256:" + "0" * 64 + "\n")
    battery.refused("a snapshot that is gone", "licet ask good.json --on 2019-11-21", 3, ["000000"])
    (home / "current").unlink()
    if os.geteuid() != 0:
        home.chmod(0o500)
        battery.refused("unwritable", "licet lists add extract.jsonl", 3, [str(home)])
        home.chmod(0o700)
        (battery.sandbox.work / "closed.json").write_text("{}")
        (battery.sandbox.work / "closed.json").chmod(0)
        battery.refused("unreadable", "licet ask closed.json", 3, ["closed.json"])


def try_answers(battery):
    """An answer with one byte changed is not replayed."""
    battery.sandbox.run("licet ask good.json --on 2019-11-21 --json > answer.json")
    answer = (battery.sandbox.work / "answer.json").read_text()
    for name, old, new, status in (
            ("verdict", '"verdict":"GENERAL_AUTHORISATION"', '"verdict":"NLR"', 3),
            ("day", '"on":"2019-11-21","on_from"', '"on":"2020-08-21","on_from"', 3),
            ("question", '"contract":"2018-03-01"', '"contract":"2018-03-02"', 2),
            ("citation", "84 FR 43487", "84 FR 43488", 3),
            ("snapshot", '"snapshot":"sha256:', '"snapshot":"sha256:0', 2),
            ("engine", '"engine":"licet 0.1.0"', '"engine":"licet 0.1.1"', 3),
            ("further key", '{"asked"', '{"aaa":1,"asked"', 3)):
        assert old in answer, name
        battery.write("changed.json", answer.replace(old, new, 1))
        battery.refused(f"answer: {name}", "licet replay changed.json", status, ["changed.json"])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", default=ROOT / "build/release/bin")
    arguments = parser.parse_args()
    if not licet_is_built(arguments.bin):
        print("skipped: the program is not built; run ./try first")
        return SKIPPED
    with Sandbox(arguments.bin) as sandbox:
        battery = Battery(sandbox)
        prepare(battery)
        for name, content, words in QUESTIONS:
            battery.write("q.json", content)
            battery.refused(name, "licet ask q.json --on 2019-11-21 --json", 2, words + ["q.json"])
        for command, status, words in COMMANDS:
            battery.refused(command, command, status, words)
        try_snapshots(battery, Path(arguments.bin).parent / "share/licet/bundled.licet")
        try_rules(battery)
        try_huge_field(battery)
        try_folder(battery)
        try_answers(battery)
    print(f"bad input: {battery.tried} tried, {len(battery.failures)} failed")
    return 1 if battery.failures or not battery.tried else 0


if __name__ == "__main__":
    sys.exit(main())
