"""Reads of one remedy's page: what it shows, and which steps it offers to whom."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from vaka.areas.remedies import actions, causes, rules
from vaka.areas.remedies.models import Remedy
from vaka.areas.remedies.queries import RemedyRow, measure_title, row
from vaka.areas.remedies.rules import ANSWERS, TRANSITIONS, State
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.kinds import OnwardAction, kind_of
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.queries import CaseFrame, TimelineLine
from vaka.law.verdict import Verdict


@dataclass(frozen=True)
class Answered:
    """A case that a remedy answers, with its page."""

    case: CaseFrame
    url: str


@dataclass(frozen=True)
class RemedyPage:
    """What the page of one remedy shows."""

    frame: CaseFrame
    row: RemedyRow
    text: str
    cause: str
    cause_label: str
    reach_name: str
    is_wide: bool
    measure: str
    measure_title: str
    decided_date: date | None
    done_date: date | None
    checked_date: date | None
    evidence: str
    outcome_words: str
    files: list[tuple[uuid.UUID, str, int]]
    answers: list[Answered]
    timeline: list[TimelineLine]
    steps: list[str]
    may_decide: Verdict
    may_answer: bool
    onward: list[OnwardAction]


def remedy_page(viewer: Viewer, case_id: uuid.UUID) -> RemedyPage:
    """Give one remedy to read; the read is logged. Raises NotVisible."""
    case = cases.visible_case(viewer, case_id)
    found = Remedy.objects.select_related("reach", "responsible").filter(case=case).first()
    if found is None:
        raise NotVisible(str(case_id))
    found.case = case
    linked = answered(viewer, case)
    return RemedyPage(
        frame=cases.frame(case),
        row=row(found, viewer.on),
        text=found.text,
        cause=found.cause,
        cause_label=causes.label_of(found.cause_code, causes.found_in(viewer, linked)),
        reach_name=found.reach.name,
        is_wide=found.reach_id != case.unit_id,
        measure=found.measure,
        measure_title=measure_title(found.measure),
        decided_date=found.decided_date,
        done_date=found.done_date,
        checked_date=found.checked_date,
        evidence=found.evidence,
        outcome_words=found.outcome_words,
        files=[(file.pk, file.name, file.size) for file in case.files.order_by("made_at")],
        answers=[_answered(one) for one in linked],
        timeline=cases.timeline(case),
        steps=_steps(viewer, case, found),
        may_decide=actions.deciding(viewer, found),
        may_answer=viewer.may(rules.PROPOSE, case.unit_id),
        onward=cases.onward(viewer, case),
    )


def answered(viewer: Viewer, case: Case) -> list[Case]:
    """Give the cases that a remedy answers and the viewer may see."""
    seen = Case.objects.visible_to(viewer).select_related("unit", "owner")
    return list(
        seen.filter(links_in__from_case=case, links_in__relation=ANSWERS).order_by("reference")
    )


def _answered(case: Case) -> Answered:
    return Answered(cases.frame(case), reverse(kind_of(case.kind).url_name, args=[case.pk]))


def _steps(viewer: Viewer, case: Case, remedy: Remedy) -> list[str]:
    """Give the verbs that the viewer may take from here."""
    offered = transitions.offered(TRANSITIONS, case.state)
    if case.state == State.DONE and case.closed_at is not None:
        offered = [step for step in offered if step.verb == "remedy.reopen"]
    own = ["remedy.finish"] if actions.may_finish(viewer, case, remedy) else []
    return [
        step.verb for step in offered
        if viewer.may(step.capability, case.unit_id) or step.verb in own
    ]  # fmt: skip


def may_try(viewer: Viewer, page: RemedyPage, verb: str) -> bool:
    """Say whether a viewer holds what a step asks, though the state may refuse it."""
    return viewer.may(capability_of(verb), page.frame.unit_id)


def capability_of(verb: str) -> str:
    """Give what a step asks of a viewer."""
    return transitions.find(TRANSITIONS, verb).capability
