"""What holds for welfare technology: counts that add up, trials decided on an answered question.

Values in, verdicts and values out; no database and no clock.
"""

from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.months import add_months
from vaka.law.verdict import Verdict


class Stage(StrEnum):
    """How far a unit has come with a technology."""

    PLANNED = "planned"
    TEST = "test"
    PILOT = "pilot"
    ROLL_OUT = "roll_out"
    IN_USE = "in_use"
    ENDED = "ended"


STAGE_LABELS = {
    Stage.PLANNED: gettext_lazy("Planerad"),
    Stage.TEST: gettext_lazy("Test"),
    Stage.PILOT: gettext_lazy("Pilot"),
    Stage.ROLL_OUT: gettext_lazy("Införs"),
    Stage.IN_USE: gettext_lazy("I drift"),
    Stage.ENDED: gettext_lazy("Avvecklad"),
}


class TrialState(StrEnum):
    """Where a trial stands."""

    UNDER_WAY = "under_way"
    DECIDED = "decided"


TRIAL_LABELS = {
    TrialState.UNDER_WAY: gettext_lazy("Pågår"),
    TrialState.DECIDED: gettext_lazy("Beslutat"),
}
TRIAL_STEPS = {
    TrialState.UNDER_WAY: gettext_lazy("Utvärdera och besluta"),
    TrialState.DECIDED: gettext_lazy("Inget mer att göra"),
}


class TrialEnd(StrEnum):
    """What becomes of a technology after its trial."""

    SPREAD = "spread"
    GO_ON = "go_on"
    STOP = "stop"


END_LABELS = {
    TrialEnd.SPREAD: gettext_lazy("Inför på fler enheter"),
    TrialEnd.GO_ON: gettext_lazy("Behåll där den finns"),
    TrialEnd.STOP: gettext_lazy("Sluta"),
}
SEE, COUNT, ADD = "technology.see", "technology.count", "technology.add"
SEE_TRIALS, TRY = "trial.see", "trial.handle"
TRIAL_MONTHS = 6
"""How long a trial is proposed to go on before it is evaluated."""
TRANSITIONS = (
    Transition(
        "trial.decide_trial", (TrialState.UNDER_WAY,), TrialState.DECIDED,
        gettext_lazy("Besluta"), TRY,
    ),
    Transition(
        "trial.reopen_trial", (TrialState.DECIDED,), TrialState.UNDER_WAY,
        gettext_lazy("Öppna igen"), TRY, Comment.REQUIRED,
    ),
)  # fmt: skip


def may_count(
    *, bought: int, installed: int, used: int, day: date, today: date
) -> Verdict:  # fmt: skip
    """Say whether a count adds up: what is used is installed, what is installed was bought."""
    verdict = Verdict.yes()
    if installed > bought:
        verdict += Verdict.no(
            "installed", _("Fler är installerade än inköpta."), _("Rätta ett av talen.")
        )
    if used > installed:
        verdict += Verdict.no(
            "used", _("Fler används än som är installerade."), _("Rätta ett av talen.")
        )
    if day > today:
        verdict += Verdict.no("counted_date", _("Dagen har inte varit."), _("Välj i dag."))
    return verdict


def may_begin(*, question: str, due: date, today: date) -> Verdict:
    """A trial asks something that can be answered by a day to come."""
    verdict = Verdict.yes()
    if not question.strip().endswith("?"):
        verdict += Verdict.no(
            "question", _("Försöket har ingen fråga."),
            _("Skriv vad ni vill veta, med ett frågetecken."),
        )  # fmt: skip
    if due <= today:
        verdict += Verdict.no("due_date", _("Dagen har varit."), _("Välj en dag framåt."))
    return verdict


def may_decide(*, result: str, words: str) -> Verdict:
    """A trial is decided on its result, with the reason."""
    verdict = Verdict.yes()
    if len(result.split()) < 3:
        verdict += Verdict.no(
            "result", _("Resultatet saknas."), _("Svara på försökets fråga, mot utgångsläget.")
        )
    if not words.strip():
        verdict += Verdict.no("words", _("Skäl saknas."), _("Skriv varför med några ord."))
    return verdict


def due_evaluation(on: date) -> date:
    """Give the day by which a trial that begins is proposed to be evaluated."""
    return add_months(on, TRIAL_MONTHS)


def is_late(due: date | None, today: date, *, waits: bool) -> bool:
    """Say whether the day of a trial that is under way has passed."""
    return waits and due is not None and due < today


def is_held(stage: str) -> bool:
    """Say whether a unit still has what was counted: what is wound up counts no more."""
    return stage != Stage.ENDED


def is_delayed(stage: str, words: str) -> bool:
    """Say whether an introduction is held up, as somebody wrote when it was counted."""
    return stage == Stage.ROLL_OUT and bool(words.strip())


def degree(used: int, installed: int) -> float | None:
    """Give the degree of use, used of installed in percent; None when nothing is installed."""
    return 100 * used / installed if installed else None
