"""The Swedish words that the area says outside its templates."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from vaka.areas.care_plans.rules import NEXT_STEPS, STATE_LABELS, State
from vaka.areas.care_plans.sip_rules import SIP_LABELS, SIP_STEPS, SipState
from vaka.foundation.cases.kinds import Words
from vaka.foundation.cases.timeline import said

if TYPE_CHECKING:
    from vaka.foundation.cases.queries import TimelineLine

VERBS = {
    "care_plan.begin": gettext_lazy("Beställd för beslutet %(decision)s"),
    "care_plan.import_plan": gettext_lazy("Läst in från verksamhetssystemet"),
    "care_plan.set_goal": gettext_lazy("Skrivit ett mål: %(area)s"),
    "care_plan.drop_goal": gettext_lazy("Tagit bort ett mål: %(area)s"),
    "care_plan.set_taking": gettext_lazy("Skrivit delaktighet, dagar och natt"),
    "care_plan.set_night": gettext_lazy("Skrivit avsnittet om natten"),
    "care_plan.confirm": gettext_lazy("Fastställt version %(version)s"),
    "care_plan.review": gettext_lazy("Följt upp version %(version)s"),
    "care_plan.tell_after": gettext_lazy("Skrivit läget efter"),
    "care_plan.drop_review": gettext_lazy("Kastat den nya versionen"),
    "care_plan.end": gettext_lazy("Avslutat planen"),
    "care_plan.take_up": gettext_lazy("Tagit upp planen igen"),
    "care_contact.appoint": gettext_lazy("Utsett %(person)s till fast omsorgskontakt"),
    "care_contact.end_contact": gettext_lazy("Avslutat %(person)s som fast omsorgskontakt"),
    "care_contact.tell_person": gettext_lazy("Berättat för personen om kontakten"),
    "sip.offer": gettext_lazy("Erbjudit SIP"),
    "sip.consent": gettext_lazy("Fått samtycke och påbörjat"),
    "sip.decline": gettext_lazy("Personen tackade nej"),
    "sip.settle": gettext_lazy("Fastställt SIP"),
    "sip.follow_up": gettext_lazy("Följt upp SIP"),
    "sip.end": gettext_lazy("Avslutat SIP"),
}


def state_label(state: str) -> Words:
    """Give the word for a plan's state."""
    return STATE_LABELS[State(state)]


def todo(state: str) -> Words:
    """Say what a plan waits for."""
    return NEXT_STEPS[State(state)]


def sip_label(state: str) -> Words:
    """Give the word for the state of a coordinated plan."""
    return SIP_LABELS[SipState(state)]


def sip_todo(state: str) -> Words:
    """Say what a coordinated plan waits for."""
    return SIP_STEPS[SipState(state)]


def told(line: "TimelineLine") -> str:
    """Say one line of the timeline: what was done, by whom, and the words that went with it."""
    return said(line, VERBS)
