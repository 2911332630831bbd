#!/usr/bin/env python3
"""Letters by the whole program: the facts as another reader finds them, the same bytes in every
locale and time zone and after later events, and what must be refused. Exit 77 when not built."""

import argparse
import json
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from clilib.sandbox import ROOT, SKIPPED, Sandbox, licet_is_built  # noqa: E402

ARABIC, HAN, CYRILLIC = "شركة", "华为技术有限公司", "ООО Ромашка"
GIVEN = {
    "goods": [{"ref": "1", "rating": "5D992.c", "quantity": "10", "unit": "licence",
               "value": "100.00", "currency": "USD"}],
    "parties": [{"role": "exporter", "name": "Exporter <b>&</b> Co", "country": "US"},
                {"role": "consignee", "name": CYRILLIC, "country": "RU"},
                {"role": "consignee", "name": ARABIC, "country": "AE"},
                {"role": "end_user", "name": HAN + " gpj.\u202efdp", "country": "CN"}],
    "end_use": ["internal_use"]}
OFFICER = "--person Lee --role licensing_officer"
UNTIL_GRANT = [
    "application open ../a.json --person Ann --at 2019-08-01",
    "application submit A-1 --person Ann --role applicant --at 2019-08-01",
    f"application register A-1 {OFFICER} --at 2019-08-05",
    f"application clear_match A-1 {OFFICER} --at 2019-08-06 --set reason=known",
    f"application consolidate A-1 {OFFICER} --at 2019-10-01 --set type=approve",
    "application countersign A-1 --person Marsh --role countersigner --at 2019-10-02",
    f"application grant A-1 {OFFICER} --at 2019-11-20"]
SUSPEND = ("licence suspend D0000001 --person Grey --role senior_officer --at 2020-05-15 "
           "--set approved_by=Holt --set reason='a rule of that day'")
ENVIRONMENTS = [
    {"LC_ALL": "C"}, {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "Asia/Shanghai"},
    {"LANGUAGE": "ja", "PANGO_LANGUAGE": "ja:zh-tw", "FC_LANG": "ja", "LANG": "ja_JP.UTF-8"},
    {"TZ": "America/Los_Angeles", "SOURCE_DATE_EPOCH": "1"}]

failures = []
count = 0


def expect(what, holds, seen=""):
    global count
    count += 1
    if not holds:
        failures.append(f"{what}: {seen}")


def told(sandbox, commands):
    for command in commands:
        status, out = sandbox.run("licet " + command, both=True)
        expect(command, status == 0, out)


def letter(sandbox, rest, side="licence", about="D0000001"):
    return sandbox.run(f"licet {side} letter {about} {rest}", both=True)


def text_of(sandbox, file):
    return sandbox.run(f"pdftotext -layout {file} -")[1]


def facts(sandbox):
    status, out = letter(sandbox, "--kind approval -o ../a.pdf")
    expect("approval", status == 0 and "content sha256:" in out, out)
    text = text_of(sandbox, "../a.pdf")
    digest = out.split("content ")[1].split("\n")[0]
    for wanted in ("Approval of an application", "D0000001", CYRILLIC, HAN, ARABIC, "<b>&</b>",
                   "gpj.[U+202E]fdp", "2023-11-30", digest):
        expect(f"the PDF holds {wanted}", wanted in text, text)
    plain = letter(sandbox, "--kind approval --text")[1]
    expect("the text ends with the digest", plain.endswith(f"Content {digest}\n"), plain[-90:])
    status, out = sandbox.run("licet --json licence letter D0000001 --kind licence -o ../l.pdf")
    expect("the document of JSON", status == 0 and json.loads(out)["mark"] == "", out)
    status, out = letter(sandbox, "--kind approval --paper letter -o ../us.pdf")
    info = sandbox.run("pdfinfo ../us.pdf")[1]
    expect("US Letter", "612 x 792" in info and "Nov 20 00:00:00 2019" in info, info)


def same_bytes(sandbox):
    kept = dict(sandbox.environment)
    first = (sandbox.folder / "a.pdf").read_bytes()
    for more in ENVIRONMENTS:
        sandbox.environment |= more
        for turn in range(3):  # addresses in memory differ from one run to the next
            letter(sandbox, "--kind approval -o ../b.pdf")
            now = (sandbox.folder / "b.pdf").read_bytes()
            expect(f"same bytes, run {turn} of {more}", now == first, len(now))
        sandbox.environment = dict(kept)


def refusals(sandbox):
    rows = [("--kind revocation -o ../no.pdf", 1, "no_such_event"),
            ("--kind denial -o ../no.pdf", 1, "no_such_event"),
            ("--kind licence --draft --at 2020-01-01 -o ../no.pdf", 1, "refused by"),
            ("--kind revokation -o ../no.pdf", 2, "the letters of us-bis are"),
            ("-o ../no.pdf", 2, "--kind"),
            ("--kind approval --at 2020-01-01 -o ../no.pdf", 2, "of a draft only"),
            ("--kind approval --paper a5 -o ../no.pdf", 2, "a4 or letter"),
            ("--kind approval --fonts ../none -o ../no.pdf", 3, "font_missing"),
            ("--kind licence --profile uk-siel -o ../no.pdf", 2, "no licence of this reference")]
    for rest, wanted, words in rows:
        status, out = letter(sandbox, rest)
        expect(rest, status == wanted and words in out and len(out.splitlines()) == 1, out)
    fonts = sandbox.folder / "fonts"
    fonts.mkdir()
    found = sandbox.run("fc-match -f '%{file}' 'Noto Sans:style=Regular'")[1]
    (fonts / "latin.ttf").symlink_to(found)
    status, out = letter(sandbox, "--kind approval --fonts ../fonts -o ../no.pdf")
    expect("Han without a font", status == 3 and "glyph_missing" in out and "U+4E3A" in out
           and "fonts-wqy-microhei" in out, out)
    expect("nothing was written", not (sandbox.folder / "no.pdf").exists())


def later(sandbox):
    first = (sandbox.folder / "a.pdf").read_bytes()
    told(sandbox, [SUSPEND])
    letter(sandbox, "--kind approval -o ../b.pdf")
    expect("a later event leaves it", (sandbox.folder / "b.pdf").read_bytes() == first)
    text = letter(sandbox, "--kind suspension --text")[1]
    expect("the suspension", "Reason: a rule of that day" in text, text)
    text = letter(sandbox, "--kind licence --text")[1]
    expect("the mark", "\nSUSPENDED\n" in text, text)
    letter(sandbox, "--kind revocation --draft --at 2020-06-01 -o ../d.pdf")
    text = text_of(sandbox, "../d.pdf")
    expect("the draft", "DRAFT - Revocation" in text and "revoked from 2020-06-01" in text, text)
    status, out = letter(sandbox, "--kind approval --text", "application", "A-1")
    expect("by the application", status == 0 and "D0000001" in out, out)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", default=ROOT / "build/release/bin")
    arguments = parser.parse_args()
    if not licet_is_built(arguments.bin):
        print("skipped: the program is not built; run ./try first")
        return SKIPPED
    with Sandbox(arguments.bin) as sandbox:
        (sandbox.folder / "a.json").write_text(json.dumps(GIVEN))
        told(sandbox, UNTIL_GRANT)
        for part in (facts, same_bytes, refusals, later):
            part(sandbox)
    for failure in failures:
        print(f"FAILED: {failure}")
    print(f"letters: {count} checks, {len(failures)} failed")
    return 1 if failures or not count else 0


if __name__ == "__main__":
    sys.exit(main())
