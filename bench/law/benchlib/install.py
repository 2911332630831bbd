"""Builds our programs, fetches and builds the rivals. Versions are pinned in rivals/."""

import re
import shutil
import subprocess
from pathlib import Path

from benchlib.files import BENCH, OUT, RELEASE, ROOT

RUST = BENCH / "rivals/rust"
OPA = BENCH / "rivals/opa"
TARGETS = ["licet_law_bench", "licet_law_judge", "licet_law_naive"]


class Missing(Exception):
    """A rival that cannot be installed here; says what to do."""


def tell(line):
    print(line, flush=True)


def quiet(command, **more):
    """Runs a command; its output is shown only when it fails."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          **more)
    if done.returncode != 0:
        raise Missing("\n".join(done.stdout.strip().splitlines()[-15:]))


def build_ours():
    if not (RELEASE / "build.ninja").exists():
        quiet(["cmake", "--preset", "release"], cwd=ROOT)
    quiet(["nice", "ninja", "-C", str(RELEASE), *TARGETS])


def newer(program, folder):
    """Is the program newer than every file of the folder?"""
    files = [p for p in folder.rglob("*") if p.is_file()]
    return program.exists() and program.stat().st_mtime > max(p.stat().st_mtime for p in files)


def build_rust():
    programs = [OUT / "bin/zen", OUT / "bin/cedar"]
    if all(newer(program, RUST) for program in programs):
        return
    tell("building the drivers of ZEN and Cedar (minutes, the first time) …")
    shutil.copytree(RUST, OUT / "rust", dirs_exist_ok=True)  # the lock file stays out of the tree
    quiet(["nice", "cargo", "build", "--release", "--target-dir", str(OUT / "rust-target")],
          cwd=OUT / "rust")
    for program in programs:
        shutil.copy(OUT / "rust-target/release" / program.name, program)


def build_opa():
    program = OUT / "bin/opa"
    if newer(program, OPA):
        return
    tell("building the driver of OPA …")
    quiet(["nice", "go", "build", "-o", str(program), "."], cwd=OPA)


HELP = """{who}: not to be had here. Its packages come from the registry that {tool} is set up with;
offline, or without {tool}, run `bench/law/run --engines {rest}`.
{why}"""


def build_rivals(engines):
    """Engines that can run. Raises Missing for one that was asked for and cannot be built."""
    (OUT / "bin").mkdir(parents=True, exist_ok=True)
    builds = ((("zen", "cedar"), "cargo", build_rust), (("opa",), "go", build_opa))
    for names, tool, build in builds:
        wanted = [e for e in engines if e.split("-")[0] in names]
        if not wanted:
            continue
        rest = ",".join(e for e in engines if e not in wanted)
        if shutil.which(tool) is None:
            raise Missing(HELP.format(who=", ".join(wanted), tool=tool, rest=rest, why=""))
        try:
            build()
        except Missing as why:
            raise Missing(HELP.format(who=", ".join(wanted), tool=tool, rest=rest, why=why))


def versions():
    """What the figures were measured against, from the files that pin it."""
    cargo = (RUST / "Cargo.toml").read_text()
    module = (OPA / "go.mod").read_text()
    return {"zen": re.search(r'zen-engine = "=([^"]+)"', cargo).group(1),
            "cedar": re.search(r'cedar-policy = "=([^"]+)"', cargo).group(1),
            "opa": re.search(r"opa v(\S+)", module).group(1)}


def program(engine, folder):
    """The command that serves the engine over a workload's folder."""
    def file(name):
        return str(Path(folder) / name)

    ours = RELEASE / "bin"
    if engine.startswith("licet"):
        kind = engine.partition("-")[2] or "kernel"
        return [str(ours / "licet_law_bench"), "synthetic", file("rules"), kind]
    if engine == "naive":
        return [str(ours / "licet_law_naive"), file("norms.tsv")]
    name, _, guarded = engine.partition("-")
    suffix = "-guarded" if guarded else ""
    if name == "cedar":
        return [str(OUT / "bin/cedar"), file(f"cedar{suffix}.cedar"), file("cedar-entities.tsv")]
    return [str(OUT / f"bin/{name}"), file({"zen": f"zen{suffix}.json",
                                            "opa": f"law{suffix}.rego"}[name])]
