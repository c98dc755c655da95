"""Forms of care plans: shape and wording only; what may be done is asked of the rules."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.care_plans import lists
from vaka.areas.care_plans.actions import GoalWords, Taking
from vaka.areas.care_plans.rules import PARTICIPATION_LABELS
from vaka.foundation.organisation.models import Unit
from vaka.web.forms import Segmented, area
from vaka.web.steps import StepForm

TEXT = 10_000
NOT_ASSESSED = ("", _("Inte bedömt"))


def day(label: Any, hint: Any = "", *, required: bool = True) -> forms.DateField:
    """Give a field for a day."""
    return forms.DateField(label=label, widget=forms.DateInput, help_text=hint, required=required)


def words(label: Any, hint: Any = "", rows: int = 3, *, required: bool = True) -> forms.CharField:
    """Give a field for a text."""
    return forms.CharField(label=label, max_length=TEXT, widget=area(rows), help_text=hint,
                           required=required)  # fmt: skip


def state(label: Any, hint: Any = "") -> forms.TypedChoiceField:
    """Give a field for a step of the scale; nothing chosen is not assessed."""
    scale = [(one.value, one.label) for one in lists.levels().values()]
    return forms.TypedChoiceField(label=label, choices=[NOT_ASSESSED, *scale], coerce=int,
                                  required=False, empty_value=None, help_text=hint)  # fmt: skip


class OrderForm(StepForm):
    """A plan ordered of a unit."""

    unit = forms.ChoiceField(label=_("Vilken enhet utför insatsen?"))
    mark = forms.CharField(
        label=_("Vad känns planen igen på?"), max_length=80,
        help_text=_("Till exempel lägenhet eller rum. Inget namn och inget personnummer."),
    )  # fmt: skip
    begun_date = day(_("Vilken dag började insatsen?"))
    needs_region = forms.BooleanField(
        label=_("Personen har insatser från regionens hälso- och sjukvård också"), required=False
    )

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.choose("unit", [(unit.code, unit.name) for unit in units])


class GoalForm(StepForm):
    """One goal in a life area."""

    area = forms.ChoiceField(label=_("Livsområde"))
    goal = words(_("Vad vill personen uppnå eller behålla?"), _("Med personens egna ord."), 2)
    what = words(_("Vad ska göras och hur?"), _("Vad, när och på vilket sätt."), 3, required=False)
    who = forms.CharField(
        label=_("Vem gör det?"),
        max_length=120,
        required=False,
        help_text=_("Till exempel fast omsorgskontakt, morgonpasset."),
    )
    state_now = state(_("Hur är det nu?"))
    state_goal = state(_("Hur ska det bli?"))

    def __init__(self, *args: Any, on: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = [one for one in lists.life_areas().values() if one.holds_on(on)]
        self.choose("area", [(one.code, one.title) for one in held])

    def new(self) -> GoalWords:
        """Give what was written."""
        data = self.cleaned_data
        return GoalWords(data["area"], data["goal"], data["what"], data["who"], data["state_now"],
                         data["state_goal"])  # fmt: skip


class TakingForm(StepForm):
    """How the person took part, the dates, and the night."""

    participation = forms.ChoiceField(
        label=_("Hur var personen med?"), widget=Segmented,
        choices=list(PARTICIPATION_LABELS.items()),
    )  # fmt: skip
    told = words(_("Beskriv hur personen deltog, och vilka som var med"), rows=2)
    made_date = day(_("Vilken dag gjordes planen?"))
    valid_from = day(_("Från vilken dag gäller den?"))
    next_review = day(_("När ska den följas upp senast?"))
    night = words(_("Hur vill personen ha det på natten?"),
                  _("Tillsyn, hjälp och teknik på natten. Tomt om det inte är aktuellt."),
                  required=False)  # fmt: skip

    def new(self) -> Taking:
        """Give what was written."""
        data = self.cleaned_data
        return Taking(data["participation"], data["told"], data["made_date"], data["valid_from"],
                      data["next_review"], data["night"])  # fmt: skip


class ReviewForm(StepForm):
    """What a review showed."""

    on = day(_("Vilken dag följdes planen upp?"))
    outcome = words(_("Hur har det gått?"), _("Vad har personen uppnått, och vad behöver ändras?"))


class EndForm(StepForm):
    """The day on which a plan ends, and why."""

    on = day(_("Vilken dag slutar planen?"))
    words = words(_("Varför?"), rows=2)


class AfterForm(StepForm):
    """The state after, goal by goal."""

    def __init__(self, *args: Any, goals: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.goals = {f"goal_{one.goal.pk}": one for one in goals}
        for name, one in self.goals.items():
            hint = _("Före: %(now)s. Mål: %(aim)s.") % {
                "now": one.now or "–",
                "aim": one.aim or "–",
            }
            self.fields[name] = state(f"{one.area}: {one.goal.goal}", hint)
            self.initial.setdefault(name, one.goal.state_after)

    def after(self) -> dict[Any, int | None]:
        """Give what was chosen, by goal."""
        return {one.goal.pk: self.cleaned_data[name] for name, one in self.goals.items()}
