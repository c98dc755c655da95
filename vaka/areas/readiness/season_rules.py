"""What holds for seasonal readiness: every question is answered, what is lacking is said, by a day.

Values in, verdicts and values out; no database and no clock.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.foundation.cases.transitions import Transition
from vaka.law.verdict import Verdict


class ReadinessState(StrEnum):
    """What a unit's answers for a season say."""

    LACKING = "lacking"
    READY = "ready"


READINESS_LABELS = {
    ReadinessState.LACKING: gettext_lazy("Något återstår"),
    ReadinessState.READY: gettext_lazy("Beredd"),
}
READINESS_STEPS = {
    ReadinessState.LACKING: gettext_lazy("Gör det som återstår och svara igen"),
    ReadinessState.READY: gettext_lazy("Inget mer att göra"),
}


class Readily(StrEnum):
    """The answer to one question of a season."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


READILY_LABELS = {
    Readily.YES: gettext_lazy("Ja"),
    Readily.PARTLY: gettext_lazy("Delvis"),
    Readily.NO: gettext_lazy("Nej"),
}
SEE, HANDLE = "readiness.see", "readiness.handle"
BOTH = (ReadinessState.LACKING, ReadinessState.READY)
TRANSITIONS = (
    Transition(
        "readiness.tell_lacking", BOTH, ReadinessState.LACKING, gettext_lazy("Svara"), HANDLE
    ),
    Transition("readiness.tell_ready", BOTH, ReadinessState.READY, gettext_lazy("Svara"), HANDLE),
)


@dataclass(frozen=True)
class Reply:
    """What a unit answers to one question, and what remains to be done."""

    answer: Readily
    remains: str = ""


def may_answer(
    *, asked: Iterable[str], replies: Mapping[str, Reply], opens: date, today: date
) -> Verdict:
    """Every question has an answer, and whatever is not a yes says what remains."""
    verdict = Verdict.yes()
    if today < opens:
        verdict += Verdict.no(
            "season", _("Det är för tidigt att svara."), _("Vänta tills säsongen närmar sig.")
        )
    for code in asked:
        reply = replies.get(code)
        if reply is None:
            verdict += Verdict.no(code, _("Frågan är inte besvarad."), _("Välj ett svar."))
        elif reply.answer is not Readily.YES and not reply.remains.strip():
            verdict += Verdict.no(
                f"{code}_remains", _("Det saknas vad som återstår."), _("Skriv det med några ord.")
            )
    return verdict


def state_of(replies: Iterable[Reply]) -> ReadinessState:
    """Give the state that the answers say: ready when each is a yes."""
    ready = all(one.answer is Readily.YES for one in replies)
    return ReadinessState.READY if ready else ReadinessState.LACKING


def is_in_time(answered: date | None, due: date) -> bool:
    """Say whether the first answer came by the day."""
    return answered is not None and answered <= due


def is_late(answered: date | None, due: date, today: date) -> bool:
    """Say whether the day has passed without an answer."""
    return answered is None and today > due


def opens_on(due: date, days_before: int) -> date:
    """Give the first day on which a season may be answered."""
    return due - timedelta(days=days_before)
