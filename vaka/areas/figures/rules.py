"""When a type may be translated anew, and which translation holds for an event."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.law.period import Period
from vaka.law.verdict import Verdict


class Translation(NamedTuple):
    """What an older type is called, for events between two dates, both included."""

    new_type: str
    law: str
    valid_from: date
    valid_until: date | None


class Break(NamedTuple):
    """From this day a fact's figures are made another way, and how."""

    on_date: date
    reason: str


def may_translate(latest: date | None, valid_from: date) -> Verdict:
    """Say whether a translation may begin on a date: after the latest one of the same type."""
    if latest is None or valid_from > latest:
        return Verdict.yes()
    words = _("Det finns redan en översättning som börjar %(day)s.") % {"day": latest}
    return Verdict.no("too_early", words, _("Välj ett senare datum."))


def translation_on(rows: Iterable[Translation], day: date) -> Translation | None:
    """Give the translation that holds for an event of a day, or None."""
    for row in rows:
        if row.valid_from <= day and (row.valid_until is None or day <= row.valid_until):
            return row
    return None


class Impossible(StrEnum):
    """Why a numerator and a denominator cannot stand as delivered."""

    NEGATIVE = "negative"
    OF_NOTHING = "of_nothing"
    ABOVE = "above"


IMPOSSIBLE_WORDS = {
    Impossible.NEGATIVE: gettext_lazy("Ett antal kan inte vara mindre än noll."),
    Impossible.OF_NOTHING: gettext_lazy("Nämnaren är noll, så det finns ingen andel."),
    Impossible.ABOVE: gettext_lazy("Täljaren är större än nämnaren."),
}


def impossible(part: float | None, whole: float | None) -> Impossible | None:
    """Say why a numerator and a denominator cannot stand, or None where they can."""
    if (part is not None and part < 0) or (whole is not None and whole < 0):
        return Impossible.NEGATIVE
    if whole == 0 and part is not None:
        return Impossible.OF_NOTHING
    if part is not None and whole is not None and part > whole:
        return Impossible.ABOVE
    return None


def is_possible(part: float | None, whole: float | None) -> bool:
    """Say whether a numerator and a denominator can belong together, where both are told."""
    return impossible(part, whole) is None


def may_stand(*, is_share: bool, value: float | None) -> Verdict:
    """A share lies between 0 and 100 percent; what is none is not judged."""
    if is_share and value is not None and not 0 <= value <= 100:
        return Verdict.no("value", _("En andel ligger mellan 0 och 100 procent."))
    return Verdict.yes()


def may_be_told(*, is_outside: bool, is_unused: bool, has_number: bool) -> Verdict:
    """No number is told of a register that the unit does not use in the period."""
    if not is_outside or is_unused or not has_number:
        return Verdict.yes()
    return Verdict.no(
        "period", _("Registret används inte vid enheten under perioden."),
        _("Rätta perioden, eller ange på registrets sida att det används."),
    )  # fmt: skip


ROUNDING = 0.5
FEWEST_ANSWERS = 7
"""Of a unit in the national surveys of users (Socialstyrelsen, Om undersökningen 2023)."""


def share_differs(value: float | None, part: float | None, whole: float | None) -> bool:
    """Say whether a printed share is another than its numbers give, beyond rounding."""
    if value is None or part is None or not whole:
        return False
    return abs(100 * part / whole - value) > ROUNDING + 1e-9


def outside_sexes(total: float | None, women: float | None, men: float | None) -> bool:
    """Say whether a total mean or share lies outside those of women and men: it cannot."""
    if total is None or women is None or men is None:
        return False
    return not min(women, men) <= total <= max(women, men)


class Told(NamedTuple):
    """A number as typed in, and what of its measure decides: whether the cases are counted here,
    whether it is a share, whether it is cut by sex, whether the unit is outside its register."""

    is_counted: bool
    is_share: bool
    has_sex: bool
    period: Period
    sex: str
    value: float | None
    numbers: tuple[float | None, float | None]
    source: str
    is_unused: bool
    is_outside: bool = False


def may_give(told: Told, today: date) -> Verdict:
    """Say whether a published number may be typed in: of a measure that is not counted here, of a
    period that is over, possible, and with its source. What is not used has no number."""
    verdict = Verdict.yes()
    if told.is_counted:
        verdict += Verdict.no("value", _("Måttet räknas av ärendena i Vaka och skrivs inte in."))
    if told.period.last_date > today:
        verdict += Verdict.no("period", _("Perioden är inte slut."), _("Välj en som är det."))
    if told.sex and not told.has_sex:
        verdict += Verdict.no("sex", _("Måttet delas inte efter kön."))
    if told.is_unused:
        if told.value is not None:
            verdict += Verdict.no("value", _("Det som inte används har inget värde."))
    elif told.value is None:
        verdict += Verdict.no("value", _("Skriv ett värde, eller att det inte används."))
    else:
        verdict += may_stand(is_share=told.is_share, value=told.value)
    verdict += may_be_told(is_outside=told.is_outside, is_unused=told.is_unused,
                           has_number=told.value is not None)  # fmt: skip
    if why := impossible(*told.numbers):
        verdict += Verdict.no("numerator", str(IMPOSSIBLE_WORDS[why]), _("Rätta talen."))
    elif told.is_share and share_differs(told.value, *told.numbers):
        verdict += Verdict.no("value", _("Värdet stämmer inte med täljaren och nämnaren."),
                              _("Rätta det som är fel, eller lämna talen tomma."))  # fmt: skip
    if not told.source.strip():
        verdict += Verdict.no("source", _("Skriv var uppgiften kommer ifrån."))
    return verdict


def may_correct(stands: bool, reason: str) -> Verdict:
    """Say whether a number may take another's place: with the reason."""
    if not stands or reason.strip():
        return Verdict.yes()
    words = _("Det finns redan ett värde för perioden.")
    return Verdict.no("reason", words, _("Skriv varför det rättas."))
