"""The demo's self-checks: hygiene quarter by quarter, observed once a year, rated by managers."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from vaka.areas.self_checks import actions, ready, rules
from vaka.areas.self_checks.models import (
    Answer,
    CheckPlan,
    Draw,
    Finding,
    Form,
    FormVersion,
    PlanDoor,
    PlanTerms,
    PlanUnit,
    Round,
)
from vaka.areas.self_checks.rules import FOUND_IN, FindingState, Frequency, Method, Occasion, State
from vaka.config.demo.cast import owner_of
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import intake
from vaka.foundation.cases.intake import Incoming, Step
from vaka.foundation.cases.models import CaseLink
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.foundation.questions.models import Door
from vaka.foundation.questions.sets import Kind, Question
from vaka.law import lots
from vaka.law.local_time import swedish

Identity = Callable[[datetime], uuid.UUID]
SINCE = date(2023, 1, 1)
HOMES = {"almen": 24, "bjorken": 18, "linden": 30, "asken": 22, "eken": 26}
RATERS = ("almen", "bjorken", "linden", "asken", "eken", "hemtjanst-angen", "hemtjanst-asen")
WEAK, WEAK_CHANCE, USUAL_CHANCE = {"smycken", "sprit-fore"}, 0.82, 0.975
LEAST, OBSERVED, REVIEWED = 5, 20, 10
ANALYSIS = "Genomgånget på APT. Vi fortsätter påminna varandra och följer nästa omgång."
FOUND = "Ringar och klocka på under vårdnära arbete: en av fem svarade nej i självskattningen."


@dataclass(frozen=True)
class Planned:
    """One plan of the demo: a delivered form, its units with expected answers, its first day."""

    code: str
    places: dict[str, int]
    first: date
    frequency: Frequency
    open_days: int | None = None


PLANS = (
    Planned("hygien-sjalvskattning", HOMES, date(2025, 1, 1), Frequency.QUARTERLY),
    Planned("hygien-observation", dict.fromkeys(HOMES, OBSERVED), date(2024, 4, 1),
            Frequency.YEARLY, 61),
    Planned("arlig-sjalvskattning", dict.fromkeys(RATERS, 1), date(2024, 10, 1),
            Frequency.YEARLY, 92),
    Planned("genomforandeplaner", dict.fromkeys(("almen", "bjorken"), REVIEWED), date(2023, 1, 1),
            Frequency.HALF_YEARLY),
    Planned("delegering-enkat", {"sarskilt-boende": 60}, date(2023, 8, 1), Frequency.YEARLY, 31),
)  # fmt: skip


class _Writer:
    """Writes plan after plan, with identities of the demo's series."""

    def __init__(
        self, by: Viewer, people: dict[str, Person], identity: Identity, seed: int, today: date
    ) -> None:
        self.by, self.people, self.today = by, people, today
        self.random = Random(f"self-checks-{seed}")  # noqa: S311 - invented answers
        self.identity = identity
        self.units = {unit.code: unit for unit in Unit.objects.all()}

    def plan(self, wanted: Planned) -> None:
        """Write a form in use, its plan, and its rounds until today."""
        one = ready.ready_form(wanted.code)
        form = Form.objects.create(
            pk=self.new_id(SINCE), code=one.code, title=one.title, method=one.method,
            topic=one.topic, made_by=self.people["kim"],
        )  # fmt: skip
        version = FormVersion.objects.create(
            pk=self.new_id(SINCE), form=form, number=1, since_date=SINCE, content=one.content
        )
        plan = CheckPlan.objects.create(
            pk=self.new_id(SINCE), form=form, title=one.title, why=one.why,
            unit=self.units["socialforvaltningen"], is_anonymous=one.is_anonymous,
        )  # fmt: skip
        PlanTerms.objects.create(
            plan=plan, since_date=wanted.first, frequency=wanted.frequency,
            open_days=wanted.open_days, target_percent=one.target_percent,
            sample_size=one.sample_size,
        )  # fmt: skip
        PlanUnit.objects.bulk_create(
            PlanUnit(plan=plan, unit=self.units[code], expected=expected)
            for code, expected in wanted.places.items()
        )
        self.rounds(wanted, plan, version)

    def rounds(self, wanted: Planned, plan: CheckPlan, version: FormVersion) -> None:
        """Write the rounds of a plan with their answers."""
        when = rules.occasions(wanted.frequency, wanted.first, self.today, wanted.open_days)
        pairs = [(code, one) for one in when for code in wanted.places if one.start < self.today]
        cases = [self._case(plan, code, one) for code, one in pairs]
        intake.open_many(by=self.by, kind="self_check", incoming=cases, source="demo")
        made = [
            self._round(plan, version, case, wanted.places[code], one)
            for (code, one), case in zip(pairs, cases, strict=True)
        ]
        Round.objects.bulk_create(made)
        Answer.objects.bulk_create(
            answer for one, (code, _) in zip(made, pairs, strict=True)
            for answer in self._answers(one, code)
        )  # fmt: skip

    def new_id(self, day: date) -> uuid.UUID:
        """Give the next identity of the demo's series."""
        return self.identity(datetime.combine(day, time(9), UTC))

    def _case(self, plan: CheckPlan, code: str, one: Occasion) -> Incoming:
        unit, boss = self.units[code], self.people[owner_of(code)]
        opened = datetime.combine(one.start, time(6), UTC)
        steps = [Step(opened, "self_check.open", State.OPEN)]
        closed = datetime.combine(one.due, time(14), UTC) if one.due < self.today else None
        if closed:
            steps.append(Step(closed, "self_check.close", State.CLOSED, State.OPEN, ANALYSIS,
                              boss.name))  # fmt: skip
        return Incoming(
            unit_id=unit.pk, unit_name=unit.name, title=plan.title, state=steps[-1].to_state,
            opened_at=opened, year=one.start.year, reference_year=one.start.year, steps=steps,
            occurred_at=actions.begins_at(one.start), due_date=one.due, closed_at=closed,
            owner_id=boss.pk, id=self.identity(opened),
        )  # fmt: skip

    def _round(
        self, plan: CheckPlan, version: FormVersion, case: Incoming, expected: int, one: Occasion
    ) -> Round:
        terms = plan.terms.all()[0]
        assert case.id is not None
        return Round(
            case_id=case.id, plan=plan, version=version, start_date=one.start, due_date=one.due,
            expected=expected, is_anonymous=plan.is_anonymous,
            least_answers=LEAST if plan.is_anonymous else 1, target_percent=terms.target_percent,
        )  # fmt: skip

    def _number(self, one: Round) -> int:
        """A third of those expected have answered while it goes on, most of them at the end."""
        expected, method = one.expected or 0, Method(one.plan.form.method)
        number = round(expected * 0.85) if method is Method.SELF_RATING else expected
        number = number if one.due_date < self.today else number // 3
        return max(number, 1) if method is Method.YEARLY_RATING else number

    def _answers(self, one: Round, code: str) -> Iterator[Answer]:
        questions = ready.ready_form(one.plan.form.code).questions.questions
        progress = (one.start_date - date(2024, 1, 1)).days / 1200
        level = self.random.gauss(6.4 + 1.2 * progress, 0.8)
        person = None if one.is_anonymous else self.people[owner_of(code)]
        for place in range(self._number(one)):
            last = min(one.due_date, self.today - timedelta(days=1))
            day = one.start_date + timedelta(
                days=self.random.randrange(max((last - one.start_date).days, 0) + 1)
            )
            values = {q.key: self._value(q, progress, level) for q in questions}
            yield Answer(
                id=uuid.UUID(int=self.random.getrandbits(128), version=4), round=one,
                batch=rules.batch_of(place, one.least_answers), answered_date=day, person=person,
                values={key: value for key, value in values.items() if value},
            )  # fmt: skip

    def _value(self, question: Question, progress: float, level: float) -> str:
        chance = WEAK_CHANCE if question.key in WEAK else USUAL_CHANCE
        chance = min(0.99, chance + 0.12 * progress * (question.key in WEAK))
        if question.kind in (Kind.CHECK, Kind.YES_NO):
            no_need = question.kind is Kind.CHECK and self.random.random() < 0.05
            return "na" if no_need else "yes" if self.random.random() < chance else "no"
        if question.kind is Kind.SCALE:
            return str(max(1, min(10, round(self.random.gauss(level, 1.3)))))
        if question.kind is Kind.CHOICE:
            return self.random.choice(question.choices).value
        return str(self.random.randrange(1, 7)) if question.kind is Kind.NUMBER else ""


@action
def write(
    *, by: Viewer, people: dict[str, Person], identity: Identity, seed: int, today: date
) -> None:  # fmt: skip
    """Write forms, plans, rounds, answers, a door at Almen, a sample and a finding."""
    writer = _Writer(by, people, identity, seed, today)
    for wanted in PLANS:
        writer.plan(wanted)
    _door(writer)
    _draws(writer)
    _finding(writer)


def _door(writer: _Writer) -> None:
    door = Door.objects.create(
        pk=writer.new_id(writer.today), code="hygien22", form="self_check",
        unit=writer.units["almen"], made_by=writer.people["bo"],
    )  # fmt: skip
    plan = CheckPlan.objects.get(form__code="hygien-sjalvskattning")
    PlanDoor.objects.create(door=door, plan=plan)


def _draws(writer: _Writer) -> None:
    for one in Round.objects.filter(plan__form__code="genomforandeplaner"):
        seed = f"{writer.random.getrandbits(64):016x}"
        Draw.objects.create(
            round=one, population=36, size=REVIEWED, seed=seed,
            numbers=lots.drawn(36, REVIEWED, seed),
        )  # fmt: skip


def _finding(writer: _Writer) -> None:
    """Let Almen's round before the one under way have shown what is not met."""
    found = Round.objects.filter(
        plan__form__code="hygien-sjalvskattning", due_date__lt=writer.today
    )
    one = found.filter(case__unit=writer.units["almen"]).order_by("-start_date").first()
    if one is None:
        return
    at = datetime.combine(one.due_date, time(15), UTC)
    boss = writer.people["bo"]
    step = Step(at, "finding.find", FindingState.FOUND, by_name=boss.name)
    unit = writer.units["almen"]
    case = Incoming(
        unit_id=unit.pk, unit_name=unit.name, title=FOUND, state=FindingState.FOUND, opened_at=at,
        year=swedish(at).year, reference_year=swedish(at).year, steps=[step], text=FOUND,
        owner_id=boss.pk, reporter_id=boss.pk, id=writer.identity(at),
    )  # fmt: skip
    intake.open_many(by=writer.by, kind="finding", incoming=[case], source="demo")
    assert case.id is not None
    Finding.objects.create(case_id=case.id, round=one, question_key="smycken", text=FOUND)
    CaseLink.objects.create(from_case_id=case.id, to_case_id=one.pk, relation=FOUND_IN)
