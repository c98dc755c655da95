"""Reads of places: homes, one place with whom it may suit, what somebody who waits needs.

Those who handle decisions see every place; others those of units where they see places.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vaka.areas.entitlements import queries as decisions
from vaka.areas.entitlements.rules import Wait
from vaka.areas.places import rules
from vaka.areas.places.models import HousingNeed, Place, Situation, Vacancy
from vaka.areas.places.rules import KEEP, MATCH, SEE, Couple, Flat, Reasons, Spell, Stay, Wanted
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.queries import CaseFrame
from vaka.foundation.organisation.models import Unit, UnitKind
from vaka.law.verdict import require

HOMES = (UnitKind.SPECIAL_HOUSING, UnitKind.WARD, UnitKind.FUNCTIONAL_SUPPORT)


@dataclass(frozen=True)
class PlaceRow:
    """One place as a list shows it; `free_from` is empty when somebody lives there."""

    id: uuid.UUID
    number: str
    unit_name: str
    group_label: str
    features: tuple[str, ...]
    free_from: date | None
    is_kept: bool
    days_free: int


@dataclass(frozen=True)
class Home:
    """A home with its places."""

    name: str
    code: str
    places: tuple[PlaceRow, ...]

    @property
    def vacant(self) -> int:
        """How many of its places stand vacant and are kept for nobody."""
        return sum(one.free_from is not None and not one.is_kept for one in self.places)


@dataclass(frozen=True)
class Candidate:
    """Somebody who waits, with what speaks for and against one place."""

    case_id: uuid.UUID
    reference: str
    service: str
    days: int
    is_late: bool
    stays: str
    words: str
    found: Reasons

    @property
    def fits(self) -> bool:
        """Whether nothing stops an offer."""
        return not self.found.stops


@dataclass(frozen=True)
class PlacePage:
    """One place with its vacancies and, for those who handle decisions, who waits for such one."""

    place: Place
    row: PlaceRow
    vacancies: tuple[Vacancy, ...]
    kept_for: str
    candidates: tuple[Candidate, ...]
    may_keep: bool
    may_match: bool

    @property
    def fitting(self) -> tuple[Candidate, ...]:
        """Those to whom it may be offered."""
        return tuple(one for one in self.candidates if one.fits)

    @property
    def stopped(self) -> tuple[Candidate, ...]:
        """Those whom something stops, with what."""
        return tuple(one for one in self.candidates if not one.fits)


@dataclass(frozen=True)
class NeedPage:
    """What is known of a decision's need of a place, to be written."""

    frame: CaseFrame
    group: str
    need: HousingNeed | None
    wanted: tuple[str, ...]
    newest: Situation | None
    decided: date
    waits: bool


def homes(viewer: Viewer) -> list[Home]:
    """Give the homes with the places that the viewer may see, as they stand on the viewer's day."""
    demand(viewer, SEE)
    found: dict[uuid.UUID, list[Place]] = {}
    for one in _open(_seen(viewer), viewer.on):
        found.setdefault(one.unit_id, []).append(one)
    return [
        Home(some[0].unit.name, some[0].unit.code, tuple(_row(one, viewer.on) for one in some))
        for some in found.values()
    ]


def place_page(viewer: Viewer, place_id: uuid.UUID) -> PlacePage:
    """Give one place. Whom it may suit is told to those who handle decisions, and logged."""
    demand(viewer, SEE)
    place = seen_place(viewer, place_id)
    row, matches = _row(place, viewer.on), viewer.may(MATCH)
    vacancies = tuple(place.vacancies.all())
    kept = next((one.reserved_for for one in vacancies if not one.to_date), None)
    found = candidates(viewer, place) if matches and row.free_from else ()
    return PlacePage(
        place=place, row=row, vacancies=vacancies,
        kept_for=kept.reference if kept and matches else "", candidates=found,
        may_keep=may_keep(viewer, place.unit_id), may_match=matches,
    )  # fmt: skip


def candidates(viewer: Viewer, place: Place) -> tuple[Candidate, ...]:
    """Give everybody who waits for such a place, the prioritised first and then the longest wait.

    The order is that of a queue and proposes nobody.
    """
    group = rules.groups()[place.group]
    waiting = [one for one in decisions.waits(viewer, group.services, since=viewer.on)
               if one.left is None and one.decided <= viewer.on]  # fmt: skip
    decisions.note_listed(viewer, {"place": str(place.pk)}, [one.case_id for one in waiting])
    needs, stays = _needs(waiting), spells([one.case_id for one in waiting])
    found = [
        _candidate(one, needs.get(one.case_id), stays.get(one.case_id, ()), place, viewer.on)
        for one in waiting
    ]
    first = {one.case_id for one in waiting
             if (need := needs.get(one.case_id)) and need.is_prioritised}  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.case_id not in first, -one.days)))


def need_page(viewer: Viewer, case_id: uuid.UUID) -> NeedPage:
    """Give what is known of a decision's need; the read is logged. Raises NotVisible."""
    case = cases.visible_case(viewer, case_id)
    wait = next(iter(_wait_of(viewer, case)), None)
    require(rules.may_need(case.title if wait else ""))
    assert wait is not None
    decisions.note_listed(viewer, {"need": "1"}, [case_id])
    need = HousingNeed.objects.filter(case=case).prefetch_related("wanted").first()
    newest = Situation.objects.filter(case=case).order_by("-from_date", "-id").first()
    wanted = tuple(unit.code for unit in need.wanted.all()) if need else ()
    return NeedPage(cases.frame(case), rules.group_of(wait.service), need, wanted, newest,
                    wait.decided, wait.left is None)  # fmt: skip


def candidate(viewer: Viewer, place: Place, case_id: uuid.UUID) -> Candidate:
    """Give one of those who wait for a place. Raises NotVisible."""
    found = next((one for one in candidates(viewer, place) if one.case_id == case_id), None)
    if found is None:
        raise NotVisible(str(case_id))
    return found


def seen_place(viewer: Viewer, place_id: uuid.UUID) -> Place:
    """Give a place that the viewer may see. Raises NotVisible."""
    found = _seen(viewer).filter(pk=place_id).first()
    if found is None:
        raise NotVisible(str(place_id))
    return found


def may_keep(viewer: Viewer, unit_id: uuid.UUID) -> bool:
    """Say whether the viewer may write of a unit's places: its head, and who offers them."""
    return viewer.may(KEEP, unit_id) or viewer.may(MATCH)


def home_units(viewer: Viewer) -> list[Unit]:
    """Give the homes in force of which the viewer may write places."""
    found = Unit.objects.in_force(viewer.on).filter(is_reference=False, kind__in=HOMES)
    return [one for one in found.order_by("name") if may_keep(viewer, one.pk)]


def all_homes(on: date) -> list[Unit]:
    """Give every home in force that has places, to wish for."""
    held = Place.objects.filter(closed_date=None).values("unit_id")
    found = Unit.objects.in_force(on).filter(is_reference=False, pk__in=held)
    return list(found.order_by("name"))


def spells(case_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, tuple[Spell, ...]]:
    """Give where people have stayed while they waited, by decision and in order of days.

    For other areas too, which ask of decisions that their viewer may see or count them.
    """
    found: dict[uuid.UUID, tuple[Spell, ...]] = {}
    rows = Situation.objects.filter(case_id__in=list(case_ids)).order_by("from_date", "id")
    for one in rows:
        stays = Stay(one.stays) if one.stays else None
        told = Spell(one.from_date, stays, one.has_other_help)
        found[one.case_id] = (*found.get(one.case_id, ()), told)
    return found


def prioritised(case_ids: Iterable[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Give those of some decisions that are put before others in the queue."""
    found = HousingNeed.objects.filter(case_id__in=list(case_ids), is_prioritised=True)
    return frozenset(found.values_list("case_id", flat=True))


def known_places(group: str, unit: Unit, on: date) -> int:
    """Give how many places of a group there are at a unit with all below it, vacant or not."""
    found = Place.objects.filter(group=group, unit__in=Unit.objects.below(unit))
    return len(_open(found, on))


def vacant_times(group: str, unit: Unit) -> list[tuple[date, date | None]]:
    """Give from when to when places of a group have stood vacant at a unit with all below it."""
    below = Unit.objects.below(unit)
    found = Vacancy.objects.filter(place__group=group, place__unit__in=below)
    return list(found.values_list("from_date", "to_date"))


def _seen(viewer: Viewer) -> QuerySet[Place]:
    kept = Vacancy.objects.select_related("reserved_for").order_by("-from_date", "-id")
    rows = Place.objects.select_related("unit").prefetch_related(Prefetch("vacancies", kept))
    rows = rows.filter(unit__is_reference=False)
    if viewer.everywhere or viewer.may(MATCH):
        return rows
    return rows.filter(unit__in=viewer.unit_ids(SEE))


def _open(rows: QuerySet[Place], on: date) -> list[Place]:
    return [one for one in rows if one.opened_date <= on and not (
        one.closed_date and one.closed_date <= on)]  # fmt: skip


def _row(one: Place, on: date) -> PlaceRow:
    open_now = next(
        (v for v in one.vacancies.all() if rules.is_vacant(v.from_date, v.to_date, on)), None
    )
    free = open_now.from_date if open_now else None
    return PlaceRow(
        one.pk, one.number, one.unit.name, rules.groups()[one.group].label, tuple(_features(one)),
        free, bool(open_now and open_now.reserved_for_id), (on - free).days if free else 0,
    )  # fmt: skip


def _features(one: Place) -> Iterable[str]:
    yield ngettext("%d rum", "%d rum", one.rooms) % one.rooms
    if one.persons > 1:
        yield _("för två")
    if one.is_adapted:
        yield _("anpassad")
    if one.pets_allowed:
        yield _("husdjur får bo där")
    if one.smoking_allowed:
        yield _("rökning är tillåten")


def flat_of(place: Place, free_from: date | None = None) -> Flat:
    """Give what the rules ask of a place."""
    return Flat(place.unit.code, place.group, place.persons, place.is_adapted,
                place.pets_allowed, place.smoking_allowed, free_from)  # fmt: skip


def _candidate(
    one: Wait, need: HousingNeed | None, stays: tuple[Spell, ...], place: Place, on: date
) -> Candidate:
    days, is_late = (on - one.decided).days, one.last_day < on
    newest = next((s for s in reversed(stays) if s.from_date <= on), None)
    stay = newest.stays if newest else None
    return Candidate(
        one.case_id, one.reference, one.service, days, is_late,
        str(rules.STAY_LABELS[stay]) if stay else "", need.words if need else "",
        rules.reasons(_wanted(one, need, stay, place), flat_of(place), days, is_late),
    )  # fmt: skip


def _wanted(one: Wait, need: HousingNeed | None, stay: Stay | None, place: Place) -> Wanted:
    home = place.unit.name.casefold()
    refused = any(o.answer == "declined" and home in o.place.casefold() for o in one.offers)
    answers = {o.answer for o in one.offers}
    return Wanted(
        group=rules.group_of(one.service),
        couple=Couple(need.couple) if need else Couple.ALONE,
        needs_adapted=bool(need and need.needs_adapted), has_pet=bool(need and need.has_pet),
        smokes=bool(need and need.smokes),
        wanted_units=frozenset(u.code for u in need.wanted.all()) if need else frozenset(),
        declined_units=frozenset({place.unit.code}) if refused else frozenset(),
        is_prioritised=bool(need and need.is_prioritised), stays=stay,
        has_open_offer="open" in answers, has_accepted="accepted" in answers,
    )  # fmt: skip


def _needs(waiting: list[Wait]) -> dict[uuid.UUID, HousingNeed]:
    ids = [one.case_id for one in waiting]
    rows = HousingNeed.objects.filter(case_id__in=ids).prefetch_related("wanted")
    return {one.pk: one for one in rows}


def _wait_of(viewer: Viewer, case: Case) -> list[Wait]:
    """The wait of one decision for a place; none where its service is no place to live."""
    group = rules.groups().get(rules.group_of(case.title))
    if group is None:
        return []
    found = decisions.waits(viewer, group.services, since=date.min)
    return [one for one in found if one.case_id == case.pk]
