"""A small run of each kind, and that a run tells what is lost, doubled or torn."""

import os
import subprocess
import sys

from tests.faults.__main__ import plan
from tests.faults.kinds import KINDS
from tests.faults.power import is_possible

EVERY = sorted([*KINDS, *(["power"] if is_possible() else [])])


def test_a_plan_holds_as_many_of_each_kind_and_is_the_same_again() -> None:
    kinds = list(KINDS)
    order = plan(len(kinds) * 5, 1, kinds)
    assert {kind: order.count(kind) for kind in kinds} == dict.fromkeys(kinds, 5)
    assert order == plan(len(kinds) * 5, 1, kinds) != plan(len(kinds) * 5, 2, kinds)


def test_nothing_acknowledged_is_lost_by_one_of_each_kind(tmp_path) -> None:
    command = [sys.executable, "-m", "tests.faults", str(len(EVERY)), "--folder", tmp_path]
    ours = ("VAKA_", "DJANGO_", "DATABASE_")
    clean = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    done = subprocess.run(command, capture_output=True, text=True, env=clean)
    lines = done.stdout.splitlines()
    assert done.returncode == 0, done.stdout + done.stderr[-3000:]
    assert [line.split()[0] for line in lines] == [f"kind={kind}" for kind in [*EVERY, "all"]]
    assert "acknowledged=0 " not in lines[-1]
    assert "lost=0 duplicated=0 torn=0 faults=0" in lines[-1]
