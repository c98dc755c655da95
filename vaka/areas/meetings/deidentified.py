"""What in a text could tell who somebody is: identity numbers, rooms, telephones, likely names.

A machine cannot know every name, so a word that only may be one is shown to a person, who takes it
away or says that it names nobody.
"""

import re
from collections.abc import Collection, Iterable, Iterator

from vaka.foundation.people.numbers import find_numbers

ROOM = re.compile(
    r"\b(?:rum|lägenhet|lgh|dörr|bostad)\s*(?:nr\.?|nummer)?\s*\d+\s*[a-zåäö]?\b", re.I
)
TELEPHONE = re.compile(r"(?<!\d)(?:\+46|0)[\s-]?\d{1,3}[\s-]?\d{2,3}(?:[\s-]?\d{2}){1,2}(?!\d)")
MAIL = re.compile(r"\S+@\S+\.\w+")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
ENDS = (".", "!", "?", ":", "\n", "”", '"', "–", "•", "-")


def found_in(texts: Iterable[str], known: Collection[str]) -> list[str]:
    """Give what could tell who somebody is, each once, in the order of the texts.

    Args:
        known: words with a capital that name no person: units, authorities, the municipality.
    """
    names = {word.casefold() for words in known for word in WORD.findall(words)}
    return list(dict.fromkeys(one for text in texts for one in _found(text, names)))


def _found(text: str, names: Collection[str]) -> Iterator[str]:
    for number in find_numbers(text):
        yield text[number.start : number.end]
    for pattern in (ROOM, TELEPHONE, MAIL):
        yield from (match.group().strip() for match in pattern.finditer(text))
    for match in WORD.finditer(text):
        word = match.group()
        if _may_be_name(word) and not _begins(text, match.start()) and not _is_known(word, names):
            yield word


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
