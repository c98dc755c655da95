"""What is done with a risk analysis; each verb is one transaction with its log row."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.remedies import queries as remedies
from vaka.areas.risks import rules
from vaka.areas.risks.models import RiskAnalysis, RiskLine
from vaka.areas.risks.rules import TRANSITIONS, Concerns, LineStanding, Occasion, State
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case
from vaka.foundation.notices import actions as notices
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import local_value
from vaka.law.verdict import Verdict, require

KIND = "risk_analysis"
TITLE = 90


@dataclass(frozen=True)
class NewAnalysis:
    """What is to be analysed. `due_date` is when it must be decided; local habit when left out."""

    unit: Unit
    occasion: Occasion
    title: str
    about: str
    change_date: date | None = None
    participants: str = ""


@dataclass(frozen=True)
class NewLine:
    """One possible event, with the risk as it stands before remedies."""

    event: str
    likelihood: int
    consequence: int
    cause: str = ""
    concerns: Concerns = Concerns.PERSON


@action
def start(*, by: Viewer, new: NewAnalysis) -> Case:
    """Begin an analysis; whoever begins owns it, and before a change it is due by that day."""
    demand(by, rules.HANDLE, new.unit.pk)
    today = timezone.localdate()
    habit = today + timedelta(days=int(local_value("risk_analysis.due_days", today, new.unit)))
    case = Case(
        kind=KIND, unit=new.unit, title=new.title[:200], state=State.OPEN,
        opened_at=timezone.now(), owner=by.person, reporter=by.person,
        due_date=new.change_date or habit,
    )  # fmt: skip
    row = RiskAnalysis(
        case=case, occasion=new.occasion, about=new.about, change_date=new.change_date,
        participants=new.participants,
    )  # fmt: skip
    told = Told("risk_analysis.start", to_state=State.OPEN, data={"occasion": new.occasion})
    return cases.start(by=by, case=case, told=told, save_also=row)


@action
def add_line(*, by: Viewer, case_id: uuid.UUID, version: int, new: NewLine) -> Case:
    """Add a possible event with its risk."""
    case, analysis = _open(by, case_id, version)
    last = analysis.lines.aggregate(last=Max("number"))["last"] or 0
    line = RiskLine.objects.create(
        analysis=analysis, number=last + 1, event=new.event, cause=new.cause,
        concerns=new.concerns, likelihood=new.likelihood, consequence=new.consequence,
    )  # fmt: skip
    return _told(by, case, "risk_analysis.add_line", line)


@action
def revise_line(
    *, by: Viewer, case_id: uuid.UUID, line_id: uuid.UUID, version: int, new: NewLine
) -> Case:  # fmt: skip
    """Change a possible event; another risk before takes what was judged or accepted away."""
    case, analysis = _open(by, case_id, version)
    line = _line(analysis, line_id)
    if (line.likelihood, line.consequence) != (new.likelihood, new.consequence):
        _clear(line)
    line.event, line.cause, line.concerns = new.event, new.cause, new.concerns
    line.likelihood, line.consequence = new.likelihood, new.consequence
    line.save()
    return _told(by, case, "risk_analysis.revise_line", line)


@action
def judge_after(
    *, by: Viewer, case_id: uuid.UUID, line_id: uuid.UUID, version: int, likelihood: int,
    consequence: int,
) -> Case:  # fmt: skip
    """Judge a risk as it becomes with its remedies."""
    case, analysis = _open(by, case_id, version)
    line = _line(analysis, line_id)
    line.likelihood_after, line.consequence_after = likelihood, consequence
    line.save(update_fields=["likelihood_after", "consequence_after"])
    return _told(by, case, "risk_analysis.judge_after", line)


@action
def accept_line(
    *, by: Viewer, case_id: uuid.UUID, line_id: uuid.UUID, version: int, reason: str,
    until: date | None,
) -> Case:  # fmt: skip
    """Accept a risk for a time, with the reason; the day after its end the analysis wakes."""
    case, analysis = _open(by, case_id, version, rules.DECIDE)
    today = timezone.localdate()
    longest = int(local_value("risk_analysis.accept_months", today, case.unit))
    require(rules.may_accept(reason=reason, until=until, today=today, longest_months=longest))
    line = _line(analysis, line_id)
    line.accepted_reason, line.accepted_until, line.accepted_by = reason, until, by.person
    line.save(update_fields=["accepted_reason", "accepted_until", "accepted_by"])
    return _told(by, case, "risk_analysis.accept_line", line, reason)


@action
def remove_line(
    *, by: Viewer, case_id: uuid.UUID, line_id: uuid.UUID, version: int, words: str
) -> Case:  # fmt: skip
    """Take a risk out of an open analysis, with the reason; its words stay on the timeline."""
    case, analysis = _open(by, case_id, version)
    line = _line(analysis, line_id)
    case = _told(by, case, "risk_analysis.remove_line", line, words)
    line.delete()
    return case


@action
def decide(*, by: Viewer, case_id: uuid.UUID, version: int, words: str = "") -> Case:
    """Decide on an analysis; one with an accepted risk stays awake until its first end."""
    case, analysis = _held(by, case_id, version, rules.DECIDE)
    lines, high = standings(analysis), high_from(case.unit)
    today = timezone.localdate()
    end = rules.first_end(lines, high)
    verb, state = ("watch", State.WATCHED) if end else ("decide", State.DECIDED)
    require(_fits(f"risk_analysis.{verb}", case, words) + rules.may_decide(lines, high, today))
    analysis.decided_date = today
    analysis.save(update_fields=["decided_date"])
    told = Told(f"risk_analysis.{verb}", words, to_state=state, data={"lines": len(lines)})
    closed = None if end else timezone.now()
    return cases.change(by=by, case=case, told=told, due_date=end, closed_at=closed)


@action
def reopen(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Open a decided analysis again, with the reason."""
    case, _analysis = _held(by, case_id, version, rules.HANDLE)
    require(_fits("risk_analysis.reopen", case, words))
    return _opened(by, case, Told("risk_analysis.reopen", words, to_state=State.OPEN))


@action
def drop(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Stop an analysis whose change does not come about."""
    case, _analysis = _held(by, case_id, version, rules.HANDLE)
    require(_fits("risk_analysis.drop", case, words))
    told = Told("risk_analysis.drop", words, to_state=State.DROPPED)
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now())


@action
def restore(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Take a stopped analysis up again."""
    case, _analysis = _held(by, case_id, version, rules.HANDLE)
    require(_fits("risk_analysis.restore", case, words))
    return _opened(by, case, Told("risk_analysis.restore", words, to_state=State.OPEN))


@action
def wake(*, by: Viewer, case: Case, today: date) -> Case:
    """Open an analysis whose acceptance has ended, and tell its owner."""
    ended = RiskLine.objects.filter(analysis_id=case.pk, accepted_until__lt=today)
    numbers = ", ".join(str(line.number) for line in ended)
    words = _("Acceptansen har gått ut för risk %s.") % numbers
    require(_fits("risk_analysis.wake", case, words))
    ended.update(accepted_until=None, accepted_by=None)
    case = _opened(by, case, Told("risk_analysis.wake", words, to_state=State.OPEN))
    if case.owner is not None:
        said = _("%(reference)s är öppen igen: en accepterad risk ska prövas på nytt.")
        notices.tell(
            by=by, to=case.owner, kind="risk_analysis.woken", case=case, state=str(case.version),
            words=said % {"reference": case.reference}, url_name="risks:case", object_id=case.pk,
        )  # fmt: skip
    return case


def wake_due(today: date | None = None) -> int:
    """Wake every analysis with an acceptance that has ended; gives how many. The worker's chore."""
    day, by = today or timezone.localdate(), Viewer.system("clocks")
    watched = Case.objects.filter(kind=KIND, state=State.WATCHED, due_date__lt=day)
    woken = [wake(by=by, case=case, today=day) for case in watched.select_related("unit", "owner")]
    return len(woken)


def standings(analysis: RiskAnalysis) -> list[LineStanding]:
    """Give what the rules ask of each line."""
    remedied = remedies.decided_causes(analysis.pk)
    return [
        LineStanding(
            line.number, rules.score(line.likelihood, line.consequence), score_after(line),
            str(line.pk) in remedied, line.accepted_until,
        )
        for line in analysis.lines.all()
    ]  # fmt: skip


def score_after(line: RiskLine) -> int | None:
    """Give the score after remedies, None until it has been judged."""
    if line.likelihood_after is None or line.consequence_after is None:
        return None
    return rules.score(line.likelihood_after, line.consequence_after)


def high_from(unit: Unit, on: date | None = None) -> int:
    """Give the score from which a risk is high at a unit, a local value."""
    return int(local_value("risk_analysis.high_from_score", on or timezone.localdate(), unit))


def _held(
    by: Viewer, case_id: uuid.UUID, version: int, capability: str
) -> tuple[Case, RiskAnalysis]:
    case = cases.locked(by=by, case_id=case_id, version=version, ours={})
    row = RiskAnalysis.objects.filter(case=case).first()
    if row is None:
        raise NotVisible(str(case_id))
    demand(by, capability, case.unit_id)
    return case, row


def _open(
    by: Viewer, case_id: uuid.UUID, version: int, capability: str = rules.HANDLE
) -> tuple[Case, RiskAnalysis]:
    case, row = _held(by, case_id, version, capability)
    require(rules.may_change(State(case.state)))
    return case, row


def _line(analysis: RiskAnalysis, line_id: uuid.UUID) -> RiskLine:
    line = analysis.lines.filter(pk=line_id).first()
    if line is None:
        raise NotVisible(str(line_id))
    return line


def _clear(line: RiskLine) -> None:
    line.likelihood_after = line.consequence_after = None
    line.accepted_reason, line.accepted_until, line.accepted_by = "", None, None


def _told(by: Viewer, case: Case, verb: str, line: RiskLine, words: str = "") -> Case:
    data: dict[str, Any] = {
        "number": line.number, "event": line.event, "likelihood": line.likelihood,
        "consequence": line.consequence, "likelihood_after": line.likelihood_after,
        "consequence_after": line.consequence_after,
        "until": line.accepted_until.isoformat() if line.accepted_until else "",
    }  # fmt: skip
    return cases.change(by=by, case=case, told=Told(verb, words, data=data))


def _opened(by: Viewer, case: Case, told: Told) -> Case:
    due = timezone.localdate() + timedelta(
        days=int(local_value("risk_analysis.due_days", timezone.localdate(), case.unit))
    )
    return cases.change(by=by, case=case, told=told, closed_at=None, due_date=due)


def _fits(verb: str, case: Case, words: str) -> Verdict:
    return transitions.fits_in(TRANSITIONS, verb, case.state, words, rules.STATE_LABELS)
