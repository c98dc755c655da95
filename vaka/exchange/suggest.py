"""Which field a heading means: by what is well known, else by likeness as a suggestion."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from vaka.exchange.headings import clean, normalised
from vaka.exchange.mapping import Mapping, Match
from vaka.exchange.schema import TargetSchema
from vaka.exchange.shipped import headings as shipped_headings

SURE = 0.9
"""A match at least this sure is used without being asked for; a weaker one is only suggested."""

_LIKE = 0.72
_RAW = re.compile(r"[_ ]raw([_ ](sv|en))?$", re.IGNORECASE)


def known_headings(schema: TargetSchema) -> frozenset[str]:
    """Every well-known heading of the schema, normalised, to find a file's heading row by."""
    known = {normalised(each) for field in schema.fields for each in field.known_headings}
    shipped = {normalised(each) for each in shipped_headings(schema)}
    return frozenset(known | {f"{each}raw" for each in known} | shipped)


def suggest(headings: Sequence[str], schema: TargetSchema) -> Mapping:
    """A mapping for these headings; `matches` says for each how sure it is and why.

    A field is given to the surest heading, but a column `X_raw` and a column `X` may share one.
    """
    matches = [_best(heading, schema) for heading in headings]
    taken = {match.field for match in matches if match.confidence >= SURE}
    kept: list[Match] = []
    for match in matches:
        weak = match.field and match.confidence < SURE
        rivals = [m for m in matches if m.field == match.field and m.confidence > match.confidence]
        lost = weak and (match.field in taken or rivals)
        kept.append(Match(match.heading, "", 0.0, "ingen") if lost else match)
    columns = {match.heading: match.field for match in kept if match.field}
    return Mapping(columns=columns, matches=tuple(kept))


def is_raw(heading: str) -> bool:
    """Whether the heading says that the column holds the source's own text (`X_raw`)."""
    return bool(_RAW.search(heading))


def _best(heading: str, schema: TargetSchema) -> Match:
    return _known(heading, schema) or _known_raw(heading, schema) or _like(heading, schema)


def _known(heading: str, schema: TargetSchema) -> Match | None:
    text = clean(heading)
    for confidence, how, form in (
        (1.0, "känd rubrik", str),
        (0.98, "känd rubrik, andra versaler", str.casefold),
        (0.95, "känd rubrik, annan skrivning", normalised),
    ):
        for field in schema.fields:
            if any(form(known) == form(text) for known in field.known_headings):
                return Match(heading, field.name, confidence, how)
    return None


def _known_raw(heading: str, schema: TargetSchema) -> Match | None:
    base = _RAW.sub("", clean(heading))
    found = _known(base, schema) if base != clean(heading) else None
    return Match(heading, found.field, 0.95, "källans egen text") if found else None


def _like(heading: str, schema: TargetSchema) -> Match:
    text = normalised(heading)
    likeness, name = max(
        (SequenceMatcher(None, text, normalised(known)).ratio(), field.name)
        for field in schema.fields
        for known in field.known_headings
    )
    if text and likeness >= _LIKE:
        return Match(heading, name, round(likeness * SURE * 0.99, 2), "liknar en känd rubrik")
    return Match(heading, "", 0.0, "ingen")
