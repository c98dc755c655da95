"""A form of one or several question sets asked together."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import get_language

from vaka.foundation.questions.fields import field_of, written
from vaka.foundation.questions.sets import Question, QuestionSet, Step, asked

SIDE_BY_SIDE, SHORT = 3, 12


@dataclass(frozen=True)
class AskedField:
    """One question with its field, as a page draws it."""

    question: Question
    bound: forms.BoundField
    choices: list[dict[str, Any]]

    @property
    def when_json(self) -> str:
        """Give the condition for the page's script; empty when the question is always asked."""
        return json.dumps(self.question.when) if self.question.when else ""

    @property
    def free_json(self) -> str:
        """Give what frees a required question, for the page's script."""
        return json.dumps(self.question.free_when) if self.question.free_when else ""

    @property
    def missing(self) -> str:
        """Give what is said when the answer is missing."""
        return str(self.bound.field.error_messages["required"])

    @property
    def is_short(self) -> bool:
        """Say whether the choices are few and short enough to stand side by side."""
        labels = [len(str(one["label"])) for one in self.choices]
        return len(labels) <= SIDE_BY_SIDE and max(labels, default=0) <= SHORT


class QuestionsForm(forms.Form):
    """The questions of some sets; what is not shown is neither demanded nor kept.

    Args:
        sets: the sets asked together, the first with the steps.
    """

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        sets: Sequence[QuestionSet],
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.sets = list(sets)
        self.questions = [question for one in sets for question in one.questions]
        given = {key: str(value) for key, value in (data or {}).items()}
        self.given = asked(self.questions, given)
        for question in self.questions:
            self.fields[question.key] = field_of(question, self.given)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps, as the first set has them."""
        return self.sets[0].steps

    def in_step(self, step: str) -> Iterator[AskedField]:
        """Give the questions of a step, the first set's first."""
        for question in self.questions:
            if question.step == step:
                yield self.asked_field(question)

    def asked_field(self, question: Question) -> AskedField:
        """Give one question with its field and the look of its choices."""
        bound = self[question.key]
        looks = {one.value: one for one in question.choices}
        return AskedField(question, bound, [_drawn(one, looks) for one in _radios(bound)])

    def answers(self) -> dict[str, str]:
        """Give the cleaned answers to the questions that were shown, as they are stored."""
        clean = {key: written(value) for key, value in self.cleaned_data.items()}
        return asked(self.questions, clean)

    def by_set(self) -> list[tuple[QuestionSet, dict[str, str]]]:
        """Give the answers set by set, without sets that got none."""
        kept = self.answers()
        parts = [(s, {q.key: kept[q.key] for q in s.questions if q.key in kept}) for s in self.sets]
        return [(one, answers) for one, answers in parts if answers]

    def words_of_errors(self) -> dict[str, str]:
        """Give what is wrong, by key, one sentence each."""
        return {key: " ".join(map(str, errors)) for key, errors in self.errors.items()}


def _radios(bound: forms.BoundField) -> list[Any]:
    return list(bound) if isinstance(bound.field.widget, forms.RadioSelect) else []


def _drawn(radio: Any, looks: Mapping[str, Any]) -> dict[str, Any]:
    language = get_language() or "sv"
    look = looks.get(str(radio.data["value"]))
    return {
        "tag": radio.tag(),
        "label": radio.choice_label,
        "hint": look.hint.said(language) if look else "",
        "icon": look.icon if look else "",
    }
