"""A filled form on its way in: the same whether from a page, a QR door or a phone's queue."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.self_checks import actions, queries
from vaka.areas.self_checks.actions import Filled
from vaka.areas.self_checks.models import PlanDoor, Round
from vaka.areas.self_checks.plan_actions import DOOR
from vaka.areas.self_checks.rules import ANSWER, State
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.cases.models import Case
from vaka.foundation.people.numbers import find_numbers
from vaka.foundation.questions.forms import AskedField, QuestionsForm
from vaka.foundation.questions.sets import Choice, Kind, Question, QuestionSet, Words

ROUND = "round"


class Unclear(ValueError):
    """The answers are not enough; `errors` says why, by the name of the answer."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(", ".join(sorted(errors)))
        self.errors = errors


@dataclass(frozen=True)
class Part:
    """The questions of one heading as the page draws them."""

    heading: str
    fields: list[AskedField]


@dataclass(frozen=True)
class Page:
    """One round's questions as the page draws them."""

    id: uuid.UUID
    title: str
    unit_name: str
    is_anonymous: bool
    least: int
    parts: list[Part]


class FillForm(QuestionsForm):
    """The questions of some rounds; which round is the first question when there are several.

    Each round's questions carry a name of their own, so that several forms fit on one page that a
    phone keeps for use without a network.
    """

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, rounds: Sequence[Round], **kwargs: Any
    ) -> None:
        self.rounds = {str(one.pk): one for one in rounds}
        super().__init__(data, sets=[_chooser(rounds), *(_named(one) for one in rounds)], **kwargs)

    def clean(self) -> dict[str, Any]:
        """Refuse identity numbers in free text."""
        data = super().clean() or {}
        for question in self.questions:
            if question.kind is Kind.TEXT and find_numbers(str(data.get(question.key) or "")):
                self.add_error(question.key, ValidationError(_("Ta bort personnumret.")))
        return data

    @property
    def pages(self) -> list[Page]:
        """The rounds with their questions, as the page draws them."""
        return [self._page(one, questions) for one, questions in zip(
            self.rounds.values(), self.sets[1:], strict=True)]  # fmt: skip

    def values_of(self, one: Round) -> dict[str, str]:
        """Give the answers to a round's questions by the form's own keys."""
        head = _head(one)
        return {
            key.removeprefix(head): value
            for key, value in self.answers().items() if key.startswith(head)
        }  # fmt: skip

    def _page(self, one: Round, questions: QuestionSet) -> Page:
        names = {step.key: step.name.said() for step in questions.steps}
        order = dict.fromkeys(question.step for question in questions.questions)
        parts = [Part(names.get(step, ""), self._fields(questions, step)) for step in order]
        case = one.case
        return Page(one.pk, case.title, case.unit.name, one.is_anonymous, one.least_answers, parts)

    def _fields(self, questions: QuestionSet, step: str) -> list[AskedField]:
        return [self.asked_field(one) for one in questions.questions if one.step == step]


def _head(one: Round) -> str:
    return f"{one.pk.hex[-8:]}-"


def _chooser(rounds: Sequence[Round]) -> QuestionSet:
    choices = tuple(
        Choice(str(one.pk), Words(f"{one.case.title}, {one.case.unit.name}")) for one in rounds
    )
    question = Question(
        ROUND, Kind.CHOICE, Words(_("Vilken egenkontroll gäller det?")), required=True,
        missing=Words(_("Välj vilken egenkontroll det gäller.")), choices=choices,
    )  # fmt: skip
    today = timezone.localdate()
    return QuestionSet(DOOR, 1, today, None, question.label, (), (question,))


def _named(one: Round) -> QuestionSet:
    questions = queries.asked(one.version)
    renamed = [
        replace(question, key=_head(one) + question.key, when={ROUND: [str(one.pk)]})
        for question in questions.questions
    ]
    return replace(questions, questions=tuple(renamed))


def open_rounds(viewer: Viewer) -> list[Round]:
    """Give the rounds that the viewer may answer now, those due first."""
    found = _open().filter(case__unit_id__in=viewer.unit_ids(ANSWER))
    return list(found.order_by("due_date", "case__title"))


def _open() -> Any:
    rounds = Round.objects.select_related("case__unit", "plan__form", "version__form")
    return rounds.filter(case__state=State.OPEN, start_date__lte=timezone.localdate())


def round_of_door(code: str) -> Round:
    """Give the round that a QR door leads to now. Raises NotVisible without one."""
    door = PlanDoor.objects.filter(door__code=code, door__closed_at=None).select_related("door")
    found = door.first()
    if found is None:
        raise NotVisible(code)
    rounds = _open().filter(plan_id=found.plan_id, case__unit_id=found.door.unit_id)
    one: Round | None = rounds.order_by("-start_date").first()
    if one is None:
        raise NotVisible(code)
    return one


def doors_of(rounds: Sequence[Round]) -> dict[str, str]:
    """Give the rounds by the codes of their doors, for a page kept on a phone."""
    doors = PlanDoor.objects.filter(plan__in=[one.plan_id for one in rounds], door__closed_at=None)
    by_place = {(one.plan_id, one.case.unit_id): str(one.pk) for one in rounds}
    rows = doors.values_list("door__code", "plan_id", "door__unit_id")
    return {code: by_place[plan, unit] for code, plan, unit in rows if (plan, unit) in by_place}


def accept(
    *, by: Viewer, client_id: uuid.UUID, answers: dict[str, str], saved_at: datetime | None = None
) -> Case:
    """Keep an answer from a phone's queue, once for each client id by the queue's own receipt.

    An anonymous answer leaves the client id behind: the phone's one-time code bears a name.

    Raises:
        Unclear: the answers are not enough, or the round is unknown.
        NotAllowed: the viewer may not answer at the unit.
        RuleRefused: the round takes no more answers.
    """
    one = _round(answers.get(ROUND, ""))
    demand(by, ANSWER, one.case.unit_id)
    form = FillForm(answers, rounds=[one])
    if not form.is_valid():
        raise Unclear(form.words_of_errors())
    return keep(by=by, one=one, form=form, client_id=None if one.is_anonymous else client_id)


def keep(*, by: Viewer, one: Round, form: FillForm, client_id: uuid.UUID | None) -> Case:
    """Keep a valid form's answers; an anonymous round is told to the log by no person."""
    filled = Filled(form.values_of(one), by.person, client_id)
    hand = Viewer.system("self_checks") if one.is_anonymous or by.person is None else by
    actions.take(by=hand, round_id=one.pk, filled=filled)
    return one.case


def _round(text: str) -> Round:
    try:
        found = Round.objects.select_related("case__unit", "plan__form", "version__form").filter(
            pk=uuid.UUID(text)
        )
    except ValueError:
        raise Unclear({ROUND: _("Välj vilken egenkontroll det gäller.")}) from None
    one = found.first()
    if one is None:
        raise Unclear({ROUND: _("Egenkontrollen finns inte. Öppna formuläret igen.")})
    return one


def is_anonymous(case: Case) -> bool:
    """Say whether nobody may be told to have answered a round."""
    return Round.objects.filter(pk=case.pk, is_anonymous=True).exists()
