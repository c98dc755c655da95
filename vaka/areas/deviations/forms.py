"""Forms of deviations: shape and wording only; what may be done is asked of the rules."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.deviations import lists
from vaka.areas.deviations.rules import CLOSED_LABELS, LAW_LABELS, STATE_LABELS, ClosedHow
from vaka.foundation.organisation.models import Unit
from vaka.law.period import Period, UnreadablePeriod

TEXT = 10_000


class VersionedForm(forms.Form):
    """A form that remembers which version of the case it was filled from."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class AssessForm(VersionedForm):
    """The risk matrix and, for health care, whether the harm is serious."""

    risk = forms.RegexField(
        r"^[1-4]-[1-4]$",
        error_messages={"required": _("Välj en ruta i matrisen."), "invalid": _("Välj en ruta.")},
    )
    causes = forms.MultipleChoiceField(
        label=_("Vad berodde det på?"),
        help_text=_("Kryssa i det som bidrog. Det går att ändra när utredningen är klar."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    harm = forms.ChoiceField(label=_("Hur stor blev skadan?"), required=False)
    is_serious = forms.BooleanField(label=_("Bedöms som allvarlig vårdskada"), required=False)
    words = forms.CharField(
        label=_("Varför bedömer du så?"),
        required=False,
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["causes"].choices = lists.choices("cause", on)  # type: ignore[attr-defined]
        self.fields["harm"].choices = [("", _("Inte bedömd")), *lists.choices("harm", on)]  # type: ignore[attr-defined]

    def judged(self) -> dict[str, Any]:
        """Give what was judged beside the two grades."""
        data = self.cleaned_data
        return {name: data[name] for name in ("is_serious", "words", "harm")} | {
            "causes": tuple(data["causes"])
        }

    def grades(self) -> tuple[int, int]:
        """Give likelihood and severity as chosen."""
        likelihood, severity = self.cleaned_data["risk"].split("-")
        return int(likelihood), int(severity)


class WordsForm(VersionedForm):
    """Some words that go with a step."""

    words = forms.CharField(
        label=_("Kommentar"), max_length=TEXT, required=False, widget=forms.Textarea
    )


class ReopenForm(VersionedForm):
    """Why a closed case is opened again."""

    words = forms.CharField(
        label=_("Varför öppnas ärendet igen?"), max_length=TEXT, widget=forms.Textarea
    )


class CloseForm(VersionedForm):
    """How a case is closed, and the answer to the reporter."""

    how = forms.ChoiceField(
        label=_("Hur avslutas ärendet?"),
        choices=[(how.value, label) for how, label in CLOSED_LABELS.items()],
        widget=forms.RadioSelect,
    )
    investigation = forms.CharField(
        label=_("Vad kom utredningen fram till?"),
        help_text=_("Fylls i när du avslutar med utredning. Den som rapporterade ser inte texten."),
        required=False,
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    no_remedy_because = forms.CharField(
        label=_("Varför behövs ingen åtgärd?"),
        help_text=_("Fylls i när ingen åtgärd är beslutad."),
        required=False,
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    words = forms.CharField(
        label=_("Svar till den som rapporterade"),
        help_text=_("Berätta vad som har gjorts. Skriv inga personuppgifter."),
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_how(self) -> ClosedHow:
        """Give the choice as its enum."""
        return ClosedHow(self.cleaned_data["how"])


class FilterForm(forms.Form):
    """The filter of the list; an unreadable period is said, never silently dropped."""

    q = forms.CharField(label=_("Sök"), required=False)
    lage = forms.ChoiceField(
        label=_("Läge"),
        required=False,
        choices=[
            ("", _("Alla")),
            ("open", _("Öppna")),
            *[(state.value, label) for state, label in STATE_LABELS.items()],
        ],
    )
    lag = forms.ChoiceField(
        label=_("Lagrum"),
        required=False,
        choices=[("", _("Alla")), *[(law.value, law.value) for law in LAW_LABELS]],
    )
    typ = forms.ChoiceField(label=_("Typ"), required=False)
    enhet = forms.ChoiceField(label=_("Enhet"), required=False)
    period = forms.CharField(
        label=_("Period"), required=False, help_text=_("Till exempel 2026, 2026Q1 eller 2026-02.")
    )

    def __init__(self, *args: Any, types: list[str], units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = [("", _("Alla"))]
        self.fields["typ"].choices = every + [(name, name) for name in types]  # type: ignore[attr-defined]
        self.fields["enhet"].choices = every + [(u.code, u.name) for u in units]  # type: ignore[attr-defined]

    def clean_period(self) -> Period | None:
        """Read the period. Raises ValidationError with the forms that are understood."""
        text = self.cleaned_data["period"].strip()
        try:
            return Period.parse(text) if text else None
        except UnreadablePeriod as error:
            raise forms.ValidationError(str(error)) from error
