"""Which measures some terms may mean: titles and synonyms are compared, rare words weigh more.

A measure is known by its title and by what the glossary says it is also called. A score is from
0 to 1: the best of those phrases by how much of the question it covers and how little else it
says, and how much of the question the measure covers in all.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from math import log

from vaka.metrics.asking.hearing import Term
from vaka.metrics.asking.lexicon import glossary
from vaka.metrics.dimensions import DIMENSIONS
from vaka.metrics.measure import Measure, Unit

_PHRASE, _WHOLE = 0.65, 0.35
_RECALL = 2.0
"""How much more it matters that the question is covered than that the phrase says nothing else."""
_LIKED, _DISLIKED = 0.06, -0.08
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to say a measure; `by` is the cut that it asks for."""

    meanings: frozenset[str]
    by: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A measure and the ways to say it."""

    measure: Measure
    phrases: tuple[Phrase, ...]
    whole: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A measure that may be meant, its score, its phrase's cut, and the terms it does not cover."""

    measure: Measure
    score: float
    by: str
    missed: tuple[Term, ...]


class Index:
    """The measures of a catalogue, ready to be asked for."""

    def __init__(self, measures: Iterable[Measure]) -> None:
        self.entries = tuple(_entry(measure) for measure in measures)
        met = Counter(word for entry in self.entries for word in entry.whole)
        self._idf = {word: log(1 + len(self.entries) / count) for word, count in met.items()}
        self._rare = log(1 + len(self.entries))
        self._written = {said: one for said, one in self._said() if one in self._idf}

    def _said(self) -> Iterator[tuple[str, str]]:
        """Every word as it is written in titles and in the glossary, and what it means."""
        known = glossary()
        texts = [entry.measure.title.sv for entry in self.entries]
        texts += [phrase for _, phrase, _ in known.also] + list(known.spellings)
        for text in texts:
            yield from ((said, meaning) for meaning, said in known.meanings(text))

    def knows(self, meaning: str) -> bool:
        """Whether any measure has the word or one that it is part of."""
        return any(nearness(meaning, word) for word in self._idf)

    def spelled(self, said: str) -> tuple[str, str]:
        """The known word that an unknown one is most like and what it means, or nothing."""
        near = get_close_matches(said, self._written, 1, 0.84) if len(said) > _SHORTEST else []
        return (near[0], self._written[near[0]]) if near else ("", "")

    def ranked(self, terms: Sequence[Term], unit: Unit | None) -> list[Ranked]:
        """Every measure that any term touches, the likeliest first."""
        found = (self._judged(entry, terms, unit) for entry in self.entries)
        return sorted(
            (one for one in found if one is not None),
            key=lambda one: (-one.score, len(one.measure.title.sv), one.measure.name),
        )

    def _judged(self, entry: Entry, terms: Sequence[Term], unit: Unit | None) -> Ranked | None:
        """How well one measure answers; terms that only ask for a cut it offers need not be met."""
        met = {term: _best(term.meaning, entry.whole) for term in terms}
        counted = [t for t in terms if met[t] or not _is_free(t, entry.measure)]
        if not any(met[t] for t in counted if not t.is_place):
            return None
        scores = [(self._overlap(counted, phrase), phrase.by) for phrase in entry.phrases]
        best, by = max(scores, key=lambda one: one[0])
        covered = self._share([(self._weight(t.meaning), met[t]) for t in counted])
        score = _PHRASE * best + _WHOLE * covered + _liking(entry.measure, unit)
        missed = tuple(term for term in counted if met[term] < 0.4)
        return Ranked(entry.measure, min(1.0, max(0.0, score)), by, missed)

    def _overlap(self, terms: Sequence[Term], phrase: Phrase) -> float:
        """The weighted F-score of the terms against one phrase."""
        meanings = {term.meaning for term in terms}
        recall = self._share([(self._weight(m), _best(m, phrase.meanings)) for m in meanings])
        precision = self._share([(self._weight(m), _best(m, meanings)) for m in phrase.meanings])
        if not recall or not precision:
            return 0.0
        square = _RECALL**2
        return (1 + square) * precision * recall / (square * precision + recall)

    def _weight(self, meaning: str) -> float:
        return self._idf.get(meaning, self._rare)

    def _share(self, weighted: Sequence[tuple[float, float]]) -> float:
        whole = sum(weight for weight, _ in weighted)
        return sum(weight * met for weight, met in weighted) / whole if whole else 0.0


def _is_free(term: Term, measure: Measure) -> bool:
    """Whether the measure need not have the word: it names a unit, or a cut that is offered."""
    return term.is_place or (bool(term.cut) and term.cut in measure.by)


def _liking(measure: Measure, unit: Unit | None) -> float:
    """A share is not meant by who asks how many, and neither by who asks how long."""
    if unit is None:
        return 0.0
    if measure.unit is unit:
        return _LIKED
    return 2 * _DISLIKED if unit is Unit.DAYS else _DISLIKED


def _best(meaning: str, others: Iterable[str]) -> float:
    return max((nearness(meaning, other) for other in others), default=0.0)


@lru_cache(maxsize=100_000)
def nearness(one: str, other: str) -> float:
    """1 for the same word; less where one begins or ends the other, as in compounds; else 0."""
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST or not (long.startswith(short) or long.endswith(short)):
        return 0.0
    return 0.1 + 0.75 * len(short) / len(long)


def _entry(measure: Measure) -> Entry:
    """A measure under its title and its synonyms; its ways to be cut count only as a whole."""
    known = glossary()
    titled = Phrase(_meant(measure.title.sv))
    phrases = [titled]
    phrases += [Phrase(_meant(words), by) for name, words, by in known.also if name == measure.name]
    whole = frozenset[str]().union(*(phrase.meanings for phrase in phrases))
    cuts = _meant(" ".join(DIMENSIONS[name].title.sv for name in measure.by if name in DIMENSIONS))
    return Entry(measure, tuple(phrases), whole | (cuts & {"ålder"}))


def _meant(text: str) -> frozenset[str]:
    """The meanings of a text, without the words that only say what sort of figure it is."""
    sorts = {" ".join(words) for words in glossary().intent}
    return frozenset(m for m, said in glossary().meanings(text) if said not in sorts or _stays(m))


def _stays(meaning: str) -> bool:
    return meaning in glossary().same.values()
