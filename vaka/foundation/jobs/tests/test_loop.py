"""The worker's timetable and its ear."""

import fcntl
import os
import resource
import threading

import pytest
from django.db import OperationalError, connection

from vaka.foundation.jobs import running, wake
from vaka.foundation.jobs.loop import LONGEST_PAUSE_SECONDS, LOOK_SECONDS, Chore, Loop, Timetable

SEAL = Chore("seal", 60, lambda: None)
COPY = Chore("copy", 300, lambda: None, when_woken=True)


def _done_at_zero() -> Timetable:
    table = Timetable([SEAL, COPY], 0)
    table.done(SEAL, 0, 0)
    table.done(COPY, 0, 0)
    return table


def test_everything_is_done_at_the_start() -> None:
    assert Timetable([SEAL, COPY], 0).turns(0) == [SEAL, COPY]


def test_a_wake_brings_forward_only_what_asks_for_it() -> None:
    table = _done_at_zero()
    assert table.turns(30) == []
    table.wake()
    assert table.turns(30) == [COPY]
    assert table.turns(60) == [SEAL, COPY]


def test_a_long_turn_is_followed_by_a_longer_rest_and_the_wake_is_not_lost() -> None:
    table = _done_at_zero()
    table.done(COPY, 10, 20)
    table.wake()
    assert table.turns(49) == []
    assert table.turns(50) == [COPY]


def test_a_failing_chore_waits_longer_each_time_but_not_for_ever() -> None:
    table, now, waits = _done_at_zero(), 0.0, []
    for _fault in range(8):
        table.failed(SEAL, now)
        waits.append(next(s for s in range(0, 2000, 60) if SEAL in table.turns(now + s)))
        now += waits[-1]
    assert waits[:3] == [120, 240, 480]
    assert waits[-1] == LONGEST_PAUSE_SECONDS


def test_the_pause_ends_at_the_next_turn_or_at_the_look() -> None:
    table = _done_at_zero()
    assert table.pause(0) == LOOK_SECONDS
    assert table.pause(55) == 5


def test_a_queue_that_broke_off_is_cleaned_up_before_it_is_read_again(ear, monkeypatch) -> None:
    done: list[str] = []
    loop = Loop(())

    def runs() -> None:
        done.append("queue")
        if len(done) == 1:
            loop._work.set()
            raise OperationalError("gone")
        loop.stop()

    monkeypatch.setattr(loop._queue, "run", runs)
    monkeypatch.setattr(running, "take_up_orphans", lambda: done.append("orphans"))
    monkeypatch.setattr("vaka.foundation.jobs.loop.close_old_connections", lambda: None)
    loop._work.set()
    loop._jobs()
    loop._ear.close()
    assert done == ["queue", "orphans", "queue"]


@pytest.fixture
def ear(settings, tmp_path, db):
    settings.DATA_DIR = tmp_path
    found = wake.Ear()
    yield found
    found.close()


def test_a_wake_is_heard_once(ear) -> None:
    wake.worker()
    wake.worker()
    assert ear.wait(0.5)
    assert not ear.wait(0)


def test_a_worker_with_many_open_files_still_hears(ear) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 1_100), hard))
    low = ear._pipe
    ear._pipe = high = fcntl.fcntl(low, fcntl.F_DUPFD, 1_024)
    try:
        wake.worker()
        assert ear.wait(30)
    finally:
        ear._pipe = low
        os.close(high)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_a_wake_ends_the_wait_at_once(ear) -> None:
    def from_another_thread() -> None:
        wake.worker()
        connection.close()

    timer = threading.Timer(0.05, from_another_thread)
    timer.start()
    assert ear.wait(5)
    timer.join()


def test_waking_nobody_harms_nobody(settings, tmp_path, db) -> None:
    settings.DATA_DIR = tmp_path
    wake.worker()
    assert list(tmp_path.iterdir()) == []
