"""Forms of investigations: shape and wording only; what may be done is asked of the rules."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.investigations import rules
from vaka.areas.investigations.outward import (
    ANSWER_LABELS,
    CONSENT_LABELS,
    TOLD_LABELS,
    IvoAnswer,
)
from vaka.areas.investigations.rules import FORM_LABELS, STATE_LABELS, Form
from vaka.foundation.cases.models import Part
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.foundation.people.numbers import find_numbers
from vaka.law.local_time import moment_from_local
from vaka.web.forms import area

TEXT = 50_000
LAW_WORDS = {"SoL": _("Socialtjänstlagen"), "LSS": _("Lagen om stöd och service"),
             "HSL": _("Hälso- och sjukvårdslagen")}  # fmt: skip


def no_numbers(text: str) -> None:
    """Refuse a personal identity number in free text; the message never repeats it."""
    if find_numbers(text):
        raise forms.ValidationError(
            _("Texten innehåller något som ser ut som ett personnummer. Ta bort det."),
            code="identity",
        )


class Words(forms.CharField):
    """Free text, without identity numbers."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        super().__init__(widget=area(rows), max_length=TEXT, **kwargs)

    def validate(self, value: str) -> None:
        """Ask that it is there when required, and holds no identity number."""
        super().validate(value)
        no_numbers(value)


class Day(forms.DateField):
    """A day that has come."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput, **kwargs)

    def validate(self, value: date | None) -> None:
        """Refuse a day to come."""
        from django.utils import timezone

        super().validate(value)
        if value and value > timezone.localdate():
            raise forms.ValidationError(_("Dagen har inte varit än."), code="future")


class VersionedForm(forms.Form):
    """A form that remembers which version of the case it was filled from."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class StartForm(forms.Form):
    """What kind of investigation, where, and when it happened."""

    form = forms.ChoiceField(label=_("Vad ska utredas?"), widget=forms.RadioSelect, choices=[])
    law = forms.ChoiceField(label=_("Lagrum"), choices=list(LAW_WORDS.items()))
    unit = forms.ChoiceField(label=_("Enhet"), choices=[])
    day = Day(label=_("Vilken dag hände det?"))

    def __init__(
        self, *args: Any, forms_open: list[Form], units: list[Unit], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.fields["form"].choices = [(f.value, FORM_LABELS[f]) for f in forms_open]  # type: ignore[attr-defined]
        self.fields["unit"].choices = [(u.code, u.name) for u in units]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Make a moment of the day, at noon: the hour stands in the facts."""
        from datetime import datetime, time

        data = super().clean() or {}
        if day := data.get("day"):
            data["occurred_at"] = moment_from_local(datetime.combine(day, time(12))).moment
        return data


class FromCaseForm(forms.Form):
    """Which law the investigation goes by, when the case it is begun from has more than one."""

    law = forms.ChoiceField(label=_("Lagrum"), choices=[])

    def __init__(self, *args: Any, form: Form, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["law"].choices = [(law, LAW_WORDS[law]) for law in rules.LAWS[form]]  # type: ignore[attr-defined]


class PersonField(forms.ChoiceField):
    """Somebody who can sign in; gives the person."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=[], **kwargs)

    def offer(self, people: list[Person]) -> None:
        """Say who may be chosen."""
        self.people = {str(one.pk): one for one in people}
        self.choices = [("", _("Välj person")), *[(key, p.name) for key, p in self.people.items()]]

    def clean(self, value: Any) -> Person:
        """Give the person of a choice."""
        return self.people[super().clean(value)]


class AppointForm(VersionedForm):
    """Who investigates and who decides."""

    investigator = PersonField(
        label=_("Utredare"),
        help_text=_("Ska vara oberoende av enheten och får inte pekas ut i händelsen."),
    )
    decision_maker = PersonField(label=_("Beslutsfattare"))
    delegation_point = forms.CharField(
        label=_("Punkt i delegationsordningen"), required=False, max_length=80
    )

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("investigator", "decision_maker"):
            self.fields[name].offer(people)  # type: ignore[attr-defined]


class PartForm(forms.Form):
    """Who gets which part."""

    person = PersonField(label=_("Person"))
    part = forms.ChoiceField(
        label=_("Del i utredningen"),
        choices=[(part.value, part.label) for part in (Part.CONTRIBUTOR, Part.READER, Part.NAMED)],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].offer(people)  # type: ignore[attr-defined]


class SectionForm(VersionedForm):
    """One section's text."""

    text = Words(label=_("Text"), rows=16, required=False)

    def __init__(self, *args: Any, label: str, hint: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label, self.fields["text"].help_text = label, hint


class WordsForm(VersionedForm):
    """Some words that go with a step."""

    words = Words(label=_("Kommentar"), required=False)


class ReasonForm(VersionedForm):
    """The reason for a step."""

    words = Words(label=_("Varför?"))


class DecideForm(VersionedForm):
    """The classification by the legal options, and why."""

    classification = forms.ChoiceField(label=_("Beslut"), widget=forms.RadioSelect, choices=[])
    words = Words(label=_("Skäl för beslutet"), rows=5)
    sent_later = forms.BooleanField(
        label=_("Utredningen är inte klar och skickas till IVO snarast efter anmälan"),
        required=False,
    )

    def __init__(self, *args: Any, options: dict[str, str], ivo: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["classification"].choices = list(options.items())  # type: ignore[attr-defined]
        if not ivo:
            del self.fields["sent_later"]


class NotifyForm(VersionedForm):
    """When the notification went."""

    sent = Day(label=_("När skickades anmälan?"))
    reference = forms.CharField(
        label=_("IVO:s diarienummer"), help_text=_("Om ni har fått det."), required=False,
        max_length=60,
    )  # fmt: skip
    with_investigation = forms.BooleanField(
        label=_("Utredningen skickades med"), required=False, initial=True
    )


class SentForm(VersionedForm):
    """When the investigation went, after the notification."""

    sent = Day(label=_("När skickades utredningen?"))


class AnswerForm(VersionedForm):
    """IVO's answer."""

    answered = Day(label=_("När svarade IVO?"))
    answer = forms.ChoiceField(
        label=_("IVO:s svar"), widget=forms.RadioSelect,
        choices=[(code.value, label) for code, label in ANSWER_LABELS.items()],
    )  # fmt: skip
    reference = forms.CharField(label=_("IVO:s diarienummer"), required=False, max_length=60)
    words = Words(label=_("Vad IVO skrev, i korthet"), required=False)

    def clean_answer(self) -> IvoAnswer:
        """Give the choice as its enum."""
        return IvoAnswer(self.cleaned_data["answer"])


class InformForm(VersionedForm):
    """When, by whom and how the person was told, or why not; and consent to tell others."""

    informed_date = Day(label=_("När fick personen veta?"), required=False)
    informed_whom = forms.CharField(
        label=_("Vem fick veta?"), help_text=_("Till exempel personen själv eller en närstående."),
        required=False, max_length=200,
    )  # fmt: skip
    informed_by = forms.CharField(label=_("Vem berättade?"), required=False, max_length=200)
    informed_how = forms.CharField(
        label=_("På vilket sätt?"), help_text=_("Till exempel samtal i hemmet."), required=False,
        max_length=200,
    )  # fmt: skip
    told = forms.MultipleChoiceField(
        label=_("Vad sades?"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=list(TOLD_LABELS.items()),
    )  # fmt: skip
    in_journal = forms.BooleanField(label=_("Informationen står i journalen"), required=False)
    not_informed_reason = Words(
        label=_("Om personen inte har informerats: varför?"), rows=3, required=False
    )
    consent = forms.ChoiceField(
        label=_("Samtycker personen till att ni berättar för andra?"),
        help_text=_("Styr bara vilka fler som får veta. Utredning och anmälan görs ändå."),
        widget=forms.RadioSelect, choices=list(CONSENT_LABELS.items()),
    )  # fmt: skip
    consent_words = Words(label=_("Vilka får veta?"), rows=2, required=False)

    def clean(self) -> dict[str, Any]:
        """A day asks by whom and how; without one there is a reason."""
        data = super().clean() or {}
        if data.get("informed_date"):
            for name in ("informed_by", "informed_how"):
                if not data.get(name):
                    self.add_error(name, _("Fyll i, eftersom du har skrivit en dag."))
        elif not data.get("not_informed_reason") and "informed_date" not in self.errors:
            self.add_error(
                "informed_date", _("Skriv en dag, eller skäl till att det inte är gjort.")
            )
        return data

    def told_values(self) -> dict[str, Any]:
        """Give the columns to write."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class OtherForm(VersionedForm):
    """A notification beside lex Maria."""

    is_due = forms.TypedChoiceField(
        label=_("Ska det anmälas?"), widget=forms.RadioSelect,
        choices=[("ja", _("Ja")), ("nej", _("Nej"))], coerce=lambda value: value == "ja",
    )  # fmt: skip
    words = Words(label=_("Skäl"), rows=3)
    device = forms.CharField(label=_("Produkt och nummer"), required=False, max_length=200)
    is_kept_aside = forms.BooleanField(label=_("Produkten är undanställd"), required=False)
    sent_date = Day(label=_("När skickades den?"), required=False)
    receiver_reference = forms.CharField(
        label=_("Mottagarens nummer"), required=False, max_length=60
    )

    def __init__(self, *args: Any, is_device: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_device:
            del self.fields["device"], self.fields["is_kept_aside"]

    def told_values(self) -> dict[str, Any]:
        """Give the columns to write."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class CloseForm(VersionedForm):
    """The answer to whoever reported."""

    words = Words(
        label=_("Svar till den som rapporterade"),
        help_text=_("Berätta vad som har gjorts. Skriv inga personuppgifter."),
    )


class FilterForm(forms.Form):
    """The filter of the list."""

    form = forms.ChoiceField(
        label=_("Form"), required=False, choices=[("", _("Alla former")), *FORM_LABELS.items()]
    )
    lage = forms.ChoiceField(
        label=_("Läge"), required=False,
        choices=[("", _("Alla lägen")), ("open", _("Öppna")), *STATE_LABELS.items()],
    )  # fmt: skip
    enhet = forms.ChoiceField(label=_("Enhet"), required=False, choices=[])

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Alla enheter")), *[(u.code, u.name) for u in units]]
        self.fields["enhet"].choices = choices  # type: ignore[attr-defined]
