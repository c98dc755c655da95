"""How often does a half hour's corrected demand hold the truth, and does it err the least?

Homes whose true demand is known (`vaka/calc/staffing/tests/logs.py`), by how far half hours lie
apart and how many nights the log has. A line each: the percent of half hours whose 95 % interval
held the truth (goal 93 to 97), and how many times more the peers err in mean square: the log's own
counts, and what was expected before there was a log.
"""

import argparse
from dataclasses import astuple

import numpy as np

from vaka.calc.staffing.tests.logs import trial

SPREADS, NIGHTS, HOMES = (0.15, 0.4, 0.7), (3, 7, 14, 40), 100


def main() -> None:
    """Draw the homes and print a line for each spread and number of nights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--homes", type=int, default=HOMES)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    for spread in SPREADS:
        for nights in NIGHTS:
            draw = np.random.default_rng([asked.seed, nights, int(100 * spread)])
            each = [astuple(trial(draw, nights, spread)) for _ in range(asked.homes)]
            held, ours, log, expected = np.mean(each, axis=0)
            print(f"staffing-demand held={100 * held:.1f} goal=93-97 "
                  f"ratio={log / ours:.1f} peer=log ratio={expected / ours:.1f} peer=expected "
                  f"conditions=spread={spread},nights={nights},homes={asked.homes}")  # fmt: skip


if __name__ == "__main__":
    main()
