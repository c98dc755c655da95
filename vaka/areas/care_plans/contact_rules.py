"""What holds for the fixed care contact: the title on the day, days without one, an even load."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from django.utils.translation import gettext as _

from vaka.law.verdict import Verdict

APPOINT = "care_contact.appoint"
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Title:
    """Whether the title is asked for on a day, and what the person has.

    Attributes:
        is_asked: the law asks for it at this kind of unit on the day.
        is_held: the proof has been shown and holds on the day.
        is_exempt: the person was permanently employed before, as the manager has noted.
        is_exemption_open: the exemption may still be used on the day.
    """

    is_asked: bool
    is_held: bool
    is_exempt: bool
    is_exemption_open: bool

    @property
    def is_fit(self) -> bool:
        """Whether the person may have the task on the day."""
        return not self.is_asked or self.is_held or (self.is_exempt and self.is_exemption_open)


@dataclass(frozen=True)
class Load:
    """How many persons the contacts of a unit have."""

    contacts: int
    persons: int
    median: float | None
    highest: int | None


def may_appoint(
    *, title: Title, start: date, today: date, standing: date | None, minutes: int | None,
    is_open: bool,
) -> Verdict:  # fmt: skip
    """A contact has the title (or the exemption) and begins after the one before.

    Args:
        standing: the first day of the contact that stands, None without one.
        is_open: the plan runs.
    """
    verdict = Verdict.yes() if is_open else Verdict.no("state", _("Planen är avslutad."))
    if not title.is_fit:
        verdict += Verdict.no(
            "person",
            _("Personen har inte visat bevis om skyddad yrkestitel."),
            _("Välj en undersköterska, eller anteckna beviset under Kompetens."),
        )
    if start > today:
        verdict += Verdict.no("from_date", _("Dagen har inte varit."), _("Välj i dag."))
    if standing is not None and start <= standing:
        verdict += Verdict.no("from_date", _("Kontakten före började den dagen eller senare."),
                              _("Välj en senare dag."))  # fmt: skip
    if minutes is not None and minutes < 0:
        verdict += Verdict.no("minutes", _("Tiden kan inte vara mindre än noll."), _("Rätta den."))
    return verdict


def may_end(*, start: date, end: date, today: date) -> Verdict:
    """A contact ends on a day that has been, not before it began."""
    if start <= end <= today:
        return Verdict.yes()
    return Verdict.no("until_date", _("Dagen ligger utanför tiden som kontakt."), _("Rätta dagen."))


def may_tell(*, start: date, told: date | None, on: date, today: date) -> Verdict:
    """The person is told once of a new contact, on a day that has been."""
    if told is not None:
        return Verdict.no("told_date", _("Personen har redan fått veta det."))
    if on > today:
        return Verdict.no("told_date", _("Dagen har inte varit."), _("Välj i dag."))
    return Verdict.yes()


def days_without(
    start: date, end: date, spans: Iterable[tuple[date, date | None]]
) -> int:  # fmt: skip
    """Count the days from start to end (both in) on which nobody was the contact."""
    covered: set[date] = set()
    for first, last in spans:
        day, stop = max(first, start), min(last or end, end)
        while day <= stop:
            covered.add(day)
            day += DAY
    return max((end - start).days + 1 - len(covered), 0)


def load(persons: Sequence[int]) -> Load:
    """Give median and highest number of persons a contact, of those who have any."""
    some = [one for one in persons if one]
    return Load(len(some), sum(some), float(median(some)) if some else None,
                max(some, default=None))  # fmt: skip
