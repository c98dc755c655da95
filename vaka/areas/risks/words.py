"""The Swedish words that the area says outside its templates."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from vaka.areas.risks.rules import NEXT_STEPS, STATE_LABELS, State
from vaka.foundation.cases.kinds import Words
from vaka.foundation.cases.timeline import said

if TYPE_CHECKING:
    from vaka.foundation.cases.models import Case
    from vaka.foundation.cases.queries import TimelineLine

VERBS = {
    "risk_analysis.start": gettext_lazy("Påbörjad"),
    "risk_analysis.add_line": gettext_lazy("Risk %(number)s tillagd"),
    "risk_analysis.revise_line": gettext_lazy("Risk %(number)s ändrad"),
    "risk_analysis.judge_after": gettext_lazy("Risk %(number)s bedömd efter åtgärder"),
    "risk_analysis.accept_line": gettext_lazy("Risk %(number)s accepterad till %(until)s"),
    "risk_analysis.remove_line": gettext_lazy("Risk %(number)s borttagen"),
    "risk_analysis.decide": gettext_lazy("Fastställd"),
    "risk_analysis.watch": gettext_lazy("Fastställd med accepterad risk"),
    "risk_analysis.wake": gettext_lazy("Öppen igen"),
    "risk_analysis.reopen": gettext_lazy("Öppnad igen"),
    "risk_analysis.drop": gettext_lazy("Avbruten"),
    "risk_analysis.restore": gettext_lazy("Upptagen igen"),
}

CONTROL_VERBS: dict[str, Words] = {
    "control_plan.start": gettext_lazy("Påbörjad"),
    "control_plan.add_point": gettext_lazy("Kontrollpunkt %(number)s tillagd"),
    "control_plan.revise_point": gettext_lazy("Kontrollpunkt %(number)s ändrad"),
    "control_plan.adopt": gettext_lazy("Antagen"),
    "control_plan.amend": gettext_lazy("Utkast igen"),
    "control_plan.close": gettext_lazy("Avslutad"),
    "control_plan.reopen": gettext_lazy("Öppnad igen"),
    "control_plan.test": gettext_lazy("Kontrollpunkt %(number)s kontrollerad"),
    "control_plan.report": gettext_lazy("Rapport för %(period)s"),
}
CONTINUITY_VERBS: dict[str, Words] = {
    "continuity_plan.start": gettext_lazy("Påbörjad"),
    "continuity_plan.add_commitment": gettext_lazy("Åtagande %(number)s tillagt"),
    "continuity_plan.revise_commitment": gettext_lazy("Åtagande %(number)s ändrat"),
    "continuity_plan.approve": gettext_lazy("Fastställd"),
    "continuity_plan.review": gettext_lazy("Sedd över"),
    "continuity_plan.amend": gettext_lazy("Utkast igen"),
    "continuity_plan.withdraw": gettext_lazy("Upphävd"),
    "continuity_plan.plan_drill": gettext_lazy("Övning planerad"),
    "continuity_plan.finish_drill": gettext_lazy("Övning gjord"),
}


def state_label(state: str) -> Words:
    """Give the word for a state."""
    return STATE_LABELS[State(state)]


def todo(state: str) -> Words:
    """Say what an analysis in a state waits for."""
    return NEXT_STEPS[State(state)]


def searchable(case: "Case") -> str:
    """Give what search may find an analysis by."""
    from vaka.areas.risks.models import RiskAnalysis

    row = RiskAnalysis.objects.get(case=case)
    lines = " ".join(f"{line.event} {line.cause}" for line in row.lines.all())
    return f"{case.title} {row.about} {lines}"


def told(line: "TimelineLine", verbs: dict[str, Words] | None = None) -> str:
    """Say one line of a timeline: what was done, by whom, and the words that went with it."""
    return said(line, verbs or VERBS)


def plan_searchable(case: "Case") -> str:
    """Give what search may find an internal control plan by."""
    from vaka.areas.risks.models import ControlPoint

    points = ControlPoint.objects.filter(plan_id=case.pk)
    return f"{case.title} " + " ".join(f"{one.risk} {one.control}" for one in points)


def continuity_searchable(case: "Case") -> str:
    """Give what search may find a continuity plan by."""
    from vaka.areas.risks.models import Commitment

    names = Commitment.objects.filter(plan_id=case.pk).values_list("name", flat=True)
    return f"{case.title} " + " ".join(names)
