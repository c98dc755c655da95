"""The words of a planned deviation: title, report, first measure, investigation and closing."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import chain
from random import Random
from typing import NamedTuple

from vaka.config.demo.grammar import Grammar, Moment
from vaka.config.demo.reading import word_files, words
from vaka.config.demo.scene import Scene, moment_of

TRIES = 8
"""How often a text that has been used already is written anew before it is let through."""

TOPICS = {
    "fall": ("Fall", "Olycksfall", "Trycksår", "Hjälpmedel"),
    "läkemedel": ("Läkemedel",),
    "vårdkedja": ("Avvikelser i vårdkedjan", "Information", "Vård och behandling"),
    "hot": ("Hot",),
}


class Written(NamedTuple):
    """The reporter's words."""

    title: str
    text: str
    immediate: str


class Writer:
    """Writes texts and keeps count of them, so that hardly any is met twice."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._seen: Counter[str] = Counter()

    def report(self, kind: str, scene: Scene) -> Written:
        """Title, text and first measure of an event of the type `kind`."""
        names = types()[kind]
        for _ in range(TRIES):
            moment = moment_of(scene, self._random)
            text = self._roughen(grammar().write(names["text"], moment, self._random))
            if not self._seen[text]:
                break
        self._seen[text] += 1
        title = grammar().write(names["title"], moment, self._random)
        return Written(title, text, grammar().write(names["immediate"], moment, self._random))

    def investigation(self, kind: str) -> str:
        """The manager's summary of an investigation."""
        return grammar().write("utredning", Moment(topic(kind)), self._random)

    def closing(self, kind: str, *, investigated: bool, backlog: bool) -> str:
        """The manager's closing words; `backlog` when old cases are gone through at once."""
        tags = topic(kind) | ({"backlog"} if backlog else set())
        name = "avslut_med" if investigated else "avslut_utan"
        return grammar().write(name, Moment(tags), self._random)

    def _roughen(self, text: str) -> str:
        """Leave some texts as they are typed in a hurry: no capitals, no last stop, a slip."""
        drawn = self._random.random()
        if drawn < 0.04:
            return text[:1].lower() + text[1:].rstrip(".")
        if drawn < 0.08:
            return text.rstrip(".")
        return self._slip(text) if drawn < 0.12 else text

    def _slip(self, text: str) -> str:
        spots = [i for i in range(3, len(text) - 2) if text[i : i + 2].isalpha()]
        if not spots:
            return text
        i = self._random.choice(spots)
        return text[:i] + text[i + 1] + text[i] + text[i + 2 :]


@cache
def topic(kind: str) -> frozenset[str]:
    """Which of the manager's vocabularies fits a type of deviation."""
    found = (tag for tag, starts in TOPICS.items() if kind.startswith(starts))
    return frozenset({next(found, "sol")})


@cache
def types() -> dict[str, dict[str, str]]:
    """For each type of deviation the names of its lists."""
    return dict(chain.from_iterable(words(name).get("types", {}).items() for name in word_files()))


@cache
def grammar() -> Grammar:
    """All word files as one grammar."""
    return Grammar(dict(chain.from_iterable(words(name)["lists"].items() for name in word_files())))
