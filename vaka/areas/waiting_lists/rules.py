"""What a waiting list counts, and the checks that its cells must stand.

Zero, nobody and not yet counted are three values: `0` was counted, `–` is that nobody was there to
count, an empty cell that nobody counted yet. Values in, values out; no database and no clock.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.places.rules import Group, Spell, Stay, groups, is_vacant
from vaka.law.verdict import Verdict

SEE, TELL = "decision.see", "waiting_list.tell"
MONTHS_EARLIER = 3


class Unreadable(ValueError):
    """A cell says neither a number, a dash nor nothing; Swedish words."""


class Shown(StrEnum):
    """What a cell says."""

    NUMBER = "number"
    ZERO = "zero"
    NOBODY = "nobody"
    NOT_COUNTED = "not_counted"


@dataclass(frozen=True)
class Value:
    """One cell: a number, zero, nobody, or not yet counted."""

    shown: Shown
    number: int = 0

    @property
    def counted(self) -> int | None:
        """The number to reckon with; None where nothing was counted."""
        return None if self.shown is Shown.NOT_COUNTED else self.number

    @property
    def text(self) -> str:
        """The cell as it is printed."""
        return {Shown.NOBODY: "–", Shown.NOT_COUNTED: ""}.get(self.shown, str(self.number))


NOT_COUNTED = Value(Shown.NOT_COUNTED)
NOBODY = Value(Shown.NOBODY)
ZERO = Value(Shown.ZERO)


def read(raw: str) -> tuple[Value, str]:
    """Read a cell as a source printed it, and the mark of a footnote after it.

    Raises:
        Unreadable: it is neither a number, a dash nor empty.
    """
    text = raw.strip()
    plain = text.rstrip("*")
    mark = text[len(plain) :]
    if not plain:
        return NOT_COUNTED, mark
    if plain in {"-", "–", "−"}:
        return NOBODY, mark
    if not plain.isdecimal():
        raise Unreadable(_("”%s” är varken ett tal, ett streck eller tomt.") % raw)
    return of(int(plain)), mark


def of(number: int, empty: Value = ZERO) -> Value:
    """Give a counted number, and for none what stands there."""
    return Value(Shown.NUMBER, number) if number else empty


class Measure(StrEnum):
    """What is counted of each group in a month."""

    NEED = "need"
    ORDINARY = "ordinary"
    SHORT_TERM = "short_term"
    OTHER = "other"
    LATE = "late"
    LATE_DECLINED = "late_declined"
    DECLINED = "declined"
    VACANT = "vacant"
    OTHER_HELP = "other_help"
    AHEAD = "ahead"
    TOTAL = "total"


LABELS = {
    Measure.NEED: gettext_lazy("Behov"),
    Measure.ORDINARY: gettext_lazy("Vistas i ordinärt boende"),
    Measure.SHORT_TERM: gettext_lazy("Vistas på korttidsboende"),
    Measure.OTHER: gettext_lazy("Från annan kommun"),
    Measure.LATE: gettext_lazy("Väntat mer än tre månader"),
    Measure.LATE_DECLINED: gettext_lazy("Väntat mer än tre månader och tackat nej"),
    Measure.DECLINED: gettext_lazy("Fått erbjudande och tackat nej"),
    Measure.VACANT: gettext_lazy("Lediga lägenheter"),
    Measure.OTHER_HELP: gettext_lazy("Har annan beviljad insats"),
    Measure.AHEAD: gettext_lazy("Från korttidsboende före andra i kön"),
    Measure.TOTAL: gettext_lazy("Totalt väntande"),
}
STAYS = {Measure.ORDINARY: Stay.ORDINARY, Measure.SHORT_TERM: Stay.SHORT_TERM,
         Measure.OTHER: Stay.OTHER_MUNICIPALITY}  # fmt: skip
PRINTED = {
    "need": Measure.NEED, "stays_in_ordinary_housing": Measure.ORDINARY,
    "stays_in_short_term_care": Measure.SHORT_TERM, "from_other_municipality": Measure.OTHER,
    "waited_more_than_3_months": Measure.LATE,
    "waited_more_than_3_months_and_declined": Measure.LATE_DECLINED,
    "offered_but_declined": Measure.DECLINED, "vacant_apartments_elderly": Measure.VACANT,
    "vacant_apartments_dementia": Measure.VACANT,
    "has_other_granted_support": Measure.OTHER_HELP,
    "taken_from_short_term_despite_risk_of_fine": Measure.AHEAD, "total_waiting": Measure.TOTAL,
} | {one.value: one for one in Measure}  # fmt: skip


@dataclass(frozen=True)
class ListKind:
    """One waiting list: its groups and what is counted of each."""

    code: str
    label: str
    printed: str
    measures: tuple[Measure, ...]
    without: Mapping[str, tuple[str, ...]]
    counted_from: Mapping[str, date]

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups whose people stand in the list."""
        return tuple(one for one in groups().values() if one.kept_in == self.code)

    def measures_of(self, group: str) -> tuple[Measure, ...]:
        """Give what is counted of a group."""
        return tuple(one for one in self.measures if one not in self.without.get(group, ()))

    def is_counted(self, measure: Measure, month: date) -> bool:
        """Say whether a measure is counted in a month at all."""
        return month >= self.counted_from.get(measure, date.min)


@dataclass(frozen=True)
class Outlook:
    """How the queue is reckoned ahead, as chosen from a day."""

    since: date
    least_months: int
    months_behind: int
    months_ahead: int
    share: float
    draws: int


@cache
def _told() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("lists.toml").read_text("utf-8"))


@cache
def lists() -> dict[str, ListKind]:
    """Give the waiting lists by code."""
    return {
        code: ListKind(
            code, one["label"], one["printed"], tuple(Measure(m) for m in one["measures"]),
            {group: tuple(some) for group, some in one["without"].items()},
            {m: date.fromisoformat(day) for m, day in one["counted_from"].items()},
        )
        for code, one in _told()["lists"].items()
    }  # fmt: skip


def outlook(on: date) -> Outlook:
    """Give how the queue is reckoned ahead on a day."""
    chosen = [one for one in _told()["prediction"] if one["since"] <= on]
    return Outlook(**max(chosen, key=lambda one: one["since"]))


def may_tell(months: Iterable[date], today: date) -> Verdict:
    """A month is told once it has begun; months stand by their first day."""
    ahead = [one for one in months if one > today or one.day != 1]
    if not ahead:
        return Verdict.yes()
    words = _("Månaden %s har inte börjat.") % f"{max(ahead):%Y-%m}"
    return Verdict.no("month", words, _("Välj en månad som har varit."))


@dataclass(frozen=True)
class Accepted:
    """A place that somebody has said yes to."""

    on: date
    place: str
    move_in: date | None


@dataclass(frozen=True)
class Person:
    """One who waits or has waited, as the lists count them.

    Attributes:
        last_day: the last day within three months.
        left: the day on which the wait ended; who has said yes to a place waits until then.
        declined: days of a no to an offer.
        declined_unwritten: the source says a no of which no offer is written.
    """

    decided: date
    last_day: date
    left: date | None = None
    executed: date | None = None
    spells: tuple[Spell, ...] = ()
    declined: tuple[date, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    declined_unwritten: bool = False
    is_prioritised: bool = False

    def waits(self, day: date) -> bool:
        """Whether the wait goes on at the end of a day."""
        return self.decided <= day and (self.left is None or self.left > day)

    def is_late(self, day: date) -> bool:
        """Whether it has gone on for more than three months."""
        return self.waits(day) and self.last_day < day

    def spell(self, day: date) -> Spell | None:
        """Where the person stayed on a day, as last noted."""
        return next((one for one in reversed(self.spells) if one.from_date <= day), None)

    def yes(self, day: date) -> Accepted | None:
        """The place that was last accepted by a day."""
        said = [one for one in self.accepted if one.on <= day]
        return max(said, key=lambda one: one.on) if said else None

    def has_declined(self, day: date) -> bool:
        """Whether a written offer was declined by a day, and no later one accepted."""
        no = max((on for on in self.declined if on <= day), default=None)
        yes = self.yes(day)
        return no is not None and (yes is None or yes.on < no)


def counted(
    measure: Measure, people: Sequence[Person], vacant: Iterable[tuple[date, date | None]],
    month: date, day: date,
) -> Value:  # fmt: skip
    """Count one measure of one group at the end of a month, or on a day within it.

    Args:
        vacant: from when to when places of the group stood vacant.
        month: the first day of the month.
        day: the last day that is counted.
    """
    waiting = [one for one in people if one.waits(day)]
    if measure is Measure.NEED:
        return of(len(waiting))
    if measure is Measure.VACANT:
        return of(sum(is_vacant(start, end, day) for start, end in vacant))
    if measure is Measure.OTHER_HELP:
        told = [spell.has_other_help for one in waiting if (spell := one.spell(day))]
        return of(sum(help_ is True for help_ in told), ZERO if False in told else NOBODY)
    if measure is Measure.AHEAD:
        return of(sum(_went_ahead(one, people, month, day) for one in people), NOBODY)
    return of(sum(_counts(measure, one, day) for one in waiting), NOBODY)


def _counts(measure: Measure, one: Person, day: date) -> bool:
    if measure in STAYS:
        spell = one.spell(day)
        return spell is not None and spell.stays is STAYS[measure]
    if measure is Measure.LATE:
        return one.is_late(day)
    if measure is Measure.DECLINED:
        return one.has_declined(day)
    # As the printed lists count: a no without a day is known only as why somebody is late.
    return one.is_late(day) and (one.has_declined(day) or one.declined_unwritten)


def _went_ahead(one: Person, people: Sequence[Person], month: date, day: date) -> bool:
    """Moved in from short-term care by priority, while somebody else had waited too long."""
    when = one.executed
    if when is None or not month <= when <= day or not one.is_prioritised:
        return False
    spell = one.spell(when)
    overtaken = any(other.is_late(when) for other in people if other is not one)
    return spell is not None and spell.stays is Stay.SHORT_TERM and overtaken


def accepted(people: Sequence[Person], day: date) -> dict[tuple[str, date | None], int]:
    """Give how many of those who wait have accepted which place, to move in when."""
    found: dict[tuple[str, date | None], int] = {}
    for one in people:
        said = one.yes(day)
        if one.waits(day) and said and not one.has_declined(day):
            key = (said.place, said.move_in)
            found[key] = found.get(key, 0) + 1
    return found
