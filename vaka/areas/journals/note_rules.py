"""What holds for a note of a visit: it says something, names nobody by number, and stands once.

Values in, verdicts out; no database and no clock.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.law.verdict import Verdict

REACH = timedelta(days=14)
"""How far back a visit is noted here; what is older is written in the journal itself."""
LEAST_WORDS = 2


class VisitSort(StrEnum):
    """What came of a visit."""

    MADE = "made"
    DECLINED = "declined"
    ABSENT = "absent"
    EVENT = "event"


SORT_LABELS = {
    VisitSort.MADE: gettext_lazy("Gjort"),
    VisitSort.DECLINED: gettext_lazy("Ville inte"),
    VisitSort.ABSENT: gettext_lazy("Var inte hemma"),
    VisitSort.EVENT: gettext_lazy("Något hände"),
}


def may_note(
    *, sort: str, text: str, has_number: bool, at: datetime, now: datetime, is_open: bool,
    is_repeated: bool,
) -> Verdict:  # fmt: skip
    """A note is of a visit that has been, lately, to somebody whose plan runs."""
    verdict = Verdict.yes()
    if sort not in set(VisitSort):
        verdict += Verdict.no("sort", _("Det står inte hur det gick."), _("Välj ett svar."))
    if has_number:
        verdict += Verdict.no("text", _("Texten innehåller ett personnummer."),
                              _("Ta bort personnumret."))  # fmt: skip
    elif len(text.split()) < LEAST_WORDS:
        verdict += Verdict.no("text", _("Anteckningen är för kort."),
                              _("Skriv vad som gjordes eller hände."))  # fmt: skip
    if not now - REACH <= at <= now:
        verdict += Verdict.no(
            "on", _("Tiden ligger framåt, eller mer än två veckor bakåt."),
            _("Rätta tiden. Äldre besök skrivs direkt i journalen."),
        )  # fmt: skip
    if not is_open:
        verdict += Verdict.no("plan", _("Planen är avslutad."), _("Skriv direkt i journalen."))
    if is_repeated:
        verdict += Verdict.no("text", _("Samma anteckning finns redan."))
    return verdict


def may_change(*, is_last: bool, is_own: bool, manages: bool) -> Verdict:
    """What stands is corrected or taken back by who wrote it, or by who answers for the unit."""
    verdict = Verdict.yes()
    if not is_last:
        verdict += Verdict.no("note", _("Anteckningen är redan rättad eller tillbakatagen."),
                              _("Ladda om sidan."))  # fmt: skip
    if not (is_own or manages):
        verdict += Verdict.no("note", _("Någon annan skrev anteckningen."),
                              _("Be den som skrev, eller chefen."))  # fmt: skip
    return verdict


def may_take_back(words: str, *, has_number: bool) -> Verdict:
    """Taking back says why."""
    if has_number:
        return Verdict.no("words", _("Texten innehåller ett personnummer."),
                          _("Ta bort personnumret."))  # fmt: skip
    if len(words.split()) < LEAST_WORDS:
        return Verdict.no("words", _("Skäl saknas."), _("Skriv varför den inte gäller."))
    return Verdict.yes()
