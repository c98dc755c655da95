"""The demo's care plans, fixed contacts, coordinated plans and visits; all invented."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from vaka.areas.care_plans.models import (
    CarePlan,
    CareVisit,
    FixedContact,
    PlanGoal,
    PlanVersion,
    Sip,
)
from vaka.areas.care_plans.rules import ORIGINAL, Original, Participation, State, due_review
from vaka.areas.care_plans.sip_rules import Lead, SipState
from vaka.config.demo.competence import STAFF
from vaka.config.demo.plans import Identity, incoming, moment
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases import intake
from vaka.foundation.cases.intake import Incoming, Step
from vaka.foundation.cases.models import Case, Confidentiality
from vaka.foundation.organisation import actions as organisation
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.law.local_time import SWEDISH

MONTHS = 6
HOME, HELP = "Särskilt boende", "Hemtjänst"
LINDEN_FROM = date(2023, 1, 1)
# unit, manager, service of the decision, plans, whether its contacts are appointed
UNITS = (
    ("almen", "bo", HOME, 9, False),
    ("bjorken", "cecilia", HOME, 5, False),
    ("hemtjanst-angen", "jonas", HELP, 16, True),
    ("linden", "lars", HOME, 4, False),
)
GOALS = (
    ("d4", "Jag vill kunna gå själv till matsalen.",
     "Personalen går bredvid med gåbord till varje måltid. Sittgymnastik tisdag och fredag.",
     "Morgonpasset och fysioterapeuten"),
    ("d5", "Jag vill duscha på morgonen och välja kläder själv.",
     "Hjälp i duschen måndag och torsdag kl. 9. Lägg fram två plagg att välja mellan.",
     "Fast omsorgskontakt"),
    ("d6", "Jag vill laga min egen frukost.",
     "Personalen ställer fram och stöttar, personen brer smörgås och kokar kaffe.",
     "Morgonpasset"),
    ("d7", "Jag vill ringa min syster varje söndag.",
     "Hjälp att slå numret på söndagen efter lunch. Vara i fred under samtalet.", "Dagpasset"),
    ("d9", "Jag vill ut i trädgården när det är fint väder.",
     "Utevistelse minst två gånger i veckan, en stund på bänken vid äppelträden.", "Alla"),
    ("trygghet", "Jag vill veta vem som kommer.",
     "Veckans namn skrivs på tavlan varje måndag.", "Fast omsorgskontakt"),
)  # fmt: skip
TOLD = ("Samtal i lägenheten en förmiddag. Personen berättade själv, dottern var med.",
        "Sonen företrädde, eftersom personen har svårt att uttrycka sig.",
        "Personen ville inte delta men sa att det är bra som det är.")  # fmt: skip
NIGHT = "Jag vill sova ostört. Titta in en gång, kl. 2, och lämna dörren på glänt."
OUTCOME = "Gåendet har blivit säkrare. Duschen på morgonen fungerar, kläderna väljs inte alltid."
HELD = ("Hjälp morgon och kväll, läkemedel, sår på benet och träning att gå.",
        "Kommunen: omsorg och rehabilitering. Regionen: läkarbesök och sårkonsult.",
        "Dottern handlar och följer med till läkaren.")  # fmt: skip


@dataclass
class _Rows:
    """What is written in bulk."""

    plan_cases: list[Incoming] = field(default_factory=list)
    sip_cases: list[Incoming] = field(default_factory=list)
    plans: list[CarePlan] = field(default_factory=list)
    versions: list[PlanVersion] = field(default_factory=list)
    goals: list[PlanGoal] = field(default_factory=list)
    contacts: list[FixedContact] = field(default_factory=list)
    sips: list[Sip] = field(default_factory=list)


@dataclass(frozen=True)
class _Scene:
    people: dict[str, Person]
    places: dict[str, Unit]
    identity: Identity
    random: Random
    today: date


@action
def write(
    *, by: Viewer, people: dict[str, Person], places: dict[str, Unit], identity: Identity,
    seed: int, today: date,
) -> None:  # fmt: skip
    """Write the plans of four units, one of which writes its own in the case system."""
    random = Random(f"care-plans-{seed}")  # noqa: S311 - invented rows
    scene, rows = _Scene(people, places, identity, random, today), _Rows()
    organisation.set_local_value(
        by=by, key=ORIGINAL, text=Original.CASE_SYSTEM, valid_from=LINDEN_FROM,
        reason="Linden skriver sina planer i verksamhetssystemet.", unit=places["linden"],
    )  # fmt: skip
    decisions = {service: _decisions(service) for service in (HOME, HELP)}
    for code, boss, service, many, has_contacts in UNITS:
        for number in range(many):
            decision = decisions[service].pop()
            _plan(rows, scene, places[code], people[boss], decision, number, has_contacts)
    intake.open_many(by=by, kind="care_plan", incoming=rows.plan_cases, source="demo")
    intake.open_many(by=by, kind="sip", incoming=rows.sip_cases, source="demo")
    CarePlan.objects.bulk_create(rows.plans)
    PlanVersion.objects.bulk_create(rows.versions)
    PlanGoal.objects.bulk_create(rows.goals)
    FixedContact.objects.bulk_create(rows.contacts)
    Sip.objects.bulk_create(rows.sips)
    CareVisit.objects.bulk_create(_visits(places["hemtjanst-angen"], random, today))
    note(by=by, verb="care_visit.import_visits", object_kind="care_visit", data={"source": "demo"})


def _decisions(service: str) -> list[Case]:
    """The newest executed decisions on a service, the oldest of them last."""
    found = Case.objects.filter(kind="decision", title=service, state="executed")
    return list(found.exclude(unit__is_reference=True).order_by("-opened_at", "pk")[:30])


def _plan(
    rows: _Rows, scene: _Scene, unit: Unit, boss: Person, decision: Case, number: int,
    has_contacts: bool,
) -> None:  # fmt: skip
    begun = scene.today - timedelta(days=260 + 9 * number)
    begun = max(begun, decision.opened_at.date() + timedelta(days=1))
    is_source = unit.code == "linden"
    last_made = scene.today - timedelta(days=20 + (number * 23) % 190)
    made = [day for day in (begun + timedelta(days=8), last_made) if day <= scene.today]
    is_draft = number == 2 and unit.code == "almen"
    days = [] if is_draft else sorted(set(made))
    steps = [Step(moment(begun), "care_plan.import_plan" if is_source else "care_plan.begin",
                  State.DRAFT, by_name="Beata Löfgård",
                  data={"decision": decision.reference})]  # fmt: skip
    for place, day in enumerate(days):
        steps.append(Step(moment(day) + timedelta(minutes=1), "care_plan.confirm", State.VALID,
                          State.DRAFT, by_name=boss.name, data={"version": place + 1}))  # fmt: skip
    due = due_review(days[-1], MONTHS) if days else begun + timedelta(days=14)
    case = incoming(unit, f"{decision.title}, lägenhet {number + 1}", steps, boss,
                    scene.identity(moment(begun)), due)  # fmt: skip
    case.confidentiality, case.subject_id, case.text = (
        Confidentiality.SECRET, decision.subject_id, "",
    )  # fmt: skip
    assert case.id is not None
    rows.plan_cases.append(case)
    plan = CarePlan(case_id=case.id, decision=decision, mark=f"lägenhet {number + 1}",
                    begun_date=begun, needs_region=number % 3 != 1,
                    is_from_source=is_source)  # fmt: skip
    rows.plans.append(plan)
    _versions(rows, scene, plan, boss, days, number, is_source)
    if has_contacts:
        _contact(rows, scene, plan, unit, number)
    if plan.needs_region and number % 2 == 0 and days:
        _sip(rows, scene, plan, unit, boss, number)


def _versions(
    rows: _Rows, scene: _Scene, plan: CarePlan, boss: Person, days: Sequence[date], number: int,
    is_source: bool,
) -> None:  # fmt: skip
    parts = list(Participation)
    for place, day in enumerate(days or [None]):
        how = 0 if number % 5 else 1 + number % 2
        version = PlanVersion(
            id=scene.identity(moment(day or scene.today)), plan=plan, number=place + 1,
            made_date=day, valid_from=day, next_review=due_review(day, MONTHS) if day else None,
            participation=parts[how] if day else "", told="" if is_source or not day else TOLD[how],
            night=NIGHT if number % 2 == 0 and not is_source else "", has_night=number % 2 == 0,
            confirmed_date=day, confirmed_by=boss if day else None,
        )  # fmt: skip
        if day and place + 1 < len(days):
            version.reviewed_date, version.outcome = days[place + 1], OUTCOME
        rows.versions.append(version)
        _goals(rows, scene, version, number, is_source)


def _goals(
    rows: _Rows, scene: _Scene, version: PlanVersion, number: int, is_source: bool
) -> None:  # fmt: skip
    for place in range(3 if version.confirmed_date else 1):
        area, goal, what, who = GOALS[(number + place * 2) % len(GOALS)]
        now = scene.random.choices((1, 2, 3, 4), (2, 4, 4, 1))[0]
        after = None
        if version.reviewed_date and scene.random.random() < 0.85:
            after = min(4, max(0, now + scene.random.choices((-1, 0, 1), (5, 4, 2))[0]))
        texts: dict[str, Any] = {} if is_source else {"goal": goal, "what": what, "who": who}
        rows.goals.append(PlanGoal(
            id=scene.identity(moment(version.made_date or scene.today)), version=version, area=area,
            state_now=now, state_goal=max(now - 1, 0), state_after=after, **texts,
        ))  # fmt: skip


def _contact(rows: _Rows, scene: _Scene, plan: CarePlan, unit: Unit, number: int) -> None:
    """Most load lies on a few; somebody has none, and a change has not been told."""
    names = STAFF[unit.code]
    if number == 5:
        return
    name = names[(0, 0, 0, 1, 1, 2, 0, 3)[number % 8]]
    start = max(plan.begun_date + timedelta(days=3), scene.today - timedelta(days=200))
    rows.contacts.append(FixedContact(
        id=scene.identity(moment(start)), plan=plan, is_exempt=False,
        person=scene.people[name.replace(" ", ".").casefold()], from_date=start,
        minutes=None if number % 4 == 3 else 60 + 15 * (number % 3),
        told_date=None if number == 7 else start,
    ))  # fmt: skip


def _sip(
    rows: _Rows, scene: _Scene, plan: CarePlan, unit: Unit, boss: Person, number: int
) -> None:  # fmt: skip
    offered = plan.begun_date + timedelta(days=12)
    settled, follow = offered + timedelta(days=20), scene.today + timedelta(days=15 + 11 * number)
    states = [(SipState.STARTED, "sip.consent", 4), (SipState.VALID, "sip.settle", 20)]
    steps, before = [Step(moment(offered), "sip.offer", SipState.OFFERED, by_name=boss.name)], ""
    before = SipState.OFFERED
    for state, verb, days in states[: 1 if number == 4 else 2]:
        steps.append(Step(moment(offered + timedelta(days=days)), verb, state, before,
                          by_name=boss.name))  # fmt: skip
        before = state
    is_valid = before == SipState.VALID
    case = incoming(unit, rows.plan_cases[-1].title, steps, boss, scene.identity(moment(offered)),
                    follow if is_valid else None)  # fmt: skip
    case.confidentiality, case.text = Confidentiality.SECRET, ""
    rows.sip_cases.append(case)
    told = dict(zip(("help", "who", "others"), HELD, strict=True)) if is_valid else {}
    if is_valid:
        told |= {"lead": Lead.MUNICIPALITY, "lead_who": "Fast omsorgskontakt"}
    assert case.id is not None
    rows.sips.append(Sip(
        case_id=case.id, plan=plan, offered_date=offered,
        consented_date=offered + timedelta(days=4), started_date=offered + timedelta(days=4),
        settled_date=settled if is_valid else None, next_date=follow if is_valid else None, **told,
    ))  # fmt: skip


def _visits(unit: Unit, random: Random, today: date) -> list[CareVisit]:
    """Four weeks of visits to fourteen people, who meet from five to some twenty of the staff."""
    start = today - timedelta(days=today.weekday() + 35)
    found = []
    for person in range(14):
        staff = range(5 + person % 7 * 3)
        for day in range(28):
            if person == 3 and day == 9:
                continue  # away for a day, so not counted in that window
            for hour in (8, 13, 19):
                at = datetime.combine(start + timedelta(days=day), time(hour, 5), SWEDISH)
                key = random.choice(staff)
                found.append(CareVisit(unit=unit, person_key=f"demo-{person}", began_at=at,
                                       staff_key=f"demo-{key}"))  # fmt: skip
    return found
