"""The Swedish words of measures over time: values, signals and the sentence that comes first."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vaka.calc.intervals import compare_rates
from vaka.calc.spc.assurance import Assurance
from vaka.calc.spc.kinds import Kind
from vaka.calc.spc.proposal import Values, Why
from vaka.documents import swedish
from vaka.law.period import Grain, Period
from vaka.metrics.measure import Good, Measure
from vaka.metrics.measure import Unit as Measured

KIND_LABELS: dict[Kind, str | Promise] = {
    Kind.RUN: gettext_lazy("seriediagram med median"),
    Kind.XMR: gettext_lazy("XmR-diagram"),
    Kind.I: gettext_lazy("I-diagram"),
    Kind.P: gettext_lazy("p-diagram"),
    Kind.PP: gettext_lazy("p′-diagram"),
    Kind.C: gettext_lazy("c-diagram"),
}
GRAIN_LABELS: dict[Grain, str | Promise] = {
    Grain.MONTH: gettext_lazy("månad"),
    Grain.QUARTER: gettext_lazy("kvartal"),
    Grain.TERTIAL: gettext_lazy("tertial"),
    Grain.YEAR: gettext_lazy("år"),
}
UNIT_LABELS: dict[Measured, str | Promise] = {
    Measured.PERCENT: gettext_lazy("Procent, 0 till 100."),
    Measured.COUNT: gettext_lazy("Antal."),
    Measured.DAYS: gettext_lazy("Dagar."),
    Measured.NUMBER: gettext_lazy("Medelvärde eller antal per person."),
    Measured.POINTS: gettext_lazy("Procentenheter."),
    Measured.MNKR: gettext_lazy("Miljoner kronor."),
}
OFFERED: dict[Values, tuple[Kind, ...]] = {
    Values.SHARE: (Kind.P, Kind.PP, Kind.XMR, Kind.RUN),
    Values.COUNT: (Kind.C, Kind.XMR, Kind.RUN),
    Values.OTHER: (Kind.XMR, Kind.I, Kind.RUN),
}
WHY: dict[Why, str | Promise] = {
    Why.CONSTANT: gettext_lazy("Alla värden är lika, så det finns inga gränser att räkna."),
    Why.RARE: gettext_lazy("Händelserna är få, färre än en i snitt, så gränser säger lite."),
    Why.SPREAD: gettext_lazy("Värdena skiljer sig mer än slumpen ger, så gränserna är vidgade."),
    Why.CHANCE: gettext_lazy("Värdena skiljer sig ungefär som slumpen ger."),
    Why.OTHER: gettext_lazy("Gränserna räknas av hur värdena själva varierar."),
}


def written(measure: Measure, value: float | int | None) -> str:
    """Write a figure with its unit."""
    if value is None:
        return _("okänt")
    value = float(value)
    if not measure.is_computed:
        return _as_printed(measure, value)
    if measure.unit is Measured.PERCENT:
        return swedish.percent(value)
    if measure.unit is Measured.DAYS:
        return ngettext("%s dag", "%s dagar", round(value)) % swedish.number(value)
    return swedish.number(value)


MOST_DECIMALS = 2


def _as_printed(measure: Measure, value: float) -> str:
    """A published figure keeps the decimals that it was printed with."""
    decimals = next((n for n in range(MOST_DECIMALS) if round(value, n) == value), MOST_DECIMALS)
    text = swedish.number(value, decimals)
    match measure.unit:
        case Measured.PERCENT:
            return swedish.percent(value, decimals)
        case Measured.DAYS:
            return ngettext("%s dag", "%s dagar", round(value)) % text
        case Measured.POINTS:
            return _("%s procentenheter") % text
        case Measured.MNKR:
            return _("%s mnkr") % text
        case _:
            return text


def line_value(measure: Measure, value: float) -> str:
    """Write the height of a line: a mean of whole numbers has a decimal."""
    value = float(value)
    if measure.unit is Measured.PERCENT:
        return swedish.percent(value, 0 if value >= 10 else 1)
    return swedish.number(value, 0 if value >= 100 or value == round(value) else 1)


def steps(count: int, grain: Grain) -> str:
    """Say how many periods: "7 månader"."""
    return {
        Grain.MONTH: ngettext("%(n)s månad", "%(n)s månader", count),
        Grain.QUARTER: ngettext("%(n)s kvartal", "%(n)s kvartal", count),
        Grain.TERTIAL: ngettext("%(n)s tertial", "%(n)s tertial", count),
        Grain.YEAR: ngettext("%(n)s år", "%(n)s år", count),
    }.get(grain, ngettext("%(n)s period", "%(n)s perioder", count)) % {"n": count}


def signal(name: str, way: int) -> str:
    """Say which rule a point met, at the point."""
    return {
        ("outside", 1): _("över övre gränsen"),
        ("outside", -1): _("under undre gränsen"),
        ("trend", 1): _("sju i rad uppåt"),
        ("trend", -1): _("sju i rad nedåt"),
        ("two_in_three", 1): _("nära övre gränsen"),
        ("two_in_three", -1): _("nära undre gränsen"),
        ("one_side", 1): _("sju i rad över medel"),
        ("one_side", -1): _("sju i rad under medel"),
    }.get((name, way), "")


def standing(name: str, way: int) -> str:
    """The sentence of a signal that lasts to the newest point."""
    return {
        ("outside", 1): _("%(title)s: ovanligt högt i %(when)s, %(value)s."),
        ("outside", -1): _("%(title)s: ovanligt lågt i %(when)s, %(value)s."),
        ("trend", 1): _("%(title)s ökar: %(steps)s i rad, var och en högre än den förra."),
        ("trend", -1): _("%(title)s minskar: %(steps)s i rad, var och en lägre än den förra."),
        ("two_in_three", 1): _("%(title)s: ovanligt högt, två av de tre senaste nära gränsen."),
        ("two_in_three", -1): _("%(title)s: ovanligt lågt, två av de tre senaste nära gränsen."),
        ("one_side", 1): _("%(title)s har ökat: %(steps)s i rad över medel sedan %(since)s."),
        ("one_side", -1): _("%(title)s har minskat: %(steps)s i rad under medel sedan %(since)s."),
    }[(name, way)]


def moved(way: int) -> tuple[str, str]:
    """The sentences of a run that ended in a lasting change of the other direction."""
    if way < 0:
        return (
            _("%(title)s har minskat sedan %(since)s."),
            _("Till och med %(until)s låg %(steps)s i rad över medel, sedan i snitt %(mean)s."),
        )
    return (
        _("%(title)s har ökat sedan %(since)s."),
        _("Till och med %(until)s låg %(steps)s i rad under medel, sedan i snitt %(mean)s."),
    )


def judged(way: int, good: Good) -> str:
    """Say whether a direction is better, in words, or nothing where the measure has none."""
    return {
        "better": _("Det är bättre, och inte slump."), "worse": _("Det är sämre, och inte slump."),
    }.get(good.bearing(way), "")  # fmt: skip


def assured(found: Assurance, target: str) -> str:
    """Say what the limits promise about a target."""
    return {
        Assurance.MEETS: _("Målet %(target)s nås varje gång, som det går till nu."),
        Assurance.MISSES: _("Målet %(target)s nås inte, som det går till nu. Något måste ändras."),
        Assurance.VARIES: _("Målet %(target)s nås ibland och ibland inte: slumpen avgör."),
        Assurance.UNKNOWN: _("Målet är %(target)s. Om det nås med säkerhet går inte att säga än."),
    }[found] % {"target": target}


def beyond(place: int) -> str:
    """Say where a unit lies in a funnel."""
    return {
        2: _("högre än slumpen ger"), 1: _("något högre, kan vara slump"), 0: "",
        -1: _("något lägre, kan vara slump"), -2: _("lägre än slumpen ger"),
    }[place]  # fmt: skip


def tick(period: Period, *, first: bool) -> str:
    """What stands under a point: the month, and below it the year where one begins."""
    year, month = str(period.first_date.year), period.first_date.month
    name = {
        Grain.MONTH: swedish.MONTHS[month - 1][: 4 if month in {3, 6, 7} else 3],
        Grain.QUARTER: _("kv %(n)s") % {"n": (month + 2) // 3},
        Grain.TERTIAL: f"T{(month + 3) // 4}",
    }.get(period.kind, "")
    if not name:
        return f"{year}|"
    if month == 1 or first:
        return f"{name}|{year}"
    return f"{name}|" if period.kind is Grain.MONTH and month % 3 == 1 else name


def short(measure: Measure, value: float | None) -> str:
    """Give a figure for the end of a small line, where there is little room."""
    if value is None:
        return ""
    return swedish.percent(value, 0) if measure.unit is Measured.PERCENT else swedish.number(value)


def compared(
    measure: Measure, recent: Sequence[float | None], before: Sequence[float | None]
) -> str:
    """Say how the year went against the one before, no surer than the numbers allow."""
    title = measure.title.sv
    now, then = ([v for v in part if v is not None] for part in (recent, before))
    if measure.unit is not Measured.COUNT or not now or len(now) != len(recent):
        last = next((v for v in reversed(recent) if v is not None), None)
        return _("%(title)s: %(value)s senast.") % {
            "title": title,
            "value": written(measure, last),
        }
    if len(then) != len(before) or not sum(then):
        return _("%(title)s: %(n)s på ett år.") % {"title": title, "n": swedish.number(sum(now))}
    ratio = compare_rates(int(sum(now)), 1, int(sum(then)), 1)
    words = {"title": title, "now": swedish.number(sum(now)), "then": swedish.number(sum(then))}
    if ratio.low > 1:
        return _("%(title)s har ökat: %(now)s mot %(then)s året före.") % words
    if ratio.high < 1:
        return _("%(title)s har minskat: %(now)s mot %(then)s året före.") % words
    return _("%(title)s: ingen säker förändring, %(now)s mot %(then)s året före.") % words
