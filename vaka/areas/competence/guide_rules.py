"""Whether support is asked less of a subject since its guide was taken up.

Values in, verdicts and values out; no database and no clock.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from django.utils.translation import gettext as _

from vaka.law.verdict import Verdict

SEE, COUNT = "guide.see", "guide.count"
LEAST_MONTHS = 3
"""With fewer months before or after, a single month would decide."""


@dataclass(frozen=True)
class Month:
    """How many took the guide in a month, and how many questions support got."""

    month_date: date
    taken: int
    questions: int


@dataclass(frozen=True)
class Since:
    """Questions a month before the guide was first taken, and in the months after that month."""

    first_date: date
    before: float
    after: float


def since_taken(months: Sequence[Month]) -> Since | None:
    """Compare the questions a month before and after; None while either has too few months.

    The first month in which anybody took the guide belongs to neither.
    """
    ordered = sorted(months, key=lambda one: one.month_date)
    first = next((one.month_date for one in ordered if one.taken), None)
    if first is None:
        return None
    before = [one.questions for one in ordered if one.month_date < first]
    after = [one.questions for one in ordered if one.month_date > first]
    if min(len(before), len(after)) < LEAST_MONTHS:
        return None
    return Since(first, fmean(before), fmean(after))


def may_count(month: date, today: date, since: date, taken: int, questions: int) -> Verdict:
    """A month is counted when it has begun, from the first that the subject has."""
    verdict = Verdict.yes()
    if month > today:
        verdict += Verdict.no("month", _("Månaden har inte kommit än."), _("Välj en tidigare."))
    if month < since:
        verdict += Verdict.no("month", _("Ämnet räknades inte då."), _("Välj en senare månad."))
    if min(taken, questions) < 0:
        verdict += Verdict.no("taken", _("Antalet är mindre än noll."), _("Rätta talet."))
    return verdict
