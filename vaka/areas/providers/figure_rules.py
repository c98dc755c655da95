"""What holds for figures that a provider gives of its own operation, period after period.

Values in, verdicts and values out; no database and no clock.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from vaka.areas.self_checks.rules import Frequency, occasions
from vaka.law.verdict import Verdict


@dataclass(frozen=True)
class FigureDue:
    """One period whose figure is asked for: its first and last day, and the last day to answer."""

    start: date
    end: date
    due: date


def asked_periods(
    frequency: Frequency, since: date, until: date | None, ended: date | None, *, to: date,
    days: int,
) -> list[FigureDue]:  # fmt: skip
    """Give the periods that a figure is asked for up to a day.

    None begins after the asking stopped or the contract ended; those that had begun are owed.
    """
    last = min(day for day in (until, ended, to) if day is not None)
    return [
        FigureDue(one.start, one.due, one.due + timedelta(days=days))
        for one in occasions(frequency, since, last)
    ]


def may_stop(*, until: date | None, today: date) -> Verdict:
    """A figure is stopped once: the day stands, and what was asked before it is owed."""
    if until is None or today < until:
        return Verdict.yes()
    return Verdict.no(
        "until_date", _("Uppgiften begärs redan inte längre."), _("Begär en ny uppgift i stället.")
    )


def due_first(on: date) -> date:
    """Give the day from which a new figure is proposed to be asked for: the year's first."""
    return on.replace(month=1, day=1)


def is_over(period_end: date, today: date) -> bool:
    """Say whether a period is over, so that its figure can be given."""
    return period_end < today


def may_answer(*, period_end: date, today: date, value: float | None, words: str) -> Verdict:
    """A figure is given when its period is over; one that cannot be given has a reason."""
    verdict = Verdict.yes()
    if not is_over(period_end, today):
        verdict += Verdict.no(
            "value", _("Perioden är inte slut."), _("Vänta tills den är det, och svara då.")
        )
    if value is None and not words.strip():
        verdict += Verdict.no(
            "value", _("Värdet saknas."), _("Skriv det, eller skriv varför det inte kan lämnas.")
        )
    return verdict


def answered_in_time(answered: date | None, due: date, today: date) -> bool | None:
    """Say whether a figure came by its day; None while there is time left."""
    if answered is not None:
        return answered <= due
    return False if today > due else None
