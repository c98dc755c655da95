"""How many checks on who it is can be taken out of the code without the matrix telling?

Checks are drawn by seed over all areas: `demand(…)`, `visible_to(…)` and refusals by `may(…)`.
Each is left out in a process of its own, and the rows of its area alone are tried
(`tests/matrix`) until one differs from its sheet: then it is caught. The peer is the same matrix
with nothing taken out, which must tell nothing.
"""

import argparse
import multiprocessing
import os
import random
import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path

from tests.matrix import plant, rows, sheet, world

CHECKS, SEED, GOAL_PERCENT, WORKERS, PATIENCE_S = 150, 1, 95, 2, 900


def area_of(site: str) -> str:
    """Give the area that a site, or an area itself, stands for."""
    return site.split("/")[2] if "/" in site else site


def drawn(count: int, seed: int) -> list[str]:
    """Give sites over all areas: one of each area in turn until there are enough."""
    chance = random.Random(seed)
    by_area: dict[str, list[str]] = {}
    for site in plant.sites():
        by_area.setdefault(area_of(site), []).append(site)
    for sites in by_area.values():
        chance.shuffle(sites)
    found: list[str] = []
    while len(found) < count and any(by_area.values()):
        found += [sites.pop() for sites in by_area.values() if sites]
    return found[:count]


def tell(site: str, cast: list[world.Member]) -> int:
    """Leave a check out of this process, nothing for an area's name alone, and try the rows.
    Gives 1 where one differs."""
    signal.alarm(PATIENCE_S)
    if "/" in site:
        plant.take_out(site)
    difference = sheet.first_difference(
        area_of(site), cast, plant.around(site) if "/" in site else ""
    )
    print(f"{site}: {difference or 'nothing told'}", flush=True)
    return 1 if difference else 0


def work(
    data: Path, sites: "multiprocessing.Queue[str]", told: "multiprocessing.Queue[tuple[str, int]]"
) -> None:
    """Take sites from the queue until there are none, each in a child of this warm process."""
    from django.db import connections

    with world.opened(data):
        rows.import_all()
        cast = world.members()
        for member in cast:
            rows.client(member)
        while site := sites.get():
            connections.close_all()
            child = os.fork()
            if not child:
                code = 2
                try:
                    code = tell(site, cast)
                except Exception:
                    traceback.print_exc()
                finally:
                    os._exit(code)
            told.put((site, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])))


def gone_through(data: Path, sites: list[str]) -> Iterator[tuple[str, int]]:
    """Try the sites with two workers, each on a copy of its own. Gives each with 1 if told."""
    waiting: multiprocessing.Queue[str] = multiprocessing.Queue()
    told: multiprocessing.Queue[tuple[str, int]] = multiprocessing.Queue()
    for site in [*sites, *[""] * WORKERS]:
        waiting.put(site)
    for number in range(WORKERS):
        own = data.parent / f"worker-{number}"
        shutil.copytree(data, own)
        shutil.copytree(data.with_name("data.keys"), own.with_name(f"{own.name}.keys"))
        multiprocessing.Process(target=work, args=(own, waiting, told), daemon=True).start()
    for _site in sites:
        yield told.get()


def main() -> int:
    """Print a line for each, what told of it, and the score."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checks", type=int, default=CHECKS)
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    sites = drawn(asked.checks, asked.seed)
    areas = sorted({area_of(site) for site in sites})
    with tempfile.TemporaryDirectory() as folder:
        told = dict(gone_through(world.built(Path(folder)), [*areas, *sites]))
    clean = sum(told[area] != 0 for area in areas)
    caught = sum(told[site] == 1 for site in sites)
    print(f"planted_checks ratio={100 * caught / len(sites):.1f}% peer=nothing taken out "
          f"({clean} of {len(areas)} areas told) conditions=checks={len(sites)} caught={caught} "
          f"seed={asked.seed} goal={GOAL_PERCENT}%")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
