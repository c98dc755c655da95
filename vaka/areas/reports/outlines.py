"""The sections of the yearly reports: dated data in a TOML beside each template."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
from pathlib import Path

from vaka.law import cite
from vaka.law.values import NotInForce

TEMPLATES = Path(__file__).with_name("templates")


_ONE = re.compile(r"(?P<where>.+ kap\.) (?P<number>\d+(?: [a-z])?) §")
_EXHIBIT = re.compile(r"""\bexhibit\(["']([a-z_]+)["']\)""")
_HARD = re.compile(r"(?<=\d) (?=kap\.|§)|(?<=kap\.) (?=\d)|(?<=\d) (?=[a-z] §)")


class NoOutline(LookupError):
    """The report has no list of sections."""


@dataclass(frozen=True)
class Section:
    """One heading of a report.

    Attributes:
        key: what `comment("…")` in the template asks for.
        level: of the heading; 2 stands highest under the title.
        answers: the role that writes or checks it, as in roles.toml.
        required: people's own words are expected before the report is done.
        law: topics of law, cited by the last day of the report's period.
        is_bare: nothing but people's own words stands in the section.
        since, until: when the section belongs to the report, both included.
    """

    key: str
    title: str
    level: int
    answers: str
    required: bool
    law: tuple[str, ...]
    since: date
    until: date | None
    is_bare: bool = False

    def cited(self, on: date) -> list[str]:
        """Give the paragraphs in force on a day; what was not in force is left out."""
        return list(dict.fromkeys(text for topic in self.law if (text := _cited(topic, on))))


def sections(name: str, *, on: date) -> tuple[Section, ...]:
    """Give the sections that a report has on a day, in order. Raises NoOutline."""
    return tuple(
        one for one in _outline(name) if one.since <= on and (one.until is None or on <= one.until)
    )


def has_outline(name: str) -> bool:
    """Say whether a report is written section by section."""
    return (TEMPLATES / f"{name}.toml").is_file()


@cache
def exhibits_of(name: str) -> frozenset[str]:
    """Give the figures that a report's own template shows, by name."""
    return frozenset(_EXHIBIT.findall((TEMPLATES / f"{name}.md").read_text("utf-8")))


@cache
def _outline(name: str) -> tuple[Section, ...]:
    if not has_outline(name):
        raise NoOutline(f"Rapporten ”{name}” har inga avsnitt.")
    told = tomllib.loads((TEMPLATES / f"{name}.toml").read_text("utf-8"))
    return tuple(
        Section(
            row["key"], row["title"], row["level"], row["answers"], row["required"],
            tuple(row.get("law", ())), row.get("since", told["since"]), row.get("until"),
            row.get("bare", False),
        )
        for row in told["section"]
    )  # fmt: skip


def _cited(topic: str, on: date) -> str:
    try:
        return cite(topic, on=on).text
    except NotInForce:
        return ""


def in_short(cited: Sequence[str]) -> str:
    """Paragraphs of law in a row as one reads them: those of one chapter together, and none
    parted from its number at the end of a line."""
    parts = []
    for where, group in groupby(cited, key=_where):
        told = list(group)
        numbers = [found["number"] for one in told if (found := _ONE.fullmatch(one))]
        if len(numbers) > 1:
            told = [f"{where} {', '.join(numbers[:-1])} och {numbers[-1]} §§"]
        parts += told
    return _HARD.sub("\u00a0", "; ".join(parts))


def _where(cited: str) -> str:
    found = _ONE.fullmatch(cited)
    return found["where"] if found else cited
