"""Control charts of a file's points: which columns a kind draws, and the rows of the answer."""

import math
from collections.abc import Iterator
from typing import Any

import numpy as np

from vaka.calc.kernel import Bools, Floats, floats
from vaka.calc.spc.chart import FEW_POINTS, Judged, NotDrawable, judge
from vaka.calc.spc.funnel import Funnel, funnel
from vaka.calc.spc.kinds import Kind, Rules
from vaka.config.outcome import Refusal
from vaka.documents.swedish import number
from vaka.exchange.points import Points

FUNNEL = "funnel"
BEYOND = {
    2: ("Above 99.8 %", "outside"), 1: ("Above 95 %", None), 0: ("Common Cause", None),
    -1: ("Below 95 %", None), -2: ("Below 99.8 %", "outside"),
}  # fmt: skip
Rows = list[dict[str, Any]]


def charted(kind: str, points: Points, rules: str | None, freeze: int | None, screen: bool) -> (
    tuple[Rows, Rows]
):  # fmt: skip
    """Give a row for each point, and one for each series or part of one.

    Raises Refusal for a file that lacks what the kind needs, or has values it can not have.
    """
    try:
        if kind == FUNNEL:
            return _funnels(points)
        return _charts(Kind(kind), points, Rules(rules) if rules else None, freeze, screen)
    except NotDrawable as error:
        raise Refusal("not_drawable", _REASONS.get(kind, str(error)), str(error)) from error


_REASONS = {
    "t": "Ett t-diagram ritar tiden mellan händelser, och den måste vara större än noll.",
    "p": "Delen kan inte vara större än det hela.",
    "pp": "Delen kan inte vara större än det hela.",
    FUNNEL: "Delen kan inte vara större än det hela, och inget får vara mindre än noll.",
}


def _charts(
    kind: Kind, points: Points, rules: Rules | None, freeze: int | None, screen: bool
) -> tuple[Rows, Rows]:
    y, area = _drawn(kind, points)
    parts = _parts(points)
    include = _marks(points, "include")
    base = include & _marks(points, "baseline")
    if freeze:
        base &= _first(freeze, parts, len(y))
    found = judge(kind, y, area, starts=parts, base=base, shown=include, screen=screen,
                  rules=rules)  # fmt: skip
    return list(_rows(points, found)), list(_summaries(points, found))


def _rows(points: Points, found: Judged) -> Iterator[dict[str, Any]]:
    drawn = zip(*map(_plain, (found.y, found.centre, found.lower, found.upper)), strict=True)
    for k, (y, centre, lower, upper) in enumerate(drawn):
        label = found.label(k)
        yield {
            "series": points.series[k], "i": points.i[k], "y": y, "centre": centre,
            "lower": lower, "upper": upper, "label": label.text, "signal": label.signal or None,
        }  # fmt: skip


def _summaries(points: Points, found: Judged) -> Iterator[dict[str, Any]]:
    for one, first in enumerate(found.starts[:-1]):
        runs = found.runs(one)
        codes = found.codes[first : found.starts[one + 1]]
        yield {
            "series": points.series[first], "from": points.i[first], "points": runs.known,
            "useful": runs.useful, "longest_run": runs.longest,
            "longest_run_max": runs.longest_most, "crossings": runs.crossings,
            "crossings_min": runs.crossings_least, "runs_signal": runs.shifted,
            "signals": int((codes > 0).sum()), "preliminary": runs.known < FEW_POINTS,
        }  # fmt: skip


def _drawn(kind: Kind, points: Points) -> tuple[Floats, Floats | None]:
    """What is drawn, and its exposure: `n` of `d`, `y` of `n` or `d`, or `y` alone.

    With decimals in it, a `y` beside a whole is already the share or the rate.
    """
    events, whole = _columns(points)
    if kind.has_exposure:
        if events is None or whole is None:
            raise _lacks(f"Ett {kind}-diagram behöver kolumnerna n och d (eller y och n).")
        return _rate(events, whole), whole
    own = points.columns.get("y") or points.columns.get(kind.value)
    if own is not None:
        return floats(own), None
    if events is None:
        raise _lacks(f"Ett {kind}-diagram behöver kolumnen y.")
    return (events if whole is None or kind is Kind.C else _rate(events, whole)), None


def _columns(points: Points) -> tuple[Floats | None, Floats | None]:
    found = {name: floats(points.columns[name]) for name in "ynd" if name in points.columns}
    if "n" in found and "d" in found:
        return found["n"], found["d"]
    return found.get("y", found.get("n")), found.get("d", found.get("n") if "y" in found else None)


def _rate(events: Floats, whole: Floats) -> Floats:
    known = events[~np.isnan(events)]
    if (known != np.round(known)).any():
        return events
    rate: Floats = np.divide(events, whole, out=np.full(len(events), math.nan), where=whole > 0)
    return rate


def _funnels(points: Points) -> tuple[Rows, Rows]:
    events, whole = _columns(points)
    if events is None or whole is None:
        raise _lacks("Ett trattdiagram behöver kolumnerna n och d (eller y och n).")
    rows: Rows = []
    summaries: Rows = []
    ends = [*points.starts[1:], len(points.series)]
    for first, stop in zip(points.starts, ends, strict=True):
        part = slice(first, stop)
        if np.isnan(events[part]).any() or np.isnan(whole[part]).any():
            raise _lacks("En enhet saknar n eller d.")
        found = _one_funnel(events[part], whole[part])
        rows += _funnel_rows(points, first, found)
        summaries.append({"series": points.series[first], "units": stop - first,
                          "dispersion": found.dispersion, "widened": found.widened})  # fmt: skip
    return rows, summaries


def _one_funnel(events: Floats, whole: Floats) -> Funnel:
    """Binomial when every count fits in its whole and all are whole numbers, else Poisson."""
    share = bool((events <= whole).all() and (whole == np.round(whole)).all())
    try:
        return funnel(events, whole, share=share)
    except ValueError as error:
        raise NotDrawable(str(error)) from error


def _funnel_rows(points: Points, first: int, found: Funnel) -> Iterator[dict[str, Any]]:
    lines = zip(*map(_plain, (found.y, found.lower, found.upper)), strict=True)
    for k, (y, lower, upper) in enumerate(lines):
        label, signal = BEYOND[found.beyond(k)]
        yield {
            "series": points.series[first + k], "i": points.i[first + k], "y": y,
            "centre": None if math.isnan(found.centre) else found.centre, "lower": lower,
            "upper": upper, "label": label, "signal": signal,
        }  # fmt: skip


def _parts(points: Points) -> list[int]:
    """Where a series begins, or a part of it whose limits are its own (`part` or `phase`)."""
    told = points.columns.get("part") or points.columns.get("phase") or []
    turns = [k for k in range(1, len(told)) if told[k] != told[k - 1]]
    return sorted({*points.starts, *turns})


def _marks(points: Points, name: str) -> Bools:
    told = points.columns.get(name)
    if told is None:
        return np.ones(len(points.series), np.bool_)
    return np.array([one != 0 for one in told], np.bool_)


def _first(count: int, parts: list[int], size: int) -> Bools:
    chosen = np.zeros(size, np.bool_)
    for first, stop in zip(parts, [*parts[1:], size], strict=True):
        chosen[first : min(first + count, stop)] = True
    return chosen


def _plain(values: Floats) -> list[float | None]:
    return [None if math.isnan(one) else one for one in values.tolist()]


def _lacks(words: str) -> Refusal:
    return Refusal("missing_column", words, "Se docs/how-to/control-charts.md.")


def told(rows: Rows, summaries: Rows) -> str:
    """The answer for people: a sentence for each series, then its signals."""
    lines = []
    for one in summaries:
        name = one["series"] or "Serien"
        lines.append(f"{name}: {_sentence(one)}")
    for row in rows:
        if row["signal"]:
            value = number(row["y"], 2) if row["y"] is not None else "–"
            lines.append(f"  {row['series']} {row['i']}: {value}, {row['label']}".rstrip())
    return "\n".join(lines)


def _sentence(one: dict[str, Any]) -> str:
    if "units" in one:
        wide = ", gränserna vidgade" if one["widened"] else ""
        return f"{one['units']} enheter, spridning {number(one['dispersion'], 2)}{wide}."
    few = " För få mätpunkter: gränserna är preliminära." if one["preliminary"] else ""
    signals = f"{one['signals']} punkter med signal" if one["signals"] else "inga signaler"
    return f"{one['points']} mätpunkter, {signals}.{few}"
