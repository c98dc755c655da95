"""What holds for a body's year plan: which item comes up in which month. Values in, verdicts out.

Each item of a year has its month, or stands as not planned yet (C4-274); in its month it makes an
item of the agenda of the body's meeting.
"""

import re
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.board.rules import may_change_agenda
from vaka.law.verdict import Verdict

FIRST_YEAR, LAST_YEAR = 2000, 2100


class Coming(StrEnum):
    """How it goes with an item of the plan."""

    MADE = "made"
    MISSED = "missed"
    AHEAD = "ahead"
    UNPLANNED = "unplanned"


COMING_LABELS = {
    Coming.MADE: gettext_lazy("På dagordningen"),
    Coming.MISSED: gettext_lazy("Månaden har gått"),
    Coming.AHEAD: gettext_lazy("Planerat"),
    Coming.UNPLANNED: gettext_lazy("Inte planerat än"),
}


def coming(*, year: int, month: int | None, is_made: bool, today: date) -> Coming:
    """Say how it goes with an item: made, its month gone by without it, ahead, or unplanned.

    Args:
        month: 1-12, None where it is not planned yet.
    """
    if is_made:
        return Coming.MADE
    if month is None:
        return Coming.UNPLANNED
    return Coming.MISSED if (year, month) < (today.year, today.month) else Coming.AHEAD


def may_plan_item(*, title: str, year: int, month: int | None) -> Verdict:
    """Say whether an item may stand in a plan: with its title, in a month of a year."""
    verdict = Verdict.yes()
    if not title.strip():
        verdict += Verdict.no("title", _("Rubriken saknas."), _("Skriv vad ärendet gäller."))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        verdict += Verdict.no("year", _("Året finns inte i planen."), _("Skriv fyra siffror."))
    if month is not None and not 1 <= month <= 12:
        verdict += Verdict.no("month", _("Månaden finns inte."), _("Välj en i listan."))
    return verdict


def may_change_planned(*, is_made: bool) -> Verdict:
    """What has become an item of an agenda is changed there."""
    if not is_made:
        return Verdict.yes()
    return Verdict.no("item", _("Raden har blivit ett ärende."), _("Ändra i ärendet i stället."))


def may_fill(*, meeting_state: str, waiting: int) -> Verdict:
    """Say whether an agenda may be filled from the plan."""
    verdict = may_change_agenda(meeting_state)
    if waiting:
        return verdict
    return verdict + Verdict.no("items", _("Årsplanen har inget mer för månaden."),
                                _("Lägg till en rad i planen först."))  # fmt: skip


def may_carry(*, recurring: int, next_rows: int) -> Verdict:
    """Say whether a year's plan may be the beginning of the next, which must be empty."""
    verdict = Verdict.yes()
    if next_rows:
        verdict += Verdict.no("year", _("Nästa år har redan en plan."), _("Ändra i den."))
    if not recurring:
        verdict += Verdict.no("year", _("Året har inga rader att föra över."),
                              _("Skriv in eller läs in en plan."))  # fmt: skip
    return verdict


def recurs(*, earlier: str) -> bool:
    """Say whether an item comes each year: one that answers an earlier decision comes once."""
    return not earlier.strip()


def year_later(title: str, year: int) -> str:
    """Give a title for the year after: `Verksamhetsplan 2025` of the plan of 2024 is of 2026."""
    near = {str(one): str(one + 1) for one in (year - 1, year, year + 1)}
    return re.sub(r"\b\d{4}\b", lambda found: near.get(found[0], found[0]), title)


def lacks_meeting(*, rows: int, meetings: int) -> bool:
    """Say whether a month has something to take up and no meeting to do it at."""
    return rows > 0 and not meetings
