"""Where things lie, and the files of one workload."""

import json
import os
import shutil
from pathlib import Path

from benchlib import encode_cedar, encode_licet, encode_opa, encode_zen, workload

ROOT = Path(__file__).resolve().parents[3]
BENCH = ROOT / "bench/law"
OUT = Path(os.environ.get("LICET_BENCH_OUT", ROOT / "build/bench/law"))
RELEASE = ROOT / "build/release"
MISSING = (0, 1, 2, 3, 4)  # facts missing, by file of questions


def questions_path(folder, missing):
    return folder / f"questions-{missing}.tsv"


def make(size, seed, known, unknown):
    """The folder with the rules of `size` norms in every engine's form, and the questions."""
    folder = OUT / f"workload/{size}"
    stamp = {"size": size, "seed": seed, "known": known, "unknown": unknown, "form": sources()}
    written = folder / "stamp.json"
    if written.exists() and json.loads(written.read_text()) == stamp:
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    norms = workload.make_norms(size, seed)
    (folder / "norms.tsv").write_text("".join(workload.norm_row(n) + "\n" for n in norms))
    for missing in MISSING:
        asked = workload.make_questions(norms, seed, missing, unknown if missing else known)
        questions_path(folder, missing).write_text(
            "".join(workload.question_row(q) + "\n" for q in asked))
    encode_licet.encode(norms, folder / "rules")
    for guarded in (False, True):
        encode_zen.encode(norms, folder, guarded)
        encode_opa.encode(norms, folder, guarded)
        encode_cedar.encode(norms, folder, guarded)
    written.write_text(json.dumps(stamp))
    return folder


def sources():
    """A digest of the encoders, so that a change makes the files anew."""
    import hashlib
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("encode_*.py")) + [Path(workload.__file__)]:
        digest.update(path.read_bytes())
    return digest.hexdigest()
