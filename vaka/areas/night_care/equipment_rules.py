"""What a room has for the night, and what that is worth: kinds, faults, coverage.

Values in, verdicts and values out; no database and no clock.
"""

from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.law.verdict import Verdict


class EquipmentKind(StrEnum):
    """What a room may have."""

    BUTTON = "button"
    CAMERA = "camera"
    BED = "bed"
    FALL = "fall"
    DOOR = "door"
    HOIST = "hoist"


EQUIPMENT_LABELS = {
    EquipmentKind.BUTTON: gettext_lazy("Larmknapp"),
    EquipmentKind.CAMERA: gettext_lazy("Kamera för tillsyn"),
    EquipmentKind.BED: gettext_lazy("Sängsensor"),
    EquipmentKind.FALL: gettext_lazy("Fallsensor"),
    EquipmentKind.DOOR: gettext_lazy("Dörrlarm"),
    EquipmentKind.HOIST: gettext_lazy("Taklyft"),
}
FAULT_WORDS = 2


def may_equip(*, held: Collection[str], kinds: Collection[str], since: date, today: date) -> (
    Verdict
):  # fmt: skip
    """A room has one of each known kind, from a day that has been.

    Args:
        held: what the room has already.
    """
    verdict = Verdict.yes()
    if not kinds or not set(kinds) <= set(EquipmentKind):
        words = _("Välj ett i listan.")
        verdict += Verdict.no("kinds", _("Det är inte sagt vad som finns i rummet."), words)
    twice = sorted(set(held) & set(kinds))
    if twice:
        words = ", ".join(str(EQUIPMENT_LABELS[EquipmentKind(one)]) for one in twice)
        verdict += Verdict.no(
            "kinds", _("Rummet har redan: %s.") % words, _("Välj det som är nytt.")
        )
    if since > today:
        verdict += Verdict.no("since_date", _("Dagen har inte varit."), _("Välj i dag."))
    return verdict


def may_report(*, words: str, is_faulty: bool) -> Verdict:
    """A fault is reported once, with what is wrong."""
    verdict = Verdict.yes()
    if is_faulty:
        words_of = _("Skriv när den är lagad, så kan ett nytt fel skrivas in.")
        verdict += Verdict.no("words", _("Felet är redan inskrivet."), words_of)
    if len(words.split()) < FAULT_WORDS:
        verdict += Verdict.no("words", _("Felet är inte beskrivet."), _("Skriv vad som är fel."))
    return verdict


def may_mend(*, is_faulty: bool) -> Verdict:
    """What has a fault is mended."""
    if is_faulty:
        return Verdict.yes()
    return Verdict.no("words", _("Inget fel är inskrivet."), _("Gå tillbaka till listan."))


def coverage(rooms: int, working: int) -> float | None:
    """Give how many rooms in a hundred have it working; None without rooms."""
    return 100 * working / rooms if rooms else None


def blind(asked: Iterable[str], working: Collection[str], *, is_told: bool) -> list[str]:
    """Give the rooms whose plan looks by camera where none works, of a home that has told.

    Args:
        asked: rooms whose plans look by camera.
        working: rooms where a camera works.
        is_told: the home has told of any camera; until then nothing is known of them.
    """
    return sorted(set(asked) - set(working)) if is_told else []
