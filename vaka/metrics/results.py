"""From result records to rows: totals, empty groups, intervals, published values, order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from vaka.calc.intervals import wilson
from vaka.metrics.definitions import named
from vaka.metrics.dimensions import DIMENSIONS
from vaka.metrics.expressions import width
from vaka.metrics.measure import Count, Measure, Share, Spread, Unit
from vaka.metrics.plan import Branch, parts_of
from vaka.metrics.request import GroupKey, Request, Row

Group = tuple[tuple[str, GroupKey], ...]
Cell = tuple[str, str, Group]
"""Measure, period, group; the group of a total is empty."""

Numbers = tuple[float | None, ...]
Record = tuple[str | None, tuple[str | None, ...], Numbers]
"""Period (None when the branch has one), group texts, numbers."""


@dataclass(slots=True)
class Figures:
    """Numbers by cell, as `expressions._numbers` gives them, and the groups met."""

    cells: dict[Cell, Numbers] = field(default_factory=dict)
    groups: dict[str, set[Group]] = field(default_factory=dict)

    def add(self, cell: Cell, numbers: Numbers) -> None:
        """Enter one cell; a group seen once is then expected in every period."""
        self.cells[cell] = numbers
        self.groups.setdefault(cell[0], set()).add(cell[2])


@dataclass(frozen=True, slots=True)
class Published:
    """A published value with the numbers printed beside it."""

    value: float | None
    numerator: float | None
    denominator: float | None
    n: float | None
    source: str


def gathered(branches: Sequence[Branch], records: Iterable[list[Record]]) -> Figures:
    """The numbers of all branches; the totals of sums are added up from their groups."""
    figures = Figures()
    for branch, found in zip(branches, records, strict=True):
        for record in found:
            _enter(figures, branch, record)
    for measure in dict.fromkeys(m for branch in branches for m in branch.shape.measures):
        if measure.is_additive:
            _add_totals(figures, measure.name)
    return figures


def rows_of(
    request: Request, computed: Figures, published: dict[Cell, Published], held: set[str]
) -> list[Row]:
    """All rows of the answer: measures as asked, then periods, totals first, then groups.

    A published value stands in every cell for which Vaka has no cases. `held` names the
    facts whose cases the unit may have; others give no computed row.
    """
    periods = [str(part) for part in parts_of(request)]
    return [
        row
        for measure in map(named, dict.fromkeys(request.measures))
        for row in _rows(request, measure, periods, computed, published, held)
    ]


def _rows(
    request: Request,
    measure: Measure,
    periods: list[str],
    computed: Figures,
    published: dict[Cell, Published],
    held: set[str],
) -> Iterator[Row]:
    is_held = measure.fact is not None and measure.fact.name in held
    is_asked = measure.name in computed.groups or _is_answerable(request, measure)
    groups = set(computed.groups.get(measure.name, ())) if is_held else set()
    groups |= {group for name, _, group in published if name == measure.name}
    if is_held and is_asked:
        groups.add(())
    for period in periods:
        for group in sorted(groups, key=_order):
            cell = (measure.name, period, group)
            numbers = computed.cells.get(cell) if is_held else None
            if cell in published and not _has_cases(measure, numbers):
                yield _published_row(request, cell, published[cell])
            elif is_held and is_asked:
                yield _computed_row(request, measure, cell, numbers or (0.0,) * width(measure))


def _is_answerable(request: Request, measure: Measure) -> bool:
    """A measure that lacks a filtered dimension cannot answer."""
    return measure.is_computed and all(name in measure.by for name, _ in request.only)


def _has_cases(measure: Measure, numbers: Numbers | None) -> bool:
    """The last number is what was counted, the denominator or n."""
    return bool(numbers and numbers[-1])


def _enter(figures: Figures, branch: Branch, record: Record) -> None:
    period, texts, numbers = record
    group: Group = tuple(
        (name, _key(name, text)) for name, text in zip(branch.shape.by, texts, strict=False)
    )
    start = 0
    for measure in branch.shape.measures:
        own = numbers[start : start + width(measure)]
        start += width(measure)
        if own[-1]:
            figures.add((measure.name, period or branch.periods[0], group), own)


def _key(dimension: str, text: str | None) -> GroupKey:
    if text is None:
        return None
    return int(text) if DIMENSIONS[dimension].is_number else text


def _add_totals(figures: Figures, name: str) -> None:
    totals: dict[str, list[float]] = {}
    for (measure, period, group), numbers in figures.cells.items():
        if measure == name and group:
            sums = totals.setdefault(period, [0.0] * len(numbers))
            totals[period] = [a + (b or 0) for a, b in zip(sums, numbers, strict=True)]
    for period, sums in totals.items():
        figures.add((name, period, ()), tuple(sums))


def _computed_row(request: Request, measure: Measure, cell: Cell, numbers: Numbers) -> Row:
    name, period, group = cell
    whole = [_number(number) for number in numbers]
    base = Row(name, request.unit, period, dict(group), source=measure.source)
    match measure.formula:
        case Count():
            return _with(base, value=whole[0], numerator=whole[0], n=whole[0])
        case Share():
            return _share_row(base, int(whole[0] or 0), int(whole[1] or 0))
        case Spread(statistic="sum") if measure.unit is Unit.COUNT:
            # what is counted is what was added up, not the rows: few of it are hidden as few
            if not whole[1]:
                return _with(base, n=0)  # nobody has told a month; that is not nought
            return _with(base, value=whole[0], numerator=whole[0], n=whole[0])
        case Spread():
            return _with(base, value=whole[0] if whole[1] else None, n=whole[1])
        case None:
            raise AssertionError(name)


def _share_row(base: Row, part: int, whole: int) -> Row:
    if not whole:
        return _with(base, numerator=0, denominator=0, n=0)
    low, high = wilson(part, whole)
    value = 100 * part / whole
    return _with(base, value=value, numerator=part, denominator=whole, n=whole, low=low, high=high)


def _published_row(request: Request, cell: Cell, found: Published) -> Row:
    name, period, group = cell
    low, high = _bounds(found)
    return Row(
        name,
        request.unit,
        period,
        dict(group),
        value=_number(found.value),
        numerator=_number(found.numerator),
        denominator=_number(found.denominator),
        n=_number(found.n),
        low=low,
        high=high,
        source=found.source,
    )


def _bounds(found: Published) -> tuple[float | None, float | None]:
    """The interval of a published share whose cases were printed beside it."""
    part, whole = _number(found.numerator), _number(found.denominator)
    if isinstance(part, int) and isinstance(whole, int) and 0 <= part <= whole and whole:
        return wilson(part, whole)
    return None, None


def _with(row: Row, **changes: float | int | None) -> Row:
    return Row(**{**row.as_json(), **changes})


def _number(number: float | None) -> float | int | None:
    """A whole number as an integer; what is no number as None."""
    if number is None or number != number:
        return None
    return int(number) if float(number).is_integer() else number


def _order(group: Group) -> tuple[tuple[int, int, str], ...]:
    """Totals first; labelled codes in their own order, numbers by size, texts, then None."""
    return tuple(_key_order(name, key) for name, key in group)


def _key_order(name: str, key: GroupKey) -> tuple[int, int, str]:
    if key is None:
        return (2, 0, "")
    labels = [code for code, _ in DIMENSIONS[name].labels]
    if key in labels:
        return (0, labels.index(str(key)), "")
    return (1, key if isinstance(key, int) else 0, str(key))
