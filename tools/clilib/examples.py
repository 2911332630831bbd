"""Examples in README.md, manual and formats: fenced blocks opened by ``` and `console`.

`$ command` runs (`> ` continues it), the lines below are its output, both streams together. A line
of only `…` stands for any lines, a `…` inside a line for any text. A status other than 0 is the
last line, `[exit 10]`. The examples of one page share one data folder, in order.
"""

import re

from clilib.sandbox import ROOT, Sandbox

BLOCK = re.compile(r"^```console\n(.*?)^```$", re.M | re.S)
PROGRAM = re.compile(r"^(?:build/release/bin/)?(licet)\b")


def pages():
    return [ROOT / "README.md", *sorted((ROOT / "docs" / "manual").glob("*.md")),
            *sorted((ROOT / "docs" / "formats").glob("*.md"))]


def examples_of(block):
    """(command as written, expected output)"""
    command, lines, found = None, [], []
    for line in block.splitlines():
        if line.startswith("$ "):
            if command is not None:
                found.append((command, lines))
            command, lines = line[2:], []
        elif line.startswith("> ") and command is not None and not lines:
            command += "\n" + line[2:]
        else:
            lines.append(line)
    if command is not None:
        found.append((command, lines))
    return found


def matches(wanted, got):
    """Whether the lines got are those wanted, `…` being anything."""
    if not wanted:
        return not got
    if wanted[0].strip() == "…":
        return any(matches(wanted[1:], got[skip:]) for skip in range(len(got) + 1))
    if not got:
        return False
    pattern = ".*".join(re.escape(piece) for piece in wanted[0].rstrip().split("…"))
    return bool(re.fullmatch(pattern, got[0].rstrip())) and matches(wanted[1:], got[1:])


def run(sandbox, command):
    """The command, with `build/release/bin/licet` meaning the program under test."""
    status, output = sandbox.run(PROGRAM.sub(r"\1", command), both=True)
    lines = output.splitlines()
    return lines + [f"[exit {status}]"] if status else lines


def shown(command):
    first, *rest = command.split("\n")
    return "\n".join(["$ " + first] + ["> " + line for line in rest])


def changes(binaries):
    """(page, example as it stands, example as it is now) of each example that differs."""
    for page in pages():
        if not page.exists():
            continue
        with Sandbox(binaries) as sandbox:
            for block in BLOCK.findall(page.read_text()):
                for command, wanted in examples_of(block):
                    got = run(sandbox, command)
                    if not matches(wanted, got):
                        yield page, (shown(command), wanted), (shown(command), got)


def count_examples():
    return sum(len(examples_of(block)) for page in pages() if page.exists()
               for block in BLOCK.findall(page.read_text()))


def text_of(example):
    return "\n".join([example[0], *example[1]]) + "\n"
