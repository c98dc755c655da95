"""Power cuts, simulated on the recorded writes of a load: cut before, at and after each flush."""

import random
import shutil
from pathlib import Path
from typing import Any

from tests.faults.course import Player, is_possible, record, steps
from tests.faults.disk import Disk
from tests.faults.place import copied

__all__ = ["cuts", "is_possible"]
LEAST, MOST, CUTS = 8, 40, 60


def cuts(base: Path, folder: Path, seed: str, count: int, look: Any) -> list[dict[str, Any]]:
    """Record a load, cut the power `count` times in its course, and give what each look found.

    Args:
        look: called with the directory as it came back and the list as it stood at the cut.
    """
    data, told, log = folder / "recorded", folder / "recorded.told", folder / "strace.log"
    told.unlink(missing_ok=True)
    copied(base, data)
    before = copied(base, folder / "before")
    record(data, told, log, seed, min(MOST, LEAST + count))
    chance = random.Random(seed)
    flushes = sum(step.call in ("fsync", "fdatasync") for step in steps(log))
    chosen = sorted(chance.choices(range(flushes), k=count))
    found = _cut(data, before, told, log, chosen, chance, look)
    for path in (data, before):
        shutil.rmtree(path)
    log.unlink()
    return found


def _cut(
    data: Path, before: Path, told: Path, log: Path, chosen: list[int], chance: random.Random,
    look: Any,
) -> list[dict[str, Any]]:  # fmt: skip
    """Play the course once; at each chosen flush cut just before it, or some calls after it."""
    disk, words, found, flush = Disk(before), "", [], -1
    player, after = Player(data, disk), told.with_name("cut.told")
    waits: list[int] = []
    for step in steps(log):
        if step.call in ("fsync", "fdatasync"):
            flush += 1
            times = chosen.count(flush)
            early = sum(chance.random() < 0.5 for _ in range(times))
            found += [_come_back(disk, words, after, chance, look) for _ in range(early)]
            waits += [chance.choice([1, 2, 4, 9]) for _ in range(times - early)]
        if step.call == "write" and step.held and step.held[0] == str(told):
            words += step.texts[0].decode()
        player.play(step)
        waits = [one - 1 for one in waits]
        found += [_come_back(disk, words, after, chance, look) for one in waits if one == 0]
        waits = [one for one in waits if one > 0]
    found += [_come_back(disk, words, after, chance, look) for _ in waits]
    return found


def _come_back(
    disk: Disk, words: str, told: Path, chance: random.Random, look: Any
) -> dict[str, Any]:
    data = told.with_name("cut")
    shutil.rmtree(data, ignore_errors=True)
    disk.after_cut(data, chance)
    told.write_text(words, "utf-8")
    seen: dict[str, Any] = look(data, told)
    return seen
