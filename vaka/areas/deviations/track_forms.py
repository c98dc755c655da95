"""Forms of tracks: shape and wording only."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.deviations import rules
from vaka.areas.deviations.forms import TEXT, VersionedForm
from vaka.areas.deviations.rules import AUTHORITY_LABELS, LAW_LABELS, Law


def _types(law: Law, on: date) -> list[tuple[str, Any]]:
    return [("", _("Välj typ")), *((name, name) for name in rules.types_under(law, on))]


class AddTrackForm(VersionedForm):
    """Under which further law the event is to be assessed, and why."""

    law = forms.ChoiceField(
        label=_("Vilken lag till?"), choices=list(LAW_LABELS.items()), widget=forms.RadioSelect
    )
    because = forms.CharField(
        label=_("Varför?"),
        help_text=_("Den som ska bedöma spåret läser det här. Skriv inga namn."),
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    is_hidden = forms.BooleanField(
        label=_("Håll spåret utanför den enskildes akt"),
        help_text=_("För hot och våld mot personal: spåret kopplas inte till personen och dess "
                    "text går inte att söka fram."),
        required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, laws: list[Law], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["law"].choices = [(law.value, LAW_LABELS[law]) for law in laws]  # type: ignore[attr-defined]

    def clean_law(self) -> Law:
        """Give the choice as its enum."""
        return Law(self.cleaned_data["law"])


class TakeForm(VersionedForm):
    """The track's own type, when it is taken over."""

    type_name = forms.ChoiceField(label=_("Typ av händelse"), choices=[])
    words = forms.CharField(
        label=_("Kommentar"), required=False, max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, *args: Any, law: Law, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["type_name"].choices = _types(law, on)  # type: ignore[attr-defined]


class ReasonForm(VersionedForm):
    """Why; the reason stands on the track."""

    words = forms.CharField(
        label=_("Skäl"), max_length=TEXT, widget=forms.Textarea(attrs={"rows": 3})
    )


class CloseTrackForm(VersionedForm):
    """What the track came to; in the work environment also with whom, and the authority."""

    words = forms.CharField(
        label=_("Vad kom du fram till?"), max_length=TEXT, widget=forms.Textarea(attrs={"rows": 5})
    )
    with_whom = forms.CharField(
        label=_("Skyddsombud"),
        help_text=_("Vem var med? Skriv också om skyddsombud saknas på enheten."),
        required=False,
        max_length=200,
    )
    authority = forms.ChoiceField(
        label=_("Ska Arbetsmiljöverket få veta utan dröjsmål?"),
        choices=list(AUTHORITY_LABELS.items()),
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, law: Law, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if law is not Law.AML:
            del self.fields["with_whom"], self.fields["authority"]


class TrackFilterForm(forms.Form):
    """The filter of the list of tracks."""

    lag = forms.ChoiceField(
        label=_("Lagrum"), required=False,
        choices=[("", _("Alla")), *[(law.value, law.value) for law in LAW_LABELS]],
    )  # fmt: skip
    alla = forms.BooleanField(label=_("Visa också avslutade"), required=False)
