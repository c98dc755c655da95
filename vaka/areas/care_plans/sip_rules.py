"""What holds for a coordinated individual plan: consent first, four contents, a lead, a follow-up.

SoL 2025:400 10:8–9 (before 2025-07-01 2:7) and HSL 2017:30 16:4.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.verdict import Verdict

SEE, HANDLE = "sip.see", "sip.handle"


class SipState(StrEnum):
    """Where a coordinated individual plan stands."""

    OFFERED = "offered"
    STARTED = "started"
    VALID = "valid"
    DECLINED = "declined"
    ENDED = "ended"


SIP_LABELS = {
    SipState.OFFERED: gettext_lazy("Erbjuden"),
    SipState.STARTED: gettext_lazy("Påbörjad"),
    SipState.VALID: gettext_lazy("Gäller"),
    SipState.DECLINED: gettext_lazy("Personen tackade nej"),
    SipState.ENDED: gettext_lazy("Avslutad"),
}
SIP_STEPS = {
    SipState.OFFERED: gettext_lazy("Fråga om samtycke"),
    SipState.STARTED: gettext_lazy("Skriv planens fyra delar"),
    SipState.VALID: gettext_lazy("Följ upp planen"),
    SipState.DECLINED: gettext_lazy("Inget mer att göra"),
    SipState.ENDED: gettext_lazy("Inget mer att göra"),
}


class Lead(StrEnum):
    """Which principal leads the work of a coordinated plan."""

    MUNICIPALITY = "municipality"
    REGION = "region"


LEAD_LABELS = {
    Lead.MUNICIPALITY: gettext_lazy("Kommunen"),
    Lead.REGION: gettext_lazy("Regionen"),
}
OPEN = (SipState.OFFERED, SipState.STARTED, SipState.VALID)
SIP_TRANSITIONS = (
    Transition("sip.consent", (SipState.OFFERED,), SipState.STARTED,
               gettext_lazy("Samtycker, påbörja"), HANDLE),
    Transition("sip.decline", (SipState.OFFERED, SipState.STARTED), SipState.DECLINED,
               gettext_lazy("Tackar nej"), HANDLE, Comment.REQUIRED),
    Transition("sip.settle", (SipState.STARTED,), SipState.VALID,
               gettext_lazy("Fastställ"), HANDLE),
    Transition("sip.follow_up", (SipState.VALID,), SipState.VALID,
               gettext_lazy("Följ upp"), HANDLE, Comment.REQUIRED),
    Transition("sip.end", (SipState.OFFERED, SipState.STARTED, SipState.VALID), SipState.ENDED,
               gettext_lazy("Avsluta"), HANDLE, Comment.REQUIRED),
)  # fmt: skip


@dataclass(frozen=True)
class Contents:
    """The four contents that the law asks for, with who leads and when it is followed up.

    Attributes:
        help: which help the person needs.
        who: what each principal answers for.
        others: what others than the principals do.
        lead: which principal leads.
        lead_who: the person or role that leads.
    """

    help: str
    who: str
    others: str
    lead: str
    lead_who: str


def may_offer(*, offered: date, today: date, has_one: bool) -> Verdict:
    """A plan is offered on a day that has been, and one at a time."""
    verdict = Verdict.yes()
    if offered > today:
        verdict += Verdict.no("offered_date", _("Dagen har inte varit."), _("Välj i dag."))
    if has_one:
        verdict += Verdict.no("offered_date", _("Personen har redan en SIP som pågår."),
                              _("Öppna den."))  # fmt: skip
    return verdict


def may_consent(*, offered: date, on: date, today: date) -> Verdict:
    """Consent is given after the offer, on a day that has been."""
    if offered <= on <= today:
        return Verdict.yes()
    return Verdict.no("on", _("Dagen ligger före erbjudandet eller har inte varit."),
                      _("Rätta dagen."))  # fmt: skip


def may_settle(contents: Contents, follow_up: date | None, today: date) -> Verdict:
    """A plan holds when its four contents are written and its follow-up has a day."""
    asked = (
        ("help", contents.help, _("Vilka insatser personen behöver saknas.")),
        ("who", contents.who, _("Vilka insatser var och en svarar för saknas.")),
        ("others", contents.others, _("Vad någon annan än huvudmännen gör saknas.")),
        ("lead_who", contents.lead_who, _("Vem som leder arbetet saknas.")),
    )
    verdict = Verdict.all_of(
        Verdict.no(code, words, _("Skriv det, eller skriv ”inget”."))
        for code, text, words in asked
        if not text.strip()
    )
    if contents.lead not in set(Lead):
        verdict += Verdict.no("lead", _("Vilken huvudman som leder saknas."), _("Välj en."))
    return verdict + may_follow_up_on(follow_up, today)


def may_follow_up_on(day: date | None, today: date) -> Verdict:
    """The next follow-up lies ahead."""
    if day is not None and day > today:
        return Verdict.yes()
    return Verdict.no("next_date", _("Dagen för uppföljning saknas eller har varit."),
                      _("Välj en dag framåt."))  # fmt: skip


def is_late(day: date | None, today: date, state: str) -> bool:
    """Say whether the follow-up of a plan that holds has passed its day."""
    return state == SipState.VALID and day is not None and day < today
