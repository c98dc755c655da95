"""Reads of signals: those that wait and those answered, one with what it rests on, the rules."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from vaka.areas.deviations import queries as deviations
from vaka.areas.deviations.queries import ListFilter, ListRow
from vaka.areas.investigations.rules import Form
from vaka.areas.investigations.rules import handle as investigates
from vaka.areas.remedies import queries as remedies
from vaka.areas.remedies.queries import RemedyRow
from vaka.areas.signals import lists, rules, words
from vaka.areas.signals.lists import RuleWords
from vaka.areas.signals.models import Signal
from vaka.areas.signals.rules import SEE, TRANSITIONS, SignalRule, SignalState
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import note_read
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.kinds import OnwardAction
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.queries import CaseFrame, TimelineLine

EVENTS = 5
"""How many of the events behind a signal stand on its page."""


@dataclass(frozen=True)
class SignalLine:
    """One signal in a list."""

    id: uuid.UUID
    reference: str
    title: str
    sentence: str
    unit_name: str
    state: str
    state_label: str
    answer_label: str
    due_date: date | None
    relook_date: date | None
    is_open: bool
    is_late: bool


@dataclass(frozen=True)
class RuleLine:
    """One rule in plain words, and how many of its signals wait."""

    words: RuleWords
    says: str
    waiting: int


@dataclass(frozen=True)
class SignalPage:
    """One signal as its page shows it."""

    frame: CaseFrame
    signal: Signal
    words: RuleWords
    says: str
    sentence: str
    figures: list[tuple[str, str]]
    answer_label: str
    events: list[ListRow]
    analysis_url: str
    remedies: list[RemedyRow]
    steps: list[str]
    timeline: list[TimelineLine]
    onward: list[OnwardAction]

    @property
    def is_answered(self) -> bool:
        """Whether its answer holds."""
        return self.frame.state == SignalState.ANSWERED


def listed(viewer: Viewer, *, with_all: bool = False) -> list[SignalLine]:
    """Give signals that the viewer may see, those that wait first; what was shown is logged."""
    demand(viewer, SEE)
    seen = Case.objects.visible_to(viewer, "signal")
    rows = Signal.objects.filter(case__in=seen if with_all else seen.open())
    found = [_line(one, viewer.on) for one in rows.select_related("case", "unit")]
    if found:
        note_read(by=viewer, object_kind="signal", object_id="",
                  data={"shown": [str(one.id) for one in found]})  # fmt: skip
    return sorted(found, key=lambda one: (not one.is_open, one.due_date or date.max, one.title,
                                          one.unit_name))  # fmt: skip


def rule_lines(viewer: Viewer) -> list[RuleLine]:
    """Give the rules in force, with how many of their signals wait among those the viewer sees."""
    waiting = Signal.objects.filter(case__in=Case.objects.visible_to(viewer, "signal").open())
    codes = list(waiting.values_list("rule", flat=True))
    return [
        RuleLine(one, words.rule_says(one.code, viewer.on), codes.count(one.code))
        for one in lists.rule_words().values()
        if one.holds_on(viewer.on)
    ]


def signal_page(viewer: Viewer, case_id: uuid.UUID) -> SignalPage:
    """Give one signal to read; the read is logged. Raises NotVisible."""
    case = cases.visible_case(viewer, case_id)
    row = Signal.objects.select_related("unit", "answered_by").filter(case=case).first()
    if row is None:
        raise NotVisible(str(case_id))
    offered = transitions.offered(TRANSITIONS, case.state)
    events = _events(viewer, row)
    return SignalPage(
        frame=cases.frame(case), signal=row, words=lists.rule(row.rule),
        says=words.rule_says(SignalRule(row.rule), viewer.on), sentence=words.sentence(row),
        figures=words.figures(row), answer_label=lists.answer(row.answer).title if row.answer
        else "", events=events, analysis_url=_analysis(viewer, row, events),
        remedies=remedies.for_case(viewer, case.pk),
        steps=[one.verb for one in offered if viewer.may(one.capability, case.unit_id)],
        timeline=cases.timeline(case), onward=cases.onward(viewer, case),
    )  # fmt: skip


def _line(one: Signal, on: date) -> SignalLine:
    case = one.case
    is_open = case.closed_at is None
    return SignalLine(
        case.pk, case.reference, case.title, words.sentence(one), one.unit.name, case.state,
        str(words.state_label(case.state)), lists.answer(one.answer).title if one.answer else "",
        case.due_date, one.relook_date, is_open,
        bool(is_open and case.due_date and case.due_date < on),
    )  # fmt: skip


def _events(viewer: Viewer, row: Signal) -> list[ListRow]:
    """The newest events behind a repetition, as far as the viewer may see them."""
    if row.rule != SignalRule.REPETITION:
        return []
    wanted = ListFilter(type=row.subject, unit_code=row.unit.code)
    least = deviations.threshold(viewer.on)
    found = deviations.listed(viewer, wanted).filter(
        case__occurred_at__date__gte=row.first_date, case__occurred_at__date__lte=row.last_date
    )
    shown = [deviations.row(one, least) for one in found.order_by("-case__occurred_at")[:EVENTS]]
    if shown:
        deviations.note_listed(viewer, wanted, [one.id for one in shown])
    return shown


def _analysis(viewer: Viewer, row: Signal, events: list[ListRow]) -> str:
    """Where an event analysis of the newest event begins, for those who may."""
    if not events or not viewer.may(investigates(Form.EVENT_ANALYSIS), row.unit_id):
        return ""
    return f"{reverse('investigations:new_event_analysis')}?case={events[0].id}"


def answers_for(viewer: Viewer, page: SignalPage) -> list[tuple[str, str]]:
    """Give the answers that a signal may get today, with their words."""
    return [(one.code, one.title) for one in lists.answers_to(page.signal.rule, viewer.on)]


def due_relook(viewer: Viewer) -> date:
    """Give the day that is proposed for the next look."""
    return rules.due_relook(viewer.on, lists.hold_days(viewer.on))
