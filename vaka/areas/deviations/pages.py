"""What the page of one deviation shows, put together for who looks."""

import uuid
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from vaka.areas.deviations import lists, rules, standing, track_queries
from vaka.areas.deviations.actions import Closing, may_close
from vaka.areas.deviations.models import Deviation
from vaka.areas.deviations.queries import threshold
from vaka.areas.deviations.rules import TRANSITIONS, ClosedHow, Law, State
from vaka.areas.deviations.standing import JOINED_TO, Likely, PastAssessment
from vaka.areas.deviations.track_queries import TrackLine
from vaka.areas.remedies import queries as remedies
from vaka.areas.remedies.queries import RemedyRow
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.kinds import OnwardAction, Words, kind_of
from vaka.foundation.cases.models import Case, Part
from vaka.foundation.cases.queries import CaseFrame, TimelineLine
from vaka.foundation.cases.transitions import Transition
from vaka.foundation.organisation.queries import local_value
from vaka.foundation.questions import queries as questions
from vaka.foundation.questions.queries import Given
from vaka.law.local_time import swedish
from vaka.law.verdict import Verdict

SHOWN_ELSEWHERE = {"text", "done", "place", "unit", "day", "time"}
"""Answers of the report that the page shows in a place of their own."""
FOR_REPORTER = ("deviation.answer", "deviation.close")


@dataclass(frozen=True)
class DeviceLine:
    """A medical device as the page shows it."""

    id: int
    name: str
    number: str
    is_kept_aside: bool
    is_home_made: bool
    maker_date: date | None
    authority_date: date | None
    no_notice_because: str
    is_judged: bool


@dataclass(frozen=True)
class ContactLine:
    """A contact outside as the page shows it."""

    id: int
    direction: str
    direction_label: str
    party: str
    party_label: str
    receiver: str
    disclosed: str
    ground: str
    ground_label: str
    sent_date: date
    answer_by_date: date | None
    answered_date: date | None
    answer: str
    is_waiting: bool


@dataclass(frozen=True)
class InformingLine:
    """That the person was told, as the page shows it."""

    at_date: date
    who: str
    by_name: str
    how: str
    points: list[str]
    in_journal: bool
    not_because: str


@dataclass(frozen=True)
class LinkLine:
    """A case of any kind that belongs together with this one."""

    id: uuid.UUID
    reference: str
    title: str
    kind_label: Words
    state_label: Words
    url_name: str


@dataclass(frozen=True)
class Work:
    """What only those who handle the case see."""

    tracks: list[TrackLine] = field(default_factory=list)
    history: list[PastAssessment] = field(default_factory=list)
    duplicates: list[Likely] = field(default_factory=list)
    devices: list[DeviceLine] = field(default_factory=list)
    contacts: list[ContactLine] = field(default_factory=list)
    informings: list[InformingLine] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    remedies: list[RemedyRow] = field(default_factory=list)
    onward: list[OnwardAction] = field(default_factory=list)
    must_inform: bool = False
    answer_by: date | None = None


@dataclass(frozen=True)
class CasePage:
    """What the page of one deviation shows."""

    frame: CaseFrame
    law: str
    law_label: str
    laws: set[Law]
    type: str
    is_confirmed: bool
    place: str
    text: str
    immediate_measure: str
    given: list[Given]
    has_time: bool
    severity: int | None
    likelihood: int | None
    score: int | None
    level: int
    is_serious: bool
    harm: str
    harm_label: str
    causes: list[str]
    cause_codes: list[str]
    investigation: str
    closed_how: str
    closing_words: str
    answers: list[TimelineLine]
    no_remedy_because: str
    timeline: list[TimelineLine]
    links: list[LinkLine]
    joined_to: CaseFrame | None
    may_handle: bool
    is_named: bool
    offers: list[Transition]
    may_close: Verdict
    who_can: list[str]
    work: Work

    @property
    def tracks(self) -> list[TrackLine]:
        """Every law of the event, for those who handle it."""
        return self.work.tracks


def case_page(viewer: Viewer, case_id: uuid.UUID) -> CasePage:
    """Give one deviation to read; the read is logged. Raises NotVisible."""
    case = cases.visible_case(viewer, case_id)
    found = Deviation.objects.filter(case=case).first()
    if found is None:
        raise NotVisible(str(case_id))
    found.case = case
    handles = viewer.may(rules.HANDLE, case.unit_id)
    named = handles and cases.is_named(viewer.person, case)
    links = cases.links(viewer, case)
    joined = _joined_to(links, case)
    lines = cases.timeline(case)
    causes = list(found.causes.order_by("pk").values_list("code", flat=True)) if handles else []
    return CasePage(
        **_told(found),
        frame=cases.frame(case),
        laws=track_queries.laws_of(found),
        given=[one for one in questions.given(case) if one.key not in SHOWN_ELSEWHERE],
        investigation=found.investigation if handles else "",
        no_remedy_because=found.no_remedy_because if handles else "",
        causes=[lists.label("cause", code) for code in causes],
        cause_codes=causes,
        answers=[line for line in lines if line.verb == "deviation.answer"],
        links=[_link(link) for _relation, link in links if link != joined and _is_other(link)],
        joined_to=joined,
        may_handle=handles,
        is_named=named,
        may_close=closing_verdict(found),
        who_can=transitions.role_labels(TRANSITIONS[0]),
        timeline=lines if handles else _for_reporter(lines),
        offers=transitions.offered(TRANSITIONS, case.state) if handles and not named else [],
        work=_work(viewer, found) if handles else Work(),
    )


def _told(found: Deviation) -> dict[str, Any]:
    names = (
        "law type place text immediate_measure has_time severity likelihood score is_serious harm "
        "closed_how closing_words"
    )
    return {name: getattr(found, name) for name in names.split()} | {
        "law_label": str(rules.LAW_LABELS[Law(found.law)]),
        "is_confirmed": found.confirmed_at is not None or found.severity is not None,
        "harm_label": lists.label("harm", found.harm) if found.harm else "",
        "level": _level(found),
    }


def _work(viewer: Viewer, found: Deviation) -> Work:
    case = found.case
    return Work(
        tracks=track_queries.tracks_of(viewer, found),
        history=standing.assessments(case),
        duplicates=standing.likely_duplicates(viewer, found) if case.closed_at is None else [],
        devices=[_device(one) for one in found.devices.order_by("pk")],
        contacts=[_contact(one) for one in found.contacts.order_by("sent_date", "pk")],
        informings=[_informing(one) for one in found.informings.order_by("at_date", "pk")],
        named=[person.name for person in cases.parties(case.pk, Part.NAMED)],
        remedies=remedies.for_case(viewer, case.pk),
        onward=cases.onward(viewer, case),
        must_inform=lists.is_injury(found.harm) and not found.informings.exists(),
        answer_by=_answer_by(case),
    )


def _device(one: Any) -> DeviceLine:
    return DeviceLine(
        one.pk, one.name, one.number, one.is_kept_aside, one.is_home_made, one.maker_date,
        one.authority_date, one.no_notice_because, standing.is_judged(one),
    )  # fmt: skip


def _contact(one: Any) -> ContactLine:
    waiting = one.answer_by_date is not None and one.answered_date is None
    return ContactLine(
        one.pk, one.direction, one.get_direction_display(), one.party,
        lists.label("party", one.party), one.receiver, one.disclosed, one.ground,
        lists.label("ground", one.ground), one.sent_date, one.answer_by_date, one.answered_date,
        one.answer, waiting,
    )  # fmt: skip


def _informing(one: Any) -> InformingLine:
    points = [lists.label("point", code) for code in one.points]
    return InformingLine(
        one.at_date, one.who, one.by_name, one.how, points, one.in_journal, one.not_because
    )


def _is_other(frame: CaseFrame) -> bool:
    """Remedies stand in a section of their own."""
    return frame.kind != "remedy"


def _link(frame: CaseFrame) -> LinkLine:
    kind = kind_of(frame.kind)
    return LinkLine(
        frame.id, frame.reference, frame.title, kind.label, frame.state_label, kind.url_name
    )


def _answer_by(case: Case) -> date | None:
    """The last day to answer the reporter by the local value, while nobody has answered."""
    if case.closed_at or not case.reporter_id or _has_answer(case):
        return None
    day = swedish(case.opened_at).date()
    days: int = local_value("deviation.feedback_days", day, case.unit)
    return day + timedelta(days=days)


def _has_answer(case: Case) -> bool:
    return case.events.filter(verb__in=("deviation.answer", "deviation.close")).exists()


def closing_verdict(found: Deviation) -> Verdict:
    """Say what is missing before a deviation may close the way that asks least of the form."""
    how = ClosedHow.WITH if found.is_serious else ClosedHow.WITHOUT
    written = found.investigation or "-"
    return may_close(found, Closing(how, "-", written, no_remedy_because="-"))


def _joined_to(links: list[tuple[str, CaseFrame]], case: Case) -> CaseFrame | None:
    if case.state != State.JOINED:
        return None
    return next((link for relation, link in links if relation == JOINED_TO), None)


def _for_reporter(lines: list[TimelineLine]) -> list[TimelineLine]:
    """A reporter follows the steps and the answers, never what was judged or found."""
    steps = [line for line in lines if line.to_state or line.verb == "deviation.answer"]
    return [line if line.verb in FOR_REPORTER else _bare(line) for line in steps]


def _bare(line: TimelineLine) -> TimelineLine:
    return replace(line, words="", data={})


def _level(found: Deviation) -> int:
    if found.score is None:
        return 0
    day = timezone.localdate(found.case.opened_at)
    return rules.risk_level(found.score, threshold(day))
