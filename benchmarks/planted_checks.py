"""How many checks on who it is can be taken out of the code without the matrix telling?

Checks are drawn by seed over all areas: `demand(…)`, `visible_to(…)` and refusals by `may(…)`.
Each is left out in a process of its own, and the rows of its area alone are tried
(`tests/matrix`). Caught are those where a row differs from its sheet. The peer is the same matrix
with nothing taken out, which must tell nothing.
"""

import argparse
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.matrix import plant, world
from tests.matrix.test_matrix import run

CHECKS, SEED, GOAL_PERCENT = 150, 1, 95


def drawn(count: int, seed: int) -> list[str]:
    """Give sites over all areas: one of each area in turn until there are enough."""
    chance = random.Random(seed)
    by_area: dict[str, list[str]] = {}
    for site in plant.sites():
        by_area.setdefault(site.split("/")[2], []).append(site)
    for sites in by_area.values():
        chance.shuffle(sites)
    found: list[str] = []
    while len(found) < count and any(by_area.values()):
        found += [sites.pop() for sites in by_area.values() if sites]
    return found[:count]


def main() -> int:
    """Print one line, and before it each check that nobody missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checks", type=int, default=CHECKS)
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    sites = drawn(asked.checks, asked.seed)
    told: Counter[bool] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        data = world.built(Path(folder))
        clean = sum(run(data, area).returncode for area in {site.split("/")[2] for site in sites})
        for site in sites:
            caught = run(data, site.split("/")[2], "--planted", site).returncode == 1
            told[caught] += 1
            if not caught:
                print(f"not caught: {site}", flush=True)
    share = 100 * told[True] / len(sites)
    print(f"planted_checks ratio={share:.1f}% peer=nothing taken out ({clean} told) "
          f"conditions=checks={len(sites)} caught={told[True]} seed={asked.seed} "
          f"goal={GOAL_PERCENT}%")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
