"""The rows that competence gives to analytics: spans of days met or not, never a name.

What is asked is asked of a role at a unit, from the day it was given; each is written whole.
"""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Max, Sum

from vaka.areas.competence import lists
from vaka.areas.competence.lists import Requirement
from vaka.areas.competence.models import Delegation, Post, StaffFact
from vaka.areas.competence.rules import State
from vaka.areas.competence.staff_rules import RECEIVE
from vaka.foundation.access.models import Grant
from vaka.foundation.access.roles import roles_that_can
from vaka.foundation.cases.models import Case, CaseEvent
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import areas_by_code
from vaka.foundation.snapshot.registry import Producer
from vaka.law.local_time import swedish
from vaka.metrics.facts import OPEN_END
from vaka.metrics.facts.spans import Span, joined, pieces

DAY = timedelta(days=1)


def rows(_ids: Collection[uuid.UUID] | None, _year: int | None) -> Iterator[dict[str, Any]]:
    """Give every row."""
    areas, number = areas_by_code(), 0
    facts, delegated = _facts(), _delegated()
    for grant in _grants():
        asked = _asked(grant, facts[grant.person_id], delegated[grant.person_id])
        for sort, title, needed, met in asked:
            number += 1
            for start, end, is_met in pieces(needed, met):
                yield {
                    "row_id": str(number), "unit_code": grant.unit.code,
                    "area": areas.get(grant.unit.code), "sort": sort, "type": title,
                    "is_met": is_met, "from_date": start, "to_date": end,
                    "valid_from_date": start, "valid_to_date": OPEN_END,
                }  # fmt: skip


def stamp() -> str:
    """Tell whether anything has changed: what is noted, delegations, who works where."""
    noted = StaffFact.objects.aggregate(n=Count("pk"), last=Max("noted_at"))
    given = Case.objects.filter(kind="delegation").aggregate(n=Count("pk"), v=Sum("version"))
    held = Grant.objects.aggregate(n=Count("pk"), ended=Count("to_date"), last=Max("to_date"))
    return ":".join(str(one) for part in (noted, given, held) for one in part.values())


def common(left: Iterable[Span], right: Iterable[Span]) -> list[Span]:
    """Give the days that lie in both."""
    return [(max(a, c), min(b, d)) for a, b in left for c, d in right if max(a, c) < min(b, d)]


def _asked(
    grant: Grant, facts: dict[str, list[Span]], delegated: list[Span]
) -> Iterator[tuple[str, str, Span, list[Span]]]:
    kind, held = lists.work_kind(grant.unit), _days(grant.from_date, grant.to_date)
    every: list[tuple[Span, list[Span]]] = []
    for one in lists.requirements().values():
        needed = _needed(one, grant.role, kind, held)
        if needed is None:
            continue
        yield str(one.sort), one.title, needed, facts[one.code]
        if one.is_compulsory:
            every.append((needed, joined(facts[one.code])))
    if every:
        whole = (min(n[0] for n, _ in every), max(n[1] for n, _ in every))
        met = [whole]
        for needed, spans in every:
            met = common(met, joined([*spans, *_outside(whole, needed)]))
        yield "all_courses", "Alla obligatoriska", whole, met
    receives = grant.role in {one.code for one in roles_that_can(RECEIVE)}
    if receives and kind in lists.DELEGATED_AT:
        yield "delegation", "Delegering", held, delegated


def _needed(one: Requirement, role: str, kind: str, held: Span) -> Span | None:
    day = max(held[0], one.since)
    if not one.asks(role, kind, day):
        return None
    return next(iter(common([held], [_days(one.since, one.until)])), None)


def _outside(whole: Span, needed: Span) -> list[Span]:
    """Days on which nothing is asked are no days without."""
    before, after = (whole[0], needed[0]), (needed[1], whole[1])
    return [span for span in (before, after) if span[0] < span[1]]


def _days(start: date, last: date | None) -> Span:
    return start, last + DAY if last else OPEN_END


def _facts() -> dict[uuid.UUID, dict[str, list[Span]]]:
    found: dict[uuid.UUID, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for one in StaffFact.objects.order_by("pk"):
        found[one.person_id][one.code].append(_days(one.on_date, one.until_date))
    return found


def _delegated() -> dict[uuid.UUID, list[Span]]:
    """The days on which each person held a delegation that might be used, review left out."""
    states: dict[uuid.UUID, list[tuple[date, str]]] = defaultdict(list)
    events = CaseEvent.objects.filter(case__kind="delegation").exclude(to_state="")
    for case, at, state in events.order_by("at", "id").values_list("case_id", "at", "to_state"):
        states[case].append((swedish(at).date(), state))
    found: dict[uuid.UUID, list[Span]] = defaultdict(list)
    for row in Delegation.objects.exclude(given_date=None).order_by("pk"):
        held = _days(row.from_date, row.until_date)
        found[row.receiver_id] += common([held], _valid(states[row.pk]))
    return found


def _valid(states: list[tuple[date, str]]) -> list[Span]:
    ends = [day for day, _state in states[1:]] + [OPEN_END]
    spans = [(day, end) for (day, state), end in zip(states, ends, strict=True)
             if state == State.VALID and day < end]  # fmt: skip
    return joined(spans)


def _grants() -> Iterable[Grant]:
    asked = {code for one in lists.requirements().values() for code in one.roles}
    roles = asked | {one.code for one in roles_that_can(RECEIVE)}
    found = Grant.objects.own().filter(role__in=roles, unit__is_reference=False)
    return found.select_related("unit__parent").order_by("pk")


def post_rows(_ids: Collection[uuid.UUID] | None, _year: int | None) -> Iterator[dict[str, Any]]:
    """Give the days on which each unit had and had not somebody in each post asked there."""
    areas, held = areas_by_code(), _held_posts()
    for unit in Unit.objects.filter(is_reference=False).order_by("pk"):
        for kind in lists.posts():
            if unit.kind not in kind.kinds:
                continue
            asked, open_ = _days(kind.since, kind.until), _days(unit.valid_from, unit.valid_until)
            for needed in common([open_], [asked]):
                for start, end, is_met in pieces(needed, held[unit.pk, kind.code]):
                    yield {
                        "row_id": f"{unit.code}:{kind.code}", "unit_code": unit.code,
                        "area": areas.get(unit.code), "sort": kind.code, "type": kind.title,
                        "is_met": is_met, "from_date": start, "to_date": end,
                        "valid_from_date": start, "valid_to_date": OPEN_END,
                    }  # fmt: skip


def post_stamp() -> str:
    """Tell whether a post has been given or ended, or a unit has come or gone."""
    given = Post.objects.aggregate(n=Count("pk"), ended=Count("until_date"), last=Max("until_date"))
    units = Unit.objects.aggregate(n=Count("pk"), closed=Count("valid_until"))
    return ":".join(str(one) for part in (given, units) for one in part.values())


def _held_posts() -> dict[tuple[uuid.UUID, str], list[Span]]:
    found: dict[tuple[uuid.UUID, str], list[Span]] = defaultdict(list)
    for one in Post.objects.order_by("pk"):
        found[one.unit_id, one.code].append(_days(one.from_date, one.until_date))
    return found


FACTS = {
    "competence": Producer(rows, stamp=stamp),
    "unit_post": Producer(post_rows, stamp=post_stamp),
}
