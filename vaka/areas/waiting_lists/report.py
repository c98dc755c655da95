"""The report `vantelista`: a year of the waiting lists by group and month, with what contradicts.

It goes to the board and with its papers to everybody, so small counts are hidden and with them what
would give them away; who may see decisions reads the whole list on its page.
"""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from vaka.areas.waiting_lists import check_rules, disclosure_queries, queries, rules
from vaka.areas.waiting_lists.queries import WaitingList
from vaka.areas.waiting_lists.rules import SEE, Measure
from vaka.documents.content import Column, Kind, Table
from vaka.documents.kinds import ReportContent, ReportKind
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import local_value
from vaka.law.period import Grain, Period
from vaka.web.words import day

NAME = "vantelista"


def build(
    *, viewer: Viewer, unit: Unit, period: Period, as_of: date, snapshot: str
) -> ReportContent:
    """Build the report of a unit with all below it for a year.

    Raises:
        NotVisible: the viewer sees no decisions at the unit.
    """
    least = int(local_value("disclosure.smallest_cell", period.last_date, unit))
    pages = [
        queries.year_list(viewer, kind, unit, period.first_date.year, as_of)
        for kind in rules.lists().values()
    ]
    tables = [table for page in pages for table in _tables(page, least, snapshot)]
    findings = [
        f"{check_rules.label(one, page.kind)}: {one.words}"
        for page in pages for one in page.findings
    ]  # fmt: skip
    return ReportContent(
        values={
            "headline": _("Väntelistor %(period)s") % {"period": period.words()},
            "lists": [_values(page, least) for page in pages],
            "least": least, "contradicted": len(findings),
        },
        tables={table.id: table for table in tables},
        facts=((_("Avser"), f"{unit.name}, {period.words()}"),
               (_("Uppgifter till och med"), day(as_of))),
        findings=tuple(findings),
    )  # fmt: skip


def _values(page: WaitingList, least: int) -> dict[str, object]:
    """What the text says of a list; a small number is not said."""
    waiting = page.at("", Measure.TOTAL, page.newest)
    number = waiting.counted
    small = number is not None and 0 < number < least
    return {
        "label": page.kind.label,
        "table": page.kind.code,
        "is_known": page.newest is not None,
        "month": f"{page.newest:%Y-%m}" if page.newest else "",
        "waiting": _("färre än %d") % least if small else waiting.text,
        "sources": ", ".join(page.sources),
    }


def _tables(page: WaitingList, least: int, snapshot: str) -> Iterable[Table]:
    months = [Column(f"{month:%m}", Kind.COUNT) for month in page.months]
    rows = disclosure_queries.published(page, least)
    yield Table(
        page.kind.code, page.kind.label, (Column(_("Grupp")), Column(_("Mått")), *months),
        tuple(tuple(_short(cell) for cell in row) for row in rows),
        source=_source(page), snapshot=snapshot,
    )  # fmt: skip


def _short(cell: str) -> str:
    """What is hidden stands as two dots, told under the table; twelve columns hold no more."""
    return ".." if cell == _("visas inte") else cell


def _source(page: WaitingList) -> str:
    if page.is_told:
        return _("Källa: %s, annars beslut i Vaka.") % ", ".join(page.sources)
    return _("Källa: beslut i Vaka, vid månadens slut.")


REPORTS = {
    NAME: ReportKind(
        name=NAME, title="Väntelistor", grains=frozenset({Grain.YEAR}), template="vantelista.md",
        build=build, capability=SEE,
    )
}  # fmt: skip
