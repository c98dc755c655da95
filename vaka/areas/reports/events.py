"""The year's deviations, misconduct and infections as the yearly reports count them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from vaka.areas.figures import queries as figures
from vaka.areas.reports.numbers import short
from vaka.areas.reports.sentences import decimals
from vaka.documents import charts
from vaka.documents.content import Cell, Chart, Column, Exhibit, Kind, Table
from vaka.documents.series import down
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import local_value
from vaka.law.period import Period
from vaka.metrics.dimensions import DIMENSIONS
from vaka.metrics.disclosure import is_hidden
from vaka.metrics.request import Request, Row

MOST = 15
SOCIAL, HEALTH = {"SoL", "LSS", "SoL/LSS"}, {"HSL"}
CHAIN = "vårdkedjan"


@dataclass(frozen=True)
class Asked:
    """Who asks, about which unit and year, as known on which day, and under what source line."""

    viewer: Viewer
    unit: Unit
    period: Period
    as_of: date
    source: str
    snapshot: str

    def table(self, id: str, title: str, columns: Iterable[Column],
              rows: Iterable[tuple[Cell, ...]]) -> Table | None:  # fmt: skip
        """Give a table under the report's source line, None without rows."""
        told = tuple(rows)
        if not told:
            return None
        return Table(id, title, tuple(columns), told, self.source, snapshot=self.snapshot)


def nothing(title: str, asked: Asked) -> str:
    """Say that Vaka knows nothing of this at the unit."""
    return _("%(title)s: Vaka har inga uppgifter för %(unit)s %(period)s.") % {
        "title": title, "unit": short(asked.unit), "period": asked.period.words(),
    }  # fmt: skip


def smallest(viewer: Viewer) -> int:
    """The smallest count that may be shown where small ones are hidden."""
    return int(local_value("disclosure.smallest_cell", viewer.on))


class Deviations:
    """The year's deviations by type, unit, area, age and how they were handled."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        before = asked.period.same_last_year()

        def ask(*names: str, by: tuple[str, ...], over: Period = asked.period) -> Request:
            return Request(names, asked.unit.code, over, by, None, asked.as_of, lenient=True)

        answers = figures.ask(
            asked.viewer,
            ask("deviations", by=("type", "law")),
            ask("deviations", by=("type", "law"), over=before),
            ask("deviations", by=("area", "type")),
            ask("deviations", by=("unit",)),
            ask("deviations", "deviations_assessed_share", "deviations_serious",
                "deviations_closed_share", "deviations_unhandled_share", "lex_sarah_reported",
                by=("law",)),
            ask("deviations_open_by_age", by=("age",)),
            ask("infections", "infections_confirmed", by=("type", "month")),
            ask("investigations", by=("form", "law")),
            ask("deviations", "deviations_closed", by=("law", "month")),
        )  # fmt: skip
        (self.types, self.before, self.areas, self.units, self.handled, self.ages, self.sick,
         self.looked_into, self.months) = answers.rows  # fmt: skip
        self.limit = smallest(asked.viewer) if answers.is_suppressed else 0

    def exhibits(self) -> Iterator[tuple[str, Exhibit]]:
        """Give each exhibit by name."""
        whole = self._by_type("deviation_types_social", _("Avvikelser inom socialtjänst"), SOCIAL)
        health = self._by_type("deviation_types_health", _("Avvikelser inom hälso- och sjukvård"),
                               HEALTH)  # fmt: skip
        chain = self._by_type("chain", _("Avvikelser i vårdkedjan"), HEALTH, CHAIN)
        for table in (whole, health):
            yield self._told(table, draw=False)
        yield self._told(chain, draw=False)
        yield self._told(self._groups("deviation_units", _("Avvikelser per enhet"), self.units,
                                      "unit"))  # fmt: skip
        yield self._told(self._by_area(), draw=False)
        yield self._told(self._ages())
        yield self._told(self._handling())
        yield self._told(self._one("lex_sarah", _("Anmälda till IVO enligt lex Sarah"),
                                   "lex_sarah_reported", SOCIAL), draw=False)  # fmt: skip
        yield self._told(self._one("lex_maria", _("Bedömda som allvarlig vårdskada"),
                                   "deviations_serious", HEALTH), draw=False)  # fmt: skip
        yield self._told(self._classes(), draw=False)
        yield self._told(self._groups("lex_sarah_investigations", _("Utredningar efter lag"),
                                      self._lex_sarah(), "law"))  # fmt: skip

    def _told(self, made: tuple[str, str, Table | None], *, draw: bool = True
              ) -> tuple[str, Exhibit]:  # fmt: skip
        name, title, table = made
        if table is None:
            return name, Exhibit(name, lacks=nothing(title, self.asked))
        chart = _bars(table, self.asked.period) if draw and len(table.rows) > 1 else None
        return name, Exhibit(name, chart, None if chart else table)

    def _by_type(self, name: str, title: str, laws: set[str], part: str = ""
                 ) -> tuple[str, str, Table | None]:  # fmt: skip
        now, then = (_sums(rows, laws, part) for rows in (self.types, self.before))
        none = None if self.asked.unit.is_reference else 0
        names = sorted({*now, *then}, key=lambda key: (-_size(now.get(key)), key))
        rows = [(key, then.get(key, none), now.get(key, none)) for key in names]
        columns = (Column(_("Typ")), Column(self.asked.period.same_last_year().words(), Kind.COUNT),
                   Column(self.asked.period.words(), Kind.COUNT))  # fmt: skip
        return name, title, self.asked.table(name, title, columns, rows)

    def _groups(self, name: str, title: str, rows: list[Row], by: str
                ) -> tuple[str, str, Table | None]:  # fmt: skip
        labels = dict(DIMENSIONS[by].labels)
        names = _unit_names(rows) if by == "unit" else {}
        found = [(row.by.get(by), cell_of(row)) for row in rows if row.by.get(by) is not None]
        told = [(names.get(str(key), labels[str(key)].sv if str(key) in labels else str(key)), cell)
                for key, cell in found if cell not in (None, 0)]  # fmt: skip
        told.sort(key=lambda pair: -_size(pair[1]))
        columns = (Column(str(DIMENSIONS[by].title.sv)), Column(_("Antal"), Kind.COUNT))
        return name, title, self.asked.table(name, title, columns, told[:MOST])

    def _by_area(self) -> tuple[str, str, Table | None]:
        """The three commonest types of each area of work."""
        title = _("De vanligaste typerna efter verksamhet")
        found: dict[str, list[tuple[str, Cell]]] = {}
        for row in self.areas:
            area, kind = row.by.get("area"), row.by.get("type")
            if area and kind and cell_of(row) not in (None, 0):
                found.setdefault(str(area), []).append((str(kind), cell_of(row)))
        rows = [
            (area, kind, cell)
            for area in sorted(found)
            for kind, cell in sorted(found[area], key=lambda one: -_size(one[1]))[:3]
        ]
        columns = (Column(_("Verksamhet")), Column(_("Typ")), Column(_("Antal"), Kind.COUNT))
        return (
            "deviation_types_area",
            title,
            self.asked.table("deviation_types_area", title, columns, rows),
        )

    def _ages(self) -> tuple[str, str, Table | None]:
        title = _("Öppna avvikelser efter ålder")
        told = {row.by.get("age"): cell_of(row) for row in self.ages if row.by}
        rows = [(label.sv, told[code]) for code, label in DIMENSIONS["age"].labels if code in told]
        columns = (Column(_("Tid sedan rapporten")), Column(_("Antal"), Kind.COUNT))
        made = self.asked.table("deviation_age", title, columns, rows)
        return "deviation_age", title, made

    def _lex_sarah(self) -> list[Row]:
        return [row for row in self.looked_into if row.by.get("form") == "lex_sarah"]

    def _one(self, id: str, title: str, name: str, laws: set[str]
             ) -> tuple[str, str, Table | None]:  # fmt: skip
        """One count under some laws, where it was told."""
        cells = [cell_of(row) for row in self.handled
                 if row.name == name and row.by.get("law") in laws]  # fmt: skip
        known = [cell for cell in cells if cell is not None]
        if not known and not self.asked.unit.is_reference:
            known = [0]  # Vaka holds the cases itself, so none is a number
        rows = [(title, known[0])] if known else []
        columns = (Column(_("Anmälningar")), Column(self.asked.period.words(), Kind.COUNT))
        return id, title, self.asked.table(id, title, columns, rows)

    def _health(self, name: str) -> Row | None:
        """A measure under the health care act, where that was told by itself."""
        rows = [row for row in self.handled if row.name == name and row.by.get("law") in HEALTH]
        return rows[0] if rows else None

    def _handling(self) -> tuple[str, str, Table | None]:
        title = _("Hur avvikelserna inom hälso- och sjukvård har hanterats")
        labels = {"deviations_closed_share": _("Avslutade"),
                  "deviations_unhandled_share": _("Inte avslutade")}  # fmt: skip
        rows = [(label, row.value) for name, label in labels.items()
                if (row := self._health(name)) is not None and row.value is not None]  # fmt: skip
        places = decimals([value for _label, value in rows])
        columns = (Column(_("Läge")), Column(_("Andel"), Kind.PERCENT, places))
        made = self.asked.table("deviation_handling", title, columns, rows)
        return "deviation_handling", title, made

    def _classes(self) -> tuple[str, str, Table | None]:
        title = _("Riskbedömda avvikelser inom hälso- och sjukvård")
        share, serious = (
            self._health(f"deviations_{one}") for one in ("assessed_share", "serious")
        )
        told = self._health("deviations")
        rows: list[tuple[Cell, ...]] = [(_("Rapporterade"), cell_of(told))]
        rows.append((_("Riskbedömda"), None if share is None else _number(share.numerator)))
        rows.append((_("Bedömda som allvarlig vårdskada"), cell_of(serious)))
        columns = (Column(_("Avvikelser")), Column(_("Antal"), Kind.COUNT))
        known = rows if any(cell is not None for _label, cell in rows) else []
        return "harm_classes", title, self.asked.table("harm_classes", title, columns, known)


def _bars(table: Table, period: Period) -> Chart:
    series = down(table, table.columns[0].name, table.columns[1].name)[0]
    return charts.bars(table.id, table.title, table, series, what=table.title,
                       period=period.words())  # fmt: skip


def _unit_names(rows: list[Row]) -> dict[str, str]:
    codes = [str(row.by["unit"]) for row in rows if row.by.get("unit")]
    return dict(Unit.objects.filter(code__in=codes).values_list("code", "name"))


def _number(value: float | None) -> Cell:
    return None if value is None else int(value) if float(value).is_integer() else value


def cell_of(row: Row | None) -> Cell:
    """Give a counted cell; one that may not be shown says so."""
    if row is None:
        return None
    return _("visas inte") if is_hidden(row) else _number(row.value)


def _size(cell: Cell) -> float:
    return cell if isinstance(cell, (int, float)) else 0.0


def _sums(rows: list[Row], laws: set[str], part: str) -> dict[str, Cell]:
    """Counts by type over some laws; one that may not be shown hides its sum."""
    found: dict[str, Cell] = {}
    for row in rows:
        kind = row.by.get("type")
        if kind and row.by.get("law") in laws and part in str(kind):
            cell, stood = cell_of(row), found.get(str(kind), 0)
            both = isinstance(cell, (int, float)) and isinstance(stood, (int, float))
            found[str(kind)] = cell + stood if both else cell  # type: ignore[operator]
    return found
