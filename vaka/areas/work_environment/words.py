"""The Swedish words that the area says outside its templates."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from vaka.areas.work_environment.rules import NEXT_STEPS, STATE_LABELS, State
from vaka.foundation.cases.kinds import Words
from vaka.foundation.cases.timeline import said

if TYPE_CHECKING:
    from vaka.foundation.cases.models import Case
    from vaka.foundation.cases.queries import TimelineLine

VERBS = {
    "work_investigation.begin_work_investigation": gettext_lazy("Utredningen började"),
    "work_investigation.add_work_question": gettext_lazy("Fråga %(number)s tillagd"),
    "work_investigation.answer_work_question": gettext_lazy("Fråga %(number)s besvarad"),
    "work_investigation.write_survey": gettext_lazy("Enkäten sparad: %(answered)s av %(asked)s"),
    "work_investigation.add_work_risk": gettext_lazy("Risk %(number)s tillagd"),
    "work_investigation.grade_work_risk": gettext_lazy("Risk %(number)s bedömd"),
    "work_investigation.review_plan": gettext_lazy("Planen genomgången på %(unit)s"),
    "work_investigation.decide": gettext_lazy("Handlingsplanen fastställd"),
    "work_investigation.close": gettext_lazy("Avslutad"),
    "work_investigation.reopen": gettext_lazy("Öppnad igen"),
}


def state_label(state: str) -> Words:
    """Give the word for a state."""
    return STATE_LABELS[State(state)]


def todo(state: str) -> Words:
    """Say what an investigation in a state waits for."""
    return NEXT_STEPS[State(state)]


def searchable(case: "Case") -> str:
    """Give what search may find an investigation by."""
    from vaka.areas.work_environment.models import WorkInvestigation

    row = WorkInvestigation.objects.get(case=case)
    risks = " ".join(row.risks.values_list("text", flat=True))
    return f"{case.title} {row.ordered_by} {row.number} {row.about} {risks}"


def told(line: "TimelineLine") -> str:
    """Say one line of the timeline: what was done, by whom, and the words that went with it."""
    return said(line, VERBS)
