"""The Swedish words that the area says outside its templates."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.risks.rules import NEXT_STEPS, STATE_LABELS, State
from vaka.foundation.cases.kinds import Words

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
    what = str((verbs or VERBS).get(line.verb, line.verb))
    if "%(" in what:
        what = what % {"number": "", "until": "", **line.data}
    by = f" {_('av')} {line.by_name}" if line.by_name and ":" not in line.by_name else ""
    return f"{what}{by}. {line.words}".strip()
