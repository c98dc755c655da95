"""What holds for delegations: what goes before, how long they last, when they are looked over.

Values in, verdicts and values out; no database and no clock. Law: PSL 2010:659 6 kap. 3 § and
SOSFS 1997:14 (written, personal, for named tasks, at most a year; not where unsafe).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.months import add_months, last_day_within
from vaka.law.verdict import Verdict


class State(StrEnum):
    """Where a delegation stands."""

    PREPARED = "prepared"
    VALID = "valid"
    REVIEW = "review"
    ENDED = "ended"


STATE_LABELS = {
    State.PREPARED: gettext_lazy("Förbereds"),
    State.VALID: gettext_lazy("Gäller"),
    State.REVIEW: gettext_lazy("Ska omprövas, får inte användas"),
    State.ENDED: gettext_lazy("Upphörd"),
}
NEXT_STEPS = {
    State.PREPARED: gettext_lazy("Gör klart det som krävs, och ge delegeringen"),
    State.VALID: gettext_lazy("Följ upp, eller förnya innan den går ut"),
    State.REVIEW: gettext_lazy("Ompröva genast"),
    State.ENDED: gettext_lazy("Inget mer att göra"),
}
HELD = (State.VALID, State.REVIEW)
"""Given and not ended; while it is looked over it may not be used."""
SEE, GIVE, OWN = "delegation.see", "delegation.give", "delegation.see_own"

TRANSITIONS = (
    Transition(
        "delegation.give", (State.PREPARED,), State.VALID, gettext_lazy("Ge delegeringen"), GIVE
    ),
    Transition(
        "delegation.follow_up", (State.VALID,), State.VALID, gettext_lazy("Följ upp"), GIVE,
        Comment.REQUIRED,
    ),
    Transition(
        "delegation.put_under_review", (State.VALID,), State.REVIEW,
        gettext_lazy("Ska omprövas"), GIVE, Comment.REQUIRED,
    ),
    Transition(
        "delegation.uphold", (State.REVIEW,), State.VALID, gettext_lazy("Låt den stå fast"), GIVE,
        Comment.REQUIRED,
    ),
    Transition(
        "delegation.recall", (State.PREPARED, State.VALID, State.REVIEW), State.ENDED,
        gettext_lazy("Återkalla"), GIVE, Comment.REQUIRED,
    ),
    Transition(
        "delegation.expire", (State.VALID, State.REVIEW), State.ENDED,
        gettext_lazy("Tiden har gått ut"), GIVE,
    ),
)  # fmt: skip


class ReviewReason(StrEnum):
    """Why a delegation must be looked over at once."""

    GIVER_LEFT = "giver_left"
    RECEIVER_LEFT = "receiver_left"
    GIVER_ABSENT = "giver_absent"
    RECEIVER_ABSENT = "receiver_absent"


REVIEW_LABELS = {
    ReviewReason.GIVER_LEFT: gettext_lazy("Den som gav delegeringen har bytt arbete."),
    ReviewReason.RECEIVER_LEFT: gettext_lazy("Den som fick delegeringen har bytt arbete."),
    ReviewReason.GIVER_ABSENT: gettext_lazy("Den som gav delegeringen är borta länge."),
    ReviewReason.RECEIVER_ABSENT: gettext_lazy("Den som fick delegeringen är borta länge."),
}


@dataclass(frozen=True)
class Posts:
    """Whether giver and receiver still work there, and how long they are away for, in days."""

    giver_works: bool = True
    receiver_works: bool = True
    giver_absent_days: int = 0
    receiver_absent_days: int = 0


@dataclass(frozen=True)
class Preparation:
    """What the rules must know before a delegation is given.

    Attributes:
        missing_courses: titles of web courses not done, or too long ago.
        untested: titles of tests not passed.
        tested_elsewhere: titles of tests passed, but never at the workplace.
        introduced_days: days of introduction at the workplace, None before any.
        least_days: days of introduction asked for, a local value.
        wrong_giver: titles of tasks that the giver's role may not delegate.
    """

    missing_courses: tuple[str, ...] = ()
    untested: tuple[str, ...] = ()
    tested_elsewhere: tuple[str, ...] = ()
    introduced_days: int | None = None
    least_days: int = 1
    wrong_giver: tuple[str, ...] = ()
    is_minor: bool = False
    is_self: bool = False
    receiver_works: bool = True


def may_give(found: Preparation) -> Verdict:
    """Say whether a delegation may be given: never before course, introduction and passed test."""
    return (
        Verdict.all_of(_missing_course(title) for title in found.missing_courses)
        + _introduction(found)
        + Verdict.all_of(_untested(title) for title in found.untested)
        + Verdict.all_of(_elsewhere(title) for title in found.tested_elsewhere)
        + may_receive(found)
    )


def _missing_course(title: str) -> Verdict:
    words = _("%(title)s är inte gjord, eller är för gammal.") % {"title": title}
    return Verdict.no("course", words, _("Skriv in dagen när den är gjord."), "#fore")


def _introduction(found: Preparation) -> Verdict:
    days = found.introduced_days
    if is_introduced(days, found.least_days):
        return Verdict.yes()
    words = _("Introduktionen på arbetsplatsen är inte klar.") if days is None else _(
        "Introduktionen är %(days)s av %(least)s dagar."
    ) % {"days": days, "least": found.least_days}  # fmt: skip
    return Verdict.no("introduction", words, _("Skriv in introduktionen."), "#fore")


def is_introduced(days: int | None, least_days: int) -> bool:
    """Say whether an introduction has the days it must; None is before any."""
    return days is not None and days >= least_days


def _untested(title: str) -> Verdict:
    words = _("%(title)s är inte godkänt.") % {"title": title}
    return Verdict.no("test", words, _("Skriv in provet när det är gjort."), "#fore")


def _elsewhere(title: str) -> Verdict:
    words = _("%(title)s är inte gjort på arbetsplatsen.") % {"title": title}
    return Verdict.no("place", words, _("Gör provet igen på arbetsplatsen."), "#fore")


def may_receive(found: Preparation) -> Verdict:
    """Say whether this giver may give these tasks to this receiver at all."""
    verdict = Verdict.all_of(
        Verdict.no(
            "giver", _("Din roll får inte delegera: %(title)s.") % {"title": title},
            _("Be den som har den formella kompetensen."),
        )
        for title in found.wrong_giver
    )  # fmt: skip
    if found.is_minor:
        verdict += Verdict.no(
            "minor", _("Mottagaren är under 18 år."), _("Ge uppgiften till någon annan.")
        )
    if found.is_self:
        verdict += Verdict.no("self", _("Ingen delegerar till sig själv."), _("Välj någon annan."))
    if not found.receiver_works:
        verdict += Verdict.no(
            "receiver", _("Mottagaren arbetar inte på enheten."), _("Välj någon som gör det.")
        )
    return verdict


def may_last(*, start: date, until: date, today: date, longest_years: int) -> Verdict:
    """Say whether the days fit: from today or later, and no longer than the longest time."""
    last = longest_until(start, longest_years)
    if start < today:
        return Verdict.no("from_date", _("Första dagen har redan varit."), _("Välj i dag."))
    if until < start:
        return Verdict.no(
            "until_date", _("Sista dagen är före den första."), _("Välj en senare dag.")
        )
    if until > last:
        words = _("En delegering gäller högst till %(day)s.") % {"day": last}
        return Verdict.no("until_date", words, _("Välj en tidigare dag."))
    return Verdict.yes()


def may_be_single(start: date, until: date) -> Verdict:
    """A single occasion is one day."""
    if start == until:
        return Verdict.yes()
    return Verdict.no("until_date", _("Ett enda tillfälle är en dag."), _("Välj samma dag."))


def may_name(tasks: Sequence[str], places: str, closed: Sequence[str] = ()) -> Verdict:
    """A delegation names its tasks and its places.

    Args:
        closed: titles of those tasks that may not be delegated on its first day.
    """
    verdict = Verdict.all_of(
        Verdict.no(
            "tasks", _("%(title)s får inte delegeras den dagen.") % {"title": title},
            _("Ta bort uppgiften."),
        )
        for title in closed
    )  # fmt: skip
    if not tasks:
        verdict += Verdict.no("tasks", _("Ingen uppgift är vald."), _("Välj minst en."))
    if not places.strip():
        verdict += Verdict.no("places", _("Platsen saknas."), _("Skriv var den gäller."))
    return verdict


def longest_until(start: date, longest_years: int) -> date:
    """Give the last day of a delegation that lasts as long as it may."""
    return last_day_within(start, longest_years * 12)


def due_follow_up(start: date, until: date, months: int) -> date:
    """Give the day by which a delegation is followed up: while it holds, not after."""
    return min(add_months(start, months), until)


def is_valid(state: str, start: date, until: date, on: date) -> bool:
    """Say whether a delegation may be used on a day; one that is looked over rests meanwhile."""
    return state == State.VALID and start <= on <= until


def must_review(posts: Posts, long_absence_days: int) -> ReviewReason | None:
    """Say why a delegation must be looked over at once, if it must."""
    asked = (
        (not posts.giver_works, ReviewReason.GIVER_LEFT),
        (not posts.receiver_works, ReviewReason.RECEIVER_LEFT),
        (posts.giver_absent_days >= long_absence_days, ReviewReason.GIVER_ABSENT),
        (posts.receiver_absent_days >= long_absence_days, ReviewReason.RECEIVER_ABSENT),
    )
    return next((reason for must, reason in asked if must), None)


def must_expire(until: date, today: date) -> bool:
    """Say whether a delegation's last day has passed."""
    return today > until


class Tried(Protocol):
    """An attempt at a test, as noted."""

    @property
    def on_date(self) -> date:
        """The day it was made."""
        ...

    @property
    def is_passed(self) -> bool:
        """Whether it was passed."""
        ...

    @property
    def is_at_workplace(self) -> bool:
        """Whether it was made at the workplace."""
        ...


T = TypeVar("T", bound=Tried)


def counted(attempts: Iterable[T], since: date, on: date) -> list[T]:
    """Keep the attempts that count on a day: not too old, and made by then."""
    return [one for one in attempts if since <= one.on_date <= on]


def is_passed(attempts: Iterable[Tried]) -> bool:
    """Say whether a test is passed by the attempts that count: at the workplace, nowhere else."""
    return any(one.is_passed and one.is_at_workplace for one in attempts)


def may_expire(until: date, today: date) -> Verdict:
    """A delegation runs out when its last day has passed."""
    if must_expire(until, today):
        return Verdict.yes()
    return Verdict.no("until_date", _("Sista dagen har inte varit."), _("Återkalla den i stället."))


def may_renew(state: str, *, same_unit: bool) -> Verdict:
    """What holds may be renewed, at the same unit; what has ended is begun anew."""
    verdict = Verdict.yes()
    if state != State.VALID:
        verdict += Verdict.no(
            "renews", _("Delegeringen gäller inte och kan inte förnyas."), _("Börja en ny.")
        )
    if not same_unit:
        verdict += Verdict.no(
            "renews", _("Delegeringen gäller en annan enhet."), _("Förnya den där den gäller.")
        )
    return verdict


def must_replace(state: str, start: date, today: date) -> bool:
    """Say whether what a delegation renews ends: when it holds and its first day has come."""
    return state == State.VALID and start <= today


def attempts_needed(attempts: Iterable[Tried]) -> int | None:
    """Give at which attempt a test was passed, oldest first; None before it was."""
    tries = enumerate(attempts, start=1)
    return next((number for number, one in tries if is_passed([one])), None)


def may_note_before(state: str, *, is_introduction: bool) -> Verdict:
    """What goes before is noted while it can matter: an introduction until the delegation is
    given, a course or an attempt until it has ended, since a review asks for them anew."""
    if state == State.PREPARED or (state in HELD and not is_introduction):
        return Verdict.yes()
    return Verdict.no("state", _("Det hör inte längre till delegeringen."), _("Ladda om sidan."))


def may_confirm(state: str, confirmed: date | None) -> Verdict:
    """A delegation that has been given is confirmed once by whoever received it."""
    if state == State.VALID and confirmed is None:
        return Verdict.yes()
    return Verdict.no("state", _("Det finns inget att bekräfta."), _("Ladda om sidan."))
