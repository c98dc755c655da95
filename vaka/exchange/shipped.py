"""Mappings that come with Vaka: one a system, known by name or by a file's own headings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from vaka.exchange.headings import normalised
from vaka.exchange.mapping import Mapping, from_toml
from vaka.exchange.refusal import FileRefused, Refused
from vaka.exchange.schema import TargetSchema

FOLDER = Path(__file__).with_name("mappings")
SYSTEM = "source_system"
ENOUGH = 0.75
"""The share of a mapping's headings that a file must have to be taken for that system's."""

# A list of complaints is no list of deviations.
COMPLAINTS = frozenset(map(normalised, ("Ärendenummer", "Ärendetyp", "Kategori", "Inkom via")))
KEPT_OUT = (
    "Filen är en lista över synpunkter från Infracontrol. Synpunkter räknas inte som avvikelser."
)
KEPT_OUT_HINT = "Läs in filen som synpunkter i stället."


class UnknownMapping(LookupError):
    """No mapping of that name comes with Vaka."""


def names(schema: TargetSchema) -> list[str]:
    """The names of the mappings for a kind of import that knows its source system."""
    return sorted(_all(schema.kind)) if SYSTEM in schema.names else []


def named(name: str, schema: TargetSchema) -> Mapping:
    """The mapping of a name. Raises `UnknownMapping`."""
    if name not in names(schema):
        raise UnknownMapping(name)
    return from_toml(_all(schema.kind)[name], schema)


def recognised(headings: Sequence[str], schema: TargetSchema) -> Mapping | None:
    """The mapping of the system whose export these headings are, or None.

    Raises:
        FileRefused: the file holds complaints, which this kind must not take in.
    """
    have = frozenset(map(normalised, headings))
    if schema.kind == "deviations" and SYSTEM in schema.names and have >= COMPLAINTS:
        raise FileRefused(Refused.WRONG_KIND, KEPT_OUT, KEPT_OUT_HINT)
    for name in names(schema):
        mapping = named(name, schema)
        if _fits(mapping, have, schema):
            return mapping
    return None


def headings(schema: TargetSchema) -> frozenset[str]:
    """Every heading that a shipped mapping of the kind names."""
    return frozenset(head for name in names(schema) for head in named(name, schema).columns)


def _fits(mapping: Mapping, have: frozenset[str], schema: TargetSchema) -> bool:
    wanted = {normalised(heading): field for heading, field in mapping.columns.items()}
    found = [heading for heading in wanted if heading in have]
    required = {field for heading, field in wanted.items() if schema[field].required}
    held = {wanted[heading] for heading in found}
    return required <= held and len(found) >= ENOUGH * len(wanted)


@cache
def _all(kind: str) -> dict[str, str]:
    """The text of each mapping for a kind, by name."""
    texts = {path.stem: path.read_text("utf-8") for path in sorted(FOLDER.glob("*.toml"))}
    return {name: text for name, text in texts.items() if f'kind = "{kind}"' in text}
