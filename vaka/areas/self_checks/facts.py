"""The rows that self-checks give to analytics: one for each round, one for each answer.

An anonymous answer that may not be shown yet is counted, and not judged.
"""

import uuid
from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import QuerySet

from vaka.areas.self_checks import queries, rules, tally
from vaka.areas.self_checks.models import Answer, Round
from vaka.foundation.organisation.models import Unit, UnitKind
from vaka.foundation.questions.sets import QuestionSet
from vaka.foundation.snapshot.registry import Producer
from vaka.law.local_time import swedish
from vaka.metrics.facts import calendar_of

BATCH = 200


def rows(ids: Collection[uuid.UUID] | None, year: int | None) -> Iterator[dict[str, Any]]:
    """Give the fact rows of some rounds, or of all, or of those that begin in a year."""
    found: QuerySet[Round] = Round.objects.order_by("pk")
    if ids is not None:
        found = found.filter(pk__in=list(ids))
    if year is not None:
        found = found.filter(start_date__year=year)
    areas, asked = _areas(), _Asked()
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
        "topic": form.topic, "state": case.state, "start_date": one.start_date,
        "due_date": one.due_date,
        "closed_date": swedish(case.closed_at).date() if case.closed_at else None,
        **calendar_of(one.start_date),
    }  # fmt: skip
    yield shared | {"row_id": str(one.pk), "what": "round"}
    answers = list(Answer.objects.filter(round=one).order_by("pk"))
    shown = rules.shown_batches(len(answers), one.least_answers, is_anonymous=one.is_anonymous)
    questions = asked.of(one).questions
    for answer in answers:
        is_shown = shown is None or answer.batch < shown
        yield shared | {
            "row_id": str(answer.pk), "what": "answer", "answered_date": answer.answered_date,
            "is_right": tally.is_right(questions, answer.values) if is_shown else None,
        }  # fmt: skip


def _areas() -> dict[str, str]:
    """A unit's area is its own kind of work; a ward's is that of the home it lies in."""
    units = {unit.pk: unit for unit in Unit.objects.all()}
    areas = {}
    for unit in units.values():
        above = unit
        while above.kind == UnitKind.WARD and above.parent_id:
            above = units[above.parent_id]
        areas[unit.code] = str(UnitKind(above.kind).label)
    return areas


FACTS = {"self_check": Producer(rows, key="case_id", years=years)}
