"""What holds for a work-environment investigation: questions, survey, risks, a plan gone through.

Values in, verdicts and values out; no database and no clock.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.verdict import Verdict


class State(StrEnum):
    """Where an investigation stands."""

    OPEN = "open"
    DECIDED = "decided"
    CLOSED = "closed"


STATE_LABELS = {
    State.OPEN: gettext_lazy("Undersöks"),
    State.DECIDED: gettext_lazy("Handlingsplan gäller"),
    State.CLOSED: gettext_lazy("Avslutad"),
}
NEXT_STEPS = {
    State.OPEN: gettext_lazy("Besvara frågorna och bedöm riskerna"),
    State.DECIDED: gettext_lazy("Gå igenom planen på varje enhet"),
    State.CLOSED: gettext_lazy("Inget mer att göra"),
}


class QuestionKind(StrEnum):
    """What an investigated question is about."""

    TIME = "time"
    PRIORITY = "priority"
    OTHER = "other"


QUESTION_LABELS = {
    QuestionKind.TIME: gettext_lazy("Räcker tiden?"),
    QuestionKind.PRIORITY: gettext_lazy("Vad går först?"),
    QuestionKind.OTHER: gettext_lazy("Annan fråga"),
}


class TimeKind(StrEnum):
    """What time is set aside for and used on."""

    TRAVEL = "travel"
    CONTACT = "contact"
    ALARM = "alarm"
    GRANTED = "granted"


TIME_LABELS = {
    TimeKind.TRAVEL: gettext_lazy("Förflyttning mellan omsorgstagare"),
    TimeKind.CONTACT: gettext_lazy("Ombudsuppdrag och kringuppgifter"),
    TimeKind.ALARM: gettext_lazy("Larm från enskilda"),
    TimeKind.GRANTED: gettext_lazy("Beslutade insatser och dokumentation"),
}
SEE, HANDLE, DECIDE = (
    "work_investigation.see",
    "work_investigation.handle",
    "work_investigation.decide",
)

TRANSITIONS = (
    Transition(
        "work_investigation.decide", (State.OPEN,), State.DECIDED,
        gettext_lazy("Fastställ handlingsplanen"), DECIDE,
    ),
    Transition(
        "work_investigation.close", (State.DECIDED,), State.CLOSED, gettext_lazy("Avsluta"), DECIDE,
    ),
    Transition(
        "work_investigation.reopen", (State.DECIDED, State.CLOSED), State.OPEN,
        gettext_lazy("Öppna igen"), DECIDE, Comment.REQUIRED,
    ),
)  # fmt: skip


@dataclass(frozen=True)
class RiskStanding:
    """What the rules must know of one risk.

    Attributes:
        done_at_once: what was done straight away, in words.
        planned: remedies decided, each with person and day.
        unchecked: those of them without a day on which the result is checked.
        open: those of them not done and checked.
    """

    number: int
    is_serious: bool | None
    done_at_once: str
    planned: int
    unchecked: int
    open: int


def may_begin(
    *, received: date, due: date, covers: int, are_seen: bool, are_below: bool
) -> Verdict:
    """An order is due on or after the day it came, and covers units that one sees, at or below the
    one that answers for it: there the plan is gone through."""
    verdict = Verdict.yes()
    if due < received:
        verdict += Verdict.no("due_date", _("Dagen ligger före den dag det kom."),
                              _("Välj en senare dag."))  # fmt: skip
    if not covers:
        verdict += Verdict.no("covers", _("Ingen enhet är vald."), _("Välj minst en enhet."))
    if not are_seen:
        verdict += Verdict.no("covers", _("En av enheterna är inte din."),
                              _("Välj bland dina enheter."))  # fmt: skip
    elif not are_below:
        verdict += Verdict.no("covers", _("En av enheterna hör inte till den ansvariga enheten."),
                              _("Välj en ansvarig enhet som har dem alla under sig."))  # fmt: skip
    return verdict


def may_change(state: str) -> Verdict:
    """Questions, risks and the survey are written until the plan is decided."""
    if state == State.OPEN:
        return Verdict.yes()
    return Verdict.no(
        "state", _("Handlingsplanen är fastställd."), _("Öppna utredningen igen först.")
    )


def may_answer(*, method: str, finding: str) -> Verdict:
    """A question is answered by a finding, and by how it was found out."""
    verdict = Verdict.yes()
    if not method.strip():
        verdict += Verdict.no("method", _("Metoden saknas."), _("Skriv hur ni tog reda på det."))
    if not finding.strip():
        verdict += Verdict.no("finding", _("Svaret saknas."), _("Skriv vad ni kom fram till."))
    return verdict


def may_survey(*, asked: int, answered: int) -> Verdict:
    """Nobody answers who was not asked."""
    if asked <= 0:
        return Verdict.no(
            "asked", _("Ingen är tillfrågad."), _("Skriv hur många som fick enkäten.")
        )
    if not 0 <= answered <= asked:
        return Verdict.no("answered", _("Fler har svarat än som tillfrågats."),
                          _("Kontrollera båda antalen."))  # fmt: skip
    return Verdict.yes()


def may_decide(
    open_questions: Sequence[int], risks: Sequence[RiskStanding], loose_unchecked: int = 0
) -> Verdict:
    """A plan is decided when every question is answered and every risk has what the law asks.

    Each risk is serious or not; what is not done at once has a person, a day and a day on which the
    result is checked (AFS 2023:1; before 2025 AFS 2001:1, 10 §).

    Args:
        loose_unchecked: remedies of the investigation that name no risk and are never checked.
    """
    verdict = Verdict.all_of(
        Verdict.no(f"question-{n}", _("Fråga %(number)s är inte besvarad.") % {"number": n},
                   _("Svara på den."), f"#fraga-{n}")
        for n in open_questions
    )  # fmt: skip
    if not risks:
        verdict += Verdict.no("risks", _("Inga risker är bedömda."), _("Lägg till minst en risk."))
    if loose_unchecked:
        verdict += Verdict.no(
            "check-loose", _("En åtgärd som inte hör till någon risk kontrolleras aldrig."),
            _("Sätt när resultatet kontrolleras."), "#risker",
        )  # fmt: skip
    return verdict + Verdict.all_of(_handled(one) for one in risks)


def may_close(
    units_left: Sequence[str], risks: Sequence[RiskStanding], loose_open: int = 0
) -> Verdict:
    """It closes when the plan is gone through everywhere and every remedy is done and checked.

    Args:
        loose_open: remedies of the investigation that name no risk, not done and checked.
    """
    verdict = Verdict.yes()
    if units_left:
        named = ", ".join(units_left[:3]) + ("…" if len(units_left) > 3 else "")
        verdict += Verdict.no(
            "units", _("Planen är inte genomgången på alla enheter: %(units)s.") % {"units": named},
            _("Gå igenom den också på dem som beslutet inte nämner."), "#genomgang",
        )  # fmt: skip
    left = [one.number for one in risks if one.open]
    if left:
        verdict += Verdict.no(
            "remedies", _("Åtgärder återstår för risk %(numbers)s.")
            % {"numbers": ", ".join(map(str, left))},
            _("Gör klart dem och kontrollera resultatet."), "#risker",
        )  # fmt: skip
    if loose_open:
        verdict += Verdict.no(
            "loose", _("Åtgärder som inte hör till någon risk återstår."),
            _("Gör klart dem och kontrollera resultatet."), "#risker",
        )  # fmt: skip
    return verdict


def may_review(
    *, state: str, decided: date | None, reviewed: date, today: date, is_due: bool
) -> Verdict:
    """A plan that holds is gone through where it is due, on a day from its decision to today."""
    if state != State.DECIDED or decided is None:
        return Verdict.no(
            "state", _("Ingen handlingsplan gäller."), _("Ladda om sidan och se vad som har hänt.")
        )
    verdict = Verdict.yes()
    if not is_due:
        verdict += Verdict.no(
            "unit", _("Planen gås inte igenom på den enheten."), _("Välj en annan enhet.")
        )
    if reviewed > today:
        verdict += Verdict.no(
            "reviewed", _("Dagen har inte varit än."), _("Välj i dag eller tidigare.")
        )
    elif not counts(reviewed, decided):
        verdict += Verdict.no(
            "reviewed", _("Dagen ligger före beslutet om planen."), _("Välj en senare dag.")
        )
    return verdict


def counts(reviewed: date, decided: date | None) -> bool:
    """Say whether a unit went through the plan that holds, and not one before it."""
    return decided is not None and reviewed >= decided


def may_log_time(*, planned: int, performed: int, alarms: int | None, kind: TimeKind) -> Verdict:
    """Minutes are never negative; only the row of alarms counts alarms."""
    verdict = Verdict.yes()
    if planned < 0 or performed < 0:
        verdict += Verdict.no("planned", _("Tiden är negativ."), _("Skriv minuter, 0 eller fler."))
    if alarms is not None and kind is not TimeKind.ALARM:
        verdict += Verdict.no("alarms", _("Larm räknas bara på raden för larm."),
                              _("Välj Larm eller lämna antalet tomt."))  # fmt: skip
    return verdict


def rate(answered: int | None, asked: int | None) -> float | None:
    """Give the answer rate in percent; None when nobody has been asked."""
    return 100 * (answered or 0) / asked if asked else None


@dataclass(frozen=True)
class TimeSum:
    """Minutes of one kind at one unit over some months.

    Attributes:
        months: how many months have a row.
        over: in how many of them more was performed than planned.
    """

    planned: int
    performed: int
    months: int
    over: int

    @property
    def difference(self) -> int:
        """Performed minus planned, in minutes: positive means that too little was set aside."""
        return self.performed - self.planned

    @property
    def percent(self) -> float | None:
        """Performed of planned; None when nothing was planned."""
        return 100 * self.performed / self.planned if self.planned else None

    @property
    def is_short(self) -> bool:
        """Say whether more was performed than planned: too little time is set aside."""
        return self.difference > 0


def time_sum(rows: Iterable[tuple[int, int]]) -> TimeSum:
    """Add up months of planned and performed minutes."""
    found = list(rows)
    return TimeSum(
        sum(planned for planned, _done in found), sum(done for _planned, done in found),
        len(found), sum(done > planned for planned, done in found),
    )  # fmt: skip


def agrees(percent: float | None, too_short_share: float | None) -> bool | None:
    """Say whether time data and what staff say agree; None when one of them is missing.

    The data says short when more was performed than planned; staff say short when at least half
    answer so. Both may be right: enough in all, and short on the evenings.
    """
    if percent is None or too_short_share is None:
        return None
    return (percent > 100) == (too_short_share >= 50)


def _handled(risk: RiskStanding) -> Verdict:
    number, verdict = {"number": risk.number}, Verdict.yes()
    link = f"#risk-{risk.number}"
    if risk.is_serious is None:
        verdict += Verdict.no(f"risk-{risk.number}", _("Risk %(number)s är inte bedömd.") % number,
                              _("Säg om den är allvarlig."), link)  # fmt: skip
    if not risk.done_at_once.strip() and not risk.planned:
        verdict += Verdict.no(f"remedy-{risk.number}",
                              _("Risk %(number)s saknar beslutad åtgärd.") % number,
                              _("Besluta en, eller skriv vad som gjordes."), link)  # fmt: skip
    if risk.unchecked:
        verdict += Verdict.no(f"check-{risk.number}",
                              _("En åtgärd mot risk %(number)s kontrolleras aldrig.") % number,
                              _("Sätt när resultatet kontrolleras."), link)  # fmt: skip
    return verdict
