"""Times in headings and sentences: years, months, tertials, quarters, weeks, and `i fjol`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from vaka.documents.figurecheck.grammar.dates import MONTHS
from vaka.documents.figurecheck.grammar.words import ORDINALS

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_NTH = "|".join(list(ORDINALS)[:4])
_MOMENT = re.compile(
    rf"(?<![\w,.])(?:"
    rf"(?:(?P<begin>{_MONTH})\.?\s?[–-]\s?)?(?P<month>{_MONTH})(?!\w)\.?(?:\s(?P<of>(?:19|20)\d\d))?"
    rf"|(?:(?P<part>kvartal|tertial|halvår|vecka|v\.|[QTK])\s?(?P<number>\d{{1,2}})(?!\d)"
    rf"|(?P<nth>{_NTH})\s(?P<named>kvartal|tertial|halvår)\w*)"
    rf"(?:,?\s(?P<also>(?:19|20)\d\d))?"
    rf"|(?P<past>i fjol|fjolåret\w*|förra året\w*|året (?:innan|före|dessförinnan)"
    rf"|föregående år\w*)(?!\w)"
    rf"|(?P<now>i år|årets|detta år)(?!\w)"
    rf"|(?P<year>(?:19|20)\d\d)(?![\d:]|,\d|-\d))",
    re.IGNORECASE,
)
_KINDS = {"kvartal": "q", "q": "q", "k": "q", "tertial": "t", "t": "t", "halvår": "h",
          "vecka": "w", "v.": "w"}  # fmt: skip
_ALSO = re.compile(r"\s(?:och|till|samt|eller)\s(\d{1,2})\b(?!\s?(?:procent|%|,))")
SPAN = 100
PAST, NOW = ("rel", -1), ("rel", 0)


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as named: its place in the text and its parts, as `(("m", 5), ("y", 2023))`.

    `("s", 104)` is January to April.
    """

    start: int
    end: int
    parts: frozenset[tuple[str, int]]

    @property
    def is_relative(self) -> bool:
        """Tell whether it is told by another: `i fjol`."""
        return PAST in self.parts or NOW in self.parts


@lru_cache(maxsize=16_384)
def moments(text: str) -> tuple[Moment, ...]:
    """Find the times of a text, in order."""
    found = []
    for match in _MOMENT.finditer(text):
        found.append(Moment(match.start(), match.end(), frozenset(_parts(match))))
        also = _ALSO.match(text, match.end()) if match["part"] else None
        if also and match["part"]:
            kind = _KINDS[match["part"].lower()]
            found.append(Moment(also.start(1), also.end(), frozenset([(kind, int(also[1]))])))
    return tuple(found)


def _parts(match: re.Match[str]) -> list[tuple[str, int]]:
    if match["past"] or match["now"]:
        return [PAST if match["past"] else NOW]
    found = [("y", int(year)) for year in (match["year"], match["of"], match["also"]) if year]
    if match["month"]:
        month = MONTHS[match["month"].lower()]
        begin = MONTHS[match["begin"].lower()] if match["begin"] else 0
        found.append(("s", SPAN * begin + month) if begin else ("m", month))
    if match["part"]:
        found.append((_KINDS[match["part"].lower()], int(match["number"])))
    if match["named"]:
        found.append((_KINDS[match["named"].lower()], ORDINALS[match["nth"].lower()]))
    return found


def when(text: str) -> frozenset[tuple[str, int]]:
    """Give the time that a heading tells; empty when it tells none, or several of one kind."""
    parts = [part for one in moments(text) if not one.is_relative for part in one.parts]
    kinds = [kind for kind, _ in parts]
    return frozenset(parts) if len(kinds) == len(set(kinds)) else frozenset()


def fits(label: frozenset[tuple[str, int]], said: frozenset[tuple[str, int]]) -> bool:
    """Tell whether a heading's time can be the one that is said: alike in all that both tell."""
    here, there = dict(label), dict(said)
    both = here.keys() & there.keys()
    return bool(both) and all(here[kind] == there[kind] for kind in both)
