"""Fixtures of the journeys: the served demo and the system's Chromium."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.looking import Visit
from tests.journeys.served import built, copied, demo

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
    " --disable-sync --no-first-run"
)
expect.set_options(timeout=20_000)  # two cores and two browsers: slow is not wrong


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test in this folder is a journey."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(
                "journey"
            )  # a run of their own: the browser's loop stays in the process


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use the system's Chromium, which asks nothing of the outside."""
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    assert found, "install Chromium (Debian: apt install chromium)"
    return {**browser_type_launch_args, "executable_path": found, "args": QUIET.split()}


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of the served demo; nothing may have gone wrong in it at the end."""
    if running := os.environ.get("VAKA_SERVED"):  # one that is served already, while writing a walk
        yield running
        return
    folder = tmp_path_factory.mktemp("demo")
    of_all = tmp_path_factory.getbasetemp()
    copied(
        built(of_all.parent if os.environ.get("PYTEST_XDIST_WORKER") else of_all), folder / "var"
    )
    with demo(folder) as url:
        yield url
    assert "Traceback" not in (folder / "demo.log").read_text("utf-8")


@pytest.fixture
def visit(browser: Browser, served: str) -> Iterator[Callable[[str], Visit]]:
    """Give a function that opens a browser as a member of the cast (or as nobody, "")."""
    opened: list[Visit] = []

    def come(user: str = "") -> Visit:
        opened.append(Visit(browser, served, user))
        return opened[-1]

    yield come
    for one in opened:
        one.close()
