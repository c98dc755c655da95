"""When a night's rounds may be planned anew, and why they were; values in, verdicts out."""

from collections.abc import Collection
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.law.verdict import Verdict


class WalkKind(StrEnum):
    """Why rounds were planned."""

    FIRST = "first"
    ALARM = "alarm"
    ABSENCE = "absence"
    UNDO = "undo"


WALK_LABELS = {
    WalkKind.FIRST: gettext_lazy("Nattens första rundor"),
    WalkKind.ALARM: gettext_lazy("Ett larm kom"),
    WalkKind.ABSENCE: gettext_lazy("Någon gick hem"),
    WalkKind.UNDO: gettext_lazy("Ångrat"),
}


def may_replan(*, minute: float, night: float, since: float) -> Verdict:
    """Rounds are planned anew within the night, and never earlier than last time.

    Args:
        minute, night, since: into the night now, of the whole night, and of the plan there is.
    """
    if minute >= night:
        words = _("Skriv ett klockslag under natten.")
        return Verdict.no("clock", _("Klockslaget är inte på natten."), words)
    if minute < since:
        words = _("Skriv ett senare klockslag, eller ångra den förra ändringen först.")
        return Verdict.no("clock", _("Rundorna är redan ändrade efter det klockslaget."), words)
    return Verdict.yes()


def may_leave(*, who: str, there: Collection[str]) -> Verdict:
    """Only somebody who is there goes home."""
    if who not in there:
        return Verdict.no("who", _("Den personen är inte kvar."), _("Välj någon som är kvar."))
    return Verdict.yes()


def may_undo(*, can: bool) -> Verdict:
    """The first rounds of a night have nothing before them."""
    if not can:
        words = _("Lägg rundorna på nytt i stället.")
        return Verdict.no("undo", _("Det finns inget att ångra."), words)
    return Verdict.yes()
