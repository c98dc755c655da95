"""Which duties come back when: rules as dated data, and what may be marked as done.

Values in, values and verdicts out; no database and no clock.
"""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.law.clock import add_months
from vaka.law.verdict import Verdict

SEE, MARK = "year_wheel.see", "year_wheel.mark"
PRINCIPAL = "principal"
LocalDay = Callable[[str, date], str]


class UnknownDuty(LookupError):
    """No rule has this code, or it asks for nothing on that day."""


class Marked(StrEnum):
    """What somebody tells of a duty."""

    DONE = "done"
    NOT_DONE = "not_done"


MARKED_LABELS = {
    Marked.DONE: gettext_lazy("Gjord"),
    Marked.NOT_DONE: gettext_lazy("Blir inte gjord"),
}


@dataclass(frozen=True)
class DutyRule:
    """One recurring duty.

    Attributes:
        role: code of the role that answers for it.
        days: days of the year, MM-DD.
        monthly: a day of each month, 0 for none.
        local: local values that hold the day, or a span whose last day counts.
        scope: `principal`, or the kinds of unit that each do it.
        topic: the law; empty for local habit.
    """

    code: str
    name: str
    role: str
    since: date
    until: date | None = None
    days: tuple[str, ...] = ()
    monthly: int = 0
    local: tuple[str, ...] = ()
    scope: tuple[str, ...] = (PRINCIPAL,)
    topic: str = ""


@cache
def duty_rules() -> tuple[DutyRule, ...]:
    """Give every rule, in the file's order."""
    table = tomllib.loads(Path(__file__).with_name("duties.toml").read_text("utf-8"))
    return tuple(_rule(row) for row in table["duty"])


def _rule(row: dict[str, Any]) -> DutyRule:
    fields = dict(row)
    if "day" in fields:
        fields["days"] = [fields.pop("day")]
    for name in ("days", "local", "scope"):
        if name in fields:
            fields[name] = tuple(fields[name])
    return DutyRule(**fields)


def rule_named(code: str) -> DutyRule:
    """Give one rule. Raises UnknownDuty."""
    for one in duty_rules():
        if one.code == code:
            return one
    raise UnknownDuty(code)


def due_dates(rule: DutyRule, start: date, end: date, local: LocalDay) -> list[date]:
    """Give a rule's last days from start to end, both included, while the rule is in force.

    Args:
        local: gives the text of a local value in force on a day, `MM-DD` or `MM-DD..MM-DD`.
    """
    found = {day for year in range(start.year, end.year + 1) for day in _of(rule, year, local)}
    kept = {day for day in found if start <= day <= end and _in_force(rule, day)}
    return sorted(kept)


def _of(rule: DutyRule, year: int, local: LocalDay) -> Iterator[date]:
    for text in rule.days:
        yield _day(year, text)
    for key in rule.local:
        yield _day(year, local(key, date(year, 1, 1)).rpartition("..")[2])
    if rule.monthly:
        yield from (add_months(date(year, 1, rule.monthly), number) for number in range(12))


def _day(year: int, text: str) -> date:
    month, _dash, day = text.partition("-")
    return date(year, int(month), int(day))


def _in_force(rule: DutyRule, day: date) -> bool:
    return rule.since <= day and (rule.until is None or day <= rule.until)


def may_mark(*, marked: Marked, evidence: str, words: str) -> Verdict:
    """Done needs something that shows it; not done needs the reason."""
    if marked is Marked.DONE and not (evidence.strip() or words.strip()):
        return Verdict.no(
            "evidence", _("Underlag saknas."),
            _("Lägg in en länk, eller skriv var det finns."),
        )  # fmt: skip
    if marked is Marked.NOT_DONE and not words.strip():
        return Verdict.no("words", _("Skäl saknas."), _("Skriv varför det inte blir gjort."))
    return Verdict.yes()
