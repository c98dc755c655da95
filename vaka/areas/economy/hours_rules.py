"""What holds for hours of home care: granted, planned, performed, and the money that they give.

Time is whole minutes, money whole öre. A figure that nobody has told is None and never nought.
Values in, values and verdicts out; no database and no clock.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.law.verdict import Verdict


class Operator(StrEnum):
    """Who does the work."""

    OWN = "own"
    CONTRACTED = "contracted"


OPERATOR_LABELS = {
    Operator.OWN: gettext_lazy("Egen regi"),
    Operator.CONTRACTED: gettext_lazy("Privat utförare"),
}
TOLD = ("granted", "planned", "performed", "expected")
"""Kinds of time: decided for the person, put in the rota, done, and what the budget counts on."""
KRONA = 100
MOST_MINUTES = 60 * 1_000_000
MOST_RATE = 5_000 * KRONA


@dataclass(frozen=True)
class Hours:
    """A provider's month: minutes by kind, what an hour gave and what was paid; öre."""

    month: date
    provider: str
    operator: Operator
    granted: int | None = None
    planned: int | None = None
    performed: int | None = None
    expected: int | None = None
    paid: int | None = None
    rate: int | None = None


@dataclass(frozen=True)
class Rate:
    """What an hour gives from a day: öre. Without a provider it holds for all of the operator."""

    since: date
    operator: Operator
    ore: int
    provider: str = ""


@dataclass(frozen=True)
class HoursFinding:
    """A month's hours that something speaks against; the difference in öre or in minutes."""

    month: date
    provider: str
    code: str
    words: str
    difference: int


def rate_of(
    rates: Iterable[Rate], *, operator: str, provider: str, month: date
) -> int | None:  # fmt: skip
    """Give what an hour of a month gave, öre: the provider's own rate, else the operator's."""
    holding = [
        one for one in rates
        if one.operator == operator and one.provider in ("", provider) and one.since <= month
    ]  # fmt: skip
    if not holding:
        return None
    return max(holding, key=lambda one: (bool(one.provider), one.since)).ore


def money(minutes: int | None, ore_an_hour: int | None) -> int | None:
    """Give minutes times the rate of an hour, rounded half up to whole öre (K-ECO-08, R-49)."""
    if minutes is None or ore_an_hour is None:
        return None
    return (2 * minutes * ore_an_hour + 60) // 120


def total(rows: Iterable[Hours], kind: str) -> int | None:
    """Add a kind of time up; None when no row tells it."""
    told = [one for row in rows if (one := getattr(row, kind)) is not None]
    return sum(told) if told else None


def compensation(rows: Iterable[Hours], kind: str = "performed") -> int | None:
    """Add up what a kind of time is worth, in öre; None when none of it has both hours and rate."""
    amounts = (money(getattr(row, kind), row.rate) for row in rows)
    told = [one for one in amounts if one is not None]
    return sum(told) if told else None


@dataclass(frozen=True)
class Compared:
    """Performed time against another figure of the very same months; minutes and öre."""

    minutes: int
    ore: int | None
    months: int


def against_expected(rows: Sequence[Hours]) -> Compared | None:
    """Hold what was performed against what the budget counts on, in the months that tell both."""
    both = [one for one in rows if one.performed is not None and one.expected is not None]
    if not both:
        return None
    done, counted = (total(both, kind) or 0 for kind in ("performed", "expected"))
    worth, budget = (compensation(both, kind) for kind in ("performed", "expected"))
    ore = None if worth is None or budget is None else worth - budget
    return Compared(done - counted, ore, len({one.month for one in both}))


def against_last_year(rows: Sequence[Hours], before: Sequence[Hours]) -> Compared | None:
    """Hold what was performed against the same months and providers a year before.

    A provider that was not there then, or is not there now, counts with nothing in the months that
    both years tell anything of.
    """
    now, then = _by_month(rows), _by_month(before)
    common = [month for month in now if month.replace(year=month.year - 1) in then]
    if not common:
        return None
    minutes = sum(now[one] - then[one.replace(year=one.year - 1)] for one in common)
    return Compared(minutes, None, len(common))


def _by_month(rows: Iterable[Hours]) -> Mapping[date, int]:
    found: dict[date, int] = {}
    for one in rows:
        if one.performed is not None:
            found[one.month] = found.get(one.month, 0) + one.performed
    return found


def lost_percent(now: int, before: int) -> float | None:
    """Say what part of the former hours is gone, in percent (K-ECO-17); None without any before."""
    return None if before <= 0 else 100 * (before - now) / before


def findings(rows: Iterable[Hours]) -> list[HoursFinding]:
    """Give what does not add up: more done than granted, no rate, another sum paid than reckoned.

    What was paid may differ by a krona, since files round to whole kronor.
    """
    found = []
    for row in rows:
        reckoned = money(row.performed, row.rate)
        if row.granted is not None and (row.performed or 0) > row.granted:
            found.append(_finding(row, "granted", _("Fler timmar är utförda än beviljade."),
                                  (row.performed or 0) - row.granted))  # fmt: skip
        if row.performed is not None and row.rate is None:
            found.append(_finding(row, "rate", _("Ersättning per timme saknas."), 0))
        if row.paid is not None and reckoned is not None and abs(row.paid - reckoned) > KRONA:
            found.append(_finding(row, "paid", _("Utbetalt är inte timmar gånger ersättning."),
                                  row.paid - reckoned))  # fmt: skip
    return found


def _finding(row: Hours, code: str, words: str, difference: int) -> HoursFinding:
    return HoursFinding(row.month, row.provider, code, words, difference)


def may_tell_hours(row: Hours, today: date) -> Verdict:
    """A row tells at least one kind of time, none below nought, of a month that has begun."""
    verdict = Verdict.yes()
    told = [getattr(row, kind) for kind in TOLD if getattr(row, kind) is not None]
    if not told:
        verdict += Verdict.no("performed", _("Raden har inga timmar."),
                              _("Skriv minst en av beviljade, planerade och utförda."))  # fmt: skip
    if any(one < 0 or one > MOST_MINUTES for one in told) or (row.paid or 0) < 0:
        verdict += Verdict.no("performed", _("Timmar och belopp är noll eller mer, och rimliga."),
                              _("Rätta raden i källan."))  # fmt: skip
    if row.month > today:
        verdict += Verdict.no("month", _("Månaden har inte börjat."), _("Rätta månaden."))
    return verdict


def may_set_rate(new: Rate, standing: Iterable[Rate]) -> Verdict:
    """A rate is more than nothing, within reason, and the only one of its day."""
    verdict = Verdict.yes()
    if not 0 < new.ore <= MOST_RATE:
        verdict += Verdict.no("kronor", _("Ersättningen är mellan 1 öre och 5 000 kronor."),
                              _("Skriv kronor per timme."))  # fmt: skip
    same = (new.since, new.operator, new.provider)
    if any((one.since, one.operator, one.provider) == same for one in standing):
        verdict += Verdict.no("since", _("Det finns redan en ersättning från den dagen."),
                              _("Ta bort den först, eller välj en annan dag."))  # fmt: skip
    return verdict
