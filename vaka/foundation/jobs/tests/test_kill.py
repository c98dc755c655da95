"""A worker killed in the middle of a job: the next takes it up, or says it was broken off."""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

SCRIPT = [sys.executable, str(Path(__file__).with_name("slow_worker.py"))]
VAKA = [sys.executable, "-m", "vaka.config.cli"]


@pytest.fixture(scope="module")
def founded(tmp_path_factory) -> Path:
    data = tmp_path_factory.mktemp("kill") / "data"
    init = [*VAKA, "--data", str(data), "init", "--name", "Prov kommun"]
    subprocess.run(init, check=True, capture_output=True, env=_environment())
    return data


def _environment() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if not k.startswith(("VAKA_", "DJANGO_"))}


def _state(data: Path) -> str:
    """Give the job's state and attempts, read past Vaka, whose processes start slowly."""
    with closing(sqlite3.connect(data / "vaka.sqlite3", timeout=20)) as database:
        state, attempts = database.execute("select state, attempts from jobs_job").fetchone()
    return f"{state} {attempts}"


def _until(right: Callable[[], bool], seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    while not right():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)


@contextmanager
def _worker(data: Path) -> "Iterator[subprocess.Popen[bytes]]":
    """Start a worker; none is left behind, whatever the test finds."""
    command = [*SCRIPT, "work", str(data)]
    process = subprocess.Popen(command, env=_environment(), stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize(("kind", "end"), [("tests.again", "done 2"), ("tests.once", "failed 1")])
def test_a_killed_workers_job_ends(founded: Path, tmp_path: Path, kind: str, end: str) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "vaka.sqlite3").write_bytes((founded / "vaka.sqlite3").read_bytes())
    start = [*SCRIPT, "start", str(data), kind]
    subprocess.run(start, check=True, capture_output=True, env=_environment())
    with _worker(data) as first:
        _until((data / "began").exists)
        first.kill()
        first.wait()
    with _worker(data) as second:
        _until(lambda: _state(data) == end)
        second.terminate()
        assert second.wait(20) == 0
