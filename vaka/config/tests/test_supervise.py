"""The supervisor: children start anew when they die, and all end when it ends."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from vaka.config.supervise import Child, port_is_free

FAMILY = """
import sys
from vaka.config.supervise import Child, Supervisor
sleeper = [sys.executable, "-c", "import time; time.sleep(60)"]
Supervisor([Child("one", sleeper), Child("two", sleeper)], lambda w: print(w, flush=True)).run(
    lambda: print("ready", flush=True)
)
"""


def _until(right: Callable[[], bool]) -> None:
    end = time.monotonic() + 15
    while not right():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def _children(parent: int) -> list[int]:
    return [int(p) for p in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def _family() -> "subprocess.Popen[str]":
    found = subprocess.Popen([sys.executable, "-c", FAMILY], stdout=subprocess.PIPE, text=True)
    assert found.stdout is not None
    assert found.stdout.readline() == "ready\n"
    return found


def _is_gone(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except FileNotFoundError:
        return True


def test_a_killed_child_is_started_anew_and_the_other_is_left_alone() -> None:
    with _family() as family:
        first, second = _children(family.pid)
        os.kill(first, signal.SIGKILL)
        _until(lambda: len(set(_children(family.pid)) - {first}) == 2)
        assert second in _children(family.pid)
        left = _children(family.pid)
        family.terminate()
        assert family.wait(15) == 0
        assert all(_is_gone(one) for one in left)


def test_a_killed_supervisor_leaves_no_child() -> None:
    with _family() as family:
        left = _children(family.pid)
        family.kill()
        family.wait()
        _until(lambda: all(_is_gone(one) for one in left))


def test_a_child_that_dies_at_once_waits_longer_each_time() -> None:
    child, pauses = Child("one", [sys.executable, "-c", "raise SystemExit(3)"]), []
    for _turn in range(3):
        child.start()
        assert child.process is not None
        child.process.wait()
        assert child.bury() == 3
        pauses.append(round(child.start_at - time.monotonic()))
    assert pauses == [1, 2, 4]


def test_a_taken_port_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert not port_is_free("127.0.0.1", taken.getsockname()[1])
