"""What holds for facts about employees: what may be noted, what is lacking before a day.

Values in, verdicts and values out; no database and no clock.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.law.months import add_months
from vaka.law.verdict import Verdict

SEE, MANAGE, OWN = "competence.see", "competence.manage", "competence.see_own"
RECEIVE = "delegation.receive"
INTRODUCTION, MINOR = "introduktion", "under-18"
"""What is noted beside the list: introduction at a unit, and the last day under 18."""
ADULT_YEARS = 18
LONGEST_DAYS = 60
"""An introduction longer than this is a slip of the pen."""


class Lack(StrEnum):
    """How something that is asked stands on a day."""

    MET = "met"
    SOON = "soon"
    EXPIRED = "expired"
    MISSING = "missing"
    RESTING = "resting"


LACK_LABELS = {
    Lack.MET: gettext_lazy("finns"),
    Lack.SOON: gettext_lazy("går snart ut"),
    Lack.EXPIRED: gettext_lazy("har gått ut"),
    Lack.MISSING: gettext_lazy("saknas"),
    Lack.RESTING: gettext_lazy("ska omprövas"),
}


LACKING = frozenset({Lack.EXPIRED, Lack.MISSING, Lack.RESTING})


@dataclass(frozen=True)
class Standing:
    """How one thing stands: since when, and the last day that it holds."""

    lack: Lack
    on_date: date | None = None
    until_date: date | None = None


def standing(on_date: date | None, until_date: date | None, day: date, warn_days: int) -> Standing:
    """Say how something stands on a day.

    Args:
        warn_days: days before the last day from which it runs out soon, a local value.
    """
    if on_date is None or on_date > day:
        return Standing(Lack.MISSING)
    if until_date is None:
        return Standing(Lack.MET, on_date)
    if day > until_date:
        return Standing(Lack.EXPIRED, on_date, until_date)
    is_soon = until_date - day <= timedelta(days=warn_days)
    return Standing(Lack.SOON if is_soon else Lack.MET, on_date, until_date)


@dataclass(frozen=True)
class Hand:
    """How a viewer stands to an employee: the same person, the manager, one who delegates."""

    is_self: bool = False
    manages: bool = False
    gives: bool = False


def may_note_of(hand: Hand, *, goes_before: bool) -> bool:
    """Managers note everything of their own; those who delegate, what goes before; nobody notes
    of themself."""
    return not hand.is_self and (hand.manages or (hand.gives and goes_before))


def may_note_minor(until_date: date, today: date, youngest_years: int) -> Verdict:
    """The last day under 18 is to come, of somebody old enough to be employed."""
    if today <= until_date <= add_months(today, (ADULT_YEARS - youngest_years) * 12):
        return Verdict.yes()
    return Verdict.no(
        "on_date", _("Dagen kan inte vara den sista före 18-årsdagen."),
        _("Skriv dagen före 18-årsdagen."),
    )  # fmt: skip


def may_note(on_date: date, today: date) -> Verdict:
    """A fact has a day, and it has come."""
    if on_date <= today:
        return Verdict.yes()
    return Verdict.no("on_date", _("Dagen har inte kommit än."), _("Välj dagen då det gjordes."))


def may_introduce(days: int | None, on_date: date, today: date) -> Verdict:
    """An introduction has days, and is over."""
    verdict = may_note(on_date, today)
    if not days or not 0 < days <= LONGEST_DAYS:
        verdict += Verdict.no(
            "days", _("Antalet dagar går inte att använda."),
            _("Skriv ett tal från 1 till %(most)s.") % {"most": LONGEST_DAYS},
        )  # fmt: skip
    return verdict
