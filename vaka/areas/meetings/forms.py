"""Forms of meetings: shape and wording only; what may be done is asked of the rules."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.meetings.actions import Held, NewMeeting
from vaka.areas.meetings.lists import MeetingKind, labels
from vaka.areas.meetings.rules import MOST, OUTCOME_LABELS, PACE_LABELS, Outcome, Pace
from vaka.foundation.number_fields import WholeField
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.web.forms import Refusable, Segmented, area
from vaka.web.steps import StepForm

TEXT = 20_000


class FilterForm(Refusable):
    """What the list is narrowed by."""

    q = forms.CharField(label=_("Sök"), required=False, max_length=100)
    slag = forms.ChoiceField(label=_("Slag"), required=False)
    enhet = forms.ChoiceField(label=_("Enhet"), required=False)

    def __init__(self, *args: Any, units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, first, rest in (
            ("slag", _("Alla slag"), list(labels().items())),
            ("enhet", _("Alla enheter"), [(unit.code, unit.name) for unit in units]),
        ):
            self.fields[name].choices = [("", first), *rest]  # type: ignore[attr-defined]


class MeetingForm(StepForm):
    """What is planned, and how often it comes back."""

    sort = forms.ChoiceField(label=_("Vad för möte?"))
    unit = forms.ChoiceField(label=_("Enhet"))
    first = forms.DateField(label=_("Vilken dag?"), widget=forms.DateInput)
    time = forms.TimeField(
        label=_("Tid"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    pace = forms.ChoiceField(
        label=_("Kommer det tillbaka?"), widget=Segmented, choices=list(PACE_LABELS.items()),
        initial=Pace.ONCE,
    )  # fmt: skip
    times = WholeField(
        label=_("Hur många möten?"), required=False, min_value=1, max_value=MOST,
        help_text=_("Bara när det kommer tillbaka. En helgdag flyttas till nästa arbetsdag."),
    )  # fmt: skip
    leader = forms.ChoiceField(
        label=_("Vem håller det?"),
        help_text=_("Den förtroendevalda vid nämndens besök, annars den som leder mötet."),
    )
    place = forms.CharField(label=_("Plats"), max_length=120, required=False)
    title = forms.CharField(
        label=_("Eget namn"), max_length=120, required=False,
        help_text=_("Om det heter något annat än sitt slag, till exempel Läkarsamverkan."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, kinds: dict[str, str], units: list[Unit], people: list[Person],
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.people = {str(person.pk): person for person in people}
        self.choose("sort", [("", _("Välj slag")), *kinds.items()])
        self.choose("unit", [(unit.code, unit.name) for unit in units])
        self.choose("leader", [(key, person.name) for key, person in self.people.items()])

    def new(self) -> NewMeeting:
        """Give what was written."""
        data = self.cleaned_data
        return NewMeeting(
            unit=self.units[data["unit"]], sort=data["sort"], first=data["first"],
            leader=self.people[data["leader"]], pace=Pace(data["pace"]),
            times=data["times"] or 1, starts=data["time"], place=data["place"], title=data["title"],
        )  # fmt: skip


class HoldForm(StepForm):
    """How the meeting was held; what the kind does not ask is not shown."""

    held = forms.DateField(label=_("Vilken dag hölls det?"), widget=forms.DateInput)
    people = WholeField(
        label=_("Hur många var med?"), required=False, min_value=1, max_value=999,
        help_text=_("Bara antalet. Skriv inga namn på boende eller närstående."),
    )  # fmt: skip
    present = forms.CharField(
        label=_("Närvarande"), required=False, max_length=TEXT, widget=area(2),
        help_text=_("Medarbetare och andra som deltog i tjänsten."),
    )  # fmt: skip
    staff_present = forms.ChoiceField(
        label=_("Var personal med vid samtalen?"), required=False, widget=Segmented,
        choices=[("yes", _("Ja")), ("no", _("Nej"))],
    )  # fmt: skip
    staff_reason = forms.CharField(
        label=_("Varför var personal med?"), required=False, max_length=TEXT, widget=area(2)
    )

    def __init__(self, *args: Any, kind: MeetingKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not kind.asks_staff_present:
            del self.fields["staff_present"], self.fields["staff_reason"]
        if kind.counts_people or kind.is_deidentified:
            del self.fields["present"]
        if kind.asks_willing:
            self.fields["people"].label = _("Hur många besöktes hemma?")

    def how(self) -> Held:
        """Give what was written."""
        data = self.cleaned_data
        staff = {"yes": True, "no": False}.get(data.get("staff_present", ""))
        return Held(data["held"], data.get("people"), data.get("present", ""), staff,
                    data.get("staff_reason", ""))  # fmt: skip


class WillingForm(StepForm):
    """How many were asked and how many want to; who they are is never written here."""

    asked = WholeField(
        label=_("Hur många är tillfrågade?"), min_value=0, max_value=999,
        help_text=_("Bara antalet. Skriv inga namn här."),
    )  # fmt: skip
    willing = WholeField(label=_("Hur många vill ta emot besök?"), min_value=0, max_value=999)
    asked_date = forms.DateField(label=_("Vilken dag frågades de?"), widget=forms.DateInput)
    asked_by = forms.ChoiceField(label=_("Vem frågade?"))
    is_told_back = forms.BooleanField(
        label=_("Alla vet att de får ta tillbaka sitt ja när som helst"), required=False
    )
    note = forms.CharField(
        label=_("Var finns listan på papper?"), required=False, max_length=200,
        help_text=_("Ses bara av enhetens chef. Inga namn på dem som ska besökas."),
    )  # fmt: skip

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        self.choose("asked_by", [(key, person.name) for key, person in self.people.items()])

    def clean_asked_by(self) -> Person:
        """Give the person."""
        return self.people[self.cleaned_data["asked_by"]]


class TakeBackForm(StepForm):
    """How many have taken their yes back; nobody is asked why."""

    number = WholeField(
        label=_("Hur många har tagit tillbaka sitt ja?"), min_value=1, max_value=999, initial=1,
        help_text=_("Ingen behöver säga varför. Stryk namnet på listan på papper."),
    )  # fmt: skip


class SpreadForm(StepForm):
    """To whom a checked report has gone."""

    receivers = forms.MultipleChoiceField(label=_("Vilka har fått rapporten?"), required=False,
                                          widget=forms.CheckboxSelectMultiple)  # fmt: skip
    sent = forms.DateField(label=_("Vilken dag?"), widget=forms.DateInput)
    how = forms.CharField(label=_("Hur?"), required=False, max_length=120,
                          help_text=_("Till exempel e-post eller diariet."))  # fmt: skip

    def __init__(self, *args: Any, receivers: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("receivers", [(name, name.capitalize()) for name in receivers])


class NotesForm(StepForm):
    """What was said under a point."""

    notes = forms.CharField(
        label=_("Anteckningar"), max_length=TEXT, required=False, widget=area(8),
        help_text=_("Skriv det som ska minnas. Inga namn på boende, inga personnummer."),
    )  # fmt: skip


class PointForm(StepForm):
    """A point more."""

    heading = forms.CharField(label=_("Vad ska vi tala om?"), max_length=120)
    prompt = forms.CharField(
        label=_("Frågor att ställa"), max_length=TEXT, required=False, widget=area(2)
    )


class DecisionForm(StepForm):
    """A decision or a wish."""

    kind = forms.ChoiceField(
        label=_("Beslut eller önskemål?"), widget=Segmented, choices=list(OUTCOME_LABELS.items()),
        initial=Outcome.DECISION,
    )  # fmt: skip
    text = forms.CharField(
        label=_("Vad beslutades eller önskades?"), max_length=TEXT, widget=area(),
        help_text=_("Ett i taget. Ett beslut om något som ska göras blir sedan en åtgärd."),
    )  # fmt: skip


class AnswerForm(StepForm):
    """The answer to a wish."""

    answer = forms.CharField(
        label=_("Vad blir det av önskemålet?"), max_length=TEXT, widget=area(4),
        help_text=_("Svaret läses upp vid nästa möte."),
    )  # fmt: skip


class MoveForm(StepForm):
    """Another day, with the reason."""

    day = forms.DateField(label=_("Ny dag"), widget=forms.DateInput)
    words = forms.CharField(label=_("Varför flyttas det?"), max_length=TEXT, widget=area(2))


class FinishForm(StepForm):
    """Words that look like names are shown one by one, to be said to name nobody."""

    words = forms.CharField(label=_("Kommentar"), required=False, max_length=TEXT, widget=area(2))
    told_words = forms.MultipleChoiceField(
        label=_("Intyga att de här orden inte pekar ut någon"), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Är det ett namn: gå tillbaka och ta bort det ur texten."),
    )  # fmt: skip

    def __init__(self, *args: Any, suspects: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if suspects:
            self.choose("told_words", [(word, word) for word in suspects])
        else:
            del self.fields["told_words"]
