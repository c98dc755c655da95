"""The worker's loop: one thread takes jobs, one does chores on time; both are woken, not polled."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import close_old_connections
from django_tasks_db.management.commands.db_worker import Worker

from vaka.foundation import read_only
from vaka.foundation.jobs import running, wake

log = logging.getLogger(__name__)
LOOK_SECONDS = 15.0
LONGEST_PAUSE_SECONDS = 600.0
REST_SECONDS, RESTS = 1.0, 3.0


@dataclass(frozen=True)
class Chore:
    """Something done again and again.

    Attributes:
        every: seconds between two turns.
        when_woken: done at every wake as well.
        always: done while Vaka is read-only too, for it changes nothing that people keep.
    """

    name: str
    every: float
    do: Callable[[], object]
    when_woken: bool = False
    always: bool = False


class Timetable:
    """When each chore's next turn is; one that fails waits twice as long each time."""

    def __init__(self, chores: Sequence[Chore], now: float) -> None:
        self._next = dict.fromkeys(chores, now)
        self._rested = dict.fromkeys(chores, now)
        self._faults = dict.fromkeys(chores, 0)

    def wake(self) -> None:
        """Bring the turn of chores done at a wake forward, to when they have rested."""
        for chore in self._next:
            if chore.when_woken:
                self._next[chore] = min(self._next[chore], self._rested[chore])

    def turns(self, now: float) -> list[Chore]:
        """Give the chores whose turn it is."""
        return [chore for chore, due in self._next.items() if due <= now]

    def done(self, chore: Chore, began: float, now: float) -> None:
        """Set the next turn; a long one is followed by a longer rest."""
        self._faults[chore] = 0
        self._next[chore] = now + chore.every
        self._rested[chore] = now + max(REST_SECONDS, RESTS * (now - began))

    def failed(self, chore: Chore, now: float) -> None:
        """Set the next turn of a chore that failed, later and later."""
        self._faults[chore] += 1
        pause = chore.every * 2 ** min(self._faults[chore], 10)
        self._next[chore] = now + min(pause, max(chore.every, LONGEST_PAUSE_SECONDS))
        self._rested[chore] = self._next[chore]

    def pause(self, now: float) -> float:
        """Give how long to wait for a wake."""
        return min([LOOK_SECONDS, *(due - now for due in self._next.values())])


class Loop:
    """Runs until `stop` is called, from a signal or another thread."""

    def __init__(self, chores: Sequence[Chore]) -> None:
        self._chores = chores
        self._stopped = threading.Event()
        self._work = threading.Event()
        self._ear = wake.Ear()
        self._queue = Worker(
            queue_names=["*"], excluded_queue_names=[], interval=0, batch=True, max_tasks=None,
            backend_name="default", startup_delay=False, worker_id="vaka",
        )  # fmt: skip

    def stop(self) -> None:
        """End after the job and chore under way."""
        self._queue.running = False
        self._stopped.set()
        self._work.set()
        self._ear.wake()

    def run(self) -> None:
        """Take up what a dead worker left, then work until stopped."""
        if read_only.state() is None:
            running.take_up_orphans()
        hands = threading.Thread(target=self._jobs, name="jobs")
        hands.start()
        try:
            self._turns()
        finally:
            self.stop()
            hands.join()
            self._ear.close()

    def _turns(self) -> None:
        table = Timetable(self._chores, time.monotonic())
        while not self._stopped.is_set():
            self._work.set()
            for chore in table.turns(time.monotonic()):
                self._do(chore, table)
            if self._ear.wait(table.pause(time.monotonic())):
                table.wake()

    def _do(self, chore: Chore, table: Timetable) -> None:
        close_old_connections()
        began = time.monotonic()
        try:
            if chore.always or read_only.state() is None:
                chore.do()
        except Exception:  # a chore's fault must not end the worker; it is tried again later
            log.exception("chore %s failed", chore.name)
            table.failed(chore, time.monotonic())
        else:
            table.done(chore, began, time.monotonic())

    def _jobs(self) -> None:
        broken_off = read_only.state() is not None
        while not self._stopped.is_set():
            self._work.wait()
            self._work.clear()
            if read_only.state() is not None:  # jobs wait in their queue
                continue
            try:
                if broken_off:
                    running.take_up_orphans()
                self._queue.run()
                broken_off = False
            except Exception:  # the database may be away for a while; the next wake tries again
                log.exception("the queue could not be read")
                broken_off = True
            close_old_connections()
            if self._queue._run_tasks:  # what a job changed, the chores look at
                self._queue._run_tasks = 0
                self._ear.wake()
