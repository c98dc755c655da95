"""A table seen one way: what its rows and columns are called, and which figures they hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from vaka.documents.figurecheck.claims.moments import NOW, PAST, fits, when
from vaka.documents.figurecheck.claims.words import NEUTRAL
from vaka.documents.figurecheck.document import Document, Heading
from vaka.documents.figurecheck.grammar.numbers import Number
from vaka.documents.figurecheck.grammar.sentences import keys, stem
from vaka.documents.figurecheck.grid import (
    CHANGE,
    MEAN_ROW,
    PART,
    SHARE,
    SUBTOTAL,
    TOTAL,
    Grid,
    both_ways,
    grids_by_place,
)  # fmt: skip
from vaka.documents.figurecheck.readers.tables import is_caption

Time = frozenset[tuple[str, int]]
_GROUPS = re.compile(r"^(?:kvinnor|män|flickor|pojkar|totalt?|samtliga|alla|båda könen)\b", re.I)
_GOAL = re.compile(r"^mål(?:et|tal|värde|nivå)?\b", re.IGNORECASE)
_MEAN = re.compile(r"\bmedel(?!s)|snitt\b|genomsnitt|median|index", re.IGNORECASE)
_SAME = {"männ": "män", "mann": "män", "kvinnlig": "kvinn", "manlig": "män"}
LONGEST = 60  # rows: a list of hundreds is no table that prose sums up


@lru_cache(maxsize=65_536)
def akin(a: str, b: str) -> bool:
    """Tell whether two stems are forms of one word, or of one family: `trygg`, `trygghet`."""
    a, b = _SAME.get(a, a), _SAME.get(b, b)
    short, long = sorted((a, b), key=len)
    if a == b or (len(short) >= 4 and long.startswith(short)):
        return True
    same = next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(short))
    return same >= 5 and same >= len(short) - 2


@lru_cache(maxsize=65_536)
def same_word(a: str, b: str) -> bool:
    """Tell whether two stems are forms of one word: `utebliv`, `uteblivn`."""
    a, b = _SAME.get(a, a), _SAME.get(b, b)
    return a == b or (akin(a, b) and abs(len(a) - len(b)) <= 2)


@dataclass(frozen=True)
class Frame:
    """One way to see one table; `section` counts headings, so that sentences can be near."""

    grid: Grid
    section: int

    @cached_property
    def names(self) -> tuple[tuple[int, frozenset[str]], ...]:
        """The rows that can be named in a sentence, with their stems."""
        return tuple(one for one in self.grid.named_rows if one[0] not in self.row_times)

    @cached_property
    def members(self) -> tuple[int, ...]:
        """The rows that are of one kind: no sums, means, parts or rows without a name."""
        named = tuple(row for row, _ in self.names if not MEAN_ROW.match(self.grid.labels[row]))
        return named or tuple(row for row in sorted(self.row_times) if row not in self.totals)

    @cached_property
    def totals(self) -> tuple[int, ...]:
        """The rows of sums."""
        return tuple(at for at, label in enumerate(self.grid.labels)
                     if TOTAL.search(label) and not PART.match(label))  # fmt: skip

    @cached_property
    def row_times(self) -> dict[int, Time]:
        """The time of each row that is a time."""
        return {at: time for at, label in enumerate(self.grid.labels)
                if (time := when(label)) and not _more_than_time(label)}  # fmt: skip

    @cached_property
    def column_times(self) -> dict[int, Time]:
        """The time of each column of figures that has one."""
        return {at: time for at in self.columns if (time := when(self.grid.heading(at)))}

    @cached_property
    def columns(self) -> tuple[int, ...]:
        """The columns of figures that are no differences and no goals."""
        return tuple(at for at in self.grid.columns if not CHANGE.search(self.grid.heading(at))
                     and not _GOAL.match(self.grid.heading(at)))  # fmt: skip

    def is_mean(self, column: int) -> bool:
        """Tell whether a column holds means; `per boende` over whole numbers only parts them."""
        said = f"{self.grid.heading(column)} {self.grid.caption}"
        fine = any(cell.decimals for row in range(len(self.grid.rows))
                   if (cell := self.number(row, column)))  # fmt: skip
        return bool(_MEAN.search(said)) or (fine and self.grid.mean(column))

    @cached_property
    def goals(self) -> tuple[int, ...]:
        """The columns of goals."""
        return tuple(at for at in self.grid.columns if _GOAL.match(self.grid.heading(at)))

    @cached_property
    def column_names(self) -> tuple[tuple[int, frozenset[str]], ...]:
        """The columns that can be named, with their stems."""
        if len(self.columns) < 2:
            return ()
        heads = ((at, _about(self.grid.heading(at))) for at in self.columns)
        return tuple((at, about) for at, about in heads if about and at not in self.column_times)

    @cached_property
    def whole_columns(self) -> tuple[int, ...]:
        """The columns that hold all of those that others part: `Totalt` beside `Kvinnor`."""
        heads = {at: self.grid.heading(at) for at in self.columns}
        return tuple(at for at, head in heads.items() if TOTAL.search(head) and len(heads) > 1)

    @cached_property
    def is_grouped(self) -> bool:
        """Tell whether the columns are women and men, or the like."""
        return sum(bool(_GROUPS.match(self.grid.heading(at))) for at in self.columns) > 1

    @cached_property
    def words(self) -> frozenset[str]:
        """The stems of caption and headings."""
        return self.grid.subject | keys(" ".join(self.grid.table.head))

    @cached_property
    def subject(self) -> frozenset[str]:
        """What the table counts, without words of telling."""
        return frozenset(word for word in self.words if word not in NEUTRAL and not word.isdigit())

    @cached_property
    def times(self) -> Time:
        """All the times that the table tells."""
        told = [*self.row_times.values(), *self.column_times.values(), when(self.grid.caption)]
        return frozenset(part for time in told for part in time)

    def is_of(self, other: Frame) -> bool:
        """Tell whether both are the same table, seen in two ways."""
        here, there = self.grid.table, other.grid.table
        return (here.line, here.caption) == (there.line, there.caption)

    def number(self, row: int, column: int) -> Number | None:
        """The figure of a cell."""
        return self.grid.cell(row, column)

    def value(self, row: int, column: int) -> float | None:
        """The value of a cell, None when it holds no figure."""
        cell = self.grid.cell(row, column)
        return cell.value if cell else None

    def unit(self, row: int, column: int) -> str:
        """The unit of a cell: `%`, `kr` or none."""
        turned = self.grid.turned and SHARE.search(self.grid.labels[row])
        return "%" if turned else self.grid.unit_at(row, column)

    def resolved(self, said: Time) -> Time:
        """Give a time told by another as what it is on the table's own line of times."""
        line = sorted(set(map(_order, self.column_times.values()))
                       or set(map(_order, self.row_times.values())))  # fmt: skip
        if PAST in said and len(line) > 1:
            return frozenset(line[-2])
        if NOW in said and line:
            return frozenset(line[-1])
        return said

    def at(self, said: Iterable[Time], times: dict[int, Time]) -> list[int]:
        """Give the rows or columns that can be meant by the times that are said."""
        meant = [self.resolved(time) for time in said]
        return [at for at, own in times.items() if any(fits(own, time) for time in meant)]

    def knows(self, said: Time) -> bool:
        """Tell whether a time that is said can be one of the table's."""
        meant = self.resolved(said)
        if PAST in meant or NOW in meant:
            return False
        own = [*self.row_times.values(), *self.column_times.values(), when(self.grid.caption)]
        own += [when(self.grid.section)] if not any(own) else []
        rest = {part for part in meant if part[0] != "y"}
        if rest and not any(fits(time, frozenset(rest)) for time in own):
            return False
        years = {part for part in meant if part[0] == "y"}
        return not years or bool(years & self.times) or all(kind != "y" for kind, _ in self.times)


def _about(heading: str) -> frozenset[str]:
    """The stems of a heading; `Utfall`, which elsewhere says little, is a name here."""
    return keys(heading) or frozenset(stem(word) for word in re.findall(r"[^\W\d]{4,}", heading))


def _order(time: Time) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(time, key=lambda part: "ythqmw".find(part[0])))


def in_order(times: dict[int, Time]) -> list[int]:
    """Give rows or columns with times, the earliest first."""
    return sorted(times, key=lambda at: [number for _, number in _order(times[at])])


def _more_than_time(label: str) -> bool:
    return bool(keys(re.sub(r"[\d\s]", " ", label)) - NEUTRAL) and not re.fullmatch(
        r"[A-Za-zåäö.]+\s?\d{0,4}", label
    )


def frames(document: Document) -> Iterator[Frame]:
    """Give the tables of a paper, each as it stands and on its side."""
    section, seen = 0, grids_by_place(document)
    for at, block in enumerate(document.blocks):
        if isinstance(block, Heading) and not is_caption(block.text):
            section += 1
        if at in seen and len(seen[at].rows) <= LONGEST:
            for way in both_ways(seen[at]):
                if way.columns and not SUBTOTAL.match(way.heading(1)):
                    yield Frame(way, section)


def index(found: Sequence[Frame]) -> dict[str, list[tuple[int, int, frozenset[str]]]]:
    """Give the named rows by the first letters of their longest stem: frame, row and stems."""
    known: dict[str, list[tuple[int, int, frozenset[str]]]] = {}
    for at, frame in enumerate(found):
        for row, about in frame.names:
            known.setdefault(max(about, key=len)[:4], []).append((at, row, about))
    return known
