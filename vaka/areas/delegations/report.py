"""The report `delegationsbeslut`: a period's decisions by organisation and kind, with subtotals.

No person whom a decision is about stands here, nor who took it: only the role of the delegate.
"""

from collections.abc import Callable, Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vaka.areas.delegations import lists, rules
from vaka.areas.delegations.queries import (
    DecisionRow,
    PeriodList,
    category_label,
    order_on,
    period_list,
)
from vaka.areas.delegations.rules import SEE, Group
from vaka.documents.content import Cell, Column, Figure, Kind, Table
from vaka.documents.kinds import ReportContent, ReportKind
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.organisation.models import Unit
from vaka.law import cite
from vaka.law.period import Grain, Period
from vaka.web.words import day, number

NAME = "delegationsbeslut"


def build(
    *, viewer: Viewer, unit: Unit, period: Period, as_of: date, snapshot: str
) -> ReportContent:
    """Build the report of a unit with all below it for a month, a quarter or a year.

    Raises:
        NotVisible: the viewer sees no decisions at the unit.
    """
    found = period_list(viewer, unit, period)
    source = _("Källa: delegationsbeslut i Vaka, %(when)s.") % {"when": period.words()}
    tables = [*_organisations(found, source), *_counts(found, source), *_singles(found)]
    return ReportContent(
        values=_values(viewer, found),
        tables={table.id: table for table in tables},
        figures=_figures(found, snapshot),
        facts=((_("Avser"), f"{unit.name}, {period.words()}"),
               (_("Uppgifter till och med"), day(as_of))),
        findings=tuple(_findings(found)),
    )  # fmt: skip


def _values(viewer: Viewer, found: PeriodList) -> dict[str, object]:
    on = found.period.last_date
    order = [] if found.unit.is_reference else order_on(viewer, on)
    return {
        "headline": _headline(found),
        "organisations": [f"org_{n}" for n, _one in enumerate(found.groups, 1)],
        "names": {f"org_{n}": one.name for n, one in enumerate(found.groups, 1)},
        "refused": found.refused, "tried": found.tried, "share": found.refusal_share,
        "disproved": list(found.disproved), "objected": len(found.found),
        "chairs": len(found.chairs), "singles": len(found.singles), "points": len(order),
        "unpointed": found.unpointed, "waiting": found.waiting,
        "law": cite("board.report_decisions", on=on).text,
        "urgent_law": cite("board.urgent", on=on).text,
    }  # fmt: skip


def _headline(found: PeriodList) -> str:
    words = ngettext(
        "%(n)s beslut fattades på delegation, %(when)s",
        "%(n)s beslut fattades på delegation, %(when)s",
        found.total,
    )
    return words % {"n": number(found.total), "when": found.period.words()}


def _organisations(found: PeriodList, source: str) -> Iterable[Table]:
    yield _sums("organisations", _("Organisationer"), _("Organisation"),
                [(one.name, one.subtotal) for one in found.groups], source)  # fmt: skip
    for n, one in enumerate(found.groups, 1):
        yield _sums(f"org_{n}", one.name, _("Beslut"), one.kinds, source)


def _counts(found: PeriodList, source: str) -> Iterable[Table]:
    yield _sums("by_outcome", _("Efter utfall"), _("Utfall"), found.by_outcome, source)
    on = found.period.last_date
    named = [
        (lists.statute_name(code, on) if code else _("Ingen författning angiven"), n)
        for code, n in found.by_statute
    ]
    yield _sums("by_statute", _("Efter författning"), _("Författning"), named, source)


def _sums(
    id: str, title: str, heading: str, counts: Iterable[tuple[str, int]], source: str
) -> Table:
    rows = tuple(counts)
    total = (_("Summa"), sum(count for _name, count in rows))
    columns = (Column(heading), Column(_("Antal"), Kind.COUNT))
    return Table(id, title, columns, (*rows, total), source, total=True)


def _singles(found: PeriodList) -> Iterable[Table]:
    yield _list("chairs", _("Ordförandens beslut"), found.chairs, _chair_cells,
                (Column(_("Datum"), Kind.DATE), Column(_("Ärende")), Column(_("Beslut")),
                 Column(_("Punkt")), Column(_("Brådskande"))))  # fmt: skip
    yield _list("singles", _("Beslut med nummer"), found.singles, _single_cells,
                (Column(_("Nummer")), Column(_("Datum"), Kind.DATE), Column(_("Slag")),
                 Column(_("Beslut")), Column(_("Punkt")), Column(_("Delegat"))))  # fmt: skip
    yield _list("objected", _("Att kontrollera"), found.found, _objected_cells,
                (Column(_("Nummer")), Column(_("Datum"), Kind.DATE), Column(_("Beslut")),
                 Column(_("Punkt")), Column(_("Vaka påpekar"))))  # fmt: skip


def _list(
    id: str, title: str, rows: Iterable[DecisionRow],
    cells: Callable[[DecisionRow], tuple[Cell, ...]], columns: tuple[Column, ...],
) -> Table:  # fmt: skip
    return Table(id, title, columns, tuple(cells(one) for one in rows))


def _chair_cells(one: DecisionRow) -> tuple[Cell, ...]:
    return (one.decided_date, one.matter or None, one.kind, one.point or None,
            _("ja") if one.is_urgent else _("nej"))  # fmt: skip


def _single_cells(one: DecisionRow) -> tuple[Cell, ...]:
    return (one.number or None, one.decided_date, category_label(one.category), one.kind,
            one.point or None, one.role or None)  # fmt: skip


def _objected_cells(one: DecisionRow) -> tuple[Cell, ...]:
    return (one.number or None, one.decided_date, one.kind, one.point or None,
            " ".join(one.objections))  # fmt: skip


def _figures(found: PeriodList, snapshot: str) -> dict[str, Figure]:
    period, unit = str(found.period), found.unit.code
    values = {"delegated_decisions": found.total, "delegated_refused": found.refused}
    return {
        name: Figure(name, value, number(value), name, period, unit, snapshot)
        for name, value in values.items()
    }


def _findings(found: PeriodList) -> Iterable[str]:
    yield from found.disproved
    for one in found.found:
        words = " ".join(one.objections)
        yield f"{one.number or one.organisation}, {one.decided_date}, {one.kind}: {words}"
    if found.unpointed:
        yield _("Listan säger ingen delegationspunkt för %(n)s beslut.") % {
            "n": number(found.unpointed)
        }


def public_rows(groups: Iterable[Group], least: int) -> Iterable[list[str]]:
    """Give organisation, kind and count with small counts put together; sums stay true."""
    groups = list(groups)
    shown, rest = rules.shown_kinds([(one.name, one.subtotal) for one in groups], least)
    open_names = {name for name, _n in shown}
    for one in groups:
        if one.name in open_names:
            kinds, others = rules.shown_kinds(one.kinds, least)
            yield from ([one.name, kind, str(n)] for kind, n in kinds)
            if others:
                yield [one.name, _("Övriga slag av beslut"), _told(others, least)]
            yield [one.name, _("Summa"), _told(one.subtotal, least)]
    if rest:
        yield [_("Övriga organisationer"), _("Summa"), _told(rest, least)]
    yield [_("Alla"), _("Summa"), _told(sum(one.subtotal for one in groups), least)]


def _told(n: int, least: int) -> str:
    return _("färre än %d") % least if 0 < n < least else str(n)


REPORTS = {
    NAME: ReportKind(
        name=NAME,
        title="Delegationsbeslut",
        grains=frozenset({Grain.MONTH, Grain.QUARTER, Grain.YEAR}),
        template="delegationsbeslut.md",
        build=build,
        capability=SEE,
    )
}
