"""`python -m tests.faults 2000 --seed 1`: faults by kind during mixed load, counted.

A line a kind, the sum last, and the same as JSON in the run's folder. A run that was broken off
goes on where it stopped.
"""

import argparse
import json
import random
import shutil
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.faults import power
from tests.faults.kinds import KINDS, Scene
from tests.faults.load import SHARES, Load
from tests.faults.look import look
from tests.faults.place import copied, ended, forked, found, stand_on

ROUNDS_A_COPY = 12
POWER = "power"
COUNTED = ("acknowledged", "refused", "lost", "twice", "torn", "faults")


@dataclass(frozen=True)
class Round:
    """One fault and what was found after it."""

    place: int
    kind: str
    seen: dict[str, Any]


def plan(count: int, seed: int, kinds: list[str]) -> list[str]:
    """Give the kinds in order, as many of each."""
    order = [kinds[number % len(kinds)] for number in range(count)]
    random.Random(seed).shuffle(order)
    return order


class Run:
    """A run in a folder of its own."""

    def __init__(self, folder: Path, count: int, seed: int, kinds: list[str]) -> None:
        self.folder, self.seed = folder, seed
        folder.mkdir(parents=True, exist_ok=True)
        self.journal = folder / "journal.jsonl"
        self.plan = plan(count, seed, kinds)
        lines = self.journal.read_text().splitlines() if self.journal.exists() else []
        self.done = [Round(**json.loads(line)) for line in lines]
        self.base = found(folder)
        self._cuts: list[dict[str, Any]] = []
        self._rehearse()

    def _rehearse(self) -> None:
        """Do most things once here: what is loaded now is not loaded again in each child."""
        from vaka.config import checks, worker  # noqa: F401 - loaded for the children

        copy, told = copied(self.base, self.folder / "rehearsal"), self.folder / "rehearsed"
        one = Load(copy, told, "rehearsal")
        one.begin()
        for what in SHARES:
            if what not in ("figures", "file_in"):  # these start threads, which no fork takes along
                one.do(what, what)
        stand_on(self.base)
        told.unlink()

    def go(self) -> None:
        """Do what is left of the plan."""
        fresh = True
        for place in range(len(self.done), len(self.plan)):
            kind, began = self.plan[place], time.monotonic()
            if kind == POWER:
                self._write(Round(place, kind, self._cut()), time.monotonic() - began)
                continue
            if fresh or place % ROUNDS_A_COPY == 0:
                copied(self.base, self.folder / "now")
                (self.folder / "told").unlink(missing_ok=True)
                fresh = False
            self._write(Round(place, kind, self._fault(kind, place)), time.monotonic() - began)

    def _fault(self, kind: str, place: int) -> dict[str, Any]:
        told = self.folder / "told"
        before = len(told.read_text("utf-8").splitlines()) if told.exists() else 0
        scene = Scene(self.folder / "now", told, f"{kind}-{self.seed}-{place}")
        try:
            KINDS[kind](scene)
        finally:
            scene.kill_all()
        return seen_in_child(self.folder / "now", told, self.folder / "seen.json", before)

    def _cut(self) -> dict[str, Any]:
        """Give the next power cut's findings; a recording serves many cuts."""
        if not self._cuts:
            number = sum(one.kind == POWER for one in self.done)
            count = min(power.CUTS, self.plan.count(POWER) - number)
            self._cuts = power.cuts(
                self.base, self.folder, f"power-{self.seed}-{number}", count,
                lambda data, told: seen_in_child(data, told, self.folder / "seen.json", 0),
            )  # fmt: skip
        return self._cuts.pop()

    def _write(self, one: Round, took: float) -> None:
        self.done.append(one)
        with self.journal.open("a") as out:
            out.write(json.dumps(asdict(one), ensure_ascii=False) + "\n")
        sys.stderr.write(f"\r{one.place + 1}/{len(self.plan)} {one.kind:14} {took:.1f} s ")
        if any(one.seen[name] for name in ("lost", "twice", "torn", "faults")):
            sys.stderr.write(json.dumps(one.seen, ensure_ascii=False)[:2000] + "\n")

    def counts(self) -> dict[str, dict[str, int]]:
        """Count by kind, the sum last."""
        kinds = list(dict.fromkeys(self.plan))
        sums = {kind: _sum([one for one in self.done if one.kind == kind]) for kind in kinds}
        return {**dict(sorted(sums.items())), "all": _sum(self.done)}


def seen_in_child(data: Path, told: Path, out: Path, before: int) -> dict[str, Any]:
    """Look in a child: nothing of it stays in this process."""
    out.unlink(missing_ok=True)
    code = ended(forked(lambda: out.write_text(json.dumps(look(data, told, before).as_json()))))
    if code:
        return {"acknowledged": 0, "refused": 0, "lost": [], "twice": [], "torn": [],
                "faults": [f"the look ended with {code}"]}  # fmt: skip
    found: dict[str, Any] = json.loads(out.read_text())
    return found


def _sum(rounds: list[Round]) -> dict[str, int]:
    total = {"injected": len(rounds)}
    for name in COUNTED:
        values = [one.seen[name] for one in rounds]
        total[name] = sum(one if isinstance(one, int) else len(one) for one in values)
    return total


def _line(kind: str, counts: dict[str, int]) -> str:
    named = {"twice": "duplicated"}
    return " ".join([f"kind={kind}", *(f"{named.get(k, k)}={v}" for k, v in counts.items())])


def main() -> int:
    """Run, count, and give 1 when anything was lost, doubled or torn."""
    every = [*KINDS, *([POWER] if power.is_possible() else [])]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", nargs="*", choices=every, default=every)
    parser.add_argument("--folder", type=Path, default=Path("var/faults"))
    parser.add_argument("--fresh", action="store_true", help="forget an earlier run of this seed")
    chosen = parser.parse_args()
    folder = chosen.folder.resolve() / f"{chosen.count}-{chosen.seed}"
    if chosen.fresh:
        shutil.rmtree(folder, ignore_errors=True)
    run = Run(folder, chosen.count, chosen.seed, chosen.kinds)
    try:
        run.go()
    finally:
        counts = run.counts()
        (folder / "counts.json").write_text(json.dumps({"seed": chosen.seed, "kinds": counts}))
    sys.stderr.write("\n")
    sys.stdout.write("\n".join(_line(kind, one) for kind, one in counts.items()) + "\n")
    if POWER not in every:
        sys.stderr.write("power is left out: it needs strace\n")
    bad = sum(counts["all"][name] for name in ("lost", "twice", "torn", "faults"))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
