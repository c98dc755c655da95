"""The demo's other homes at night: asked, decided on, and one with fewer than decided; invented."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from vaka.areas.night_care import answering, queries, rules, shared_queries
from vaka.areas.night_care.grid_models import AnswerGrid
from vaka.areas.night_care.models import (
    NightHome,
    NightPlace,
    NightRoom,
    StaffingAnswer,
    StaffingDecision,
)
from vaka.areas.night_care.rules import DecisionState, Figure, Housing, Ruling
from vaka.areas.night_care.shared_models import SharedAnswer
from vaka.areas.night_care.shared_rules import SharedKind
from vaka.calc.staffing.schema import plain
from vaka.config.demo.night_care import HOURS
from vaka.config.demo.plans import Identity, incoming, moment
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases import intake
from vaka.foundation.cases.intake import Step
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person

NIGHTS = 400


class Planned(NamedTuple):
    """A home: its manager, wards with rooms, staff as decided and tonight, and the decision."""

    home: str
    who: str
    wards: tuple[tuple[str, int], ...]
    part: float  # alarms, of those of Almen
    staff: int
    tonight: int
    ruling: Ruling | None
    words: str


HOMES = (
    Planned("linden", "lars", (("linden-1", 16), ("linden-2", 16), ("linden-3", 16)), 1.2, 4, 3,
            Ruling.ENOUGH, "Fyra i natt, två av dem på plan 3, så länge svaret står sig."),
    Planned("eken", "tomas", (("eken", 40),), 0.8, 3, 3,
            Ruling.WITH_MEASURE, "Rasterna läggs efter varandra och en stannar kvar på enheten."),
    Planned("asken", "yvonne", (("asken", 32),), 2.4, 2, 2, None, ""),
)  # fmt: skip


@action
def write(
    *, by: Viewer, people: dict[str, Person], places: dict[str, Unit], identity: Identity,
    today: date,
) -> None:  # fmt: skip
    """Write what the homes told, the answers they got and what was decided."""
    for number, planned in enumerate(HOMES):
        who, told = people[planned.who], today - timedelta(days=34 - number)
        _rooms(planned, places, identity, told)
        home = _home(planned, planned.staff, who, places, identity, told)
        answer = _answer(by, home, who, identity, told + timedelta(days=2))
        if planned.ruling:
            _decision(by, planned, answer, who, identity, told + timedelta(days=3))
        if planned.tonight != planned.staff:
            _home(planned, planned.tonight, who, places, identity, today - timedelta(days=3))
    _shared(by, people["susanne"], places["sarskilt-boende"], identity, today - timedelta(days=2))
    note(by=by, verb="night_care.tell_home", object_kind="night_home", data={"homes": len(HOMES)})


def _shared(by: Viewer, who: Person, unit: Unit, identity: Identity, on: date) -> None:
    """Write what a patrol that two homes share would give, were one of them to have one less."""
    asked: dict[str, Any] = {
        "kind": SharedKind.PATROL, "homes": ["asken", "linden"], "count": 1, "drive": 9.0,
        "fewer": ["linden"], "percent": 5.0, "limit": 30.0,
        "targets": {"asken": 90.0, "linden": 90.0},
    }  # fmt: skip
    homes = shared_queries.told(by, asked["homes"])
    scenario, found = answering.shared(homes, asked, NIGHTS, rules.SEED)
    SharedAnswer(
        id=identity(moment(on)), unit=unit, asked_by=who, asked_at=moment(on), asked=asked,
        model=found["model"], data_digest=found["data"][0], digest=answering.digest_of(found),
        scenario=scenario, found=found,
    ).save(force_insert=True)  # fmt: skip


def _home(planned: Planned, staff: int, who: Person, places: dict[str, Unit], identity: Identity,
          on: date) -> NightHome:  # fmt: skip
    home = NightHome(
        id=identity(moment(on)), unit=places[planned.home], form=Housing.SPECIAL, staff=staff,
        hours=[round(one * planned.part, 1) for one in HOURS], urgent_percent=20, double_percent=10,
        help_minutes=8, checks_without_plan=20, same_floor_minutes=0.5, other_floor_minutes=1.5,
        urgent_limit_minutes=10, limit_minutes=15, target_percent=90,
        measured=[Figure.STAFF.value, Figure.ALARMS.value],
        leader="Tjänsteperson i beredskap, telefon i nattpärmen", told_by=who, told_at=moment(on),
    )  # fmt: skip
    home.save(force_insert=True)
    return home


def _rooms(planned: Planned, places: dict[str, Unit], identity: Identity, on: date) -> None:
    for floor, (code, many) in enumerate(planned.wards, 1):
        NightPlace.objects.create(unit=places[code], floor=floor)
        NightRoom.objects.bulk_create(
            NightRoom(id=identity(moment(on)), unit=places[code], label=str(100 * floor + k + 1),
                      minutes=round(0.1 + 0.04 * (k // 2), 2))
            for k in range(many)
        )  # fmt: skip


def _answer(by: Viewer, home: NightHome, who: Person, identity: Identity, on: date) -> (
    StaffingAnswer
):  # fmt: skip
    asked = queries.question(by, home.unit.code)
    found = answering.answered(asked.scenario, NIGHTS, rules.SEED, held=asked.held)
    answer = StaffingAnswer(
        id=identity(moment(on)), unit=home.unit, home=home, asked_by=who, asked_at=moment(on),
        seed=rules.SEED, nights=NIGHTS, model=found["tonight"]["model"],
        data_digest=found["tonight"]["data"], digest=answering.digest_of(found),
        measured=asked.measured, scenario=answering.plain(plain(asked.scenario)), found=found,
    )  # fmt: skip
    answer.save(force_insert=True)
    grid = answering.grid(answer)
    AnswerGrid(
        id=identity(moment(on)), answer=answer, made_at=moment(on), seed=grid["seed"],
        nights=grid["nights"], model=grid["model"], data_digest=grid["data"],
        digest=answering.digest_of(grid), cells=grid["cells"],
    ).save(force_insert=True)  # fmt: skip
    return answer


def _decision(by: Viewer, planned: Planned, answer: StaffingAnswer, who: Person,
              identity: Identity, on: date) -> None:  # fmt: skip
    assert planned.ruling is not None
    until = on + timedelta(days=90)
    step = Step(moment(on), "staffing_decision.sign", DecisionState.SIGNED, words=planned.words,
                by_name=who.name)  # fmt: skip
    row = incoming(answer.unit, str(rules.RULING_LABELS[planned.ruling]), [step], who,
                   identity(moment(on)), until)  # fmt: skip
    intake.open_many(by=by, kind="staffing_decision", incoming=[row], source="demo")
    assert row.id is not None
    StaffingDecision.objects.create(
        case_id=row.id, answer=answer, ruling=planned.ruling, words=planned.words, signed_date=on,
        valid_until=until,
    )  # fmt: skip
