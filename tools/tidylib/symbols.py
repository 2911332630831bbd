"""Banned symbols, each with what to use instead; words; machine paths; addresses of registries."""

import re

from tidylib.tree import comments_of, line_of

# name, pattern over code without comments and texts, folders where it is allowed, replacement.
# "test" stands for *_test.cc, *_fuzz.cc and *_bench.cc.
BANNED = [
    ("endl", r"\bstd::endl\b", (), r"'\n'"),
    ("stdout", r"\bprintf\s*\(|\bstd::cout\b|\bputs\s*\(", ("apps", "tools", "bench", "test"),
     "return the text; apps print it"),
    ("random", r"\bs?rand\s*\(|\brandom_device\b|\bmt19937\b", ("bench", "test"),
     "nothing: kernels know no random number"),
    ("time", r"(?<![\w.>:])(?:std::|::)?time\s*\(|\b(?:system|steady|high_resolution)_clock\b",
     ("apps", "bench", "test"), "an AsOf or a Day given by the caller; only apps ask the clock"),
    ("getenv", r"\bgetenv\s*\(", ("apps", "test"), "an argument; only apps read the environment"),
    ("locale", r"\bsetlocale\s*\(|\bstd::locale\b", (), "base/text.h; nothing depends on a locale"),
    ("float", r"\b(?:float|double)\b", ("bench", "test"),
     "licet::Decimal, or integers in thousandths"),
    ("using_namespace", r"\busing\s+namespace\s+(?!std::(?:literals|\w+_literals))",
     (), "the names you use"),
    ("throw", r"\bthrow\b", (), "Result<T>; LICET_CHECK for the impossible"),
    ("new", r"\bnew\s+[A-Za-z_:(]|\bdelete\s+\w|\bdelete\s*\[|\b(?:m|re|c)alloc\s*\(",
     (), "std::make_unique, containers"),
    ("assert", r"(?<![\w.])assert\s*\(", (), "LICET_CHECK: it stays on in release"),
    ("cassert", r"#\s*include\s*<cassert>", (), "licet/base/check.h"),
]
ALLOW = re.compile(r"//\s*tidy-allow:\s*(\w+)\s+\S+")  # with a reason, on the line or the one above


def place_of(path):
    if re.search(r"_(?:test|fuzz|bench)\.(?:cc|h)$", path):
        return "test"
    return path.split("/")[0]


def allowed_lines(text):
    allowed = set()
    for number, line in enumerate(text.splitlines(), 1):
        if match := ALLOW.search(line):
            allowed |= {(match.group(1), number), (match.group(1), number + 1)}
    return allowed


def check_banned(tree):
    for path in tree.cpp():
        code, allowed = tree.code(path), allowed_lines(tree.text(path))
        for name, pattern, places, instead in BANNED:
            if place_of(path) in places:
                continue
            for match in re.finditer(pattern, code):
                line = line_of(code, match.start())
                if (name, line) not in allowed:
                    tree.find(path, line, "banned",
                              f"`{match.group(0).strip()}` ({name}): use {instead}")
        check_hash_order(tree, path, code, allowed)


def check_hash_order(tree, path, code, allowed):
    """Walking a hash container of this file or of its header gives an order nobody promised."""
    names = set()
    header = [p for p in tree.cpp() if p.endswith("/" + path.split("/")[-1][:-3] + ".h")]
    for text in [code] + [tree.code(h) for h in header]:
        for match in re.finditer(r"\bunordered_(?:multi)?(?:map|set)\s*<", text):
            depth, at = 1, match.end()
            while at < len(text) and depth:
                depth += {"<": 1, ">": -1}.get(text[at], 0)
                at += 1
            if name := re.match(r"[\s&]*(\w+)\s*[;={,)]", text[at:]):
                names.add(name.group(1))
    for name in sorted(names):
        pattern = rf"for\s*\([^;()]*:\s*(?:\w+[.]|\w+->)?{name}\s*\)|\b{name}(?:\.|->)c?begin\s*\("
        for match in re.finditer(pattern, code):
            line = line_of(code, match.start())
            if ("hash_order", line) not in allowed:
                tree.find(path, line, "banned", f"walks the hash container `{name}` (hash_order): "
                          "use std::map, or sort the keys first")


# The noun; the verb (licensed, licensing, licensee) is spelt alike everywhere.
NOUN = {"license", "licenses"}
ALLOWED_PHRASES = re.compile(  # names of others: the Apache terms, published fields, the file
    r"Apache[ -]License|SPDX-License-Identifier|license_(?:requirement|policy|exceptions?)\b"
    r"|\bLICENSE\b")


def words_of(identifier):
    return [w.lower() for w in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", identifier)]


def check_spelling(tree):
    def look(path, line, text):
        for match in re.finditer(r"\w*license\w*", ALLOWED_PHRASES.sub("", text), re.I):
            if NOUN & set(words_of(match.group(0))):
                tree.find(path, line, "spelling",
                          f"`{match.group(0)}`: the noun is written licence")

    for path in tree.cpp():
        for number, line in enumerate(tree.code(path).splitlines(), 1):
            look(path, number, line)
        for number, comment in comments_of(tree.text(path)):
            look(path, number, re.sub(r"`[^`]*`|\"[^\"]*\"", "", comment))
    for path in tree.paths:
        if path.endswith(".md") and not path.startswith(("rules/", "lists/")):
            prose = re.sub(r"^```.*?^```|`[^`\n]*`|\"[^\"\n]*\"", keep_lines, tree.text(path),
                           flags=re.M | re.S)
            for number, line in enumerate(prose.splitlines(), 1):
                look(path, number, line)


def keep_lines(match):
    return "\n" * match.group(0).count("\n")


MACHINE_PATH = re.compile(r"(?:^|[^A-Za-z0-9_.\-}])/(?:work|farm|root|home|Users)/")
REGISTRY = re.compile(r"\b(?:registry\.npmjs|registry\.yarnpkg|pypi|files\.pythonhosted|crates"
                      r"|static\.crates|deb\.debian|security\.debian|proxy\.golang|rubygems"
                      r"|repo1?\.maven|conan\.io|conda\.anaconda)\.(?:org|io|com)\b")
UNDONE = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X)\b")


def check_texts(tree):
    for path in tree.paths:
        if tree.is_binary(path) or path.startswith("lists/"):
            continue
        for number, line in enumerate(tree.text(path).splitlines(), 1):
            if MACHINE_PATH.search(line):
                tree.find(path, number, "machine_path", "a path of one machine: make it relative")
            if REGISTRY.search(line):
                tree.find(path, number, "registry",
                          "an address of a registry: leave it to the tool")
            if path.endswith((".cc", ".h", ".py", ".sh")) and UNDONE.search(line):
                tree.find(path, number, "undone", "do it, or write it into an issue")


def check(tree):
    check_banned(tree)
    check_spelling(tree)
    check_texts(tree)
