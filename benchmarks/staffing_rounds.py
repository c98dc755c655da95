"""What suggested rounds are worth once alarms come: the example home, same nights on both sides.

The rounds' own figure is the way without alarms; what is left of it is measured by simulation.
"""

import os
import sys

from vaka.areas.night_care import walks
from vaka.calc.staffing import example, questions

NIGHTS, SEED, LEVELS = 10_000, 1, (2, 3, 4)


def main() -> int:
    """Print a line a level of staffing."""
    for staff in LEVELS:
        one = example.home(staff)
        begun, told = walks.suggested(one, SEED)
        found = questions.difference(one, begun, NIGHTS, SEED)
        share, night = found["within"]["all"], found["per_night"]
        print(f"staffing-rounds staff={staff} alone={told['walk']:.0f}-minutes "
              f"walking={_spread(night['walking'], 'mean')} late={_spread(night['late'], 'mean')} "
              f"within={_spread(share, 'points')} {NIGHTS} nights; "
              f"load {os.getloadavg()[0]:.1f}")  # fmt: skip
    return 0


def _spread(told: dict[str, float], middle: str) -> str:
    return f"{told[middle]:+.2f}({told['low']:+.2f}..{told['high']:+.2f})"


if __name__ == "__main__":
    sys.exit(main())
