"""Sizes, with a ratchet: what tools/tidy_ratchet.txt lists may not grow, nothing new exceeds."""

import re

from tidylib.tree import line_of

MOST_FUNCTION, MOST_HEADER, MOST_SOURCE, MOST_COLUMNS = 60, 150, 400, 100
MOST_BLOB = 256 * 1024
RATCHET = "tools/tidy_ratchet.txt"
NOT_A_FUNCTION = re.compile(r"^(?:template\s*<[^{]*>\s*)?(?:inline\s+)?"
                            r"(?:namespace|class|struct|union|enum|extern)\b")
CONTROL = {"if", "for", "while", "switch", "catch", "do", "else", "try", "requires"}


def functions_of(code):
    """(name, first line, number of lines) of every braced body after a parameter list."""
    code = re.sub(r"^[ \t]*#.*?(?<!\\)$", "", code, flags=re.M | re.S)
    stack, start = [], 0
    for match in re.finditer(r"[{};]", code):
        mark, at = match.group(0), match.start()
        if mark == "{":
            head = code[start:at].strip()
            name = re.search(r"([~\w:]+|operator\W{1,3})\s*\(", head)
            inside = any(kind == "function" for kind, _, _ in stack)
            is_function = (not inside and name and not NOT_A_FUNCTION.match(head)
                           and name.group(1) not in CONTROL and "=" not in head[:name.start()])
            first = line_of(code, at - len(code[start:at].lstrip()))
            stack.append(("function" if is_function else "other", name and name.group(1), first))
        elif mark == "}" and stack:
            kind, name, first = stack.pop()
            if kind == "function":
                yield name, first, line_of(code, at) - first + 1
        start = at + 1


def wide_lines(text):
    return [n for n, line in enumerate(text.splitlines(), 1) if len(line) > MOST_COLUMNS]


def measure(tree):
    """{(path, what): size} of everything above its limit."""
    over = {}
    for path in tree.cpp():
        lines = tree.text(path).count("\n")
        if lines > (MOST_HEADER if path.endswith(".h") else MOST_SOURCE):
            over[path, "lines"] = lines
        for name, _, length in functions_of(tree.code(path)):
            if length > MOST_FUNCTION:
                key = path, f"function:{name}"
                over[key] = max(length, over.get(key, 0))
    for path in tree.scripts():
        if (lines := tree.text(path).count("\n")) > MOST_SOURCE:
            over[path, "lines"] = lines
    for path in tree.cpp() + tree.scripts():
        if wide := wide_lines(tree.text(path)):
            over[path, "wide_lines"] = len(wide)
    for path in tree.paths:
        size = (tree.root / path).stat().st_size
        if size > MOST_BLOB:
            over[path, "bytes"] = size
    return over


def read_ratchet(tree):
    allowed = {}
    if RATCHET in tree.paths:
        for line in tree.text(RATCHET).splitlines():
            if line and not line.startswith("#"):
                path, what, size = line.split()
                allowed[path, what] = int(size)
    return allowed


def check(tree):
    limit = {"lines": f"{MOST_HEADER} lines a header, {MOST_SOURCE} a source: split it",
             "wide_lines": f"lines of more than {MOST_COLUMNS} columns: wrap them",
             "bytes": f"a file is at most {MOST_BLOB} bytes"}
    over, allowed = measure(tree), read_ratchet(tree)
    for (path, what), size in over.items():
        if size > allowed.get((path, what), 0):
            why = limit.get(what, f"a function is at most {MOST_FUNCTION} lines: split it")
            if what == "wide_lines":
                why += "; " + ", ".join(map(str, wide_lines(tree.text(path))))
            tree.find(path, 1, "size", f"{what} {size} ({why})")
    for (path, what), size in allowed.items():
        if over.get((path, what), 0) < size:
            now = over.get((path, what), "fine")
            tree.find(RATCHET, 1, "ratchet",
                      f"{path} {what} is now {now}, not {size}: run tools/tidy --tighten")


def tighten(tree):
    """Lowers the ratchet to what is measured; never raises it."""
    over, allowed = measure(tree), read_ratchet(tree)
    lines = [f"{path} {what} {min(size, over[path, what])}"
             for (path, what), size in sorted(allowed.items()) if (path, what) in over]
    head = [line for line in tree.text(RATCHET).splitlines() if line.startswith("#")]
    (tree.root / RATCHET).write_text("\n".join(head + lines) + "\n")
