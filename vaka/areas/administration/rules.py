"""What may be done to units, roles and terms of office, and what a new term changes."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from django.utils.translation import gettext as _

from vaka.areas.administration.models import Function
from vaka.law.verdict import Verdict

ORGANISATION, PEOPLE, VALUES, TERM = (
    "organisation.administer", "person.administer", "local_value.set", "term.change",
)  # fmt: skip
LARGEST_LIMIT = Decimal(10) ** 10
"""Kronor or price base amounts; no board delegates more."""
SEATS = (Function.CHAIR, Function.VICE_CHAIR, Function.MEMBER, Function.SUBSTITUTE)
Row = TypeVar("Row")


@dataclass(frozen=True, order=True)
class Seat:
    """One person's seat in a body; `unit` is a unit's code, for attesters."""

    name: str
    function: str
    unit: str = ""
    responsibility: str = ""


class LimitUnit(StrEnum):
    """What a point's limit is counted in."""

    KRONOR = "kr"
    BASE = "pbb"


@dataclass(frozen=True, order=True)
class Limit:
    """Up to how much a point gives the right to decide, the amount itself included."""

    amount: Decimal
    unit: LimitUnit

    @property
    def words(self) -> str:
        """The limit as an order writes it, which `read_limit` reads back."""
        shown = f"{self.amount.normalize():f}".replace(".", ",")
        return f"{shown} kr" if self.unit is LimitUnit.KRONOR else _("%s prisbasbelopp") % shown

    def in_ore(self, base: int) -> int:
        """Give the limit in öre.

        Args:
            base: the price base amount of the day, kronor.
        """
        each = 1 if self.unit is LimitUnit.KRONOR else base
        return int(self.amount * each * 100)


class UnreadableLimit(ValueError):
    """A limit is written so that it cannot be judged; the message is Swedish."""


LIMIT = re.compile(r"(?P<amount>\d+(?:[.,]\d{1,2})?)(?P<unit>kr|kronor|pbb|prisbasbelopp)\.?")


def read_limit(text: str) -> Limit | None:
    """Read `2 prisbasbelopp` or `100 000 kr`; nothing where a point has no limit.

    Raises:
        UnreadableLimit: it is neither.
    """
    packed = "".join(text.casefold().split()).removeprefix("högst")
    if not packed:
        return None
    found = LIMIT.fullmatch(packed)
    amount = Decimal(found["amount"].replace(",", ".")) if found else Decimal(0)
    if found is None or not 0 < amount < LARGEST_LIMIT:
        words = _("Beloppsgränsen ”%s” går inte att läsa. Skriv till exempel 2 prisbasbelopp "
                  "eller 100 000 kr.")  # fmt: skip
        raise UnreadableLimit(words % text)
    is_kronor = found["unit"].startswith("kr")
    return Limit(amount, LimitUnit.KRONOR if is_kronor else LimitUnit.BASE)


@dataclass(frozen=True)
class Point:
    """One point of a delegation order; `limit` is up to how much it gives the right to decide."""

    number: str
    text: str
    delegate: str
    law: str = ""
    limit: Limit | None = None


@dataclass(frozen=True)
class Term:
    """Seats and points of a body; `since` is the latest day on which any of them began.

    An empty list in a new term leaves what stands: each can be replaced by itself.
    """

    mandates: tuple[Seat, ...] = ()
    points: tuple[Point, ...] = ()
    since: date | None = None


@dataclass(frozen=True)
class TermPreview:
    """What a new term changes; `contradictions` is yes when it can be applied."""

    leaving: tuple[Seat, ...]
    staying: tuple[Seat, ...]
    joining: tuple[Seat, ...]
    points_ended: tuple[Point, ...]
    points_new: tuple[Point, ...]
    contradictions: Verdict


def term_change(old: Term, new: Term, on: date) -> TermPreview:
    """Compare what runs with what is to begin on a date."""
    seats = new.mandates or old.mandates
    points = new.points or old.points
    return TermPreview(
        leaving=_without(old.mandates, seats),
        staying=tuple(seat for seat in old.mandates if seat in set(seats)),
        joining=_without(seats, old.mandates),
        points_ended=_without(old.points, points),
        points_new=_without(points, old.points),
        contradictions=Verdict.all_of(_contradictions(old, new, on)),
    )


def _without(rows: Sequence[Row], others: Sequence[Row]) -> tuple[Row, ...]:
    known = set(others)
    return tuple(row for row in rows if row not in known)


def _contradictions(old: Term, new: Term, on: date) -> Iterator[Verdict]:
    if not new.mandates and not new.points:
        words = _("Det finns inget nytt att börja med.")
        yield Verdict.no("empty", words, _("Lägg till en lista över mandat eller punkter."))
    if old.since and on <= old.since:
        words = _("Det som gäller började %(day)s.") % {"day": old.since}
        yield Verdict.no("too_early", words, _("Välj ett senare datum för skiftet."))
    if new.mandates:
        yield from _seats(new.mandates)
    yield from _repeated_points(new.points)


def _seats(mandates: Sequence[Seat]) -> Iterator[Verdict]:
    """One chair, and nobody in two seats; an attester may hold a seat as well."""
    chairs = sum(seat.function == Function.CHAIR for seat in mandates)
    if chairs != 1:
        words = _("Listan har %(n)s ordförande.") % {"n": chairs}
        yield Verdict.no("chairs", words, _("Ett organ har en ordförande. Rätta listan."))
    seated = [seat.name.casefold() for seat in mandates if seat.function in SEATS]
    for name in _twice(seated):
        shown = next(seat.name for seat in mandates if seat.name.casefold() == name)
        words = _("%(name)s står i listan mer än en gång.") % {"name": shown}
        yield Verdict.no("two_seats", words, _("En person har en plats i ett organ."))


def _repeated_points(points: Sequence[Point]) -> Iterator[Verdict]:
    for number in _twice([point.number for point in points]):
        words = _("Punkt %(number)s står i listan mer än en gång.") % {"number": number}
        yield Verdict.no("repeated_point", words, _("Ge varje punkt ett eget nummer."))


def _twice(texts: Iterable[str]) -> list[str]:
    return [text for text, count in Counter(texts).items() if count > 1]


def may_bind(function: str, *, is_active: bool, has_seat: bool) -> Verdict:
    """Say whether a sign-in may open what a seat opens: an open account, one seat in a body."""
    if function not in SEATS:
        words = _("En attestant får läsa genom sin roll, inte genom mandatet.")
        return Verdict.no("no_seat", words)
    if not is_active:
        words = _("Kontot är avslutat.")
        return Verdict.no("closed", words, _("Välj ett konto som går att logga in med."))
    if has_seat:
        words = _("Kontot är redan kopplat till en annan plats i organet.")
        return Verdict.no("two_seats", words, _("En person har en plats i ett organ."))
    return Verdict.yes()


def may_change_unit(ends: date | None, last_change: date, on: date) -> Verdict:
    """Say whether a unit may be renamed, moved, merged or closed from a date.

    Args:
        ends: the unit's last day, None while it runs.
        last_change: when its present name and place began.
    """
    if ends is not None:
        return Verdict.no("closed", _("Enheten är stängd."), _("Välj en enhet som är öppen."))
    if on <= last_change:
        words = _("Enheten har ett namn och en plats som började %(day)s.") % {"day": last_change}
        return Verdict.no("too_early", words, _("Välj ett senare datum."))
    return Verdict.yes()


def may_place(under_itself: bool) -> Verdict:
    """Say whether a unit may stand where it is to be moved or merged."""
    if not under_itself:
        return Verdict.yes()
    words = _("En enhet kan inte stå under sig själv.")
    return Verdict.no("circular", words, _("Välj en enhet som inte ligger under den."))


def may_close(open_below: int) -> Verdict:
    """Say whether a unit may be closed: when no open unit stands under it."""
    if not open_below:
        return Verdict.yes()
    words = _("%(n)s öppna enheter ligger under den.") % {"n": open_below}
    return Verdict.no("open_below", words, _("Flytta eller stäng dem först."))


class Stands(StrEnum):
    """Where a role stands when a unit changes."""

    AT = "at"
    BELOW = "below"
    LEFT = "left"
    MET = "met"


class Fate(StrEnum):
    """What becomes of a role, of open cases' way to be handled, or of a unit's series."""

    KEPT = "kept"
    CARRIED = "carried"
    ENDED = "ended"
    LOSES = "loses"
    GAINS = "gains"
    BEGINS = "begins"


CLOSING = ("merge", "split", "close")
# What becomes of a role by the kind of change and where it stands; roles at a unit that closes
# follow the choice made. LEFT stood above the unit only before the change, MET only after it.
ROLE_FATES = {
    ("rename", Stands.AT): Fate.KEPT, ("rename", Stands.BELOW): Fate.KEPT,
    ("move", Stands.AT): Fate.KEPT, ("move", Stands.BELOW): Fate.KEPT,
    ("move", Stands.LEFT): Fate.LOSES, ("move", Stands.MET): Fate.GAINS,
    ("merge", Stands.BELOW): Fate.KEPT, ("merge", Stands.LEFT): Fate.LOSES,
    ("merge", Stands.MET): Fate.GAINS, ("split", Stands.BELOW): Fate.KEPT,
    ("close", Stands.BELOW): Fate.KEPT,
}  # fmt: skip
# What becomes of a unit's series: the unit itself, the one above before, the one above after.
SERIES_FATES = {
    "rename": (Fate.KEPT, Fate.KEPT, Fate.KEPT),
    "move": (Fate.KEPT, Fate.LOSES, Fate.GAINS),
    "merge": (Fate.ENDED, Fate.KEPT, Fate.GAINS),
    "split": (Fate.ENDED, Fate.KEPT, Fate.BEGINS),
    "close": (Fate.ENDED, Fate.KEPT, Fate.KEPT),
}  # fmt: skip


def role_fate(kind: str, stands: Stands, roles: str) -> Fate:
    """Say what becomes of a role when a unit changes; `roles` is carry or end."""
    if stands is Stands.AT and kind in CLOSING:
        carried = roles == "carry" and kind != "close"
        return Fate.CARRIED if carried else Fate.ENDED if roles == "end" else Fate.KEPT
    return ROLE_FATES.get((kind, stands), Fate.KEPT)


def may_plan(is_planned: bool) -> Verdict:
    """Say whether another change of a unit may be planned: one at a time."""
    if not is_planned:
        return Verdict.yes()
    words = _("En ändring av enheten är redan planerad.")
    return Verdict.no("planned", words, _("Ångra den, eller vänta till dess att den är gjord."))


def may_split(codes: Sequence[str], taken: Iterable[str]) -> Verdict:
    """Say whether a unit may become these: at least two, each with a code of its own."""
    if len(codes) < 2:
        return Verdict.no("few", _("En delning ger minst två enheter."), _("Skriv två namn."))
    used = sorted({*_twice(codes), *taken})
    if used:
        words = _("Koden %(code)s används redan.") % {"code": used[0]}
        return Verdict.no("code_taken", words, _("Välj en annan kod."))
    return Verdict.yes()


def may_withdraw(state: str) -> Verdict:
    """Say whether a change may be undone before its date."""
    if state == "planned":
        return Verdict.yes()
    return Verdict.no("not_planned", _("Ändringen är inte längre planerad."),
                      _("En genomförd ändring återställs från ett nytt datum."))  # fmt: skip


def may_reverse(kind: str, state: str, since: date, on: date, *, changed_since: bool) -> Verdict:
    """Say whether a done change may be reversed from a date: the latest one of its units."""
    if state != "done":
        return Verdict.no("not_done", _("Ändringen är inte genomförd."))
    if kind == "close":
        words = _("En nedläggning återställs inte.")
        return Verdict.no("closed", words, _("Lägg till enheten på nytt."))
    if changed_since:
        words = _("Enheterna har ändrats igen efter det.")
        return Verdict.no("changed", words, _("Återställ den senaste ändringen först."))
    if on <= since:
        words = _("Ändringen gäller från %(day)s.") % {"day": since}
        return Verdict.no("too_early", words, _("Välj ett senare datum."))
    return Verdict.yes()


def may_give(is_active: bool, from_date: date, to_date: date | None) -> Verdict:
    """Say whether a role may be given: to somebody who can sign in, and to end after it begins."""
    if not is_active:
        words = _("Kontot är avslutat.")
        return Verdict.no("closed", words, _("Bjud in personen med ett nytt användarnamn."))
    if to_date and to_date < from_date:
        words = _("Sista dagen ligger före första.")
        return Verdict.no("ends_before", words, _("Rätta datumen."))
    return Verdict.yes()


def may_close_account(is_self: bool, is_active: bool) -> Verdict:
    """Say whether an account may be closed: another's, and once."""
    if is_self:
        words = _("Du kan inte avsluta ditt eget konto.")
        return Verdict.no("self", words, _("Be en annan systemförvaltare."))
    if not is_active:
        return Verdict.no("closed", _("Kontot är redan avslutat."))
    return Verdict.yes()


def may_set_value(latest: date | None, valid_from: date) -> Verdict:
    """Say whether a local value may begin on a date: not before the latest one decided."""
    if latest is None or valid_from >= latest:
        return Verdict.yes()
    words = _("Det finns redan ett värde som börjar %(day)s.") % {"day": latest}
    return Verdict.no("too_early", words, _("Välj det datumet eller ett senare."))
