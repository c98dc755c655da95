"""What is asked over days, and the days on which it is met: the rows of such facts."""

import datetime as dt
from collections.abc import Iterable, Iterator

from vaka.metrics.facts.fact import Column, date, flag, text

Span = tuple[dt.date, dt.date]
"""From a day to another, the last one not in."""

SPANS: tuple[Column, ...] = (
    text("row_id", "Rad", "Row"),
    text("unit_code", "Enhet", "Unit"),
    text("area", "Verksamhetsområde", "Area of work", required=False),
    text("sort", "Slag av krav", "Sort of requirement"),
    text("type", "Krav", "Requirement"),
    flag("is_met", "Uppfyllt", "Met"),
    date("from_date", "Från och med", "From"),
    date("to_date", "Till, dagen räknas inte in", "To, exclusive"),
    date("valid_from_date", "Raden gäller från", "Valid from"),
    date("valid_to_date", "Raden gäller till, dagen räknas inte in", "Valid to, exclusive"),
)


def pieces(needed: Span, met: Iterable[Span]) -> Iterator[tuple[dt.date, dt.date, bool]]:
    """Cut the days from start to end (not in) where it was met and where it was not."""
    day, end = needed
    for start, stop in joined(met):
        first, last = max(start, day), min(stop, end)
        if first >= last:
            continue
        if first > day:
            yield day, first, False
        yield first, last, True
        day = last
    if day < end:
        yield day, end, False


def joined(spans: Iterable[Span]) -> list[Span]:
    """Join spans that meet or overlap, in order."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found
