"""What holds for what IVO's form asks beside the reason: the field of social services, what a wait
means for the person, and the follow-ups that have been made.

Values in, verdicts out.
"""

from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.entitlements.rules import date_fits
from vaka.law.verdict import Verdict

LSS = "LSS"


class ServiceField(StrEnum):
    """The field of social services that a decision belongs to, as IVO's form divides it."""

    ELDERLY = "ÄO"
    DISABILITY = "OF"
    FAMILY = "IFO"


FIELD_LABELS = {
    ServiceField.ELDERLY: gettext_lazy("Äldreomsorg"),
    ServiceField.DISABILITY: gettext_lazy("Omsorg om personer med funktionsnedsättning"),
    ServiceField.FAMILY: gettext_lazy("Individ- och familjeomsorg"),
}


class WaitNoteKind(StrEnum):
    """What is noted of a wait."""

    CONSEQUENCE = "consequence"
    FOLLOW_UP = "follow_up"


WAIT_NOTE_LABELS = {
    WaitNoteKind.CONSEQUENCE: gettext_lazy("Konsekvens för personen"),
    WaitNoteKind.FOLLOW_UP: gettext_lazy("Uppföljning"),
}


def field_of(told: str, law: str, usual: str) -> ServiceField:
    """Give a decision's field: as told, that of LSS by the law itself, else the unit's own.

    Args:
        told: as somebody or a source wrote it; empty where nobody has.
        usual: the unit's local value.
    """
    if told:
        return ServiceField(told)
    return ServiceField.DISABILITY if law == LSS else ServiceField(usual)


def may_be_in(field: str, law: str) -> Verdict:
    """A field is one of three; LSS is for persons with a functional impairment (LSS 1 §)."""
    if field not in set(ServiceField):
        return Verdict.no("field", _("Verksamhetsområdet finns inte."), _("Välj ett i listan."))
    if law == LSS and field != ServiceField.DISABILITY:
        return Verdict.no(
            "field",
            _("Ett beslut enligt LSS hör till omsorg om personer med funktionsnedsättning."),
            _("Rätta lagen eller området."),
        )  # fmt: skip
    return Verdict.yes()


def may_note_wait(kind: str, on: date, words: str, decided: date, today: date) -> Verdict:
    """A note says what was seen on a day from the decision on."""
    verdict = date_fits(on, decided, today)
    if kind not in set(WaitNoteKind):
        verdict += Verdict.no("kind", _("Slaget finns inte."), _("Välj ett slag i listan."))
    if not words.strip():
        verdict += Verdict.no("words", _("Anteckningen är tom."), _("Skriv med några ord."))
    return verdict


def may_take_note_back(words: str, *, is_there: bool) -> Verdict:
    """A note that stands is taken back with a reason."""
    verdict = Verdict.yes()
    if not is_there:
        verdict += Verdict.no("note", _("Anteckningen finns inte."), _("Välj en i listan."))
    if not words.strip():
        verdict += Verdict.no("words", _("Skäl saknas."), _("Skriv varför med några ord."))
    return verdict
