"""The demo's goals: the published ones of 2023 with their numbers; the rest is invented."""

from dataclasses import replace
from datetime import date, timedelta

from vaka.areas.goals import plan_queries, plan_rules
from vaka.areas.goals.models import (
    GivenFigure,
    Goal,
    GoalIndicator,
    GoalTarget,
    KeyActivity,
    LightChoice,
    OperationsPlan,
)
from vaka.areas.goals.plan_rules import PlanItem, PlanPart
from vaka.areas.goals.rules import ActivityState, Direction, Level, Light
from vaka.config.demo.plans import Identity, moment
from vaka.config.demo.reading import facts
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person

FIRST_YEAR = 2023
HIGHER, LOWER = Direction.HIGHER, Direction.LOWER
# key, above, level, unit, goal, why
GOALS = (
    ("trygg", "", Level.COUNCIL, "vaka", "Den som behöver omsorg är trygg med den", ""),
    ("egen", "", Level.COUNCIL, "vaka", "Fler klarar sin egen försörjning", ""),
    ("hemtjanst", "trygg", Level.BOARD, "socialforvaltningen", "Fler är nöjda med sin hemtjänst",
     "Den som bor hemma ska känna igen dem som kommer."),
    ("boende", "trygg", Level.BOARD, "socialforvaltningen", "Fler är nöjda med sitt boende", ""),
    ("saker", "trygg", Level.BOARD, "socialforvaltningen", "Det som går fel rättas i tid", ""),
    ("bistand", "egen", Level.BOARD, "socialforvaltningen",
     "Färre vuxna lever länge på bistånd", ""),
    ("almen-fall", "saker", Level.UNIT, "almen", "Färre faller på Almen",
     "Fallen var vanligast på natten. Larmmattorna ska märkas i siffrorna."),
    ("almen-tid", "saker", Level.UNIT, "almen", "Almens avvikelser avslutas inom en månad", ""),
    ("bjorken-tid", "saker", Level.UNIT, "bjorken", "Björkens avvikelser avslutas inom en månad",
     ""),
)  # fmt: skip
# goal, the published measure that the figures are of, indicator, direction
GIVEN = (
    ("hemtjanst", "home", "Nöjda med hemtjänsten på det hela taget", HIGHER),
    ("boende", "residential", "Nöjda med boendet på det hela taget", HIGHER),
    ("bistand", "assistance", "Vuxna med bistånd minst tio månader av tolv", LOWER),
)
# goal, measure, unit, direction, target, tolerance
COUNTED = (
    ("saker", "deviations_closed_in_month_share", "socialforvaltningen", HIGHER, 80.0, None),
    ("almen-fall", "falls", "almen", LOWER, 70.0, 10.0),
    ("almen-tid", "deviations_closed_in_month_share", "almen", HIGHER, 80.0, None),
    ("bjorken-tid", "deviations_closed_in_month_share", "bjorken", HIGHER, 80.0, None),
)
# goal, what is done, by whom, begins and ends by days from today, state, words
ACTIVITIES = (
    ("hemtjanst", "Fast omsorgskontakt hos alla som vill", "leila", -200, 60,
     ActivityState.UNDER_WAY, "Klart i Ängen, Åsen återstår."),
    ("boende", "Måltidsråd på varje boende", "susanne", -160, -20, ActivityState.UNDER_WAY, ""),
    ("saker", "Utbildning i att bedöma risk för nya chefer", "maja", -120, -30,
     ActivityState.DONE, "Elva chefer har gått den."),
    ("almen-fall", "Larmmattor i tolv rum", "bo", -300, -270, ActivityState.DONE, ""),
    ("almen-fall", "Sittgrupp vid nattens rundor", "bo", -30, 90, ActivityState.PLANNED, ""),
)  # fmt: skip
NEW = "Sittgrupp vid nattens rundor"
REVISED = "Nämnden höjde målet sedan det första halvåret gått bättre än väntat."
CHOICE = (
    "almen-tid", Light.NEAR,
    "Fyra ärenden väntade på regionens svar och var i övrigt klara i tid.", "kim",
)  # fmt: skip
LATER: dict[str, dict[int, tuple[float | None, float]]] = {
    "home": {2024: (88, 84.0), 2025: (88, 86.0), 2026: (88, 87.0)},
    "residential": {2024: (83, 80.0), 2025: (83, 84.0), 2026: (84, 84.0)},
    "assistance": {2025: (None, 0.72), 2026: (None, 0.69)},
}
"""Invented: target and outcome of the years after the published ones."""


@action
def write(
    *, by: Viewer, people: dict[str, Person], places: dict[str, Unit], identity: Identity,
    today: date,
) -> None:  # fmt: skip
    """Write the chain with its indicators, targets, figures and key activities."""
    at = moment(today)
    goals: dict[str, Goal] = {}
    for key, above, level, unit, title, why in GOALS:
        goals[key] = Goal.objects.create(
            id=identity(at), level=level, unit=places[unit], parent=goals.get(above), title=title,
            words=why, from_year=FIRST_YEAR,
        )  # fmt: skip
        note(by=by, verb="goal.set_goal", object_kind="goal", object_id=goals[key].pk,
             unit_id=places[unit].pk, data={"title": title})  # fmt: skip
    _given(goals, identity, today)
    counted = _counted(goals, places, identity, today)
    KeyActivity.objects.bulk_create(
        KeyActivity(
            id=identity(at), goal=goals[key], title=title, responsible=people[who],
            start_date=today + timedelta(days=begins), due_date=today + timedelta(days=ends),
            state=state, words=words,
            done_date=today + timedelta(days=ends) if state == ActivityState.DONE else None,
        )
        for key, title, who, begins, ends, state, words in ACTIVITIES
    )  # fmt: skip
    key, light, reason, who = CHOICE
    LightChoice.objects.create(id=identity(at), indicator=counted[key], year=today.year - 1,
                               light=light, reason=reason, decided_by=people[who].name)  # fmt: skip
    for unit in ("almen", "bjorken"):
        _plans(by, places[unit], identity, today)


def _plans(by: Viewer, unit: Unit, identity: Identity, today: date) -> None:
    """Two revisions of a unit's plan: as it was adopted, and as it stands since."""
    now = plan_queries.standing(by, unit, today.year)
    for revision, (days, items, decided, words) in enumerate(
        ((-270, _earlier(now), "Socialnämnden, verksamhetsplan", ""),
         (-60, now, "Socialnämnden, reviderad plan", REVISED)), 1
    ):  # fmt: skip
        row = OperationsPlan.objects.create(
            id=identity(moment(today)), unit=unit, year=today.year, revision=revision,
            adopted_date=today + timedelta(days=days), decided_by=decided, words=words,
            content=plan_rules.as_kept(items),
        )  # fmt: skip
        note(by=by, verb="operations_plan.adopt_plan", object_kind="operations_plan",
             object_id=row.pk, unit_id=unit.pk, data={"revision": revision})  # fmt: skip


def _earlier(now: list[PlanItem]) -> list[PlanItem]:
    """The plan before it was revised: lower targets, fewer activities, one that was taken out."""
    kept = [one for one in now if one.part is not PlanPart.ACTIVITY or one.title != NEW]
    was = [replace(one, fields={**one.fields, "target": "75 %"})
           if one.fields.get("target", "").startswith("80") else one for one in kept]  # fmt: skip
    gone = PlanItem(PlanPart.ACTIVITY, "demo-gone", was[0].goal, {
        "title": "Mät ljudet på natten", "responsible": "Enhetschefen", "start": "", "due": "",
    })  # fmt: skip
    return [*was, gone]


def _given(goals: dict[str, Goal], identity: Identity, today: date) -> None:
    """The published numbers as printed, two for one year where two are printed, and later ones."""
    at = moment(today)
    for key, subject, title, good in GIVEN:
        row = GoalIndicator.objects.create(
            id=identity(at), goal=goals[key], unit=goals[key].unit, title=title, good=good,
            tolerance=0.05 if subject == "assistance" else None,
        )  # fmt: skip
        printed = [one for one in facts("goals_2023") if one["indicator"] == subject]
        for one in printed:
            year, value = int(one["year"]), float(one["value"])
            if one["kind"] == "target":
                GoalTarget.objects.create(id=identity(at), indicator=row, year=year, value=value)
            if one["kind"] == "change":  # only the change is printed, so the year before follows
                year, value = year - 1, _outcome(printed, year) - value
            if one["kind"] != "target":
                GivenFigure.objects.create(id=identity(at), indicator=row, year=year, value=value,
                                           source=one["source"])  # fmt: skip
        for year, (target, value) in LATER[subject].items():
            if year > today.year:
                continue
            if target is not None:
                GoalTarget.objects.create(id=identity(at), indicator=row, year=year, value=target)
            GivenFigure.objects.create(id=identity(at), indicator=row, year=year, value=value,
                                       source="Påhittad siffra i demon")  # fmt: skip


def _outcome(printed: list[dict[str, str]], year: int) -> float:
    return next(float(one["value"]) for one in printed
                if one["kind"] == "outcome" and int(one["year"]) == year)  # fmt: skip


def _counted(
    goals: dict[str, Goal], places: dict[str, Unit], identity: Identity, today: date
) -> dict[str, GoalIndicator]:
    made = {}
    for key, measure, unit, good, target, tolerance in COUNTED:
        made[key] = GoalIndicator.objects.create(
            id=identity(moment(today)), goal=goals[key], unit=places[unit], measure=measure,
            good=good, tolerance=tolerance,
        )  # fmt: skip
        GoalTarget.objects.bulk_create(
            GoalTarget(id=identity(moment(today)), indicator=made[key], year=year, value=target)
            for year in range(FIRST_YEAR, today.year + 1)
        )
    return made
