"""Vaka's own figure check has nothing to say of Vaka's own reports, all of the demo's asked."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.served import built, copied, environment


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, str]]]:
    """Make and check every report of a copy of the demo that the walks are built on."""
    base = tmp_path_factory.getbasetemp()
    data = tmp_path_factory.mktemp("reports") / "var"
    copied(built(base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base), data)
    run = subprocess.run(
        [sys.executable, "-m", "tests.own_reports", data], cwd=Path(__file__).parents[2],
        env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-3000:]
    found: dict[str, list[dict[str, str]]] = json.loads(run.stdout)
    return found


def test_no_report_contradicts_itself(told: dict[str, list[dict[str, str]]]) -> None:
    assert {name: found for name, found in told.items() if found} == {}


def test_every_report_with_something_to_tell_is_asked(
    told: dict[str, list[dict[str, str]]],
) -> None:
    assert len(told) >= 15
