"""Words and what they mean: stems, meanings and the glossary, read once."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import Stemmer

WORD = re.compile(r"\w+(?:-\w+)*")
_stem = Stemmer.Stemmer("swedish")
_MOST_WORDS = 4
"""So many words may stand for one meaning together."""


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, as written."""
    return WORD.findall(text.casefold())


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of a word; one so short that it says nothing is kept whole (`enhet` is no `en`)."""
    found = str(_stem.stemWord(word))
    return found if len(found) > 2 else word


@dataclass(frozen=True, slots=True)
class Cut:
    """Words that ask for a dimension: `nouns` after "per", `loose` by themselves."""

    dimension: str
    nouns: frozenset[tuple[str, ...]]
    loose: frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Glossary:
    """The meanings of words. Keys of several words are tuples of them as written or as stems."""

    stop: frozenset[str]
    intent: Mapping[tuple[str, ...], str]
    same: Mapping[tuple[str, ...], str]
    cuts: tuple[Cut, ...]
    also: tuple[tuple[str, str, str], ...]
    spellings: tuple[str, ...] = ()

    def meanings(self, text: str) -> list[tuple[str, str]]:
        """What the text says, as pairs of meaning and the words that said it, in order."""
        return list(self._meanings(words_of(text)))

    def _meanings(self, words: list[str]) -> Iterator[tuple[str, str]]:
        at = 0
        while at < len(words):
            size, meaning = self._longest(words, at)
            if meaning:
                yield meaning, " ".join(words[at : at + size])
            at += size

    def _longest(self, words: list[str], at: int) -> tuple[int, str]:
        """How many words from here say one thing together, and what; nothing for a stop word."""
        for size in range(min(_MOST_WORDS, len(words) - at), 0, -1):
            stems = tuple(map(stem, words[at : at + size]))
            if stems in self.same and (size > 1 or words[at] not in self.stop):
                return size, self.same[stems]
        return 1, "" if words[at] in self.stop else stem(words[at])


@cache
def glossary() -> Glossary:
    """The glossary of this folder."""
    found = tomllib.loads(Path(__file__).with_name("glossary.toml").read_text("utf-8"))
    same = {_stems(word): one for one, words in found["same"].items() for word in [one, *words]}
    intent = {tuple(words_of(p)): unit for unit, said in found["intent"].items() for p in said}
    return Glossary(
        frozenset(found["stop"].split()), intent, same, tuple(map(_cut, found["cut"])),
        tuple((row["measure"], phrase, row.get("by", "")) for row in found["also"]
              for phrase in row["phrases"]),
        tuple(word for words in found["same"].values() for word in words),
    )  # fmt: skip


def _cut(row: dict[str, Any]) -> Cut:
    nouns, loose = (frozenset(map(_stems, row[name])) for name in ("nouns", "loose"))
    return Cut(row["dimension"], nouns, loose)


def _stems(phrase: str) -> tuple[str, ...]:
    return tuple(map(stem, words_of(phrase)))
