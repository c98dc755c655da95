"""The heading row of a table: where it is and whether it can be used."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence

from vaka.exchange.refusal import FileRefused, Refused

SEARCH_ROWS = 30
"""How far down a heading row is looked for, below title rows."""

_NOT_WORD = re.compile(r"[\W_]+")


def normalised(heading: str) -> str:
    """The heading as letters and digits in lower case: `Händelse-datum ` is `händelsedatum`."""
    return _NOT_WORD.sub("", unicodedata.normalize("NFKC", heading).casefold())


def clean(heading: str) -> str:
    """The heading as shown and matched: one space between words, none around."""
    return " ".join(unicodedata.normalize("NFC", heading).replace("\ufeff", "").split())


def heading_row(rows: Sequence[Sequence[str]], known: Collection[str]) -> int | None:
    """Index of the row that is the heading row, or None when no row holds text.

    `known` holds normalised well-known headings. The row with most of them wins; when no row has
    any, the first row that is as wide as most rows is taken, so title rows are passed over.
    """
    filled = [[normalised(cell) for cell in row if cell.strip()] for row in rows[:SEARCH_ROWS]]
    hits = [len(set(cells) & set(known)) for cells in filled]
    if hits and max(hits) > 0:
        return hits.index(max(hits))
    widths = Counter(len(cells) for cells in filled if cells)
    if not widths:
        return None
    usual = max(width for width, times in widths.items() if times == max(widths.values()))
    return next(i for i, cells in enumerate(filled) if len(cells) >= usual)


def checked(headings: Sequence[str]) -> tuple[str, ...]:
    """The headings cleaned, with empty ones at the end cut off. Raises `FileRefused`."""
    cleaned = [clean(heading) for heading in headings]
    while cleaned and not cleaned[-1]:
        cleaned.pop()
    twice = [name for name, times in Counter(filter(None, cleaned)).items() if times > 1]
    if twice:
        raise FileRefused(
            Refused.DUPLICATE_HEADINGS,
            f"Rubriken ”{twice[0]}” finns mer än en gång i filen.",
            "Ge varje kolumn en egen rubrik och läs in filen igen.",
        )
    if not any(cleaned):
        raise no_header()
    return tuple(cleaned)


def no_header() -> FileRefused:
    return FileRefused(
        Refused.NO_HEADER,
        "Filen har ingen rubrikrad.",
        "Lägg till en rad med kolumnernas rubriker överst och läs in filen igen.",
    )
