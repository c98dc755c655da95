"""`names`: what municipalities are called."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from vaka.documents.figurecheck.document import Document
from vaka.documents.figurecheck.finding import Finding


def find(document: Document, today: date) -> Iterator[Finding]:
    """Ask a paper for its names."""
    yield from _names(document)


@cache
def municipalities() -> tuple[str, ...]:
    """Give the official names of the 290 municipalities."""
    names = tomllib.loads(Path(__file__).parent.with_name("municipalities.toml").read_text("utf-8"))
    return tuple(names["names"])


_OF = re.compile(
    r"\b((?:(?:Lilla|Östra|Upplands|Dals)[ -])?[A-ZÅÄÖ][a-zåäö]+(?:-[A-ZÅÄÖ][a-zåäö]+)?)"
    r"\s(?:kommun|stad)\b"
)
_NAME = r"[A-ZÅÄÖ][a-zåäö]+(?:-[A-ZÅÄÖ][a-zåäö]+)?"
_SEVERAL = re.compile(
    rf"\bkommunerna\s+((?:{_NAME}(?:,\s+|\s+(?:och|samt)\s+))+{_NAME})"
    rf"|\b((?:{_NAME}(?:,\s+|\s+(?:och|samt)\s+))+{_NAME})\s+kommuner\b"
)
_NO_PLACE = {"Vaka", "Vår", "Denna", "Varje", "Ingen", "Alla", "Samma", "En", "Er", "Region"}


def _named(text: str) -> Iterator[tuple[str, str]]:
    """Names of municipalities as printed: `Timrå kommun`, `kommunerna Timrå och Ånge`."""
    for match in _OF.finditer(text):
        yield match.group(), match[1]
    for match in _SEVERAL.finditer(text):
        for name in re.findall(_NAME, match[1] or match[2]):
            yield name, name


def _names(document: Document) -> Iterator[Finding]:
    known = set(municipalities())
    genitives = {name if name[-1] in "sxz" else name + "s" for name in known}
    for text, line in document.texts():
        for match, name in _named(text):
            if name in known or name in genitives or name in _NO_PLACE:
                continue
            if near := _near(name.removesuffix("s")) or _near(name):
                yield Finding(document.file, line, text, match, near, "names", 0.85)
    for table in document.tables:
        if not table.head or not re.fullmatch(r"\w*kommun(?:er)?", table.head[0].strip(), re.I):
            continue
        for row in table.rows:
            name = re.sub(r"[¹²³*†]", "", row.cells[0]).strip() if row.cells else ""
            same = name in known or name.title() in known or name.casefold() in {
                one.casefold() for one in known}  # fmt: skip
            if not same and (near := _near(name.capitalize() if name.isupper() else name)):
                yield Finding(document.file, row.line, row.quote, name, near, "names", 0.85)


def _near(name: str) -> str:
    found = get_close_matches(name, municipalities(), 1, 0.8)
    return found[0] if found and len(name) > 3 else ""
