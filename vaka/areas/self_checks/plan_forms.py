"""Forms by which forms and plans are built: shape and wording only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.self_checks import plan_rules
from vaka.areas.self_checks.models import Form
from vaka.areas.self_checks.plan_actions import NewForm, NewPlan, Terms
from vaka.areas.self_checks.plan_rules import KINDS, LONGEST_SCALE, Wanted
from vaka.areas.self_checks.rules import (
    FREQUENCY_LABELS,
    METHOD_LABELS,
    TOPIC_LABELS,
    Frequency,
    Method,
    Topic,
)
from vaka.foundation.number_fields import NumberField, WholeField
from vaka.foundation.organisation.models import Unit
from vaka.foundation.questions.sets import Kind
from vaka.web.forms import Refusable

KIND_LABELS = {
    Kind.CHECK: _("Ja, nej eller ej aktuellt (ja är rätt)"),
    Kind.YES_NO: _("Ja eller nej"),
    Kind.SCALE: _("Skala"),
    Kind.NUMBER: _("Tal"),
    Kind.CHOICE: _("Ett av flera svar"),
    Kind.TEXT: _("Fritext"),
    Kind.PHOTO: _("Foto"),
}


class NewFormForm(forms.Form):
    """What a new form is called and how it is used."""

    title = forms.CharField(label=_("Vad heter formuläret?"), max_length=120)
    method = forms.ChoiceField(label=_("Hur används det?"), choices=list(METHOD_LABELS.items()))
    topic = forms.ChoiceField(label=_("Vad handlar det om?"), choices=list(TOPIC_LABELS.items()))

    def new(self) -> NewForm:
        """Give what the form says."""
        data = self.cleaned_data
        return NewForm(data["title"], Method(data["method"]), Topic(data["topic"]))


class QuestionForm(forms.Form):
    """One question."""

    label = forms.CharField(
        label=_("Fråga eller påstående"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    kind = forms.ChoiceField(
        label=_("Svaret är"), choices=[(kind.value, KIND_LABELS[kind]) for kind in KINDS]
    )
    hint = forms.CharField(label=_("Förklaring"), max_length=300, required=False)
    group = forms.CharField(
        label=_("Rubrik som frågan står under"), max_length=80, required=False,
        help_text=_("Frågor med samma rubrik står tillsammans."),
    )  # fmt: skip
    is_required = forms.BooleanField(label=_("Måste besvaras"), required=False, initial=True)
    lowest = NumberField(label=_("Lägsta värde"), required=False, initial=1,
                              help_text=_("För skala och tal."))  # fmt: skip
    highest = NumberField(label=_("Högsta värde"), required=False, initial=10)
    choices = forms.CharField(
        label=_("Svar att välja, ett på varje rad"), required=False,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=_("För ett av flera svar."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Ask for what the kind of question needs."""
        data = super().clean() or {}
        kind = data.get("kind")
        if kind == Kind.CHOICE and len(self._choices(data)) < 2:
            self.add_error("choices", _("Skriv minst två svar, ett på varje rad."))
        if kind in plan_rules.RANGED:
            self._check_range(data, kind)
        return data

    def _check_range(self, data: dict[str, Any], kind: str) -> None:
        low, high = data.get("lowest"), data.get("highest")
        if low is None or high is None or low >= high:
            self.add_error("highest", _("Högsta värdet ska vara större än det lägsta."))
        elif kind == Kind.SCALE and high - low >= LONGEST_SCALE + 1:
            self.add_error("highest", _("En skala har högst elva steg. Välj tal i stället."))

    def _choices(self, data: dict[str, Any]) -> list[str]:
        lines = (line.strip() for line in (data.get("choices") or "").splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def wanted(self) -> Wanted:
        """Give the question."""
        data = self.cleaned_data
        return Wanted(
            label=data["label"].strip(), kind=Kind(data["kind"]), hint=data["hint"],
            group=data["group"].strip(), is_required=data["is_required"],
            lowest=data["lowest"] or 0, highest=data["highest"] or 0,
            choices=self._choices(data),
        )  # fmt: skip


class InForceForm(forms.Form):
    """From when a version is asked."""

    since_date = forms.DateField(label=_("Gäller från"), widget=forms.DateInput)


class TermsForm(forms.Form):
    """How often, from when, by which target."""

    since_date = forms.DateField(
        label=_("Första omgången börjar"), widget=forms.DateInput,
        help_text=_("De följande räknas från den dagen."),
    )  # fmt: skip
    frequency = forms.ChoiceField(label=_("Hur ofta?"), choices=list(FREQUENCY_LABELS.items()))
    open_days = WholeField(
        label=_("Hur många dagar kan man svara?"), required=False, min_value=1, max_value=366,
        help_text=_("Lämna tomt om man kan svara ända till nästa omgång."),
    )  # fmt: skip
    target_percent = WholeField(
        label=_("Mål i procent"), min_value=1, max_value=100, initial=100,
        help_text=_("En punkt med en lägre andel ja visas som en brist."),
    )  # fmt: skip
    sample_size = WholeField(
        label=_("Urvalets storlek"), required=False, min_value=1, max_value=10_000,
        help_text=_("För granskning med slumpat urval."),
    )  # fmt: skip

    def terms(self) -> Terms:
        """Give what the form says."""
        data = self.cleaned_data
        return Terms(data["since_date"], Frequency(data["frequency"]), data["open_days"],
                     data["target_percent"], data["sample_size"])  # fmt: skip


class PlacesForm(forms.Form):
    """At which units, with how many expected answers each."""

    units = forms.MultipleChoiceField(
        label=_("Enheter"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst en enhet.")},
    )  # fmt: skip
    expected = WholeField(
        label=_("Förväntade svar på varje enhet"), required=False, min_value=1, max_value=10_000,
        help_text=_("Till exempel antalet medarbetare. Ger svarsfrekvensen."),
    )  # fmt: skip

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_code = {unit.code: unit for unit in units}
        self.fields["units"].choices = [(u.code, u.name) for u in units]  # type: ignore[attr-defined]

    def places(self) -> dict[Unit, int | None]:
        """Give the expected answers by unit."""
        return {self.by_code[code]: self.cleaned_data["expected"]
                for code in self.cleaned_data["units"]}  # fmt: skip


class NewPlanForm(TermsForm, PlacesForm, Refusable):
    """A plan of a form."""

    title = forms.CharField(label=_("Vad heter egenkontrollen?"), max_length=120)
    is_anonymous = forms.BooleanField(
        label=_("Svaren är anonyma"), required=False,
        help_text=_("Vem som helst med QR-koden kan svara. Vaka sparar inte vem, och visar "
                    "resultatet först när tillräckligt många har svarat."),
    )  # fmt: skip
    why = forms.CharField(
        label=_("Varför gör vi den?"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    field_order = ("title", "why", "since_date", "frequency", "open_days", "target_percent",
                   "sample_size", "is_anonymous", "units", "expected")  # fmt: skip

    def new(self, form: Form, unit: Unit) -> NewPlan:
        """Give the plan, under the unit that has charge of it."""
        data = self.cleaned_data
        return NewPlan(form=form, title=data["title"], unit=unit, why=data["why"],
                       is_anonymous=data["is_anonymous"], places=self.places(),
                       terms=self.terms())  # fmt: skip


class EndForm(forms.Form):
    """From when a plan is over."""

    on_date = forms.DateField(label=_("Sista dag"), widget=forms.DateInput)
