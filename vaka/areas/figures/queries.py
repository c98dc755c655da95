"""The door to measures: who may see a unit's figures, how fresh they are, what is suppressed.

Every page, export and report asks here; nobody else opens the snapshot.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from vaka.areas.figures import tables
from vaka.areas.figures.models import Observation as Observation
from vaka.areas.figures.models import SeriesBreak, TypeTranslation
from vaka.areas.figures.observed_queries import Remark as Remark
from vaka.areas.figures.observed_queries import given_numbers as given_numbers
from vaka.areas.figures.observed_queries import latest as latest
from vaka.areas.figures.observed_queries import remarks as remarks
from vaka.areas.figures.observed_queries import remarks_by_measure as remarks_by_measure
from vaka.areas.figures.observed_queries import span as span
from vaka.areas.figures.observed_queries import unit_numbers as unit_numbers
from vaka.areas.figures.observed_queries import unused as unused
from vaka.areas.figures.register_queries import RegistersInUse as RegistersInUse
from vaka.areas.figures.rules import Break, Translation
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer, demand
from vaka.foundation.organisation.models import Unit, UnitPath, UnitQuerySet
from vaka.foundation.organisation.queries import local_value
from vaka.foundation.snapshot import writer
from vaka.law.period import Period, UnreadablePeriod
from vaka.metrics import disclosure
from vaka.metrics.definitions import named
from vaka.metrics.facts import Fact
from vaka.metrics.request import GroupKey, Part, Request, Row

if TYPE_CHECKING:
    from vaka.metrics.engine import Engine

SEE = "figures.see"


class UnclearFigure(ValueError):
    """An address asks for the cases behind a figure that there is none of."""


@dataclass(frozen=True)
class Answers:
    """Rows by question, in order, and how old the snapshot is that they come from.

    Attributes:
        made_at: when the snapshot was written.
        pending: how many changes have come since; they show within seconds.
        is_suppressed: small cells are hidden from this viewer.
    """

    rows: list[list[Row]]
    snapshot: str
    made_at: datetime
    pending: int
    is_suppressed: bool


@dataclass(frozen=True)
class HandedOut:
    """All that may be fetched of a measure and year, with the unit above each unit in it."""

    rows: list[Row]
    units: dict[str, str]
    snapshot: str
    made_at: datetime
    pending: int
    is_suppressed: bool


@dataclass(frozen=True)
class FactRows:
    """A fact's rows without what names a case, from one snapshot."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    snapshot: str


@dataclass(frozen=True)
class FigureAsked:
    """The figure that a list of cases was opened from, and exactly the cases it counted."""

    measure: str
    period: Period
    by: dict[str, GroupKey]
    ids: tuple[uuid.UUID, ...]


def ask(viewer: Viewer, *requests: Request) -> Answers:
    """Answer questions about one or several units that the viewer may see figures of.

    Raises:
        NotVisible: a unit's figures are not for this viewer.
        vaka.metrics errors: the question cannot be asked.
    """
    for code in {request.unit for request in requests}:
        _must_see(viewer, code)
    state = _brought_up()
    rows = engine().evaluate_many(requests)
    published = _references(request.unit for request in requests)
    hidden = [_needs_suppression(viewer, request, published) for request in requests]
    limit = local_value("disclosure.smallest_cell", viewer.on)
    shown = [
        disclosure.suppress(found, limit=limit) if hide else found
        for found, hide in zip(rows, hidden, strict=True)
    ]
    return Answers(shown, state.snapshot, state.made_at, state.pending, any(hidden))


def handed_out(viewer: Viewer, measure: str, unit: Unit, year: int) -> HandedOut:
    """Give all that may leave Vaka of a measure and year, for a unit and those below it.

    Whoever may not see every case behind gets small counts hidden over all of it together, so the
    same numbers stand whatever is asked for. Raises NotAllowed, NotVisible, UnknownMeasureError.
    """
    named(measure)
    _must_see(viewer, unit.code)
    units = _below(viewer, unit)
    limit = 0
    if not all(may_see_cases(viewer, measure, code) for code in units) and not unit.is_reference:
        limit = int(local_value("disclosure.smallest_cell", viewer.on))
    return _table(measure, units, year, limit)


def publishable(measure: str, unit: Unit, year: int, limit: int) -> HandedOut:
    """Give what may be shown to anybody of a measure and year; a limit of 0 hides nothing."""
    units = _below(Viewer.system("open_data"), unit)
    return _table(measure, units, year, limit)


def cuts(measure: str) -> tuple[str, ...]:
    """Give the cuts in which a measure is handed out, one at a time."""
    return tables.cuts(measure)


def _table(measure: str, units: dict[str, str], year: int, limit: int) -> HandedOut:
    state = _brought_up()
    asked = tables.wanted(measure, units, year, limit)
    rows = tables.rows(engine(), asked)
    return HandedOut(rows, units, state.snapshot, state.made_at, state.pending, bool(limit))


def _below(viewer: Viewer, unit: Unit) -> dict[str, str]:
    """The units that the viewer may see figures of, from this one down, with the one above each."""
    found = UnitPath.objects.current().filter(ancestor=unit)
    if not (viewer.everywhere or unit.is_reference):
        found = found.filter(descendant_id__in=viewer.unit_ids(SEE))
    rows = found.order_by("depth", "descendant__code").values_list(
        "descendant__code", "descendant__parent__code"
    )
    return {code: above or "" for code, above in rows} or {unit.code: ""}


def fact_rows(viewer: Viewer, fact: Fact, unit: Unit, year: int | None) -> FactRows:
    """Give a fact's rows of a year, without anything that names a case, where the viewer may see
    its cases. Raises NotAllowed where they may see none."""
    from vaka.metrics.extract import rows_of

    capability = f"{fact.name}.see"
    demand(viewer, capability, None if viewer.everywhere else unit.pk)
    units = set(_below(viewer, unit))
    if not viewer.everywhere:
        units &= viewer.unit_codes(capability)
    state = _brought_up()
    columns, rows = rows_of(engine().source, fact, year)
    place = columns.index("unit_code")
    return FactRows(columns, [row for row in rows if row[place] in units], state.snapshot)


def cases_behind(
    viewer: Viewer,
    measure: str,
    request: Request,
    by: dict[str, GroupKey],
    part: Part = Part.NUMERATOR,
) -> list[uuid.UUID]:
    """Give the cases behind one figure; the caller still passes them through `visible_to`.

    Raises:
        NotVisible: the unit's figures are not for this viewer.
        NotAllowed: the viewer may see figures but not the cases behind them.
    """
    _must_see(viewer, request.unit)
    if _needs_suppression(viewer, request, _references([request.unit])):
        raise NotAllowed(f"{_kind(measure)}.see")
    _brought_up()
    return [uuid.UUID(found) for found in engine().drilldown(measure, request, by, part)]


def asked(viewer: Viewer, query: Mapping[str, str]) -> FigureAsked | None:
    """Read the figure that a list's address names (`matt`, `enhet`, `period`, `by_…`), if any.

    Raises:
        UnclearFigure: no such measure, period or group.
        NotVisible, NotAllowed: as `cases_behind`.
    """
    measure = query.get("matt")
    if not measure:
        return None
    by = {name.removeprefix("by_"): _group(query[name]) for name in query if name.startswith("by_")}
    try:
        period = Period.parse(query.get("period", ""))
        request = Request(measures=(measure,), unit=query.get("enhet", ""), period=period)
        ids = cases_behind(viewer, measure, request, by)
    except (UnreadablePeriod, KeyError, ValueError) as error:
        raise UnclearFigure(str(error)) from error
    return FigureAsked(measure, period, by, tuple(ids))


def may_see_cases(viewer: Viewer, measure: str, unit_code: str) -> bool:
    """Say whether a figure of a unit opens to its cases for this viewer."""
    if viewer.everywhere:
        return True
    kind = _kind(measure)
    return bool(kind) and unit_code in viewer.unit_codes(f"{kind}.see")


def units_with_figures(viewer: Viewer) -> list[Unit]:
    """Give the units whose figures the viewer may see, reference units last."""
    own = Unit.objects.all() if viewer.everywhere else _own(viewer)
    return [*own.filter(is_reference=False), *Unit.objects.filter(is_reference=True)]


def translations() -> dict[tuple[str, str], list[Translation]]:
    """Give the translations of other systems' types, by system and old type in lower case."""
    found: dict[tuple[str, str], list[Translation]] = {}
    for row in TypeTranslation.objects.all():
        key = (row.source_system.casefold(), row.old_type.casefold())
        told = Translation(row.new_type, row.law, row.valid_from, row.valid_until)
        found.setdefault(key, []).append(told)
    return found


def all_translations() -> list[TypeTranslation]:
    """Give every translation by system and type, the latest of each first."""
    return list(TypeTranslation.objects.all())


def all_breaks() -> list[SeriesBreak]:
    """Give every break of a series, the earliest first."""
    return list(SeriesBreak.objects.all())


def breaks(fact: str, first: date, last: date) -> list[Break]:
    """Give the days between two dates from which a fact's figures are made another way."""
    rows = SeriesBreak.objects.filter(fact=fact, on_date__gt=first, on_date__lte=last)
    return [Break(row.on_date, row.reason) for row in rows]


def engine() -> "Engine":
    """Give this process's engine over the snapshot: the embedded one, or the one configured.

    Raises:
        EngineUnavailableError: the setting names an engine that is unknown or not installed.
    """
    return _engine(settings.ANALYTICS, _folder())


@lru_cache(maxsize=4)
def _engine(setting: str, root: Path) -> "Engine":
    # here, for Ibis and DuckDB are slow to load and few processes ask for figures
    from vaka.metrics.engine import Engine
    from vaka.metrics.engines import source_for

    return Engine(source_for(setting, root))


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "snapshot"


def _group(value: str) -> GroupKey:
    return int(value) if value.isdecimal() else value


def _own(viewer: Viewer) -> UnitQuerySet:
    return Unit.objects.filter(pk__in=viewer.unit_ids(SEE))


def _must_see(viewer: Viewer, code: str) -> None:
    if viewer.everywhere:
        return
    if not viewer.may(SEE):
        raise NotAllowed(SEE)
    if code in viewer.unit_codes(SEE):
        return
    if not Unit.objects.filter(code=code, is_reference=True).exists():
        raise NotVisible(code)


def _references(codes: Iterable[str]) -> set[str]:
    """Those of the units whose figures others have published."""
    found = Unit.objects.filter(code__in=set(codes), is_reference=True)
    return set(found.values_list("code", flat=True))


def _needs_suppression(viewer: Viewer, request: Request, published: set[str]) -> bool:
    if viewer.everywhere or request.unit in published:
        return False
    return not all(may_see_cases(viewer, name, request.unit) for name in request.measures)


def _kind(measure: str) -> str:
    """A fact's name is the kind of its cases; a published measure has neither."""
    fact = named(measure).fact
    return fact.name if fact else ""


def _brought_up() -> writer.SnapshotState:
    """The worker writes the snapshot seconds after a change; a first one is written here, and a
    foreign engine is given the newest."""
    from vaka.metrics.engines import bring_up

    state = writer.state() or writer.bring_up()
    bring_up(engine().source, _folder())
    return state
