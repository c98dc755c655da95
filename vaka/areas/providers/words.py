"""The Swedish words that the area says outside its templates."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from vaka.areas.providers import agreement_rules, rules
from vaka.foundation.cases.kinds import Words
from vaka.foundation.cases.timeline import said

if TYPE_CHECKING:
    from vaka.foundation.cases.models import Case
    from vaka.foundation.cases.queries import TimelineLine

VERBS = {
    "contract.sign": gettext_lazy("Börjar följas"),
    "contract.revise_contract": gettext_lazy("Villkoren ändrade"),
    "contract.end_contract": gettext_lazy("Upphört"),
    "contract.resume_contract": gettext_lazy("Gäller igen"),
    "contract.apply_for_contract": gettext_lazy("Ansökan mottagen"),
    "contract.judge_requirements": gettext_lazy("Prövad, %(met)s av %(asked)s krav uppfyllda"),
    "contract.approve_application": gettext_lazy("Ansökan godkänd"),
    "contract.decline_application": gettext_lazy("Ansökan avslagen"),
    "contract.retry_application": gettext_lazy("Ansökan prövas igen"),
    "contract.ask_figure": gettext_lazy("Uppgift begärd: %(name)s"),
    "contract.stop_asking": gettext_lazy("Uppgift begärs inte längre: %(name)s"),
    "contract.give_figure": gettext_lazy("Uppgift lämnad: %(name)s"),
    "contract.impose": gettext_lazy("%(sanction)s"),
    "contract.settle_correction": gettext_lazy("Rättat"),
    "provider_visit.plan_visit": gettext_lazy("Planerat"),
    "provider_visit.record_visit": gettext_lazy("Gjort, %(met)s av %(judged)s krav uppfyllda"),
    "provider_visit.close_visit": gettext_lazy("Avslutat"),
    "provider_visit.reopen_visit": gettext_lazy("Öppnat igen"),
    "provider_visit.cancel_visit": gettext_lazy("Inställt"),
    "provider_visit.replan_visit": gettext_lazy("Planerat igen"),
    "agreement.agree": gettext_lazy("Registrerad"),
    "agreement.promise": gettext_lazy("Åtagande %(number)s tillagt"),
    "agreement.follow_up": gettext_lazy("Uppföljd"),
    "agreement.end_agreement": gettext_lazy("Upphörd"),
    "agreement.resume_agreement": gettext_lazy("Gäller igen"),
}


def state_label(state: str) -> Words:
    """Give the word for a contract's state."""
    return rules.STATE_LABELS[rules.State(state)]


def todo(state: str) -> Words:
    """Say what a contract waits for."""
    return rules.NEXT_STEPS[rules.State(state)]


def visit_state_label(state: str) -> Words:
    """Give the word for a visit's state."""
    return rules.VISIT_LABELS[rules.VisitState(state)]


def visit_todo(state: str) -> Words:
    """Say what a visit waits for."""
    return rules.VISIT_STEPS[rules.VisitState(state)]


def agreement_state_label(state: str) -> Words:
    """Give the word for an agreement's state."""
    return agreement_rules.AGREEMENT_LABELS[agreement_rules.AgreementState(state)]


def agreement_todo(state: str) -> Words:
    """Say what an agreement waits for."""
    return agreement_rules.AGREEMENT_STEPS[agreement_rules.AgreementState(state)]


def agreement_searchable(case: "Case") -> str:
    """Give what search may find an agreement by."""
    from vaka.areas.providers.models import Agreement

    row = Agreement.objects.get(case=case)
    duties = " ".join(row.duties.values_list("text", flat=True))
    return f"{case.title} {row.parties} {row.about} {duties}"


def told(line: "TimelineLine") -> str:
    """Say one line of the timeline: what was done, by whom, and the words that went with it."""
    return said(line, VERBS)
