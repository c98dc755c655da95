"""What is done with the figures bound to an item: a measure of the catalogue at a unit."""

import uuid

from vaka.areas.board import figure_queries as figures
from vaka.areas.board.actions import written
from vaka.areas.board.models import ItemFigure
from vaka.areas.board.rules import may_bind
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit
from vaka.law.verdict import require
from vaka.metrics.definitions import MEASURES


@action
def bind_figure(
    *, by: Viewer, case_id: uuid.UUID, version: int, measure: str, unit: Unit
) -> ItemFigure:
    """Bind a measure at a unit to an item, for the page before its meeting.

    Raises:
        NotAllowed, NotVisible, RuleRefused.
    """
    case, row = written(by, case_id, version)
    bound = row.figures.values_list("measure", "unit__code")
    require(may_bind(measure=measure, unit=unit.code, known=MEASURES, bound=list(bound)))
    made = ItemFigure.objects.create(item=row, measure=measure, unit=unit)
    cases.change(by=by, case=case, told=Told("board_item.bind_figure", data={"measure": measure}))
    return made


@action
def drop_figure(*, by: Viewer, version: int, figure_id: uuid.UUID) -> Case:
    """Take a bound measure off an item."""
    found = figures.figure(by, figure_id)
    case, _row = written(by, found.item_id, version)
    told = Told("board_item.drop_figure", data={"measure": found.measure})
    found.delete()
    return cases.change(by=by, case=case, told=told)
