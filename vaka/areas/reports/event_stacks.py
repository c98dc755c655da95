"""Events in parts: by month as closed and open, by type and area of work, infections by month."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from vaka.areas.reports.events import HEALTH, Asked, cell_of, nothing
from vaka.documents import charts
from vaka.documents.content import Cell, Column, Exhibit, Kind, Table
from vaka.documents.series import down
from vaka.documents.swedish import MONTHS
from vaka.metrics.request import Row

MOST_TYPES, MOST_AREAS = 8, 3
COVID = "Covid-19"


@dataclass(frozen=True)
class Split:
    """A whole and one of its parts, counted by month; below `limit` neither part is shown."""

    whole: str
    part: str
    limit: int = 0

    def of(self, rows: Sequence[Row]) -> dict[str, tuple[Cell, Cell]]:
        """Give the part and the rest of each month that has anything."""
        found: dict[str, dict[str, Cell]] = {}
        for row in rows:
            if row.by.get("month") is not None:
                found.setdefault(str(row.by["month"]), {})[row.name] = cell_of(row)
        both = {month: self._parts(told.get(self.whole), told.get(self.part, 0))
                for month, told in found.items()}  # fmt: skip
        return {month: parts for month, parts in both.items() if parts != (0, 0)}

    def _parts(self, whole: Cell, part: Cell) -> tuple[Cell, Cell]:
        if not isinstance(whole, (int, float)) or not isinstance(part, (int, float)):
            return _("visas inte"), _("visas inte")
        rest = whole - part
        if any(0 < one < self.limit for one in (part, rest)):
            return _("visas inte"), _("visas inte")
        return part, rest


def handled_by_month(asked: Asked, rows: Iterable[Row], limit: int) -> Exhibit:
    """Give the health care deviations by the month they were reported: closed, and still open."""
    title = _("Avslutade och öppna avvikelser efter månad, hälso- och sjukvård")
    health = [row for row in rows if row.by.get("law") in HEALTH]
    parts = Split("deviations", "deviations_closed", limit).of(health)
    return _by_month(asked, "deviation_months", title, (_("Avslutade"), _("Öppna")), parts)


def covid(asked: Asked, rows: Iterable[Row], limit: int) -> Exhibit:
    """Give the cases of covid-19 by the month the person fell ill: confirmed, and suspected."""
    title = _("Smittfall av covid-19 efter månad")
    own = [row for row in rows if row.by.get("type") == COVID]
    parts = Split("infections", "infections_confirmed", limit).of(own)
    return _by_month(asked, "covid", title, (_("Bekräftade"), _("Misstänkta")), parts)


def _by_month(
    asked: Asked, id: str, title: str, names: tuple[str, str], parts: dict[str, tuple[Cell, Cell]]
) -> Exhibit:
    months = _months(asked) if parts else []
    rows = [(MONTHS[int(code[-2:]) - 1], *parts.get(code, (0, 0))) for code in months]
    columns = (Column(_("Månad")), *(Column(name, Kind.COUNT) for name in names))
    return _stacked(asked, asked.table(id, title, columns, rows), id, title)


def _months(asked: Asked) -> list[str]:
    """The period's months that have begun; one without cases is a month too."""
    first, last = asked.period.first_date, min(asked.period.last_date, asked.as_of)
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [f"{first.year + (first.month - 1 + i) // 12}-{(first.month - 1 + i) % 12 + 1:02}"
            for i in range(count)]  # fmt: skip


def _stacked(asked: Asked, table: Table | None, id: str, title: str) -> Exhibit:
    if table is None:
        return Exhibit(id, lacks=nothing(title, asked))
    names = [column.name for column in table.columns]
    is_drawn = any(isinstance(cell, (int, float)) for row in table.rows for cell in row[1:])
    if not is_drawn:
        return Exhibit(id, table=table)
    chart = charts.stacked(id, title, table, down(table, names[0], *names[1:]), what=title,
                           period=asked.period.words())  # fmt: skip
    return Exhibit(id, chart)


def by_organisation(asked: Asked, rows: Iterable[Row]) -> Exhibit:
    """Give the commonest types side by side in the areas of work that have most of them."""
    id, title = "deviation_organisation", _("De vanligaste typerna i olika verksamheter")
    told = {(str(row.by["type"]), str(row.by["area"])): cell_of(row) for row in rows
            if row.by.get("type") and row.by.get("area")}  # fmt: skip
    areas, types = _largest(told, 1)[:MOST_AREAS], _largest(told, 0)[:MOST_TYPES]
    if len(areas) < 2:
        return Exhibit(id, lacks=nothing(title, asked))
    columns = (Column(_("Typ")), *(Column(area, Kind.COUNT) for area in areas))
    table = asked.table(
        id, title, columns, ((one, *(told.get((one, area), 0) for area in areas)) for one in types)
    )
    if table is None:
        return Exhibit(id, lacks=nothing(title, asked))
    chart = charts.grouped(id, title, table, down(table, columns[0].name, *areas), what=title,
                           period=asked.period.words())  # fmt: skip
    return Exhibit(id, chart)


def _largest(told: dict[tuple[str, str], Cell], place: int) -> list[str]:
    """Types (0) or areas (1) by how many cases they have, the largest first."""
    sizes: dict[str, float] = {}
    for key, cell in told.items():
        sizes[key[place]] = sizes.get(key[place], 0) + (
            cell if isinstance(cell, (int, float)) else 0
        )
    return sorted((one for one in sizes if sizes[one]), key=lambda one: (-sizes[one], one))
