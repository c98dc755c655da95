"""The report `avvikelser`: a period's deviations and how they were handled, as typed tables.

The same code reports a reference unit from what was published: what its source did not print is
missing here too, and says so. Every number is a row of the measure engine.
"""

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from vaka.areas.deviations.rules import CLOSED_LABELS, LIKELIHOOD_LABELS, SEVERITY_LABELS, Law
from vaka.areas.figures import queries as figures
from vaka.documents import charts, swedish
from vaka.documents.content import Cell, Chart, Column, Figure, Kind, Table
from vaka.documents.kinds import ReportContent, ReportKind
from vaka.documents.series import NothingToDraw, across, down
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.organisation.models import Unit
from vaka.law import cite
from vaka.law.period import Grain, Period
from vaka.metrics.dimensions import DIMENSIONS
from vaka.metrics.disclosure import is_hidden
from vaka.metrics.request import Request, Row
from vaka.web.words import day

NAME = "avvikelser"
HANDLING = (
    "deviations",
    "deviations_assessed_share",
    "deviations_closed_share",
    "deviations_unhandled_share",
    "deviations_closed_in_month_share",
    "deviations_serious",
)
SHARES = tuple(name for name in HANDLING if name.endswith("_share"))
# A share's own count stands among the counts: how many were assessed, how many closed.
COUNTS = (
    "deviations",
    "deviations_assessed_share",
    "deviations_closed_share",
    "deviations_serious",
)
COUNT_LABELS = {
    "deviations": "Rapporterade",
    "deviations_assessed_share": "Riskbedömda",
    "deviations_closed_share": "Avslutade",
    "deviations_serious": "Bedömda som allvarlig vårdskada",
}
HANDLING_LABELS = {
    "deviations": "Rapporterade",
    "deviations_assessed_share": "Riskbedömda, andel",
    "deviations_closed_share": "Avslutade, andel",
    "deviations_unhandled_share": "Inte avslutade, andel",
    "deviations_closed_in_month_share": "Avslutade inom en månad, andel",
    "deviations_serious": "Bedömda som allvarlig vårdskada",
}
LAWS = (*Law, "SoL/LSS")
MOST_COMMON, THREE = 10, 3


class _Report:
    """One report under construction: the answers, and the tables made of them."""

    def __init__(self, viewer: Viewer, unit: Unit, period: Period, as_of: date) -> None:
        self.unit, self.period, self.as_of = unit, period, as_of
        self.before = period.same_last_year()
        self.answers = figures.ask(viewer, *self._questions())
        keys = ("totals", "law", "type", "before", "month", "area", "risk", "age", "how")
        told = [[self._told(row) for row in rows] for rows in self.answers.rows]
        self.rows = dict(zip(keys, told, strict=True))
        self.source = _("Källa: avvikelser i Vaka, läget %(day)s, uttag %(snapshot)s.") % {
            "day": day(as_of), "snapshot": self.answers.snapshot,
        }  # fmt: skip

    def _told(self, row: Row) -> Row:
        """Unless small numbers are hidden, a number that is missing was never published."""
        is_missing = row.value is None and row.n is None and not self.answers.is_suppressed
        return replace(row, n=0) if is_missing else row

    def _questions(self) -> Iterator[Request]:
        def ask(*measures: str, by: tuple[str, ...] = (), over: Period = self.period,
                grain: Grain | None = None) -> Request:  # fmt: skip
            return Request(measures, self.unit.code, over, by, grain, self.as_of)

        yield ask(*HANDLING)
        yield ask(*HANDLING, by=("law",))
        yield ask("deviations", by=("type", "law"))
        yield ask("deviations", by=("type", "law"), over=self.before)
        yield ask("deviations", grain=Grain.MONTH)
        yield ask("deviations", by=("area", "type"))
        yield ask("deviations_risk_matrix", by=("severity", "likelihood"))
        yield ask("deviations_open_by_age", by=("age",))
        yield ask("deviations_closed", by=("closed_how",))

    @property
    def total(self) -> Row:
        """The period's count; a source that printed it by law only is summed over its laws."""
        row = next((r for r in self.rows["totals"] if r.name == "deviations" and not r.by), None)
        if row is not None and row.value is not None:
            return row
        parts = [r for r in self.rows["law"] if r.name == "deviations" and r.by]
        known = [r.value for r in parts if r.value is not None]
        is_whole = bool(known) and len(known) == len(parts)
        value = sum(known) if is_whole else None
        n = None if row is not None and is_hidden(row) else 0
        return Row("deviations", self.unit.code, str(self.period), value=value, n=n)

    def tables(self) -> Iterator[Table]:
        """Every table; those that the source cannot fill are left out by the template."""
        yield self._by_type("by_type_hsl", _("Hälso- och sjukvård"), {Law.HSL})
        yield self._by_type("by_type_sol", _("Socialtjänst"), {Law.SOL, Law.LSS, "SoL/LSS"})
        yield self._by_type("by_type_aml", _("Arbetsmiljö"), {Law.AML})
        yield self._handling("handling", _("Så många har hanterats"), COUNTS, Kind.COUNT)
        yield self._handling("handling_shares", _("Så stor andel"), SHARES, Kind.PERCENT)
        yield self._months()
        yield self._areas()
        yield self._most_common()
        yield self._risk()
        yield self._ages()
        yield self._closed()

    def _table(
        self,
        identity: str,
        title: str,
        columns: Iterable[Column],
        rows: Iterable[tuple[Cell, ...]],
        *,
        total: bool = False,
    ) -> Table:
        return Table(identity, title, tuple(columns), tuple(rows), self.source, total,
                     snapshot=self.answers.snapshot)  # fmt: skip

    def _by_type(self, identity: str, title: str, laws: set[str]) -> Table:
        now, then = (_sums(self.rows[key], laws) for key in ("type", "before"))
        names = sorted({*now, *then}, key=lambda name: (-_size(now.get(name)), name))
        none = None if self.unit.is_reference else 0
        rows = [(name, then.get(name, none), now.get(name, none)) for name in names]
        total = (_("Summa"), _total(r[1] for r in rows), _total(r[2] for r in rows))
        columns = (Column(_("Typ")), Column(self.before.words(), Kind.COUNT),
                   Column(self.period.words(), Kind.COUNT))  # fmt: skip
        return self._table(
            identity, title, columns, (*rows, total) if rows else (), total=bool(rows)
        )

    def _handling(self, identity: str, title: str, names: tuple[str, ...], kind: Kind) -> Table:
        laws = [law for law in LAWS if _cell(self.rows["law"], "deviations", law) is not None]
        columns = (Column(_("Hantering")), *(Column(str(law), kind) for law in (*laws, _("Alla"))))
        rows = (tuple(self._handled(name, laws, kind)) for name in names)
        return self._table(identity, title, columns, rows)

    def _handled(self, name: str, laws: Iterable[str], kind: Kind) -> Iterator[Cell]:
        labels = COUNT_LABELS if kind is Kind.COUNT else HANDLING_LABELS
        yield _(labels[name])
        for law in laws:
            yield self._shown(_row(self.rows["law"], name, law), name, kind)
        if name == "deviations":
            yield _number(self.total)
        else:
            yield self._shown(_row(self.rows["totals"], name), name, kind)

    def _shown(self, row: Row | None, name: str, kind: Kind) -> Cell:
        """A share, or a count; a share's count is its numerator. A count that the own cases do
        not hold is nought; a source that is silent is silent."""
        if row is not None and is_hidden(row):
            return _("visas inte")
        if kind is not Kind.COUNT:
            return None if row is None else row.value
        number = None if row is None else row.numerator if name in SHARES else row.value
        return 0 if number is None and not self.unit.is_reference else number

    def _months(self) -> Table:
        """Months run across, with their sum last."""
        months = [row for row in self.rows["month"] if not row.by]
        shown = [row for row in months if Period.parse(row.period).first_date <= self.as_of]
        names = [Period.parse(row.period).words()[:3] for row in shown]
        columns = (Column(_("Månad")), *(Column(name, Kind.COUNT) for name in (*names, _("Summa"))))
        counts = [_number(row) for row in shown]
        rows = ((_("Avvikelser"), *counts, _total(counts)),) if shown else ()
        return self._table("by_month", _("Avvikelser efter månad"), columns, rows)

    def _areas(self) -> Table:
        found: dict[str, list[Row]] = {}
        for row in self.rows["area"]:
            if row.by and row.value:
                found.setdefault(str(row.by["area"]), []).append(row)
        rows = []
        for area, types in sorted(found.items()):
            ordered = sorted(types, key=lambda r: (-(r.value or 0), str(r.by["type"])))[:THREE]
            names = [f"{r.by['type']} ({swedish.number(r.value or 0)})" for r in ordered]
            rows.append((area, *names, *[""] * (THREE - len(names))))
        columns = tuple(Column(name) for name in (_("Verksamhet"), _("Vanligast"), _("Näst"),
                                                  _("Tredje")))  # fmt: skip
        return self._table(
            "by_area", _("De tre vanligaste typerna i varje verksamhet"), columns, tuple(rows)
        )

    def _most_common(self) -> Table:
        now = _sums(self.rows["type"], set(LAWS))
        ordered = sorted(now.items(), key=lambda pair: (-_size(pair[1]), pair[0]))[:MOST_COMMON]
        columns = (Column(_("Typ")), Column(_("Avvikelser"), Kind.COUNT))
        return self._table("most_common", _("De tio vanligaste typerna"), columns, tuple(ordered))

    def _risk(self) -> Table:
        cells = {
            (r.by["likelihood"], r.by["severity"]): _number(r) for r in self.rows["risk"] if r.by
        }
        names = [str(label) for label in SEVERITY_LABELS.values()]
        columns = (Column(_("Sannolikhet")), *(Column(name, Kind.COUNT) for name in names))
        rows = tuple(
            (str(LIKELIHOOD_LABELS[grade]), *(cells.get((grade, s), 0) for s in SEVERITY_LABELS))
            for grade in sorted(LIKELIHOOD_LABELS, reverse=True)
        )
        return self._table(
            "risk", _("Riskbedömningar: sannolikhet och allvar"), columns, rows if cells else ()
        )

    def _ages(self) -> Table:
        found = {r.by["age"]: _number(r) for r in self.rows["age"] if r.by}
        rows = tuple((label.sv, found.get(code, 0)) for code, label in DIMENSIONS["age"].labels)
        columns = (Column(_("Ålder")), Column(_("Öppna avvikelser"), Kind.COUNT))
        return self._table(
            "by_age", _("Öppna avvikelser efter ålder"), columns, rows if found else ()
        )

    def _closed(self) -> Table:
        found = {r.by["closed_how"]: _number(r) for r in self.rows["how"] if r.by}
        rows = [(str(label).capitalize(), found.get(how.value, 0)) for how, label in
                CLOSED_LABELS.items()]  # fmt: skip
        columns = (Column(_("Avslutade")), Column(_("Avvikelser"), Kind.COUNT))
        return self._table(
            "closed_how",
            _("Avslutade med och utan utredning"),
            columns,
            tuple(rows) if found else (),
        )

    def charts(self, tables: dict[str, Table]) -> Iterator[Chart]:
        """The trend and the most common types, where there is something to draw."""
        words = {"what": _("Avvikelser"), "period": self.period.words()}
        months, common = tables["by_month"], tables["most_common"]
        with contextlib.suppress(NothingToDraw):
            over_time = across(months, skip=(_("Summa"),))
            yield charts.trend("months", months.title, months, over_time, **words)
        with contextlib.suppress(NothingToDraw):
            by_type = down(common, _("Typ"), _("Avvikelser"))[0]
            yield charts.bars("types", common.title, common, by_type, **words)

    def headline(self) -> str:
        """The conclusion, as the report's title."""
        words = {"n": _text(self.total), "unit": self.unit.name, "when": self.period.words()}
        return _("%(n)s avvikelser i %(unit)s %(when)s") % words


def build(
    *, viewer: Viewer, unit: Unit, period: Period, as_of: date, snapshot: str
) -> ReportContent:
    """Build the report of a unit with all below it.

    Raises:
        NotVisible, NotAllowed: the unit's figures are not for this viewer.
    """
    report = _Report(viewer, unit, period, as_of)
    tables = {table.id: table for table in report.tables()}
    drawn = {chart.id: chart for chart in report.charts(tables)}
    return ReportContent(
        values={
            "headline": report.headline(),
            "unit": unit.name,
            "period": period.words(),
            "as_of": day(as_of),
            "law": cite("management_system.reports", on=period.last_date).text,
            "breaks": [
                _("Från %(day)s: %(reason)s") % {"day": day(one.on_date), "reason": one.reason}
                for one in figures.breaks("deviation", period.first_date, period.last_date)
            ],
            "filled": [identity for identity, table in tables.items() if table.rows],
            "drawn": list(drawn),
            "closed_share": _share_text(report, "deviations_closed_share"),
            "assessed_share": _share_text(report, "deviations_assessed_share"),
            "is_suppressed": report.answers.is_suppressed,
        },
        tables=tables,
        charts=drawn,
        figures={row.name: _figure(row, report) for row in (report.total, *_totals(report))},
        facts=((_("Avser"), f"{unit.name}, {period.words()}"), (_("Läget"), day(as_of))),
        findings=tuple(_findings(tables, report)),
    )


def _findings(tables: dict[str, Table], report: _Report) -> Iterator[str]:
    """What does not add up between the tables, in words."""
    by_type = [t.rows[-1][2] for i, t in tables.items() if i.startswith("by_type") and t.rows]
    numbers = [cell for cell in by_type if isinstance(cell, int | float)]
    total = report.total.value
    if total is not None and len(numbers) == len(by_type) and sum(numbers) != total:
        yield _("Summan av typerna är %(sum)s men antalet är %(total)s.") % {
            "sum": swedish.number(sum(numbers)), "total": swedish.number(total),
        }  # fmt: skip


def _totals(report: _Report) -> list[Row]:
    return [r for r in report.rows["totals"] if not r.by and r.name != "deviations"]


def _figure(row: Row, report: _Report) -> Figure:
    return Figure(row.name, row.value, _text(row), row.name, str(report.period), report.unit.code,
                  report.answers.snapshot)  # fmt: skip


def _share_text(report: _Report, name: str) -> str:
    row = next((r for r in _totals(report) if r.name == name), None)
    return "" if row is None or row.value is None else _text(row)


def _text(row: Row) -> str:
    if row.value is None:
        return _("färre än fem") if is_hidden(row) else _("ett okänt antal")
    if row.name.endswith("_share"):
        return swedish.percent(row.value)
    return swedish.number(row.value)


def _number(row: Row) -> Cell:
    if row.value is None:
        return _("färre än 5") if is_hidden(row) else None
    return int(row.value)


def _cell(rows: Iterable[Row], name: str, law: str) -> float | int | None:
    row = _row(rows, name, law)
    return None if row is None else row.value


def _row(rows: Iterable[Row], name: str, law: str = "") -> Row | None:
    """The row of a measure under a law, or its total."""
    return next((r for r in rows if r.name == name and r.by.get("law", "") == law), None)


def _sums(rows: Iterable[Row], laws: set[str]) -> dict[str, Cell]:
    """Counts by type over some laws; one hidden part hides the sum."""
    found: dict[str, Cell] = {}
    for row in rows:
        if row.by and row.by.get("law") in laws:
            name, number = str(row.by["type"]), _number(row)
            found[name] = _both(found.get(name, 0), number)
    return found


def _both(one: Cell, other: Cell) -> Cell:
    """Two counts together; what is hidden hides the sum, what is missing leaves it unknown."""
    if isinstance(one, int) and isinstance(other, int):
        return one + other
    return _("färre än 5") if isinstance(one, str) or isinstance(other, str) else None


def _total(cells: Iterable[Cell]) -> Cell:
    known = [cell for cell in cells if cell is not None]
    if any(isinstance(cell, str) for cell in known):
        return _("visas inte")
    return sum(cell for cell in known if isinstance(cell, int)) if known else None


def _size(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0


REPORTS = {
    NAME: ReportKind(
        name=NAME,
        title="Avvikelser",
        grains=frozenset({Grain.MONTH, Grain.QUARTER, Grain.TERTIAL, Grain.YEAR}),
        template="avvikelser.md",
        build=build,
        capability=figures.SEE,
    )
}
