"""The demo's internal control and continuity plans; all invented."""

import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from vaka.areas.risks import control_rules
from vaka.areas.risks.continuity_actions import NewCommitment
from vaka.areas.risks.continuity_rules import ContinuityState
from vaka.areas.risks.control_rules import Pace, PlanState, TestOutcome
from vaka.areas.risks.models import (
    Commitment,
    ContinuityPlan,
    ControlPlan,
    ControlPoint,
    ControlTest,
    Drill,
)
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import intake
from vaka.foundation.cases.intake import Incoming, Step
from vaka.foundation.cases.models import CaseParty, Part
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.law.local_time import swedish

Identity = Callable[[datetime], uuid.UUID]
NOT_DONE = 3
"""The control point whose controls nobody has done."""
POINTS = (
    ("Utbetalning görs två gånger eller till fel person", "Utbetalningar av ekonomiskt bistånd",
     "Slumpvis urval av 30 utbetalningar jämförs med beslut", Pace.TERTIAL, "eva"),
    ("Behörigheter ligger kvar när någon har slutat", "Behörigheter i verksamhetssystemen",
     "Listan över behörigheter jämförs med personallistan", Pace.QUARTER, "kim"),
    ("Privata medel hanteras utan kvitto", "Privata medel på boendena",
     "Besök på två boenden, kassa räknas och kvitton läses", Pace.TERTIAL, "bo"),
    ("Avtal löper ut utan att någon vet", "Avtal med privata utförare",
     "Avtalsdatabasen gås igenom", Pace.YEAR, "eva"),
)  # fmt: skip
FINDINGS = (
    (TestOutcome.FINE, "Inga fel i urvalet.", "30 av 412"),
    (TestOutcome.MINOR, "Två av trettio saknade kvitto. Rutinen gås igenom på APT.", "30 av 388"),
)
COMMITMENTS = (
    NewCommitment("Läkemedel ges på rätt tid", "Inom en timme från ordinerad tid", 2,
                  "Papperslistor i pärmen på varje avdelning, tryckta varje fredag.",
                  "Verksamhetssystemet, sjuksköterska, läkemedelsskåp"),
    NewCommitment("Larm besvaras", "Inom tio minuter", 0,
                  "Tillsyn var trettionde minut enligt lista. Mobiltelefoner delas ut.",
                  "El, nät, larmserver, personal"),
    NewCommitment("Mat och dryck", "En lagad måltid om dagen", 24,
                  "Torrvaror och vatten för tre dygn i förrådet.", "Köket, el, leveranser"),
)  # fmt: skip


@action
def write(
    *, by: Viewer, people: dict[str, Person], places: dict[str, Unit], identity: Identity,
    today: date,
) -> None:  # fmt: skip
    """Write this year's control plan with what is done so far, and two continuity plans."""
    _control(by, people, places, identity, today)
    _continuity(by, people, places, identity, today)


def _control(
    by: Viewer, people: dict[str, Person], places: dict[str, Unit], identity: Identity, today: date
) -> None:
    year, eva, began = today.year, people["eva"], moment(date(today.year - 1, 11, 20))
    adopted = date(year - 1, 12, 10)
    steps = [
        Step(began, "control_plan.start", PlanState.DRAFT, by_name=eva.name),
        Step(moment(adopted), "control_plan.adopt", PlanState.ADOPTED, PlanState.DRAFT,
             f"{adopted} § 142", eva.name),
    ]  # fmt: skip
    row = incoming(places["socialforvaltningen"], f"Internkontrollplan {year}", steps, eva,
                   identity(began))  # fmt: skip
    intake.open_many(by=by, kind="control_plan", incoming=[row], source="demo")
    assert row.id is not None
    plan = ControlPlan.objects.create(
        case_id=row.id, year=year, pace=Pace.TERTIAL, decision=f"{adopted} § 142",
        adopted_date=adopted,
    )  # fmt: skip
    points = [
        ControlPoint(id=identity(began), plan=plan, number=number, risk=risk, control=control,
                     method=method, pace=pace, responsible=people[who])
        for number, (risk, control, method, pace, who) in enumerate(POINTS, start=1)
    ]  # fmt: skip
    ControlPoint.objects.bulk_create(points)
    CaseParty.objects.bulk_create(
        CaseParty(case_id=row.id, person=people[who], part=Part.CONTRIBUTOR)
        for who in sorted({point[4] for point in POINTS} - {"eva", "kim"})
    )
    ControlTest.objects.bulk_create(
        _test(point, number, part, identity)
        for point in points if point.number != NOT_DONE
        for number, part in enumerate(control_rules.parts(Pace(point.pace), year))
        if part.last_date < today
    )  # fmt: skip


def _test(
    point: ControlPoint, number: int, part: control_rules.Part, identity: Identity
) -> ControlTest:
    outcome, words, sample = FINDINGS[(point.number + number) % 2]
    return ControlTest(
        id=identity(moment(part.last_date)), point=point, period=part.code,
        done_date=part.last_date - timedelta(days=6), outcome=outcome, words=words, sample=sample,
        by=point.responsible,
    )  # fmt: skip


def _continuity(
    by: Viewer, people: dict[str, Person], places: dict[str, Unit], identity: Identity, today: date
) -> None:
    for user, home, days in (("bo", "almen", 120), ("cecilia", "bjorken", 200)):
        who, unit = people[user], places[home]
        began, approved = today - timedelta(days=200), today - timedelta(days=150)
        draft, state = ContinuityState.DRAFT, ContinuityState.APPROVED
        steps = [
            Step(moment(began), "continuity_plan.start", draft, by_name=who.name),
            Step(moment(approved), "continuity_plan.approve", state, draft, "", who.name),
        ]
        review = today + timedelta(days=days)
        row = incoming(unit, f"Kontinuitetsplan för {unit.name}", steps, who,
                       identity(moment(began)), review)  # fmt: skip
        intake.open_many(by=by, kind="continuity_plan", incoming=[row], source="demo")
        assert row.id is not None
        plan = ContinuityPlan.objects.create(
            case_id=row.id, approved_date=approved, review_date=review,
            scope="Avbrott i el, it, vatten, leveranser och personal, dygnet runt.",
        )  # fmt: skip
        Commitment.objects.bulk_create(
            Commitment(id=identity(moment(began)), plan=plan, number=number, **vars(new))
            for number, new in enumerate(COMMITMENTS, start=1)
        )
        Drill.objects.create(
            id=identity(moment(approved)), plan=plan, due_date=today + timedelta(days=25),
            scenario="Elen är borta i fyra timmar en natt i november.",
        )  # fmt: skip


def moment(day: date) -> datetime:
    """Give nine o'clock of a day, UTC."""
    return datetime.combine(day, time(9), UTC)


def incoming(
    unit: Unit, title: str, steps: list[Step], who: Person, identity: uuid.UUID,
    due: date | None = None, text: str = "",
) -> Incoming:  # fmt: skip
    """Give an open case by its steps."""
    began = steps[0].at
    return Incoming(
        unit_id=unit.pk, unit_name=unit.name, title=title, state=steps[-1].to_state,
        opened_at=began, year=swedish(began).year, reference_year=swedish(began).year, steps=steps,
        text=f"{title} {text}", due_date=due, owner_id=who.pk, reporter_id=who.pk, id=identity,
    )  # fmt: skip
