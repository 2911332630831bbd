"""Runs commands of the built program where they can change nothing of the tree."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SKIPPED = 77  # ctest shows a test that ends so as skipped
MOST_SECONDS = 120


class Sandbox:
    """A folder that looks like the root of the tree, with an empty data folder beside it."""

    def __init__(self, binaries, scenario=None):
        self.folder = Path(tempfile.mkdtemp(prefix="licet-"))
        self.work = self.folder / "tree"
        if scenario:
            shutil.copytree(scenario, self.work)
        else:
            self.work.mkdir()
            for name in ("build", "docs", "lists", "rules", "scenarios"):
                (self.work / name).symlink_to(ROOT / name)
        self.environment = {
            "PATH": f"{Path(binaries).resolve()}:{os.environ.get('PATH', '')}",
            "LICET_HOME": str(self.folder / "home"), "HOME": str(self.folder),
            "LC_ALL": "C.UTF-8", "TZ": "UTC", "NO_COLOR": "1", "COLUMNS": "100"}
        (self.folder / "home").mkdir()

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, command, both=False):
        """(exit status, what it printed); `both`: standard error too."""
        done = subprocess.run(["bash", "-c", command], cwd=self.work, env=self.environment,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT if both else subprocess.PIPE,
                              timeout=MOST_SECONDS)
        return done.returncode, done.stdout.decode("utf-8", "replace")


def licet_is_built(binaries):
    return (Path(binaries) / "licet").exists()
