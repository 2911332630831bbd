#!/usr/bin/env python3
"""Negative control of tools/tidy: a clean little tree passes, each planted violation is caught."""

import subprocess
import sys
import tempfile
from pathlib import Path

TIDY = Path(__file__).resolve().parent / "tidy"
LAYERS = TIDY.parent.parent / "cmake" / "layers.cmake"

HEADER = "#pragma once\nnamespace licet {\nint answer();\n}  // namespace licet\n"
SOURCE = ('#include "licet/law/answer.h"\n\n#include <cstdio>\n\nnamespace licet {\n'
          "int answer() { return 42; }\n}  // namespace licet\n")
NORM = ('```toml\n[[norm]]\nid = "us.ear.744.11.a"\n'
        'cite = ["15 CFR 744.11(a)", "84 FR 22961"]\n```\n')
CLEAN = {
    "src/law/CMakeLists.txt": "licet_module(law SOURCES answer.cc)\n",
    "src/law/README.md": "# law\nWhat it is.\n",
    "src/law/include/licet/law/answer.h": HEADER,
    "src/law/answer.cc": SOURCE,
    "rules/us-ear/744.11.md": NORM,
    "rules/us-ear/chart.csv": "iso2,cite\nCN,Supp. No. 1 to part 738\n",
    "CHANGELOG.md": "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- ★ A rule.\n- A page.\n",
    "QUESTIONS.md": "# Questions\n\n| question | command | file | function |\n|---|---|---|---|\n"
                    "| Why? | `licet why` | `src/law/answer.cc` | `answer` |\n",
    "README.md": "# Licet\n\n[law](src/law/README.md)\n",
    "tools/tidy_ratchet.txt": "# what may exceed\n",
}


def in_body(line):
    return SOURCE.replace("{ return 42; }", "{\n  " + line + "\n  return 42;\n}")


def banned(name, line):
    return (f"[banned] .*({name})", {"src/law/answer.cc": in_body(line)})


# (kind and words that the finding must hold, files changed or added)
PLANTED = [
    ("[size] function:licet::answer|[size] function:answer",
     {"src/law/answer.cc": in_body("\n".join(["  ;"] * 61))}),
    ("[size] lines 401", {"src/law/answer.cc": SOURCE + "\n" * (401 - SOURCE.count("\n"))}),
    ("[size] lines 151",
     {"src/law/include/licet/law/answer.h": HEADER + "\n" * (151 - HEADER.count("\n"))}),
    ("[size] wide_lines 1", {"src/law/answer.cc": SOURCE + "// " + "x" * 98 + "\n"}),
    ("[size] bytes 262145", {"data.bin": "x" * 262145}),
    ("[ratchet] src/law/answer.cc lines",
     {"tools/tidy_ratchet.txt": "src/law/answer.cc lines 500\n"}),
    banned("endl", "out << std::endl;"),
    banned("stdout", 'std::printf("yes");'),
    banned("stdout", "std::cout << 1;"),
    banned("random", "rand();"),
    banned("time", "std::time(nullptr);"),
    banned("time", "auto now = std::chrono::system_clock::now();"),
    banned("getenv", 'getenv("HOME");'),
    banned("locale", 'setlocale(LC_ALL, "");'),
    banned("float", "double share = 0;"),
    banned("using_namespace", "using namespace std;"),
    banned("throw", "throw 1;"),
    banned("new", "int* p = new int;"),
    banned("new", "delete p;"),
    banned("assert", "assert(true);"),
    banned("cassert", "\n#include <cassert>"),
    banned("hash_order", "std::unordered_map<int, int> m;\n  for (auto& [k, v] : m) use(k, v);"),
    ("[spelling] `license_id`", {"src/law/answer.cc": in_body("int license_id = 0;")}),
    ("[spelling] `license`", {"src/law/answer.cc": SOURCE + "// The license is live.\n"}),
    ("[spelling] `licenses`", {"README.md": "# Licet\n\nIt knows licenses.\n"}),
    ("[machine_path]", {"README.md": "# Licet\n\nSee /" + "home/me/licet.\n"}),
    ("[registry]", {"README.md": "# Licet\n\nhttps://" + "pypi" + ".org/x\n"}),
    ("[undone]", {"src/law/answer.cc": SOURCE + "// TO" + "DO: the rest\n"}),
    ("[layer] law may not include decide",
     {"src/law/answer.cc": '#include "licet/decide/x.h"\n' + SOURCE}),
    ("[layer] .*climbs out", {"src/law/answer.cc": '#include "../match/key.h"\n' + SOURCE}),
    ("[layer] .*in quotes", {"src/law/answer.cc": "#include <licet/base/day.h>\n" + SOURCE}),
    ("[layer] helpers is not in", {"src/helpers/x.cc": "int x;\n", "src/helpers/README.md": "x\n",
                                   "src/helpers/CMakeLists.txt": "licet_module(helpers x.cc)\n"}),
    ("[dead] stands in no", {"src/law/forgotten.cc": "int forgotten;\n"}),
    ("[dead] is included nowhere", {"src/law/forgotten.h": "int forgotten;\n"}),
    ("[readme] a module needs", {"src/law/README.md": None}),
    ("[readme] 31 lines", {"src/law/README.md": "x\n" * 31}),
    ("[citation] `section 744.11`",
     {"rules/us-ear/744.11.md": NORM.replace("15 CFR 744.11(a)", "section 744.11")}),
    ("[citation] `somewhere`", {"rules/us-ear/chart.csv": "iso2,cite\nCN,somewhere\n"}),
    ("[citation] norm us.ear.744.11.a has no",
     {"rules/us-ear/744.11.md": '```toml\n[[norm]]\nid = "us.ear.744.11.a"\n```\n'}),
    ("[citation] this block is no TOML", {"rules/us-ear/744.11.md": "```toml\n[[norm\n```\n"}),
    ("[changelog] is missing", {"CHANGELOG.md": None}),
    ("[changelog] a release is written", {"CHANGELOG.md": "# Changelog\n\n## 0.1\n"}),
    ("[changelog] `News` is not",
     {"CHANGELOG.md": "# Changelog\n\n## [Unreleased]\n\n### News\n\n- A page.\n"}),
    ("[changelog] the star stands first",
     {"CHANGELOG.md": "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A rule. ★\n"}),
    ("[link] `docs/none.md`", {"README.md": "# Licet\n\n[x](docs/none.md)\n"}),
    ("[questions] `src/law/none.cc` is not",
     {"QUESTIONS.md": CLEAN["QUESTIONS.md"].replace("answer.cc", "none.cc")}),
    ("[questions] `reply` does not stand",
     {"QUESTIONS.md": CLEAN["QUESTIONS.md"].replace("`answer`", "`reply`")}),
]
# What must not be found: the same words where they are allowed.
ALLOWED = [
    {"src/law/answer.cc": in_body("double share = 0;  // tidy-allow: float the interface asks")},
    {"src/law/answer.cc": in_body('text = "std::endl license /* throw */";  // says `license`')},
    {"src/law/answer.cc": in_body("auto t = R\"(new int; assert(0) \" )\"; snprintf(b, 1);")},
    {"src/law/answer.cc": in_body("static_assert(true); int n = 1'000; licensed(n);")},
    {"src/law/answer.h": "// private\n", "src/law/answer.cc": '#include "answer.h"\n' + SOURCE},
    {"README.md": "# Licet\n\nApache License 2.0; the key `license_requirement`; a licensee.\n"},
    {"src/law/answer.cc": in_body("\n".join(["  ;"] * 80)),
     "tools/tidy_ratchet.txt": "src/law/answer.cc function:answer 83\n"},
]


def run(changes):
    with tempfile.TemporaryDirectory() as folder:
        files = CLEAN | {"cmake/layers.cmake": LAYERS.read_text()} | changes
        for name, text in files.items():
            if text is not None:
                path = Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text)
        done = subprocess.run([sys.executable, str(TIDY), "--root", folder],
                              capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr


def holds(output, wanted):
    """Every alternative is a kind and, after `.*`, further words of the same line."""
    return any(all(piece in line for piece in one.split(".*"))
               for one in wanted.split("|") for line in output.splitlines())


def main():
    failures = 0
    for changes in [{}] + ALLOWED:
        status, output = run(changes)
        if status != 0:
            failures += 1
            print(f"FAILED: found something in a clean tree {list(changes)}:\n{output}")
    for wanted, changes in PLANTED:
        status, output = run(changes)
        if status != 1 or not holds(output, wanted):
            failures += 1
            print(f"FAILED: did not catch {wanted} (status {status}):\n{output}")
    print(f"tidy self-test: {1 + len(ALLOWED)} clean, {len(PLANTED)} planted, {failures} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
