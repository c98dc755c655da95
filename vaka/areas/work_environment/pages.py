"""What the pages of work-environment investigations show, frozen."""

import uuid
from dataclasses import dataclass
from datetime import date

from vaka.areas.remedies.queries import RemedyRow
from vaka.areas.work_environment.rules import TimeSum
from vaka.foundation.cases.kinds import OnwardAction
from vaka.foundation.cases.queries import CaseFrame, TimelineLine
from vaka.foundation.organisation.models import Unit
from vaka.law.verdict import Verdict


@dataclass(frozen=True)
class QuestionRow:
    """One question: how it was found out, and whether time data and staff say the same.

    Attributes:
        time: minutes of its kind at the units covered; None for a question not about time.
        agrees: whether data and staff agree; None when one of them is missing.
    """

    id: uuid.UUID
    number: int
    kind_label: str
    text: str
    method: str
    finding: str
    felt_percent: int | None
    answered_date: date | None
    time: TimeSum | None
    agrees: bool | None


@dataclass(frozen=True)
class RiskRow:
    """One risk with the remedies that answer it."""

    id: uuid.UUID
    number: int
    text: str
    source: str
    is_serious: bool | None
    reason: str
    done_at_once: str
    remedies: list[RemedyRow]


@dataclass(frozen=True)
class ReviewRow:
    """One unit where the plan is to be gone through; a day when it has been."""

    unit: Unit
    is_named: bool
    reviewed_date: date | None
    words: str
    by: str
    may: bool


@dataclass(frozen=True)
class TimeRow:
    """A unit's minutes of one kind over a span of months."""

    unit: Unit
    kind: str
    kind_label: str
    sum: TimeSum


@dataclass(frozen=True)
class AlarmRow:
    """A unit's alarms, month by month; None for a month without a count."""

    unit: Unit
    counts: list[int | None]
    minutes_each: float | None


@dataclass(frozen=True)
class TimePage:
    """Planned against performed, alarms, and how far log-ins can be trusted."""

    first: date
    last: date
    rows: list[TimeRow]
    kinds: list[tuple[str, TimeSum]]
    months: list[date]
    alarms: list[AlarmRow]
    odd_logs: int


@dataclass(frozen=True)
class InvestigationPage:
    """What the page of one investigation shows; its time is that of the months it looked at.

    Attributes:
        loose: remedies of it that answer none of its risks.
    """

    frame: CaseFrame
    ordered_by: str
    number: str
    about: str
    received_date: date
    decided_date: date | None
    covers: list[Unit]
    asked: int | None
    answered: int | None
    rate: float | None
    survey_period: str
    survey_words: str
    order: list[tuple[str, uuid.UUID]]
    questions: list[QuestionRow]
    risks: list[RiskRow]
    loose: list[RemedyRow]
    reviews: list[ReviewRow]
    reviewed: int
    time: list[tuple[str, TimeSum]]
    time_first: date
    time_last: date
    steps: list[str]
    may_change: bool
    may_plan: bool
    may_decide: Verdict
    may_close: Verdict
    timeline: list[TimelineLine]
    onward: list[OnwardAction]
