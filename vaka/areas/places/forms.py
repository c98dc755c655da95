"""Forms of places and needs: shape and wording only; what may be done is asked of the rules."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.places.actions import Need, NewPlace
from vaka.areas.places.rules import COUPLE_LABELS, STAY_LABELS, Couple, Stay, groups
from vaka.foundation.number_fields import WholeField
from vaka.foundation.organisation.models import Unit
from vaka.web.steps import StepForm

KNOWN = (("", _("Vet inte")), ("yes", _("Ja")), ("no", _("Nej")))


def _yes(label: Any, hint: Any = "") -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False, help_text=hint)


class PlaceForm(StepForm):
    """A flat or room in a home."""

    unit = forms.ChoiceField(label=_("Boende"))
    number = forms.CharField(label=_("Nummer"), max_length=40,
                             help_text=_("Till exempel lägenhet 104."))  # fmt: skip
    group = forms.ChoiceField(label=_("Form"))
    rooms = WholeField(label=_("Rum"), min_value=1, max_value=9, initial=1)
    persons = forms.TypedChoiceField(
        label=_("Hur många kan bo där?"), coerce=int,
        choices=[(1, _("En person")), (2, _("Två, för parboende"))],
    )  # fmt: skip
    is_adapted = _yes(_("Anpassad för rullstol och lyft"))
    pets_allowed = _yes(_("Husdjur får bo där"))
    smoking_allowed = _yes(_("Rökning är tillåten"))
    words = forms.CharField(label=_("Annat att veta"), max_length=300, required=False)

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.choose("unit", [(unit.code, unit.name) for unit in units])
        self.choose("group", [(one.code, one.label) for one in groups().values()])

    def new(self) -> NewPlace:
        """Give what was written."""
        data = {k: v for k, v in self.cleaned_data.items() if k != "version"}
        return NewPlace(**data | {"unit": self.units[data["unit"]]})


class VacateForm(StepForm):
    """From when a place stands vacant."""

    from_date = forms.DateField(label=_("Ledig från"), widget=forms.DateInput)


class FillForm(StepForm):
    """When somebody moved in."""

    to_date = forms.DateField(label=_("Inflyttad"), widget=forms.DateInput)


class OfferForm(StepForm):
    """A vacant place offered to one person."""

    move_in = forms.DateField(label=_("Vilken dag kan personen flytta in?"), required=False,
                              widget=forms.DateInput)  # fmt: skip
    last_answer = forms.DateField(label=_("Svar senast"), required=False, widget=forms.DateInput)
    words = forms.CharField(
        label=_("Varför den här personen?"), max_length=300, required=False,
        help_text=_("Behövs när något talar emot. Skriv inga namn."),
    )  # fmt: skip


class NeedForm(StepForm):
    """What somebody who waits needs and wishes for."""

    couple = forms.TypedChoiceField(label=_("Parboende"), coerce=Couple,
                                    choices=list(COUPLE_LABELS.items()))  # fmt: skip
    needs_adapted = _yes(_("Behöver en anpassad lägenhet"))
    has_pet = _yes(_("Har husdjur som ska med"))
    smokes = _yes(_("Röker"))
    is_prioritised = _yes(
        _("Prioriterad"), _("Går före i kön efter en bedömning. Skriv skälet i ord.")
    )
    wanted = forms.MultipleChoiceField(
        label=_("Önskade boenden"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Välj inget om alla boenden går bra."),
    )  # fmt: skip
    words = forms.CharField(label=_("Behov och önskemål i ord"), max_length=300, required=False,
                            help_text=_("Skriv inga namn."))  # fmt: skip

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.choose("wanted", [(unit.code, unit.name) for unit in units])

    def new(self) -> Need:
        """Give what was written."""
        data = {k: v for k, v in self.cleaned_data.items() if k != "version"}
        return Need(**data | {"wanted": tuple(self.units[code] for code in data["wanted"])})


class SituationForm(StepForm):
    """Where somebody stays while waiting."""

    from_date = forms.DateField(label=_("Från vilken dag?"), widget=forms.DateInput)
    stays = forms.ChoiceField(label=_("Var vistas personen?"), required=False,
                              widget=forms.RadioSelect,
                              choices=[("", _("Vet inte")), *STAY_LABELS.items()])  # fmt: skip
    has_other_help = forms.ChoiceField(
        label=_("Finns en annan beviljad insats under väntan?"), required=False, choices=KNOWN,
        widget=forms.RadioSelect, help_text=_("Till exempel hemtjänst eller korttidsplats."),
    )  # fmt: skip

    def new(self) -> dict[str, Any]:
        """Give what was written; what nobody knows is None."""
        data = self.cleaned_data
        return {
            "from_date": data["from_date"],
            "stays": Stay(data["stays"]) if data["stays"] else None,
            "has_other_help": {"yes": True, "no": False}.get(data["has_other_help"]),
        }
