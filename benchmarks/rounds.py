"""Rounds against what is published: Mankowska's problems, the unified set and Solomon's.

One thread, one run each, every plan through the checker. `python benchmarks/rounds.py 0.1` takes a
tenth of the seconds, for a look. `python benchmarks/rounds.py 1 generated` instead asks problems of
75 and 100 patients by chance, each against the best of ten runs twice as long from other seeds, in
the same run: two and a quarter hours.
"""

import csv
import os
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

from vaka.calc.rounds import check, generate, plans, reading, solve
from vaka.calc.rounds.problem import Problem
from vaka.calc.rounds.told import whole

PEERS = Path(os.environ.get("VAKA_SHARED", Path(__file__).parents[2] / "shared")) / "peers/routing"
ROUNDED = 1e-5
"""Published costs are printed with six digits."""
SECONDS = {10: 10.0, 25: 10.0, 50: 60.0}
GOALS = {10: ROUNDED, 25: ROUNDED, 50: 0.002}
GENERATED, PROBLEMS, LONG_SEEDS, LONG = {75: 0.005, 100: 0.01}, (1, 2, 3), range(11, 21), 120.0
SHORT = 60.0
MOST_ABOVE, SOLOMON, SOLOMON_GOAL, UNIFIED, UNIFIED_GOAL = 0.03, 10.0, 0.01, 60.0, 0.5


def printed(folder: str, file: str, column: str) -> dict[str, float]:
    """Published costs by problem."""
    with (PEERS / folder / file).open() as rows:
        return {row["instance"]: float(row[column]) for row in csv.DictReader(rows)}


def above(problem: Problem, best: float, seconds: float) -> float:
    """How far a run ends above the published cost, as a share of it. Stops at a broken plan."""
    found = solve.solve(problem, seconds=seconds)
    assert found.verdict.feasible, found.verdict.violations
    share = found.verdict.cost / best - 1
    print(f"  {problem.name}: {found.verdict.cost:.3f} against {best:g}, {share:+.3%}, "
          f"{found.evaluations / found.seconds / 1e6:.2f} million tries a second")  # fmt: skip
    return share


def told(name: str, shares: list[float], goal: float, peer: str, conditions: str) -> bool:
    """Print a line; tells whether the goal was met."""
    mean = statistics.mean(shares)
    print(f"rounds ratio={1 + mean:.5f} peer={peer} goal={1 + goal:g} worst={1 + max(shares):.5f} "
          f"met={sum(s <= ROUNDED for s in shares)}/{len(shares)} conditions={name}, "
          f"{conditions}")  # fmt: skip
    return mean <= goal and max(shares) <= MOST_ABOVE


def mankowska(share: float) -> Iterator[bool]:
    """Double visits and soft windows, by number of patients."""
    best = printed("hhcrsp", "published_best.csv", "total_cost")
    for patients, seconds in SECONDS.items():
        files = sorted((PEERS / "hhcrsp").glob(f"*_{patients}_?.json.gz"))
        problems = [reading.problem(path) for path in files]
        shares = [above(one, best[one.name], share * seconds) for one in problems]
        yield told(f"hhcrsp {patients} patients", shares, GOALS[patients], "published-best",
                   f"{share * seconds:g} s, one thread")  # fmt: skip


def solomon(share: float) -> bool:
    """Hard windows and loads."""
    best = printed("vrptw", "best_known.csv", "best_known_dimacs")
    problems = [reading.problem(path) for path in sorted((PEERS / "vrptw").glob("*.txt.gz"))]
    shares = [above(one, best[one.name], share * SOLOMON) for one in problems]
    return told("vrptw 100 customers by PyVRP", shares, SOLOMON_GOAL, "best-known",
                f"{share * SOLOMON:g} s, one thread")  # fmt: skip


def unified(share: float) -> bool:
    """Shifts, breaks, preferences and several windows; the peer's annealer is the published one."""
    shares = []
    for path in sorted((PEERS / "uhhc").glob("*.sa.json.gz")):
        problem = reading.problem(path.parent / path.name.replace(".sa", ""))
        peer = check.judge(problem, plans.plan(reading.content(path), problem)).cost
        shares.append(above(problem, peer, share * UNIFIED))
    told("uhhc", shares, 0.0, "published-annealing", f"{share * UNIFIED:g} s, one thread")
    return sum(s <= ROUNDED for s in shares) >= UNIFIED_GOAL * len(shares)


def drawn(patients: int, seed: int) -> Problem:
    """One problem by chance."""
    name = f"{patients}-{seed}"
    return reading.mankowska(whole(generate.hhcrsp(patients, seed), name), name)


def generated(share: float) -> Iterator[bool]:
    """Problems by chance of the sizes that the peers' sample lacks."""
    for patients, goal in GENERATED.items():
        shares = []
        for seed in PROBLEMS:
            problem = drawn(patients, seed)
            long = [solve.solve(problem, seconds=share * LONG, seed=one) for one in LONG_SEEDS]
            assert all(one.verdict.feasible for one in long)
            best = min(one.verdict.cost for one in long)
            shares.append(above(problem, best, share * SHORT))
        yield told(f"hhcrsp {patients} patients by chance", shares, goal,
                   f"best-of-{len(LONG_SEEDS)}-runs-of-{share * LONG:g}-s",
                   f"{share * SHORT:g} s, one thread")  # fmt: skip


def main() -> int:
    """Print a line a set; ends with one where a goal is not met."""
    share = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    if "generated" in sys.argv:
        return 0 if all([*generated(share)]) else 1
    if not PEERS.is_dir():
        print(f"rounds left out: no peers' files at {PEERS} (set VAKA_SHARED)")
        return 0
    met = [*mankowska(share), solomon(share), unified(share)]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
