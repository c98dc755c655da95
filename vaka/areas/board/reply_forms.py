"""Forms of an answer and of those who were asked: shape and wording only."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.board.referral_rules import ANSWERING_LABELS, Answering, names_in
from vaka.web.forms import Segmented, area
from vaka.web.steps import StepForm

SIDES = [("outside", _("Utanför kommunen")), ("inside", _("Inom kommunen"))]


class AnswerForm(StepForm):
    """The text of an answer, and whose it is."""

    voice = forms.TypedChoiceField(label=_("Vems svar är det?"), widget=Segmented, coerce=Answering,
                                   choices=list(ANSWERING_LABELS.items()))  # fmt: skip
    answer = forms.CharField(
        label=_("Svaret"),
        max_length=50_000,
        widget=area(14),
        help_text=_(
            "Tom rad ger nytt stycke. Ger förslaget nya uppgifter? Be då att de kostnadsberäknas "
            "och betalas enligt finansieringsprincipen."
        ),
    )


class ConsultForm(StepForm):
    """Who was asked, a list at once."""

    names = forms.CharField(
        label=_("Vilka tillfrågades?"), max_length=60_000, widget=area(8),
        help_text=_("Ett namn på varje rad. Nummer före namnen tas bort."),
    )  # fmt: skip
    side = forms.ChoiceField(label=_("Var finns de?"), widget=Segmented, choices=SIDES)
    asked_date = forms.DateField(label=_("Tillfrågade den"), widget=forms.DateInput)

    def listed(self) -> list[str]:
        """Give the names."""
        return names_in(self.cleaned_data["names"])

    def is_inside(self) -> bool:
        """Say whether they are inside the municipality."""
        return bool(self.cleaned_data["side"] == "inside")


class ToldForm(StepForm):
    """What one who was asked answered."""

    answered_date = forms.DateField(label=_("Svarade den"), widget=forms.DateInput)
    words = forms.CharField(label=_("Vad svarade de?"), max_length=10_000, widget=area(4),
                            help_text=_("Kort, med det som påverkar ert svar."))  # fmt: skip
