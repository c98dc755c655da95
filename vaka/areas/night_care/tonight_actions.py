"""What is done on a night's list; each verb is one transaction with its log row."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from vaka.areas.deviations import actions as deviations
from vaka.areas.deviations.actions import NewDeviation
from vaka.areas.deviations.rules import Law
from vaka.areas.night_care import scenes, tonight_rules
from vaka.areas.night_care.models import NightNote, NightRoom, NightRound, PerformedCheck
from vaka.areas.night_care.tonight_rules import (
    REPORT,
    ROUND_LABELS,
    ROUND_TRANSITIONS,
    Mark,
    RoundState,
)
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.numbers import find_numbers
from vaka.law.verdict import require
from vaka.web.words import day

KIND = "night_round"


@dataclass(frozen=True)
class NewMark:
    """What somebody marks of a check; the plan's time is told as the list showed it."""

    client_id: uuid.UUID
    night: date
    room_id: uuid.UUID
    check_id: uuid.UUID
    form: str
    from_time: time
    to_time: time
    attempt: int
    outcome: str
    why: str
    at: datetime


@dataclass(frozen=True)
class NewNote:
    """What somebody writes down for the day."""

    client_id: uuid.UUID
    night: date
    room_id: uuid.UUID
    text: str
    is_deviation: bool
    at: datetime


@action
def mark(*, by: Viewer, new: NewMark) -> Case:
    """Write down what came of a check, once for each client id; gives the night's case.

    A check that nobody had the time for is reported as a deviation at once. What comes after the
    night was handed over, from a phone that had no network, is taken in all the same.
    """
    room = _room(by, new.room_id)
    told = PerformedCheck.objects.filter(client_id=new.client_id).first()
    if told is not None:
        return _again(by, told.round)
    require(tonight_rules.may_mark(form=new.form, outcome=new.outcome, why=new.why))
    held = _round(by, room.unit, new.night)
    one = Mark(new.attempt, new.outcome, new.at, new.why)
    if tonight_rules.is_repeated(_last(held, new), one):
        return _again(by, held)
    row = PerformedCheck(
        client_id=new.client_id, round=held, room=room, check_id=new.check_id, form=new.form,
        from_time=new.from_time, to_time=new.to_time, attempt=new.attempt, outcome=new.outcome,
        why=new.why, at=new.at, by=by.person, received_at=timezone.now(),
        deviation=_missed(by, room, new),
    )  # fmt: skip
    row.save(force_insert=True)
    note(by=by, verb="night_round.mark", object_kind=KIND, object_id=held.pk, unit_id=room.unit_id,
         data={"room": room.label, "outcome": new.outcome, "why": new.why,
               "attempt": new.attempt})  # fmt: skip
    return held.case


@action
def write_note(*, by: Viewer, new: NewNote) -> Case:
    """Write a note for the day; gives the deviation's case when it is one, else the night's."""
    room = _room(by, new.room_id)
    told = NightNote.objects.filter(client_id=new.client_id).first()
    if told is not None:
        night_case = _again(by, told.round)
        return night_case if told.deviation is None else told.deviation
    require(tonight_rules.may_note(new.text, has_number=bool(find_numbers(new.text))))
    held = _round(by, room.unit, new.night)
    deviation = None
    if new.is_deviation:
        kind = scenes.taken()["tonight"]["note_type"]
        deviation = _deviation(by, room, kind, new.text, new.at, new.client_id)
    row = NightNote(client_id=new.client_id, round=held, room=room, text=new.text, at=new.at,
                    by=by.person, deviation=deviation)  # fmt: skip
    row.save(force_insert=True)
    note(by=by, verb="night_round.write_note", object_kind=KIND, object_id=held.pk,
         unit_id=room.unit_id, data={"room": room.label, "deviation": bool(deviation)})  # fmt: skip
    return held.case if deviation is None else deviation


@action
def hand_over(*, by: Viewer, case_id: uuid.UUID, version: int, words: str = "") -> Case:
    """Hand a unit's night over to the day."""
    case = cases.locked(by=by, case_id=case_id, version=version, ours={})
    if case.kind != KIND:
        raise NotVisible(str(case_id))
    demand(by, REPORT, case.unit_id)
    verb = "night_round.hand_over"
    require(transitions.fits_in(ROUND_TRANSITIONS, verb, case.state, words, ROUND_LABELS))
    told = Told(verb, words, to_state=RoundState.HANDED_OVER)
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now())


@action
def begin_round(*, by: Viewer, unit: Unit, night: date) -> Case:
    """Begin a unit's night, if it is not begun; gives its case."""
    demand(by, REPORT, unit.pk)
    held = NightRound.objects.filter(unit=unit, night_date=night).select_related("case").first()
    if held is not None:
        return _again(by, held)
    return _begin(by, unit, night).case


def _room(by: Viewer, room_id: uuid.UUID) -> NightRoom:
    room = NightRoom.objects.filter(pk=room_id).select_related("unit").first()
    if room is None or not by.may(REPORT, room.unit_id):
        raise NotVisible(str(room_id))
    return room


def _round(by: Viewer, unit: Unit, night: date) -> NightRound:
    """Give the unit's night, begun now if nobody has; only one can begin it at a time."""
    held = NightRound.objects.filter(unit=unit, night_date=night).select_related("case").first()
    return held or _begin(by, unit, night)


def _begin(by: Viewer, unit: Unit, night: date) -> NightRound:
    with override("sv"):
        title = _("Natten %s") % day(night)
    case = Case(
        kind=KIND, unit=unit, title=title, state=RoundState.OPEN, opened_at=timezone.now(),
        reporter=by.person,
    )  # fmt: skip
    held = NightRound(case=case, unit=unit, night_date=night)
    told = Told("night_round.begin_round", to_state=RoundState.OPEN)
    cases.start(by=by, case=case, told=told, save_also=held)
    return held


def _again(by: Viewer, held: NightRound) -> Case:
    """Note that the same was told again; nothing is added."""
    note(by=by, verb="night_round.mark", object_kind=KIND, object_id=held.pk,
         unit_id=held.unit_id, data={"repeated": True})  # fmt: skip
    return held.case


def _last(held: NightRound, new: NewMark) -> Mark | None:
    rows = PerformedCheck.objects.filter(round=held, check_id=new.check_id, attempt=new.attempt)
    row = rows.order_by("-at", "-id").first()
    return None if row is None else Mark(row.attempt, row.outcome, row.at, row.why)


def _missed(by: Viewer, room: NightRoom, new: NewMark) -> Case | None:
    if not tonight_rules.opens_deviation(new.outcome, new.why):
        return None
    with override("sv"):
        words = _("En planerad tillsyn mellan %(from)s och %(to)s hanns inte med.") % {
            "from": f"{new.from_time:%H.%M}", "to": f"{new.to_time:%H.%M}",
        }  # fmt: skip
    kind = scenes.taken()["tonight"]["missed_type"]
    return _deviation(by, room, kind, words, new.at, new.client_id)


def _deviation(
    by: Viewer, room: NightRoom, kind: str, words: str, at: datetime, client_id: uuid.UUID
) -> Case:
    with override("sv"):
        place = _("Rum %s") % room.label
    return deviations.report(by=by, new=NewDeviation(
        unit=room.unit, law=Law.SOL, type=kind, text=words, occurred_at=at, place=place,
        source_key=f"night:{client_id}",
    ))  # fmt: skip
