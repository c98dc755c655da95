"""A sentence with its figures, for the rules that read prose."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from vaka.documents.figurecheck.document import Document, Paragraph
from vaka.documents.figurecheck.finding import Finding
from vaka.documents.figurecheck.grammar.numbers import Number, scan
from vaka.documents.figurecheck.grammar.sentences import sentences, stem
from vaka.documents.figurecheck.readers.tables import is_caption

_LINK = re.compile(r"^[^.;:]*$")
_MEAN = re.compile(
    r"\b(?:genomsnitt\w*|i snitt|snittet|medel(?:tal|värde|vänte|ålder|vistelse)\w*|median\w*)\b",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"(?:källa|grund|källor|lagrum)\s?:", re.IGNORECASE)


@dataclass(frozen=True)
class Said:
    """One sentence of a paper: `line` where it begins."""

    file: str
    line: int
    text: str

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """Its figures, in order."""
        return _figures(self.text)

    @cached_property
    def counts(self) -> tuple[Number, ...]:
        """Its figures without a unit."""
        return tuple(number for number in self.numbers if not number.unit)

    @cached_property
    def percents(self) -> tuple[Number, ...]:
        """Its shares, a range's first figure (`52 till 66 procent`) too."""
        found = []
        for at, number in enumerate(self.numbers):
            if number.unit == "%":
                found.append(number)
            elif not number.unit and at + 1 < len(self.numbers):
                after = self.numbers[at + 1]
                if after.unit == "%" and self.text[number.end : after.start].strip() in (
                    "till",
                    "och",
                ):
                    found.append(number)
        return tuple(found)

    @property
    def is_whole(self) -> bool:
        """Tell whether it ends as a sentence does; a row of a table does not."""
        return bool(re.search(r"[^\s.][.!?)]$", self.text.rstrip()))

    def find(self, number: Number, computed: str, rule: str, confidence: float) -> Finding:
        """Give a finding about one of its figures."""
        return Finding(self.file, self.line, self.text, number.text, computed, rule, confidence)

    def called(self, printed: str, computed: str) -> Finding:
        """Give a finding about a reference to what is not there."""
        return Finding(self.file, self.line, self.text, printed, computed, "numbering", 0.85)

    def has(self, *words: str) -> bool:
        """Tell whether one of the words (patterns) is in the sentence."""
        return any(re.search(rf"\b(?:{word})", self.text, re.IGNORECASE) for word in words)

    def tells_mean(self, number: Number) -> bool:
        """Tell whether a figure is a mean of its own sentence: then its parts do not add up."""
        begin = self.text.rfind(". ", 0, number.start) + 1
        return bool(_MEAN.search(self.text[begin : number.start]))

    def noun(self, number: Number) -> str:
        """Give the word right after a figure, as a stem: what it counts."""
        match = re.match(r"\s+([a-zåäö]{3,})", self.text[number.end :])
        return stem(match[1]) if match else ""

    def before(self, number: Number, width: int = 25) -> str:
        """Give the text just before a figure."""
        return self.text[max(0, number.start - width) : number.start]

    def after(self, number: Number, width: int = 30) -> str:
        """Give the text just after a figure."""
        return self.text[number.end : number.end + width]


@lru_cache(maxsize=32_768)
def _figures(text: str) -> tuple[Number, ...]:
    """Read a text once, whatever rules ask for its figures."""
    return tuple(scan(text))


def said(document: Document) -> Iterator[Said]:
    """Give every sentence of the running text."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield from of(document.file, block)


MOST_IN_PASSAGE, LONGEST, LONGEST_LINE = 4, 400, 100


def passages(document: Document) -> Iterator[Said]:
    """Give every sentence group that is read as one: a short paragraph whole, else sentences."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            several = of(document.file, block)
            if 1 < len(several) <= MOST_IN_PASSAGE and len(block.text) <= LONGEST:
                yield Said(document.file, block.line, block.text)
            else:
                yield from several


def lists(document: Document) -> Iterator[Said]:
    """Give every list of lines with a figure each, read as one passage."""
    lines = list[Said]()
    for block in [*document.blocks, None]:
        one = Said(document.file, block.line, block.text) if isinstance(block, Paragraph) else None
        if one and len(one.numbers) == 1 and len(one.text) <= LONGEST_LINE:
            lines.append(one)
            continue
        if len(lines) > 2:
            yield Said(document.file, lines[0].line, "; ".join(line.text for line in lines))
        lines = []


def of(file: str, block: Paragraph) -> tuple[Said, ...]:
    """Give the sentences of one paragraph, read once for all rules."""
    return _of(file, block)


@lru_cache(maxsize=16_384)
def _of(file: str, block: Paragraph) -> tuple[Said, ...]:
    if _SOURCE.match(block.text):
        return ()
    if is_caption(block.text):
        return (Said(file, block.line, block.text),)
    return tuple(Said(file, block.line_at(place), text) for place, text in sentences(block.text))


def is_list(one: Said, numbers: Sequence[Number]) -> bool:
    """Tell whether figures stand in one enumeration: commas between, a last `och`."""
    gaps = [one.text[a.end : b.start] for a, b in itertools.pairwise(numbers)]
    if not gaps or not all(_LINK.match(gap) and len(gap) < 70 for gap in gaps):
        return False
    joined = all("," in gap or re.search(r"\b(?:och|samt)\b", gap) for gap in gaps)
    return joined and not re.search(r"\b(?:av|från|till|jämfört|än)\s*$", " ".join(gaps))
