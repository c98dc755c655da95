"""The form in which a template is changed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.reports import rules
from vaka.web.forms import UploadField, area
from vaka.web.steps import StepForm

LONGEST = 200_000


class WordForm(StepForm):
    """A Word document with the municipality's look, and from which day it holds."""

    file = UploadField(
        label=_("Word-dokument"), kinds=("DOCX",), max_bytes=rules.LARGEST_WORD,
        help_text=_("Utseendet hämtas: typsnitt, rubriker, sidhuvud och marginaler. "
                    "Texten i dokumentet används inte. Högst 10 MB."),
    )  # fmt: skip
    valid_from = forms.DateField(label=_("Gäller från"), widget=forms.DateInput)


class TemplateForm(StepForm):
    """The template's text, why it is changed, and from which day it holds."""

    text = forms.CharField(
        label=_("Mallens text"), max_length=LONGEST, strip=False, widget=area(26),
        help_text=_("Rubriker börjar med #. Siffror, tabeller och diagram hämtas med namn."),
    )  # fmt: skip
    words = forms.CharField(
        label=_("Vad är ändrat och varför?"), max_length=300, widget=area(2),
    )  # fmt: skip
    valid_from = forms.DateField(
        label=_("Gäller från"), widget=forms.DateInput,
        help_text=_("Berättelser som redan är öppnade skrivs klart med sin mall."),
    )  # fmt: skip
