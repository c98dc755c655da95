"""What holds for feedback: kinds, doors, states, what an answer must hold, when one may reopen.

Values in, verdicts and values out; no database and no clock.
"""

import hashlib
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.clock import add_working_days
from vaka.law.verdict import Verdict


class FeedbackKind(StrEnum):
    """What somebody wants to say."""

    COMPLAINT = "complaint"
    PROPOSAL = "proposal"
    PRAISE = "praise"
    VIEW = "view"


KIND_LABELS = {
    FeedbackKind.COMPLAINT: gettext_lazy("Klagomål"),
    FeedbackKind.PROPOSAL: gettext_lazy("Förslag"),
    FeedbackKind.PRAISE: gettext_lazy("Beröm"),
    FeedbackKind.VIEW: gettext_lazy("Synpunkt"),
}


class Door(StrEnum):
    """By which way it came."""

    WEB = "web"
    PHONE = "phone"
    LETTER = "letter"
    EMAIL = "email"
    MEETING = "meeting"
    FORM = "form"
    SERVICE_CENTRE = "service_centre"
    PATIENT_BOARD = "patient_board"
    IVO = "ivo"


DOOR_LABELS = {
    Door.WEB: gettext_lazy("Webben"),
    Door.PHONE: gettext_lazy("Telefon"),
    Door.LETTER: gettext_lazy("Brev"),
    Door.EMAIL: gettext_lazy("E-post"),
    Door.MEETING: gettext_lazy("Möte eller samtal"),
    Door.FORM: gettext_lazy("Pappersblankett"),
    Door.SERVICE_CENTRE: gettext_lazy("Kontaktcenter"),
    Door.PATIENT_BOARD: gettext_lazy("Patientnämnden"),
    Door.IVO: gettext_lazy("IVO"),
}


class Sender(StrEnum):
    """Who says it (SOSFS 2011:9 5:3)."""

    SELF = "self"
    RELATIVE = "relative"
    STAFF = "staff"
    PROVIDER = "provider"
    AUTHORITY = "authority"
    ASSOCIATION = "association"
    OTHER = "other"


SENDER_LABELS = {
    Sender.SELF: gettext_lazy("Den som får omsorg eller vård"),
    Sender.RELATIVE: gettext_lazy("Närstående"),
    Sender.STAFF: gettext_lazy("Personal"),
    Sender.PROVIDER: gettext_lazy("Annan vårdgivare eller utförare"),
    Sender.AUTHORITY: gettext_lazy("Myndighet"),
    Sender.ASSOCIATION: gettext_lazy("Förening"),
    Sender.OTHER: gettext_lazy("Någon annan"),
}


class State(StrEnum):
    """Where it stands."""

    RECEIVED = "received"
    HANDLED = "handled"
    ANSWERED = "answered"
    FORWARDED = "forwarded"
    CLOSED = "closed"


STATE_LABELS = {
    State.RECEIVED: gettext_lazy("Mottagen"),
    State.HANDLED: gettext_lazy("Handläggs"),
    State.ANSWERED: gettext_lazy("Besvarad"),
    State.FORWARDED: gettext_lazy("Lämnad vidare"),
    State.CLOSED: gettext_lazy("Avslutad"),
}
NEXT_STEPS = {
    State.RECEIVED: gettext_lazy("Börja handlägga"),
    State.HANDLED: gettext_lazy("Svara"),
    State.ANSWERED: gettext_lazy("Väntar på om den som skrev är nöjd"),
    State.FORWARDED: gettext_lazy("Inget mer att göra"),
    State.CLOSED: gettext_lazy("Inget mer att göra"),
}
IN_PLAIN_WORDS = {
    State.RECEIVED: gettext_lazy("Vi har fått det du skrev. Ingen har börjat arbeta med det än."),
    State.HANDLED: gettext_lazy("Vi arbetar med det du skrev."),
    State.ANSWERED: gettext_lazy("Du har fått svar."),
    State.FORWARDED: gettext_lazy("Det du skrev gäller någon annan. Vi har lämnat det vidare."),
    State.CLOSED: gettext_lazy("Ärendet är avslutat."),
}
UNANSWERED = (State.RECEIVED, State.HANDLED)


class Finding(StrEnum):
    """What somebody found to lie behind a complaint."""

    NOTHING = "nothing"
    DEVIATION = "deviation"
    MISCONDUCT = "misconduct"
    CARE_INJURY = "care_injury"


FINDING_LABELS = {
    Finding.NOTHING: gettext_lazy("Nej, ingen avvikelse"),
    Finding.DEVIATION: gettext_lazy("Ja, en avvikelse"),
    Finding.MISCONDUCT: gettext_lazy("Ja, ett missförhållande eller en risk för det"),
    Finding.CARE_INJURY: gettext_lazy("Ja, en vårdskada eller en risk för det"),
}

SEE, HANDLE, REGISTER = "feedback.see", "feedback.handle", "feedback.register"
FOLLOW = "feedback.follow"
"""No role holds it: it comes with the code that whoever wrote has."""
FOUND_BEHIND = "found_behind"
"""The relation from a complaint to the deviation that was found to lie behind it."""

TRANSITIONS = (
    Transition(
        "feedback.take", (State.RECEIVED,), State.HANDLED, gettext_lazy("Börja handlägga"), HANDLE
    ),
    Transition(
        "feedback.find", UNANSWERED, State.HANDLED,
        gettext_lazy("Bedöm om en avvikelse ligger bakom"), HANDLE, Comment.REQUIRED,
    ),
    Transition(
        "feedback.answer", UNANSWERED, State.ANSWERED, gettext_lazy("Svara"), HANDLE,
        Comment.REQUIRED,
    ),
    Transition(
        "feedback.forward", UNANSWERED, State.FORWARDED,
        gettext_lazy("Lämna vidare till annan vårdgivare"), HANDLE, Comment.REQUIRED,
    ),
    Transition(
        "feedback.close", (State.ANSWERED,), State.CLOSED, gettext_lazy("Avsluta"), HANDLE
    ),
    Transition(
        "feedback.reopen", (State.ANSWERED, State.CLOSED, State.FORWARDED), State.HANDLED,
        gettext_lazy("Öppna igen"), HANDLE, Comment.REQUIRED,
    ),
    Transition(
        "feedback.be_content", (State.ANSWERED, State.CLOSED), State.CLOSED, gettext_lazy("Nöjd"),
        FOLLOW, Comment.NEVER,
    ),
    Transition(
        "feedback.be_discontent", (State.ANSWERED, State.CLOSED), State.HANDLED,
        gettext_lazy("Inte nöjd"), FOLLOW,
    ),
)  # fmt: skip


def promised_date(received: date, working_days: int) -> date:
    """Give the day by which an answer is promised: a local promise, never a limit in law."""
    return add_working_days(received, working_days)


def needs_finding(kind: FeedbackKind, finding: str) -> bool:
    """Say whether somebody must still answer what lies behind (SOSFS 2011:9 5:3)."""
    return kind is FeedbackKind.COMPLAINT and not finding


def may_answer(
    *, kind: FeedbackKind, finding: str, has_theme: bool, health_care: bool, explanation: str,
    measures: str,
) -> Verdict:  # fmt: skip
    """Say whether an answer is whole.

    A complaint about health care is answered with an explanation and with what is done so that it
    does not happen again (PSL 2010:659 3:8 b); what lies behind a complaint is judged first.
    """
    verdict = Verdict.yes()
    if needs_finding(kind, finding):
        verdict += Verdict.no(
            "finding", _("Ingen har bedömt om en avvikelse ligger bakom klagomålet."),
            _("Bedöm det först."),
        )  # fmt: skip
    if not has_theme:
        verdict += Verdict.no(
            "theme", _("Ämne saknas."), _("Välj vad synpunkten handlar om under Sortera.")
        )
    if kind is FeedbackKind.COMPLAINT and health_care:
        verdict += _whole(explanation, measures)
    return verdict


def _whole(explanation: str, measures: str) -> Verdict:
    verdict = Verdict.yes()
    if not explanation.strip():
        verdict += Verdict.no(
            "explanation", _("Förklaringen saknas."), _("Skriv varför det blev som det blev.")
        )
    if not measures.strip():
        verdict += Verdict.no(
            "measures", _("Åtgärderna saknas."),
            _("Skriv vad ni gör för att det inte ska hända igen."),
        )  # fmt: skip
    return verdict


def reopens_until(answered: date, days: int) -> date:
    """Give the last day on which whoever wrote may say that they are not satisfied."""
    return answered + timedelta(days=days)


def may_judge_answer(state: State, answered: date | None, today: date, days: int) -> Verdict:
    """Say whether whoever wrote may still say what they think of the answer."""
    if answered is None or state not in (State.ANSWERED, State.CLOSED):
        return Verdict.no(
            "unanswered", _("Det finns inget svar att ta ställning till."),
            _("Skriv en rad i stället."),
        )  # fmt: skip
    if today <= reopens_until(answered, days):
        return Verdict.yes()
    return Verdict.no(
        "window", _("Tiden för att öppna ärendet igen har gått ut."),
        _("Skicka en ny synpunkt, så tar vi hand om den."),
    )  # fmt: skip


def is_silent(complaints: int, months: int) -> bool:
    """No complaint in a whole year is a warning that the way in is too hard, not good news."""
    return complaints == 0 and months >= 12


ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Signs of a code: none that is read as another. Sixteen of them are 79 bits: no guess succeeds."""
CODE_SIGNS, CODE_GROUP = 16, 4


def written_code(signs: str) -> str:
    """Give a code as people read it: `K7QM-…` in groups of four."""
    groups = [signs[n : n + CODE_GROUP] for n in range(0, len(signs), CODE_GROUP)]
    return "-".join(groups)


def code_digest(code: str) -> str:
    """Give what is kept of a code; spaces, hyphens and small letters make no difference."""
    signs = "".join(sign for sign in code.upper() if sign.isalnum())
    return hashlib.sha256(signs.encode()).hexdigest()
