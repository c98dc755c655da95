"""Score: `python -m tests.planted [--kept-apart|--apart|--apart3|…|--apart9] [--rule R]`.

With `--show` it tells what was missed or false, but of a part kept apart it refuses.
"""

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.planted import making, scoring
from tests.planted.cases import RULES

APART = {
    "apart": "the second part kept apart",
    "apart3": "the third part kept apart",
    "apart5": "the fifth part kept apart",
    "apart6": "the sixth part kept apart",
    "apart7": "the seventh part kept apart",
    "apart8": "the eighth part kept apart",
    "apart9": "the ninth part kept apart",
}


def main() -> int:
    """Score and print; single cases are never shown of the part kept apart."""
    parser = argparse.ArgumentParser(prog="python -m tests.planted")
    parser.add_argument("--kept-apart", action="store_true", help="the third kept apart")
    for name, said in APART.items():
        parser.add_argument(f"--{name}", dest="part", action="store_const", const=name, help=said)
    parser.add_argument("--rule", choices=RULES)
    parser.add_argument(
        "--show", action="store_true", help="what was missed or false, not of a part apart"
    )
    asked = parser.parse_args()
    if asked.show and asked.part:
        parser.error("single cases of a part kept apart are not shown")
    from vaka.documents.figurecheck import check

    kept = asked.kept_apart
    whole = {"apart": making.apart, "apart3": making.apart3, "apart5": making.apart5}
    if not asked.part:
        cases = making.cases(kept_apart=kept)
    else:
        cases = whole[asked.part]() if asked.part in whole else making.of_forms(asked.part)
    chosen = [one for one in cases if asked.rule in (None, one.rule)]
    with tempfile.TemporaryDirectory() as folder:
        told = scoring.score(chosen, check, Path(folder))
    planted = sum(one.is_wrong for one in chosen)
    shown = [scoring.table(told), "", f"planted {planted}, sound {told.sound}"]
    sound = Counter(one.rule or "no rule" for one in chosen if not one.is_wrong)
    shown.append("sound by rule: " + ", ".join(f"{rule} {sound[rule]}" for rule in sound))
    if asked.show:
        shown += told.wrong
    sys.stdout.write("\n".join(shown) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
