"""Forms of remedies: shape and wording only; what may be done is asked of the rules."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.remedies import rules
from vaka.areas.remedies.actions import Plan
from vaka.areas.remedies.causes import Cause
from vaka.areas.remedies.rules import KIND_HINTS, KIND_LABELS, OUTCOME_LABELS, Outcome, RemedyKind
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.web.forms import Refusable, UploadField

TEXT = 10_000
LARGEST_FILE = 20 * 1024 * 1024
FILE_KINDS = ("PDF", "DOCX", "XLSX", "PNG", "JPG")
Choices = list[tuple[str, str]]


class ProposalForm(Refusable):
    """What is to be done, against which cause, and where it is to hold."""

    text = forms.CharField(
        label=_("Vad ska göras?"),
        help_text=_("Börja med ett verb. Skriv inga namn eller personnummer."),
        max_length=TEXT, widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("Vilket slag av åtgärd är det?"), widget=forms.RadioSelect,
        choices=[(kind.value, f"{KIND_LABELS[kind]}. {KIND_HINTS[kind]}") for kind in RemedyKind],
    )  # fmt: skip
    cause_code = forms.ChoiceField(label=_("Vilken orsak ska den ta bort?"), required=False)
    cause = forms.CharField(
        label=_("Orsaken med egna ord"), required=False, max_length=TEXT,
        help_text=_("Varför kunde det hända? En åtgärd utan orsak blir sällan en lösning."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    unit = forms.ChoiceField(label=_("Enhet"))
    reach = forms.ChoiceField(
        label=_("Var ska den gälla?"), required=False,
        help_text=_("Gäller den fler än enheten beslutas den av någon med ansvar för alla."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, units: list[Unit], above: list[Unit], causes: list[Cause], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in [*above, *units]}
        _choose(self, "unit", [(unit.code, unit.name) for unit in units])
        reach = [("", _("Bara enheten")), *((u.code, _("Hela %s") % u.name) for u in above)]
        _choose(self, "reach", reach)
        if len(units) == 1:
            self.fields["unit"].widget = forms.HiddenInput()
            self.fields["unit"].initial = units[0].code
        self.causes = {one.code: one.label for one in causes}
        if causes:
            own = [("", _("Ingen av dem, jag skriver själv"))]
            _choose(self, "cause_code", own + [(one.code, one.label) for one in causes])
        else:
            del self.fields["cause_code"]

    def clean(self) -> dict[str, Any]:
        """Ask the rule whether the proposal is whole."""
        data = super().clean() or {}
        if data.get("kind") and data.get("text"):
            kind = RemedyKind(data["kind"])
            cause = data.get("cause") or data.get("cause_code") or ""
            self.refuse(rules.may_propose(kind=kind, text=data["text"], cause=cause))
        return data

    def cause_label(self) -> str:
        """Give the words of the cause that was chosen in the list."""
        return self.causes.get(self.cleaned_data.get("cause_code", ""), "")


class PlanForm(Refusable):
    """Who does it, by when, and how and when its effect is checked."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    responsible = forms.ChoiceField(label=_("Vem ansvarar?"))
    due_date = forms.DateField(label=_("Klar senast"), widget=forms.DateInput)
    effect_date = forms.DateField(
        label=_("När kontrolleras effekten?"), required=False, widget=forms.DateInput,
        help_text=_("Då syns det om åtgärden hjälpte. Vaka påminner."),
    )  # fmt: skip
    measure = forms.ChoiceField(
        label=_("Vilket mått ska bli bättre?"), required=False,
        help_text=_("Måttet visas före och efter åtgärden."),
    )  # fmt: skip
    words = forms.CharField(
        label=_("Kommentar"), required=False, max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(
        self, *args: Any, kind: RemedyKind, today: date, people: list[Person], measures: Choices,
        reason: Any = "", **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.kind, self.today = kind, today
        self.people = {str(person.pk): person for person in people}
        names = [(key, person.name) for key, person in self.people.items()]
        _choose(self, "responsible", [("", _("Välj person")), *names])
        _choose(self, "measure", [("", _("Inget mått")), *measures])
        if reason:
            self.fields["words"].label, self.fields["words"].required = reason, True

    def clean(self) -> dict[str, Any]:
        """Ask the rule whether the dates hold together."""
        data = super().clean() or {}
        if data.get("due_date"):
            self.refuse(
                rules.may_plan(
                    kind=self.kind, today=self.today,
                    due_date=data["due_date"], effect_date=data.get("effect_date"),
                )
            )  # fmt: skip
        return data

    def plan(self) -> Plan:
        """Give the plan as written."""
        data = self.cleaned_data
        return Plan(
            self.people[data["responsible"]], data["due_date"], data["effect_date"],
            data["measure"],
        )  # fmt: skip


class WordsForm(Refusable):
    """The reason that goes with a step."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(max_length=TEXT, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, reason: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = reason


class FinishForm(Refusable):
    """Evidence that it is done: words, a file or both."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("Hur ser ni att åtgärden är gjord?"), required=False, max_length=TEXT,
        help_text=_("Till exempel: rutinen är genomgången på APT den 12 mars."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    file = UploadField(
        label=_("Fil som visar det"), required=False, kinds=FILE_KINDS, max_bytes=LARGEST_FILE
    )

    def clean(self) -> dict[str, Any]:
        """Ask the rule whether there is evidence."""
        data = super().clean() or {}
        verdict = rules.may_finish(data.get("words", ""), bool(data.get("file")))
        if not verdict.ok and not self.errors:
            self.add_error("words", f"{verdict.refusals[0].words} {verdict.refusals[0].way_out}")
        return data


class EffectForm(Refusable):
    """What the check of the effect found."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label=_("Hade åtgärden effekt?"), widget=forms.RadioSelect,
        choices=[(one.value, label) for one, label in OUTCOME_LABELS.items()],
    )  # fmt: skip
    words = forms.CharField(
        label=_("Vad visar det?"), max_length=TEXT, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Skriv vad du har sett, till exempel i måttet eller vid egenkontroll."),
    )  # fmt: skip
    due_date = forms.DateField(
        label=_("Ny sista dag"), required=False, widget=forms.DateInput,
        help_text=_("Fylls i om åtgärden inte hade effekt. Då öppnas den igen."),
    )  # fmt: skip
    effect_date = forms.DateField(
        label=_("Ny dag för effektkontroll"), required=False, widget=forms.DateInput
    )

    def __init__(self, *args: Any, kind: RemedyKind, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.today = kind, today

    def clean_outcome(self) -> Outcome:
        """Give the choice as its enum."""
        return Outcome(self.cleaned_data["outcome"])

    def clean(self) -> dict[str, Any]:
        """What did not work needs new dates."""
        data = super().clean() or {}
        if data.get("outcome") is Outcome.NOT:
            self._ask_for_dates(data)
        return data

    def _ask_for_dates(self, data: dict[str, Any]) -> None:
        if data.get("due_date") is None:
            self.add_error("due_date", _("Välj en ny sista dag, eftersom åtgärden öppnas igen."))
            return
        verdict = rules.may_plan(
            kind=self.kind, today=self.today,
            due_date=data["due_date"], effect_date=data.get("effect_date"),
        )  # fmt: skip
        self.refuse(verdict)


class AnswerForm(Refusable):
    """One more case that the remedy answers."""

    reference = forms.CharField(
        label=_("Ärendets nummer"), help_text=_("Till exempel AVV-2026-00041."), max_length=30
    )

    def clean_reference(self) -> str:
        """Give the number as it is written everywhere."""
        return str(self.cleaned_data["reference"]).strip().upper()


class FilterForm(forms.Form):
    """The filter of the list."""

    q = forms.CharField(label=_("Sök"), required=False)
    enhet = forms.ChoiceField(label=_("Enhet"), required=False)
    slag = forms.ChoiceField(
        label=_("Slag"), required=False,
        choices=[("", _("Alla")), *[(kind.value, label) for kind, label in KIND_LABELS.items()]],
    )  # fmt: skip

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "enhet", [("", _("Alla")), *((u.code, u.name) for u in units)])


def _choose(form: forms.Form, name: str, choices: list[Any]) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]
