"""The demo's welfare technology: invented counts and trials, and what Härnösand has published."""

from collections.abc import Sequence
from datetime import date, timedelta

from vaka.areas.technology.models import Technology, TechnologyCount, Trial
from vaka.areas.technology.rules import END_LABELS, Stage, TrialEnd, TrialState
from vaka.config.demo.plans import Identity, incoming, moment
from vaka.config.demo.reading import facts
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases import intake
from vaka.foundation.cases.intake import Step
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person

PlannedCount = tuple[str, str, int, Stage, int, int, int, int, str]
PlannedTrial = tuple[str, str, str, str, str, int, int, str, str]
PUBLISHED_DATE = date(2023, 12, 31)
STAGES = {
    "in use": Stage.IN_USE, "none": Stage.PLANNED, "pilot": Stage.PILOT,
    "roll-out": Stage.ROLL_OUT, "from 2024": Stage.PLANNED, "test": Stage.TEST,
}  # fmt: skip
NOTHING = "inget aktivt arbete"
"""What a row without a technology is called: the area does nothing with it."""
LOCK, CABINET, AUTOMAT, ALARM = (
    "digitala lås", "personliga medicinskåp", "läkemedelsautomater",
    "trygghetslarm med fallsensor",
)  # fmt: skip
# technology, unit, days from today, stage, bought, installed, used, declined, words
COUNTS = (
    (LOCK, "almen", -200, Stage.IN_USE, 40, 36, 36, 0, ""),
    (LOCK, "bjorken", -190, Stage.IN_USE, 24, 24, 22, 0, ""),
    (CABINET, "almen", -210, Stage.ROLL_OUT, 36, 12, 8, 1, ""),
    (CABINET, "almen", -20, Stage.ROLL_OUT, 36, 30, 21, 2, "Leverantören byter plattform"),
    (CABINET, "linden", -35, Stage.IN_USE, 48, 48, 44, 1, ""),
    (AUTOMAT, "hemtjanst-angen", -40, Stage.PILOT, 12, 11, 9, 3, ""),
    (AUTOMAT, "hemtjanst-asen", -40, Stage.PILOT, 11, 8, 4, 5, ""),
    (ALARM, "almen", -15, Stage.TEST, 10, 6, 3, 4, ""),
)  # fmt: skip
# technology, unit, owner, question, baseline, began, due, result, end
TRIALS = (
    (AUTOMAT, "hemtjanst-angen", "kim", "Sköter fler sina läkemedel själva med automaten?",
     "Av tolv personer fick elva sina läkemedel av personal tre gånger om dagen.", -150, 30, "",
     ""),
    (ALARM, "almen", "bo", "Upptäcks fall fortare med sensorn?",
     "I median 25 minuter från fall till upptäckt på natten, 14 fall.", -240, -30,
     "Median sju minuter, nio fall. Fyra boende ville inte ha den.", TrialEnd.GO_ON),
)  # fmt: skip


@action
def write(
    *, by: Viewer, people: dict[str, Person], places: dict[str, Unit], identity: Identity,
    today: date, counts: Sequence[PlannedCount] = COUNTS, trials: Sequence[PlannedTrial] = TRIALS,
) -> None:  # fmt: skip
    """Write the register with counts and trials, and the published list."""
    source = facts("welfare_technology_2023")
    names = sorted({row["technology"] or NOTHING for row in source} | {one[0] for one in counts})
    known = {name: Technology(pk=identity(moment(today)), name=name) for name in names}
    Technology.objects.bulk_create(known.values())
    note(by=by, verb="technology.add_technology", object_kind="technology",
         data={"names": len(known)})  # fmt: skip
    TechnologyCount.objects.bulk_create(
        [
            *(_published(row, known, places["harnosand"], identity) for row in source),
            *(_count(one, known, places, identity, today) for one in counts),
        ]
    )
    for one in trials:
        _trial(by, one, known, people, places, identity, today)


def _published(
    row: dict[str, str], known: dict[str, Technology], unit: Unit, identity: Identity
) -> TechnologyCount:
    return TechnologyCount(
        id=identity(moment(PUBLISHED_DATE)), technology=known[row["technology"] or NOTHING],
        unit=unit, area=row["area"], counted_date=PUBLISHED_DATE, stage=STAGES[row["status"]],
        words=row["note"],
    )  # fmt: skip


def _count(
    one: PlannedCount, known: dict[str, Technology],
    places: dict[str, Unit], identity: Identity, today: date,
) -> TechnologyCount:  # fmt: skip
    name, unit, days, stage, bought, installed, used, declined, words = one
    day = today + timedelta(days=days)
    return TechnologyCount(
        id=identity(moment(day)), technology=known[name], unit=places[unit], counted_date=day,
        stage=stage, bought=bought, installed=installed, used=used, declined=declined, words=words,
    )  # fmt: skip


def _trial(
    by: Viewer, one: PlannedTrial, known: dict[str, Technology], people: dict[str, Person],
    places: dict[str, Unit], identity: Identity, today: date,
) -> None:  # fmt: skip
    name, unit, owner, question, baseline, began, due, result, end = one
    start, last = today + timedelta(days=began), today + timedelta(days=due)
    who = people[owner]
    steps = [Step(moment(start), "trial.begin_trial", TrialState.UNDER_WAY, by_name=who.name)]
    decided = last - timedelta(days=5) if end else None
    if decided:
        steps.append(Step(moment(decided), "trial.decide_trial", TrialState.DECIDED,
                          TrialState.UNDER_WAY, by_name=who.name,
                          data={"end": str(END_LABELS[TrialEnd(end)])}))  # fmt: skip
    row = incoming(places[unit], name, steps, who, identity(moment(start)), last, question)
    row.closed_at = moment(decided) if decided else None
    intake.open_many(by=by, kind="trial", incoming=[row], source="demo")
    assert row.id is not None
    Trial.objects.create(
        case_id=row.id, technology=known[name], question=question, baseline=baseline,
        begun_date=start, result=result, end=end, decided_date=decided,
    )  # fmt: skip
