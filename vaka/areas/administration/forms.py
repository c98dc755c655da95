"""Forms of administration: shape and wording only; what may be done is asked of the rules."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from vaka.areas.administration import schema
from vaka.areas.administration.models import Body, RoleChoice
from vaka.areas.administration.rules import Seat
from vaka.areas.deviations.rules import Law, types
from vaka.exchange.refusal import FileRefused
from vaka.foundation.access.roles import all_roles
from vaka.foundation.number_fields import WholeField
from vaka.foundation.organisation.models import Operator, Unit, UnitKind
from vaka.foundation.people.models import Person
from vaka.law.verdict import Verdict
from vaka.web.forms import UploadField

CAPABILITIES = (
    ("deviation.see", _("Enhetens avvikelser")),
    ("decision.see", _("Enhetens beslut om insatser")),
    ("figures.see", _("Enhetens siffror")),
)


class UnitChoice(forms.ModelChoiceField[Unit]):
    """One of the municipality's own units that is open today, by its code."""

    def __init__(self, **kwargs: Any) -> None:
        units = Unit.objects.filter(is_reference=False, valid_until=None)
        super().__init__(units, to_field_name="code", **kwargs)


class RuledForm(forms.Form):
    """A form on which a rule can say no."""

    def refuse(self, verdict: Verdict) -> bool:
        """Write a rule's reasons on the form; true when there were any."""
        for one in verdict.refusals:
            self.add_error(None, f"{one.words} {one.way_out}".strip())
        return not verdict.ok


class ReasonedForm(RuledForm):
    """A date and the decision or reason behind a change."""

    on_date = forms.DateField(label=_("Från och med"))
    reason = forms.CharField(label=_("Beslut eller skäl"), max_length=1000)


class RenameForm(ReasonedForm):
    """A unit's next name."""

    name = forms.CharField(label=_("Nytt namn"), max_length=200)
    field_order = ("name",)


class MoveForm(ReasonedForm):
    """Where a unit is to stand."""

    target = UnitChoice(label=_("Ny överordnad enhet"))
    field_order = ("target",)


class RolesForm(ReasonedForm):
    """A change that closes a unit: its roles follow or end."""

    roles = forms.ChoiceField(
        label=_("Roller på enheten"), choices=RoleChoice.choices, initial=RoleChoice.CARRY,
        widget=forms.RadioSelect,
    )  # fmt: skip


class SiblingChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Open units beside a unit."""

    widget = forms.CheckboxSelectMultiple


class MergeForm(RolesForm):
    """Which unit takes over, and which others go into it on the same day."""

    target = UnitChoice(label=_("Slås ihop med"))
    also = SiblingChoice(
        Unit.objects.none(), to_field_name="code", required=False, label=_("Slå också ihop"),
        help_text=_("Enheter bredvid, som går in i samma enhet samma dag."),
    )  # fmt: skip
    field_order = ("target", "also", "roles")

    def beside(self, unit: Unit) -> None:
        """Offer the units that stand beside the one that is changed."""
        units = Unit.objects.filter(parent=unit.parent, valid_until=None, is_reference=False)
        self.fields["also"].queryset = units.exclude(pk=unit.pk)  # type: ignore[attr-defined]


class SplitForm(RolesForm):
    """Which units a unit becomes, and which of them handles what is open."""

    PARTS = (1, 2, 3, 4)
    heir = forms.ChoiceField(
        label=_("Vem tar över öppna ärenden?"), widget=forms.RadioSelect, initial="",
        required=False,
        choices=[("", _("Den överordnade enheten")), ("1", _("Första nya enheten")),
                 ("2", _("Andra nya enheten"))],
        help_text=_("Ärendena behåller sin enhet och sitt nummer."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in self.PARTS:
            self.fields[f"name{n}"] = forms.CharField(
                label=_("Ny enhet %(n)s") % {"n": n}, max_length=200, required=n < 3
            )
        names = [f"name{n}" for n in self.PARTS]
        self.order_fields([*names, "heir", "roles", "on_date", "reason"])

    def clean(self) -> dict[str, Any]:
        """Give `parts` as code, name and places, and `heir` as a code."""
        cleaned = super().clean() or {}
        names = [str(cleaned.get(f"name{n}") or "") for n in self.PARTS]
        parts = tuple((slugify(folded(name)), name, None) for name in names if name)
        heir = cleaned.get("heir")
        at = int(heir) - 1 if heir else -1
        cleaned["parts"] = parts
        cleaned["heir_code"] = parts[at][0] if 0 <= at < len(parts) else ""
        return cleaned


def folded(name: str) -> str:
    """Write a name with the letters of a code."""
    return name.casefold().translate(str.maketrans("åäöé", "aaoe"))


class CloseForm(RolesForm):
    """When a unit closes."""

    on_date = forms.DateField(label=_("Sista dag"))
    roles = forms.ChoiceField(
        label=_("Roller på enheten"), initial=RoleChoice.END, widget=forms.RadioSelect,
        choices=[(RoleChoice.END, _("Avslutas sista dagen")),
                 (RoleChoice.CARRY, _("Ligger kvar, så att öppna ärenden kan göras klara"))],
    )  # fmt: skip


class ReverseForm(ReasonedForm):
    """From when a change is reversed."""


class TreeForm(forms.Form):
    """On which day the tree is shown."""

    dag = forms.DateField(label=_("Trädet den dagen"))


class OpenForm(forms.Form):
    """A new unit."""

    name = forms.CharField(label=_("Namn"), max_length=200)
    code = forms.SlugField(
        label=_("Kod"), max_length=40, help_text=_("Kort, utan mellanslag. Ändras aldrig.")
    )
    kind = forms.ChoiceField(label=_("Slag"), choices=UnitKind.choices)
    parent = UnitChoice(label=_("Överordnad enhet"))
    operator = forms.ChoiceField(label=_("Drivs av"), choices=Operator.choices)
    places = WholeField(label=_("Platser"), min_value=0, required=False)
    valid_from = forms.DateField(label=_("Gäller från"))

    def clean_code(self) -> str:
        """Refuse a code that another unit has."""
        code: str = self.cleaned_data["code"]
        if Unit.objects.filter(code=code).exists():
            raise forms.ValidationError(_("Koden används redan. Välj en annan."))
        return code


class ValueForm(ReasonedForm):
    """A local value from a date."""

    text = forms.CharField(label=_("Nytt värde"), max_length=200)
    reason = forms.CharField(label=_("Beslut eller skäl"), max_length=300)
    field_order = ("text",)


class TranslateForm(RuledForm):
    """What an older type of another system is called here, for events from a date."""

    source_system = forms.CharField(
        label=_("Källsystem"), max_length=40, help_text=_("Till exempel Treserva eller Lifecare.")
    )
    old_type = forms.CharField(label=_("Typ i källan"), max_length=120)
    new_type = forms.ChoiceField(label=_("Typ i Vaka"))
    law = forms.ChoiceField(
        label=_("Lagrum"), required=False,
        choices=[("", _("Typens eget")), *((law.name, law.value) for law in Law)],
        help_text=_("Står lagrummet i filen gäller det."),
    )  # fmt: skip
    valid_from = forms.DateField(label=_("Gäller händelser från"))
    reason = forms.CharField(label=_("Beslut eller skäl"), max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(name, name) for name in sorted(types())]
        self.fields["new_type"].choices = choices  # type: ignore[attr-defined]

    def clean_law(self) -> str:
        """Give the law by its code."""
        name = self.cleaned_data["law"]
        return Law[name].value if name else ""


class BreakForm(forms.Form):
    """From which day a fact's figures are made another way."""

    fact = forms.ChoiceField(
        label=_("Uppgifter"),
        choices=[("deviation", _("Avvikelser")), ("decision", _("Beslut om insatser"))],
    )
    source = forms.CharField(
        label=_("Vad som ändrades"), max_length=40,
        help_text=_("Till exempel Byte av system. Samma ord igen flyttar brottet."),
    )  # fmt: skip
    on_date = forms.DateField(label=_("Från och med"))
    reason = forms.CharField(label=_("Så läses serien"), max_length=300)


class InviteForm(forms.Form):
    """Who is invited."""

    given_name = forms.CharField(label=_("Förnamn"), max_length=100)
    family_name = forms.CharField(label=_("Efternamn"), max_length=100)
    username = forms.CharField(label=_("Användarnamn"), max_length=100)
    title = forms.CharField(label=_("Titel"), max_length=100, required=False)
    email = forms.EmailField(label=_("E-post"), required=False)

    def clean_username(self) -> str:
        """Refuse a name that somebody has: a new link is made on that person's own page."""
        name = str(self.cleaned_data["username"]).casefold()
        if Person.objects.filter(username=name).exists():
            raise forms.ValidationError(_("Användarnamnet finns redan. Öppna personen i listan."))
        return name


class GiveForm(RuledForm):
    """A role at a unit from–to."""

    role = forms.ChoiceField(label=_("Roll"))
    unit = UnitChoice(label=_("Enhet"))
    from_date = forms.DateField(label=_("Från och med"), initial=timezone.localdate)
    to_date = forms.DateField(label=_("Till och med"), required=False)
    reason = forms.CharField(label=_("Skäl"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [(one.code, one.label) for one in all_roles().values()]
        self.fields["role"].choices = sorted(roles, key=lambda pair: pair[1])  # type: ignore[attr-defined]


class EndForm(forms.Form):
    """The last day of a role."""

    last_date = forms.DateField(label=_("Sista dag"), initial=timezone.localdate)
    reason = forms.CharField(label=_("Skäl"), max_length=300)


class WhoForm(forms.Form):
    """Which unit, what, and when."""

    enhet = UnitChoice(label=_("Enhet"))
    vad = forms.ChoiceField(label=_("Vad"), choices=CAPABILITIES)
    dag = forms.DateField(label=_("Dag"))


class OnDateForm(forms.Form):
    """Which body, on which day."""

    organ = forms.ModelChoiceField(
        Body.objects.all(), to_field_name="code", label=_("Organ"), empty_label=None
    )
    dag = forms.DateField(label=_("Dag"))


class BindForm(RuledForm):
    """Whose sign-in a seat is for."""

    username = forms.CharField(
        label=_("Användarnamn"), max_length=100, required=False,
        help_text=_("Lämna tomt om ingen ska komma åt organets handlingar genom mandatet."),
    )  # fmt: skip

    def clean_username(self) -> Person | None:
        """Give the account; refuse a name that nobody has."""
        name = str(self.cleaned_data["username"]).strip().casefold()
        found = Person.objects.filter(username=name).first() if name else None
        if name and found is None:
            raise forms.ValidationError(_("Användarnamnet finns inte. Kontrollera stavningen."))
        return found


class TermForm(forms.Form):
    """A new term: lists pasted from a spreadsheet, or as files; either list may be left out."""

    body = forms.ModelChoiceField(
        Body.objects.all(), to_field_name="code", label=_("Organ"), empty_label=None
    )
    on_date = forms.DateField(label=_("Första dag"))
    last_date = forms.DateField(label=_("Sista dag, om den är bestämd"), required=False)
    mandates_text = forms.CharField(
        label=_("Mandat"), required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Klistra in med rubrikerna Namn; Uppdrag; Enhet; Ansvar. "
                    "Enhet och ansvar gäller attestanter."),
    )  # fmt: skip
    mandates_file = UploadField(
        label=_("Mandat som fil"), required=False, kinds=("CSV", "XLSX"), max_bytes=schema.LARGEST
    )
    points_text = forms.CharField(
        label=_("Delegationsordning"), required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Klistra in med rubrikerna Punkt; Ärende; Delegat; Lagrum; Beloppsgräns. "
                    "Gränsen skrivs som 2 prisbasbelopp eller 100 000 kr."),
    )  # fmt: skip
    points_file = UploadField(
        label=_("Delegationsordning som fil"), required=False, kinds=("CSV", "XLSX"),
        max_bytes=schema.LARGEST,
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Read both lists; `mandates` and `points` hold what rules and actions take."""
        cleaned = super().clean() or {}
        if cleaned.get("last_date") and cleaned["last_date"] < cleaned.get(
            "on_date", cleaned["last_date"]
        ):
            self.add_error("last_date", _("Sista dagen ligger före första."))
        cleaned["mandates"] = tuple(map(self._placed, self._read("mandates", schema.read_seats)))
        cleaned["points"] = self._read("points", schema.read_points)
        return cleaned

    def as_sent(self) -> dict[str, Any]:
        """Give what was read as fields of the same form, for the page that confirms."""
        cleaned = self.cleaned_data
        return {
            "body": cleaned["body"].code,
            "on_date": cleaned["on_date"],
            "last_date": cleaned["last_date"],
            "mandates_text": schema.seats_as_text(cleaned["mandates"]),
            "points_text": schema.points_as_text(cleaned["points"]),
        }

    def _read(self, name: str, read: Any) -> Any:
        file, text = self.cleaned_data.get(f"{name}_file"), self.cleaned_data.get(f"{name}_text")
        place = f"{name}_file" if file else f"{name}_text"
        try:
            if file:
                return read(file.read(), file.name)
            return read(text.encode(), "lista.csv") if text else ()
        except FileRefused as error:
            self.add_error(place, f"{error.message} {error.hint}")
        except schema.UnreadableRows as error:
            self.add_error(place, str(error))
        return ()

    def _placed(self, seat: Seat) -> Seat:
        """The seat with its unit's code, whether the list wrote code or name."""
        if not seat.unit:
            return seat
        unit = Unit.objects.filter(code=seat.unit).first()
        unit = unit or Unit.objects.filter(name__iexact=seat.unit).first()
        if unit is None:
            words = _("Enheten %(unit)s finns inte i Vaka.") % {"unit": seat.unit}
            self.add_error("mandates_text", words)
            return seat
        return Seat(seat.name, seat.function, unit.code, seat.responsibility)
