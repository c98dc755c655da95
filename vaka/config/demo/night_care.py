"""The demo's nights: what two homes have told of theirs; all invented."""

from datetime import date, time, timedelta

from vaka.areas.night_care import plan_actions
from vaka.areas.night_care.equipment_models import EquipmentFault, RoomEquipment
from vaka.areas.night_care.models import (
    NightHome,
    NightPlace,
    NightPlan,
    NightRoom,
    PlannedCheck,
    PlanVersion,
)
from vaka.areas.night_care.plan_rules import PlanState
from vaka.areas.night_care.rules import Figure, Housing
from vaka.config.demo.plans import Identity, incoming, moment
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases import intake
from vaka.foundation.cases.intake import Step
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person

PlannedTime = tuple[time, time, str, float, int, int, str]
PlannedPlan = tuple[str, str, str, str, str, int, tuple[PlannedTime, ...]]
HOURS = [5, 4, 2.5, 1.5, 1, 1, 1.5, 2, 3, 3.5]
# home, manager, staff, measured
HOMES = (
    ("almen", "bo", 2, [Figure.ALARMS, Figure.URGENT, Figure.STAFF]),
    ("bjorken", "cecilia", 2, [Figure.STAFF]),
)  # fmt: skip
# ward, floor, locked door, first room, rooms, minutes measured
WARDS = (
    ("almen-1", 1, False, 101, 18, True), ("almen-2", 2, False, 201, 18, True),
    ("bjorken-1", 1, True, 101, 12, False), ("bjorken-2", 2, False, 201, 12, False),
)  # fmt: skip
# ward, room, supervision, wish, needs, days to review, times (from, to, how, minutes, wake, staff,
# skill)
PLANS = (
    ("almen-1", "101", "visits", "Jag vill att någon tittar in en gång, tyst och utan lampa.",
     "Sover oroligt och går upp själv. Har fallit en gång i vinter.", 120,
     ((time(21, 30), time(22, 30), "help", 6, 0, 1, "delegering insulin"),
      (time(0, 30), time(1, 30), "look", 3, 20, 1, ""), (time(4), time(5), "look", 3, 30, 1, ""))),
    ("almen-1", "102", "camera", "Jag vill inte bli väckt. Kameran är bra.",
     "Vaknar lätt. Behöver ses till utan att störas.", 90,
     ((time(1), time(2), "camera", 0.5, 0, 1, ""),)),
    ("almen-1", "103", "none", "Ingen ska komma in. Jag larmar.",
     "Klarar natten själv med larm.", 150, ()),
    ("almen-2", "204", "visits", "Jag vill ha hjälp att vända mig.",
     "Behöver vändas två gånger, av två personer.", -10,
     ((time(23), time(23, 45), "help", 10, 60, 2, ""), (time(3), time(4), "help", 10, 70, 2, ""))),
)  # fmt: skip


@action
def write(
    *, by: Viewer, people: dict[str, Person], places: dict[str, Unit], identity: Identity,
    today: date,
) -> None:  # fmt: skip
    """Write what the homes have told, and their rooms."""
    at = moment(today - timedelta(days=40))
    for code, user, staff, measured in HOMES:
        home = NightHome(
            id=identity(at), unit=places[code], form=Housing.SPECIAL, staff=staff, hours=HOURS,
            urgent_percent=20, double_percent=10, help_minutes=8, checks_without_plan=24,
            same_floor_minutes=0.6, other_floor_minutes=1.5, urgent_limit_minutes=10,
            limit_minutes=10, target_percent=90, measured=[one.value for one in measured],
            leader="Tjänsteperson i beredskap, telefon i nattpärmen",
            skills={"delegering insulin": 1}, told_by=people[user], told_at=at,
        )  # fmt: skip
        home.save(force_insert=True)
    for code, floor, is_locked, first, many, is_measured in WARDS:
        NightPlace.objects.create(unit=places[code], floor=floor, is_locked=is_locked)
        NightRoom.objects.bulk_create(
            NightRoom(id=identity(at), unit=places[code], label=str(first + number),
                      minutes=round(0.1 + 0.05 * (number // 2), 2), is_measured=is_measured)
            for number in range(many)
        )  # fmt: skip
    note(by=by, verb="night_care.tell_home", object_kind="night_home", data={"homes": len(HOMES)})
    _equipment(people["bo"], identity, today)
    for number, planned in enumerate(PLANS):
        _plan(by, planned, number, people["bo"], places, identity, today)


def _equipment(who: Person, identity: Identity, today: date) -> None:
    """Write what the rooms of Almen have: buttons everywhere, some cameras, one of them dark."""
    since = today - timedelta(days=200)
    rooms = NightRoom.objects.filter(unit__code__startswith="almen-").order_by("label")
    for number, room in enumerate(rooms):
        kinds = ["button"] + ["camera"] * (number < 8) + ["bed"] * (number % 6 == 0)
        for kind in kinds:
            one = RoomEquipment.objects.create(id=identity(moment(since)), room=room, kind=kind,
                                               since_date=since)  # fmt: skip
            if kind == "camera" and room.label == "102":
                EquipmentFault.objects.create(
                    id=identity(moment(today)), equipment=one, words="Svart bild sedan i går",
                    found_date=today, found_by=who,
                )  # fmt: skip


def _plan(
    by: Viewer, planned: PlannedPlan, number: int, who: Person, places: dict[str, Unit],
    identity: Identity, today: date,
) -> None:  # fmt: skip
    code, label, supervision, wish, needs, days, times = planned
    room = NightRoom.objects.get(unit=places[code], label=label)
    review = today + timedelta(days=days)
    began, agreed = today - timedelta(days=38 - number), today - timedelta(days=30 - number)
    steps = [
        Step(moment(began), "night_plan.begin_plan", PlanState.DRAFT, by_name=who.name),
        Step(moment(agreed), "night_plan.agree", PlanState.AGREED, PlanState.DRAFT, "", who.name,
             {"number": 1}),
    ]  # fmt: skip
    row = incoming(places[code], f"Nattplan, rum {label}", steps, who, identity(moment(began)),
                   review)  # fmt: skip
    intake.open_many(by=by, kind="night_plan", incoming=[row], source="demo")
    assert row.id is not None
    plan = NightPlan.objects.create(
        case_id=row.id, room=room, number=1, assessor="team", act="sol", assessed_date=began,
        needs=needs, wish=wish, consent="given", consent_how="Muntligt, till kontaktpersonen",
        consent_date=agreed, cohabitant="none", supervision=supervision,
        undisturbed_from=time(23), undisturbed_to=time(4), longest_wait_minutes=10,
        not_seen="Titta igen efter 20 minuter, gå sedan dit.",
        abnormal="Gå dit, ring sjuksköterskan.", failure="Gå dit i stället.",
        last_meal=time(20), first_meal=time(7), by_day="Promenad på förmiddagen.",
        review_date=review, agreed_date=agreed,
    )  # fmt: skip
    PlannedCheck.objects.bulk_create(
        PlannedCheck(id=identity(moment(agreed)), plan=plan, from_time=first, to_time=last,
                     form=form, minutes=minutes, wake_percent=wake, staff=staff, skill=skill)
        for first, last, form, minutes, wake, staff, skill in times
    )  # fmt: skip
    kept = PlanVersion(
        id=identity(moment(agreed)), plan=plan, number=1, agreed_by=who, agreed_at=moment(agreed),
        content=plan_actions.content_of(plan),
    )  # fmt: skip
    kept.save(force_insert=True)
