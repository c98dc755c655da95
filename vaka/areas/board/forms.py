"""Forms of the board: shape and wording only; what may be done is asked of the rules."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.board import lists, rules
from vaka.areas.board.actions import NewItem, NewPaper
from vaka.areas.board.meeting_actions import NewMeetings
from vaka.areas.board.models import BoardMeeting
from vaka.areas.board.rules import OPENNESS_LABELS, SORT_LABELS, ItemSort, Openness
from vaka.foundation.number_fields import WholeField
from vaka.foundation.organisation.models import Unit
from vaka.web import words
from vaka.web.forms import Segmented, UploadField, area
from vaka.web.steps import StepForm

KINDS = ("PDF", "DOCX", "XLSX", "PNG", "JPG")
COLUMNS = ("diary_number", "responsible", "goes_to", "earlier", "note", "reports_until_date",
           "answer_due_date", "chair_decides", "point", "decided_date", "event_date")  # fmt: skip
UNPLANNED = _("Inte planerat än")


def openness_field() -> forms.TypedChoiceField:
    """Ask who something is for."""
    return forms.TypedChoiceField(
        label=_("Vem är det för?"), widget=Segmented, choices=list(OPENNESS_LABELS.items()),
        coerce=Openness, initial=Openness.COMMON,
        help_text=_("Allmänt är för alla. Internt läses av dem som bereder ärenden och av "
                    "nämnden. Sekretess är bara för ledamöterna i organet, nämndsekreteraren och "
                    "dig."),
    )  # fmt: skip


def ground_field() -> forms.CharField:
    """Ask for the ground of secrecy."""
    return forms.CharField(
        label=_("Grund för sekretess"), required=False, max_length=120,
        help_text=_("Bara vid sekretess, till exempel 26 kap. 1 § OSL."),
    )  # fmt: skip


def _day(label: Any, hint: Any = "") -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=forms.DateInput, help_text=hint)


def _line(label: Any, longest: int, hint: Any = "") -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=longest, help_text=hint)


class MeetingsForm(StepForm):
    """A body's meetings of a year, or one of them."""

    body = forms.ChoiceField(label=_("Organ"))
    days = forms.CharField(
        label=_("Dagar"), widget=area(6), max_length=2000,
        help_text=_("En dag på varje rad, till exempel 2026-03-27. Skriv gärna hela året."),
    )  # fmt: skip
    begins = forms.TimeField(
        label=_("Börjar"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )
    place = _line(_("Plats"), 120)
    with_standing = forms.BooleanField(
        label=_("Lägg in de stående punkterna på dagordningen"), required=False, initial=True
    )

    def __init__(self, *args: Any, bodies: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("body", list(bodies.items()))

    def clean_days(self) -> tuple[date, ...]:
        """Read the days, one a line."""
        found = []
        for line in filter(None, map(str.strip, self.cleaned_data["days"].splitlines())):
            try:
                found.append(date.fromisoformat(line))
            except ValueError as error:
                told = _("”%(line)s” är ingen dag. Skriv som 2026-03-27.")
                raise forms.ValidationError(told, params={"line": line}) from error
        return tuple(found)

    def new(self) -> NewMeetings:
        """Give what was written."""
        data = self.cleaned_data
        return NewMeetings(data["body"], data["days"], data["begins"], data["place"],
                           data["with_standing"])  # fmt: skip


class SlotForm(StepForm):
    """One point of a timetable."""

    starts = forms.TimeField(label=_("Börjar"), widget=forms.TimeInput(attrs={"type": "time"}))
    ends = forms.TimeField(
        label=_("Slutar"), required=False, widget=forms.TimeInput(attrs={"type": "time"}),
        help_text=_("Bara dagens sista punkt får sakna sluttid."),
    )  # fmt: skip
    words = forms.CharField(label=_("Vad händer?"), max_length=200)
    presenter = _line(_("Föredragande"), 200, _("Skriv rollen, inte namnet."))


class ItemForm(StepForm):
    """What an item is about and what is known of it."""

    title = forms.CharField(
        label=_("Rubrik"), max_length=200, help_text=_("Skriv inget namn på en enskild.")
    )
    sort = forms.TypedChoiceField(
        label=_("Slag"), choices=list(SORT_LABELS.items()), coerce=ItemSort
    )
    openness = openness_field()
    ground = ground_field()
    diary_number = _line(_("Diarienummer"), 40, _("Till exempel VO-2024-00141."))
    responsible = _line(_("Ansvarig roll"), 200)
    goes_to = _line(_("Går vidare till"), 200, _("Till exempel kommunfullmäktige."))
    earlier = _line(_("Tidigare beslut"), 200, _("Till exempel 2024-01-25 § 7."))
    note = _line(_("Anmärkning"), 500)
    reports_until_date = _day(_("Redovisar till och med"),
                              _("Sista dagen i perioden som skrivelsen redovisar."))  # fmt: skip
    answer_due_date = _day(_("Ska besvaras senast"), _("För remisser och motioner."))
    chair_decides = forms.BooleanField(
        label=_("Ordföranden föreslås besluta före sammanträdet"), required=False
    )
    point = _line(_("Delegationspunkt"), 20, _("När ett ordförandebeslut anmäls."))
    decided_date = _day(_("Beslutet skrevs under"))
    event_date = _day(_("Dagen som beslutet gäller"))

    def columns(self) -> tuple[tuple[str, Any], ...]:
        """Give what goes into the item's own columns."""
        return tuple((name, self.cleaned_data[name]) for name in COLUMNS)


class NewItemForm(ItemForm):
    """A new item: for which body and meeting, from which unit."""

    unit = forms.ChoiceField(label=_("Enhet som bereder"))
    body = forms.ChoiceField(label=_("Organ"))
    meeting = forms.ChoiceField(label=_("Sammanträde"), required=False)
    field_order = ("title", "body", "meeting", "unit", "sort", "openness", "ground")

    def __init__(
        self, *args: Any, units: list[Unit], bodies: dict[str, str], meetings: list[BoardMeeting],
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.meetings = {str(one.pk): one for one in meetings}
        self.choose("unit", [(unit.code, unit.name) for unit in units])
        self.choose("body", list(bodies.items()))
        self.choose("meeting", _meetings(meetings, bodies))

    def new(self) -> NewItem:
        """Give what was written."""
        data = self.cleaned_data
        chosen = self.meetings.get(data["meeting"])
        return NewItem(
            self.units[data["unit"]], data["body"], data["title"], data["sort"], data["openness"],
            data["ground"], chosen.pk if chosen else None, self.columns(),
        )  # fmt: skip


class PlaceForm(StepForm):
    """Where an item stands: on which agenda and at what place."""

    meeting = forms.ChoiceField(label=_("Sammanträde"), required=False)
    number = WholeField(
        label=_("Nummer på dagordningen"), required=False, min_value=1, max_value=200,
        help_text=_("Lämna tomt för att lägga det efter de andra besluten."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, meetings: list[BoardMeeting], bodies: dict[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.meetings = {str(one.pk): one for one in meetings}
        self.choose("meeting", _meetings(meetings, bodies))


class LetterForm(StepForm):
    """A board letter: a box for each part of the form."""

    letter_date = forms.DateField(label=_("Skrivelsens dag"), required=False,
                                  widget=forms.DateInput)  # fmt: skip

    def __init__(self, *args: Any, parts: tuple[lists.Part, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = parts
        for part in parts:
            self.fields[part.code] = forms.CharField(
                label=part.label, help_text=part.hint, required=False, max_length=50_000,
                widget=area(4 if part.must else 2),
            )  # fmt: skip

    def texts(self) -> dict[str, str]:
        """Give the words of each part."""
        return {part.code: self.cleaned_data[part.code] for part in self.parts}


class OwnNoteForm(StepForm):
    """What a reader writes for themselves."""

    words = forms.CharField(
        label=_("Din anteckning"), required=False, max_length=10_000, widget=area(6),
        help_text=_("Bara du ser den. Lämna tomt för att ta bort den."),
    )  # fmt: skip


class PaperForm(StepForm):
    """An attachment of an item."""

    title = forms.CharField(label=_("Handling"), max_length=200)
    description = _line(_("Vad innehåller den?"), 500,
                        _("En mening för den som inte kan läsa filen."))  # fmt: skip
    dated = _day(_("Daterad"))
    openness = openness_field()
    ground = ground_field()
    is_letter = forms.BooleanField(
        label=_("Det är tjänsteskrivelsen, skriven utanför Vaka"), required=False
    )
    is_named = forms.BooleanField(label=_("Nämns i skrivelsen"), required=False, initial=True)
    file = UploadField(label=_("Fil"), required=False, kinds=KINDS, max_bytes=rules.LARGEST)

    def new(self) -> NewPaper:
        """Give what was written."""
        data = self.cleaned_data
        return NewPaper(data["title"], data["description"], data["dated"], data["openness"],
                        data["ground"], data["is_letter"], data["is_named"])  # fmt: skip


def _meetings(meetings: list[BoardMeeting], bodies: dict[str, str]) -> list[tuple[str, Any]]:
    told = [(str(one.pk), f"{bodies.get(one.body, one.body)}, {words.day(one.date)}")
            for one in meetings]  # fmt: skip
    return [("", UNPLANNED), *told]
