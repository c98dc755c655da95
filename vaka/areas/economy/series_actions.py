"""What is done with monthly series: their months are taken in, and a month is taken away again."""

from collections.abc import Sequence
from datetime import date

from vaka.areas.economy import series_rules as rules
from vaka.areas.economy.models import MonthFigure
from vaka.areas.economy.monthly import demand_at, replaced
from vaka.areas.economy.rules import LEAD
from vaka.areas.economy.series_rules import Figure
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit
from vaka.law.verdict import Verdict, require

KIND = "month_figure"


@action
def take_in_figures(*, by: Viewer, rows: Sequence[tuple[Unit, Figure]], source: str) -> int:
    """Save months of series; a figure that stood is replaced. Gives how many changed.

    Raises:
        NotAllowed: the viewer does not lead the follow-up at one of the units.
        RuleRefused: a figure cannot be so.
    """
    demand_at(by, (unit for unit, _row in rows))
    require(Verdict.all_of(rules.may_tell_figure(row, by.on) for _unit, row in rows))
    changed = replaced(MonthFigure, (
        ({"unit": unit, "month": row.month, "series": row.series, "part": row.part},
         {"value": row.value})
        for unit, row in rows
    ))  # fmt: skip
    note(by=by, verb="month_figure.take_in", object_kind=KIND,
         data={"source": source, "rows": changed})  # fmt: skip
    return changed


@action
def remove_month(*, by: Viewer, series: str, month: date) -> int:
    """Take a month of a series away that was read wrong, at every unit that the viewer leads."""
    demand(by, LEAD)
    found = MonthFigure.objects.filter(series=series, month=month)
    if not by.everywhere:
        found = found.filter(unit__in=by.unit_ids(LEAD))
    gone, _by_model = found.delete()
    note(by=by, verb="month_figure.remove_month", object_kind=KIND,
         data={"series": series, "month": str(month), "rows": gone})  # fmt: skip
    return gone
