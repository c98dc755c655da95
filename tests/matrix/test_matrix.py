"""The matrix against the kept sheets, in parts that workers share; and that it would tell.

Posts and reads past the pages are left out here, for time: `python -m tests.matrix check` has them.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.matrix import plant, sheet, world

PARTS = 4
SHEETS = sorted(sheet.KEPT.glob("*.txt"))
ANYBODY = {"leaver", "nobody"}


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the demo of the day; the first worker builds it, the others wait."""
    shared = tmp_path_factory.getbasetemp().parent / "matrix"
    shared.mkdir(exist_ok=True)
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        built = world.built(shared)
    own = tmp_path_factory.mktemp("matrix")
    shutil.copytree(built, own / "data")
    shutil.copytree(built.with_name("data.keys"), own / "data.keys")
    return own / "data"


def run(demo: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """Run the matrix in a process of its own, for it stands still on its day."""
    ours = ("VAKA_", "DATABASE_", "DJANGO_")
    clean = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    command = [sys.executable, "-m", "tests.matrix", "check", "--data", str(demo), *words]
    return subprocess.run(command, capture_output=True, text=True, cwd=plant.ROOT, env=clean)


@pytest.mark.parametrize("part", range(1, PARTS + 1))
def test_everybody_gets_in_where_it_is_written_and_nowhere_else(demo, part):
    done = run(demo, "--quick", "--part", f"{part}/{PARTS}")
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


def test_a_check_that_is_taken_out_is_found(demo):
    site = next(site for site in plant.sites(["scorecards"]) if "queries.py" in site)
    done = run(demo, "scorecards", "--planted", site)
    assert done.returncode == 1
    assert "was [" in done.stdout


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_no_sheet_says_that_one_home_meets_the_other(path):
    """Cecilia manages Björken, Bo and Astrid work at Almen: neither is ever told of the other."""
    for line in sheet.read(path):
        for part in line.split(": ", 1)[1].split(" | "):
            verdict, _space, names = part.partition(" ")
            met, who = set(verdict), set(names.split())
            if line.startswith(("GET", "POST")):
                assert not ("A" in met and "cecilia" in who), line
                assert not ("B" in met and who & {"bo", "astrid"}), line
                assert not (met & set("ABab") and who & ANYBODY), line


def test_there_are_sheets():
    assert len(SHEETS) > 30
    assert sum(len(sheet.read(path)) for path in SHEETS) > 2000
