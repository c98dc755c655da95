"""What in a text could tell who somebody is: identity numbers, rooms, telephones, likely names.

A machine cannot know every name, so a word that only may be one is shown to a person, who takes it
away or says that it names nobody.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from vaka.foundation.people.numbers import find_numbers

ROOM = re.compile(
    r"\b(?:rum|lägenhet|lgh|dörr|bostad)\s*(?:nr\.?|nummer)?\s*\d+\s*[a-zåäö]?\b", re.I
)
TELEPHONE = re.compile(r"(?<!\d)(?:\+46|0)[\s-]?\d{1,3}[\s-]?\d{2,3}(?:[\s-]?\d{2}){1,2}(?!\d)")
MAIL = re.compile(r"\S+@\S+\.\w+")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
COMMON = (
    "Vaka", "IVO", "Socialstyrelsen", "Region", "Sverige", "Lifecare", "Treserva", "Jul", "Påsk",
    "Midsommar", "Senior Alert", "Gud", "Skype", "Teams", "Arbetsmiljöverket", "Kommunstyrelsen",
    "Kommunfullmäktige", "Revisionen", "Riksdagen", "Regeringen", "Skatteverket", "Kommunallagen",
    "Förvaltningsrätten", "Socialförvaltningen", "Socialnämnden", "Nämnden", "Utskottet",
)  # fmt: skip
"""Words with a capital that name nobody anywhere in the country."""
ENDS = (".", "!", "?", ":", "\n", "”", '"', "–", "•", "-")


class Trace(StrEnum):
    """What in a text could tell who somebody is."""

    NUMBER = "number"
    ROOM = "room"
    TELEPHONE = "telephone"
    MAIL = "mail"
    PERSON = "person"
    WORD = "word"


PATTERNS = ((Trace.ROOM, ROOM), (Trace.TELEPHONE, TELEPHONE), (Trace.MAIL, MAIL))


@dataclass(frozen=True)
class Found:
    """One thing that could tell who somebody is, as it stands in the text, with its place."""

    trace: Trace
    quote: str
    start: int


def traces(text: str, known: Collection[str], people: Collection[str] = ()) -> list[Found]:
    """Give each thing in a text that could tell who somebody is.

    Args:
        known: words with a capital that name no person: units, authorities, the municipality.
        people: whole names of people, found wherever they stand.
    """
    return list(_found(text, plain_words(known), people))


def plain_words(known: Iterable[str]) -> set[str]:
    """Give the words of names that are no person's, without regard to case."""
    return {word.casefold() for words in known for word in WORD.findall(words)}


def found_in(texts: Iterable[str], known: Collection[str]) -> list[str]:
    """Give what could tell who somebody is, each once, in the order of the texts.

    Args:
        known: words with a capital that name no person: units, authorities, the municipality.
    """
    names = plain_words(known)
    return list(dict.fromkeys(one.quote for text in texts for one in _found(text, names)))


def _found(text: str, names: Collection[str], people: Collection[str] = ()) -> Iterator[Found]:
    for number in find_numbers(text):
        yield Found(Trace.NUMBER, text[number.start : number.end], number.start)
    for trace, pattern in PATTERNS:
        for match in pattern.finditer(text):
            yield Found(trace, match.group().strip(), match.start())
    for name in people:
        for match in re.finditer(rf"(?<!\w){re.escape(name)}s?(?!\w)", text):
            yield Found(Trace.PERSON, match.group(), match.start())
    for match in WORD.finditer(text):
        word = match.group()
        if _may_be_name(word) and not _begins(text, match.start()) and not _is_known(word, names):
            yield Found(Trace.WORD, word, match.start())


def _may_be_name(word: str) -> bool:
    """A capital and small letters after it; HSL and APT are no names."""
    return len(word) > 1 and word[0].isupper() and not word.isupper()


def _begins(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \t")
    return not before or before.endswith(ENDS)


def _is_known(word: str, names: Collection[str]) -> bool:
    """The word or its genitive is known."""
    folded = word.casefold()
    return folded in names or folded.removesuffix("s") in names
