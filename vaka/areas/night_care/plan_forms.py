"""Forms of night plans: shape and wording; rules are asked by the actions."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.night_care.models import LegalGround, NightRoom
from vaka.areas.night_care.plan_actions import COLUMNS, NewCheck, NewMeasure
from vaka.areas.night_care.plan_rules import (
    ACT_LABELS,
    ASSESSOR_LABELS,
    CHECK_LABELS,
    COHABITANT_LABELS,
    CONSENT_LABELS,
    SUPERVISION_LABELS,
)
from vaka.foundation.number_fields import NumberField, WholeField
from vaka.web.forms import Segmented, area
from vaka.web.steps import StepForm

TEXT = 10_000


def text(label: Any, hint: Any = "", rows: int = 3) -> forms.CharField:
    """Give a field for a few sentences, never demanded of a draft."""
    return forms.CharField(label=label, max_length=TEXT, required=False, widget=area(rows),
                           help_text=hint)  # fmt: skip


def clock(label: Any, hint: Any = "", required: bool = False) -> forms.TimeField:
    """Give a field for a time of day."""
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, required=required, help_text=hint, widget=widget)


def day(label: Any) -> forms.DateField:
    """Give a field for a day, never demanded of a draft."""
    return forms.DateField(label=label, required=False, widget=forms.DateInput)


class RoomForm(StepForm):
    """Whose plan it is: a room, never a name."""

    room = forms.ChoiceField(
        label=_("Vilket rum?"), help_text=_("Planen bär rummets nummer. Skriv inget namn i den.")
    )

    def __init__(self, *args: Any, rooms: Sequence[NightRoom], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("room", [(str(one.pk), f"{one.label}, {one.unit.name}") for one in rooms])


class PlanForm(StepForm):
    """All that a night plan says; what is missing may be written later."""

    needs = text(
        _("Vad behöver personen på natten?"),
        _("Sömn, oro, fall, vändningar, toalett, mat och dryck, läkemedel, smärta."),
    )
    assessor = forms.ChoiceField(
        label=_("Vem har bedömt behovet?"), required=False,
        choices=[("", "–"), *ASSESSOR_LABELS.items()],
    )  # fmt: skip
    act = forms.ChoiceField(label=_("Enligt vilken lag?"), required=False,
                            choices=[("", "–"), *ACT_LABELS.items()])  # fmt: skip
    assessed_date = day(_("När bedömdes det?"))
    wish = text(_("Vad vill personen själv?"), _("Med personens egna ord. Inte en anhörigs."))
    consent = forms.ChoiceField(
        label=_("Samtycke till tillsynen"), required=False,
        choices=[("", "–"), *CONSENT_LABELS.items()],
        help_text=_("Bara personens eget ja är ett samtycke."),
    )  # fmt: skip
    consent_how = forms.CharField(
        label=_("Hur gavs det?"), max_length=200, required=False,
        help_text=_("Muntligt eller skriftligt, och till vem."),
    )  # fmt: skip
    consent_date = day(_("Vilken dag?"))
    cohabitant = forms.ChoiceField(label=_("Bor någon mer i rummet?"), required=False,
                                   choices=[("", "–"), *COHABITANT_LABELS.items()])  # fmt: skip
    will_sought = text(_("Om personen inte kan säga själv: hur sökte ni viljan?"), rows=2)
    heard = text(
        _("Vem hördes, och vad sade de?"),
        _("Anhörig, god man eller förvaltare. Det är deras syn, inte personens ja."), 2,
    )  # fmt: skip
    ground = forms.ChoiceField(
        label=_("Rättsligt stöd för teknik"), required=False,
        help_text=_("Bara stöd som kommunen har beslutat om och som gäller i dag."),
    )  # fmt: skip
    supervision = forms.ChoiceField(label=_("Hur ska tillsynen vara?"), required=False,
                                    choices=[("", "–"), *SUPERVISION_LABELS.items()])  # fmt: skip
    undisturbed_from = clock(_("Stör inte, från"))
    undisturbed_to = clock(_("Stör inte, till"))
    longest_wait_minutes = WholeField(
        label=_("Så länge kan personen vänta på hjälp, minuter"), required=False, min_value=1,
        max_value=240,
    )  # fmt: skip
    not_seen = text(_("Vad görs när personen inte syns?"), rows=2)
    abnormal = text(_("Vad görs när något inte är som det ska?"), rows=2)
    failure = text(_("Vad görs när tekniken inte fungerar?"), rows=2)
    last_meal = clock(_("Sista målet på kvällen"))
    first_meal = clock(_("Första målet på morgonen"))
    by_day = text(_("Vad gör dagen för natten?"), _("Aktivitet, utevistelse, måltider."), 2)
    health = text(_("Smärta, munhälsa, sömn- och lugnande läkemedel, BPSD"), rows=2)
    sedatives_date = day(_("När sågs läkemedlen över senast?"))
    review_date = day(_("Planen följs upp senast"))

    def __init__(self, *args: Any, grounds: Sequence[LegalGround], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.grounds = {str(one.pk): one for one in grounds}
        self.choose("ground", [("", "–"), *((str(one.pk), one.words) for one in grounds)])

    def told(self) -> dict[str, Any]:
        """Give what was written, by the plan's columns."""
        data = dict(self.cleaned_data)
        ground = self.grounds.get(data.pop("ground", ""))
        data["ground_id"] = ground.pk if ground else None
        return {name: data[name] for name in COLUMNS}


class CheckTimeForm(StepForm):
    """One time of a plan."""

    from_time = clock(_("Från"), required=True)
    to_time = clock(_("Till"), required=True)
    form = forms.ChoiceField(label=_("Hur?"), widget=Segmented, choices=list(CHECK_LABELS.items()))
    minutes = NumberField(label=_("Hur många minuter tar det?"), min_value=0.5, max_value=180)
    staff = WholeField(label=_("Hur många personer?"), min_value=1, max_value=2)
    wake_percent = WholeField(label=_("Risk att väcka, procent"), min_value=0, max_value=100)
    skill = forms.CharField(
        label=_("Kompetens som behövs"), max_length=40, required=False,
        help_text=_("Till exempel delegering insulin. Lika ord är samma kompetens. Kräver tiden "
                    "två personer ska båda ha den."),
    )  # fmt: skip

    def new(self) -> NewCheck:
        """Give what was written."""
        data = self.cleaned_data
        names = "from_time to_time form minutes staff wake_percent skill".split()
        return NewCheck(**{name: data[name] for name in names})


class MeasureForm(StepForm):
    """A protective measure: a form never makes a locked door or a restraint lawful."""

    kind = forms.CharField(label=_("Vilken åtgärd?"), max_length=120)
    purpose = forms.CharField(label=_("Vad ska den skydda mot?"), max_length=300)
    is_agreed = forms.BooleanField(label=_("Personen har själv sagt ja"), required=False)
    for_staffing = forms.BooleanField(label=_("Den används för att personal saknas"),
                                      required=False)  # fmt: skip
    review_date = forms.DateField(label=_("Ses över senast"), widget=forms.DateInput)

    def new(self) -> NewMeasure:
        """Give what was written."""
        data = self.cleaned_data
        names = "kind purpose is_agreed for_staffing review_date".split()
        return NewMeasure(**{name: data[name] for name in names})


class GroundForm(StepForm):
    """A ground that the municipality has decided on."""

    words = forms.CharField(label=_("Vilket stöd?"), max_length=300)
    source = forms.CharField(
        label=_("Källa"), max_length=300,
        help_text=_("Lagrum, ställningstagande eller beslut med datum."),
    )  # fmt: skip
    valid_from = forms.DateField(label=_("Gäller från"), widget=forms.DateInput)
    valid_until = forms.DateField(label=_("Gäller till och med"), required=False,
                                  widget=forms.DateInput)  # fmt: skip
