"""The report `skr-avgift`: what each municipality pays SKR in a year, to the krona."""

from datetime import date

from django.utils.translation import gettext as _

from vaka.areas.allocations import queries
from vaka.areas.allocations.queries import FeePage, FeeRow
from vaka.areas.allocations.rules import SEE, equal_shares
from vaka.documents.content import Column, Figure, Kind, Table
from vaka.documents.kinds import ReportContent, ReportKind
from vaka.documents.swedish import number
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.organisation.models import Unit
from vaka.law.period import Grain, Period

NAME = "skr-avgift"
BOARDS = 3
"""Kungsbacka shares its fee alike between three boards (K-KBS-03)."""


def build(
    *, viewer: Viewer, unit: Unit, period: Period, as_of: date, snapshot: str
) -> ReportContent:
    """Build the report of a year; the unit's own municipality is told first when SKR lists it.

    Raises:
        NotAllowed: the viewer may not see fees.
        NoFee: no fee is known of the year.
    """
    page = queries.fee_page(viewer, period.first_date.year)
    own = page.of(unit.name)
    findings = [words for row in page.differing for words in queries.differing_words(row)]
    tables = [_table(page, snapshot), *([_shared(own, snapshot)] if own else [])]
    return ReportContent(
        values={
            "year": page.rule.year, "rule": page.rule, "municipalities": len(page.rows),
            "own": own.municipality if own else "", "findings": findings,
            "limit": number(page.rule.large_above), "population_date": page.rule.population_date,
            "highest": number(float(page.rule.highest), 2),
        },
        tables={table.id: table for table in tables},
        figures=_figures(page, own, period, unit, snapshot),
        facts=((_("Avser"), period.words()), (_("Källa"), page.rule.source)),
        findings=tuple(findings),
    )  # fmt: skip


def _table(page: FeePage, snapshot: str) -> Table:
    columns = (
        Column(_("Kommun")), Column(_("Invånare"), Kind.COUNT), Column(_("Faktura 1 (kr)"),
        Kind.MONEY), Column(_("Faktura 2 (kr)"), Kind.MONEY), Column(_("Totalt (kr)"), Kind.MONEY),
    )  # fmt: skip
    rows = [
        (row.municipality, row.inhabitants, row.fee.invoice_1, row.fee.invoice_2, row.fee.total)
        for row in page.rows
    ]
    people, sums = sum(row.inhabitants for row in page.rows), page.sums
    last = (_("Summa"), people, sums.invoice_1, sums.invoice_2, sums.total)
    return Table("fees", _("Avgift till SKR %d, utan moms") % page.rule.year, columns,
                 (*rows, last), source=_("Källa: %s, räknat med avgiftens regel.")
                 % page.rule.source, total=True, snapshot=snapshot)  # fmt: skip


def _shared(own: FeeRow, snapshot: str) -> Table:
    rows = tuple(
        (_("Nämnd %d") % place, share)
        for place, share in enumerate(equal_shares(own.fee.total, BOARDS), 1)
    )
    columns = (Column(_("Nämnd")), Column(_("Andel (kr)"), Kind.MONEY))
    return Table("shares", _("Delad lika på tre nämnder"), columns,
                 (*rows, (_("Summa"), own.fee.total)), total=True, snapshot=snapshot)  # fmt: skip


def _figures(
    page: FeePage, own: FeeRow | None, period: Period, unit: Unit, snapshot: str
) -> dict[str, Figure]:  # fmt: skip
    values = {"fees": page.sums.total, **({"fee": own.fee.total} if own else {})}
    return {
        name: Figure(name, value, number(value), f"skr_{name}", str(period), unit.code, snapshot)
        for name, value in values.items()
    }


REPORTS = {
    NAME: ReportKind(
        name=NAME, title="Avgift till SKR", grains=frozenset({Grain.YEAR}),
        template="skr-avgift.md", build=build, capability=SEE,
    )
}  # fmt: skip
