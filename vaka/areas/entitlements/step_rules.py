"""What a step asks of whoever writes it in: a part that is given, a correction.

Values in, verdicts out.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from vaka.law.verdict import Verdict

LARGEST_SHARE, HOURS_A_WEEK = 99, 168
"""Percent of what was decided that a part can be, and hours that a week has."""


def may_execute_partly(words: str, percent: int | None, hours: Decimal | None) -> Verdict:
    """A part is told in words; its share is less than all, its hours no more than a week's."""
    verdict = Verdict.yes()
    if not words.strip():
        verdict += Verdict.no(
            "words", _("Det står inte vilken del som är verkställd."),
            _("Skriv vad personen får och vad som återstår."),
        )  # fmt: skip
    if percent is not None and not 1 <= percent <= LARGEST_SHARE:
        verdict += Verdict.no(
            "percent", _("Andelen ska vara mellan 1 och 99 procent."),
            _("Är hela beslutet verkställt: välj Verkställt i stället."),
        )  # fmt: skip
    if hours is not None and not 0 < hours <= HOURS_A_WEEK:
        verdict += Verdict.no(
            "hours", _("Timmarna ska vara fler än 0 och högst 168 i veckan."),
            _("Skriv timmar i veckan, eller lämna tomt."),
        )  # fmt: skip
    return verdict


def may_correct(words: str, dates: Mapping[str, date | None]) -> Verdict:
    """A correction changes something and says why."""
    verdict = Verdict.yes()
    if not dates:
        verdict += Verdict.no("nothing", _("Inget datum är ändrat."), _("Ändra ett datum."))
    if not words.strip():
        verdict += Verdict.no("words", _("Skäl saknas."), _("Skriv varför med några ord."))
    return verdict
