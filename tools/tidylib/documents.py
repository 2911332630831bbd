"""Citations in rules, the form of the changelog, links between documents, QUESTIONS.md."""

import csv
import io
import re
import tomllib
from pathlib import PurePosixPath

CITATION = re.compile(r"""^(?:the\ )?(?:
    \d+\ CFR\ (?:parts?\ )?\d+                     # 15 CFR 744.11(a), 15 CFR part 746
  | Supp\.\ Nos?\.\ \d+\ to\ [Pp]art\ \d+          # Supp. No. 4 to part 744
  | \d+\ FR\ \d+ | FR\ Doc\.\ \d{2,4}-\d+           # 84 FR 22961
  | \d+\ U\.?S\.?C\.?\ (?:§+\ ?)?\d+ | Pub\.\ L\.\ \d+-\d+
  | E\.?O\.?\ \d+ | Executive\ Order\ \d+
  | \d+\ CFR\ chapter\ [IVX]+ | ECCN\ \d[A-E]\d{3} | Supps\.\ Nos?\.\ \d+
  | Note\ \d+\ to\ Category\ \d+ | BIS\ announcement\ of\ \d{4}-\d\d-\d\d
  | Reg\.\ \(E[CU]\)\ (?:No\ )?\d+/\d+
  | MOFCOM\ Announcement\ No\.\ \d+ | Japan\ Export\ Trade\ Control\ Order
  | savings\ clauses\ of\ list | form\ of\ this\ project | contract,\ section\ \d | in-house\ rule
  | \(?(?:EU|EC)\)?\ (?:No\ )?\d+/\d+ | S\.I\.\ \d{4}/\d+ | \d{4}\ c\.\ \d+ | UNSCR?\ \d+
)""", re.X)


def citation_problem(cite):
    """Empty when the text starts as a citation must."""
    if not cite.strip():
        return "an empty citation"
    if not CITATION.match(cite.strip()):
        return (f"`{cite[:60]}` is no citation of a known form "
                "(15 CFR …, Supp. No. … to part …, NN FR NNNN …)")
    return ""


def citations_in(value):
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "cite" and not isinstance(inner, dict):
                yield from ([inner] if isinstance(inner, str) else inner)
            else:
                yield from citations_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from citations_in(inner)


def toml_blocks(text):
    for match in re.finditer(r"^```toml\n(.*?)^```$", text, re.M | re.S):
        yield text.count("\n", 0, match.start(1)) + 1, match.group(1)


def check_citations(tree):
    for path in tree.paths:
        if not path.startswith("rules/"):
            continue
        if path.endswith(".csv"):
            rows = csv.DictReader(io.StringIO(tree.text(path)))
            for row in rows:
                if row.get("cite") and (why := citation_problem(row["cite"])):
                    tree.find(path, rows.line_num, "citation", why)
        elif path.endswith((".md", ".toml")):
            text = tree.text(path)
            for line, block in toml_blocks(text) if path.endswith(".md") else [(1, text)]:
                try:
                    values = tomllib.loads(block)
                except tomllib.TOMLDecodeError as error:
                    tree.find(path, line, "citation", f"this block is no TOML: {error}")
                    continue
                for cite in citations_in(values):
                    if why := citation_problem(str(cite)):
                        tree.find(path, line, "citation", why)
                if path.endswith(".md"):
                    check_norms(tree, path, line, values)


def check_norms(tree, path, line, values):
    for norm in values.get("norm", []):
        if not norm.get("cite"):
            tree.find(path, line, "citation", f"norm {norm.get('id', '?')} has no citation")


SECTIONS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def check_changelog(tree):
    """Keep a Changelog; a line that can change a verdict begins with a star: `- ★ …`."""
    path = "CHANGELOG.md"
    if path not in tree.paths:
        tree.find(path, 1, "changelog", "is missing")
        return
    release = section = None
    for number, line in enumerate(tree.text(path).splitlines(), 1):
        if line.startswith("## "):
            release, section = line, None
            if not re.match(r"## \[(?:Unreleased|\d+\.\d+\.\d+)\](?: - \d{4}-\d\d-\d\d)?$", line):
                tree.find(path, number, "changelog",
                          "a release is written `## [1.2.3] - YYYY-MM-DD`")
        elif line.startswith("### "):
            section = line[4:]
            if section not in SECTIONS:
                tree.find(path, number, "changelog",
                          f"`{section}` is not one of {sorted(SECTIONS)}")
        elif line.startswith("- "):
            if not (release and section):
                tree.find(path, number, "changelog", "an entry outside a release and a section")
            if "★" in line[4:] or re.match(r"- [*★](?! \S)", line):
                tree.find(path, number, "changelog", "the star stands first: `- ★ text`")
        elif line and release and not line.startswith(("  ", "[")):
            tree.find(path, number, "changelog", "entries are lines that begin with `- `")
    if not release:
        tree.find(path, 1, "changelog", "holds no release")


def check_links(tree):
    folders = {str(parent) for p in tree.paths for parent in PurePosixPath(p).parents}
    for path in tree.paths:
        if not path.endswith(".md"):
            continue
        text = re.sub(r"^```.*?^```", lambda m: "\n" * m.group(0).count("\n"), tree.text(path),
                      flags=re.M | re.S)
        for match in re.finditer(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
            target = match.group(1)
            if re.match(r"[a-z]+:", target):
                continue
            parts = []
            for part in (PurePosixPath(path).parent / target).parts:
                parts = parts[:-1] if part == ".." else parts + [part]
            if "/".join(parts) not in tree.paths and "/".join(parts) not in folders:
                line = text.count("\n", 0, match.start()) + 1
                tree.find(path, line, "link", f"`{target}` is not there")


def check_questions(tree):
    """In a row of QUESTIONS.md the file must exist and hold each function of the last cell."""
    path = "QUESTIONS.md"
    if path not in tree.paths:
        tree.find(path, 1, "questions", "is missing")
        return
    for number, line in enumerate(tree.text(path).splitlines(), 1):
        cells = [c.strip() for c in line.strip().strip("|").split(" | ")]
        if not line.startswith("| ") or len(cells) != 4 or cells[2] == "file":
            continue
        for file in re.findall(r"`([^`]+)`", cells[2]):
            module = re.match(r"(?:src|apps)/\w+/", file)
            if module and module.group(0) + "CMakeLists.txt" not in tree.paths:
                continue  # the module is not built yet
            if file not in tree.paths:
                tree.find(path, number, "questions", f"`{file}` is not there")
                continue
            for name in re.findall(r"`([\w:]+)`", cells[3]):
                if not re.search(rf"\b{name.split('::')[-1]}\b", tree.text(file)):
                    tree.find(path, number, "questions", f"`{name}` does not stand in {file}")


def check(tree):
    check_citations(tree)
    check_changelog(tree)
    check_links(tree)
    check_questions(tree)
