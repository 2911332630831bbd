"""The files of the tree as the checks see them, and C++ with comments and texts taken out."""

import re
import subprocess
from pathlib import Path

SKIPPED_FOLDERS = {"build", ".git", ".licet", "__pycache__", "node_modules"}


class Tree:
    """All files that are, or could be, committed; findings are collected here."""

    def __init__(self, root):
        self.root = Path(root)
        self.paths = sorted(self._list())
        self.findings = []
        self._texts = {}
        self._codes = {}

    def _list(self):
        listed = subprocess.run(
            ["git", "-C", str(self.root), "ls-files", "-z", "--cached", "--others",
             "--exclude-standard"], capture_output=True)
        if listed.returncode == 0 and (self.root / ".git").exists():
            names = listed.stdout.decode().split("\0")
            return [n for n in names if n and (self.root / n).is_file()]
        found = []
        for path in self.root.rglob("*"):
            parts = path.relative_to(self.root).parts
            if path.is_file() and not SKIPPED_FOLDERS & set(parts):
                found.append("/".join(parts))
        return found

    def text(self, path):
        if path not in self._texts:
            self._texts[path] = (self.root / path).read_bytes().decode("utf-8", "replace")
        return self._texts[path]

    def code(self, path):
        """C++ without comments and without the inside of texts; line numbers are kept."""
        if path not in self._codes:
            self._codes[path] = strip_cpp(self.text(path))
        return self._codes[path]

    def is_binary(self, path):
        with open(self.root / path, "rb") as file:
            return b"\0" in file.read(8192)

    def cpp(self):
        return [p for p in self.paths if p.endswith((".cc", ".h"))]

    def scripts(self):
        """Python and shell, by ending or by the first line."""
        found = []
        for path in self.paths:
            if path.endswith((".py", ".sh")):
                found.append(path)
            elif "." not in Path(path).name and not self.is_binary(path):
                if self.text(path).startswith("#!"):
                    found.append(path)
        return found

    def find(self, path, line, kind, what):
        self.findings.append((path, line, kind, what))


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


LEXEMES = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<mark>[^()\s\\]{0,16})\(.*?\)(?P=mark)"'
    r'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)+\'', re.S)
# A quote inside a number (1'000) is no text.
DIGIT_QUOTE = re.compile(r"(?<=[0-9A-Fa-f])'(?=[0-9A-Fa-f])")


def strip_cpp(text):
    def blank(match):
        lexeme = match.group(0)
        lines = "\n" * lexeme.count("\n")
        if lexeme[0] == "/":
            return " " + lines
        return ('""' if lexeme[0] in '"R' else "' '") + lines

    return LEXEMES.sub(blank, DIGIT_QUOTE.sub("_", text))


def comments_of(text):
    """(line, comment) of C++."""
    for match in LEXEMES.finditer(DIGIT_QUOTE.sub("_", text)):
        if match.group(0)[0] == "/":
            yield line_of(text, match.start()), match.group(0)
