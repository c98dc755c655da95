"""The sentences of boards: what a tile says when nothing is judged, and what the whole says."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vaka.areas.scorecards.rules import CUT_LABELS, Tile
from vaka.documents import swedish
from vaka.law.period import Grain, Period
from vaka.metrics.measure import Measure
from vaka.metrics.measure import Unit as Measured

SMALL: tuple[str | Promise, ...] = (
    gettext_lazy("noll"), gettext_lazy("ett"), gettext_lazy("två"), gettext_lazy("tre"),
    gettext_lazy("fyra"), gettext_lazy("fem"), gettext_lazy("sex"),
)  # fmt: skip
PER: dict[Grain, str | Promise] = {
    Grain.MONTH: gettext_lazy("per månad"),
    Grain.QUARTER: gettext_lazy("per kvartal"),
    Grain.TERTIAL: gettext_lazy("per tertial"),
    Grain.YEAR: gettext_lazy("per år"),
}
UNITS: dict[Measured, str | Promise] = {
    Measured.COUNT: gettext_lazy("antal"),
    Measured.PERCENT: gettext_lazy("procent"),
    Measured.DAYS: gettext_lazy("dagar"),
}


def title(measure: Measure, tile: Tile) -> str:
    """Name a measure with the group that is shown of it."""
    return f"{measure.title.sv} ({CUT_LABELS[tile.cut]})" if tile.cut else measure.title.sv


def counted(measure: Measure, tile: Tile) -> str:
    """Say what a tile's numbers are: "antal per månad"."""
    unit = UNITS.get(measure.unit)
    return f"{unit} {PER[tile.grain]}" if unit else str(PER[tile.grain])


def newest(name: str, value: str, period: Period) -> str:
    """The sentence of a tile with too few values to judge."""
    return _("%(title)s: %(value)s senast, %(when)s.") % {
        "title": name, "value": value, "when": period.words(),
    }  # fmt: skip


def hidden(name: str) -> str:
    """The sentence of a tile whose every value is too small to show."""
    return _("%(title)s visas inte, för talen är för små.") % {"title": name}


def missing(name: str) -> str:
    """The sentence of a tile without any value."""
    return _("%(title)s: inga värden än.") % {"title": name}


def unused(name: str) -> str:
    """The sentence of a tile whose register the unit does not use: no number, never nought."""
    return _("%(title)s: används inte här.") % {"title": name}


def whole(worse: int, better: int, judged: int) -> str:
    """The answer of a board: how many of its measures have moved, and which way."""
    if not judged:
        return _("Det är för tidigt att bedöma.")
    if not worse and not better:
        return _("Inget avviker från det väntade.")
    said = []
    if worse:
        said.append(ngettext("Ett mått är sämre än väntat.", "%(n)s mått är sämre än väntat.",
                             worse) % {"n": _spelled(worse)})  # fmt: skip
    if better:
        text = (
            ngettext("Ett är bättre.", "%(n)s är bättre.", better) if worse else
            ngettext("Ett mått är bättre än väntat.", "%(n)s mått är bättre än väntat.", better)
        )  # fmt: skip
        said.append(text % {"n": _spelled(better)})
    return " ".join(said)


def short_period(text: str) -> str:
    """Name a period where there is little room: "sep 2026", "kv 3 2026"."""
    period = Period.parse(text)
    year, month = period.first_date.year, period.first_date.month
    if period.kind is Grain.MONTH:
        name = swedish.MONTHS[month - 1]
        return f"{name[: 4 if month in {3, 6, 7} else 3]} {year}"
    if period.kind is Grain.QUARTER:
        return f"{_('kv %(n)s') % {'n': (month + 2) // 3}} {year}"
    return period.words()


def short(measure: Measure, value: float | None) -> str:
    """A figure at the end of a small line, where there is little room."""
    if value is None:
        return ""
    return swedish.percent(value, 0) if measure.unit is Measured.PERCENT else swedish.number(value)


def target(measure: Measure) -> str:
    """Name a measure's target where its line ends; nothing without one."""
    if measure.target is None:
        return ""
    return _("mål %s") % short(measure, measure.target)


def _spelled(count: int) -> str:
    return str(SMALL[count]).capitalize() if count < len(SMALL) else str(count)
