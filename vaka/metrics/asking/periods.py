"""Periods as people say them: `i fjol`, `sedan mars`, `förra kvartalet`, `de senaste tre åren`.

Whole periods are meant: `senaste året` is the last twelve whole months, `de senaste tre åren` ends
with the present year, `sedan mars` begins with the latest March and ends with the present month.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from vaka.law.grains import MONTH_WORDS, Grain
from vaka.law.months import add_months
from vaka.law.period import OutsideCalendar, Period, UnreadablePeriod

_MONTH = "|".join(MONTH_WORDS)
_NUMBERS = "en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv"
_ORDINALS = {"första": 1, "andra": 2, "tredje": 3, "fjärde": 4, "sista": 0}
_SPANS = {
    "dag": Grain.DAY,
    "vecka": Grain.WEEK,
    "månad": Grain.MONTH,
    "kvartal": Grain.QUARTER,
    "tertial": Grain.TERTIAL,
    "år": Grain.YEAR,
}
_SPAN = "dag|veck|månad|kvartal|tertial|år"
_SEASONS = {
    "vår": (3, "våras"),
    "sommar": (6, "somras"),
    "höst": (9, "höstas"),
    "vint": (12, "vintras"),
}
_CODE = r"\d{4}(?:-w\d{2}|-\d{2}(?:-\d{2})?|[tq]\d)?"


@dataclass(frozen=True, slots=True)
class Said:
    """A period, the words that said it, and the text without them."""

    period: Period
    words: str
    rest: str


Reading = Callable[[re.Match[str], date], Period]


def said_in(text: str, today: date) -> Said | None:
    """The first period that the text (in lower case) names, or None."""
    for pattern, read in _PATTERNS:
        for match in pattern.finditer(text):
            try:
                period = read(match, today)
            except (UnreadablePeriod, OutsideCalendar, ValueError):
                continue
            rest = f"{text[: match.start()]} {text[match.end() :]}"
            return Said(period, match[0].strip(), rest)
    return None


def _codes(match: re.Match[str], today: date) -> Period:
    last = match["b"]
    return Period.parse((f"{match['a']}..{last}" if last else match["a"]).upper())


def _between_months(match: re.Match[str], today: date) -> Period:
    last = _month(match["b"], match["y2"], today)
    first = _month(match["a"], match["y1"] or str(last.year), today)
    if first > last and not match["y1"]:
        first = add_months(first, -12)
    return _from_to(first, last, Grain.MONTH)


def _since_month(match: re.Match[str], today: date) -> Period:
    return _from_to(_month(match["a"], match["y1"], today), today, Grain.MONTH)


def _since_year(match: re.Match[str], today: date) -> Period:
    return _from_to(date(int(match["a"]), 1, 1), today, Grain.YEAR)


def _since_new_year(match: re.Match[str], today: date) -> Period:
    return _from_to(date(today.year, 1, 1), today, Grain.MONTH)


def _numbered(match: re.Match[str], today: date) -> Period:
    """`kvartal 2`, `andra kvartalet 2024`, `q2 2024`: the latest that has begun, unless dated."""
    grain = Grain.QUARTER if match["what"].startswith(("kvartal", "q")) else Grain.TERTIAL
    size = 3 if grain is Grain.QUARTER else 4
    number = _ORDINALS.get(match["n"]) if not match["n"].isdigit() else int(match["n"])
    number = number or 12 // size
    year = int(match["y1"] or today.year)
    first = date(year, (number - 1) * size + 1, 1)
    if not match["y1"] and first > today:
        first = first.replace(year=year - 1)
    return Period.of(first, grain)


def _last_many(match: re.Match[str], today: date) -> Period:
    """The last so many: years end with the present one, the rest are whole and over."""
    grain, number = _grain(match["what"]), _number(match["n"])
    last = Period.of(today, grain)
    if grain is not Grain.YEAR:
        last = last.previous()
    first = last
    for _step in range(number - 1):
        first = first.previous()
    return Period(first.first_date, last.last_date, grain)


def _last_months(months: int) -> Reading:
    def read(match: re.Match[str], today: date) -> Period:
        last = Period.of(today, Grain.MONTH).previous()
        first = add_months(last.first_date, 1 - months)
        return Period(first, last.last_date, Grain.MONTH)

    return read


def _previous(match: re.Match[str], today: date) -> Period:
    return Period.of(today, _grain(match["what"])).previous()


def _present(match: re.Match[str], today: date) -> Period:
    return Period.of(today, _grain(match["what"]))


def _year(back: int) -> Reading:
    return lambda match, today: Period.of(date(today.year - back, 1, 1), Grain.YEAR)


def _day(back: int) -> Reading:
    return lambda match, today: Period.of(today - timedelta(days=back), Grain.DAY)


def _season(match: re.Match[str], today: date) -> Period:
    start, _ = next(s for name, s in _SEASONS.items() if name in match[0] or s[1] in match[0])
    year = int(match["y1"]) if match["y1"] else today.year
    first = date(year, start, 1)
    while not match["y1"] and add_months(first, 3) > today:
        first = add_months(first, -12)
    return Period(first, add_months(first, 3) - timedelta(days=1), Grain.MONTH)


def _one_month(match: re.Match[str], today: date) -> Period:
    return Period.of(_month(match["a"], match["y1"], today), Grain.MONTH)


def _month(name: str, year: str | None, today: date) -> date:
    """The first day of a month by name: of the year, else the latest that has begun."""
    number = MONTH_WORDS.index(name) + 1
    if year:
        return date(int(year), number, 1)
    return date(today.year - (number > today.month), number, 1)


def _from_to(first: date, last: date, grain: Grain) -> Period:
    return Period(Period.of(first, grain).first_date, Period.of(last, grain).last_date, grain)


def _grain(word: str) -> Grain:
    return next(grain for name, grain in _SPANS.items() if word.startswith(name[:4]))


def _number(word: str) -> int:
    if word.isdigit():
        return max(1, int(word))
    return max(1, _NUMBERS.split("|").index(word))


def _patterns() -> Iterator[tuple[re.Pattern[str], Reading]]:
    months = rf"(?P<a>{_MONTH})(?: (?P<y1>\d{{4}}))?"
    until = r"\s*(?:\.\.|–|-| till och med | t o m | till | och )\s*"
    since = r"(?:sedan|från och med|fr o m|från|efter)"
    which = r"(?:förra|föregående|senaste|sista)"
    ordinals = "|".join(_ORDINALS)
    spans = rf"(?P<what>(?:{_SPAN})\w*)"
    rules: list[tuple[str, Reading]] = [
        (rf"(?:från |mellan )?(?P<a>{_CODE}){until}(?P<b>{_CODE})", _codes),
        (rf"(?:från |mellan )?{months}{until}(?P<b>{_MONTH})(?: (?P<y2>\d{{4}}))?",
         _between_months),
        (rf"{since} {months}", _since_month),
        (rf"{since} (?P<a>\d{{4}})", _since_year),
        (rf"{since} (?:årsskiftet|nyår)", _since_new_year),
        (r"(?P<what>kvartal|tertial|q|t) ?(?P<n>[1-4])(?: (?P<y1>\d{4}))?", _numbered),
        (rf"(?P<n>{ordinals}) (?P<what>kvartalet|tertialet)(?: (?P<y1>\d{{4}}))?", _numbered),
        (rf"(?:de )?senaste (?P<n>\d{{1,2}}|{_NUMBERS}) {spans}", _last_many),
        (r"(?:det )?senaste halvåret", _last_months(6)),
        (r"(?:det )?senaste året", _last_months(12)),
        (r"i förrfjol|förrförra året", _year(2)),
        (r"i fjol|ifjol|fjolåret|fjolårets|året innan", _year(1)),
        (rf"(?:under )?(?:den |det )?{which} {spans}", _previous),
        (rf"(?:den här|det här|denna|detta|innevarande) {spans}", _present),
        (r"(?:hittills )?i år|årets", _year(0)),
        (r"i dag|idag", _day(0)),
        (r"i går|igår", _day(1)),
        (r"i (?:våras|somras|höstas|vintras)(?P<y1>)", _season),
        (r"(?:våren|sommaren|hösten|vintern) (?P<y1>\d{4})", _season),
        (rf"(?:i |under )?{months}", _one_month),
        (rf"(?:under |för |år )?(?P<a>{_CODE})(?P<b>)", _codes),
    ]  # fmt: skip
    for text, read in rules:
        yield re.compile(rf"(?<![\w-])(?:{text})(?![\w-])"), read


_PATTERNS = tuple(_patterns())
