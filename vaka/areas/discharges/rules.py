"""What holds when somebody leaves hospital: days until home, days the municipality pays for.

The municipality pays for each night at the hospital from the day its responsibility begins: so many
days after it was told that the patient is ready (lagen 2017:612, or the agreement with the region
that stands before it). Values in, values and verdicts out; no database and no clock.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import median

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.law.verdict import Verdict

SEE, TELL = "discharge.see", "discharge.tell"
DAY = timedelta(days=1)


class Goes(StrEnum):
    """Where somebody goes from the hospital."""

    HOME = "home"
    SHORT_TERM = "short_term"
    CARE_HOME = "care_home"
    OTHER = "other"


GOES_LABELS = {
    Goes.HOME: gettext_lazy("Eget hem"),
    Goes.SHORT_TERM: gettext_lazy("Korttidsplats"),
    Goes.CARE_HOME: gettext_lazy("Särskilt boende"),
    Goes.OTHER: gettext_lazy("Annat"),
}


class Reason(StrEnum):
    """Why somebody stayed longer than the days agreed on."""

    CARE_HOME = "care_home"
    SHORT_TERM = "short_term"
    HOME_CARE = "home_care"
    AIDS = "aids"
    ADAPTATION = "adaptation"
    PLANNING = "planning"
    WISH = "wish"
    HEALTH = "health"
    OTHER = "other"


REASON_LABELS = {
    Reason.CARE_HOME: gettext_lazy("Väntade på plats i särskilt boende"),
    Reason.SHORT_TERM: gettext_lazy("Väntade på korttidsplats"),
    Reason.HOME_CARE: gettext_lazy("Hemtjänsten kunde inte börja"),
    Reason.AIDS: gettext_lazy("Hjälpmedel saknades"),
    Reason.ADAPTATION: gettext_lazy("Bostaden behövde anpassas"),
    Reason.PLANNING: gettext_lazy("Planeringen var inte klar"),
    Reason.WISH: gettext_lazy("Personen ville vänta"),
    Reason.HEALTH: gettext_lazy("Blev sjuk igen"),
    Reason.OTHER: gettext_lazy("Annat skäl"),
}


class Coordinated(StrEnum):
    """What became of a coordinated individual plan (SIP) when somebody left hospital."""

    MADE = "made"
    DECLINED = "declined"
    LACKING = "lacking"
    NOT_NEEDED = "not_needed"


COORDINATED_LABELS = {
    Coordinated.MADE: gettext_lazy("SIP finns"),
    Coordinated.DECLINED: gettext_lazy("Personen tackade nej till SIP"),
    Coordinated.LACKING: gettext_lazy("SIP behövs men saknas"),
    Coordinated.NOT_NEEDED: gettext_lazy("Inga insatser från båda"),
}
NEEDS_BOTH = (Coordinated.MADE, Coordinated.DECLINED, Coordinated.LACKING)
"""Those who need help from both afterwards, whatever they said to a plan."""


@dataclass(frozen=True)
class Planning:
    """Of those who came home and need help from both, how many have a plan; not of the untold.

    Attributes:
        untold: who came home and of whom the planning system says nothing.
    """

    both: int
    made: int
    declined: int
    untold: int

    @property
    def share(self) -> float | None:
        """Percent with a plan; None when nobody needs both."""
        return 100 * self.made / self.both if self.both else None


def planning(told: Iterable[str]) -> Planning:
    """Count what was told of those who came home; an empty text is that nothing was told."""
    found = list(told)
    return Planning(sum(one in NEEDS_BOTH for one in found), found.count(Coordinated.MADE),
                    found.count(Coordinated.DECLINED), found.count(""))  # fmt: skip


@dataclass(frozen=True)
class Stay:
    """The days of one stay at hospital.

    Attributes:
        notice: the day of the notice that somebody was admitted; without one nothing is paid.
        ready: the day on which a doctor found the patient ready to leave.
        told: the day on which the municipality was told so.
        home: the day of leaving, None while the patient stays.
        billed: days that the region has asked payment for; None when it has not said.
        free_days: days between `told` and the day on which the municipality begins to pay.
    """

    notice: date | None
    ready: date | None = None
    told: date | None = None
    home: date | None = None
    billed: int | None = None
    free_days: int = 3

    @property
    def pays_from(self) -> date | None:
        """The first day that the municipality may have to pay for."""
        if self.notice is None or self.told is None:
            return None
        return self.told + self.free_days * DAY


def days_to_home(stay: Stay, until: date) -> int | None:
    """Give days from ready to home, or to `until` while the patient stays; None before ready."""
    if stay.ready is None:
        return None
    return max(0, (min(stay.home or until, until) - stay.ready).days)


def paid_days(stay: Stay, first: date, last: date) -> int:
    """Give the nights between two days, both counted in, that the municipality pays for."""
    begins = stay.pays_from
    if begins is None:
        return 0
    over = last + DAY if stay.home is None else min(stay.home, last + DAY)
    return max(0, (over - max(begins, first)).days)


def each_paid(stay: Stay, until: date) -> Iterator[date]:
    """Give each day that the municipality pays for, to the day before `until`."""
    day = stay.pays_from
    while day is not None and day < (stay.home or until) and day < until:
        yield day
        day += DAY


def is_within(stay: Stay, until: date) -> bool:
    """Say whether somebody came home before the municipality began to pay."""
    begins = stay.pays_from
    return begins is None or (stay.home or until) <= begins


def middle(days: Iterable[int]) -> float | None:
    """Give the median of days; None when there are none."""
    found = list(days)
    return float(median(found)) if found else None


def contradictions(stay: Stay, until: date) -> list[str]:
    """Say in words what does not agree in one stay."""
    found = []
    steps = ((stay.notice, stay.ready, _("Utskrivningsklar före inskrivningen.")),
             (stay.ready, stay.told, _("Kommunen underrättades före utskrivningsklar dag.")),
             (stay.ready, stay.home, _("Hemgång före utskrivningsklar dag.")))  # fmt: skip
    found += [words for before, after, words in steps if before and after and after < before]
    if stay.told and stay.notice is None:
        found.append(_("Inskrivningsmeddelande saknas, så kommunen betalar inte."))
    counted = sum(1 for _day in each_paid(stay, until))
    if stay.billed is not None and stay.home is not None and stay.billed != counted:
        found.append(
            _("Regionen räknar %(billed)s dygn, uträknat är %(counted)s.")
            % {"billed": stay.billed, "counted": counted}
        )
    return found


def may_tell_reason(is_over: bool, reason: str, words: str, *, names_one: bool) -> Verdict:
    """A reason is told of who stayed past the days agreed on; another reason in words.

    Args:
        names_one: a personal number stands in the words.
    """
    verdict = Verdict.yes()
    if not is_over:
        verdict += Verdict.no("within", _("Hemgången var i tid."), _("Inget skäl behövs."))
    if reason not in set(Reason):
        verdict += Verdict.no("reason", _("Skälet finns inte."), _("Välj ett skäl i listan."))
    if reason == Reason.OTHER and not words.strip():
        verdict += Verdict.no("words", _("Annat skäl behöver ord."), _("Skriv kort varför."))
    if names_one:
        verdict += Verdict.no("number", _("Texten innehåller ett personnummer."),
                              _("Ta bort numret."))  # fmt: skip
    return verdict
