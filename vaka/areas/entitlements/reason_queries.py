"""Why each wait of a decision has lasted: the first wait's reason, and each interruption's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from vaka.areas.entitlements import account_rules
from vaka.areas.entitlements.models import Decision, Interruption
from vaka.areas.entitlements.rules import OPEN
from vaka.law import value
from vaka.web.words import day

LATEST, FIRST = "", "first"
"""Which wait a reason is told of: the latest, the first once another has begun, or by the id of an
earlier interruption."""
FIRST_COLUMNS = ("first_reason_code", "first_reason_raw")


@dataclass(frozen=True)
class Reason:
    """A wait's reason by code and in words; both empty where nobody has told it."""

    code: str
    raw: str

    def words(self, on: date) -> str:
        """Give it in words; a code's are those that stood on a day."""
        return self.raw or reason_label(self.code, on)


def reason_label(code: str, on: date) -> str:
    """Give a reason's words, as they stood on a date."""
    return str(value(f"not_executed.reason.{code}", on=on)) if code else ""


def first_reason(one: Decision, *, is_broken: bool) -> Reason:
    """Give the first wait's own reason.

    Args:
        is_broken: the service has been interrupted, so the decision's own is the interruption's.
    """
    if is_broken:
        return Reason(one.first_reason_code, one.first_reason_raw)
    return Reason(one.reason_code, one.reason_raw)


def reason_of(one: Decision, start: date | None, kept: Iterable[Interruption]) -> Reason:
    """Give the reason of the wait that begins with an interruption, or of the first wait.

    Args:
        start: the interruption's first day; None for the first wait.
        kept: the decision's earlier interruptions.
    """
    earlier = list(kept)
    if start is None:
        return first_reason(one, is_broken=bool(one.interrupted_date or earlier))
    found = next((pause for pause in earlier if pause.from_date == start), None)
    held = found or one
    return Reason(held.reason_code, held.reason_raw)


def waits_to_explain(one: Decision, state: str) -> list[tuple[str, str]]:
    """Give the waits that go on or lasted too long, each by its key and in words, the latest
    first: those of which a quarter asks why."""
    broken = [*one.interruptions.all()]
    spans: list[tuple[str, date, date | None]] = [
        (str(kept.pk), kept.from_date, kept.resumed_date) for kept in broken
    ]
    left = min((day for day in (one.executed_date, one.ended_date) if day), default=None)
    if one.interrupted_date:
        over = min((day for day in (one.resumed_date, one.ended_date) if day), default=None)
        spans += [(LATEST, one.interrupted_date, over)]
    first = FIRST if spans else LATEST
    told = [(first, _("Väntan från beslutet"), one.decided_date, left)]
    told += [(key, _("Avbrottet från %s") % day(start), start, over) for key, start, over in spans]
    waits = state in OPEN
    return [
        (key, words) for key, words, start, over in reversed(told)
        if account_rules.asks_why(start, over, goes_on=waits and key == LATEST)
    ]  # fmt: skip
