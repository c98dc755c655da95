"""`python -m tests.planted [--kept-apart] [--rule NAME] [--show]`: the score of the check."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.planted import making, scoring
from tests.planted.cases import RULES


def main() -> int:
    """Score and print; single cases are never shown of the part kept apart."""
    parser = argparse.ArgumentParser(prog="python -m tests.planted")
    parser.add_argument("--kept-apart", action="store_true", help="the third kept apart")
    parser.add_argument("--apart", action="store_true", help="the second part kept apart")
    parser.add_argument("--rule", choices=RULES)
    parser.add_argument(
        "--show", action="store_true", help="what was missed or false, not of --apart"
    )
    asked = parser.parse_args()
    from vaka.documents.figurecheck import check

    cases = making.apart() if asked.apart else making.cases(kept_apart=asked.kept_apart)
    chosen = [one for one in cases if asked.rule in (None, one.rule)]
    with tempfile.TemporaryDirectory() as folder:
        told = scoring.score(chosen, check, Path(folder))
    planted = sum(one.is_wrong for one in chosen)
    shown = [scoring.table(told), "", f"planted {planted}, sound {told.sound}"]
    if asked.show and not asked.apart:
        shown += told.wrong
    sys.stdout.write("\n".join(shown) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
