"""Swedish alt texts of charts: what, period, lowest, highest, latest, trend, what is missing."""

import math

from vaka.documents.series import Point, Series

_ENOUGH_FOR_TREND = 8
_Z = 1.96  # two-sided 5 %


def bars(series: Series, what: str, period: str) -> str:
    """Alt text of bars: every value when they are few, otherwise highest and lowest."""
    if not series.known:
        return f"{_head(what, period)} Inga värden kan visas."
    return _sentences(_head(what, period), _list_or_range(series), _missing(series))


def trend(series: tuple[Series, ...], what: str, period: str) -> str:
    """Alt text of lines: lowest, highest, latest and trend of each series."""
    parts = [_line(one, named=len(series) > 1) for one in series]
    return _sentences(_head(what, period), *parts)


def stacked(series: tuple[Series, ...], what: str, period: str) -> str:
    """Alt text of stacked bars: the sum of each part."""
    kinds = ", ".join(one.name for one in series)
    tops = [f"{one.name}: {_list_or_range(one)}" for one in series]
    return _sentences(f"{_head(what, period)} Delar: {kinds}.", *tops, *map(_missing, series))


def matrix(series: tuple[Series, ...], what: str, period: str) -> str:
    """Alt text of a heat matrix: the size, and the cells that have most."""
    cells = [(one, point) for one in series for point in one.known if point.value]
    cells.sort(key=lambda cell: -(cell[1].value or 0))
    most = ", ".join(
        f"{one.name} och {point.label} {_text(one, point)}" for one, point in cells[:3]
    )
    size = f"Rutnät med {len(series)} rader och {len(series[0].points)} kolumner."
    return _sentences(
        _head(what, period), size, f"Flest: {most}." if most else "Alla rutor är tomma."
    )


def direction(values: list[float]) -> str:
    """ "ökar", "minskar" or "ingen tydlig trend"; "" for fewer than eight values.

    Mann-Kendall test with normal approximation, two-sided 5 % (Kendall, Rank Correlation
    Methods, 1975, chapter 4), variance corrected for ties.
    """
    n = len(values)
    if n < _ENOUGH_FOR_TREND:
        return ""
    score = sum(_sign(values[j] - values[i]) for i in range(n) for j in range(i + 1, n))
    ties = [values.count(value) for value in set(values)]
    variance = (_spread(n) - sum(map(_spread, ties))) / 18
    if not variance or abs(score) - 1 < _Z * math.sqrt(variance):
        return "ingen tydlig trend"
    return "ökar" if score > 0 else "minskar"


def _spread(n: int) -> int:
    return n * (n - 1) * (2 * n + 5)


def _sign(x: float) -> int:
    return (x > 0) - (x < 0)


def _head(what: str, period: str) -> str:
    return f"{what}, {period}."


def _sentences(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _text(series: Series, point: Point) -> str:
    return series.text(point.value) if point.value is not None else point.note


def _list_or_range(series: Series, few: int = 6) -> str:
    if len(series.points) <= few:
        return ", ".join(f"{point.label} {_text(series, point)}" for point in series.points) + "."
    return _range(series)


def _range(series: Series) -> str:
    if not series.known:
        return "inga värden kan visas."
    low = min(series.known, key=lambda point: point.value or 0)
    high = max(series.known, key=lambda point: point.value or 0)
    if low.value == high.value:
        return f"Alla värden är {_text(series, low)}."
    return f"Lägst {_text(series, low)} ({low.label}), högst {_text(series, high)} ({high.label})."


def _line(series: Series, *, named: bool) -> str:
    start = f"{series.name}: " if named else ""
    if not series.known:
        return f"{start}Inga värden kan visas."
    last = series.known[-1]
    turn = direction([point.value for point in series.known if point.value is not None])
    tail = f" Trend: {turn}." if turn else ""
    latest = f" Senast {_text(series, last)} ({last.label})."
    return _sentences(f"{start}{_range(series)}{latest}{tail}", _missing(series))


def _missing(series: Series, few: int = 6) -> str:
    gone = [point.label for point in series.points if point.value is None]
    if not gone or len(series.points) <= few:
        return ""
    return f"Visas inte: {', '.join(gone)}."
