"""Forms of posts at a unit: shape and wording only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.competence.lists import PostKind
from vaka.foundation.people.models import Person
from vaka.web.steps import StepForm


class AppointForm(StepForm):
    """Which post, who, and from when."""

    code = forms.ChoiceField(label=_("Vilket uppdrag?"))
    person = forms.ChoiceField(label=_("Vem?"))
    from_date = forms.DateField(label=_("Från och med"), widget=forms.DateInput)

    def __init__(
        self, *args: Any, kinds: list[PostKind], people: list[Person], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        self.choose("code", [(one.code, one.title) for one in kinds])
        named = [(key, one.name) for key, one in self.people.items()]
        self.choose("person", [("", _("Välj person")), *named])


class EndPostForm(StepForm):
    """The last day of a post."""

    until_date = forms.DateField(label=_("Sista dagen"), widget=forms.DateInput)
