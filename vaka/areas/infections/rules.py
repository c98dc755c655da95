"""What holds for infections: what may be written, when an outbreak begins and ends, coverage.

Values in, verdicts and values out; no database and no clock.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.verdict import Verdict

SEE, REPORT = "infection.see", "infection.report"
SEE_OUTBREAK, HANDLE, END_EARLY = "outbreak.see", "outbreak.handle", "outbreak.end_early"
SEE_ROUNDS, COUNT, PLAN = "vaccination.see", "vaccination.count", "vaccination.plan"
CHECKS = "checks"
"""The relation from an outbreak to a round of hygiene checks."""
LONGEST_ROOM = 8


class Certainty(StrEnum):
    """Whether a case is thought or proved to be what it is."""

    SUSPECTED = "suspected"
    CONFIRMED = "confirmed"


CERTAINTY_LABELS = {
    Certainty.SUSPECTED: gettext_lazy("Misstänkt"),
    Certainty.CONFIRMED: gettext_lazy("Bekräftad"),
}


class Infected(StrEnum):
    """Who is ill, and never more than this."""

    RESIDENT = "resident"
    STAFF = "staff"


INFECTED_LABELS = {
    Infected.RESIDENT: gettext_lazy("Boende"),
    Infected.STAFF: gettext_lazy("Personal"),
}


class InfectionEnd(StrEnum):
    """How a case ended; one that was ruled out counts no more."""

    RECOVERED = "recovered"
    OTHER = "other"
    RULED_OUT = "ruled_out"


END_LABELS = {
    InfectionEnd.RECOVERED: gettext_lazy("Frisk"),
    InfectionEnd.OTHER: gettext_lazy("Avslutad på annat sätt"),
    InfectionEnd.RULED_OUT: gettext_lazy("Var inte smitta, eller fel inskrivet"),
}


class OutbreakState(StrEnum):
    """Where an outbreak stands."""

    UNDER_WAY = "under_way"
    OVER = "over"


OUTBREAK_LABELS = {
    OutbreakState.UNDER_WAY: gettext_lazy("Pågår"),
    OutbreakState.OVER: gettext_lazy("Avslutat"),
}
OUTBREAK_STEPS = {
    OutbreakState.UNDER_WAY: gettext_lazy("Bryt smittan och avsluta när inga nya blir sjuka"),
    OutbreakState.OVER: gettext_lazy("Inget mer att göra"),
}
TRANSITIONS = (
    Transition(
        "outbreak.close_outbreak", (OutbreakState.UNDER_WAY,), OutbreakState.OVER,
        gettext_lazy("Avsluta utbrottet"), HANDLE,
    ),
    Transition(
        "outbreak.close_early", (OutbreakState.UNDER_WAY,), OutbreakState.OVER,
        gettext_lazy("Avsluta i förtid"), END_EARLY, Comment.REQUIRED,
    ),
    Transition(
        "outbreak.reopen_outbreak", (OutbreakState.OVER,), OutbreakState.UNDER_WAY,
        gettext_lazy("Öppna igen"), HANDLE, Comment.REQUIRED,
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Threshold:
    """Local values: so many cases within so many days make an outbreak, so many calm days end it.

    Days are counted between first sick days.
    """

    cases: int
    within_days: int
    quiet_days: int


def may_report(
    *, sick: date, confirmed: date | None, today: date, is_listed: bool, is_place: bool, room: str
) -> Verdict:
    """A case is of an agent in the list, where people are cared for, has begun, names nobody."""
    verdict = not_ahead("sick_date", sick, today)
    if not is_place:
        verdict += Verdict.no(
            "unit", _("Där bor eller vårdas ingen."), _("Välj boendet, avdelningen eller gruppen.")
        )
    if not is_listed:
        verdict += Verdict.no(
            "agent", _("Smittan står inte i listan den dagen."), _("Välj en annan.")
        )
    if confirmed:
        verdict += not_ahead("confirmed_date", confirmed, today)
    return verdict + may_name_room(room)


def may_name_room(room: str) -> Verdict:
    """A room is one short word: no name and no personal number has room in it."""
    if len(room) <= LONGEST_ROOM and len(room.split()) <= 1:
        return Verdict.yes()
    return Verdict.no(
        "room", _("Det är mer än ett rum."),
        _("Skriv bara rummets nummer, högst åtta tecken. Inga namn."),
    )  # fmt: skip


def may_confirm(*, confirmed: date, today: date, is_listed: bool, is_over: bool) -> Verdict:
    """A case is confirmed while it goes on, as an agent in the list."""
    verdict = not_ahead("confirmed_date", confirmed, today) + goes_on(is_over=is_over)
    if not is_listed:
        verdict += Verdict.no(
            "agent", _("Smittan står inte i listan den dagen."), _("Välj en annan.")
        )
    return verdict


def may_end(*, over: date, sick: date, today: date, is_over: bool) -> Verdict:
    """A case ends once, not before it began and not ahead."""
    verdict = not_ahead("over_date", over, today) + goes_on(is_over=is_over)
    if over < sick:
        verdict += Verdict.no(
            "over_date", _("Dagen är före första sjukdagen."), _("Välj en senare dag.")
        )
    return verdict


def goes_on(*, is_over: bool) -> Verdict:
    """Refuse to change a case that is over."""
    if not is_over:
        return Verdict.yes()
    return Verdict.no(
        "outcome", _("Fallet är redan avslutat."), _("Skriv ett nytt fall om någon är sjuk igen.")
    )


def not_ahead(field: str, day: date, today: date) -> Verdict:
    """Refuse a day that has not come."""
    if day <= today:
        return Verdict.yes()
    return Verdict.no(field, _("Dagen har inte varit."), _("Välj i dag eller en dag bakåt."))


def due_outbreak(days: Iterable[date], rule: Threshold, today: date) -> list[date]:
    """Give the first sick days that together make an outbreak, the latest such; none if none do.

    What has been calm for longer than the rule asks is history, and proposes nothing.
    """
    ordered = sorted(days)
    fresh = max(rule.within_days, rule.quiet_days)
    for last in reversed(ordered):
        if (today - last).days > fresh:
            return []
        near = [day for day in ordered if 0 <= (last - day).days <= rule.within_days]
        if len(near) >= rule.cases:
            return near
    return []


def may_open(*, by_rule: bool, is_open: bool, words: str) -> Verdict:
    """An outbreak opens by the rule, or by hand with a reason, and never twice."""
    verdict = Verdict.yes()
    if is_open:
        verdict += Verdict.no(
            "unit", _("Ett utbrott av samma smitta pågår redan."), _("Följ det som pågår.")
        )
    if not by_rule and not words.strip():
        verdict += Verdict.no(
            "words", _("Regeln för utbrott är inte uppfylld."),
            _("Skriv varför du bedömer att det ändå är ett utbrott."),
        )  # fmt: skip
    return verdict


def due_close(last: date, rule: Threshold) -> date:
    """Give the first day on which an outbreak may end when nobody more falls ill."""
    return last + timedelta(days=rule.quiet_days)


def may_close(*, last: date, rule: Threshold, today: date) -> Verdict:
    """An outbreak ends when no new case has come for as many days as the rule asks."""
    first = due_close(last, rule)
    if today >= first:
        return Verdict.yes()
    said = _("Den senaste blev sjuk %(last)s, och %(days)s dagar utan nya fall krävs.")
    return Verdict.no(
        "last", said % {"last": last, "days": rule.quiet_days},
        _("Vänta till %(first)s. MAS kan avsluta tidigare med skäl.") % {"first": first},
    )  # fmt: skip


def may_plan(*, begins: date, ends: date) -> Verdict:
    """A round ends after it begins."""
    if begins < ends:
        return Verdict.yes()
    return Verdict.no("to_date", _("Omgången slutar innan den börjar."), _("Ändra en av dagarna."))


def may_count(
    *, offered: int, vaccinated: int, declined: int, begins: date, today: date
) -> Verdict:
    """Nobody is vaccinated or declines who was not offered, and nothing is counted ahead."""
    verdict = not_ahead("offered", begins, today)
    if vaccinated + declined > offered:
        verdict += Verdict.no(
            "offered", _("Fler har svarat än som är erbjudna."), _("Rätta ett av talen.")
        )
    return verdict


def share(vaccinated: int, offered: int, least: int) -> float | None:
    """Give the vaccinated of the offered in percent; None when they are too few to show.

    So few that are, or are not, vaccinated would tell who, so both are counted.
    """
    parts = (vaccinated, offered - vaccinated)
    if offered < least or any(0 < part < least for part in parts):
        return None
    return 100 * vaccinated / offered
