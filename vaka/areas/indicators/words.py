"""How measures are said: values with their unit, groups by name, the sentence of a change."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.indicators.change import Change, Direction
from vaka.metrics.definitions import decisions, deviations, handling, published
from vaka.metrics.dimensions import DIMENSIONS
from vaka.metrics.measure import Measure, Unit
from vaka.metrics.request import GroupKey
from vaka.web import words

GROUPS = (
    (gettext_lazy("Avvikelser"), deviations.MEASURES),
    (gettext_lazy("Hantering av avvikelser"), handling.MEASURES),
    (gettext_lazy("Beslut om insatser"), decisions.MEASURES),
    (gettext_lazy("Publicerade uppgifter"), published.MEASURES),
)
# Sentences in which the measure's own words bend; every other measure is said by its title.
_SAID = {
    ("falls", Direction.UP): gettext_lazy("Fallen har blivit fler."),
    ("falls", Direction.DOWN): gettext_lazy("Fallen har blivit färre."),
    ("falls", Direction.SAME): gettext_lazy("Fallen är ungefär lika många som förut."),
    ("deviations", Direction.UP): gettext_lazy("Avvikelserna har blivit fler."),
    ("deviations", Direction.DOWN): gettext_lazy("Avvikelserna har blivit färre."),
    ("deviations", Direction.SAME): gettext_lazy("Ungefär lika många avvikelser som förut."),
    ("deviations_closed_in_month_share", Direction.UP): gettext_lazy(
        "Fler ärenden blir klara inom en månad."
    ),
    ("deviations_closed_in_month_share", Direction.DOWN): gettext_lazy(
        "Färre ärenden blir klara inom en månad."
    ),
    ("deviations_closed_in_month_share", Direction.SAME): gettext_lazy(
        "Lika stor andel som förut blir klar inom en månad."
    ),
}
_SPOKEN = {
    Direction.UP: gettext_lazy("%(title)s: högre än förut."),
    Direction.DOWN: gettext_lazy("%(title)s: lägre än förut."),
    Direction.SAME: gettext_lazy("%(title)s: ungefär som förut."),
    Direction.UNKNOWN: gettext_lazy("%(title)s: går inte att jämföra bakåt."),
}
_SMALL = (
    gettext_lazy("Ingen"),
    gettext_lazy("En"),
    gettext_lazy("Två"),
    gettext_lazy("Tre"),
    gettext_lazy("Fyra"),
    gettext_lazy("Fem"),
    gettext_lazy("Sex"),
    gettext_lazy("Sju"),
    gettext_lazy("Åtta"),
    gettext_lazy("Nio"),
    gettext_lazy("Tio"),
    gettext_lazy("Elva"),
    gettext_lazy("Tolv"),
)


def value(measure: Measure, number: float | int | None) -> str:
    """Write a figure with its unit; a missing one is a dash."""
    if number is None:
        return "–"
    match measure.unit:
        case Unit.PERCENT:
            return f"{words.number(number, 1)}{words.HARD_SPACE}%"
        case Unit.DAYS:
            return _("%(n)s dagar") % {"n": words.number(number, 0)}
        case _count:
            return words.number(number)


def group(dimension: str, key: GroupKey, names: Mapping[str, str]) -> str:
    """Name one group; `names` gives units by code."""
    if key is None:
        return _("inte angivet")
    if dimension == "unit":
        return names.get(str(key), str(key))
    labels = {code: label.sv for code, label in DIMENSIONS[dimension].labels}
    return labels.get(
        str(key), _YES_NO.get(str(key), str(key)) if dimension == "night" else str(key)
    )


def change(measure: Measure, found: Change) -> str:
    """Say in one sentence what has become of a measure."""
    said = _SAID.get((measure.name, found.direction))
    return str(said) if said else str(_SPOKEN[found.direction]) % {"title": measure.title.sv}


def compared(measure: Measure, found: Change) -> str:
    """Say both numbers and how sure the difference is."""
    if found.direction is Direction.UNKNOWN:
        return _("Det finns för lite att jämföra med.")
    both = {"now": value(measure, found.now), "then": value(measure, found.then)}
    if not found.is_tested:
        return _("%(now)s mot %(then)s ett år tidigare.") % both
    if found.direction is Direction.SAME:
        return _("Ingen säker skillnad mot året före: %(now)s mot %(then)s.") % both
    return _("%(now)s mot %(then)s året före. Skillnaden är större än slumpen ger.") % both


def spelled(count: int) -> str:
    """Write a small number as a word that begins a sentence."""
    return str(_SMALL[count]) if count < len(_SMALL) else words.number(count)


_YES_NO = {"yes": gettext_lazy("natt"), "no": gettext_lazy("dag och kväll")}
