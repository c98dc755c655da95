"""Nobody whom a case is about stands in any output but those named here, all of the demo asked."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.served import built, copied, environment

PLANTED = "8112189876"
HELD = {"pages: page entitlements:ivo", "pages: page entitlements:ivo_file",
        "pages: page submissions:file"}  # fmt: skip
"""The case officer's page and file of IVO's report, and the file of people that the authority asks
for by law, opened with a reason by who answers for it."""
MAY_HOLD = {"pages: page journals:content"}
"""The file to the journal. The search meets it only where the first who opens a file's page is one
who hands it over, so that it is found is not asked for."""
LEAST = {"pages": 280, "reports": 15, "feed": 40, "disk": 40, "letters": 10, "log": 100}
EVERYDAY = {"pages", "reports", "feed", "disk", "log"}
"""Where a name of a unit comes; letters only count what waits."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict:
    """Search a copy of the demo that the walks are built on."""
    base = tmp_path_factory.getbasetemp()
    data = tmp_path_factory.mktemp("searched") / "var"
    copied(built(base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base), data)
    run = subprocess.run(
        [sys.executable, "-m", "tests.leaks.demo", data], cwd=Path(__file__).parents[2],
        env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-3000:]
    return json.loads(run.stdout)


def test_nobody_stands_in_any_output_but_those_named(told: dict) -> None:
    held = {place for place, tails in told["found"].items() if set(tails) - {PLANTED}}
    assert held - MAY_HOLD == HELD


def test_every_channel_is_searched_and_finds_what_is_planted(told: dict) -> None:
    assert {name: many for name, many in LEAST.items() if told["many"].get(name, 0) < many} == {}
    where = {place.split(":")[0] for place, tails in told["found"].items() if PLANTED in tails}
    assert where == EVERYDAY
