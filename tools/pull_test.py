#!/usr/bin/env python3
"""`licet lists pull` against a server on this machine: what is new, what is not, what breaks off,
what is wrong. Exit 77 when the program is not built."""

import argparse
import gzip
import http.server
import json
import sys
import threading
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from clilib.sandbox import ROOT, SKIPPED, Sandbox, licet_is_built  # noqa: E402

EXTRACT = (ROOT / "lists/extract.jsonl").read_bytes()


class Publisher(http.server.BaseHTTPRequestHandler):
    """Serves `files`: path -> {body, etag, modified, cut, status, to}. Keeps what was asked."""

    files, asked = {}, []

    def log_message(self, *unused):
        pass

    def do_GET(self):
        file = self.files.get(self.path)
        self.asked.append((self.path, dict(self.headers)))
        if file is None:
            return self.send_error(404)
        if "to" in file:
            self.send_response(302)
            self.send_header("Location", file["to"])
            return self.end_headers()
        if file.get("status"):
            return self.send_error(file["status"])
        if self.headers.get("If-None-Match") == file["etag"]:
            self.send_response(304)
            return self.end_headers()
        self.send_body(file)

    def send_body(self, file):
        body, begin = file["body"], 0
        wanted = self.headers.get("Range")
        if wanted and self.headers.get("If-Range") == file["etag"]:
            begin = int(wanted.split("=")[1].rstrip("-"))
        self.send_response(206 if begin else 200)
        self.send_header("ETag", file["etag"])
        if file.get("modified"):
            self.send_header("Last-Modified", file["modified"])
        self.send_header("Content-Length", str(len(body) - begin))
        if begin:
            self.send_header("Content-Range", f"bytes {begin}-{len(body) - 1}/{len(body)}")
        self.end_headers()
        sent = body[begin:]
        cut = file.pop("cut", None)
        self.wfile.write(sent if cut is None else sent[:cut])
        if cut is not None:
            self.close_connection = True


DENIED = "\n".join("\t".join(f'"{cell}"' for cell in row) for row in [
    ["Name", "Street_Address", "City", "State", "Country", "Postal_Code", "Effective_Date",
     "Expiration_Date", "Standard_Order", "Last_Update", "Action", "FR_Citation"],
    *[[name, "1 ROAD", "", "", "US", "", "06/19/2019", "06/29/2056", "Y", "", "", "84 F.R. 1"]
      for name in ["AL NASER AIRLINES", "DAHUA ELECTRONICS CORPORATION",
                   "SIGNAL MICRO SYSTEMS, INC.", "TECHMA GMBH"]
      + [f"PARTY {n}" for n in range(20)]]]) + "\n"


# The three names that this list is known by (rules/us-ear/canaries.csv).
KNOWN = ["AL-QAIDA", "AL-SHABAAB", "KOREA MINING DEVELOPMENT TRADING CORPORATION"]


def united_nations(rows, day="2026-02-27"):
    def record(tag, n):
        name = KNOWN[n] if tag == "ENTITY" and n < len(KNOWN) else f"QUIBBLE {tag} {n}"
        return (f"<{tag}><FIRST_NAME>{name}</FIRST_NAME>"
                f"<UN_LIST_TYPE>DPRK</UN_LIST_TYPE>"
                f"<REFERENCE_NUMBER>KP{tag[0]}.{n:03}</REFERENCE_NUMBER>"
                f"<LISTED_ON>2016-03-02</LISTED_ON></{tag}>")
    groups = "".join(f"<{group}>" + "".join(record(tag, n) for n in range(rows)) + f"</{group}>"
                     for group, tag in (("INDIVIDUALS", "INDIVIDUAL"), ("ENTITIES", "ENTITY")))
    return (f'<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<CONSOLIDATED_LIST dateGenerated="{day}T00:00:09Z">'
            f"{groups}</CONSOLIDATED_LIST>\n").encode()


class Checks:
    def __init__(self):
        self.done = self.failed = 0

    def that(self, what, good, shown=""):
        self.done += 1
        if not good:
            self.failed += 1
            print(f"FAILED: {what}\n{shown}")


def pull(sandbox, more=""):
    return sandbox.run(f"licet lists pull list --sources sources.csv {more}", both=True)


def in_force(sandbox):
    status, text = sandbox.run("licet --json snapshot show")
    return json.loads(text)["id"] if status == 0 else None


def entity_list_day(sandbox):
    _, text = sandbox.run("licet --json lists status")
    lists = {one["list"]: one for one in json.loads(text)["lists"]}
    return lists["entity-list"]["published"], lists["entity-list"]["checked"]


def run(sandbox, base, check):
    files = Publisher.files
    (sandbox.work / "sources.csv").write_text(f"source,file,url\nlist,extract.jsonl,{base}/list\n")
    files["/list"] = {"body": EXTRACT, "etag": '"one"', "modified": "Wed, 01 Jun 2022 10:00:00 GMT"}

    status, text = pull(sandbox)
    check.that("a new list is added", status == 0 and "entity-list  172 rows" in text, text)
    first = in_force(sandbox)
    check.that("its day is right", entity_list_day(sandbox)[0] == "2022-05-06", text)

    Publisher.asked.clear()
    status, text = pull(sandbox)
    check.that("the same again is not fetched", status == 0 and "not changed" in text, text)
    check.that("it is asked by its mark", Publisher.asked[0][1].get("If-None-Match") == '"one"')
    check.that("the check is recorded", entity_list_day(sandbox)[1] is not None)

    (sandbox.folder / "home/current").unlink()
    Publisher.asked.clear()
    status, text = pull(sandbox)
    check.that("where its list is not in force all is fetched anew",
               "If-None-Match" not in Publisher.asked[0][1] and in_force(sandbox) == first, text)
    files["/list"] = {"body": EXTRACT, "etag": '"two"', "cut": len(EXTRACT) // 2}
    status, text = pull(sandbox)
    check.that("a broken connection is no list", status == 3 and in_force(sandbox) == first, text)
    Publisher.asked.clear()
    status, text = pull(sandbox)
    asked = Publisher.asked[0][1]
    check.that("the rest is asked for", asked.get("Range") == f"bytes={len(EXTRACT) // 2}-",
               str(asked))
    check.that("and the whole is taken", status == 0 and in_force(sandbox) == first, text)

    files["/list"] = {"body": EXTRACT, "etag": '"three"', "cut": len(EXTRACT) // 2}
    pull(sandbox)
    files["/list"] = {"body": EXTRACT, "etag": '"four"'}
    status, text = pull(sandbox)
    check.that("a part of another file is dropped",
               status == 0 and in_force(sandbox) == first, text)

    files["/list"] = {"body": gzip.compress(EXTRACT), "etag": '"five"'}
    status, text = pull(sandbox)
    check.that("gzip is taken as it is", status == 0, text)
    wrong(sandbox, base, check, first)


def wrong(sandbox, base, check, first):
    files = Publisher.files
    (sandbox.work / "sources.csv").write_text(f"source,file,url\nlist,extract.jsonl,{base}/wrong\n")
    for what, file, word in [
            ("an HTML page", {"body": b"<html>moved</html>\n", "etag": '"a"'},
             "file_unknown_format"),
            ("nothing", {"body": b"", "etag": '"b"'}, "list_truncated"),
            ("half a list", {"body": EXTRACT[:len(EXTRACT) // 2], "etag": '"c"'}, "list_"),
            ("an error", {"status": 503}, "503"),
            ("a circle", {"to": f"{base}/wrong"}, "redirects"),
            ("a file of this machine", {"to": "file:///etc/passwd"}, "file_unreadable")]:
        files["/wrong"] = file
        status, text = pull(sandbox)
        check.that(f"{what} is refused", status == 3 and word in text, text)
        check.that(f"{what} changes nothing", in_force(sandbox) == first)
        status, again = pull(sandbox)
        check.that(f"{what} is refused again", status == 3, again)
    files["/wrong"] = {"body": EXTRACT, "etag": '"d"'}
    status, text = pull(sandbox)
    check.that("afterwards a good file is taken", status == 0, text)
    for url, word in [("http://example.org/list", "https://"), ("ftp://127.0.0.1/list", "https://"),
                      ("http://127.0.0.1:1/list", "file_unreadable"),
                      ("http://127.0.0.1.example.org/", "https://")]:
        (sandbox.work / "sources.csv").write_text(f"source,file,url\nlist,x.csv,{url}\n")
        status, text = pull(sandbox)
        check.that(f"{url} is refused", status in (2, 3) and word in text, text)
    for row in ("list,../x.csv", "../list,x.csv", "list,.x"):
        (sandbox.work / "sources.csv").write_text(f"source,file,url\n{row},{base}/list\n")
        status, text = pull(sandbox)
        check.that(f"{row} would climb out and is refused", status == 2, text)
    status, text = sandbox.run("licet lists pull nothing --sources sources.csv", both=True)
    check.that("an unknown source is refused", status == 2, text)


def one_list_is_not_all(binaries, base, check):
    """A fresh check of one list says nothing of the others: a live answer is held."""
    Publisher.files["/dpl"] = {"body": DENIED.encode(), "etag": '"d1"'}
    ask = "licet ask scenarios/huawei-2019/unlisted-buyer.json"
    with Sandbox(binaries) as sandbox:
        (sandbox.work / "sources.csv").write_text(f"source,file,url\nlist,dpl.txt,{base}/dpl\n")
        status, text = pull(sandbox)
        check.that("the Denied Persons List is added", status == 0 and "24 rows" in text, text)
        status, text = sandbox.run(ask)
        check.that("a live answer is held", status == 12 and text.startswith("HOLD"), text)
        status, text = sandbox.run("licet portfolio show")
        check.that("and a portfolio says so", "not all checked" in text, text)


def another_authority(binaries, base, check):
    """A list that no answer needs: its hits go to a person, its absence holds nothing up."""
    files = Publisher.files
    files["/all"] = {"body": EXTRACT, "etag": '"x1"'}
    files["/un"] = {"body": united_nations(20), "etag": '"u1"'}
    question = json.loads((ROOT / "scenarios/huawei-2019/unlisted-buyer.json").read_text())
    with Sandbox(binaries) as sandbox:
        def verdict(name):
            asked = dict(question, parties=[dict(question["parties"][0], name=name)])
            asked.pop("dates", None)
            (sandbox.work / "q.json").write_text(json.dumps(asked))
            _, text = sandbox.run("licet ask q.json", both=True)
            return text.split()[0].rstrip(":")

        (sandbox.work / "sources.csv").write_text(
            f"source,file,url,lists\nlist,extract.jsonl,{base}/all,\n"
            f"un,consolidated.xml,{base}/un,un-consolidated\n")
        pull(sandbox)
        free = verdict("Quibble Entity 7")
        check.that("without the list nothing is held up", free not in ("HOLD", "REFER"), free)
        status, text = sandbox.run("licet lists pull un --sources sources.csv", both=True)
        check.that("the list of the United Nations is added",
                   status == 0 and "un-consolidated  40 rows of 2026-02-27" in text, text)
        hit = verdict("Quibble Entity 7")
        check.that("a hit on it goes to a person", hit == "REFER", hit)
        check.that("others go on", verdict("Somebody Else Ltd") == free, free)
        first = in_force(sandbox)
        files["/un"] = {"body": united_nations(20, "2026-02-26"), "etag": '"u2"'}
        status, text = sandbox.run("licet lists pull un --sources sources.csv", both=True)
        check.that("an older one is refused", status == 3 and "list_older" in text, text)
        unknown = united_nations(20, "2026-02-28").replace(b"AL-SHABAAB", b"QUIBBLE")
        files["/un"] = {"body": unknown, "etag": '"u4"'}
        status, text = sandbox.run("licet lists pull un --sources sources.csv", both=True)
        check.that("one that lacks a name it is known by is refused",
                   status == 3 and "list_canary_missing" in text, text)
        files["/un"] = {"body": DENIED.encode(), "etag": '"u3"'}
        status, text = sandbox.run("licet lists pull un --sources sources.csv", both=True)
        check.that("another list than the source brings is refused",
                   status == 3 and "list_wrong_source" in text, text)
        check.that("and changes nothing", in_force(sandbox) == first)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", default=ROOT / "build/release/bin")
    arguments = parser.parse_args()
    if not licet_is_built(arguments.bin):
        print("skipped: the program is not built; run ./try first")
        return SKIPPED
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Publisher)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    check = Checks()
    with Sandbox(arguments.bin) as sandbox:
        base = f"http://127.0.0.1:{server.server_address[1]}"
        run(sandbox, base, check)
    one_list_is_not_all(arguments.bin, base, check)
    another_authority(arguments.bin, base, check)
    server.shutdown()
    print(f"pull: {check.done} checks, {check.failed} failed")
    return 1 if check.failed else 0


if __name__ == "__main__":
    sys.exit(main())
