"""Vaka's figure check has nothing to say of Vaka's own reports; they show what is listed."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.journeys.looking import DESK, OVERFLOW, PHONE, axe_finds
from tests.journeys.served import built, copied, environment
from tests.listed import QUALITY, SAFETY


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Make and check every report of a copy of the demo that the walks are built on."""
    base = tmp_path_factory.getbasetemp()
    data = tmp_path_factory.mktemp("reports") / "var"
    copied(built(base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base), data)
    out = tmp_path_factory.mktemp("out")
    run = subprocess.run(
        [sys.executable, "-m", "tests.own_reports", data, out], cwd=Path(__file__).parents[2],
        env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-3000:]
    found: dict[str, Any] = json.loads(run.stdout)
    return found | {"out": out}


def test_no_report_contradicts_itself(told: dict[str, Any]) -> None:
    assert {name: found for name, found in told["findings"].items() if found} == {}


def test_every_report_with_something_to_tell_is_asked(told: dict[str, Any]) -> None:
    assert len(told["findings"]) >= 15


def test_the_yearly_reports_show_all_that_the_source_lists(told: dict[str, Any]) -> None:
    assert told["lacking"] == []


def test_another_judge_takes_the_pdf_and_another_reader_the_word_file(told: dict[str, Any]) -> None:
    assert len(told["opened"]) == 4
    assert {name: faults for name, faults in told["opened"].items() if faults} == {}


@pytest.mark.parametrize("name", [QUALITY, SAFETY])
def test_the_saved_page_passes_axe_at_both_widths(
    browser: Browser, told: dict[str, Any], name: str
) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto((told["out"] / f"{name}.html").as_uri())
    for size in (DESK, PHONE):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        assert not page.evaluate(OVERFLOW), size
        assert axe_finds(page) == []
    context.close()
