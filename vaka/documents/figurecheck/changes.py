"""How Swedish says that a quantity changed: which figure was before, which after, and by how much.

A figure is before or after by the preposition at it (`från 12 till 9`, `9 mot 12`), by the time at
it (`i fjol`, `år 2022`), or as what a comparison stands on (`3 färre än 12`). Which way it went is
told by a verb, a noun or a comparative, each known by its stem.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace

from vaka.documents.figurecheck.grammar.dates import years
from vaka.documents.figurecheck.grammar.numbers import Number
from vaka.documents.figurecheck.said import Said

_MANY = r"fler|mer|högre|större|längre|dyrare"
_LESS = r"färre|mindre|lägre|kortare|billigare"
_UP = (
    r"uppåtgående|öka\w*|ökning\w*|steg|stig(?:er|it|ande)|växte|växer|växt|växande|tillväxt\w*|höj(?:s|d\w*|t\w*|er|ning\w*)"
    r"|uppgång\w*|förläng\w+|(?:gick|gått|går|gå) upp(?:åt)?|stegr\w+|fördubbla\w*"
    r"|(?:tre|fyr)dubbla\w*"
    rf"|plus|{_MANY}"
)
_DOWN = (
    r"nedåtgående|minska\w*|minskning\w*|sjönk|sjunk\w+|föll|fallit|faller|sänk\w+|nedgång\w*|(?:för)?korta(?:d\w*|t\w*|s)"
    r"|(?:gick|gått|går|gå) (?:ned|ner)(?:åt)?|halver\w+|avtog|avtagit|krymp\w+|reducera\w+"
    rf"|minus|{_LESS}"
)
WAY = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<flat>oförändra\w+))\b", re.IGNORECASE)
NOT = re.compile(r"\b(?:inte|ej|varken|aldrig|utan att)\b", re.IGNORECASE)
LASTS = re.compile(r"\s+(?:veck|månad|dygn|kvartal)", re.IGNORECASE)
FACTORS = ((r"fördubbl|dubbelt", 2.0), (r"tredubbl", 3.0), (r"fyrdubbl", 4.0), (r"halver", 0.5))
_BEFORE = (
    r"i fjol|fjolåret\w*|förra året\w*|året (?:innan|före)|åren innan"
    r"|föregående år\w*|tidigare|dessförinnan"
)
_NOW = r"i år|detta år|innevarande år|nu\b|i dag|idag|årets"
_WHEN = re.compile(rf"\b(?:(?P<past>{_BEFORE})|(?P<now>{_NOW}))", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:rike\w*|riks\w*|läne\w*|län\b|snitt\w*|genomsnitt\w*|mål\w*|budget\w*|kvinn\w*|män\w*|andra"
    r"|jämförbara|kommuner\w*|nation\w*|grannkommun\w*|plan(?:en|erat)?)\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"(?:\bjämfört med|\bjämfört mot|\bmot|\bfrån|\bi stället för|\bistället för|\bän)\s+"
    r"(?:(?:de|den|det|fjolårets|förra årets|tidigare|bara|endast|hela|cirka)\s+)*$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrån\s+(?:(?!till\b)\w+\s+){0,2}$", re.IGNORECASE)
_TO = re.compile(
    r"^[^.;]{0,45}?\b(?:upp |ned |ner )?till\s+(?:(?:hela|totalt|nuvarande)\s+)?$", re.I
)
_ARROW = re.compile(r"^[^.;\d]{0,20}(?:→|->|=>)\s*$")
_BY = re.compile(
    r"\b(?:(?<!jämfört )(?<!tillsammans )med|(?:ökning|minskning|uppgång|nedgång|höjning"
    r"|sänkning)\w* (?:med|på|om|av)|med hela"
    r"|det vill säga(?: med)?|plus|minus|på)\s+(?:hela\s+|totalt\s+)?$",
    re.IGNORECASE,
)
_LEAD = r"[^.;]{0,30}?(?:\b(?:alltså|dvs|det vill säga|en)|[:,–])\s*(?:en\s+\w+\s+)?"
_PART = re.compile(r"\b(?:var)?av\s*(?:de\s*)?$", re.IGNORECASE)
_WAY_THAN = re.compile(r"((?P<up>fler|mer)|färre|mindre)\s+än\b", re.IGNORECASE)
_WHICH_IS = re.compile(r"\b(?:vilket|det|som)\s+(?:är|var)\s+$", re.IGNORECASE)
_MORE = re.compile(
    rf"^\s*(?:\w+\s+)?(?P<way>{_MANY}|{_LESS})\b", re.IGNORECASE
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """A quantity before and after; `way` is 1, -1 or 0 as the words say, None when none does.

    `word` is what says it, `by` the figures told as the size of the change.
    """

    old: Number
    new: Number
    way: int | None
    word: str
    by: tuple[Number, ...]


def changes(one: Said) -> list[Change]:
    """Find the changes that a sentence tells; one that cannot be known is left out."""
    numbers = timeless(one)
    if len(numbers) < 2 or (not WAY.search(one.text) and "från" not in one.text.lower()):
        return []
    by = tuple(number for number in numbers if _is_size(one, number))
    rest = [number for number in numbers if number not in by]
    spans = [pair for pair in itertools.pairwise(rest) if _from_to(one, *pair)]
    if not spans:
        spans = _compared(one, rest) or dated(one, rest)
    found = _than(one, rest)
    for at, (old, new) in enumerate(spans if not found else ()):
        begin = max((n.end for pair in spans[:at] for n in pair), default=0)
        after = [n.start for pair in spans[at + 1 :] for n in pair]
        until = min(after, default=len(one.text))
        first, last = (old, new) if old.start < new.start else (new, old)
        way, word, negated = _way(one, begin, first, last, until)
        sizes = tuple(number for number in by if begin <= number.start < until)
        if not negated:
            found.append(Change(old, new, way, word, sizes))
    return found


def timeless(one: Said) -> list[Number]:
    """Give the figures of a sentence, without those that only tell for how long: `två veckor`."""
    long = [n for n in one.numbers if not n.unit and LASTS.match(one.after(n))]
    rest = [n for n in one.numbers if n not in long]
    return rest if len(rest) > 1 else [*one.numbers]


def _is_size(one: Said, number: Number) -> bool:
    """Tell whether a figure is the size of a change: `med 12`, `12 fler`, `+12`."""
    if number.signed or number.unit == "pp":
        return True
    if _MORE.match(one.after(number)) and not re.match(r"\s*(?:än|och)?\s*$", one.after(number)):
        return True
    return bool(_BY.search(one.before(number, 40))) and bool(WAY.search(one.text[: number.start]))


def _from_to(one: Said, a: Number, b: Number) -> bool:
    between = one.text[a.end : b.start]
    if _ARROW.match(between):
        return True
    return bool(_FROM.search(one.text[: a.start]) and _TO.match(between))


def _than(one: Said, rest: list[Number]) -> list[Change]:
    """`80 dödsfall, vilket är fler än de 27 i fjol`: the figure is no bound but what was before."""
    found = []
    for new, old in itertools.pairwise(rest):
        match = _WAY_THAN.match(old.text)
        if match and _WHICH_IS.search(one.text[new.end : old.start]) and new.unit == old.unit and (
            not _OTHERS.search(one.text)):  # fmt: skip
            plain = replace(old, low=old.value, high=old.value, hedge="")
            found.append(Change(plain, new, 1 if match["up"] else -1, match.group(1), ()))
    return found


def _alike(a: Number, b: Number) -> bool:
    return a.unit == b.unit or not a.unit or not b.unit


def _compared(one: Said, rest: list[Number]) -> list[tuple[Number, Number]]:
    """`95 mot 78`, `95 jämfört med 78 i fjol`: the later figure is said first."""
    found = []
    for new, old in itertools.pairwise(rest):
        between = one.text[new.end : old.start]
        beyond = between + one.after(old, 32)
        if (len(between) < 75 and _AGAINST.search(between) and _alike(new, old)
                and not _OTHERS.search(beyond)
                and not _PART.search(one.text[: new.start])):  # fmt: skip
            found.append((old, new))
    return found if len(rest) == 2 * len(found) else []


def dated(one: Said, rest: list[Number]) -> list[tuple[Number, Number]]:
    """Two figures of one thing, each with its time, are ordered by time."""
    if len(rest) != 2 or not _alike(*rest) or _OTHERS.search(one.text):
        return []
    times = [_when(one, number, rest) for number in rest]
    if None in times and times.count(None) == 1 and (0 in times):
        times = [1 if time is None else time for time in times]  # `i fjol 12` leaves the other now
    first, second = times
    if first is None or second is None or first == second or (first < 9 and second > 9 and first):
        return []
    a, b = rest
    return [(a, b)] if first < second else [(b, a)]


def _when(one: Said, number: Number, rest: list[Number]) -> int | None:
    """The time at a figure: a year, 0 for a year ago, 1 for now; what follows it goes first."""
    other = next(n for n in rest if n is not number)
    after = one.text[number.end : other.start if other.start > number.end else number.end + 40]
    before = one.text[other.end if other.end < number.start else 0 : number.start]
    close = re.split(r"[,;]|\boch\b|\bmot\b|\bmedan\b", after)[0]
    ahead = re.split(r"[,;]|\boch\b|\bmot\b|\bmedan\b", before)[-1]
    for text in (close, ahead, before if other.start > number.start else ""):
        if named := years(text):
            return min(named) if len(named) == 1 else None
        if match := _WHEN.search(text):
            return 0 if match["past"] else 1
    return None


def _way(
    one: Said, begin: int, first: Number, last: Number, until: int
) -> tuple[int | None, str, bool]:
    """The word that says which way it went: before the figures, between them, or right after."""
    ahead = list(WAY.finditer(one.text, begin, first.start))
    found = ahead[-1] if ahead else next(iter(WAY.finditer(one.text, first.end, last.start)), None)
    if found is None:
        tail = re.compile(_LEAD + WAY.pattern + r"(?!\s+än)", re.I)
        found = tail.match(one.text[:until], last.end)
    if found is None:
        return None, "", False
    way = 1 if found["up"] else -1 if found["down"] else 0
    word = found["up"] or found["down"] or found["flat"]
    negated = bool(NOT.search(one.text, begin, first.start))
    return way, word, negated


def factor(word: str) -> float | None:
    """What the words say that the old figure was multiplied with: 2 for `fördubblades`."""
    return next((size for sign, size in FACTORS if re.search(sign, word, re.IGNORECASE)), None)
