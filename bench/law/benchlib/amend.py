"""Amendments of the rules of the tree, for the questions on file: one thing changed in each."""

import shutil

from benchlib import files

# name, what it does, file, text, what stands there instead
AMENDMENTS = (
    ("norm", "a requirement of 744.21 begins two months later",
     "us-ear/744/744.21-military-end-use.md",
     'in_force = "2020-06-29.."', 'in_force = "2020-08-29.."'),
    ("group", "a country leaves Country Group D:1 for B",
     "us-ear/740-supp1/groups.csv", "\nAM,Armenia,D:1,", "\nAM,Armenia,B,"),
    ("chart", "a country loses a mark of the chart",
     "us-ear/738-supp1/chart.csv", "\nCN,China,X,X,X,X,X,X,X,", "\nCN,China,X,X,X,X,X,X,,"),
    ("row", "a row of an entry of the control list is cut down to one paragraph",
     "us-ear/774-supp1/controls.csv", "\n3A001,2,entire,ns2,", "\n3A001,2,include: b,ns2,"),
    ("exception", "an exception goes to fewer countries; it may serve every third question",
     "us-ear/740/740.3-lvs.md", "destination = 'in group B'", "destination = 'in group A:1'"),
)


def says(name):
    return next(what for short, what, *_ in AMENDMENTS if short == name)


def folders():
    """A copy of the rules for each, amended."""
    made = []
    for name, _, path, old, new in AMENDMENTS:
        folder = files.OUT / "amended" / name
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(files.ROOT / "rules", folder)
        text = (folder / path).read_text()
        if old not in text:
            raise ValueError(f"{path} no longer holds {old!r}: give amendment `{name}` another")
        (folder / path).write_text(text.replace(old, new, 1))
        made.append(folder)
    return made
