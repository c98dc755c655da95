"""The report `fardplan`: an edition's lines with where each stands at the end of a year."""

from datetime import date

from django.utils.translation import gettext as _

from vaka.areas.roadmaps import queries
from vaka.areas.roadmaps.queries import RoadmapPage
from vaka.areas.roadmaps.rules import SEE
from vaka.documents.content import Cell, Column, Figure, Kind, Table
from vaka.documents.kinds import ReportContent, ReportKind, WrongGrain
from vaka.documents.swedish import number
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.organisation.models import Unit
from vaka.law.period import Grain, Period
from vaka.web.words import day

NAME = "fardplan"


class NoRoadmap(WrongGrain):
    """No edition held in the year; Swedish words."""


def build(
    *, viewer: Viewer, unit: Unit, period: Period, as_of: date, snapshot: str
) -> ReportContent:
    """Build the report of the edition that held at the year's end, as known on a day.

    Raises:
        NotAllowed: the viewer may not see the roadmap.
        NoRoadmap: no edition held in the year.
    """
    end = min(period.last_date, as_of)
    found = queries.edition(viewer, on=period.last_date)
    if found is None:
        raise NoRoadmap(_("Ingen färdplan gällde %s.") % period.words())
    page = queries.roadmap_page(viewer, found, end)
    tables = [_lines(page, snapshot), _needs(page, snapshot), _counts(page, snapshot)]
    findings = [
        *(_("Rad %(n)d saknar %(what)s.") % {"n": row.number, "what": ", ".join(row.missing)}
          for row in page.lacking),
        *(_("Rad %(n)d skulle vara klar %(year)d.") % {"n": row.number, "year": row.due_year}
          for row in page.late),
    ]  # fmt: skip
    told = {"lines": len(page.rows), "done": page.done, "late": len(page.late),
            "unreviewed": len(page.unreviewed)}  # fmt: skip
    return ReportContent(
        values={"edition": f"{found.edition_date:%Y-%m}", "source": found.source, "told": told,
                "on": day(end), "findings": findings},
        tables={table.id: table for table in tables},
        figures={
            name: Figure(name, n, number(n), f"roadmap_{name}", str(period), unit.code, snapshot)
            for name, n in told.items()
        },
        facts=((_("Utgåva"), f"{found.edition_date:%Y-%m}"), (_("Läget den"), day(end))),
        findings=tuple(findings),
    )  # fmt: skip


def _lines(page: RoadmapPage, snapshot: str) -> Table:
    texts = (_("Behov"), _("Vad mer behöver göras?"), _("Tidshorisont"), _("Läge"))
    columns = (Column(_("Nr"), Kind.NUMBER), *map(Column, texts),
               Column(_("Genomgången"), Kind.DATE))  # fmt: skip
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (row.number, row.need or None, row.more, row.horizon_label, row.state_label, row.reviewed)
        for row in page.rows
    )
    return Table("lines", _("Färdplanens rader"), columns, rows, snapshot=snapshot, missing="–")


def _needs(page: RoadmapPage, snapshot: str) -> Table:
    told = {(row.area, row.need): row for row in page.rows}
    columns = (Column(_("Område")), Column(_("Behov")), Column(_("Vad görs nationellt?")),
               Column(_("Vad görs i kommunen?")))  # fmt: skip
    rows = tuple(
        (row.area, row.need or None, "; ".join(row.national) or None,
         "; ".join(row.municipal) or None)
        for row in told.values()
    )  # fmt: skip
    return Table("needs", _("Behov, och vad som redan görs"), columns, rows, snapshot=snapshot,
                 missing="–")  # fmt: skip


def _counts(page: RoadmapPage, snapshot: str) -> Table:
    columns = (Column(_("Tidshorisont")), Column(_("Rader"), Kind.COUNT))
    rows = (*page.counts(), (_("Summa"), len(page.rows)))
    return Table("horizons", _("Rader efter tidshorisont"), columns, rows, total=True,
                 snapshot=snapshot)  # fmt: skip


REPORTS = {
    NAME: ReportKind(
        name=NAME, title="Färdplan", grains=frozenset({Grain.YEAR}), template="fardplan.md",
        build=build, capability=SEE,
    )
}  # fmt: skip
