"""When a type may be translated anew, and which translation holds for an event."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

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


def is_possible(part: float | None, whole: float | None) -> bool:
    """Say whether a numerator and a denominator can belong together, where both are told."""
    if part is None or whole is None:
        return True
    return whole > 0 and 0 <= part <= whole


ROUNDING = 0.5


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
