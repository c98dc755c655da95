"""Forms of measures: what to look at above one, and limits made anew. Shape and wording only."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.indicators import rules
from vaka.areas.indicators.catalogue_queries import CatalogueFilter
from vaka.areas.indicators.words import GRAIN_LABELS, KIND_LABELS, UNIT_LABELS
from vaka.areas.remedies.queries import DoneRemedy
from vaka.foundation.number_fields import NumberField
from vaka.foundation.organisation.models import Unit
from vaka.law.period import DoesNotNest, Grain, Period, UnreadablePeriod
from vaka.metrics.definitions import SUBJECTS
from vaka.metrics.dimensions import DIMENSIONS
from vaka.metrics.measure import Measure
from vaka.metrics.measure import Unit as Measured
from vaka.web.steps import StepForm

GRAINS = tuple((grain.value, label) for grain, label in GRAIN_LABELS.items())
MOST_PARTS = 130


class ChoiceForm(forms.Form):
    """What to look at; the address holds it, so that a view can be sent to a colleague."""

    enhet = forms.ChoiceField(label=_("Enhet"))
    period = forms.CharField(label=_("Period"), max_length=40)
    steg = forms.ChoiceField(label=_("Per"), choices=GRAINS)
    diagram = forms.ChoiceField(label=_("Diagram"), required=False)
    indelning = forms.ChoiceField(label=_("Delat efter"), required=False)
    per = forms.DateField(label=_("Läget den dagen"), widget=forms.DateInput(format="%Y-%m-%d"))

    def __init__(
        self, given: dict[str, str], *, unit: Unit, units: list[Unit], today: date,
        span: tuple[Period, Grain] | None = None,
    ):  # fmt: skip
        period, grain = span or (f"{today.year - 1}..{today.year}", Grain.MONTH)
        chosen = {"period": str(period), "steg": grain.value, "per": today.isoformat()}
        told = {name: value for name, value in given.items() if value and name in chosen}
        free = {name: given.get(name, "") for name in ("diagram", "indelning")}
        super().__init__(chosen | told | {"enhet": unit.code} | free)
        choices = [(one.code, one.name) for one in units]
        self.fields["enhet"].choices = choices  # type: ignore[attr-defined]
        self.offer([(kind.value, str(words)) for kind, words in KIND_LABELS.items()])

    def offer_cuts(self, names: tuple[str, ...]) -> None:
        """Give the ways to cut the measure, after the usual ones."""
        cuts = [("", str(_("det vanliga")))]
        cuts += [(name, DIMENSIONS[name].title.sv.lower()) for name in names]
        self.fields["indelning"].choices = cuts  # type: ignore[attr-defined]

    def offer(self, kinds: list[tuple[str, str]]) -> None:
        """Give the kinds of chart that fit, after the proposed one."""
        proposed = ("", _("det som föreslås"))
        self.fields["diagram"].choices = [proposed, *kinds]  # type: ignore[attr-defined]

    def clean_period(self) -> Period:
        """Read the period; the message tells the accepted forms."""
        try:
            return Period.parse(self.cleaned_data["period"].strip())
        except UnreadablePeriod as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        """Refuse a period that the steps do not fill, and one with too many steps to draw."""
        found: dict[str, Any] = super().clean() or {}
        if "period" in found and "steg" in found:
            self._check_steps(found["period"], Grain(found["steg"]))
        return found

    def _check_steps(self, period: Period, grain: Grain) -> None:
        try:
            parts = len(period.parts(grain))
        except DoesNotNest as error:
            self.add_error("steg", str(error))
            return
        if parts > MOST_PARTS:
            self.add_error("steg", _("Det blir för många steg. Välj längre steg."))


SEXES = (("", _("alla")), ("K", _("kvinnor")), ("M", _("män")))


class ComparisonForm(forms.Form):
    """Whose numbers are compared, of which years and which sex; the address holds it."""

    enhet = forms.ChoiceField(label=_("Enhet"))
    period = forms.CharField(label=_("År"), max_length=20)
    kon = forms.ChoiceField(label=_("Kön"), choices=SEXES, required=False)

    def __init__(self, given: dict[str, str], *, unit: Unit, units: list[Unit], years: Period):
        told = {name: given[name] for name in ("period", "kon") if given.get(name)}
        super().__init__({"period": str(years), "kon": ""} | told | {"enhet": unit.code})
        codes = [(one.code, one.name) for one in units]
        self.fields["enhet"].choices = codes  # type: ignore[attr-defined]

    def clean_period(self) -> Period:
        """Read whole years; others publish by year."""
        try:
            period = Period.parse(self.cleaned_data["period"].strip())
        except UnreadablePeriod as error:
            raise forms.ValidationError(str(error)) from error
        if period.kind is not Grain.YEAR:
            raise forms.ValidationError(_("Skriv hela år, till exempel 2019..2023."))
        return period


HOW = (("", _("alla")), ("computed", _("räknas av ärenden")), ("observed", _("uppgift utifrån")))


class CatalogueForm(forms.Form):
    """What of the catalogue is listed; the address holds it."""

    q = forms.CharField(label=_("Vad vill du veta?"), max_length=200, required=False,
                        help_text=_("Skriv med egna ord: andel fall med skada per enhet i fjol."),
                        widget=forms.TextInput(attrs={"type": "search"}))  # fmt: skip
    amne = forms.ChoiceField(label=_("Ämne"), required=False)
    slag = forms.ChoiceField(label=_("Slag"), choices=HOW, required=False)
    enhet = forms.ChoiceField(label=_("Enhet"), required=False)

    def __init__(self, given: Any, *, units: list[Unit], unit: Unit) -> None:
        super().__init__(given, initial={"enhet": unit.code})
        subjects = [("", _("alla")), *SUBJECTS.items()]
        self.fields["amne"].choices = subjects  # type: ignore[attr-defined]
        codes = [(one.code, one.name) for one in units]
        self.fields["enhet"].choices = codes  # type: ignore[attr-defined]

    def wanted(self) -> CatalogueFilter:
        """Give what is asked for; what cannot be read narrows nothing."""
        self.is_valid()
        told = getattr(self, "cleaned_data", {})
        return CatalogueFilter(told.get("q", ""), told.get("amne", ""), told.get("slag", ""))


class CommentForm(StepForm):
    """What the responsible head says of a figure; the box is for when they differ."""

    period = forms.ChoiceField(label=_("Period"), help_text=_("Hela perioder."))
    words = forms.CharField(
        label=_("Kommentar"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Vad beror resultatet på, och vad gör ni? Skriv inga namn."),
    )  # fmt: skip
    is_sure = forms.BooleanField(
        label=_("Jag har jämfört med talen och vill spara texten ändå"), required=False
    )

    def __init__(self, *args: Any, periods: list[Period], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("period", [(str(one), one.words().capitalize()) for one in periods])


class LimitsForm(StepForm):
    """From when limits are made anew, why, and what it is tied to."""

    from_date = forms.ChoiceField(
        label=_("Nya gränser från och med"),
        help_text=_("Månaden efter den då förändringen började märkas."),
    )
    case = forms.ChoiceField(
        label=_("Vilken åtgärd hör det till?"), required=False,
        help_text=_("Genomförda åtgärder som når enheten."),
    )  # fmt: skip
    event = forms.CharField(
        label=_("Eller vilken händelse?"), max_length=200, required=False,
        help_text=_("Till exempel ny definition, sammanslagning, flytt. Skriv inga namn."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Varför ska gränserna räknas om?"), max_length=10_000,
        help_text=_("Vad ändrades, och hur vet ni att det är en varaktig förändring?"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip

    def __init__(self, *args: Any, remedies: list[DoneRemedy], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        month, months = Period.of(today, Grain.MONTH), []
        for _step in range(rules.MONTHS_BACK):
            month = month.previous()
            months.append((month.first_date.isoformat(), month.words()))
        self.choose("from_date", months)
        done = [(str(one.id), f"{one.title} ({one.reference}, {one.done_date})")
                for one in remedies]  # fmt: skip
        self.choose("case", [("", _("ingen åtgärd")), *done])


class ValueForm(StepForm):
    """A published number as it was told: when, whom, how much, and from where."""

    period = forms.CharField(label=_("Period"), max_length=20,
                             help_text=_("Till exempel 2025, 2025T1 eller 2025-03."))  # fmt: skip
    sex = forms.ChoiceField(label=_("Vilka?"), required=False, choices=SEXES)
    value = NumberField(label=_("Värde"), required=False)
    is_unused = forms.BooleanField(
        label=_("Registret eller undersökningen används inte i perioden"), required=False
    )
    numerator = NumberField(label=_("Täljare, om den är känd"), required=False)
    denominator = NumberField(label=_("Nämnare, om den är känd"), required=False)  # fmt: skip
    n = NumberField(label=_("Antal svar eller personer"), required=False)
    source = forms.CharField(
        label=_("Källa"), max_length=300,
        help_text=_("Rapport, register eller undersökning, med år och sida."),
    )  # fmt: skip
    note = forms.CharField(label=_("Anmärkning"), max_length=500, required=False,
                           help_text=_("Till exempel cirka, eller ny definition."))  # fmt: skip
    reason = forms.CharField(
        label=_("Varför rättas värdet?"), max_length=300, required=False,
        help_text=_("Behövs bara när det redan finns ett värde för perioden."),
    )  # fmt: skip

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].help_text = str(UNIT_LABELS[measure.unit])
        if "sex" not in measure.by:
            del self.fields["sex"]
        if measure.unit is not Measured.PERCENT:
            del self.fields["numerator"], self.fields["denominator"]

    def clean_period(self) -> Period:
        """Read one whole period."""
        try:
            return Period.parse(self.cleaned_data["period"].strip())
        except UnreadablePeriod as error:
            raise forms.ValidationError(str(error)) from error
