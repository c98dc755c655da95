"""The demo's work environment: an order on four home-care groups, its plan, time and alarms.

The order's questions, four groups and an answer rate of 82 per cent are as published (Kungsbacka,
Arbetsmiljöverket 2023/058424); what was found and the minutes are invented.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from vaka.areas.work_environment.models import (
    PlanReview,
    WorkInvestigation,
    WorkQuestion,
    WorkRisk,
    WorkTime,
)
from vaka.areas.work_environment.rules import QuestionKind, State, TimeKind
from vaka.config.demo import answering
from vaka.config.demo.answering import Answering, PlannedRemedy
from vaka.config.demo.plans import Identity, incoming, moment
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import intake
from vaka.foundation.cases.intake import Step
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.law.clock import add_months

UNIT, OWNER = "ordinart-boende", "leila"
COVERED = ("hemtjanst-angen", "hemtjanst-strommen", "hemtjanst-asen", "hemtjanst-bryggan")
RECEIVED, DUE, DECIDED = date(2023, 12, 18), date(2024, 5, 1), date(2024, 4, 26)
ASKED, ANSWERED = 150, 123
"""82 per cent answered."""
TIME, PRIORITY = QuestionKind.TIME, QuestionKind.PRIORITY
# kind, kind of time, question, what was found, share who say that the time is too short
QUESTIONS = (
    (
        TIME,
        TimeKind.TRAVEL,
        "Motsvarar den avsatta tiden den tid som används till förflyttning mellan omsorgstagare?",
        "Tiden räcker inte där avstånden är långa.",
        61,
    ),
    (
        TIME,
        TimeKind.CONTACT,
        "Motsvarar den avsatta tiden den tid som används till ombudsuppdrag och kringuppgifter?",
        "Tiden räcker i planeringen, men flyttas ofta.",
        55,
    ),
    (
        TIME,
        TimeKind.ALARM,
        "Motsvarar den avsatta tiden den tid som används till att hantera larm från enskilda?",
        "Larmraderna är för få på kvällen.",
        67,
    ),
    (
        TIME,
        TimeKind.GRANTED,
        "Motsvarar den avsatta tiden den tid som används till beslutade "
        "insatser och dokumentation?",
        "Tiden motsvarar besluten.",
        32,
    ),
    (
        PRIORITY,
        "",
        "Vet medarbetarna vilka uppgifter som ska gå först när tiden inte räcker?",
        "Fyra av fem vet vem de ska kontakta, färre vet vad som går först.",
        None,
    ),
)
# risk, whether serious, where it was found, done at once, remedy
RISKS = (
    ("Larm blir inte besvarade i tid på kvällen när larmraderna är fulla", True,
     "Larmstatistik januari och februari", "",
     PlannedRemedy("Följ antalet larm varje månad och lägg larmrader efter det", OWNER, 60, 50,
                   "worked", 110)),
    ("Medarbetare avstår rast när förflyttningen tar längre tid än planerat", True,
     "Enkäten och planerad mot utförd tid", "",
     PlannedRemedy("Lägg om slingorna efter uppmätt restid", OWNER, 90, 84, "partly", 150)),
    ("Det är oklart vad som går först när tiden inte räcker", False, "Enkäten",
     "Prioriteringsordningen är genomgången på APT samma vecka.", None),
    ("Tid och teknik som brister rapporteras inte", False, "Samtal med skyddsombuden", "",
     PlannedRemedy("Påminn på varje APT om att rapportera i KIA", OWNER, 30, 20, "worked", 120)),
)  # fmt: skip
REVIEWED = {"hemtjanst-angen": 12, "hemtjanst-strommen": 14, "hemtjanst-asen": 20,
            "hemtjanst-bryggan": 26}  # fmt: skip
ALARMED = (*COVERED, "hemtjanst-kvarnen")
# minutes set aside a month, and how much of them is used
MINUTES = {TimeKind.TRAVEL: (21_000, 1.09), TimeKind.CONTACT: (9_000, 0.97),
           TimeKind.ALARM: (6_000, 1.14), TimeKind.GRANTED: (118_000, 0.985)}  # fmt: skip
MINUTES_AN_ALARM = 14


@action
def write(
    *, by: Viewer, people: dict[str, Person], places: dict[str, Unit], identity: Identity,
    today: date, seed: int,
) -> None:  # fmt: skip
    """Write the investigation with its plan, and the minutes of its year and the last."""
    who, began = people[OWNER], moment(RECEIVED)
    steps = [
        Step(began, "work_investigation.begin_work_investigation", State.OPEN, by_name=who.name),
        Step(moment(DECIDED), "work_investigation.decide", State.DECIDED, State.OPEN,
             by_name=who.name),
    ]  # fmt: skip
    case = incoming(places[UNIT], "Arbetsbelastning i fyra hemtjänstgrupper", steps, who,
                    identity(began), DUE, "Arbetsmiljöverket föreläggande")  # fmt: skip
    intake.open_many(by=by, kind="work_investigation", incoming=[case], source="demo")
    assert case.id is not None
    row = WorkInvestigation.objects.create(
        case_id=case.id, ordered_by="Arbetsmiljöverket", number="2023/058424",
        about="Arbetsbelastningen i hemtjänsten, och om resurserna motsvarar kraven.",
        received_date=RECEIVED, asked=ASKED, answered=ANSWERED,
        survey_period="De två första veckorna i mars 2024",
        survey_words="Mest tid saknas för förflyttning och larm.", decided_date=DECIDED,
    )  # fmt: skip
    row.covers.set([places[code] for code in COVERED])
    WorkQuestion.objects.bulk_create(_questions(row, identity))
    answering.write(by=by, made=list(_risks(row, identity)), people=people, places=places,
                    identity=identity)  # fmt: skip
    PlanReview.objects.bulk_create(
        PlanReview(id=identity(began), investigation=row, unit=places[code], by=who,
                   reviewed_date=DECIDED + timedelta(days=days))
        for code, days in REVIEWED.items()
    )  # fmt: skip
    WorkTime.objects.bulk_create(_minutes(places, identity, today, seed))


def _questions(row: WorkInvestigation, identity: Identity) -> Iterator[WorkQuestion]:
    for number, (kind, time, text, finding, felt) in enumerate(QUESTIONS, start=1):
        yield WorkQuestion(
            id=identity(moment(RECEIVED)), investigation=row, number=number, kind=kind,
            time_kind=time, text=text, finding=finding, felt_percent=felt,
            method="Enkät i mars, planerad och utförd tid i januari och februari 2024",
            answered_date=date(2024, 4, 12),
        )  # fmt: skip


def _risks(row: WorkInvestigation, identity: Identity) -> Iterator[Answering]:
    for number, (text, serious, source, at_once, remedy) in enumerate(RISKS, start=1):
        risk = WorkRisk.objects.create(
            id=identity(moment(DECIDED)), investigation=row, number=number, text=text,
            source=source, is_serious=serious, done_at_once=at_once,
        )  # fmt: skip
        if remedy:
            yield Answering(DECIDED, UNIT, row.pk, risk.pk, remedy)


def _minutes(
    places: dict[str, Unit], identity: Identity, today: date, seed: int
) -> Iterator[WorkTime]:
    """The months that the investigation read, and the last twelve whole ones."""
    random = Random(f"work-time-{seed}")  # noqa: S311 - invented minutes, no secret
    this = today.replace(day=1)
    months = [date(2024, 1, 1), date(2024, 2, 1), *(add_months(this, -n) for n in range(12, 0, -1))]
    for month in dict.fromkeys(months):
        for place, code in enumerate(ALARMED):
            for kind, (planned, part) in MINUTES.items():
                size = planned - 700 * place
                used = round(size * part * random.uniform(0.94, 1.06))
                is_alarm = kind is TimeKind.ALARM
                yield WorkTime(
                    id=identity(moment(month)), unit=places[code], month=month, kind=kind,
                    planned_minutes=size, performed_minutes=used,
                    alarms=round(used / MINUTES_AN_ALARM) if is_alarm else None,
                    odd_logs=random.randrange(6) if kind is TimeKind.GRANTED else 0,
                )  # fmt: skip
