"""The typed schemas of the fact tables, one module each; areas yield rows that fit them."""

from vaka.metrics.facts.calendar import OPEN_END, calendar_of, day_number
from vaka.metrics.facts.care_plan import CARE_PLAN
from vaka.metrics.facts.competence import COMPETENCE, ROUTINE, ROUTINE_FAILURE, UNIT_POST
from vaka.metrics.facts.decision import DECISION
from vaka.metrics.facts.deviation import DEVIATION
from vaka.metrics.facts.discharge import DISCHARGE
from vaka.metrics.facts.fact import Column, Fact, Kind, MissingValue
from vaka.metrics.facts.feedback import FEEDBACK
from vaka.metrics.facts.home_hours import HOME_HOURS
from vaka.metrics.facts.infection import INFECTION, OUTBREAK, VACCINATION
from vaka.metrics.facts.investigation import INVESTIGATION
from vaka.metrics.facts.month_figure import MONTH_FIGURE
from vaka.metrics.facts.night_plan import NIGHT_PLAN
from vaka.metrics.facts.observation import OBSERVATION
from vaka.metrics.facts.promise import INSPECTION_POINT, MEETING, RISK_WORK, promised
from vaka.metrics.facts.provider import PROVIDER_FIGURE, PROVIDER_VISIT
from vaka.metrics.facts.readiness import CANCELLATION, READINESS, SOLE_TASK
from vaka.metrics.facts.remedy import REMEDY
from vaka.metrics.facts.self_check import SELF_CHECK
from vaka.metrics.facts.technology import TECHNOLOGY
from vaka.metrics.facts.unit_tree import UNIT_TREE
from vaka.metrics.facts.work_time import WORK_TIME

FACTS: dict[str, Fact] = {
    fact.name: fact
    for fact in (
        DEVIATION,
        DECISION,
        INVESTIGATION,
        REMEDY,
        FEEDBACK,
        SELF_CHECK,
        RISK_WORK,
        ROUTINE,
        ROUTINE_FAILURE,
        INSPECTION_POINT,
        MEETING,
        COMPETENCE,
        UNIT_POST,
        PROVIDER_VISIT,
        PROVIDER_FIGURE,
        TECHNOLOGY,
        NIGHT_PLAN,
        CARE_PLAN,
        INFECTION,
        OUTBREAK,
        VACCINATION,
        SOLE_TASK,
        READINESS,
        CANCELLATION,
        WORK_TIME,
        HOME_HOURS,
        MONTH_FIGURE,
        DISCHARGE,
        OBSERVATION,
        UNIT_TREE,
    )
}

__all__ = [
    "CANCELLATION",
    "CARE_PLAN",
    "COMPETENCE",
    "DECISION",
    "DEVIATION",
    "DISCHARGE",
    "FACTS",
    "FEEDBACK",
    "HOME_HOURS",
    "INFECTION",
    "INSPECTION_POINT",
    "INVESTIGATION",
    "MEETING",
    "MONTH_FIGURE",
    "NIGHT_PLAN",
    "OBSERVATION",
    "OPEN_END",
    "OUTBREAK",
    "PROVIDER_FIGURE",
    "PROVIDER_VISIT",
    "READINESS",
    "REMEDY",
    "RISK_WORK",
    "ROUTINE",
    "ROUTINE_FAILURE",
    "SELF_CHECK",
    "SOLE_TASK",
    "TECHNOLOGY",
    "UNIT_POST",
    "UNIT_TREE",
    "VACCINATION",
    "WORK_TIME",
    "Column",
    "Fact",
    "Kind",
    "MissingValue",
    "calendar_of",
    "day_number",
    "promised",
]
