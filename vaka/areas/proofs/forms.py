"""Forms of the figure check: which file, and why a remark is no error."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.proofs import rules
from vaka.web.forms import UploadField, area
from vaka.web.steps import StepForm

KINDS = tuple(suffix[1:].upper() for suffix in rules.SUFFIXES)


class PaperForm(StepForm):
    """A paper to look over."""

    file = UploadField(label=_("Fil"), kinds=KINDS, max_bytes=rules.LARGEST)


class ReasonForm(StepForm):
    """Why a remark is no error."""

    words = forms.CharField(
        label=_("Varför stämmer uppgiften?"), max_length=rules.LONGEST_REASON, widget=area(2),
        help_text=_("Skälet står kvar vid anmärkningen och följer med i utskriften."),
    )  # fmt: skip
