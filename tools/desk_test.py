#!/usr/bin/env python3
"""The desk for blocked orders against a host on this machine: what it is told, in which order, how
often, and what becomes of it when the host is away. Exit 77 when the program is not built."""

import argparse
import http.server
import json
import sys
import threading
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from clilib.sandbox import ROOT, SKIPPED, Sandbox, licet_is_built  # noqa: E402


class Host(http.server.BaseHTTPRequestHandler):
    """Takes callbacks; answers with `status`, by order where `refuses` says so."""

    taken, status, refuses = [], 200, {}

    def log_message(self, *unused):
        pass

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        told = json.loads(body)
        status = self.refuses.get(told["order"], self.status)
        if status < 300:
            self.taken.append((told, dict(self.headers), body))
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()


class Checks:
    def __init__(self):
        self.done = self.failed = 0

    def that(self, what, good, shown=""):
        self.done += 1
        if not good:
            self.failed += 1
            print(f"FAILED: {what}\n{shown}")


def desk(sandbox, words, status=None, check=None):
    got, text = sandbox.run(f"licet desk {words}", both=True)
    if status is not None:
        check.that(f"licet desk {words}: exit {status}, not {got}", got == status, text)
    return text


def enter(sandbox, order, question, at, status, check, person="shop", role="system"):
    return desk(sandbox, f"enter {order} {question} --person {person} --role {role} "
                f"--at {at}", status, check)


def digest_of(sandbox, order):
    text = sandbox.run(f"licet --json desk show {order}")[1]
    return json.loads(text)["proposal"]["digest"][:16]


def told(sandbox, base, check, status=0):
    text = desk(sandbox, f"callbacks --deliver {base}/desk --at 2022-06-09", status, check)
    got = [(one["order"], one["state"]) for one, _, _ in Host.taken]
    Host.taken.clear()
    return got, text


def tells_the_host(sandbox, base, check):
    parties = "scenarios/parties"
    enter(sandbox, "PO-1", f"{parties}/possible-match.json", "2022-06-01", 12, check)
    enter(sandbox, "PO-2", f"{parties}/unverified-with-statement.json", "2022-06-01", 0, check)
    Host.refuses = {"PO-1": 503}
    got, text = told(sandbox, base, check, 3)
    check.that("one host's trouble keeps no other order", got == [("PO-2", "clear")], str(got))
    check.that("what is left is said", "1 delivered, 1 left" in text and "503" in text, text)

    (sandbox.work / "passport.txt").write_text("another person\n")
    desk(sandbox, "propose PO-1 --person Ann --role officer --at 2022-06-02 --because 'other firm' "
         "--code not_the_same_party --evidence passport.txt", 12, check)
    desk(sandbox, f"approve PO-1 --person Ann --role approver --at 2022-06-03 "
         f"--proposal {digest_of(sandbox, 'PO-1')}", 1, check)
    desk(sandbox, f"approve PO-1 --person Bob --role approver --at 2022-06-03 "
         f"--proposal {digest_of(sandbox, 'PO-1')}", 0, check)
    got, _ = told(sandbox, base, check, 3)
    check.that("a later word does not overtake an earlier one", got == [], str(got))
    Host.refuses = {}
    got, _ = told(sandbox, base, check)
    check.that("then both come, in order", got == [("PO-1", "blocked"), ("PO-1", "released")],
               str(got))
    got, text = told(sandbox, base, check)
    check.that("nothing is told twice", got == [] and "0 delivered, 0 left" in text, str(got))


def carries_what_a_host_needs(sandbox, base, check):
    sandbox.run("licet keys make")
    enter(sandbox, "PO-3", "scenarios/parties/denied-end-user.json", "2022-06-01", 12, check)
    desk(sandbox, f"callbacks --deliver {base}/desk", 0, check)
    (one, headers, body), = Host.taken
    Host.taken.clear()
    check.that("it says that the order may not go, and why",
               one["may_go"] is False and one["reasons"][0]["kind"] == "prohibited"
               and one["reasons"][0]["cite"], str(one))
    check.that("its key and its record are those of the ledger",
               one["key"] == "order/PO-3/1" and headers["Idempotency-Key"].isdigit(), str(headers))
    check.that("it is signed", len(headers["Licet-Signature"].split()) == 2, str(headers))
    check.that("it is canonical", body == json.dumps(
        one, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode(), str(body))


def fails_closed(sandbox, base, check):
    enter(sandbox, "PO-4", "scenarios/parties/denied-end-user.json", "2022-06-01", 12, check)
    for what, url, word in [("plain http elsewhere", "http://example.org/x", "https is due"),
                            ("a name that looks like this machine",
                             "http://127.0.0.1.example.org/x", "https is due"),
                            ("a file", "file:///tmp/x", "https is due"),
                            ("nobody there", "http://127.0.0.1:1/x", "file_unwritable")]:
        text = desk(sandbox, f"callbacks --deliver {url}", 3, check)
        check.that(f"{what} takes nothing", word in text and "0 delivered, 1 left" in text, text)
    Host.refuses = {"PO-4": 302}
    text = desk(sandbox, f"callbacks --deliver {base}/desk", 3, check)
    check.that("no redirect is followed", "302" in text, text)
    Host.refuses = {}
    text = desk(sandbox, "callbacks --done order/PO-4/1 --to 'by hand'", 0, check)
    check.that("a host may be told by hand", "record" in text, text)
    text = desk(sandbox, "callbacks --done order/PO-4/1 --to 'by hand'", 2, check)
    check.that("once", "no callback of this key is due" in text, text)


def asks_again(sandbox, check):
    """A review and a shipment ask with the lists of today."""
    desk(sandbox, "review --person desk --role system --at 2022-06-10", 0, check)
    text = desk(sandbox, "show PO-1 --at 2022-06-10", 0, check)
    check.that("what rests on the same stays released", "Released" in text, text)
    # A snapshot that lacks one of the rows that the name is like.
    rows = [row for row in (ROOT / "lists/extract.jsonl").read_text().splitlines(True)
            if "071ae0fb418b945837b165bf9766ac47f55c209b" not in row]
    head = json.loads(rows[0])
    for source in head["sources"]:
        source["rows"] -= source["list"] == "entity-list"
    head = json.dumps(head, separators=(",", ":")) + "\n"
    (sandbox.work / "less.jsonl").write_text(head + "".join(rows[1:]))
    status, text = sandbox.run("licet snapshot build --rules rules --lists less.jsonl "
                               "-o less.licet", both=True)
    check.that("a snapshot with a row less", status == 0, text)
    status, text = sandbox.run("licet --knowing less.licet desk review --person desk "
                               "--role system --at 2022-06-11 --dry-run", both=True)
    check.that("a dry run tells what would turn",
               "PO-1  released -> blocked" in text and "nothing was recorded" in text, text)
    text = desk(sandbox, "show PO-1 --at 2022-06-11", 0, check)
    check.that("and records nothing", "Released" in text, text)
    status, text = sandbox.run("licet snapshot build --rules rules --lists lists/extract.jsonl "
                               "-o full.licet > o; licet impact --from full.licet "
                               "--to less.licet --ledger --on 2022-06-11 --json", both=True)
    orders = [json.loads(line)["stir"] for line in text.splitlines() if '"stir"' in line]
    check.that("impact names the orders that rest on a row that goes",
               ("order", "PO-1") in [(one["matter"]["kind"], one["matter"]["id"])
                                     for one in orders], text[-800:])
    ship = "desk ship PO-1 --person Cal --role clerk --at 2022-06-12"
    status, text = sandbox.run(f"licet --knowing less.licet {ship}", both=True)
    check.that("nobody chooses what is known", status == 2 and "in force" in text, text)
    desk(sandbox, f"{ship[5:]} --on 2019-05-01", 1, check)
    text = desk(sandbox, "show PO-1 --at 2022-06-12", 0, check)
    check.that("nor the law of another day", "Released" in text, text)
    sandbox.run("licet snapshot take less.licet")
    status, text = sandbox.run(f"licet {ship}", both=True)
    check.that("a shipment asks once more and stops", status == 1 and "blocked" in text, text)
    text = desk(sandbox, "show PO-1 --at 2022-06-12", 12, check)
    check.that("the release is gone", "Blocked" in text and "released by Ann" not in text, text)
    status, text = sandbox.run("licet ledger export log.jsonl && "
                               "licet-verify log.jsonl $LICET_HOME/checkpoints.txt "
                               "$LICET_HOME/keys/ledger.pub", both=True)
    check.that("the log holds", status == 0, text)
    answer = json.loads(sandbox.run("licet --json desk show PO-2")[1])["answer"]
    status, text = sandbox.run(f"licet evidence {answer} -o e.tar && tar -xOf e.tar records.jsonl")
    check.that("its evidence has the order's events", text.count('"kind":"order_event"') == 1, text)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", default=ROOT / "build/release/bin")
    arguments = parser.parse_args()
    if not licet_is_built(arguments.bin):
        print("skipped: the program is not built; run ./try first")
        return SKIPPED
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base, check = f"http://127.0.0.1:{server.server_port}", Checks()
    with Sandbox(arguments.bin) as sandbox:
        tells_the_host(sandbox, base, check)
        carries_what_a_host_needs(sandbox, base, check)
        fails_closed(sandbox, base, check)
        asks_again(sandbox, check)
    server.shutdown()
    print(f"{check.done} checks, {check.failed} failed")
    return 1 if check.failed or not check.done else 0


if __name__ == "__main__":
    sys.exit(main())
