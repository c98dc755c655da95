"""The demo's nights as they were: a fortnight of taps, notes and alarms at Almen; all invented."""

import uuid
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from vaka.areas.night_care.models import (
    AlarmEvent,
    NightNote,
    NightRoom,
    NightRound,
    PerformedCheck,
    PlannedCheck,
)
from vaka.areas.night_care.plan_rules import CheckForm
from vaka.areas.night_care.tonight_rules import Outcome, RoundState, Why, on_night
from vaka.config.demo.plans import Identity, incoming
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import intake
from vaka.foundation.cases.intake import Step
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.web.words import day

WARDS = ("almen-1", "almen-2")
NIGHTS = 14
VISITS = ("asleep", "asleep", "awake", "asleep", "woken", "asleep", "asleep", "skipped")
LOOKS = ("seen", "seen", "not_seen", "seen", "seen", "broken", "seen")
NOTES = {3: "Ville ha varm mjölk klockan tre. Somnade om.", 7: "Låg vaken länge. Ont i höften.",
         12: "Gick upp själv två gånger. Sänglampan får vara tänd."}  # fmt: skip
KINDS = (("Larmknapp", False), ("Rörelselarm", False), ("Dörrlarm", False), ("Larmknapp", True))


@action
def write(
    *, by: Viewer, who: Person, places: dict[str, Unit], identity: Identity, today: date
) -> None:
    """Write a fortnight of nights, all handed over to the day."""
    for back in range(NIGHTS, 0, -1):
        night = today - timedelta(days=back)
        for code in WARDS:
            _night(by, places[code], night, who, identity)


def _night(by: Viewer, unit: Unit, night: date, who: Person, identity: Identity) -> None:
    began, ended = on_night(night, time(22)), on_night(night, time(7))
    steps = [
        Step(began, "night_round.begin_round", RoundState.OPEN, by_name=who.name),
        Step(ended, "night_round.hand_over", RoundState.HANDED_OVER, RoundState.OPEN, "", who.name),
    ]  # fmt: skip
    row = incoming(unit, f"Natten {day(night)}", steps, who, identity(began))
    row = replace(row, closed_at=ended, owner_id=None)
    intake.open_many(by=by, kind="night_round", incoming=[row], source="demo")
    assert row.id is not None
    held = NightRound.objects.create(case_id=row.id, unit=unit, night_date=night)
    checks = PlannedCheck.objects.filter(plan__room__unit=unit).select_related("plan__room")
    for k, check in enumerate(checks.order_by("plan__room__label", "from_time")):
        for one in _marks(held, check, night.toordinal() + 3 * k, who, identity):
            one.save(force_insert=True)
    if words := NOTES.get(night.day % 14):
        room = NightRoom.objects.filter(unit=unit).order_by("label").first()
        at = on_night(night, time(5, 10))
        NightNote(id=identity(at), client_id=identity(at), round=held, room=room, text=words, at=at,
                  by=who).save(force_insert=True)  # fmt: skip
    _alarms(unit, night, identity)


def _marks(
    held: NightRound, check: PlannedCheck, turn: int, who: Person, identity: Identity
) -> list[PerformedCheck]:
    """Give what came of a check, with the second look that not seen asks for."""
    looks = check.form == CheckForm.CAMERA
    outcome = Outcome((LOOKS if looks else VISITS)[turn % len(LOOKS if looks else VISITS)])
    at = on_night(held.night_date, check.from_time) + timedelta(minutes=turn * 7 % 40)

    def row(number: int, what: Outcome, then: datetime, form: str) -> PerformedCheck:
        why = Why.DECLINED if what == Outcome.SKIPPED else ""
        return PerformedCheck(
            id=identity(then), client_id=_client(check, held, number), round=held,
            room=check.plan.room, check_id=check.pk, form=form, from_time=check.from_time,
            to_time=check.to_time, attempt=number, outcome=what, why=why, at=then, by=who,
            received_at=then,
        )  # fmt: skip

    rows = [row(1, outcome, at, check.form)]
    if outcome == Outcome.NOT_SEEN:
        rows.append(row(2, Outcome.SEEN, at + timedelta(minutes=18), CheckForm.CAMERA))
    if outcome == Outcome.BROKEN:
        rows.append(row(2, Outcome.ASLEEP, at + timedelta(minutes=6), CheckForm.LOOK))
    return rows


def _client(check: PlannedCheck, held: NightRound, number: int) -> uuid.UUID:
    return uuid.uuid5(check.pk, f"{held.night_date}:{number}")


def _alarms(unit: Unit, night: date, identity: Identity) -> None:
    rooms = list(NightRoom.objects.filter(unit=unit).order_by("label"))
    for k in range(3 + night.toordinal() % 4):
        turn = night.toordinal() * 5 + 11 * k
        raised = on_night(night, time(21, 5)) + timedelta(minutes=(turn * 37) % 580)
        kind, urgent = KINDS[turn % len(KINDS)]
        answered = raised + timedelta(seconds=20 + turn % 90)
        AlarmEvent(
            id=identity(raised), key=f"demo:{unit.code}:{night}:{k}", unit=unit,
            room=rooms[turn * turn % len(rooms)], device="", kind=kind, is_urgent=urgent,
            raised_at=raised, acknowledged_at=answered,
            helped_at=answered + timedelta(minutes=2 + turn % 9), source="demo",
        ).save(force_insert=True)  # fmt: skip
