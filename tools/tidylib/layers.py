"""Includes against cmake/layers.cmake; dead files; module READMEs."""

import re
from pathlib import Path

MOST_README_LINES = 30
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.M)


def read_layers(tree):
    """{module: every module it may include}, itself included."""
    names = {}
    table = tree.text("cmake/layers.cmake")
    for match in re.finditer(r"set\(LICET_MAY_NAME_(\w+)\s+([^)]*)\)", table):
        names[match.group(1)] = match.group(2).replace('"', "").split()

    def below(module, seen):
        if module not in seen:
            seen.add(module)
            for other in names.get(module, []):
                below(other, seen)
        return seen

    return {module: below(module, set()) for module in names}


def module_of(path):
    match = re.match(r"(?:src|apps)/(\w+)/", path)
    return match and match.group(1)


def includes_of(tree, path):
    # Comments are taken out first, texts are not: the included name is one.
    text = re.sub(r"/\*.*?\*/", lambda m: "\n" * m.group(0).count("\n"), tree.text(path),
                  flags=re.S)
    for match in INCLUDE.finditer(text):
        yield text.count("\n", 0, match.start(2)) + 1, match.group(1), match.group(2)


def check_includes(tree):
    layers = read_layers(tree)
    for path in tree.cpp():
        module = module_of(path)
        if module and module not in layers:
            tree.find(path, 1, "layer", f"{module} is not in cmake/layers.cmake")
            continue
        for line, mark, name in includes_of(tree, path):
            if ".." in name.split("/"):
                tree.find(path, line, "layer",
                          f"`{name}` climbs out of its folder: name the include root")
            if not name.startswith("licet/"):
                continue
            if mark == "<":
                tree.find(path, line, "layer", f"`{name}`: write our own headers in quotes")
            other = name.split("/")[1]
            if module and other not in layers[module]:
                tree.find(path, line, "layer",
                          f"{module} may not include {other} (cmake/layers.cmake)")


def check_dead(tree):
    included = {}
    for path in tree.cpp():
        for _, _, name in includes_of(tree, path):
            included.setdefault(name.split("/")[-1], set()).add(path)
    built = " ".join(tree.text(p) for p in tree.paths if p.endswith(("CMakeLists.txt", ".cmake")))
    built_words = set(re.findall(r"[\w.\-]+", built))
    for path in tree.cpp():
        name = Path(path).name
        module = re.match(r"(?:src|apps)/\w+/", path)
        if module and module.group(0) + "CMakeLists.txt" not in tree.paths:
            continue  # interfaces may stand before their module does
        if path.endswith(".cc") and name not in built_words:
            tree.find(path, 1, "dead", "stands in no CMakeLists.txt")
        if path.endswith(".h") and not included.get(name, set()) - {path}:
            tree.find(path, 1, "dead", "is included nowhere")


def check_readmes(tree):
    folders = {m.group(1) for p in tree.paths
               if (m := re.match(r"((?:src|apps)/\w+)/(?:.*\.(?:cc|h)|CMakeLists\.txt)$", p))}
    for folder in sorted(folders):
        readme = folder + "/README.md"
        if readme not in tree.paths:
            tree.find(folder, 1, "readme", "a module needs a README.md: what it is, what it is "
                      "not, what it may include, where to start reading")
        elif (lines := tree.text(readme).count("\n")) > MOST_README_LINES:
            tree.find(readme, 1, "readme", f"{lines} lines; at most {MOST_README_LINES}")


def check(tree):
    check_includes(tree)
    check_dead(tree)
    check_readmes(tree)
