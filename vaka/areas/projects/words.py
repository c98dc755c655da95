"""The Swedish words of projects: an effect's value, and why it is judged as it is."""

from django.utils.translation import gettext as _

from vaka.areas.goals import words as goals
from vaka.areas.goals.rules import Judged, Reading, Reason
from vaka.areas.projects.rules import EffectUnit
from vaka.documents import swedish


def figure(value: float | None, counted_in: str) -> str:
    """Write a value in an effect goal's unit; hours are hours a week."""
    if value is None or counted_in != EffectUnit.HOURS:
        return goals.figure(value, counted_in)
    return _("%s tim/vecka") % swedish.number(value, 0 if value == round(value) else 1)


def because(judged: Judged, reading: Reading, counted_in: str) -> list[str]:
    """Say why an effect is judged so, the deciding reason first; trends are since the start."""
    own = {
        Reason.WORSENED: _("Sämre än före start, %s."),
        Reason.IMPROVED: _("Bättre än före start, %s."),
        Reason.UNCHANGED: _("Samma som före start, %s."),
    }
    found = []
    for one in judged.reasons:
        if one in own:
            found.append(own[one] % figure(reading.before, counted_in))
        elif one is Reason.NO_VALUE:
            found.append(_("Inget värde efter start än."))
        else:
            found += goals.because(Judged(judged.light, (one,)), reading, counted_in)
    return found
