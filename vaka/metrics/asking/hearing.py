"""A question taken apart: which period, unit, step and cut it names, and what is left of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from vaka.law.grains import Grain
from vaka.law.period import Period
from vaka.metrics.asking import periods
from vaka.metrics.asking.lexicon import Cut, glossary, stem, words_of
from vaka.metrics.measure import Unit

_PER = frozenset({"per", "efter", "varje", "mellan"})
_PLACED = frozenset({"på", "i", "hos", "för", "vid", "inom", "av", "från", "enhet", "enheten"})
_DIVIDED = ("uppdelat", "uppdelad", "uppdelade", "fördelat", "fördelad", "fördelade", "delat")
_GRAINS = {
    Grain.DAY: ("dag", "dygn", "dagligen"),
    Grain.WEEK: ("vecka", "veckovis"),
    Grain.MONTH: ("månad", "månadsvis", "månatligen"),
    Grain.QUARTER: ("kvartal", "kvartalsvis"),
    Grain.TERTIAL: ("tertial", "tertialvis"),
    Grain.YEAR: ("år", "årsvis", "årligen"),
}
_KINDS = frozenset(
    "kommun kommunen hemtjänst gruppbostad servicebostad korttidshem korttidshemmet dagverksamhet "
    "dagverksamheten daglig verksamhet enhet enheten boende boendet korttidsboende och jämförelse "
    "socialpsykiatrin särskilt".split()
)
"""Words in names of units that say what sort they are, not which."""


@dataclass(frozen=True, slots=True)
class Place:
    """A unit that may be named; `is_whole` is the whole principal ("hela kommunen")."""

    code: str
    name: str
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """One meaning and the words that said it; `cut` is the dimension the words may ask for.

    `is_place` says that they named a unit as well: they tell a measure's name from another, but
    need not be in it.
    """

    meaning: str
    said: str
    cut: str = ""
    is_place: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """A question's parts, each with the words that said it. `terms` is what a measure must mean."""

    terms: tuple[Term, ...] = ()
    unit: Unit | None = None
    period: Period | None = None
    period_said: str = ""
    place: Place | None = None
    place_said: str = ""
    places: tuple[Place, ...] = ()
    grain: Grain | None = None
    cuts: tuple[str, ...] = ()


def heard(question: str, places: Sequence[Place], today: date) -> Heard:
    """Take a question apart. Several `places` are units that its words may mean alike."""
    text = " ".join(question.casefold().replace("?", " ").split())
    said = periods.said_in(text, today)
    words = words_of(said.rest if said else text)
    place, place_said, may_be, words = _place(words, places)
    grain, words = _grain(words)
    cuts, words = _cuts(words)
    unit, words = _intent(words)
    return Heard(
        (*_terms(words), *(replace(t, is_place=True) for t in _terms(words_of(place_said)))),
        unit, said.period if said else None, said.words if said else "",
        place, place_said, may_be, grain, cuts,
    )  # fmt: skip


def _place(
    words: list[str], places: Sequence[Place]
) -> tuple[Place | None, str, tuple[Place, ...], list[str]]:
    """The unit that the words name by the most of its name; several when they fit alike."""
    best: tuple[int, int] = (0, 0)
    found: list[Place] = []
    for place in places:
        for name in _names(place):
            at = _at(words, name)
            if at is None or (len(name) == 1 and not _is_placed(words, at, name[0])):
                continue
            if len(name) > best[0]:
                best, found = (len(name), at), []
            if len(name) == best[0] and place not in found:
                found.append(place)
    if not found:
        return None, "", (), words
    size, at = best
    said = " ".join(words[at : at + size])
    rest = [*words[:at], *words[at + size :]]
    return (found[0] if len(found) == 1 else None), said, tuple(found), rest


def _names(place: Place) -> Iterator[tuple[str, ...]]:
    """The ways to say a unit: its whole name, and what in the name is its own."""
    words = words_of(place.name)
    yield tuple(map(stem, words))
    own = tuple(stem(word) for word in words if word not in _KINDS)
    if own and len(own) < len(words):
        yield own
    if place.is_whole:
        yield from ((stem("kommunen"),), (stem("hela"), stem("kommunen")))


def _at(words: list[str], name: tuple[str, ...]) -> int | None:
    """Where the name stands; a place's name may stand in the genitive."""
    stems = [stem(word) for word in words]
    for at in range(len(words) - len(name) + 1):
        if tuple(stems[at : at + len(name)]) == name:
            return at
    return None


def _is_placed(words: list[str], at: int, name: str) -> bool:
    """One word names a unit after a preposition, or where it is no word of the glossary."""
    if at and words[at - 1] in _PLACED:
        return True
    known = glossary()
    return (name,) not in known.same and words[at] not in known.stop


def _grain(words: list[str]) -> tuple[Grain | None, list[str]]:
    """`per månad`, `varje kvartal`, `månadsvis`, `år för år`."""
    for at, word in enumerate(words):
        for grain, said in _GRAINS.items():
            if word not in said:
                continue
            if word != said[0]:
                return grain, [*words[:at], *words[at + 1 :]]
            if at and words[at - 1] in _PER:
                return grain, [*words[: at - 1], *words[at + 1 :]]
            if words[at + 1 : at + 3] == ["för", word]:
                return grain, [*words[:at], *words[at + 3 :]]
    return None, words


def _cuts(words: list[str]) -> tuple[tuple[str, ...], list[str]]:
    """The dimensions named after `per`, `efter`, `uppdelat på`; the words that named them go."""
    found: dict[str, None] = {}
    rest: list[str] = []
    at = 0
    while at < len(words):
        skip = _asks(words, at)
        cut, size = _noun(words, at + skip) if skip else (None, 0)
        if cut:
            found[cut.dimension] = None
            at += skip + size
            at += 2 if words[at : at + 1] == ["och"] and _noun(words, at + 1)[0] else 0
        else:
            rest.append(words[at])
            at += 1
    return tuple(found), rest


def _asks(words: list[str], at: int) -> int:
    """How many words here ask for a cut by what follows; nought when none do."""
    if words[at] in _PER:
        return 1
    return 2 if words[at] in _DIVIDED and words[at + 1 : at + 2] in (["på"], ["efter"]) else 0


def _noun(words: list[str], at: int) -> tuple[Cut | None, int]:
    for size in (3, 2, 1):
        stems = tuple(map(stem, words[at : at + size]))
        for cut in glossary().cuts:
            if len(stems) == size and stems in cut.nouns:
                return cut, size
    return None, 0


def _intent(words: list[str]) -> tuple[Unit | None, list[str]]:
    """What sort of figure is asked for. Words that also say what is measured stay."""
    known = glossary().intent
    for said in sorted(known, key=len, reverse=True):
        for at in range(len(words) - len(said) + 1):
            if tuple(words[at : at + len(said)]) == said:
                stays = [w for w in said if len(said) == 1 and (stem(w),) in glossary().same]
                return Unit(known[said]), [*words[:at], *stays, *words[at + len(said) :]]
    return None, words


def _terms(words: list[str]) -> Iterator[Term]:
    """The meanings that are left; those that also ask for a cut say which."""
    known = glossary()
    loose = {one: cut.dimension for cut in known.cuts for one in cut.loose}
    for meaning, said in known.meanings(" ".join(words)):
        yield Term(meaning, said, loose.get(tuple(map(stem, words_of(said))), ""))
