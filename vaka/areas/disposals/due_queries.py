"""Reads of one class that has fallen due, and of what became of a disposal's cases."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from vaka.areas.disposals import queries, rules
from vaka.areas.disposals.classes import classes, label_of
from vaka.areas.disposals.models import Disposal
from vaka.areas.disposals.rules import SEE, DisposalOutcome
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.cases.kinds import Words
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.queries import root


@dataclass(frozen=True)
class DueRow:
    """One case that has fallen due: number, unit and dates, no content; `why` when it stays."""

    reference: str
    unit_name: str
    last: date
    due: date
    latest: date | None
    why: Words


@dataclass(frozen=True)
class DueList:
    """The cases of a class that have fallen due, the oldest first."""

    code: str
    label: Words
    years: int
    personal_file: bool
    cases: QuerySet[Case]
    on: date

    def rows(self, cases: list[Case]) -> list[DueRow]:
        """Give some of them as the page shows them; who was born when is not looked up here."""
        births: dict[object, int | None] = {one.subject_id: 1 for one in cases if one.subject_id}
        why = queries.staying(self.code, cases, births, self.on)  # type: ignore[arg-type]
        last = queries.last_entries([one.pk for one in cases])
        found = []
        for one in cases:
            due = rules.due_date(last[one.pk], self.years)
            latest = rules.latest_date(due) if self.personal_file else None
            words = rules.STAYS[why[one.pk]] if one.pk in why else ""
            found.append(DueRow(one.reference, one.unit.name, last[one.pk], due, latest, words))
        return found


def due_list(viewer: Viewer, code: str) -> DueList:
    """Give what has fallen due of a class; nothing where the board has not decided.

    Raises:
        NotAllowed: the viewer does not see disposals.
    """
    demand(viewer, SEE, root().pk)
    line = queries.line_of(code, viewer.on)
    years = (line.years if line else None) or 0
    cases = queries.due_cases(code, years, viewer.on) if years else Case.objects.none()
    return DueList(code, label_of(code), years, classes()[code].personal_file,
                   cases.select_related("unit").order_by("closed_at", "reference"),
                   viewer.on)  # fmt: skip


@dataclass(frozen=True)
class Counts:
    """How many cases of a disposal wait, are gone and stay."""

    waiting: int
    disposed: int
    stayed: int


def counts(one: Disposal) -> Counts:
    """Give what became of a disposal's cases so far."""
    rows = one.items.order_by().values_list("state").annotate(n=Count("pk"))
    found = Counter(dict(rows))
    return Counts(found[DisposalOutcome.WAITING], found[DisposalOutcome.DISPOSED],
                  found[DisposalOutcome.STAYED])  # fmt: skip
