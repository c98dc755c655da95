"""The form of a guide's month: shape and wording only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.competence import lists
from vaka.areas.competence.guide_actions import Counted
from vaka.foundation.number_fields import WholeField
from vaka.web.steps import StepForm


class CountGuideForm(StepForm):
    """Which subject and month, how many took the guide and how many asked."""

    code = forms.ChoiceField(label=_("Vilket ämne?"))
    month = forms.DateField(
        label=_("Vilken månad?"), widget=forms.DateInput, help_text=_("Någon dag i månaden.")
    )
    taken = WholeField(
        label=_("Hur många gick guiden eller kursen?"), min_value=0, max_value=100_000
    )
    questions = WholeField(
        label=_("Hur många frågade supporten om ämnet?"), min_value=0, max_value=100_000
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("code", [(one.code, one.subject) for one in lists.guides().values()])

    def new(self) -> Counted:
        """Give what was written."""
        data = self.cleaned_data
        return Counted(data["code"], data["month"], data["taken"], data["questions"])
