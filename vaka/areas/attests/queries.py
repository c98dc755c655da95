"""Reads of the register of attesters as it stood on a day."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from vaka.areas.attests import rules
from vaka.areas.attests.models import AttestLine
from vaka.areas.attests.rules import HANDLE, SEE, Finding, Line, May
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.organisation.models import Unit


@dataclass(frozen=True)
class LineRow:
    """One line as the page shows it, with what does not hold of it."""

    id: uuid.UUID
    line: Line
    valid_from: date
    findings: list[str]
    may_handle: bool


@dataclass(frozen=True)
class ListPage:
    """The list of a day; `may` answers who may attest, when that was asked."""

    on: date
    rows: list[LineRow]
    findings: list[Finding]
    may_handle: bool

    @property
    def lines(self) -> list[Line]:
        """The lines alone."""
        return [row.line for row in self.rows]

    def who_may(self, responsibility: str, amount: int, cost: str, activity: str) -> list[May]:
        """Give those who may attest an amount, in öre."""
        return rules.who_may(self.lines, responsibility, amount, cost, activity)


def visible(viewer: Viewer) -> QuerySet[AttestLine]:
    """Give the lines: whoever may see the register sees all of it. Raises NotAllowed."""
    demand(viewer, SEE)
    return AttestLine.objects.select_related("unit")


def list_page(viewer: Viewer, on: date, unit_code: str = "") -> ListPage:
    """Give the list as it stands on a day."""
    found = in_force(visible(viewer), on)
    if unit_code:
        found = found.filter(unit__code=unit_code)
    else:
        found = found.filter(unit__is_reference=False)
    known = {one.pk: as_line(one) for one in found}
    told = rules.findings(list(known.values()))
    rows = [
        LineRow(one.pk, known[one.pk], one.valid_from,
                [x.words for x in told if x.line is known[one.pk]],
                viewer.may(HANDLE, one.unit_id))
        for one in found
    ]  # fmt: skip
    return ListPage(on, rows, told, viewer.may(HANDLE))


def in_force(found: QuerySet[AttestLine], on: date) -> QuerySet[AttestLine]:
    """Keep the lines that hold on a day."""
    ended = Q(valid_until__isnull=True) | Q(valid_until__gte=on)
    return found.filter(ended, valid_from__lte=on)


def as_line(one: AttestLine) -> Line:
    """Give a row as the rules read it."""
    return Line(
        one.number, one.responsibility, one.activity, one.name, one.attester,
        rules.substitutes_in(one.substitutes), one.operating, one.investment, one.note, one.remark,
    )  # fmt: skip


def line_of(viewer: Viewer, line_id: uuid.UUID) -> AttestLine:
    """Give one line. Raises NotAllowed, NotVisible."""
    found = visible(viewer).filter(pk=line_id).first()
    if found is None:
        raise NotVisible(str(line_id))
    return found


def home(viewer: Viewer) -> Unit:
    """Give the unit whose list the viewer keeps. Raises NotAllowed."""
    demand(viewer, HANDLE)
    found = Unit.objects.filter(is_reference=False)
    if not viewer.everywhere:
        found = found.filter(pk__in=viewer.unit_ids(HANDLE))
    administration = found.filter(kind="administration").first()
    return administration or found.earliest("valid_from")
