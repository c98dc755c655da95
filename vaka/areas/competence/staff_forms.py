"""Forms about employees: which fact and which day, nothing more."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.competence.lists import Requirement, Sort
from vaka.areas.competence.staff_rules import LONGEST_DAYS, MINOR
from vaka.foundation.number_fields import WholeField
from vaka.foundation.organisation.models import Unit
from vaka.web.steps import StepForm, Words


class NoteForm(StepForm):
    """What was done or shown, and when."""

    code = forms.ChoiceField(label=_("Vad?"))
    on_date = forms.DateField(
        label=_("Vilken dag?"), widget=forms.DateInput,
        help_text=_("Dagen då det gjordes eller visades. För den som är under 18 år: sista dagen "
                    "före 18-årsdagen."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, choices: list[Requirement], with_minor: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        courses = [(one.code, one.title) for one in choices if one.sort is Sort.COURSE]
        proofs: list[tuple[str, Words]] = [
            (one.code, one.title) for one in choices if one.sort is Sort.PROOF
        ]
        if with_minor:
            proofs.append((MINOR, _("Under 18 år")))
        groups: list[Any] = [("", _("Välj")), (_("Utbildningar"), courses)]
        if proofs:
            groups.append((_("Har visats"), proofs))
        self.choose("code", groups)


class IntroduceForm(StepForm):
    """Where somebody was introduced, for how long, and the last day."""

    unit = forms.ChoiceField(label=_("Enhet"))
    days = WholeField(label=_("Hur många dagar?"), min_value=1, max_value=LONGEST_DAYS)
    on_date = forms.DateField(label=_("Sista dagen"), widget=forms.DateInput)

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {one.code: one for one in units}
        self.choose("unit", [(one.code, one.name) for one in units])
