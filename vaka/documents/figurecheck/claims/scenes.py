"""A sentence before a table: names, times and figures become marks, and what is left is weighed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from vaka.documents.figurecheck.changes import WAY
from vaka.documents.figurecheck.claims.frames import (
    Frame,
    Time,
    akin,
    in_order,
    same_word,
)  # fmt: skip
from vaka.documents.figurecheck.claims.moments import moments
from vaka.documents.figurecheck.claims.words import (
    MOST,
    NEUTRAL,
    OF_MONEY,
    OF_PEOPLE,
    TABLE,
    TAIL,
    THAN,
    WHOLE,
    cueless,
)  # fmt: skip
from vaka.documents.figurecheck.grammar.numbers import Number
from vaka.documents.figurecheck.grammar.numbers import interval as span
from vaka.documents.figurecheck.grammar.sentences import keys, stem
from vaka.documents.figurecheck.grid import TOTAL
from vaka.documents.figurecheck.said import Said

_WORD = re.compile(r"[(;\d]|[a-zåäöéüA-ZÅÄÖÉÜ][\wåäöé/-]*")
MARK = re.compile(r"‹([nctf])(\d+)›")
_PEOPLE = re.compile(
    r"\s(?:av\s|boende\b|brukare\b|kunder\b|personer\b|äldre\b|kvinnor\b|män\b|medarbetare\b|svarande\b"
    r"|patienter\b|deltagare\b|i\b|på\b|inom\b|är\b|har\b|hos\b|som\b|känner|upplever|tycker|anser|svara)",
    re.IGNORECASE,
)
_DEGREE = re.compile(
    r"\b(mycket|ganska|(?<!saknar )helt|delvis|enbart|väldigt|särskilt|allvarlig\w*)"
    r"\s(?!fler|färre|högre|lägre|mer|mindre|stor"
    r"|god|hög|låg)"
)
ROWS = re.compile(
    r"(?:^|\s)(?:enhet|boenden|område|verksamhet|kommun|fråg|månad|distrikt|avdelning|typ|kategori|kvartal"
    r"|tertial|år(?:en)?\b|grupp)",
    re.IGNORECASE,
)
_BOTH = re.compile(r"(?:upp |ned |ner )?till|och|respektive|samt|eller|mot|–|-|,", re.IGNORECASE)
_PLAINLY = re.compile(
    r"^(?:antalet|andelen|resultatet|värdet|nivån)\s+(?:har|är|var|öka|minska|steg|sjönk)"
    r"|^(?:bäst|sämst|högst|lägst|störst|minst) (?:var|är) (?:resultatet|värdet|nivån)\b",
    re.IGNORECASE,
)  # nothing else is named: it is what the table counts
_INHABITANTS = re.compile(r"\binvånare|\bfolkmängd|\bbefolkning|\bperson", re.IGNORECASE)
_NUMBERED = re.compile(r"\b(?:tabell|diagram|figur)(?:en|et)?\s+(\d+)", re.IGNORECASE)


@dataclass(frozen=True)
class Told:
    """A sentence, the sentence before it, and the heading that it stands under."""

    one: Said
    before: str
    section: int
    heading: str

    @cached_property
    def words(self) -> tuple[tuple[str, int, int], ...]:
        """The stems of its words with their places."""
        return tuple((stem(found.group()), found.start(), found.end())
                     for found in _WORD.finditer(self.one.text))  # fmt: skip

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its words."""
        return frozenset(word for word, _, _ in self.words)

    @cached_property
    def about(self) -> frozenset[str]:
        """Its words, and those of the sentence that it points back to."""
        back = re.match(r"(?:det|detta|målet|tabellen)\b", self.one.text, re.IGNORECASE)
        return self.stems | (keys(self.before) if back else frozenset())

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """Its figures; `nio av tio boende` is one, a share."""
        found: list[Number] = []
        for number in self.one.numbers:
            if found and (share := _share(self.one.text, found[-1], number)):
                found[-1] = share
                continue
            found.append(number)
            for at in range(len(found) - 2, -1, -1):
                found[at] = _with_unit(self.one.text, found[at], found[at + 1])
        return tuple(found)


def _share(text: str, part: Number, whole: Number) -> Number | None:
    """Give `nio av tio` of those who are asked as the share that it stands for."""
    between, after = text[part.end : whole.start], text[whole.end :]
    if between.strip() != "av" or part.unit or whole.unit or whole.value > 10 or (
        part.value >= whole.value or not _PEOPLE.match(after)):  # fmt: skip
        return None
    percent = 100 * part.value / whole.value
    low, high = span(percent, 0, part.hedge or "about")
    return replace(part, text=text[part.start : whole.end], end=whole.end, value=percent, low=low,
                   high=high, unit="%", hedge=part.hedge or "about")  # fmt: skip


def _with_unit(text: str, number: Number, after: Number) -> Number:
    """Give `61` of `61 till 94 procent` the unit that is said once for both."""
    between = text[number.end : after.start].strip()
    if number.unit or not after.unit or not _BOTH.fullmatch(between):
        return number
    low, high = span(number.value, number.decimals, number.hedge)
    times = after.scale
    return replace(number, value=number.value * times, low=low * times, high=high * times,
                   unit=after.unit, scale=times)  # fmt: skip


@dataclass(frozen=True)
class Mark:
    """A name of a row (`n`) or column (`c`), a time (`t`) or a figure (`f`) in the sentence."""

    kind: str
    start: int
    end: int
    place: int = -1
    time: Time = frozenset()
    number: Number | None = None


@lru_cache(maxsize=4096)
def _known(words: frozenset[str], by: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if any(akin(word, other) for other in by))


@dataclass(frozen=True)
class Scene:
    """One sentence before one table."""

    told: Told
    frame: Frame

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """What is marked, in order."""
        found = self._named("n", self.frame.names, [])
        found += self._timed(found)
        found += [Mark("f", n.start, n.end, number=n) for n in self.told.numbers
                  if not _inside(n.start, n.end, found)]  # fmt: skip
        found += self._named("c", self.frame.column_names, found)
        return tuple(sorted(found, key=lambda mark: mark.start))

    def _named(
        self, kind: str, names: Sequence[tuple[int, frozenset[str]]], taken: list[Mark]
    ) -> list[Mark]:
        counts = [about for _, about in names]
        used = {at for at, (_, start, end) in enumerate(self.told.words)
                if _inside(start, end, taken)}  # fmt: skip
        found = []
        for place, about in sorted(names, key=lambda one: -len(one[1])):
            if counts.count(about) > 1:
                continue
            while span := _span(self.told.words, about, used, self.frame.subject):
                used.update(span)
                words = [self.told.words[at] for at in span]
                found.append(Mark(kind, min(w[1] for w in words), max(w[2] for w in words), place))
        return found

    def _timed(self, taken: list[Mark]) -> list[Mark]:
        found = []
        for one in moments(self.told.one.text):
            if _inside(one.start, one.end, taken):
                continue
            rows = self.frame.at([one.parts], self.frame.row_times)
            if len(rows) == 1 and self.frame.knows(one.parts):
                found.append(Mark("n", one.start, one.end, rows[0], one.parts))
            else:
                found.append(Mark("t", one.start, one.end, time=one.parts))
        return found

    @cached_property
    def text(self) -> str:
        """The sentence in small letters with its marks: `‹n0› hade flest fall (‹f1›).`."""
        parts, end = [], 0
        for at, mark in enumerate(self.marks):
            if mark.start >= end:
                parts += [self.told.one.text[end : mark.start].lower(), f"‹{mark.kind}{at}›"]
                end = mark.end
        text = "".join([*parts, self.told.one.text[end:].lower()])
        return TAIL.sub(_cut, text)

    def of(self, kind: str, text: str | None = None) -> list[Mark]:
        """Give the marks of a kind in a piece of the text, in order."""
        return [self.marks[int(at)] for sort, at in MARK.findall(text or self.text) if sort == kind]

    def mark(self, at: str) -> Mark:
        """Give the mark that a pattern found."""
        return self.marks[int(at)]

    @cached_property
    def rows(self) -> list[int]:
        """The rows that are named, each once, in order."""
        return list(dict.fromkeys(mark.place for mark in self.of("n")))

    @cached_property
    def times(self) -> list[Time]:
        """The times that are said and name no row."""
        return [mark.time for mark in self.of("t")]

    @cached_property
    def figures(self) -> list[Number]:
        """The figures of the sentence, but for the number of rows: `de fyra områdena`."""
        many = float(len(self.frame.members))
        return [mark.number for mark in self.of("f") if mark.number
                and not (mark.number.value == many and not mark.number.unit
                         and ROWS.match(self.told.one.text, mark.end))]  # fmt: skip

    def columns(
        self, unit: str | None = None, rows: Iterable[int] = (), near: str | None = None
    ) -> list[int]:
        """Give the columns that can be meant, the likeliest last.

        `unit` keeps those of a unit at the rows, `near` is the piece of text whose times and names
        go before those of the whole sentence.
        """
        frame, rows = self.frame, list(rows)
        found = [at for at in frame.columns
                 if unit is None or not rows
                 or any(_has(frame, row, at, unit) for row in rows)]  # fmt: skip
        for piece in (near, self.text):
            times = [mark.time for mark in self.of("t", piece)] if piece else []
            if times and frame.column_times:
                there = frame.at(times, frame.column_times)
                kept = frame.column_times.keys() | (frame.whole_columns if there else ())
                found = [at for at in found if at in there or at not in kept]
                break
        named = {mark.place for piece in (near, self.text) if piece for mark in self.of("c", piece)}
        if near and (here := {mark.place for mark in self.of("c", near)}):
            named = here
        if named & set(found):
            return [at for at in found if at in named]
        whole = [at for at in found if at in frame.whole_columns]
        if whole and (frame.is_grouped or len(whole) == 1):
            return whole
        dated = [at for at in in_order(frame.column_times) if at in found]
        return [*[at for at in found if at not in dated], *dated]

    @cached_property
    def is_known(self) -> bool:
        """Tell whether every time that is said can be the table's."""
        numbered, own = _NUMBERED.findall(self.told.one.text), _NUMBERED.match(
            self.frame.grid.caption)  # fmt: skip
        if numbered and own and own[1] not in numbered:
            return False
        return all(self.frame.knows(time) for time in self.times)

    @cached_property
    def is_near(self) -> bool:
        """Tell whether the table stands under the same heading, or the words say what it counts."""
        if self.told.section == self.frame.section:
            return True
        said = frozenset(word for word in self.told.stems if word not in NEUTRAL)
        return bool(_known(self.frame.subject, said))

    @cached_property
    def points(self) -> bool:
        """Tell whether the sentence says that it tells of a table near it."""
        here = self.told.section == self.frame.section
        text = self.told.one.text
        return here and bool(TABLE.search(text) or _PLAINLY.search(text))

    @cached_property
    def unknown(self) -> frozenset[str]:
        """The words that neither the table nor its section has, and that may say more."""
        rest = keys(cueless(WHOLE.sub(" ", MARK.sub(" ", self.text)))) - NEUTRAL
        if any(number.unit in ("%", "pp") for number in self.figures) or any(
            self.frame.grid.share(at) for at in self.frame.columns
        ):
            rest -= OF_PEOPLE
        if _INHABITANTS.search(f"{self.frame.grid.caption} {' '.join(self.frame.grid.table.head)}"):
            rest -= OF_PEOPLE
        if self.frame.grid.is_money:
            rest -= OF_MONEY
        rest |= self._degrees
        by = self.frame.words | keys(self.told.heading) | keys(self.frame.grid.section)
        return rest - _known(rest, by)

    @property
    def _degrees(self) -> frozenset[str]:
        """Words of degree that the table has not: `mycket nöjda` are fewer than `nöjda`."""
        grid = self.frame.grid
        own = " ".join([grid.caption, *grid.table.head, *grid.labels]).lower()
        return frozenset(found[1] for found in _DEGREE.finditer(self.text) if found[1] not in own)

    @cached_property
    def is_sure(self) -> bool:
        """Tell whether the sentence surely speaks of the table, and says no more than it has."""
        return self.is_known and self.is_near and not self.unknown

    @cached_property
    def is_of_all(self) -> bool:
        """Tell whether the sentence is about the same as the table, though it names no row."""
        if not self.is_sure:
            return False
        about, said = self.frame.subject, self.told.about | keys(self.told.heading)
        if self.points:
            return True
        heads = keys(" ".join(self.frame.grid.table.head))
        narrower = [word for word in about - heads if not any(akin(word, w) for w in said)]
        met = [word for word in about if any(akin(word, w) for w in self.told.about)]
        return bool(met) and not narrower

    @cached_property
    def is_of_head(self) -> bool:
        """Tell whether it stands under the table's heading and names what is counted."""
        return self.is_here and bool(_known(self.frame.subject, self.told.about))

    @cached_property
    def is_here(self) -> bool:
        """Tell whether it stands under the table's heading, and says nothing that is not there."""
        return self.told.section == self.frame.section and self.is_sure

    @cached_property
    def names_some(self) -> bool:
        """Tell whether a row or column with a name of its own is named: no time, and no sum."""
        named = [mark for mark in self.of("n") if not mark.time]
        heads = [self.frame.grid.heading(mark.place) for mark in self.of("c")]
        return bool(named) or any(not TOTAL.search(head) for head in heads)


def _cut(tail: re.Match[str]) -> str:
    said = tail.group()
    held = MARK.search(said) or WAY.search(said) or THAN.search(said) or MOST.search(said)
    return said if held else ""


def _inside(start: int, end: int, marks: Iterable[Mark]) -> bool:
    return any(mark.start < end and start < mark.end for mark in marks)


def _has(frame: Frame, row: int, column: int, unit: str) -> bool:
    if frame.number(row, column) is None:
        return False
    own = frame.unit(row, column)
    return own == unit or (unit == "kr" and own == "" and frame.grid.is_money)


def _span(
    words: Sequence[tuple[str, int, int]],
    about: frozenset[str],
    used: set[int],
    subject: frozenset[str],
) -> list[int] | None:
    """Give the places of the words that make a name, the closest together; None without one."""
    found: list[int] | None = None
    for begin, (first, _, _) in enumerate(words):
        if begin in used:
            continue
        if len(about) == 1 and _is_compound(first, min(about), subject):
            return [begin]
        span = _from(words, about, used, begin)
        if span and (found is None or span[-1] - span[0] < found[-1] - found[0]):
            found = span
    return found


def _from(
    words: Sequence[tuple[str, int, int]], about: frozenset[str], used: set[int], begin: int
) -> list[int] | None:
    """Give the places of a name that begins at a word, None when it does not."""
    if not any(same_word(words[begin][0], one) for one in about):
        return None
    missing, span = set(about), list[int]()
    for at in range(begin, min(len(words), begin + 2 * len(about) + 2)):
        if not words[at][0].isalpha() and len(words[at][0]) == 1:
            return None
        fits = (one for one in missing if at not in used and same_word(words[at][0], one))
        if fit := next(fits, None):
            missing.discard(fit)
            span.append(at)
        if not missing:
            return span
    return None


def _is_compound(word: str, name: str, subject: frozenset[str]) -> bool:
    """Tell whether a word is a name and what the table counts: `läkemedelsavvik`."""
    if len(name) < 5 or not word.startswith(name) or len(word) < len(name) + 4:
        return False
    rest = word[len(name) :]
    return any(same_word(part, one) for part in (rest, rest.removeprefix("s")) for one in subject)
