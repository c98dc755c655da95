"""The demo's programme, projects and initiatives in three units: all invented."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from vaka.areas.goals.rules import ActivityState, Direction
from vaka.areas.projects import rules
from vaka.areas.projects.models import (
    EffectGoal,
    EffectValue,
    Project,
    ProjectFollowUp,
    ProjectPhase,
)
from vaka.areas.projects.rules import EffectUnit, ProjectKind, ProjectState
from vaka.config.demo.plans import Identity, moment
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.law.period import Grain

HIGHER, LOWER = Direction.HIGHER, Direction.LOWER
DONE, UNDER_WAY, PLANNED = ActivityState.DONE, ActivityState.UNDER_WAY, ActivityState.PLANNED


@dataclass(frozen=True)
class Invented:
    """One project; days are counted from today.

    Attributes:
        phases: name, first and last day, state, words.
        effects: name, measure, unit, direction, target, before, values as day and number.
    """

    kind: ProjectKind
    title: str
    unit: str
    owner: str
    begins: int
    ends: int
    state: ProjectState
    purpose: str
    under: str = ""
    phases: tuple[tuple[str, int, int, ActivityState, str], ...] = ()
    effects: tuple[
        tuple[str, str, EffectUnit, Direction, float, float | None, dict[int, float]], ...
    ] = ()
    lessons: str = ""
    obstacles: str = ""
    followed: dict[int, str] = field(default_factory=dict)


PROJECTS = (
    Invented(
        ProjectKind.PROGRAMME, "Tid till omsorg", "socialforvaltningen", "kim", -400, 330,
        ProjectState.UNDER_WAY, "Mer av arbetstiden ska gå till den som behöver omsorg.",
    ),
    Invented(
        ProjectKind.PROJECT, "Skriv där du är", "almen", "bo", -210, 150, ProjectState.UNDER_WAY,
        "Personalen på Almen ska kunna skriva i rummet i stället för på kontoret efteråt.",
        "Tid till omsorg",
        (("Kartlägg hur tiden går", -210, -150, DONE, "Två veckor mättes på båda planen."),
         ("Pröva på plan 1", -149, -40, DONE, ""),
         ("Inför på plan 2", -39, 60, UNDER_WAY, "Halva personalen har fått telefon."),
         ("Utvärdera", 61, 150, PLANNED, "")),
        (("Timmar som inte längre går åt på kontoret", "", EffectUnit.HOURS, HIGHER, 30.0, None,
          {-100: 8.0, -20: 19.5}),
         ("", "falls", EffectUnit.COUNT, LOWER, 16.0, None, {})),
    ),
    Invented(
        ProjectKind.INITIATIVE, "Sjuksköterskans tid", "bjorken", "cecilia", -120, -10,
        ProjectState.UNDER_WAY,
        "Sjuksköterskorna på Björken ska slippa beställa, hämta och räkna förråd.",
        "Tid till omsorg",
        (("Fråga vad som tar tid", -120, -90, DONE, ""),
         ("Flytta förrådet", -89, -20, UNDER_WAY, "Väntar på hyllor.")),
        (("Timmar som frigörs för sjuksköterskorna", "", EffectUnit.HOURS, HIGHER, 12.0, None,
          {-30: 4.0}),),
    ),
    Invented(
        ProjectKind.PROJECT, "Trygg hem i team", "socialforvaltningen", "maja", -900, -420,
        ProjectState.CLOSED,
        "Den som skrivs ut från sjukhus ska mötas av ett team de första fjorton dagarna.",
        "", (("Forma teamet", -900, -800, DONE, ""), ("Pröva", -799, -450, DONE, ""),
             ("Slutrapport", -449, -420, DONE, "")),
        (("Trygg med hemkomsten, andel som svarar ja", "", EffectUnit.PERCENT, HIGHER, 85.0, 71.0,
          {-500: 82.0, -430: 86.0, -50: 84.0}),),
        "Teamet behövde samma arbetstider. Planera in två veckor där ingen tar nya personer.",
        "Vårdplanering på skärm kom aldrig i gång, för regionen bytte system.",
        {0: "Teamet finns kvar och når nästan målet. Två av fyra har slutat."},
    ),
)  # fmt: skip


@action
def write(
    *, by: Viewer, people: dict[str, Person], places: dict[str, Unit], identity: Identity,
    today: date,
) -> None:  # fmt: skip
    """Write each project with its phases, effect goals, values, lessons and follow-ups."""
    made: dict[str, Project] = {}
    for one in PROJECTS:
        ended = today + timedelta(days=one.ends) if one.lessons else None
        made[one.title] = row = Project.objects.create(
            id=identity(moment(today)), kind=one.kind, unit=places[one.unit], title=one.title,
            parent=made.get(one.under), purpose=one.purpose, owner=people[one.owner],
            start_date=today + timedelta(days=one.begins),
            end_date=today + timedelta(days=one.ends), state=one.state, lessons=one.lessons,
            obstacles=one.obstacles, ended_date=ended,
        )  # fmt: skip
        note(by=by, verb="project.set_up_project", object_kind="project", object_id=row.pk,
             unit_id=row.unit_id, data={"title": one.title})  # fmt: skip
        _within(one, row, identity, today)
        for place, day in enumerate(rules.due_follow_ups(ended) if ended else ()):
            words = one.followed.get(place, "")
            ProjectFollowUp.objects.create(
                id=identity(moment(today)), project=row, due_date=day, words=words,
                done_date=day if words else None, by=row.owner if words else None,
            )  # fmt: skip


def _within(one: Invented, row: Project, identity: Identity, today: date) -> None:
    for title, begins, ends, state, words in one.phases:
        ProjectPhase.objects.create(
            id=identity(moment(today)), project=row, title=title, state=state, words=words,
            start_date=today + timedelta(days=begins), end_date=today + timedelta(days=ends),
            done_date=today + timedelta(days=ends) if state == DONE else None,
        )  # fmt: skip
    for title, measure, unit, good, target, before, values in one.effects:
        goal = EffectGoal.objects.create(
            id=identity(moment(today)), project=row, title=title, measure=measure, good=good,
            grain=Grain.QUARTER, counted_in=unit, target=target, baseline=before,
        )  # fmt: skip
        EffectValue.objects.bulk_create(
            EffectValue(id=identity(moment(today)), effect=goal, value=value,
                        day=today + timedelta(days=days), source="Påhittad siffra i demon")
            for days, value in values.items()
        )  # fmt: skip
