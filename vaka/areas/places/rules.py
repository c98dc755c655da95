"""What holds for places and for whom one may suit: reasons for and against, never a choice.

A rule here puts nobody first. It says what speaks for and against each person who waits, in the
same order of days for all, and an officer decides. Values in, verdicts and values out.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.law.verdict import Verdict

SEE, KEEP, MATCH = "place.see", "place.keep", "decision.handle"


@dataclass(frozen=True)
class Group:
    """What people wait for.

    Attributes:
        kept_in: the waiting list to which it belongs.
        services: services of decisions that belong to it.
        printed: how sources write it.
    """

    code: str
    label: str
    kept_in: str
    services: tuple[str, ...]
    printed: tuple[str, ...]


@cache
def groups() -> dict[str, Group]:
    """Give the groups by code, in the order of lists."""
    told = tomllib.loads(Path(__file__).with_name("groups.toml").read_text("utf-8"))
    return {
        code: Group(code, one["label"], one["kept_in"], tuple(one["services"]),
                    tuple(one["printed"]))
        for code, one in told.items()
    }  # fmt: skip


def group_of(service: str) -> str:
    """Give the group to which a service belongs, or nothing."""
    wanted = service.casefold()
    for code, group in groups().items():
        if wanted in (one.casefold() for one in group.services):
            return code
    return ""


class Stay(StrEnum):
    """Where somebody is while waiting."""

    ORDINARY = "ordinary"
    SHORT_TERM = "short_term"
    OTHER_MUNICIPALITY = "other"


STAY_LABELS = {
    Stay.ORDINARY: gettext_lazy("Ordinärt boende"),
    Stay.SHORT_TERM: gettext_lazy("Korttidsboende"),
    Stay.OTHER_MUNICIPALITY: gettext_lazy("Annan kommun"),
}


@dataclass(frozen=True)
class Spell:
    """Where somebody stayed from a day, and whether another service was granted then."""

    from_date: date
    stays: Stay | None
    has_other_help: bool | None


class Couple(StrEnum):
    """Whether somebody moves in together with a spouse or partner."""

    ALONE = "alone"
    BOTH = "both"
    ALONG = "along"


COUPLE_LABELS = {
    Couple.ALONE: gettext_lazy("Flyttar in ensam"),
    Couple.BOTH: gettext_lazy("Parboende, båda har beslut"),
    Couple.ALONG: gettext_lazy("Parboende, den andra flyttar med"),
}


@dataclass(frozen=True)
class Flat:
    """What a place offers.

    Attributes:
        persons: how many can live there.
    """

    unit_code: str
    group: str
    persons: int = 1
    is_adapted: bool = False
    pets_allowed: bool = False
    smoking_allowed: bool = False
    free_from: date | None = None


@dataclass(frozen=True)
class Wanted:
    """What somebody who waits needs and wishes for.

    Attributes:
        wanted_units: homes wished for; empty when any home will do.
        declined_units: homes that have been declined.
    """

    group: str
    couple: Couple = Couple.ALONE
    needs_adapted: bool = False
    has_pet: bool = False
    smokes: bool = False
    wanted_units: frozenset[str] = frozenset()
    declined_units: frozenset[str] = frozenset()
    is_prioritised: bool = False
    stays: Stay | None = None
    has_open_offer: bool = False
    has_accepted: bool = False


@dataclass(frozen=True)
class Reasons:
    """What speaks for and against a place for one person; `stops` are why no offer can be made."""

    speak_for: tuple[str, ...]
    speak_against: tuple[str, ...]
    stops: tuple[str, ...]


def reasons(wanted: Wanted, flat: Flat, days: int, is_late: bool) -> Reasons:
    """Weigh nothing: give every reason that can be told from what is written.

    Args:
        days: waited since the day after the decision.
        is_late: more than three months have passed.
    """
    return Reasons(
        tuple(_for(wanted, flat, days, is_late)), tuple(_against(wanted, flat)),
        tuple(_stops(wanted, flat)),
    )  # fmt: skip


def _for(wanted: Wanted, flat: Flat, days: int, is_late: bool) -> Iterable[str]:
    if wanted.is_prioritised:
        yield _("Är prioriterad")
    if is_late:
        yield _("Har väntat %d dagar, mer än tre månader") % days
    if flat.unit_code in wanted.wanted_units:
        yield _("Önskar just det här boendet")
    if wanted.stays is Stay.SHORT_TERM:
        yield _("Väntar på en korttidsplats")
    if wanted.needs_adapted and flat.is_adapted:
        yield _("Behöver en anpassad lägenhet, och den är anpassad")
    if wanted.couple != Couple.ALONE and flat.persons > 1:
        yield _("Parboende: lägenheten rymmer två")


def _against(wanted: Wanted, flat: Flat) -> Iterable[str]:
    if wanted.wanted_units and flat.unit_code not in wanted.wanted_units:
        yield _("Önskar ett annat boende")
    if flat.unit_code in wanted.declined_units:
        yield _("Har tackat nej till det här boendet")
    if wanted.has_pet and not flat.pets_allowed:
        yield _("Har husdjur, som inte får bo i lägenheten")
    if wanted.smokes and not flat.smoking_allowed:
        yield _("Röker, och rökning är inte tillåten")
    if not wanted.needs_adapted and flat.is_adapted:
        yield _("Lägenheten är anpassad, och det behövs inte här")
    if wanted.couple == Couple.ALONE and flat.persons > 1:
        yield _("Lägenheten rymmer två, och personen flyttar in ensam")
    if wanted.has_accepted:
        yield _("Har redan tackat ja till en annan plats")


def _stops(wanted: Wanted, flat: Flat) -> Iterable[str]:
    if wanted.group != flat.group:
        yield _("Beslutet gäller en annan form av boende")
    if wanted.needs_adapted and not flat.is_adapted:
        yield _("Behöver en anpassad lägenhet")
    if wanted.couple != Couple.ALONE and flat.persons < 2:
        yield _("Parboende: lägenheten rymmer bara en")
    if wanted.has_open_offer:
        yield _("Ett erbjudande väntar redan på svar")


def may_offer_place(
    found: Reasons, *, is_free: bool, is_reserved: bool, speaks_against: str
) -> Verdict:
    """A place that is free and not kept for somebody is offered to whom it fits; where something
    speaks against it, the officer says why it is offered all the same."""
    verdict = Verdict.all_of(
        Verdict.no("place", words, _("Välj en annan person eller rätta behovet."))
        for words in found.stops
    )
    if not is_free:
        verdict += Verdict.no("place", _("Platsen är inte ledig."), _("Välj en ledig plats."))
    if is_reserved:
        verdict += Verdict.no(
            "place", _("Platsen hålls redan för någon."), _("Släpp den först, eller välj en annan.")
        )
    if found.speak_against and not speaks_against.strip():
        verdict += Verdict.no(
            "words", _("Något talar emot."), _("Skriv varför platsen ändå erbjuds.")
        )
    return verdict


def may_open(number: str, group: str, *, taken: bool) -> Verdict:
    """A place has a number that no other of its home has, and is of a known form."""
    verdict = Verdict.yes()
    if not number.strip():
        verdict += Verdict.no("number", _("Nummer saknas."), _("Skriv lägenhetens nummer."))
    if taken:
        verdict += Verdict.no("number", _("Numret finns redan på boendet."), _("Välj ett annat."))
    if group not in groups():
        verdict += Verdict.no("group", _("Formen finns inte."), _("Välj en i listan."))
    return verdict


def may_need(service: str) -> Verdict:
    """Needs of a place are written of decisions on a place to live."""
    if group_of(service):
        return Verdict.yes()
    return Verdict.no(
        "service", _("Beslutet gäller inget boende."), _("Behov av plats skrivs för boende.")
    )


def may_release(*, is_kept: bool) -> Verdict:
    """Only what is kept for somebody can be released."""
    if is_kept:
        return Verdict.yes()
    return Verdict.no("place", _("Platsen hålls inte för någon."), _("Inget behöver göras."))


def may_vacate(
    from_date: date, opened: date, closed: date | None, last_filled: date | None, *, is_free: bool
) -> Verdict:
    """A place becomes vacant once, while it is open, and after it was last filled."""
    verdict = Verdict.yes()
    if is_free:
        verdict += Verdict.no("from_date", _("Platsen är redan ledig."), _("Fyll den först."))
    if from_date < opened or (closed and from_date >= closed):
        verdict += Verdict.no(
            "from_date", _("Platsen finns inte den dagen."), _("Välj en dag då den är öppen.")
        )
    if last_filled and from_date < last_filled:
        verdict += Verdict.no(
            "from_date", _("Den var ledig förut, till en senare dag."), _("Välj en senare dag.")
        )
    return verdict


def may_fill(from_date: date, to_date: date, today: date) -> Verdict:
    """A place is filled on a day from that on which it became vacant, not in the future."""
    verdict = Verdict.yes()
    if to_date < from_date:
        verdict += Verdict.no(
            "to_date", _("Platsen var inte ledig den dagen."), _("Välj en senare dag.")
        )
    if to_date > today:
        verdict += Verdict.no(
            "to_date", _("Dagen har inte varit."), _("Skriv in det när det sker.")
        )
    return verdict


def may_note(from_date: date, decided: date, today: date, *, waits: bool) -> Verdict:
    """Where somebody stays is noted for days of the wait, while it goes on."""
    verdict = Verdict.yes()
    if not waits:
        verdict += Verdict.no("from_date", _("Beslutet väntar inte."), _("Inget behöver skrivas."))
    if from_date < decided:
        verdict += Verdict.no("from_date", _("Dagen ligger före beslutet."), _("Välj en senare."))
    if from_date > today:
        verdict += Verdict.no("from_date", _("Dagen har inte varit."), _("Välj i dag."))
    return verdict


def is_vacant(from_date: date, to_date: date | None, on: date) -> bool:
    """Say whether a vacancy holds on a day; on the day it is filled it does no more."""
    return from_date <= on and (to_date is None or on < to_date)
