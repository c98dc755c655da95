"""Reads of what may have moved a measure at a unit: remedies, breaks, and limits made anew."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from vaka.areas.figures import queries as figures
from vaka.areas.figures.rules import Break
from vaka.areas.indicators.judgement import Happening
from vaka.areas.indicators.models import LimitChange
from vaka.areas.remedies import queries as remedies
from vaka.areas.remedies.queries import DoneRemedy
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit
from vaka.law.period import Period
from vaka.metrics.measure import Measure

MOST_REMEDIES = 6


@dataclass(frozen=True)
class ChangeRow:
    """Limits made anew from a day; `reference` is of the case they are tied to, when the viewer
    may see it."""

    id: uuid.UUID
    from_date: date
    reason: str
    reference: str
    event: str
    decided_by: str
    decided_at: datetime
    withdrawn_at: datetime | None
    withdrawn_by: str
    withdrawn_reason: str


@dataclass(frozen=True)
class Happened:
    """What may have moved a measure, or changed how it is judged."""

    changes: list[ChangeRow]
    remedies: list[DoneRemedy]
    breaks: list[Break]

    @property
    def anew(self) -> list[date]:
        """From which days limits are made anew."""
        return [one.from_date for one in self.changes if one.withdrawn_at is None]

    @property
    def posts(self) -> list[Happening]:
        """The posts through the chart; remedies by number, as in the list beside it."""
        done = [Happening(one.done_date, one.title, _("åtgärd %s") % n)
                for n, one in enumerate(self.remedies, 1)]  # fmt: skip
        breaks = [Happening(one.on_date, _("Brott i serien"), _("brott")) for one in self.breaks]
        return [*done, *breaks]


def happened(viewer: Viewer, measure: Measure, unit: Unit, period: Period) -> Happened:
    """Give what may have moved a measure in a period; titles of remedies are read and logged."""
    fact = measure.fact.name if measure.fact else ""
    done = remedies.done_at(viewer, unit, period.first_date, measure=measure.name)
    return Happened(
        changes=limit_changes(viewer, measure.name, unit),
        remedies=done[-MOST_REMEDIES:],
        breaks=[*figures.breaks(fact, period.first_date, period.last_date),
                *national_end(measure, period),
                *figures.RegistersInUse().breaks(measure, unit, period)],
    )  # fmt: skip


def national_end(measure: Measure, period: Period) -> list[Break]:
    """The day from which a measure is local, when it lies in the period."""
    last = measure.national_until
    if last is None or not period.first_date <= last < period.last_date:
        return []
    reason = _("Den nationella serien har upphört. Måttet är sedan lokalt, efter den senaste "
               "nationella definitionen, och jämförs inte med andra.")  # fmt: skip
    return [Break(last + timedelta(days=1), reason)]


def limit_changes(viewer: Viewer, measure: str, unit: Unit) -> list[ChangeRow]:
    """Give how the limits of a measure at a unit have been made anew, also what was taken back.

    The caller has asked that the viewer may see figures of the unit.
    """
    found = list(LimitChange.objects.filter(measure=measure, unit=unit).order_by("from_date"))
    if not found:
        return []
    cases = Case.objects.visible_to(viewer).filter(pk__in=[one.case_id for one in found])
    seen: dict[uuid.UUID | None, str] = dict(cases.values_list("pk", "reference"))
    return [
        ChangeRow(
            one.pk, one.from_date, one.reason, seen.get(one.case_id, ""), one.event,
            one.decided_by, one.decided_at, one.withdrawn_at, one.withdrawn_by,
            one.withdrawn_reason,
        )
        for one in found
    ]  # fmt: skip


def limit_change(viewer: Viewer, change_id: uuid.UUID) -> LimitChange:
    """Give one change of limits at a unit whose figures the viewer may see. Raises NotVisible."""
    found = LimitChange.objects.select_related("unit").filter(
        pk=change_id, unit__in=viewer.unit_ids(figures.SEE)
    )
    if (row := found.first()) is None:
        raise NotVisible(str(change_id))
    return row
