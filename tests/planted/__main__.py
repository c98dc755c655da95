"""Score: `python -m tests.planted [--kept-apart|--apart|--apart3|--apart5|--apart6] [--rule R]`.

With `--show` it tells what was missed or false, but never of a part kept apart.
"""

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.planted import making, scoring
from tests.planted.cases import RULES


def main() -> int:
    """Score and print; single cases are never shown of the part kept apart."""
    parser = argparse.ArgumentParser(prog="python -m tests.planted")
    parser.add_argument("--kept-apart", action="store_true", help="the third kept apart")
    parser.add_argument("--apart", action="store_true", help="the second part kept apart")
    parser.add_argument("--apart3", action="store_true", help="the third part kept apart")
    parser.add_argument("--apart5", action="store_true", help="the fifth part kept apart")
    parser.add_argument("--apart6", action="store_true", help="the sixth part kept apart")
    parser.add_argument("--rule", choices=RULES)
    parser.add_argument(
        "--show", action="store_true", help="what was missed or false, not of a part apart"
    )
    asked = parser.parse_args()
    from vaka.documents.figurecheck import check

    if asked.apart6 or asked.apart5:
        cases = making.apart6() if asked.apart6 else making.apart5()
    elif asked.apart3 or asked.apart:
        cases = making.apart3() if asked.apart3 else making.apart()
    else:
        cases = making.cases(kept_apart=asked.kept_apart)
    chosen = [one for one in cases if asked.rule in (None, one.rule)]
    with tempfile.TemporaryDirectory() as folder:
        told = scoring.score(chosen, check, Path(folder))
    planted = sum(one.is_wrong for one in chosen)
    shown = [scoring.table(told), "", f"planted {planted}, sound {told.sound}"]
    sound = Counter(one.rule or "no rule" for one in chosen if not one.is_wrong)
    shown.append("sound by rule: " + ", ".join(f"{rule} {sound[rule]}" for rule in sound))
    if asked.show and not (asked.apart or asked.apart3 or asked.apart5 or asked.apart6):
        shown += told.wrong
    sys.stdout.write("\n".join(shown) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
