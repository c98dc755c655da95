"""What holds for self-checks: methods, how often, states, what may be shown of few answers.

Values in, verdicts and values out; no database and no clock.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.months import add_months
from vaka.law.verdict import Verdict


class Method(StrEnum):
    """How a self-check is made."""

    CHECKLIST = "checklist"
    SELF_RATING = "self_rating"
    OBSERVATION = "observation"
    SURVEY = "survey"
    YEARLY_RATING = "yearly_rating"
    RECORD_REVIEW = "record_review"
    LOG_CHECK = "log_check"


METHOD_LABELS = {
    Method.CHECKLIST: gettext_lazy("Egenkontroll med checklista"),
    Method.SELF_RATING: gettext_lazy("Självskattning av varje medarbetare"),
    Method.OBSERVATION: gettext_lazy("Observatörsmätning"),
    Method.SURVEY: gettext_lazy("Enkät"),
    Method.YEARLY_RATING: gettext_lazy("Årlig självskattning av chef"),
    Method.RECORD_REVIEW: gettext_lazy("Journalgranskning med slumpat urval"),
    Method.LOG_CHECK: gettext_lazy("Loggkontroll med slumpat urval"),
}
DRAWN = (Method.RECORD_REVIEW, Method.LOG_CHECK)
"""Methods whose sample is drawn by lot."""


class Topic(StrEnum):
    """What a form is about; measures are counted by it."""

    HYGIENE = "hygiene"
    MEDICINE = "medicine"
    RECORDS = "records"
    DELEGATION = "delegation"
    COMMUNICATION = "communication"
    NUTRITION = "nutrition"
    SAFETY = "safety"
    ACCESS_LOG = "access_log"
    QUALITY_AREAS = "quality_areas"
    OTHER = "other"


TOPIC_LABELS = {
    Topic.HYGIENE: gettext_lazy("Basala hygienrutiner och klädregler"),
    Topic.MEDICINE: gettext_lazy("Läkemedel"),
    Topic.RECORDS: gettext_lazy("Dokumentation och genomförandeplaner"),
    Topic.DELEGATION: gettext_lazy("Delegering"),
    Topic.COMMUNICATION: gettext_lazy("Kommunikation och metoder"),
    Topic.NUTRITION: gettext_lazy("Måltider och livsmedel"),
    Topic.SAFETY: gettext_lazy("Säkerhet och beredskap"),
    Topic.ACCESS_LOG: gettext_lazy("Loggar"),
    Topic.QUALITY_AREAS: gettext_lazy("Kvalitetsområden"),
    Topic.OTHER: gettext_lazy("Annat"),
}


class Frequency(StrEnum):
    """How often a self-check comes back."""

    ONCE = "once"
    YEARLY = "yearly"
    HALF_YEARLY = "half_yearly"
    TERTIAL = "tertial"
    QUARTERLY = "quarterly"
    MONTHLY = "monthly"


FREQUENCY_LABELS = {
    Frequency.ONCE: gettext_lazy("En gång"),
    Frequency.YEARLY: gettext_lazy("En gång om året"),
    Frequency.HALF_YEARLY: gettext_lazy("Två gånger om året"),
    Frequency.TERTIAL: gettext_lazy("Tre gånger om året"),
    Frequency.QUARTERLY: gettext_lazy("Fyra gånger om året"),
    Frequency.MONTHLY: gettext_lazy("Varje månad"),
}
_MONTHS = {
    Frequency.YEARLY: 12,
    Frequency.HALF_YEARLY: 6,
    Frequency.TERTIAL: 4,
    Frequency.QUARTERLY: 3,
    Frequency.MONTHLY: 1,
}


@dataclass(frozen=True)
class Occasion:
    """One time that a self-check is to be made: answers are taken from start to due, both in."""

    start: date
    due: date


def occasions(
    frequency: Frequency, since: date, until: date, open_days: int | None = None
) -> Iterator[Occasion]:
    """Give the occasions that start from `since` to `until`, both included.

    The first starts on `since`; each lasts until the next, or for `open_days`.
    """
    step, number = _MONTHS.get(frequency, 12), 0
    while (start := add_months(since, step * number)) <= until:
        last = add_months(since, step * (number + 1)) - timedelta(days=1)
        due = min(last, start + timedelta(days=open_days - 1)) if open_days else last
        yield Occasion(start, due)
        if frequency is Frequency.ONCE:
            return
        number += 1


class State(StrEnum):
    """Where one round of a self-check stands."""

    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


STATE_LABELS = {
    State.OPEN: gettext_lazy("Pågår"),
    State.CLOSED: gettext_lazy("Sammanställd"),
    State.CANCELLED: gettext_lazy("Inställd"),
}
NEXT_STEPS = {
    State.OPEN: gettext_lazy("Samla in svar och sammanställ"),
    State.CLOSED: gettext_lazy("Inget mer att göra"),
    State.CANCELLED: gettext_lazy("Inget mer att göra"),
}


class FindingState(StrEnum):
    """Where a finding stands."""

    FOUND = "found"
    SETTLED = "settled"


FINDING_LABELS = {
    FindingState.FOUND: gettext_lazy("Behöver en åtgärd"),
    FindingState.SETTLED: gettext_lazy("Klar"),
}
FINDING_STEPS = {
    FindingState.FOUND: gettext_lazy("Föreslå en åtgärd"),
    FindingState.SETTLED: gettext_lazy("Inget mer att göra"),
}

SEE, HANDLE, PLAN = "self_check.see", "self_check.handle", "self_check.plan"
ANSWER = "self_check.report"
HANDLE_FINDING = "finding.handle"
FOUND_IN = "found_in"
"""The relation from a finding to the round it was found in."""

TRANSITIONS = (
    Transition(
        "self_check.close", (State.OPEN,), State.CLOSED, gettext_lazy("Sammanställ"), HANDLE,
        Comment.REQUIRED,
    ),
    Transition(
        "self_check.cancel", (State.OPEN,), State.CANCELLED, gettext_lazy("Ställ in"), HANDLE,
        Comment.REQUIRED,
    ),
    Transition(
        "self_check.reopen", (State.CLOSED, State.CANCELLED), State.OPEN,
        gettext_lazy("Öppna igen"), HANDLE, Comment.REQUIRED,
    ),
)  # fmt: skip
FINDING_TRANSITIONS = (
    Transition(
        "finding.settle", (FindingState.FOUND,), FindingState.SETTLED,
        gettext_lazy("Avsluta bristen"), HANDLE_FINDING, Comment.REQUIRED,
    ),
    Transition(
        "finding.reopen", (FindingState.SETTLED,), FindingState.FOUND,
        gettext_lazy("Öppna igen"), HANDLE_FINDING, Comment.REQUIRED,
    ),
)  # fmt: skip


def may_answer(*, state: str, start: date, today: date) -> Verdict:
    """Say whether a round takes answers: it has begun and is not compiled or cancelled."""
    if state != State.OPEN:
        return Verdict.no(
            "state", _("Den här omgången tar inte emot fler svar."),
            _("Fråga chefen om nästa omgång."),
        )  # fmt: skip
    if today < start:
        return Verdict.no("start", _("Omgången har inte börjat än."), _("Vänta tills den börjar."))
    return Verdict.yes()


def may_put_in_force(*, questions: int, since: date, latest: date | None) -> Verdict:
    """Say whether a version may come into force: it asks something, after the one before."""
    verdict = Verdict.yes()
    if questions == 0:
        verdict += Verdict.no(
            "questions", _("Formuläret har inga frågor."), _("Lägg till minst en.")
        )
    if latest is not None and since <= latest:
        verdict += Verdict.no(
            "since_date", _("Versionen före gäller från samma dag eller en senare dag."),
            _("Välj en dag efter den."),
        )  # fmt: skip
    return verdict


def is_open_to_all(*, is_anonymous: bool, by_door: bool) -> bool:
    """Say whether anybody with the QR code may answer, so that answers are counted by network."""
    return is_anonymous and by_door


def may_ask_nameless(*, asks_photos: bool, is_anonymous: bool) -> Verdict:
    """Photos are not asked for without names: they show people and rooms, and when it was."""
    if not (asks_photos and is_anonymous):
        return Verdict.yes()
    return Verdict.no(
        "is_anonymous", _("Formuläret frågar efter foton, och foton kan röja vem som svarar."),
        _("Låt svaren ha namn, eller ta bort frågorna om foto."),
    )  # fmt: skip


def may_settle(*, has_remedy: bool, words: str) -> Verdict:
    """A finding ends with a remedy, or with the reason why none is needed."""
    if has_remedy or len(words.split()) >= 3:
        return Verdict.yes()
    return Verdict.no(
        "words", _("Bristen har ingen åtgärd."),
        _("Föreslå en åtgärd, eller skriv varför ingen behövs."),
    )  # fmt: skip


def batch_of(answers_before: int, least: int) -> int:
    """Give the batch of the next answer: anonymous answers are shown whole batches at a time.

    Were each answer shown as it came, whoever watches the page could tell one answer from the
    difference between two looks at it.
    """
    return answers_before // max(least, 1)


def shown_batches(answers: int, least: int, *, is_anonymous: bool) -> int | None:
    """Give how many batches of answers may be shown; None when all answers may, 0 for none.

    A last batch that is not whole is never shown, not even when the round ends: beside what was
    shown before it would tell the few who are in it.
    """
    return answers // max(least, 1) if is_anonymous else None


def answer_rate(answers: int, expected: int | None) -> float | None:
    """Give answers of those expected, in percent; more than all is told as it is."""
    return 100 * answers / expected if expected else None
