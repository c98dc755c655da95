"""How well the check finds what was planted, and how seldom it cries wolf."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from tests.planted.cases import RULES, Case
from tests.planted.making import write

TODAY = date(2024, 4, 30)
Check = Callable[..., Sequence[Any]]
SPACES = re.compile(r"[\s\u00a0\u202f]+")


@dataclass
class Score:
    """Counts by rule: found, missed and false."""

    found: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    sound: int = 0
    wrong: list[str] = field(default_factory=list)

    def precision(self, rules: Iterable[str] = RULES) -> float:
        """Give the share of what was said that was right; 1 when nothing was said."""
        right, false = sum(self.found[r] for r in rules), sum(self.false[r] for r in rules)
        return right / (right + false) if right + false else 1.0

    def recall(self, rules: Iterable[str] = RULES) -> float:
        """Give the share of what was planted that was found; 1 when nothing was planted."""
        right, missed = sum(self.found[r] for r in rules), sum(self.missed[r] for r in rules)
        return right / (right + missed) if right + missed else 1.0


def score(cases: Iterable[Case], check: Check, folder: Path) -> Score:
    """Write each case, check it and count.

    A finding is right when it names the planted rule, or one that sees the same, and its quote or
    printed text holds what was planted. More findings of the same thing are not counted.
    """
    told = Score()
    for case in cases:
        findings = check(write(case, folder), TODAY)
        fits = [one for one in findings if case.is_wrong and _fits(one, case)]
        told.sound += not case.is_wrong
        for one in findings:
            if one not in fits:
                told.false[one.rule] += 1
                told.wrong.append(f"false  {case.name} [{case.layout}] {one}")
        if case.is_wrong:
            (told.found if fits else told.missed)[case.rule] += 1
            if not fits:
                told.wrong.append(f"missed {case.name} [{case.layout}] {case.draft.printed}")
    return told


def _fits(finding: Any, case: Case) -> bool:
    if finding.rule not in (case.rule, *case.draft.also):
        return False
    said = _plain(f"{finding.printed} {finding.quote}")
    return any(_plain(text) in said for text in case.draft.printed)


def _plain(text: str) -> str:
    return SPACES.sub("", text).casefold()


def table(told: Score) -> str:
    """Give the score as a Markdown table, a line a rule and all of them last."""
    lines = ["| rule | planted | found | false | precision | recall |", "|---|--:|--:|--:|--:|--:|"]
    for rule in [*RULES, ""]:
        some = [rule] if rule else RULES
        found, missed = sum(told.found[r] for r in some), sum(told.missed[r] for r in some)
        false = sum(told.false[r] for r in some)
        lines.append(f"| {rule or 'all'} | {found + missed} | {found} | {false} | "
                     f"{told.precision(some):.2f} | {told.recall(some):.2f} |")  # fmt: skip
    return "\n".join(lines)
