"""Forms of the annual accounts: shape and wording only; what may be done is asked of the rules."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.accounts.actions import NewEdition
from vaka.areas.accounts.lists import Kind
from vaka.areas.accounts.request_actions import NewRequest
from vaka.areas.accounts.rules import REQUEST_KIND_LABELS, RequestKind
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.web.forms import UploadField, area
from vaka.web.steps import StepForm, WordsForm

TEXT, LONGEST = 10_000, 200_000
MOST_BYTES = 25 * 1024 * 1024


class OpenForm(StepForm):
    """A report to write for a year."""

    name = forms.ChoiceField(label=_("Vilken berättelse?"))
    unit = forms.ChoiceField(label=_("För vilken enhet?"))
    year = forms.IntegerField(label=_("Vilket år handlar den om?"), min_value=2000, max_value=2100)
    due_date = forms.DateField(label=_("Klar senast"), widget=forms.DateInput)

    def __init__(self, *args: Any, kinds: list[Kind], units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.choose("name", [(kind.name, kind.title) for kind in kinds])
        self.choose("unit", [(unit.code, unit.name) for unit in units])

    def new(self) -> NewEdition:
        """Give what was written."""
        data = self.cleaned_data
        return NewEdition(data["name"], self.units[data["unit"]], data["year"], data["due_date"])


class CorrectForm(WordsForm):
    """What a correction corrects, and by when."""

    due_date = forms.DateField(label=_("Klar senast"), widget=forms.DateInput)


class AskForm(StepForm):
    """Whom to ask for what."""

    kind = forms.ChoiceField(
        label=_("Vad behöver ni?"), widget=forms.RadioSelect,
        choices=list(REQUEST_KIND_LABELS.items()),
    )  # fmt: skip
    person = forms.ChoiceField(label=_("Av vem?"))
    unit = forms.ChoiceField(
        label=_("För vilken enhet?"),
        help_text=_("Ett eget bidrag ses bara av enheten och av er som leder."),
    )
    due_date = forms.DateField(label=_("Svar senast"), widget=forms.DateInput)
    words = forms.CharField(
        label=_("Vad vill ni veta?"), max_length=TEXT, required=False, widget=area(3)
    )

    def __init__(self, *args: Any, people: list[Person], units: list[Unit], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.people = {str(one.pk): one for one in people}
        self.units = {unit.code: unit for unit in units}
        self.choose("person", [(str(one.pk), one.name) for one in people])
        self.choose("unit", [(unit.code, unit.name) for unit in units])

    def new(self) -> NewRequest:
        """Give what was written."""
        data = self.cleaned_data
        return NewRequest(
            RequestKind(data["kind"]), self.people[data["person"]], self.units[data["unit"]],
            data["due_date"], data["words"],
        )  # fmt: skip


class AnswerForm(StepForm):
    """An answer to a request; the text itself stands in the section."""

    words = forms.CharField(
        label=_("Något att tillägga?"), max_length=TEXT, required=False, widget=area(2)
    )
    file = UploadField(
        label=_("Bifoga er egen berättelse"), kinds=("PDF", "DOCX"), max_bytes=MOST_BYTES,
        required=False,
    )  # fmt: skip


class TakeInForm(StepForm):
    """Whether a part's text is put in the section."""

    with_text = forms.BooleanField(
        label=_("Lägg bidragets text sist i avsnittet"), required=False, initial=True
    )
    words = forms.CharField(label=_("Kommentar"), max_length=TEXT, required=False, widget=area(2))


class AgainForm(WordsForm):
    """What is missing in an answer, and the new day."""

    due_date = forms.DateField(label=_("Svar senast"), widget=forms.DateInput)


class TextForm(forms.Form):
    """A section's text with the one that it began from; sent by script or by the button."""

    base = forms.CharField(required=False, max_length=LONGEST, strip=False)
    text = forms.CharField(required=False, max_length=LONGEST, strip=False)


class RemarkForm(forms.Form):
    """A comment or a suggestion."""

    kind = forms.ChoiceField(choices=[("comment", ""), ("suggestion", "")])
    old = forms.CharField(required=False, max_length=TEXT, strip=False)
    words = forms.CharField(max_length=TEXT, strip=False)


class FindingForm(forms.Form):
    """Why a figure is right."""

    key = forms.CharField(max_length=64)
    words = forms.CharField(max_length=300)


class ResultForm(StepForm):
    """The words of one row of the result table."""

    goal = forms.CharField(label=_("Mål"), max_length=200)
    analysis = forms.CharField(
        label=_("Analys: vad tror ni att det beror på?"), max_length=TEXT, required=False,
        widget=area(4),
    )  # fmt: skip
    action = forms.CharField(
        label=_("Åtgärd, utöver de som följs i Vaka"), max_length=TEXT, required=False,
        widget=area(3),
    )  # fmt: skip
