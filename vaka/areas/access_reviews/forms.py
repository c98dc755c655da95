"""Forms of a review: shape and wording only."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.access_reviews.rules import GIVEN, KINDS, VERDICTS, GrantVerdict, ReviewKind
from vaka.web.forms import area
from vaka.web.steps import StepForm

HELP = {GrantVerdict.ENDED: _("Behövs inte: rollen avslutas nu")}


class OpenForm(StepForm):
    """Which roles, and by when they are answered."""

    kind = forms.ChoiceField(
        label=_("Gäller"), widget=forms.RadioSelect, initial=ReviewKind.ORDINARY,
        choices=[(one.value, KINDS[one]) for one in ReviewKind],
        help_text=_("Särskilda är de som ger behörigheter eller läser loggen."),
    )  # fmt: skip
    due_date = forms.DateField(label=_("Klar senast"), widget=forms.DateInput)


class JudgeForm(StepForm):
    """The verdict, and why."""

    verdict = forms.ChoiceField(
        label=_("Bedömning"), widget=forms.RadioSelect,
        choices=[(one.value, HELP.get(one, VERDICTS[one])) for one in GIVEN],
    )  # fmt: skip
    words = forms.CharField(
        label=_("Anteckning"), required=False, max_length=300, widget=area(2),
        help_text=_("Varför rollen inte behövs, eller vem du har frågat."),
    )  # fmt: skip


class CloseForm(StepForm):
    """What the review showed."""

    words = forms.CharField(
        label=_("Slutsats"), max_length=2000, widget=area(),
        help_text=_("Vad genomgången visade och vad som görs åt det."),
    )  # fmt: skip
