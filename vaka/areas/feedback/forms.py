"""Forms of feedback: shape and wording only; what may be done is asked of the rules."""

import time
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.feedback.rules import (
    DOOR_LABELS,
    FINDING_LABELS,
    KIND_LABELS,
    SENDER_LABELS,
    Door,
    FeedbackKind,
    Finding,
    Sender,
)
from vaka.foundation.access import gate
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.numbers import find_numbers
from vaka.web.forms import Refusable, Segmented, area

TEXT = 20_000
NAMED, ANONYMOUS = "named", "anonymous"
CONTACT = ("name", "phone", "email", "address")
Places = list[tuple[str, list[Unit]]]


def no_numbers(text: str) -> None:
    """Refuse a personal identity number in free text; the message never repeats it."""
    if find_numbers(text):
        raise forms.ValidationError(
            _("Texten innehåller något som ser ut som ett personnummer. Ta bort det."),
            code="identity",
        )


def _kinds() -> list[tuple[str, Any]]:
    return [(kind.value, KIND_LABELS[kind]) for kind in FeedbackKind]


class Trapped(forms.Form):
    """What a form without sign-in carries against machines: a token and a field to leave empty.

    Nobody's words are lost to it: the form comes back with all that was written.
    """

    token = forms.CharField(widget=forms.HiddenInput, required=False)
    webbplats = forms.CharField(
        label=_("Lämna det här fältet tomt"), required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )  # fmt: skip
    client_id, is_stale = "", False

    def clean(self) -> dict[str, Any]:
        """Look at what a person never meets."""
        data = super().clean() or {}
        if data.get("webbplats"):
            self.add_error(None, _("Ett dolt fält var ifyllt. Det är tomt nu. Skicka igen."))
        try:
            self.client_id = gate.opened(str(data.get("token", "")))
        except gate.TooFast:
            self.add_error(
                None, _("Det gick fort. Vänta fem sekunder och skicka igen. Allt finns kvar.")
            )
        except gate.TooOld:
            self.is_stale = True
            self.add_error(None, _("Sidan stod öppen länge. Skicka igen. Allt finns kvar."))
        return data

    def again(self) -> None:
        """Make the form ready to be sent once more."""
        fresh = {name: self.data.get(name) for name in self.data} | {"webbplats": ""}
        if self.is_stale:
            fresh["token"] = gate.token(time.time() - gate.FASTEST_SECONDS)
        self.data = fresh


class WriteForm(Trapped):
    """What a visitor wants to say, about what, and whether they say who they are."""

    kind = forms.ChoiceField(label=_("Vad vill du lämna?"), choices=_kinds, widget=Segmented)
    unit = forms.ChoiceField(
        label=_("Var hände det?"), required=False,
        help_text=_("Välj boende, hemtjänst eller annat. Vet du inte hittar vi rätt åt dig."),
    )  # fmt: skip
    text = forms.CharField(
        label=_("Berätta"), max_length=TEXT, widget=area(7), validators=[no_numbers]
    )
    sender = forms.ChoiceField(label=_("Vem är du?"), required=False)
    wants_answer = forms.ChoiceField(
        label=_("Vill du ha svar?"), widget=Segmented, initial="yes",
        choices=[("yes", _("Ja")), ("no", _("Nej"))],
    )  # fmt: skip
    who = forms.ChoiceField(
        label=_("Vill du säga vem du är?"), widget=forms.RadioSelect,
        choices=[(NAMED, _("Ja")), (ANONYMOUS, _("Nej, jag vill vara anonym"))],
    )  # fmt: skip
    name = forms.CharField(label=_("Namn"), required=False, max_length=100)
    phone = forms.CharField(
        label=_("Telefon"), required=False, max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )  # fmt: skip
    email = forms.EmailField(label=_("E-post"), required=False)
    address = forms.CharField(
        label=_("Postadress"), required=False, max_length=200, validators=[no_numbers]
    )

    def __init__(self, *args: Any, places: Places, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for _label, units in places for unit in units}
        groups = [(label, [(u.code, u.name) for u in units]) for label, units in places]
        _choose(self, "unit", [("", _("Jag vet inte")), *groups])
        senders = (Sender.SELF, Sender.RELATIVE, Sender.OTHER)
        own = {Sender.SELF: _("Jag får omsorg eller vård")}
        said = [(one.value, own.get(one, SENDER_LABELS[one])) for one in senders]
        _choose(self, "sender", [("", _("Vill inte säga")), *said])

    def contact(self) -> Mapping[str, str]:
        """Give how to reach whoever wrote; nothing for the anonymous, whatever was filled in."""
        if self.cleaned_data["who"] == ANONYMOUS:
            return {}
        return {name: self.cleaned_data[name] for name in CONTACT}


class CodeForm(forms.Form):
    """The code by which one's own case is read."""

    code = forms.CharField(
        label=_("Din kod"), max_length=40,
        help_text=_("Sexton tecken. Mellanrum och små bokstäver spelar ingen roll."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip


class MoreForm(Trapped):
    """Something that whoever wrote adds, or why they are not satisfied."""

    words = forms.CharField(
        label=_("Skriv till oss"), max_length=TEXT, widget=area(4), validators=[no_numbers]
    )


class RegisterForm(Refusable):
    """What somebody registers for whoever called, wrote or came by."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    door = forms.ChoiceField(
        label=_("Hur kom den in?"),
        choices=[(one.value, DOOR_LABELS[one]) for one in Door if one is not Door.WEB],
    )
    kind = forms.ChoiceField(label=_("Vad är det?"), choices=_kinds, widget=Segmented)
    unit = forms.ChoiceField(label=_("Vad gäller den?"))
    sender = forms.ChoiceField(
        label=_("Vem lämnar den?"), required=False,
        choices=[("", _("Vet inte")), *((one.value, SENDER_LABELS[one]) for one in Sender)],
    )  # fmt: skip
    text = forms.CharField(
        label=_("Vad sägs?"), max_length=TEXT, widget=area(6), validators=[no_numbers],
        help_text=_("Skriv med den andras ord. Texten blir en allmän handling."),
    )  # fmt: skip
    wants_answer = forms.BooleanField(label=_("Vill ha svar"), required=False, initial=True)
    name = forms.CharField(label=_("Namn"), required=False, max_length=100)
    phone = forms.CharField(label=_("Telefon"), required=False, max_length=40)
    email = forms.EmailField(label=_("E-post"), required=False)
    address = forms.CharField(label=_("Postadress"), required=False, max_length=200)

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        _choose(self, "unit", [(unit.code, unit.name) for unit in units])

    def contact(self) -> Mapping[str, str]:
        """Give how to reach whoever it comes from."""
        return {name: self.cleaned_data[name] for name in CONTACT}


class SortForm(forms.Form):
    """What it is, where it belongs and what it is about."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Slag"), choices=_kinds, widget=Segmented)
    unit = forms.ChoiceField(
        label=_("Enhet"), help_text=_("Byter du enhet går ärendet till den som svarar där.")
    )
    theme = forms.ChoiceField(
        label=_("Vad handlar det mest om?"), widget=forms.RadioSelect,
        help_text=_("Ämnet räknas i årets analys, bredvid avvikelserna."),
    )  # fmt: skip
    health_care = forms.BooleanField(label=_("Det gäller hälso- och sjukvård"), required=False)

    def __init__(
        self, *args: Any, units: list[Unit], themes: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        _choose(self, "unit", [(unit.code, unit.name) for unit in units])
        _choose(self, "theme", themes)


class FindForm(forms.Form):
    """Whether something lies behind a complaint, and why one thinks so."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    finding = forms.ChoiceField(
        label=_("Ligger en avvikelse bakom?"), widget=forms.RadioSelect,
        choices=[(one.value, FINDING_LABELS[one]) for one in Finding],
    )  # fmt: skip
    words = forms.CharField(label=_("Vad bygger du det på?"), max_length=TEXT, widget=area(3))


class TieForm(forms.Form):
    """The deviation that lies behind."""

    reference = forms.CharField(
        label=_("Avvikelsens nummer"), help_text=_("Till exempel AVV-2026-00041."), max_length=30
    )


class AnswerForm(Refusable):
    """The answer that whoever wrote gets to read."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("Svar"), max_length=TEXT, widget=area(6), validators=[no_numbers],
        help_text=_("Skriv vad ni har gjort, så att den som läser förstår. Svaret är en allmän "
                    "handling och kan läsas av den som har koden."),
    )  # fmt: skip
    explanation = forms.CharField(
        label=_("Varför blev det så?"), required=False, max_length=TEXT, widget=area(3),
        validators=[no_numbers],
    )  # fmt: skip
    measures = forms.CharField(
        label=_("Vad gör ni för att det inte ska hända igen?"), required=False, max_length=TEXT,
        widget=area(3), validators=[no_numbers],
    )  # fmt: skip


class ForwardForm(forms.Form):
    """To whom it is handed on, with words to whoever wrote."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    to = forms.CharField(
        label=_("Vem lämnas den till?"), max_length=200,
        help_text=_("Till exempel hälsocentralen, regionen eller en annan kommun."),
    )  # fmt: skip
    words = forms.CharField(
        label=_("Meddelande till den som skrev"), max_length=TEXT, widget=area(4),
        validators=[no_numbers],
    )  # fmt: skip


class WordsForm(forms.Form):
    """The reason that goes with a step."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(max_length=TEXT, widget=area(3))

    def __init__(self, *args: Any, reason: Any, required: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label, self.fields["words"].required = reason, required


class FilterForm(forms.Form):
    """The filter of the list."""

    q = forms.CharField(label=_("Sök"), required=False)
    enhet = forms.ChoiceField(label=_("Enhet"), required=False)
    slag = forms.ChoiceField(
        label=_("Slag"), required=False, choices=lambda: [("", _("Alla")), *_kinds()]
    )

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "enhet", [("", _("Alla")), *((u.code, u.name) for u in units)])


def _choose(form: forms.Form, name: str, choices: list[Any]) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]
