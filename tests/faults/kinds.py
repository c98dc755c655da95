"""The faults themselves. Each gets a scene with a directory, and leaves nobody running."""

import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.faults.load import Load, rows_of
from tests.faults.place import ended, forked, stand_on

LONGEST_SECONDS = 0.8
WRITERS = 2


class Scene:
    """One directory with whoever works on it, for one fault."""

    def __init__(self, data: Path, told: Path, mark: str) -> None:
        self.data, self.told, self.mark = data, told, mark
        self.chance = random.Random(mark)
        self.children: list[int] = []

    def start(self, work: Callable[[], Any]) -> int:
        """Start a child."""
        self.children.append(forked(work))
        return self.children[-1]

    def load(self, patience: float = 20.0, before: Callable[[], Any] | None = None) -> None:
        """Start the writers."""
        for number in range(WRITERS):
            one = Load(self.data, self.told, f"{self.mark}-{number}", patience)
            self.start(lambda one=one: one.run(before=before))

    def worker(self, patience: float = 20.0, before: Callable[[], Any] | None = None) -> int:
        """Start the product's worker."""

        def work() -> None:
            stand_on(self.data, patience)
            if before:
                before()
            from vaka.config import worker

            worker.run()

        return self.start(work)

    def pause(self, least: float = 0.05) -> None:
        """Let them work for a while."""
        time.sleep(least + self.chance.random() * LONGEST_SECONDS)

    def kill(self, child: int) -> None:
        """End a child in the middle of whatever it does."""
        self.children.remove(child)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        ended(child)

    def stop(self) -> None:
        """Ask everybody to end what they do, and wait."""
        for child in self.children:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGTERM)
        while self.children:
            ended(self.children.pop())

    def kill_all(self) -> None:
        """End everybody at once, in the middle."""
        for child in list(self.children):
            self.kill(child)


def killed(scene: Scene) -> None:
    """Everybody dies at once: the machine's memory went out."""
    scene.load()
    scene.worker()
    scene.pause()
    scene.kill_all()


def disk_full(scene: Scene) -> None:
    """Nothing can be written beyond some place in any file, for a while."""
    scene.load()
    scene.worker()
    scene.pause()
    log = scene.data / "vaka.sqlite3-wal"
    written = log.stat().st_size if log.exists() else 0
    _let_grow(scene, scene.chance.randrange(written + 4096))
    scene.pause()
    _let_grow(scene, resource.RLIM_INFINITY)
    scene.pause()
    scene.stop()


def _let_grow(scene: Scene, limit: int) -> None:
    for child in scene.children:
        with suppress(ProcessLookupError):
            resource.prlimit(child, resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))


def clock(scene: Scene) -> None:
    """The clock jumps back and forth by hours and weeks, for some processes and not for others."""
    import time_machine

    standing: list[Any] = []

    def jump() -> None:
        if scene.chance.random() > 0.2:
            return
        if standing:
            standing.pop().stop()
        hours = scene.chance.choice([-1000, -30, -1, 1, 30, 1000]) * scene.chance.random()
        from django.utils import timezone

        standing.append(time_machine.travel(timezone.now() + timedelta(hours=hours), tick=True))
        standing[-1].start()
        if scene.chance.random() < 0.3:
            from vaka.config import worker

            worker.clean()

    scene.load(before=jump)
    scene.worker(before=jump)
    scene.pause(0.4)
    scene.stop()


def database_gone(scene: Scene) -> None:
    """Somebody else holds the database longer than anybody waits for it."""
    scene.load(patience=0.1)
    scene.worker(patience=0.1)
    scene.pause()
    with sqlite3.connect(scene.data / "vaka.sqlite3", timeout=20, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        time.sleep(0.3 + scene.chance.random() / 2)
        other.execute("ROLLBACK")
    other.close()
    scene.pause()
    scene.stop()


def worker_killed(scene: Scene) -> None:
    """The worker dies in the middle of a job, and the next one too."""
    _queue(scene, 3)
    for _time in range(2):
        child = scene.worker()
        scene.pause()
        scene.kill(child)
    scene.stop()


def _queue(scene: Scene, jobs: int) -> None:
    """Hand files to the worker, who is not there yet."""

    def hand_over() -> None:
        one = Load(scene.data, scene.told, f"{scene.mark}-q")
        one.begin()
        one.do("report", f"{scene.mark}-q-first")
        for number in range(jobs):
            one.do("file_in", f"{scene.mark}-q-{number}")

    ended(forked(hand_over))


def same_job(scene: Scene) -> None:
    """Several workers are started, with and without the lock, on the same queue."""
    _queue(scene, 3)

    def unlocked() -> None:
        stand_on(scene.data)
        from vaka.foundation.jobs.loop import Loop

        loop = Loop(())
        loop._queue.run()
        loop._ear.close()

    scene.load()
    for work in (unlocked, unlocked):
        scene.start(work)
    scene.pause(0.5)
    first, second = scene.worker(), scene.worker()
    scene.pause(0.3)
    scene.stop()
    if first == second:
        raise AssertionError("two workers are one")


def torn_snapshot(scene: Scene) -> None:
    """Whoever writes the snapshot dies, and what is left of it is damaged."""
    scene.load()

    def writes() -> None:
        stand_on(scene.data)
        from vaka.foundation.snapshot import writer

        while True:
            writer.bring_up()

    scene.start(writes)
    scene.pause(0.3)
    scene.kill_all()
    _damage(scene)


def _damage(scene: Scene) -> None:
    found = sorted(scene.data.glob("snapshot/fact=deviation/**/*.parquet"))
    found += sorted(scene.data.glob("snapshot/manifest.json")) * 2
    if not found:
        return
    path = scene.chance.choice(found)
    size = path.stat().st_size
    match scene.chance.choice(["gone", "short", "empty", "zeros"]):
        case "gone":
            path.unlink()
        case "short":
            os.truncate(path, scene.chance.randrange(size))
        case "empty":
            os.truncate(path, 0)
        case "zeros":
            place = scene.chance.randrange(size)
            os.truncate(path, place)
            os.truncate(path, size)


def import_killed(scene: Scene) -> None:
    """A file is read in by command, dies half-way, and is read in anew."""
    mark = f"{scene.mark}-c"
    file = scene.told.with_name(f"{mark}.csv")
    file.write_text(rows_of(mark), "utf-8")

    def reads() -> None:
        stand_on(scene.data)
        from vaka.config.kinds import import_kinds
        from vaka.exchange.kinds import ImportOptions
        from vaka.exchange.typed import read_typed
        from vaka.foundation.access.viewer import Viewer

        kind = import_kinds()["deviations"]
        typed = read_typed(file, kind.schema, None, unit="")
        options = ImportOptions(source=file.name, unit_code="", period=None)
        receipt = kind.run(by=Viewer.system("cli:faults"), file=typed, options=options)
        if receipt.imported + receipt.unchanged != receipt.read:
            raise AssertionError(json.dumps(receipt.as_json()))

    scene.load()
    for _time in range(2):
        child = scene.start(reads)
        time.sleep(scene.chance.random() * 0.4)
        scene.kill(child)
    scene.stop()
    if ended(forked(reads)):
        raise AssertionError("the second reading failed")
    Load(scene.data, scene.told, mark).told("rows", mark)
    file.unlink()


def backup(scene: Scene) -> None:
    """A backup is made under load, and what it restores takes the directory's place."""
    scene.load()
    scene.worker()
    scene.pause()
    target, acknowledged = scene.told.with_name("b.tar.gz"), scene.told.read_bytes()
    target.unlink(missing_ok=True)

    def makes() -> None:
        stand_on(scene.data)
        from vaka.config import archive
        from vaka.foundation.audit import chain

        chain.seal()
        archive.make(target, "now")

    if ended(forked(makes)):
        raise AssertionError("no backup was made")
    scene.stop()
    scene.told.write_bytes(acknowledged)
    shutil.rmtree(scene.data)
    if ended(forked(lambda: _restored(target, scene.data))):
        raise AssertionError("the backup could not be restored")


def _restored(target: Path, data: Path) -> None:
    from vaka.config import archive

    archive.unpack(target, data)


KINDS: dict[str, Callable[[Scene], None]] = {
    one.__name__: one
    for one in (killed, disk_full, clock, database_gone, worker_killed, same_job, torn_snapshot,
                import_killed, backup)
}  # fmt: skip
