"""What holds for a new decision, for offers of a place, and for warnings before three months.

An offer that is declined ends nothing (IVO); one that is accepted ends nothing either until the
person has moved in. Values in, verdicts and values out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.entitlements.rules import (
    OPEN,
    STATE_LABELS,
    State,
    date_fits,
    last_day_in_time,
    latest_late,
)
from vaka.law.verdict import Verdict

REASONS = ("R1", "R2", "R3", "R4", "R5", "R6", "R7", "R9")
"""Codes of why a decision waits; their words are dated values of `not_executed.reason`."""
OTHER_REASON, DECLINED_REASON = "R9", "R3"


class Answer(StrEnum):
    """What became of an offer."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"


ANSWER_LABELS = {
    Answer.OPEN: gettext_lazy("Väntar på svar"),
    Answer.ACCEPTED: gettext_lazy("Tackat ja"),
    Answer.DECLINED: gettext_lazy("Tackat nej"),
    Answer.TAKEN_BACK: gettext_lazy("Erbjudandet togs tillbaka"),
}
GIVEN = (Answer.ACCEPTED, Answer.DECLINED, Answer.TAKEN_BACK)


@dataclass(frozen=True)
class OfferDates:
    """The days of one offer.

    Attributes:
        move_in: the day on which the place could be had.
        last_answer: the day by which an answer was asked for.
    """

    offered: date
    move_in: date | None = None
    last_answer: date | None = None


def may_decide(service: str, decided: date, today: date) -> Verdict:
    """A decision names a service, and has been made."""
    verdict = date_fits(decided, date.min, today)
    if not service.strip():
        verdict += Verdict.no(
            "service", _("Insats saknas."), _("Skriv vilken insats beslutet ger.")
        )
    return verdict


def may_tell_delay(state: str, code: str, words: str, *, is_asked: bool) -> Verdict:
    """A reason is told of what waits or has waited too long, for its quarter is told of later; one
    that has no code of its own is told in words.

    Args:
        is_asked: the wait goes on or lasted too long.
    """
    verdict = Verdict.yes() if is_asked else _over(state)
    if code not in REASONS:
        verdict += Verdict.no("reason", _("Skälet finns inte."), _("Välj ett skäl i listan."))
    if code == OTHER_REASON and not words.strip():
        verdict += Verdict.no(
            "words", _("Annat skäl behöver ord."), _("Skriv kort varför beslutet väntar.")
        )
    return verdict


def may_offer(state: str, decided: date, offer: OfferDates, is_open: bool, today: date) -> Verdict:
    """A place is offered to whoever waits, one at a time, with days that follow each other."""
    verdict = _waits(state) + date_fits(offer.offered, decided, today)
    if is_open:
        verdict += Verdict.no(
            "open_offer", _("Ett erbjudande väntar redan på svar."),
            _("Skriv in svaret på det först."),
        )  # fmt: skip
    for day in (offer.move_in, offer.last_answer):
        if day and day < offer.offered:
            told = {"day": day.isoformat(), "first": offer.offered.isoformat()}
            words = _("Datumet %(day)s ligger före erbjudandet %(first)s.")
            verdict += Verdict.no("before_offer", words % told, _("Kontrollera dagarna."))
    return verdict


def may_answer(
    current: str, answer: str, offered: date, answered: date, words: str, today: date
) -> Verdict:
    """An offer is answered once, not before it was made; a no or a taken-back offer says why."""
    verdict = date_fits(answered, offered, today)
    if current != Answer.OPEN:
        verdict += Verdict.no(
            "answered", _("Erbjudandet är redan besvarat."), _("Skriv in ett nytt erbjudande.")
        )
    if answer not in GIVEN:
        verdict += Verdict.no("answer", _("Svaret finns inte."), _("Välj ett svar i listan."))
    if answer in {Answer.DECLINED, Answer.TAKEN_BACK} and not words.strip():
        verdict += Verdict.no("words", _("Skäl saknas."), _("Skriv varför med några ord."))
    return verdict


def must_warn(start: date, today: date, after_days: Sequence[int]) -> int:
    """Give which warning is due, 0 for none; after three months the clock of all cases tells."""
    if last_day_in_time(start) < today:
        return 0
    return warnings_reached(start, today, after_days)


def nearing(today: date, after_days: int) -> tuple[date, date]:
    """Give the first and last day of decision of those that near three months.

    Args:
        after_days: days of waiting from which a decision nears them.
    """
    return latest_late(today) + timedelta(days=1), today - timedelta(days=after_days)


def warnings_reached(start: date, today: date, after_days: Sequence[int]) -> int:
    """Give how many of the warnings' days have passed, counted from the day after `start`.

    Args:
        start: the day of the decision, or that on which an interruption began.
        after_days: days of waiting after which somebody is warned, rising.
    """
    return sum((today - start).days >= days for days in after_days)


def _over(state: str) -> Verdict:
    words = _("Ingen väntan att förklara: %s.") % STATE_LABELS[State(state)]
    return Verdict.no("state", words, _("Skäl skrivs för det som väntar eller dröjde för länge."))


def _waits(state: str) -> Verdict:
    if state in OPEN:
        return Verdict.yes()
    words = _("Beslutet väntar inte: %s.") % STATE_LABELS[State(state)]
    return Verdict.no("state", words, _("Skriv in ett avbrott först, om insatsen har upphört."))
