"""A small grammar of phrases: lists of alternatives that name each other.

An alternative may begin with conditions and a bar ("natt sb/ht !helg| text"): all must hold, "/"
is or, "!" is not. `{name}` draws from the list `name` or takes a word of the moment, `{Name}`
does so with a capital, `{name=words}` sets a word without printing it and `{+tag}` adds a tag.
A name keeps its first value within one text, so that title and text speak of the same place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random

_SLOT = re.compile(r"\{([^{}]+)\}")
_CONDITIONS = re.compile(r"^([^{}|]*)\|\s*")


class UnknownSlot(LookupError):
    """A phrase names a list or word that does not exist."""


class NoPhrase(LookupError):
    """No alternative of a list fits the moment."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One alternative: its conditions as groups of (tag, wanted) and its alternating parts."""

    conditions: tuple[tuple[tuple[str, bool], ...], ...]
    parts: tuple[str, ...]

    def fits(self, tags: frozenset[str]) -> bool:
        """Whether every condition holds."""
        return all(any((tag in tags) is want for tag, want in any_of) for any_of in self.conditions)


@dataclass(slots=True)
class Moment:
    """What a text is about: tags that choose phrases and words that fill them."""

    tags: frozenset[str]
    words: dict[str, str] = field(default_factory=dict)


def parse(text: str) -> Phrase:
    """Read one alternative. Parts at odd places are slots, those at even places literal text."""
    found = _CONDITIONS.match(text)
    conditions = found.group(1).split() if found else []
    body = text[found.end() :] if found else text
    return Phrase(tuple(_any_of(condition) for condition in conditions), tuple(_SLOT.split(body)))


def _any_of(condition: str) -> tuple[tuple[str, bool], ...]:
    return tuple((one.lstrip("!"), not one.startswith("!")) for one in condition.split("/"))


class Grammar:
    """Lists of phrases by name; the phrases that fit are kept by the tags a list asks about."""

    def __init__(self, lists: dict[str, Iterable[str]]) -> None:
        self.lists = {name: tuple(parse(text) for text in texts) for name, texts in lists.items()}
        self._asked = _asked(self.lists)
        self._fitting: dict[tuple[str, frozenset[str]], tuple[Phrase, ...]] = {}

    def write(self, name: str, moment: Moment, random: Random) -> str:
        """One text of the list `name`. Raises `UnknownSlot`, `NoPhrase`."""
        return " ".join(self._expand(name, moment, random).split())

    def _expand(self, name: str, moment: Moment, random: Random) -> str:
        options = self._options(name, moment.tags)
        out = []
        for place, part in enumerate(options[int(random.random() * len(options))].parts):
            out.append(self._fill(part, moment, random) if place % 2 else part)
        return "".join(out)

    def _options(self, name: str, tags: frozenset[str]) -> tuple[Phrase, ...]:
        if name not in self.lists:
            raise UnknownSlot(name)
        key = (name, tags & self._asked[name])
        if key not in self._fitting:
            self._fitting[key] = ()  # a list that names itself has no end through itself
            self._fitting[key] = tuple(p for p in self.lists[name] if self._can(p, tags))
        if not self._fitting[key]:
            raise NoPhrase(f"{name}: {sorted(key[1])}")
        return self._fitting[key]

    def _can(self, phrase: Phrase, tags: frozenset[str]) -> bool:
        """Whether a phrase fits and each list that it names has something that fits too."""
        named = (slot[0].lower() + slot[1:] for slot in phrase.parts[1::2])
        return phrase.fits(tags) and all(self._has(name, tags) for name in named)

    def _has(self, name: str, tags: frozenset[str]) -> bool:
        if name not in self.lists:
            return True
        try:
            return bool(self._options(name, tags))
        except NoPhrase:
            return False

    def _fill(self, slot: str, moment: Moment, random: Random) -> str:
        if slot.startswith("+"):
            moment.tags |= {slot[1:]}
            return ""
        name, sets, value = slot.partition("=")
        if sets:
            moment.words[name] = value
            return ""
        key = name[0].lower() + name[1:]
        if key not in moment.words:
            moment.words[key] = self._expand(key, moment, random)
        word = moment.words[key]
        return word if key == name else word[:1].upper() + word[1:]


def _asked(lists: dict[str, tuple[Phrase, ...]]) -> dict[str, frozenset[str]]:
    """The tags that a list asks about, with those of the lists that it names."""
    asked = {
        name: {tag for p in phrases for any_of in p.conditions for tag, _ in any_of}
        for name, phrases in lists.items()
    }
    named = {
        name: {slot[0].lower() + slot[1:] for p in phrases for slot in p.parts[1::2]}
        for name, phrases in lists.items()
    }
    grows = True
    while grows:
        grows = False
        for name, inner in named.items():
            more = set().union(*(asked.get(one, set()) for one in inner)) - asked[name]
            asked[name] |= more
            grows |= bool(more)
    return {name: frozenset(tags) for name, tags in asked.items()}
