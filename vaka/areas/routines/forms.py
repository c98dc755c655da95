"""Forms of routines: shape and wording only; what may be done is asked of the rules."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.routines import rules, standing
from vaka.areas.routines.actions import Draft, NewRoutine
from vaka.areas.routines.models import Routine, RoutineVersion
from vaka.areas.routines.rules import HOW_LABELS, KIND_LABELS, How, RoutineKind
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.web.forms import Refusable

TEXT, WORDS = 40_000, 2_000
MARKUP = _(
    "Rubriker börjar med ##, punktlistor med ett streck och numrerade steg med 1. "
    "Skriv det viktigaste först."
)


def _text_field() -> forms.CharField:
    return forms.CharField(
        label=_("Text"), help_text=MARKUP, max_length=TEXT, required=False,
        widget=forms.Textarea(attrs={"rows": 18}),
    )  # fmt: skip


def _laws_field() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("Regler som rutinen bygger på"), required=False,
        widget=forms.CheckboxSelectMultiple, choices=standing.law_choices,
        help_text=_("Ändras någon av dem läggs rutinen under Att se över."),
    )  # fmt: skip


def _systems_field() -> forms.CharField:
    return forms.CharField(
        label=_("System som rutinen bygger på"), required=False, max_length=200,
        help_text=_("Till exempel journalsystemet. Byts det ut ska rutinen ses över."),
    )  # fmt: skip


class NewForm(Refusable):
    """A new routine: what it is, who owns it, where it holds, and its text."""

    title = forms.CharField(
        label=_("Titel"), max_length=150,
        help_text=_("Det som den som söker skulle skriva, till exempel Fall: så gör du."),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("Typ"), choices=[(one.value, label) for one, label in KIND_LABELS.items()],
        initial=RoutineKind.ROUTINE.value,
    )  # fmt: skip
    unit = forms.ChoiceField(
        label=_("Enhet som beslutar"),
        help_text=_("Den gäller hela enheten om du inte väljer något nedan."),
    )
    owner = forms.ChoiceField(
        label=_("Ägare"), help_text=_("Får rutinen i sin lista när den ska ses över.")
    )
    valid_for = forms.MultipleChoiceField(
        label=_("Gäller bara för"), required=False, widget=forms.CheckboxSelectMultiple
    )
    text = _text_field()
    systems = _systems_field()
    laws = _laws_field()

    def __init__(
        self, *args: Any, units: list[Unit], owners: list[Person], me: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.owners = {str(one.pk): one for one in owners}
        _choose(self, "unit", [(unit.code, unit.name) for unit in units])
        _choose(self, "valid_for", [(unit.code, unit.name) for unit in units])
        _choose(self, "owner", [(key, one.name) for key, one in self.owners.items()])
        self.fields["owner"].initial = me
        if len(units) == 1:
            del self.fields["valid_for"]

    def new(self) -> NewRoutine:
        """Give the routine as written."""
        data = self.cleaned_data
        return NewRoutine(
            unit=self.units[data["unit"]], kind=RoutineKind(data["kind"]), title=data["title"],
            owner=self.owners[data["owner"]], text=data["text"], systems=data["systems"],
            laws=data["laws"],
            valid_for=[self.units[code] for code in data.get("valid_for", [])],
        )  # fmt: skip


class DraftForm(Refusable):
    """The text of a draft, and from the second version on what has changed."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = _text_field()
    changed = forms.CharField(
        label=_("Vad är ändrat?"), required=False, max_length=WORDS,
        help_text=_("En eller två meningar. De står överst för alla som ska läsa."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    systems = _systems_field()
    laws = _laws_field()

    def __init__(self, *args: Any, number: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if number == 1:
            del self.fields["changed"]

    def draft(self) -> Draft:
        """Give the draft as written."""
        data = self.cleaned_data
        return Draft(data["text"], data.get("changed", ""), data["laws"], data["systems"])


class WordsForm(Refusable):
    """The words that go with a step."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(max_length=WORDS, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, reason: Any, required: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label, self.fields["words"].required = reason, required


class ApproveForm(Refusable):
    """From when and until when a version holds."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    valid_from = forms.DateField(label=_("Gäller från"), widget=forms.DateInput)
    valid_until = forms.DateField(
        label=_("Gäller till och med"), widget=forms.DateInput,
        help_text=_("Vaka lägger rutinen i ägarens lista i god tid före."),
    )  # fmt: skip
    words = forms.CharField(
        label=_("Kommentar"), required=False, max_length=WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, is_author: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.is_author = today, is_author

    def clean(self) -> dict[str, Any]:
        """Ask the rule whether the days hold together."""
        data = super().clean() or {}
        if data.get("valid_from") and data.get("valid_until"):
            self.refuse(
                rules.may_approve(
                    is_author=self.is_author, today=self.today, valid_from=data["valid_from"],
                    valid_until=data["valid_until"],
                )
            )  # fmt: skip
        return data


class ExtendForm(Refusable):
    """Until when a version holds on, and what the review found."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    valid_until = forms.DateField(label=_("Gäller vidare till och med"), widget=forms.DateInput)
    words = forms.CharField(
        label=_("Vad visade översynen?"), max_length=WORDS,
        help_text=_("Till exempel: stämmer med lagen och med hur vi arbetar."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """Ask the rule whether it holds on."""
        data = super().clean() or {}
        if data.get("valid_until"):
            self.refuse(rules.may_hold_until(self.today, data["valid_until"]))
        return data


class FailedForm(Refusable):
    """Which routine failed in an event, and how."""

    routine = forms.ChoiceField(label=_("Vilken rutin brast?"), widget=forms.RadioSelect)
    how = forms.ChoiceField(
        label=_("Hur brast den?"), widget=forms.RadioSelect,
        choices=[(one.value, label) for one, label in HOW_LABELS.items()],
    )  # fmt: skip
    words = forms.CharField(
        label=_("Vad var det som brast?"), required=False, max_length=WORDS,
        help_text=_("Skriv inga namn eller personnummer."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, versions: list[RoutineVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.versions = {str(one.pk): one for one in versions}
        labels = [
            (key, _("%(title)s, version %(n)s") % {"title": one.routine.title, "n": one.number})
            for key, one in self.versions.items()
        ]
        _choose(self, "routine", labels)

    def clean_how(self) -> How:
        """Give the choice as its enum."""
        return How(self.cleaned_data["how"])


class ProcessForm(forms.Form):
    """What a process is for, who owns it and how it is followed up."""

    title = forms.CharField(label=_("Titel"), max_length=120)
    unit = forms.ChoiceField(label=_("Enhet"))
    owner = forms.ChoiceField(label=_("Ägare"))
    purpose = forms.CharField(
        label=_("Syfte"), required=False, max_length=WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    follow_up = forms.CharField(
        label=_("Hur följs processen upp, och av vem?"), required=False, max_length=WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, units: list[Unit], owners: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.owners = {str(one.pk): one for one in owners}
        _choose(self, "unit", [(unit.code, unit.name) for unit in units])
        _choose(self, "owner", [(key, one.name) for key, one in self.owners.items()])


class ActivityForm(forms.Form):
    """One activity in its order; a row without a name is no activity."""

    name = forms.CharField(label=_("Aktivitet"), max_length=80, required=False)
    role = forms.ChoiceField(label=_("Ansvarig roll"), required=False)
    routine = forms.ChoiceField(label=_("Rutin"), required=False)

    def __init__(
        self, *args: Any, roles: list[tuple[str, str]], routines: list[Routine], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "role", [("", _("Ingen än")), *roles])
        names = [(str(one.pk), one.title) for one in routines]
        _choose(self, "routine", [("", _("Ingen än")), *names])


class DutyForm(forms.Form):
    """How a duty of the regulation is met."""

    process = forms.ChoiceField(label=_("Process"), required=False)
    routine = forms.ChoiceField(label=_("Rutin"), required=False)
    role = forms.ChoiceField(label=_("Ansvarig roll"), required=False)

    def __init__(
        self, *args: Any, processes: list[tuple[str, str]], roles: list[tuple[str, str]],
        routines: list[Routine], **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        _choose(self, "process", [("", _("Ingen än")), *processes])
        _choose(self, "role", [("", _("Ingen än")), *roles])
        names = [(str(one.pk), one.title) for one in routines]
        _choose(self, "routine", [("", _("Ingen än")), *names])


class FilterForm(forms.Form):
    """The search and the filter of the list."""

    q = forms.CharField(label=_("Sök i titel och text"), required=False)
    enhet = forms.ChoiceField(label=_("Gäller för"), required=False)
    typ = forms.ChoiceField(
        label=_("Typ"), required=False,
        choices=[("", _("Alla")), *[(one.value, label) for one, label in KIND_LABELS.items()]],
    )  # fmt: skip

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].widget.input_type = "search"
        _choose(self, "enhet", [("", _("Alla")), *((one.code, one.name) for one in units)])


def _choose(form: forms.Form, name: str, choices: list[Any]) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]
