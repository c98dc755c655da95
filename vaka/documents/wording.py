"""Help with words, on the machine: what could be read more easily, or should not stand there.

LIX is words a sentence plus percent of words longer than six letters (C.-H. Björnsson, Läsbarhet,
1968). Names outside an official list are the figure check's rule `names`.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from vaka.foundation.people.numbers import find_numbers

LONG_WORD, LONG_SENTENCE, HARD_LIX, FEWEST_WORDS = 6, 30, 55, 100
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ0-9”\"])|\n\s*\n|\n(?=[#|•*-])")
SHORTENED = re.compile(
    r"\b(?:bl\.a|t\.ex|d\.v\.s|m\.m|kap|nr|ca|s\.k|f\.d|resp|t\.o\.m|fr\.o\.m)\."
)
TELEPHONE = re.compile(r"(?<![\d–-])(?:\+46|0)[\s-]?7\d[\s-]?\d{3}[\s-]?\d{2}[\s-]?\d{2}(?!\d)")
MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
PICTURE = re.compile(r"!\[\s*\]\([^)]*\)")
LEVELS = ((30, "mycket lätt"), (40, "lätt"), (50, "medelsvår"), (60, "svår"), (999, "mycket svår"))


class AdviceKind(StrEnum):
    """What an advice is about."""

    HARD = "hard"
    LONG = "long"
    PERSON = "person"
    TERM = "term"
    ALT = "alt"


@dataclass(frozen=True)
class Advice:
    """One advice: the line where it stands, the words it is about, and what to do, in Swedish."""

    kind: AdviceKind
    line: int
    quote: str
    words: str


@dataclass(frozen=True)
class Readability:
    """How hard a text is: LIX, its level in Swedish, and what it is counted from."""

    lix: int
    level: str
    words: int
    sentences: int


def advice(text: str) -> list[Advice]:
    """Give what could be better in a Swedish text or Markdown, in the order of its lines."""
    found = [*_persons(text), *_terms(text), *_long(text), *_pictures(text), *_hard(text)]
    return sorted(found, key=lambda one: (one.line, one.kind))


def readability(text: str) -> Readability:
    """Give the LIX of a text's sentences; of an empty text it is 0."""
    split = [WORD.findall(sentence) for _, sentence in _sentences(text)]
    counted = [words for words in split if len(words) > 2]
    words = [word for sentence in counted for word in sentence]
    if not words:
        return Readability(0, LEVELS[0][1], 0, 0)
    long = sum(len(word) > LONG_WORD for word in words)
    lix = round(len(words) / len(counted) + 100 * long / len(words))
    level = next(level for most, level in LEVELS if lix < most)
    return Readability(lix, level, len(words), len(counted))


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """Give each sentence with its place; headings, tables and lists are no long sentences."""
    safe = SHORTENED.sub(lambda found: found.group().replace(".", "\u2024"), text)
    start = 0
    for end in [*ENDS.finditer(safe), None]:
        piece = safe[start : end.start() if end else len(safe)]
        if piece.strip() and not piece.lstrip().startswith(("#", "|")):
            yield start + len(piece) - len(piece.lstrip()), piece.strip()
        start = end.end() if end else len(safe)


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _short(text: str, most: int = 90) -> str:
    flat = " ".join(text.replace("\u2024", ".").split())
    return flat if len(flat) <= most else flat[:most].rsplit(" ", 1)[0] + " …"


def _hard(text: str) -> Iterator[Advice]:
    read = readability(text)
    if read.words >= FEWEST_WORDS and read.lix >= HARD_LIX:
        told = f"Texten är {read.level} att läsa (LIX {read.lix})."
        words = f"{told} Korta meningar och byt ut långa ord."
        yield Advice(AdviceKind.HARD, 1, "", words)


def _long(text: str) -> Iterator[Advice]:
    for at, sentence in _sentences(text):
        count = len(WORD.findall(sentence))
        if count > LONG_SENTENCE:
            words = f"Meningen har {count} ord. Dela den, helst under {LONG_SENTENCE}."
            yield Advice(AdviceKind.LONG, _line(text, at), _short(sentence), words)


def _persons(text: str) -> Iterator[Advice]:
    """The quote never repeats a whole identity number."""
    for number in find_numbers(text):
        hidden = text[number.start : number.end][:2] + "…"
        yield Advice(AdviceKind.PERSON, _line(text, number.start), hidden,
                     "Ett personnummer står i texten. Ta bort det.")  # fmt: skip
    for pattern, what in ((TELEPHONE, "Ett mobilnummer"), (MAIL, "En e-postadress")):
        for found in pattern.finditer(text):
            yield Advice(AdviceKind.PERSON, _line(text, found.start()), found.group(),
                         f"{what} står i texten. Ta bort om det är en persons.")  # fmt: skip


def _terms(text: str) -> Iterator[Advice]:
    for term in _known():
        for found in re.finditer(rf"\b{term['stem']}\w*", text, re.IGNORECASE):
            if found.group().lower().startswith(tuple(term.get("except", ()))):
                continue
            words = f"Skriv hellre {term['instead']} ({term['source']})."
            yield Advice(AdviceKind.TERM, _line(text, found.start()), found.group(), words)


def _pictures(text: str) -> Iterator[Advice]:
    for found in PICTURE.finditer(text):
        yield Advice(AdviceKind.ALT, _line(text, found.start()), found.group(),
                     "Bilden saknar alternativtext. Beskriv vad den visar.")  # fmt: skip


@cache
def _known() -> list[dict[str, Any]]:
    path = Path(__file__).with_name("terms.toml")
    terms: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["term"]
    return terms
