"""What a child's placement owes and when; who has considered it. No limit of law stands here.

Values in, duties and verdicts out; no database and no clock.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.months import add_months
from vaka.law.verdict import Verdict

SEE, HANDLE, COUNT = "placement.see", "placement.handle", "placement.count"


class PlacementState(StrEnum):
    """Where a placement stands."""

    UNDER_WAY = "under_way"
    ENDED = "ended"


PLACEMENT_LABELS = {
    PlacementState.UNDER_WAY: gettext_lazy("Pågår"),
    PlacementState.ENDED: gettext_lazy("Avslutad"),
}
PLACEMENT_STEPS = {
    PlacementState.UNDER_WAY: gettext_lazy("Gör det övervägande som står näst på tur"),
    PlacementState.ENDED: gettext_lazy("Följ upp hur barnet har det"),
}
TRANSITIONS = (
    Transition(
        "placement.end_care", (PlacementState.UNDER_WAY,), PlacementState.ENDED,
        gettext_lazy("Avsluta vården"), HANDLE, Comment.REQUIRED,
    ),
    Transition(
        "placement.resume_care", (PlacementState.ENDED,), PlacementState.UNDER_WAY,
        gettext_lazy("Öppna igen"), HANDLE, Comment.REQUIRED,
    ),
)  # fmt: skip


class Ground(StrEnum):
    """The act that a child is placed by."""

    SOL = "sol"
    LVU = "lvu"


GROUND_LABELS = {Ground.SOL: gettext_lazy("SoL"), Ground.LVU: gettext_lazy("LVU")}


class Home(StrEnum):
    """Where a child is placed."""

    FOSTER = "foster"
    INSTITUTION = "institution"
    SUPPORTED = "supported"


HOME_LABELS = {
    Home.FOSTER: gettext_lazy("Familjehem"),
    Home.INSTITUTION: gettext_lazy("Hem för vård eller boende"),
    Home.SUPPORTED: gettext_lazy("Stödboende"),
}


class Owed(StrEnum):
    """What is owed a placed child."""

    CONTINUED = "continued"
    CUSTODY = "custody"
    MOVING = "moving"
    TEST = "test"
    FOLLOW_UP = "follow_up"


OWED_LABELS = {
    Owed.CONTINUED: gettext_lazy("Övervägande om fortsatt vård"),
    Owed.CUSTODY: gettext_lazy("Övervägande om vårdnadsöverflyttning"),
    Owed.MOVING: gettext_lazy("Övervägande om flyttningsförbud"),
    Owed.TEST: gettext_lazy("Drogtest enligt beslut"),
    Owed.FOLLOW_UP: gettext_lazy("Uppföljning efter vården"),
}


class Decider(StrEnum):
    """Who considered it."""

    COMMITTEE = "committee"
    BOARD = "board"
    DELEGATE = "delegate"


DECIDER_LABELS = {
    Decider.COMMITTEE: gettext_lazy("Utskottet"),
    Decider.BOARD: gettext_lazy("Nämnden"),
    Decider.DELEGATE: gettext_lazy("Tjänsteperson på delegation"),
}


@dataclass(frozen=True)
class Terms:
    """The dated values that the duties are counted by; months."""

    continued: int
    custody_first: int
    custody_again: int
    follow_up: int


@dataclass(frozen=True)
class Care:
    """The dates of one placement."""

    home: Home
    begun: date
    home_since: date
    end_planned: date | None = None
    ended: date | None = None
    test_weeks: int | None = None


@dataclass(frozen=True)
class Due:
    """One thing owed, with its last day."""

    owed: Owed
    due_date: date

    @property
    def label(self) -> str:
        """Its words."""
        return str(OWED_LABELS[self.owed])


def owed(care: Care, done: Mapping[Owed, date], terms: Terms) -> list[Due]:
    """Give what a placement owes, the nearest first.

    Args:
        done: the latest day on which each was done.
    """
    found = _after(care, done, terms) if care.ended else _during(care, done, terms)
    return sorted(found, key=lambda one: (one.due_date, one.owed))


def _during(care: Care, done: Mapping[Owed, date], terms: Terms) -> Iterator[Due]:
    considered = max(care.begun, done.get(Owed.CONTINUED, care.begun))
    yield Due(Owed.CONTINUED, add_months(considered, terms.continued))
    if care.home is Home.FOSTER:
        yield Due(Owed.CUSTODY, _custody(care, done.get(Owed.CUSTODY), terms))
        if care.end_planned and done.get(Owed.MOVING, date.min) < care.home_since:
            yield Due(Owed.MOVING, care.end_planned)
    if care.test_weeks:
        last = max(care.begun, done.get(Owed.TEST, care.begun))
        yield Due(Owed.TEST, last + timedelta(weeks=care.test_weeks))


def _after(care: Care, done: Mapping[Owed, date], terms: Terms) -> Iterator[Due]:
    assert care.ended is not None
    if done.get(Owed.FOLLOW_UP, date.min) < care.ended:
        yield Due(Owed.FOLLOW_UP, add_months(care.ended, terms.follow_up))


def _custody(care: Care, last: date | None, terms: Terms) -> date:
    """The first time after years in the same home; what was done in another home does not count."""
    first = add_months(care.home_since, terms.custody_first)
    return (
        max(first, add_months(last, terms.custody_again))
        if last and last >= care.home_since
        else first
    )


def may_begin(*, begun: date, home_since: date, today: date) -> Verdict:
    """A placement has begun, and the child came to the home when it began or later."""
    verdict = _has_been("begun_date", begun, today)
    if not begun <= home_since <= today:
        verdict += Verdict.no(
            "home_since_date", _("Dagen ligger före vården eller framåt i tiden."),
            _("Skriv dagen då barnet kom till hemmet."),
        )  # fmt: skip
    return verdict


def may_note(
    *, what: Owed, on: date, words: str, informed: date | None, care: Care, today: date
) -> Verdict:
    """What is noted has been done within the care, with its reason, and told after it was done."""
    verdict = _has_been("on_date", on, today)
    if on < care.begun:
        verdict += Verdict.no("on_date", _("Vården hade inte börjat."), _("Kontrollera dagen."))
    if what is Owed.FOLLOW_UP and (care.ended is None or on < care.ended):
        verdict += Verdict.no(
            "what", _("Vården har inte upphört."), _("Uppföljningen görs när vården har upphört.")
        )
    if what is not Owed.FOLLOW_UP and care.ended and on > care.ended:
        verdict += Verdict.no("what", _("Vården har upphört."), _("Välj uppföljning."))
    if what in {Owed.CUSTODY, Owed.MOVING} and care.home is not Home.FOSTER:
        verdict += Verdict.no("what", _("Barnet bor inte i familjehem."), _("Välj något annat."))
    if len(words.split()) < 3:
        verdict += Verdict.no("words", _("Skäl saknas."), _("Skriv vad som beslutades och varför."))
    if informed and not on <= informed <= today:
        verdict += Verdict.no(
            "informed_date", _("Dagen ligger före beslutet eller framåt i tiden."),
            _("Skriv dagen då de fick veta."),
        )  # fmt: skip
    return verdict


def may_end(*, on: date, care: Care, moving_done: bool, today: date) -> Verdict:
    """Care in a foster home ends only when a ban on moving has been considered."""
    verdict = _has_been("on_date", on, today)
    if on < care.home_since:
        verdict += Verdict.no("on_date", _("Barnet bodde inte där än."), _("Kontrollera dagen."))
    if care.home is Home.FOSTER and not moving_done:
        verdict += Verdict.no(
            "moving", _("Flyttningsförbud är inte övervägt."),
            _("Anteckna övervägandet först."),
        )  # fmt: skip
    return verdict


def is_late(due: date, today: date) -> bool:
    """Say whether a last day has passed."""
    return due < today


def is_soon(due: date, today: date, days: int) -> bool:
    """Say whether a last day is within some days."""
    return today <= due <= today + timedelta(days=days)


def counts(dues: Iterable[Sequence[Due]], today: date, least: int) -> list[tuple[str, str, str]]:
    """Give, for each thing owed, how many placements owe it and how many are late.

    A number above nought and below `least` is hidden, and so is any total it could be told by.
    """
    owing, late = Counter[Owed](), Counter[Owed]()
    for some in dues:
        owing.update(one.owed for one in some)
        late.update(one.owed for one in some if is_late(one.due_date, today))
    return [
        (str(OWED_LABELS[one]), hidden(owing[one], least), _late(owing[one], late[one], least))
        for one in Owed
    ]


def _late(owing: int, late: int, least: int) -> str:
    """Hidden too when the rest would tell a small number of those in time."""
    return f"< {least}" if 0 < owing - late < least else hidden(late, least)


def hidden(number: int, least: int) -> str:
    """Give a number as it may be told."""
    return f"< {least}" if 0 < number < least else str(number)


def _has_been(code: str, on: date, today: date) -> Verdict:
    if on <= today:
        return Verdict.yes()
    return Verdict.no(code, _("Dagen har inte varit."), _("Välj en dag som har varit."))
