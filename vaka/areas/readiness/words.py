"""The Swedish words that the area says outside its templates."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from vaka.foundation.cases.timeline import said

if TYPE_CHECKING:
    from vaka.foundation.cases.queries import TimelineLine

VERBS = {
    "sole_task.list_task": gettext_lazy("Lades på listan (%(people)s kan uppgiften)"),
    "sole_task.review": gettext_lazy("Sågs över (%(people)s kan uppgiften)"),
    "sole_task.tie_risk": gettext_lazy("Riskanalysen %(risk)s knöts"),
    "sole_task.end": gettext_lazy("Togs bort från listan"),
    "sole_task.resume": gettext_lazy("Togs upp igen"),
    "readiness.tell_ready": gettext_lazy("Svarade att allt är klart"),
    "readiness.tell_lacking": gettext_lazy("Svarade (%(lacks)s återstår)"),
    "stop.open_stop": gettext_lazy("Stoppet började gälla"),
    "stop.lift": gettext_lazy("Stoppet upphörde"),
    "stop.resume": gettext_lazy("Stoppet gäller igen"),
    "cancellation.note_cancelled": gettext_lazy(
        "Antecknades (%(how)s, konsekvens: %(consequence)s)"
    ),
    "cancellation.judge": gettext_lazy("Bedömdes igen (%(how)s, konsekvens: %(consequence)s)"),
    "cancellation.tie_risk": gettext_lazy("Riskanalysen %(risk)s knöts"),
    "cancellation.settle": gettext_lazy("Markerades som klart"),
}


def told(line: "TimelineLine") -> str:
    """Say one line of the timeline: what was done, by whom, and the words that went with it."""
    return said(line, VERBS)
