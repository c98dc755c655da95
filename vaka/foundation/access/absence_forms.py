"""The form of an absence."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.foundation.people.models import Person


class AbsenceForm(forms.Form):
    """Who is away, from when to when, and who stands in."""

    person = forms.ChoiceField(label=_("Vem är borta?"))
    from_date = forms.DateField(label=_("Från och med"), widget=forms.DateInput)
    to_date = forms.DateField(label=_("Till och med"), widget=forms.DateInput)
    stand_in = forms.ChoiceField(
        label=_("Vem ersätter?"),
        help_text=_("Ersättaren får samma roll de dagarna, och arbetslista och aviseringar."),
    )

    def __init__(
        self, *args: Any, people: list[Person], stand_ins: list[Person], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in [*people, *stand_ins]}
        self.fields["person"].choices = [(str(one.pk), one.name) for one in people]  # type: ignore[attr-defined]
        self.fields["stand_in"].choices = [  # type: ignore[attr-defined]
            ("", _("Välj")), *((str(one.pk), one.name) for one in stand_ins)
        ]  # fmt: skip
