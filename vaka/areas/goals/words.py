"""The Swedish words of goals: figures, and why a light is as it is."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vaka.areas.goals.rules import Judged, Light, Reading, Reason
from vaka.documents import swedish

ICONS = {
    Light.REACHED: ("check-circle", "spruce"), Light.NEAR: ("circle-half", "lamp"),
    Light.MISSED: ("x-circle", "rowan"), Light.UNKNOWN: ("question", ""),
}  # fmt: skip
"""The shape and the tone of each light; the words always stand beside."""


def figure(value: float | None, measured_in: str) -> str:
    """Write a figure in an indicator's unit; small shares keep their decimals."""
    if value is None:
        return "–"
    decimals = 0 if value == round(value) else 2 if abs(value) < 1 else 1
    if measured_in == "percent":
        return swedish.percent(value, decimals)
    text = swedish.number(value, decimals)
    if measured_in == "days":
        return ngettext("%s dag", "%s dagar", round(value)) % text
    return text


def distance(value: float, measured_in: str) -> str:
    """Write how far two figures are apart: shares by percentage points."""
    if measured_in == "percent":
        text = swedish.number(value, 0 if value == round(value) else 1)
        return ngettext("%s procentenhet", "%s procentenheter", round(value)) % text
    return figure(value, measured_in)


def because(judged: Judged, reading: Reading, measured_in: str) -> list[str]:
    """Say why an indicator's light is as it is, the deciding reason first."""
    return [_SENTENCES[one](reading, measured_in) for one in judged.reasons if one in _SENTENCES]


def _values(reading: Reading, unit: str) -> str:
    return _(" och ").join(figure(value, unit) for value in dict.fromkeys(reading.values))


def _against(reading: Reading, unit: str) -> dict[str, str]:
    value, target = reading.values[0], reading.target or 0.0
    return {
        "value": figure(value, unit), "target": figure(reading.target, unit),
        "gap": distance(abs(target - value), unit), "near": distance(reading.tolerance, unit),
        "before": figure(reading.before, unit),
    }  # fmt: skip


def _meets(reading: Reading, unit: str) -> str:
    return _("Utfallet %(value)s når målet %(target)s.") % _against(reading, unit)


def _within(reading: Reading, unit: str) -> str:
    return _("%(gap)s från målet %(target)s; högst %(near)s räknas som nästan nått.") % _against(
        reading, unit
    )


def _beyond(reading: Reading, unit: str) -> str:
    return _("Utfallet %(value)s är %(gap)s från målet %(target)s.") % _against(reading, unit)


def _worsened(reading: Reading, unit: str) -> str:
    return _("Sämre än året före, %(before)s.") % _against(reading, unit)


def _improved(reading: Reading, unit: str) -> str:
    return _("Bättre än året före, %(before)s.") % _against(reading, unit)


def _unchanged(reading: Reading, unit: str) -> str:
    return _("Samma som året före, %(before)s.") % _against(reading, unit)


def _disagree(reading: Reading, unit: str) -> str:
    text = _("Källorna säger olika: %(values)s. Ta reda på vilket som gäller.")
    return text % {"values": _values(reading, unit)}


_SENTENCES: dict[Reason, Callable[[Reading, str], str]] = {
    Reason.MEETS: _meets,
    Reason.WITHIN: _within,
    Reason.BEYOND: _beyond,
    Reason.WORSENED: _worsened,
    Reason.IMPROVED: _improved,
    Reason.UNCHANGED: _unchanged,
    Reason.DISAGREE: _disagree,
    Reason.NO_TARGET: lambda *_of: _("Inget målvärde är satt; bara riktningen bedöms."),
    Reason.NO_VALUE: lambda *_of: _("Inget utfall för året än."),
    Reason.HIDDEN: lambda *_of: _("Siffran visas för den som får se enhetens siffror."),
}


def whole(lights: dict[Light, int], year: int) -> str:
    """The answer of the page: how many goals are reached."""
    judged = sum(lights.values()) - lights[Light.UNKNOWN]
    if not judged:
        return _("Inget mål kan bedömas för %(year)s än.") % {"year": year}
    text = ngettext("%(reached)s av %(n)s bedömt mål nås %(year)s.",
                    "%(reached)s av %(n)s bedömda mål nås %(year)s.", judged)  # fmt: skip
    return text % {"reached": lights[Light.REACHED], "n": judged, "year": year}


def rest(lights: dict[Light, int]) -> str:
    """The sentence under it: near, missed, and not judged."""
    told = [
        (Light.NEAR, _("%s nästan")), (Light.MISSED, _("%s inte")),
        (Light.UNKNOWN, _("%s kan inte bedömas")),
    ]  # fmt: skip
    said = [words % lights[light] for light, words in told if lights[light]]
    return f"{', '.join(said)}." if said else ""
