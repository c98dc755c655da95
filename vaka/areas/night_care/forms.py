"""Forms of a home's night and its staffing: shape and wording; rules are asked by the actions."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vaka.areas.night_care.actions import NewHome, NewPlace, NewRoom
from vaka.areas.night_care.queries import PlaceRow
from vaka.areas.night_care.rules import (
    FIGURE_LABELS,
    HOUSING_LABELS,
    MOST_STAFF,
    RULING_LABELS,
    Figure,
    Ruling,
)
from vaka.foundation.number_fields import NumberField, WholeField
from vaka.web.forms import Segmented, area
from vaka.web.steps import StepForm

LONGEST = 500
TOLD = [one for one in Figure if one is not Figure.ROOMS]


def amount(label: Any, most: float, hint: Any = "", least: float = 0) -> NumberField:
    """Give a field for a number that may have decimals, written with a comma or a point."""
    return NumberField(
        label=label, min_value=least, max_value=most, help_text=hint,
    )  # fmt: skip


def decimal(text: str) -> float:
    """Read a number with a Swedish decimal comma or a point. Raises ValueError."""
    return float(text.strip().replace(",", "."))


class HomeForm(StepForm):
    """What a home's nights are like."""

    form = forms.ChoiceField(
        label=_("Vad är det för boende?"), choices=list(HOUSING_LABELS.items())
    )
    staff = WholeField(label=_("Personal i natt"), min_value=1, max_value=MOST_STAFF)
    hours = forms.CharField(label=_("Larm timme för timme"), max_length=LONGEST)
    urgent_percent = amount(_("Brådskande larm, procent"), 100)
    double_percent = amount(_("Hjälp som kräver två, procent"), 100)
    help_minutes = amount(_("Hur länge hjälpen tar, minuter i medeltal"), 120, least=0.5)
    checks_without_plan = WholeField(
        label=_("Tillsyner hos dem som saknar nattplan"), min_value=0, max_value=400,
        help_text=_("Så många som görs en vanlig natt. De som har en plan räknas efter den."),
    )  # fmt: skip
    same_floor_minutes = amount(_("Väg mellan enheter på samma våning, minuter"), 60)
    other_floor_minutes = amount(_("Väg mellan våningar, minuter"), 60)
    urgent_limit_minutes = amount(_("Brådskande larm ska få hjälp inom, minuter"), 120, least=1)
    limit_minutes = amount(_("Andra larm ska få hjälp inom, minuter"), 120, least=1)
    target_percent = amount(
        _("Målet: så många av 100 larm ska få hjälp i tid"), 100,
        _("Ett eget mål. Lagen har inget tal."), least=1,
    )  # fmt: skip
    measured = forms.MultipleChoiceField(
        label=_("Vilka uppgifter är uppmätta hos er?"), required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(one.value, FIGURE_LABELS[one]) for one in TOLD],
        help_text=_("Det som inte är uppmätt står som antaget bredvid svaret."),
    )  # fmt: skip
    leader = forms.CharField(
        label=_("Vem leder arbetet på natten, och hur nås den?"), max_length=200, required=False
    )
    overview = forms.CharField(
        label=_("Vad väger upp om det är svårt att ha överblick?"), max_length=LONGEST,
        required=False, widget=area(2),
    )  # fmt: skip

    def __init__(self, *args: Any, clock_words: str, skills: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.skills = skills
        told = self.initial.get("skills") or {}
        for name in skills:
            self.fields[f"skill:{name}"] = WholeField(
                label=gettext("Så många i natt har kompetensen: %s") % name, min_value=0,
                max_value=MOST_STAFF, initial=told.get(name, 0),
                help_text=gettext(
                    "En nattplan kräver den. Bara de som har den får göra tillsynen."
                ),
            )  # fmt: skip
        self.fields["hours"].help_text = gettext(
            "Ett tal för varje timme %(night)s, med mellanslag mellan."
        ) % {"night": clock_words}

    def clean_hours(self) -> list[float]:
        """Read the numbers of alarms, an hour each."""
        try:
            return [decimal(one) for one in re.split(r"[\s;]+", self.cleaned_data["hours"].strip())]
        except ValueError:
            words = gettext("Skriv bara tal med mellanslag mellan, till exempel 4 3,5 2.")
            raise ValidationError(words) from None

    def new(self) -> NewHome:
        """Give what was written."""
        data = {name: value for name, value in self.cleaned_data.items()
                if name != "version" and not name.startswith("skill:")}  # fmt: skip
        skills = {name: self.cleaned_data[f"skill:{name}"] for name in self.skills}
        return NewHome(**data, skills=skills)


class RoomsForm(StepForm):
    """Where the home's units lie and which rooms they have: a list with minutes."""

    def __init__(self, *args: Any, places: Sequence[PlaceRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places
        for number, place in enumerate(places):
            self._ask(number, place)

    def _ask(self, number: int, place: PlaceRow) -> None:
        name = place.unit.name
        self.fields[f"floor{number}"] = WholeField(
            label=gettext("%s: våning") % name, min_value=-5, max_value=60, initial=place.floor
        )
        self.fields[f"locked{number}"] = forms.BooleanField(
            label=gettext("%s: låst dörr på natten") % name, required=False, initial=place.is_locked
        )
        self.fields[f"rooms{number}"] = forms.CharField(
            label=gettext("%s: rum") % name, required=False, max_length=10_000, widget=area(6),
            initial="\n".join(_line(room.label, room.minutes, room.is_measured)
                              for room in place.rooms),
            help_text=gettext("Ett rum på varje rad: rum, minuters väg från basen, och mätt om det "
                              "är mätt. Till exempel: 104 0,5 mätt. Inga namn."),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Read the rooms, line by line."""
        data = super().clean() or {}
        for number, _place in enumerate(self.places):
            key = f"rooms{number}"
            try:
                data[key] = [_room(line) for line in str(data.get(key) or "").splitlines()
                             if line.strip()]  # fmt: skip
            except ValueError as error:
                self.add_error(key, str(error))
        return data

    def new(self) -> list[NewPlace]:
        """Give what was written."""
        data = self.cleaned_data
        return [
            NewPlace(place.unit, data[f"floor{k}"], data[f"locked{k}"], data[f"rooms{k}"])
            for k, place in enumerate(self.places)
        ]


def _line(label: str, minutes: float, is_measured: bool) -> str:
    said = f"{minutes:g}".replace(".", ",")
    return f"{label} {said}{' mätt' if is_measured else ''}"


def _room(line: str) -> NewRoom:
    """Read a line of the list of rooms. Raises ValueError with what to write."""
    parts = re.split(r"[\s;\t]+", line.strip())
    wanted = gettext("Raden ”%s” går inte att läsa. Skriv rum och minuter, till exempel 104 0,5.")
    try:
        minutes = decimal(parts[1])
    except (IndexError, ValueError):
        raise ValueError(wanted % line) from None
    if len(parts) > 3 or len(parts[0]) > 8:
        raise ValueError(wanted % line)
    is_measured = len(parts) == 3 and parts[2].lower().startswith("m")
    return NewRoom(parts[0], minutes, is_measured)


class TryForm(StepForm):
    """Something else, over the same nights."""

    staff = WholeField(label=_("Personer i natt"), min_value=1, max_value=MOST_STAFF)
    cameras = WholeField(label=_("Tittningar som görs med kamera"), min_value=0, max_value=400)
    rounds = forms.BooleanField(
        label=_("Rundor som Vaka föreslår"), required=False,
        help_text=_("Tillsynerna ordnas så att vägen blir kort och tiderna hålls."),
    )  # fmt: skip


class SignForm(StepForm):
    """The decision of whoever answers for the night."""

    ruling = forms.TypedChoiceField(
        label=_("Vad beslutar du?"), widget=Segmented, choices=list(RULING_LABELS.items()),
        coerce=Ruling,
    )  # fmt: skip
    words = forms.CharField(label=_("Åtgärd och skäl"), max_length=10_000, widget=area())
    valid_until = forms.DateField(
        label=_("Gäller till och med"), widget=forms.DateInput,
        help_text=_("Sedan prövas bemanningen på nytt. Tidigare om något ändras."),
    )  # fmt: skip
