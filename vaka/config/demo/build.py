"""Writes the planned municipality to the database: the same seed and day give the same rows."""

import uuid
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from random import Random
from typing import Any

from vaka.areas.deviations import rules
from vaka.areas.deviations.imports import DEVIATION_COLUMNS
from vaka.areas.deviations.models import Deviation
from vaka.areas.deviations.rules import State
from vaka.areas.figures.actions import keep_observations
from vaka.config.demo import (
    access_reviews,
    accounts,
    accounts_2023,
    allocations,
    annual,
    attests,
    board,
    budget_base,
    care_plans,
    cast,
    competence,
    delegations,
    deviations,
    discharges,
    disposals,
    earmarks,
    economy,
    feedback,
    goals,
    home_hours,
    identities,
    infections,
    inspections,
    investigations,
    journals,
    log_samples,
    meetings,
    month_figures,
    needs,
    night_answers,
    night_care,
    nights,
    placements,
    places,
    plans,
    projects,
    providers,
    readiness,
    registers,
    remedies,
    risks,
    roadmaps,
    routines,
    self_checks,
    shortfalls,
    signals,
    submissions,
    summer,
    survey_plans,
    technology,
    terms,
    tracks,
    units,
    wheel,
    work_environment,
)
from vaka.config.demo.investigations import Scene
from vaka.config.demo.observations import published
from vaka.config.demo.shapes import PlannedDeviation
from vaka.foundation.access import actions as access
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import intake
from vaka.foundation.cases.intake import Incoming, Step
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation import actions as organisation
from vaka.foundation.organisation.actions import NewUnit
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.law.local_time import swedish

BATCH = 10_000
ROLES = {
    "manager": "unit_manager",
    "quality": "quality_developer",
    "system_admin": "system_administrator",
}
SINCE = date(2020, 1, 1)
Say = Callable[[str], None]


class Builder:
    """One municipality under construction."""

    def __init__(self, seed: int, today: date, scale: int, say: Say) -> None:
        self.seed, self.today, self.scale, self.say = seed, today, scale, say
        self.by = Viewer.system("demo")
        self.random = Random(f"ids-{seed}")  # noqa: S311 - identities of invented rows
        self.units: dict[str, Unit] = {}
        self.people: dict[str, Person] = {}

    def build(self) -> None:
        """Build everything, parents before what stands on them."""
        self.say("Bygger organisationen")
        self.make_units()
        self.make_people()
        self.say("Skriver avvikelser")
        self.make_deviations()
        investigations.write(
            by=self.by, scene=Scene(self.units, self.people, self.identity, self.today)
        )
        tracks.write(by=self.by, people=self.people, identity=self.identity, today=self.today)
        remedies.write(by=self.by, people=self.people, identity=self.identity, seed=self.seed,
                       today=self.today)  # fmt: skip
        routines.write(by=self.by, people=self.people, identity=self.identity, seed=self.seed,
                       today=self.today)  # fmt: skip
        feedback.write(by=self.by, people=self.people, identity=self.identity, seed=self.seed,
                       today=self.today)  # fmt: skip
        self.say("Skriver beslut")
        self.make_decisions()
        self.make_observations()
        self.make_terms()
        risks.write(by=self.by, people=self.people, identity=self.identity, today=self.today)
        plans.write(by=self.by, people=self.people, places=self.units, identity=self.identity,
                    today=self.today)  # fmt: skip
        inspections.write(by=self.by, people=self.people, places=self.units,
                          identity=self.identity, today=self.today)  # fmt: skip
        meetings.write(by=self.by, people=self.people, places=self.units, identity=self.identity,
                       today=self.today)  # fmt: skip
        work_environment.write(
            by=self.by, people=self.people, places=self.units, identity=self.identity,
            today=self.today, seed=self.seed,
        )  # fmt: skip
        wheel.write(by=self.by, identity=self.identity, today=self.today)
        self_checks.write(by=self.by, people=self.people, identity=self.identity, seed=self.seed,
                          today=self.today)  # fmt: skip
        competence.write(by=self.by, people=self.people, places=self.units,
                         identity=self.identity, seed=self.seed, today=self.today)  # fmt: skip
        providers.write(by=self.by, people=self.people, places=self.units, identity=self.identity,
                        seed=self.seed, today=self.today)  # fmt: skip
        summer.write(by=self.by, people=self.people, places=self.units, identity=self.identity,
                     today=self.today)  # fmt: skip
        needs.write(by=self.by, people=self.people, places=self.units, identity=self.identity,
                    today=self.today)  # fmt: skip
        technology.write(by=self.by, people=self.people, places=self.units,
                         identity=self.identity, today=self.today)  # fmt: skip
        self.make_goals()
        infections.write(by=self.by, people=self.people, places=self.units,
                         identity=self.identity, today=self.today)  # fmt: skip
        self.make_followed()
        delegations.write(by=self.by, places=self.units, identity=self.identity, seed=self.seed,
                          today=self.today)  # fmt: skip

    def make_units(self) -> None:
        """Open every unit, then record the successions."""
        organisation.found_principal(by=self.by, name="Vaka kommun")
        for planned in units.units():
            parent = self.units.get(planned.parent)
            new = NewUnit(
                planned.code, planned.name, planned.kind, planned.valid_from, parent,
                planned.operator, planned.places or None, planned.reference,
            )  # fmt: skip
            self.units[planned.code] = organisation.open_unit(by=self.by, new=new)
        for step in units.SUCCESSIONS:
            organisation.merge(
                by=self.by, units=[self.units[code] for code in step.before],
                into=self.units[step.after[0]], on_date=step.on,
                reason="Husen slogs ihop till ett boende.",
            )  # fmt: skip

    def make_people(self) -> None:
        """Make the cast with a role each; nobody has a password, sign-in is by one click."""
        for member in cast.cast():
            person = Person.objects.create_user(
                member.user, given_name=member.given, family_name=member.family
            )
            self.people[member.user] = person
            unit = self.units[member.unit]
            contracted = member.role == "manager" and unit.operator == "contracted"
            role = "provider_manager" if contracted else ROLES.get(member.role, member.role)
            access.give(by=self.by, person=person, role_code=role, unit=unit, from_date=SINCE)
        competence.employ(by=self.by, people=self.people, places=self.units, since=SINCE,
                          today=self.today)  # fmt: skip

    def make_deviations(self) -> None:
        """Write the planned deviations in batches, in the order they were reported."""
        planned = deviations.plan(self.seed, self.today, self.scale)
        for batch in _batches(planned, BATCH):
            pairs = [(self._case(one), self._columns(one)) for one in batch]
            write_deviations(by=self.by, pairs=pairs)

    def make_decisions(self) -> None:
        """Write the planned decisions, and the reference unit's as their source printed them."""
        from vaka.config.demo.decision_rows import write

        known = identities.write(by=self.by, seed=self.seed, today=self.today)
        write(by=self.by, units=self.units, seed=self.seed, today=self.today, known=known)

    def make_observations(self) -> None:
        """Write what was published of the reference units, and the root's invented figures."""
        cells = [*published(self.units), *annual.invented(self.units, self.seed, self.today)]
        keep_observations(by=self.by, cells=cells, source="demo")

    def make_terms(self) -> None:
        """Write who sits in the board, and its delegation order, for two terms."""
        terms.write(by=self.by)

    def make_goals(self) -> None:
        """Write the chain of goals, from council to unit."""
        goals.write(by=self.by, people=self.people, places=self.units, identity=self.identity,
                    today=self.today)  # fmt: skip

    def make_followed(self) -> None:
        """Write readiness, signals, which registers are used where, and plans after surveys."""
        readiness.write(by=self.by, people=self.people, places=self.units,
                        identity=self.identity, today=self.today)  # fmt: skip
        night_care.write(by=self.by, people=self.people, places=self.units,
                         identity=self.identity, today=self.today)  # fmt: skip
        night_answers.write(by=self.by, people=self.people, places=self.units,
                            identity=self.identity, today=self.today)  # fmt: skip
        nights.write(by=self.by, who=self.people["astrid"], places=self.units,
                     identity=self.identity, today=self.today)  # fmt: skip
        accounts_2023.write(by=self.by, people=self.people, places=self.units, today=self.today)
        accounts.write(by=self.by, people=self.people, places=self.units, today=self.today)
        submissions.write(by=self.by, people=self.people, places=self.units, today=self.today)
        placements.write(by=self.by, people=self.people, places=self.units, today=self.today)
        signals.write(by=self.by, identity=self.identity, today=self.today)
        registers.write(by=self.by, places=self.units, identity=self.identity)
        survey_plans.write(by=self.by, people=self.people, places=self.units,
                           identity=self.identity, today=self.today)  # fmt: skip
        economy.write(by=self.by, places=self.units, identity=self.identity, seed=self.seed,
                      today=self.today)  # fmt: skip
        earmarks.write(by=self.by, places=self.units, identity=self.identity, today=self.today)
        budget_base.write(by=self.by, places=self.units, today=self.today)
        home_hours.write(by=self.by, places=self.units, identity=self.identity, seed=self.seed,
                         today=self.today)  # fmt: skip
        month_figures.write(by=self.by, places=self.units, identity=self.identity, seed=self.seed,
                            today=self.today)  # fmt: skip
        shortfalls.write(by=self.by, identity=self.identity, today=self.today)
        roadmaps.write(by=self.by, places=self.units, identity=self.identity, today=self.today)
        attests.write(by=self.by, places=self.units, identity=self.identity, today=self.today)
        allocations.write(by=self.by, identity=self.identity, today=self.today)
        care_plans.write(by=self.by, people=self.people, places=self.units,
                         identity=self.identity, seed=self.seed, today=self.today)  # fmt: skip
        journals.write(by=self.by, people=self.people, places=self.units, today=self.today)
        places.write(by=self.by, places=self.units, identity=self.identity, today=self.today)
        board.write(by=self.by, people=self.people, places=self.units, today=self.today)
        discharges.write(by=self.by, places=self.units, seed=self.seed, today=self.today)
        projects.write(by=self.by, people=self.people, places=self.units, identity=self.identity,
                       today=self.today)  # fmt: skip
        disposals.write(people=self.people, today=self.today)
        log_samples.write(people=self.people, today=self.today)
        access_reviews.write(people=self.people, today=self.today)

    def _case(self, one: PlannedDeviation) -> Incoming:
        unit = self.units[one.unit]
        reported = swedish(one.reported_at).date()
        steps = list(self._steps(one))
        return Incoming(
            unit_id=unit.pk,
            unit_name=unit.name,
            title=one.title,
            state=steps[-1].to_state,
            opened_at=one.reported_at,
            year=swedish(one.occurred_at).year,
            reference_year=reported.year,
            steps=steps,
            text=f"{one.type} {one.place} {one.text} {one.immediate}",
            occurred_at=one.occurred_at,
            due_date=rules.last_day_in_time(reported, 1),
            closed_at=one.closed_at,
            owner_id=self.people[one.owner].pk,
            reporter_id=self.people[one.reporter].pk,
            source_key=one.source_id,
            id=self.identity(one.reported_at),
        )

    def _steps(self, one: PlannedDeviation) -> Iterator[Step]:
        who = self.people[one.owner].name
        yield Step(one.reported_at, "deviation.report", State.REPORTED,
                   by_name=self.people[one.reporter].name)  # fmt: skip
        state = State.REPORTED
        for at, severity, likelihood in _assessments(one):
            data = {"severity": severity, "likelihood": likelihood,
                    "score": severity * likelihood, "serious": one.lex_maria}  # fmt: skip
            yield Step(at, "deviation.assess", State.ASSESSED, state, by_name=who, data=data)
            state = State.ASSESSED
        if one.closed_at:
            yield Step(one.closed_at, "deviation.close", State.CLOSED, state, one.closing_words,
                       who, {"how": one.closed_how})  # fmt: skip

    def _columns(self, one: PlannedDeviation) -> tuple[Any, ...]:
        assessed = list(_assessments(one))
        _at, severity, likelihood = assessed[-1] if assessed else (None, None, None)
        return (
            one.law, one.type, one.place, one.text, one.immediate, one.sex, True, severity,
            likelihood, one.lex_maria and bool(assessed), one.investigation, one.closed_how,
            one.closing_words if one.closed_at else "",
        )  # fmt: skip

    def identity(self, at: datetime) -> uuid.UUID:
        """Give the next identity of the seeded series."""
        return uuid7(at, self.random.getrandbits)


@action
def write_deviations(*, by: Viewer, pairs: list[tuple[Incoming, tuple[Any, ...]]]) -> None:
    """Write one batch of planned deviations."""
    intake.open_many(by=by, kind="deviation", incoming=[one for one, _ in pairs], source="demo")
    rows = ((one.id, *columns) for one, columns in pairs)
    intake.write_rows(Deviation, DEVIATION_COLUMNS, rows)


def _assessments(one: PlannedDeviation) -> Iterator[tuple[datetime, int, int]]:
    if one.assessed_at:
        yield one.assessed_at, one.severity, one.likelihood
    if one.reassessed_at:
        yield one.reassessed_at, one.reassessed_severity, one.reassessed_likelihood


def _batches(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    found = iter(rows)
    while batch := list(islice(found, size)):
        yield batch
