"""What is asked of a pack before it goes out (practice 8; R-21 to R-26). No database, no clock.

Every remark names the item, what is amiss and what to do; the words are Swedish.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time

from django.utils.translation import gettext as _

from vaka.areas.board.lists import Part
from vaka.areas.board.rules import Openness, is_in_one_form

WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
MONTHS = ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
          "oktober", "november", "december")  # fmt: skip
DAY = re.compile(
    rf"\b({'|'.join(WEEKDAYS)})(?:en)?(?: den)? (\d{{1,2}}) ({'|'.join(MONTHS)})(?: (\d{{4}}))?",
    re.IGNORECASE,
)
ANNEX = re.compile(r"\bbilaga (\d{1,2})\b", re.IGNORECASE)


@dataclass(frozen=True)
class Slot:
    """One line of a timetable; the last one may have no end."""

    starts: time
    ends: time | None
    words: str


@dataclass(frozen=True)
class PaperFacts:
    """An attachment as the checks see it.

    Attributes:
        is_letter: the letter itself, in the list of papers.
        is_named: the letter names it.
        has_file: it is in the pack.
    """

    title: str
    dated: date | None = None
    is_letter: bool = False
    is_named: bool = True
    has_file: bool = True
    openness: Openness = Openness.COMMON


@dataclass(frozen=True)
class ItemFacts:
    """An item as the checks see it.

    Attributes:
        needs_letter: the body decides or is informed by a letter.
        parts: the codes of the parts that have words.
        reports_until: the last day of the period that the letter reports.
        answer_due: when a consultation or motion must have been answered.
        chair_decides: that the chair answers before the meeting is proposed.
        point, decided, event: the delegation point of a notified decision by the chair, the day
            it was signed, and the day of what it decides about.
    """

    number: int
    title: str
    diary_number: str = ""
    needs_letter: bool = False
    letter_date: date | None = None
    parts: frozenset[str] = frozenset()
    text: str = ""
    papers: tuple[PaperFacts, ...] = ()
    reports_until: date | None = None
    answer_due: date | None = None
    chair_decides: bool = False
    point: str = ""
    decided: date | None = None
    event: date | None = None


@dataclass(frozen=True)
class PackFacts:
    """A meeting as the checks see it; `points` are the delegation points of each day asked for."""

    day: date
    items: tuple[ItemFacts, ...]
    slots: tuple[Slot, ...] = ()
    form: tuple[Part, ...] = ()
    points: tuple[tuple[date, frozenset[str]], ...] = ()


@dataclass(frozen=True)
class Fault:
    """One remark; `number` is the item's, 0 for the meeting itself."""

    number: int
    code: str
    words: str
    way_out: str


def faults(pack: PackFacts) -> list[Fault]:
    """Give every remark on a pack, the meeting's first and then by item."""
    found = list(timetable_faults(pack.slots))
    prefixes = {one.diary_number.partition("-")[0] for one in pack.items
                if is_in_one_form(one.diary_number)}  # fmt: skip
    for one in pack.items:
        found += _number_faults(one, prefixes)
        found += _letter_faults(one, pack.form)
        found += _paper_faults(one)
        found += _date_faults(one, pack)
        found += [Fault(one.number, "weekday", words, _("Rätta veckodagen eller datumet."))
                  for words in weekday_faults(one.text, pack.day.year)]  # fmt: skip
    return found


def timetable_faults(slots: Sequence[Slot]) -> Iterator[Fault]:
    """Say where a timetable has a gap, an overlap or a point without an end."""
    ordered = sorted(slots, key=lambda one: one.starts)
    if not ordered:
        return
    reached = ordered[0]
    for after in ordered[1:]:
        yield from _seam(reached, after)
        if reached.ends is None or after.ends is None or after.ends >= reached.ends:
            reached = after


def _seam(one: Slot, after: Slot) -> Iterator[Fault]:
    """How a point fits to the one that has come furthest before it."""
    told = {"from": _clock(one.ends), "to": _clock(after.starts), "after": after.words}
    if one.ends is None:
        words = _("Hålltiderna säger inte när ”%s” slutar.") % one.words
        yield Fault(0, "no_end", words, _("Skriv när den slutar."))
    elif one.ends < after.starts:
        words = _("Hålltiderna har ett glapp mellan %(from)s och %(to)s.") % told
        yield Fault(0, "gap", words, _("Lägg in en paus, eller flytta punkterna."))
    elif one.ends > after.starts:
        words = _("”%(after)s” börjar %(to)s, före det som slutar %(from)s.") % told
        yield Fault(0, "overlap", words, _("Flytta en av punkterna."))


def weekday_faults(text: str, year: int) -> Iterator[str]:
    """Say which weekdays in a text do not fit their dates; a date without year is of `year`."""
    for match in DAY.finditer(text):
        try:
            day = date(int(match[4] or year), MONTHS.index(match[3].lower()) + 1, int(match[2]))
        except ValueError:
            yield _("Datumet ”%s” finns inte.") % match[0]
            continue
        if WEEKDAYS[day.weekday()] != match[1].lower():
            told = {"said": match[0], "real": WEEKDAYS[day.weekday()]}
            yield _("”%(said)s” stämmer inte, det är en %(real)s.") % told


def _number_faults(one: ItemFacts, prefixes: Iterable[str]) -> Iterator[Fault]:
    number = one.diary_number
    if one.needs_letter and not number:
        yield Fault(one.number, "no_number", _("Diarienumret saknas."), _("Skriv diarienumret."))
    elif number and not is_in_one_form(number):
        words = _("Diarienumret ”%s” har inte nämndens form.") % number
        yield Fault(one.number, "number", words, _("Skriv det som VO-2024-00141."))
    elif number and len(set(prefixes)) > 1:
        told = {"number": number, "all": ", ".join(sorted(prefixes))}
        words = _("Diarienumren börjar olika i kallelsen: %(all)s.") % told
        yield Fault(one.number, "prefix", words, _("Använd en beteckning."))


def _letter_faults(one: ItemFacts, form: Sequence[Part]) -> Iterator[Fault]:
    if not one.needs_letter:
        return
    if not one.parts:
        words = _("Tjänsteskrivelsen saknas.")
        yield Fault(one.number, "no_letter", words, _("Skriv den, eller bifoga den."))
        return
    lacking = [part.label for part in form if part.must and part.code not in one.parts]
    for group in sorted({part.one_of for part in form if part.one_of}):
        found = [part for part in form if part.one_of == group]
        if not one.parts & {part.code for part in found}:
            lacking.append(_(" eller ").join(part.label for part in found))
    if lacking:
        words = _("Tjänsteskrivelsen saknar: %s.") % ", ".join(lacking)
        yield Fault(one.number, "parts", words, _("Skriv de delarna."))


def _paper_faults(one: ItemFacts) -> Iterator[Fault]:
    annexes = [paper for paper in one.papers if not paper.is_letter]
    for paper in annexes:
        if paper.is_named and not paper.has_file:
            words = _("Bilagan ”%s” nämns men finns inte med.") % paper.title
            yield Fault(one.number, "missing", words, _("Bifoga filen, eller ta bort bilagan."))
        if paper.has_file and not paper.is_named:
            words = _("Bilagan ”%s” finns med men nämns inte i skrivelsen.") % paper.title
            yield Fault(one.number, "unnamed", words, _("Nämn den, eller ta bort den."))
    said = {int(match[1]) for match in ANNEX.finditer(one.text)}
    for number in sorted(said - set(range(1, len(annexes) + 1))):
        words = _("Texten nämner bilaga %(n)d, men ärendet har %(has)d.") % {
            "n": number, "has": len(annexes),
        }  # fmt: skip
        yield Fault(one.number, "numbered", words, _("Bifoga den, eller ändra texten."))


def _date_faults(one: ItemFacts, pack: PackFacts) -> Iterator[Fault]:
    for paper in one.papers:
        if paper.is_letter and paper.dated and one.letter_date and paper.dated != one.letter_date:
            told = {"head": one.letter_date, "list": paper.dated}
            words = _("Skrivelsen är daterad %(head)s men %(list)s i listan.") % told
            yield Fault(one.number, "header_date", words, _("Skriv samma dag på båda ställena."))
    if one.letter_date and one.reports_until and one.letter_date < one.reports_until:
        told = {"letter": one.letter_date, "end": one.reports_until}
        words = _("Skrivelsen är från %(letter)s, före periodens slut %(end)s.") % told
        yield Fault(one.number, "too_early", words, _("Vänta tills perioden är slut."))
    if one.answer_due and one.answer_due < pack.day and not one.chair_decides:
        words = _("Svaret ska vara inne %s, före sammanträdet.") % one.answer_due
        way_out = _("Föreslå ett ordförandebeslut, eller begär längre tid.")
        yield Fault(one.number, "answer_due", words, way_out)
    yield from _chair_faults(one, pack)


def _chair_faults(one: ItemFacts, pack: PackFacts) -> Iterator[Fault]:
    """The chair's notified decision: its point held on the day, and it was signed in time."""
    held = dict(pack.points)
    if one.point and one.decided in held and one.point not in held[one.decided]:
        told = {"point": one.point, "day": one.decided}
        words = _("Delegationspunkten %(point)s fanns inte den %(day)s.") % told
        yield Fault(one.number, "point", words, _("Kontrollera mot delegationsordningen."))
    if one.decided and one.event and one.decided > one.event:
        told = {"signed": one.decided, "event": one.event}
        words = _("Beslutet skrevs under %(signed)s, efter %(event)s som det gäller.") % told
        yield Fault(one.number, "signed_late", words, _("Låt nämnden pröva det i efterhand."))


def _clock(moment: time | None) -> str:
    return moment.strftime("%H.%M") if moment else ""
