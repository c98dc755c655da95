"""Forms of fixed care contacts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.care_plans.contact_actions import NewContact
from vaka.areas.care_plans.forms import day
from vaka.foundation.number_fields import WholeField
from vaka.foundation.people.models import Person
from vaka.web.steps import StepForm


class AppointForm(StepForm):
    """Who becomes the contact."""

    person = forms.ChoiceField(label=_("Vem blir fast omsorgskontakt?"))
    from_date = day(_("Från och med"))
    minutes = WholeField(
        label=_("Planerad tid för uppdraget, minuter på fyra veckor"), min_value=0, max_value=9_999,
        required=False, help_text=_("Tiden läggs in i planeringen. Tomt om ingen tid är planerad."),
    )  # fmt: skip
    is_exempt = forms.BooleanField(
        label=_("Undantag: tillsvidareanställd sedan tidigare, utan skyddad titel"), required=False,
        help_text=_("Gäller den som lagens övergångsregel omfattar."),
    )  # fmt: skip

    def __init__(self, *args: Any, people: list[tuple[Person, bool]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one, _title in people}
        titled = _("%s, undersköterska")
        self.choose("person", [(str(one.pk), titled % one.name if has else one.name)
                               for one, has in people])  # fmt: skip

    def new(self) -> NewContact:
        """Give what was written."""
        data = self.cleaned_data
        return NewContact(self.people[data["person"]].pk, data["from_date"], data["is_exempt"],
                          data["minutes"])  # fmt: skip


class EndContactForm(StepForm):
    """The contact's last day."""

    until_date = day(_("Sista dagen som kontakt"))


class TellForm(StepForm):
    """The day on which the person was told."""

    told_date = day(_("Vilken dag fick personen veta?"))
