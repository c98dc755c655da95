"""The demo's surveys by unit and the plans after them: two years of invented answers, one plan
followed by the next result, one owed, one late, and units that no plan is asked of yet."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from vaka.areas.figures.actions import keep_observations
from vaka.areas.survey_plans import results, rules
from vaka.areas.survey_plans.models import PlanQuestion, SurveyPlan
from vaka.areas.survey_plans.rules import PlanState
from vaka.config.demo.observations import EMPTY
from vaka.config.demo.plans import Identity, incoming, moment
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import intake
from vaka.foundation.cases.intake import Step
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person

SURVEY, SOURCE = "survey_residential", "Påhittad enhetsrapport"
MEASURES = (
    "satisfied", "treated_well", "safe", "trusts_staff", "enough_time", "time_influence",
    "told_of_changes", "food", "meals", "activities", "gets_outdoors",
)  # fmt: skip
# unit, answers, shares of good answers the year before last, the same last year
ANSWERS = (
    ("almen", 24, (88, 96, 92, 92, 67, 50, 54, 75, 71, 46, 42),
     (88, 96, 92, 88, 71, 54, 58, 79, 75, 83, 46)),
    ("bjorken", 15, (80, 93, 87, 87, 60, 53, 47, 67, 60, 53, 40),
     (87, 93, 87, 93, 60, 47, 53, 67, 73, 60, 33)),
    ("linden", 31, (81, 94, 90, 87, 65, 55, 58, 77, 74, 61, 52),
     (84, 97, 90, 90, 68, 58, 55, 74, 77, 65, 48)),
    ("ronnen", 19, (74, 89, 84, 84, 58, 47, 42, 63, 58, 37, 32),
     (79, 89, 84, 84, 63, 53, 47, 68, 63, 42, 37)),
)  # fmt: skip
ANALYSIS = ("Aktiviteterna är på förmiddagen, när många vill vila. De boende vill ut oftare, men "
            "ingen har ansvaret.")  # fmt: skip
WHY_NONE = "Vi prövar först andra tider för aktiviteterna, och ser vad det ger för resten."
# unit, owner, years back, days since it was asked, days since it was handed in
PLANS = (("almen", "bo", 2, 400, 350), ("almen", "bo", 1, 20, None),
         ("bjorken", "cecilia", 1, 75, None))  # fmt: skip
DUE_DAYS, WEAKEST, LOOK_DAYS = 60, 3, 365


@action
def write(
    *, by: Viewer, people: dict[str, Person], places: dict[str, Unit], identity: Identity,
    today: date,
) -> None:  # fmt: skip
    """Write the answers as published numbers, then the plans."""
    keep_observations(by=by, cells=list(_cells(places, today)), source="demo")
    for code, owner, back, asked, handed in PLANS:
        _plan(by, places[code], people[owner], str(today.year - back),
              today - timedelta(days=asked),
              None if handed is None else today - timedelta(days=handed), identity)  # fmt: skip


def _cells(places: dict[str, Unit], today: date) -> Iterator[dict[str, Any]]:
    for code, n, *years in ANSWERS:
        for back, shares in zip((2, 1), years, strict=True):
            for name, share in zip(MEASURES, shares, strict=True):
                yield EMPTY | {
                    "measure": f"{SURVEY}_{name}_share", "unit": places[code],
                    "period": str(today.year - back), "value": float(share), "n": float(n),
                    "measured_in": "percent", "source": SOURCE,
                }  # fmt: skip


def _plan(
    by: Viewer, unit: Unit, who: Person, period: str, asked: date, handed: date | None,
    identity: Identity,
) -> None:  # fmt: skip
    due = asked + timedelta(days=DUE_DAYS)
    steps = [Step(moment(asked), "survey_plan.open_plan", PlanState.OWED, by_name="Kim Fältvik",
                  data={"period": period})]  # fmt: skip
    if handed:
        steps.append(Step(moment(handed), "survey_plan.hand_in", PlanState.HANDED_IN,
                          PlanState.OWED, ANALYSIS, who.name))  # fmt: skip
    last = handed + timedelta(days=LOOK_DAYS) if handed else due
    row = incoming(unit, results.title_of(SURVEY), steps, who, identity(moment(asked)), last, "")
    intake.open_many(by=by, kind="survey_plan", incoming=[row], source="demo")
    assert row.id is not None
    plan = SurveyPlan.objects.create(
        case_id=row.id, survey=SURVEY, period=period, plan_due_date=due, handed_in_date=handed,
        analysis=ANALYSIS if handed else "", why_none=WHY_NONE if handed else "",
    )  # fmt: skip
    weak = rules.weakest(results.by_unit(SURVEY, period)[unit.pk], WEAKEST)
    PlanQuestion.objects.bulk_create(
        PlanQuestion(plan=plan, key=one.key, title=one.title, value=one.value, n=one.n, place=place)
        for place, one in enumerate(weak)
    )
