"""The demo's routines: set, read, replaced, on their way, past their day, and failed in events."""

import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from vaka.areas.deviations.models import Deviation
from vaka.areas.routines import people as reading
from vaka.areas.routines.models import (
    Activity,
    DutyAnswer,
    Process,
    ReadReceipt,
    Routine,
    RoutineFailure,
    RoutineVersion,
)
from vaka.areas.routines.rules import FAILED, State, due_review, suggested_until
from vaka.config.demo.reading import tables
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import intake
from vaka.foundation.cases.intake import Incoming, Step
from vaka.foundation.cases.models import CaseLink
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.law.local_time import swedish

Identity = Callable[[datetime], uuid.UUID]
WRITTEN_DAYS, VALID_MONTHS, REVIEW_DAYS = 20, 24, 60
READ_SHARE, UNREAD_BY = 0.9, "astrid"
FRESH_DAYS = 40
"""What has held for a shorter time than this Astrid has not read yet."""
FAILURES = 4


class _Writer:
    def __init__(
        self, by: Viewer, people: dict[str, Person], identity: Identity, today: date
    ) -> None:
        self.by, self.people, self.identity, self.today = by, people, identity, today
        self.units = {unit.code: unit for unit in Unit.objects.all()}

    def routine(self, number: int, plan: dict[str, Any]) -> None:
        unit = self.units[plan["unit"]]
        routine = Routine.objects.create(
            id=self.identity(self._moment(plan["version"][0]["ago"])), number=number,
            kind=plan["kind"], title=plan["title"], unit=unit, owner=self.people[plan["owner"]],
        )  # fmt: skip
        routine.valid_for.set([unit])
        pairs = [(self._case(plan, unit, one), plan["version"][one])
                 for one in range(len(plan["version"]))]  # fmt: skip
        intake.open_many(by=self.by, kind="routine", incoming=[case for case, _ in pairs],
                         source="demo")  # fmt: skip
        RoutineVersion.objects.bulk_create(
            self._row(routine, plan, number, case, one)
            for number, (case, one) in enumerate(pairs, start=1)
        )

    def process(self, number: int, plan: dict[str, Any]) -> None:
        routines = {one.title: one for one in Routine.objects.all()}
        process = Process.objects.create(
            id=self.identity(self._moment(90 + number)), title=plan["title"],
            unit=self.units[plan["unit"]], owner=self.people[plan["owner"]],
            purpose=plan["purpose"], follow_up=plan["follow_up"],
            changed_date=self.today - timedelta(days=90 - number),
        )  # fmt: skip
        Activity.objects.bulk_create(
            Activity(process=process, place=place, name=name, role=role,
                     routine=routines.get(routine))
            for place, (name, role, routine) in enumerate(plan["activities"], start=1)
        )  # fmt: skip

    def _moment(self, ago: int) -> datetime:
        return datetime.combine(self.today - timedelta(days=ago + 1), time(9), UTC)

    def _case(self, plan: dict[str, Any], unit: Unit, index: int) -> Incoming:
        own = plan["version"][index]
        steps = list(self._steps(plan, index))
        opened, state = steps[0].at, steps[-1].to_state
        woken = steps[-1].verb == "routine.wake"
        asleep = state in (State.APPROVED, State.SUPERSEDED) and not woken
        return Incoming(
            unit_id=unit.pk, unit_name=unit.name, title=plan["title"], state=state,
            opened_at=opened, year=swedish(opened).year, reference_year=swedish(opened).year,
            steps=steps, text=f"{unit.name} {plan['systems']} {own['text']}",
            due_date=None if asleep else self._until(own) if woken else self._due(opened),
            closed_at=steps[-1].at if asleep else None, owner_id=self.people[plan["owner"]].pk,
            reporter_id=self.people[plan["owner"]].pk, id=self.identity(opened),
        )  # fmt: skip

    def _due(self, opened: datetime) -> date:
        return swedish(opened).date() + timedelta(days=30)

    def _until(self, own: dict[str, Any]) -> date:
        return suggested_until(self.today - timedelta(days=own["ago"]), VALID_MONTHS)

    def _steps(self, plan: dict[str, Any], index: int) -> Iterator[Step]:
        own, writer = plan["version"][index], self.people[plan["owner"]].name
        begun = self._moment(own["ago"] + WRITTEN_DAYS)
        first = "routine.revise" if index else "routine.create"
        yield Step(begun, first, State.DRAFT, by_name=writer)
        if not plan["approver"]:
            return
        boss, held = self.people[plan["approver"]].name, self._moment(own["ago"])
        yield Step(begun + timedelta(days=9), "routine.submit", State.REVIEW, State.DRAFT,
                   by_name=writer)  # fmt: skip
        yield Step(held, "routine.approve", State.APPROVED, State.REVIEW, by_name=boss)
        if index + 1 < len(plan["version"]):
            ended = self._moment(plan["version"][index + 1]["ago"])
            yield Step(ended, "routine.supersede", State.SUPERSEDED, State.APPROVED, by_name=boss)
        elif due_review(self._until(own), self.today, REVIEW_DAYS):
            day = self._until(own) - timedelta(days=REVIEW_DAYS)
            yield Step(datetime.combine(day, time(5), UTC), "routine.wake", State.APPROVED,
                       State.APPROVED, by_name="system:routines")  # fmt: skip

    def _row(
        self, routine: Routine, plan: dict[str, Any], number: int, case: Incoming,
        own: dict[str, Any],
    ) -> RoutineVersion:  # fmt: skip
        later = plan["version"][number : number + 1]
        assert case.id is not None
        row = RoutineVersion(
            case_id=case.id, routine=routine, number=number, text=own["text"].strip() + "\n",
            changed=own.get("changed", ""), systems=plan["systems"],
            laws=plan.get("laws", []), author=routine.owner,
        )  # fmt: skip
        if plan["approver"]:
            row.approver = self.people[plan["approver"]]
            row.approved_date = swedish(self._moment(own["ago"])).date()
            row.valid_from = self.today - timedelta(days=own["ago"])
            row.valid_until = self._until(own)
            row.ended_date = self.today - timedelta(days=later[0]["ago"]) if later else None
        return row


@action
def write(
    *, by: Viewer, people: dict[str, Person], identity: Identity, seed: int, today: date
) -> None:  # fmt: skip
    """Write the routines with their versions, receipts and failures."""
    random = Random(f"routines-{seed}")  # noqa: S311 - a plan, not a secret
    writer = _Writer(by, people, identity, today)
    planned = tables("routines")
    for number, plan in enumerate(planned["routine"], start=1):
        writer.routine(number, plan)
    _read(random, today)
    _fail(planned["routine"], today)
    for number, plan in enumerate(planned["process"], start=1):
        writer.process(number, plan)
    _answer(planned["answer"], today)


def _answer(plans: list[dict[str, str]], today: date) -> None:
    processes = {one.title: one for one in Process.objects.all()}
    routines = {one.title: one for one in Routine.objects.all()}
    DutyAnswer.objects.bulk_create(
        DutyAnswer(
            key=one["key"], process=processes.get(one.get("process", "")),
            routine=routines.get(one.get("routine", "")), role=one.get("role", ""),
            changed_date=today - timedelta(days=60),
        )
        for one in plans
    )  # fmt: skip


def _read(random: Random, today: date) -> None:
    """Most have read what holds; Astrid has not read what is new."""
    held = RoutineVersion.objects.in_force(today).select_related("routine", "case")
    found = []
    for version in held.order_by("routine__number"):
        everybody = set().union(*reading.readers(version, today).values())
        assert version.valid_from is not None
        is_fresh = (today - version.valid_from).days < FRESH_DAYS
        for person in sorted(everybody, key=lambda one: one.username):
            waits = person.username == UNREAD_BY and is_fresh
            if random.random() < READ_SHARE and not waits:
                day = version.valid_from + timedelta(days=random.randrange(1, 20))
                at = datetime.combine(min(day, today - timedelta(days=1)), time(11), UTC)
                found.append(ReadReceipt(version=version, person=person, at=at))
    ReadReceipt.objects.bulk_create(found)


def _fail(plans: list[dict[str, Any]], today: date) -> None:
    """The latest events of a routine's types, each with the version that held when it happened."""
    for number, plan in enumerate(plans, start=1):
        events = Deviation.objects.filter(
            type__in=plan["types"], case__unit__code__startswith="almen"
        ).select_related("case").order_by("-case__opened_at", "case_id")  # fmt: skip
        for event, how in zip(events[:FAILURES], plan["hows"], strict=False):
            day = swedish(event.case.occurred_at or event.case.opened_at).date()
            held = RoutineVersion.objects.in_force(day).filter(routine__number=number)
            for version in held[:1]:
                RoutineFailure.objects.create(
                    event=event.case, version=version, how=how, at=event.case.opened_at
                )
                CaseLink.objects.create(from_case_id=version.pk, to_case=event.case,
                                        relation=FAILED)  # fmt: skip
