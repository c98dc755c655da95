"""The rows that self-checks give to analytics: one for each round, one for each answer.

An anonymous answer that may not be shown yet is counted, and not judged.
"""

import uuid
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet

from vaka.areas.self_checks import queries, rules, tally
from vaka.areas.self_checks.models import Answer, Round
from vaka.foundation.organisation.queries import areas_by_code
from vaka.foundation.questions.sets import QuestionSet
from vaka.foundation.snapshot.registry import Producer
from vaka.law.local_time import swedish
from vaka.metrics.facts import OPEN_END, calendar_of

BATCH = 200


def rows(ids: Collection[uuid.UUID] | None, year: int | None) -> Iterator[dict[str, Any]]:
    """Give the fact rows of some rounds, or of all, or of those that begin in a year."""
    found: QuerySet[Round] = Round.objects.order_by("pk")
    if ids is not None:
        found = found.filter(pk__in=list(ids))
    if year is not None:
        found = found.filter(start_date__year=year)
    areas, asked = areas_by_code(), _Asked()
    for one in found.select_related("case__unit", "plan__form", "version__form").iterator(BATCH):
        yield from _round(one, areas, asked)


def years() -> list[int]:
    """Give the years in which a round begins."""
    found = Round.objects.values_list("start_date__year", flat=True).distinct()
    return sorted(set(found.order_by("start_date__year")))


class _Asked:
    """The question sets of versions, each built once."""

    def __init__(self) -> None:
        self._known: dict[uuid.UUID, QuestionSet] = {}

    def of(self, one: Round) -> QuestionSet:
        if one.version_id not in self._known:
            self._known[one.version_id] = queries.asked(one.version)
        return self._known[one.version_id]


def _round(one: Round, areas: dict[str, str], asked: _Asked) -> Iterator[dict[str, Any]]:
    case, form = one.case, one.plan.form
    shared = {
        "case_id": str(one.pk), "reference": case.reference, "unit_code": case.unit.code,
        "area": areas.get(case.unit.code), "type": form.title, "method": form.method,
        "topic": form.topic, "start_date": one.start_date, "due_date": one.due_date,
        **calendar_of(one.start_date),
    }  # fmt: skip
    for start, end, state in _spans(one):
        yield shared | {"row_id": str(one.pk), "what": "round", "state": state,
                        "valid_from_date": start, "valid_to_date": end}  # fmt: skip
    answers = list(Answer.objects.filter(round=one).order_by("pk"))
    shown = rules.shown_batches(len(answers), one.least_answers, is_anonymous=one.is_anonymous)
    questions = asked.of(one).questions
    for answer in answers:
        is_shown = shown is None or answer.batch < shown
        yield shared | {
            "row_id": str(answer.pk), "what": "answer", "state": "answered",
            "valid_from_date": answer.answered_date, "valid_to_date": OPEN_END,
            "is_right": tally.is_right(questions, answer.values) if is_shown else None,
        }  # fmt: skip


def _spans(one: Round) -> list[tuple[date, date, str]]:
    """Give the days from and to (not in) which a round stood in a state; a day's last one holds."""
    by_day: dict[date, str] = {}
    for event in one.case.events.exclude(to_state="").order_by("at", "id"):
        by_day[swedish(event.at).date()] = event.to_state
    days = sorted(by_day)
    return [(day, end, by_day[day]) for day, end in zip(days, [*days[1:], OPEN_END], strict=True)]


FACTS = {"self_check": Producer(rows, key="case_id", years=years)}
