"""What is done with places and needs; each verb is one transaction with its log row."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from vaka.areas.entitlements import actions as decisions
from vaka.areas.places import queries, rules
from vaka.areas.places.models import HousingNeed, Place, Situation, Vacancy
from vaka.areas.places.rules import KEEP, MATCH, Couple, Stay
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit
from vaka.law.verdict import require


@dataclass(frozen=True)
class NewPlace:
    """A flat or room in a home."""

    unit: Unit
    number: str
    group: str
    rooms: int = 1
    persons: int = 1
    is_adapted: bool = False
    pets_allowed: bool = False
    smoking_allowed: bool = False
    words: str = ""


@dataclass(frozen=True)
class Need:
    """What somebody who waits needs and wishes for."""

    couple: Couple = Couple.ALONE
    needs_adapted: bool = False
    has_pet: bool = False
    smokes: bool = False
    is_prioritised: bool = False
    words: str = ""
    wanted: tuple[Unit, ...] = ()


@action
def open_place(*, by: Viewer, new: NewPlace, opened_date: date | None = None) -> Place:
    """Write in a place; its home has no other of the same number."""
    _keep(by, new.unit.pk)
    taken = Place.objects.filter(unit=new.unit, number=new.number.strip()).exists()
    require(rules.may_open(new.number, new.group, taken=taken))
    day = opened_date or timezone.localdate()
    columns = {name: getattr(new, name) for name in new.__dataclass_fields__}
    place = Place.objects.create(**columns, opened_date=day)
    note(by=by, verb="place.open_place", object_kind="place", object_id=place.pk,
         unit_id=new.unit.pk, data={"number": new.number, "group": new.group})  # fmt: skip
    return place


@action
def vacate(*, by: Viewer, place_id: uuid.UUID, from_date: date) -> Vacancy:
    """Write in from when a place stands vacant."""
    place = _place(by, place_id)
    stands = list(Vacancy.objects.filter(place=place))
    filled = max((one.to_date for one in stands if one.to_date), default=None)
    is_free = any(one.to_date is None for one in stands)
    require(rules.may_vacate(from_date, place.opened_date, place.closed_date, filled,
                             is_free=is_free))  # fmt: skip
    made = Vacancy.objects.create(place=place, from_date=from_date)
    _told(by, "place.vacate", place, {"on": str(from_date)})
    return made


@action
def fill_place(*, by: Viewer, place_id: uuid.UUID, to_date: date) -> Vacancy:
    """Write in that somebody has moved in; from that day the place is not vacant."""
    place = _place(by, place_id)
    one = _vacancy(place)
    require(rules.may_fill(one.from_date, to_date, timezone.localdate()))
    one.to_date = to_date
    one.save(update_fields=["to_date"])
    _told(by, "place.fill_place", place, {"on": str(to_date)})
    return one


@action
def release(*, by: Viewer, place_id: uuid.UUID) -> Vacancy:
    """Keep a vacant place for nobody any more, such as after a no."""
    demand(by, MATCH)
    place = _place(by, place_id)
    one = _vacancy(place)
    require(rules.may_release(is_kept=one.reserved_for_id is not None))
    before, one.reserved_for = one.reserved_for_id, None
    one.save(update_fields=["reserved_for"])
    _told(by, "place.release", place, {"case": str(before)})
    return one


@action
def offer_vacant(
    *, by: Viewer, place_id: uuid.UUID, case_id: uuid.UUID, version: int, move_in: date | None,
    last_answer: date | None, words: str,
) -> Case:  # fmt: skip
    """Offer a vacant place to somebody who waits, and keep it for them; an officer's own choice."""
    demand(by, MATCH)
    place = _place(by, place_id)
    one, found = _vacancy(place), queries.candidate(by, place, case_id)
    today = timezone.localdate()
    require(
        rules.may_offer_place(
            found.found, is_free=rules.is_vacant(one.from_date, one.to_date, today),
            is_reserved=one.reserved_for_id is not None, speaks_against=words,
        )
    )  # fmt: skip
    case = decisions.offer_place(
        by=by, case_id=case_id, version=version, place=f"{place.unit.name}, {place.number}",
        offered=today, move_in=move_in, last_answer=last_answer,
    )  # fmt: skip
    one.reserved_for = case
    one.save(update_fields=["reserved_for"])
    _told(by, "place.offer_vacant", place, {"case": str(case_id), "words": words})
    return case


@action
def write_need(*, by: Viewer, case_id: uuid.UUID, version: int, need: Need) -> HousingNeed:
    """Write what somebody who waits needs and wishes for."""
    case = _held(by, case_id, version)
    columns = {k: v for k, v in vars(need).items() if k != "wanted"}
    row, _new = HousingNeed.objects.update_or_create(case=case, defaults=columns)
    row.wanted.set(need.wanted)
    cases.change(by=by, case=case, told=cases.Told("decision.write_need"))
    return row


@action
def note_situation(
    *, by: Viewer, case_id: uuid.UUID, version: int, from_date: date, stays: Stay | None,
    has_other_help: bool | None,
) -> Situation:  # fmt: skip
    """Note where somebody stays while waiting, from a day; earlier days stand as they were."""
    case = _held(by, case_id, version)
    page = queries.need_page(by, case_id)
    require(rules.may_note(from_date, page.decided, timezone.localdate(), waits=page.waits))
    row = Situation.objects.create(case=case, from_date=from_date, stays=stays or "",
                                   has_other_help=has_other_help)  # fmt: skip
    cases.change(by=by, case=case, told=cases.Told("decision.note_situation",
                                                   data={"on": str(from_date)}))  # fmt: skip
    return row


def _held(by: Viewer, case_id: uuid.UUID, version: int) -> Case:
    case = cases.locked(by=by, case_id=case_id, version=version, ours={})
    if case.kind != "decision" or not rules.group_of(case.title):
        raise NotVisible(str(case_id))
    demand(by, MATCH, case.unit_id)
    return case


def _keep(by: Viewer, unit_id: uuid.UUID) -> None:
    if not queries.may_keep(by, unit_id):
        raise NotAllowed(KEEP)


def _place(by: Viewer, place_id: uuid.UUID) -> Place:
    """A place to write of, its row locked until the transaction ends."""
    place = queries.seen_place(by, place_id)
    Place.objects.select_for_update().get(pk=place.pk)
    _keep(by, place.unit_id)
    return place


def _vacancy(place: Place) -> Vacancy:
    found = Vacancy.objects.filter(place=place, to_date=None).first()
    if found is None:
        raise NotVisible(str(place.pk))
    return found


def _told(by: Viewer, verb: str, place: Place, data: dict[str, str]) -> None:
    note(by=by, verb=verb, object_kind="place", object_id=place.pk, unit_id=place.unit_id,
         data=data)  # fmt: skip
