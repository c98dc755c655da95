"""What the yearly reports ask for: figures as planned in exhibits.toml, all numbers at once."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from vaka.areas.figures import queries as figures
from vaka.documents.content import Cell
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.organisation.models import Unit
from vaka.law.period import Grain, Period
from vaka.metrics.definitions import named
from vaka.metrics.disclosure import is_hidden
from vaka.metrics.request import Request, Row

PEERS = {"vasternorrland": "länet", "riket": "riket"}
LONGEST = 10  # years back that any plan asks for


@dataclass(frozen=True)
class PlanLine:
    """One measure of a figure, of all or of one sex."""

    label: str
    measure: str
    sex: str = ""


@dataclass(frozen=True)
class Plan:
    """One figure as planned; see exhibits.toml."""

    id: str
    title: str
    draw: str
    lines: tuple[PlanLine, ...] = ()
    back: tuple[int, ...] = ()
    target: str = ""
    subject: str = ""
    lacks: str = ""
    quiet: bool = False
    grain: Grain = Grain.YEAR
    boxes: tuple[str, ...] = ()
    columns: int = 0
    peers: bool = False


@cache
def plans() -> Mapping[str, Plan]:
    """Give every planned figure by name."""
    told = tomllib.loads(Path(__file__).with_name("exhibits.toml").read_text("utf-8"))
    return {id: _plan(id, row) for id, row in told.items()}


def _plan(id: str, row: dict[str, Any]) -> Plan:
    back = row.get("at") or range(1 - row.get("years", 1), 1)
    lines = tuple(PlanLine(*line) for line in row.get("lines", ()))
    return Plan(
        id, row["title"], row["draw"], lines, tuple(back), row.get("target", ""),
        row.get("subject", ""), row.get("lacks", ""), row.get("quiet", False),
        Grain(row.get("grain", Grain.YEAR)), tuple(row.get("boxes", ())), row.get("columns", 0),
        row.get("peers", False),
    )  # fmt: skip


Key = tuple[str, str, str, int]  # unit, measure, sex, year


class Numbers:
    """All numbers that the plans ask for, from one snapshot."""

    def __init__(self, viewer: Viewer, unit: Unit, year: int, as_of: date) -> None:
        self.unit, self.year = unit, year
        asked = list(_requests(unit.code, year, as_of))
        answers = figures.ask(viewer, *asked)
        self.snapshot, self.is_suppressed = answers.snapshot, answers.is_suppressed
        self.unused = figures.unused(unit.code)
        self.rows: dict[Key, Row] = {}
        for request, rows in zip(asked, answers.rows, strict=True):
            for row in rows:
                self._keep(request.unit, row)

    def _keep(self, unit: str, row: Row) -> None:
        hidden = self.is_suppressed and is_hidden(row)
        if set(row.by) <= {"sex"} and (row.value is not None or hidden):
            year = Period.parse(row.period).first_date.year
            self.rows[unit, row.name, str(row.by.get("sex") or ""), year] = row

    def row(self, line: PlanLine, year: int, unit: str = "") -> Row | None:
        """Give a line's row of a year, at the report's own unit when none is named."""
        return self.rows.get((unit or self.unit.code, line.measure, line.sex, year))

    def value(self, line: PlanLine, year: int, unit: str = "") -> float | None:
        """Give a line's value of a year, None where nobody told it or it may not be shown."""
        row = self.row(line, year, unit)
        return None if row is None else row.value

    def cell(self, line: PlanLine, year: int, unit: str = "") -> Cell:
        """Give a line's cell of a year; why it is empty where that is known."""
        row = self.row(line, year, unit)
        if row is not None and row.value is not None:
            return whole(row.value)
        if row is not None:
            return _("visas inte")
        return _("används inte") if not unit and line.measure in self.unused else None


def whole(value: float) -> float:
    """Give a number without decimals as a whole one."""
    return int(value) if float(value).is_integer() else value


def short(unit: Unit) -> str:
    """The unit's name without what is said of it in brackets."""
    return str(unit.name).split(" (")[0]


def _requests(code: str, year: int, as_of: date) -> Iterator[Request]:
    """One question for the unit, one for each kind of period, one for each of the others."""
    for grain in (Grain.YEAR, Grain.TERTIAL, Grain.MONTH):
        wanted = {one.measure for plan in plans().values() if plan.grain is grain
                  for one in plan.lines}  # fmt: skip
        computed = {name for name in wanted if named(name).is_computed}
        for names, since in ((computed, year - 2), (wanted - computed, year - LONGEST + 1)):
            if names:
                period = Period(date(since, 1, 1), date(year, 12, 31), Grain.YEAR)
                yield Request(tuple(sorted(names)), code, period, ("sex",), grain, as_of,
                              lenient=True)  # fmt: skip
    for other in Unit.objects.filter(code__in=PEERS, is_reference=True).values_list(
        "code", flat=True
    ):
        for asked, since in _of_others(year):
            period = Period(date(since, 1, 1), date(year, 12, 31), Grain.YEAR)
            yield Request(asked, other, period, (), Grain.YEAR, as_of, lenient=True)


def _of_others(year: int) -> Iterator[tuple[tuple[str, ...], int]]:
    """What is asked of the county and the country, and from which year."""
    beside = {one.measure for plan in plans().values() if plan.draw == "peers"
              for one in plan.lines}  # fmt: skip
    over = {plan.lines[0].measure: min(plan.back) for plan in plans().values() if plan.peers}
    yield tuple(sorted(beside - set(over))), year
    if over:
        yield tuple(sorted(over)), year + min(over.values())
