"""The demo's care staff, what they have done and shown, their delegations; all invented."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from vaka.areas.competence import lists
from vaka.areas.competence.models import (
    Attempt,
    DelegatedTask,
    Delegation,
    Shift,
    ShiftPerson,
    StaffFact,
)
from vaka.areas.competence.rules import REVIEW_LABELS, ReviewReason, State, due_follow_up
from vaka.areas.competence.staff_rules import INTRODUCTION
from vaka.config.demo.plans import Identity, incoming, moment
from vaka.foundation.access import actions as access
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import intake
from vaka.foundation.cases.intake import Step
from vaka.foundation.cases.models import CaseParty, Part
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person

STAFF = {
    "almen": ("Alva Strandqvist", "Hassan Yusuf", "Maria Björkdal", "Filip Nygren",
              "Zainab Karimi", "Elin Tallberg", "Petter Myrvik", "Sofia Lindhe"),
    "bjorken": ("Gunilla Hedfors", "Omar Saleh", "Tilda Åkerby", "Rasmus Vikström",
                "Nadia Farah", "Karin Sundmark"),
    "hemtjanst-angen": ("Malin Ekvall", "David Holmgård", "Fatima Noori", "Jenny Brolund",
                        "Viktor Sandmo", "Åsa Granlid"),
}  # fmt: skip
NURSES = (("ingrid", "sarskilt-boende"), ("johan", "ordinart-boende"))
SHIFT_DAYS = 14
LAST, NOT_YET, RESTS = "soon", "prepared", "review"


@dataclass
class _Writer:
    by: Viewer
    people: dict[str, Person]
    places: dict[str, Unit]
    identity: Identity
    random: Random
    today: date
    facts: list[StaffFact]
    attempts: list[Attempt]

    def ago(self, least: int, most: int) -> date:
        """Give a day so many days ago."""
        return self.today - timedelta(days=self.random.randint(least, most))

    def fact(self, person: Person, code: str, day: date, by: Person, **more: object) -> None:
        """Note a fact, as long as it lasts."""
        known = lists.requirements().get(code)
        until = known.last_day(day) if known else None
        self.facts.append(
            StaffFact(id=self.identity(moment(day)), person=person, code=code, on_date=day,
                      until_date=until, noted_by=by, **more)
        )  # fmt: skip

    def courses(self, person: Person, unit: Unit, boss: Person) -> None:
        """Most have done what is asked; now and then something has run out or is missing."""
        for one in lists.requirements().values():
            if not one.asks("carer", unit.kind, self.today) or self.random.random() < 0.06:
                continue
            months = one.interval_months or 60
            most = months * 30 + (40 if self.random.random() < 0.1 else -10)
            day = self.ago(20, max(most, 60))
            self.fact(person, one.code, day, boss)
            if one.interval_months:  # and the time before
                self.fact(person, one.code, day - timedelta(days=30 * one.interval_months), boss)

    def before(self, person: Person, unit: Unit, nurse: Person, given: date, done: bool) -> None:
        """Course, introduction and test before a delegation; nearly half need a second try."""
        day = given - timedelta(days=12)
        for code in ("webb-lakemedel", "webb-insulin"):
            self.fact(person, code, day, nurse)
        self.fact(person, INTRODUCTION, day + timedelta(days=5), nurse, unit=unit,
                  days=self.random.randint(2, 5))  # fmt: skip
        for code in ("prov-lakemedel", "prov-insulin"):
            tries = [False] if self.random.random() < 0.45 else []
            for place, passed in enumerate([*tries, True] if done else [False]):
                self.attempts.append(
                    Attempt(id=self.identity(moment(day)), person=person, code=code,
                            on_date=day + timedelta(days=6 + place), is_passed=passed,
                            is_at_workplace=True, noted_by=nurse)
                )  # fmt: skip


def employ(
    *, by: Viewer, people: dict[str, Person], places: dict[str, Unit], since: date, today: date
) -> None:  # fmt: skip
    """Give care staff to three units, one after the other, and their nurses a role there."""
    for unit, names in STAFF.items():
        for place, name in enumerate(names):
            given, family = name.split(" ", 1)
            user = f"{given}.{family}".casefold()
            people[user] = Person.objects.create_user(user, given_name=given, family_name=family)
            access.give(by=by, person=people[user], role_code="carer", unit=places[unit],
                        from_date=today - timedelta(days=240 + 45 * place))  # fmt: skip
    for user, unit in NURSES:
        access.give(by=by, person=people[user], role_code="nurse", unit=places[unit],
                    from_date=since)  # fmt: skip


@action
def write(
    *, by: Viewer, people: dict[str, Person], places: dict[str, Unit], identity: Identity,
    seed: int, today: date,
) -> None:  # fmt: skip
    """Write what staff have done and shown, their delegations, and the shifts of two weeks."""
    writer = _Writer(by, people, places, identity, Random(f"competence-{seed}"), today, [], [])  # noqa: S311
    for unit, members in teams(people):
        _unit(writer, places[unit], members)
    StaffFact.objects.bulk_create(writer.facts)
    Attempt.objects.bulk_create(writer.attempts)


def teams(people: dict[str, Person]) -> Iterator[tuple[str, list[Person]]]:
    """Give the care staff of each unit that the demo follows."""
    for unit, names in STAFF.items():
        own = [people["astrid"]] if unit == "almen" else []
        own += [people["samira"]] if unit == "bjorken" else []
        yield unit, own + [people[name.replace(" ", ".", 1).casefold()] for name in names]


def _unit(writer: _Writer, unit: Unit, members: list[Person]) -> None:
    nurse = writer.people["johan" if unit.kind == "home_care" else "ingrid"]
    boss = {"almen": "bo", "bjorken": "cecilia"}.get(unit.code, "jonas")
    for place, person in enumerate(members):
        writer.courses(person, unit, writer.people[boss])
        how = {0: LAST, 1: RESTS, 2: NOT_YET, 3: ""}.get(place, "valid")
        if how:
            _delegation(writer, unit, nurse, person, how)
    _shifts(writer, unit, members)


def _delegation(writer: _Writer, unit: Unit, nurse: Person, person: Person, how: str) -> None:
    today = writer.today
    given = today - timedelta(days=340) if how == LAST else writer.ago(20, 300)
    given = today - timedelta(days=1) if how == NOT_YET else given
    until = given + timedelta(days=364)
    done = how != NOT_YET
    writer.before(person, unit, nurse, given, done)
    steps = list(_steps(given, nurse, how, today))
    follow_up = due_follow_up(max(given, today - timedelta(days=70)), until, 3) if done else None
    due = {RESTS: today, NOT_YET: today + timedelta(days=7)}.get(how, follow_up)
    row = incoming(unit, f"Delegering till {person.name}", steps, nurse,
                   writer.identity(moment(given)), due, "")  # fmt: skip
    if done:
        _earlier(writer, unit, nurse, person, given)
    intake.open_many(by=writer.by, kind="delegation", incoming=[row], source="demo")
    assert row.id is not None
    made = Delegation.objects.create(
        case_id=row.id, giver=nurse, receiver=person, places="Alla pass på enheten",
        from_date=given if done else today + timedelta(days=7), until_date=until,
        given_date=given if done else None, follow_up_date=follow_up,
        confirmed_date=given if done and how != LAST else None,
        followed_up_date=today - timedelta(days=70) if (today - given).days > 120 else None,
        review_reason=ReviewReason.RECEIVER_ABSENT if how == RESTS else "",
    )  # fmt: skip
    tasks = ("dosett", "ogon", "insulin") if how != NOT_YET else ("dosett", "blodsocker")
    DelegatedTask.objects.bulk_create(DelegatedTask(delegation=made, code=one) for one in tasks)
    CaseParty.objects.create(case_id=row.id, person=person, part=Part.READER)


def _earlier(writer: _Writer, unit: Unit, nurse: Person, person: Person, ended: date) -> None:
    """The delegation that held the year before, until the present one came."""
    given = ended - timedelta(days=360)
    steps = [
        *_steps(given, nurse, "", writer.today),
        Step(moment(ended), "delegation.recall", State.ENDED, State.VALID, "Förnyad.", nurse.name),
    ]
    row = incoming(unit, f"Delegering till {person.name}", steps, nurse,
                   writer.identity(moment(given)))  # fmt: skip
    row.closed_at = moment(ended)
    intake.open_many(by=writer.by, kind="delegation", incoming=[row], source="demo")
    assert row.id is not None
    made = Delegation.objects.create(
        case_id=row.id, giver=nurse, receiver=person, places="Alla pass på enheten",
        from_date=given, until_date=given + timedelta(days=364), given_date=given,
        confirmed_date=given, ended_date=ended,
    )  # fmt: skip
    DelegatedTask.objects.create(delegation=made, code="dosett")
    CaseParty.objects.create(case_id=row.id, person=person, part=Part.READER)


def _steps(given: date, nurse: Person, how: str, today: date) -> Iterator[Step]:
    yield Step(moment(given - timedelta(days=12)), "delegation.prepare", State.PREPARED,
               by_name=nurse.name)  # fmt: skip
    if how == NOT_YET:
        return
    yield Step(moment(given), "delegation.give", State.VALID, State.PREPARED, by_name=nurse.name)
    if how == RESTS:
        yield Step(moment(today - timedelta(days=1)), "delegation.put_under_review", State.REVIEW,
                   State.VALID, str(REVIEW_LABELS[ReviewReason.RECEIVER_ABSENT]),
                   "system:competence")  # fmt: skip


def _shifts(writer: _Writer, unit: Unit, members: list[Person]) -> None:
    shifts, people = [], []
    for day in range(1, SHIFT_DAYS + 1):
        when = writer.today + timedelta(days=day)
        for place, (part, needed) in enumerate((("day", 3), ("evening", 2), ("night", 1))):
            shift = Shift(id=writer.identity(moment(when)), unit=unit, on_date=when, part=part,
                          needed=needed, tasks=["dosett", "insulin"])  # fmt: skip
            shifts.append(shift)
            turn = day * 6 + place * 3
            some = [members[(turn + one) % len(members)] for one in range(needed)]
            people += [
                ShiftPerson(shift=shift, person=one) for one in some[: needed - day % 9 // 8]
            ]
    Shift.objects.bulk_create(shifts)
    ShiftPerson.objects.bulk_create(people)
