"""What answers add up to, question by question: shares with intervals, means, counts. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

from vaka.calc.intervals import wilson
from vaka.foundation.questions.sets import Kind, Question

Values = Mapping[str, str]
YES, NO, NOT_APPLICABLE = "yes", "no", "na"


@dataclass(frozen=True)
class Share:
    """A share in percent with its 95 percent interval (Wilson 1927); n is the whole."""

    part: int
    whole: int
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Counted:
    """How many gave one answer."""

    value: str
    label: str
    share: Share


@dataclass(frozen=True)
class Item:
    """One question with all its answers.

    Attributes:
        share: yes of yes and no; for a scale the grades in its lower half.
        na: how many found it not applicable; they are in no share.
        mean: of a scale or a number, with `spread` (standard deviation, one degree of freedom).
        texts: free answers, in no order that tells who wrote them.
    """

    key: str
    step: str
    label: str
    kind: Kind
    n: int
    na: int
    share: Share | None = None
    counts: tuple[Counted, ...] = ()
    mean: float | None = None
    spread: float | None = None
    lowest: float | None = None
    highest: float | None = None
    texts: tuple[str, ...] = ()


def share_of(part: int, whole: int) -> Share:
    """Give a share with its interval; of nothing it has no value."""
    if whole == 0:
        return Share(0, 0, None, None, None)
    low, high = wilson(part, whole)
    return Share(part, whole, 100 * part / whole, low, high)


def items(questions: Sequence[Question], answers: Sequence[Values]) -> list[Item]:
    """Give each question with what was answered to it."""
    return [item(question, answers) for question in questions]


def item(question: Question, answers: Sequence[Values]) -> Item:
    """Give one question with what was answered to it."""
    given = [one[question.key] for one in answers if one.get(question.key)]
    if question.kind in (Kind.CHECK, Kind.YES_NO):
        return _checked(question, given)
    if question.kind in (Kind.SCALE, Kind.NUMBER):
        return _measured(question, given)
    if question.kind is Kind.CHOICE:
        return _chosen(question, given)
    return _item(question, len(given), texts=tuple(sorted(given)))


def is_right(questions: Sequence[Question], values: Values) -> bool | None:
    """Say whether every step that applied was right; None when none applied or was answered."""
    asked = [values.get(one.key) for one in questions if one.kind is Kind.CHECK]
    judged = [value for value in asked if value in (YES, NO)]
    return all(value == YES for value in judged) if judged else None


def all_right(questions: Sequence[Question], answers: Sequence[Values]) -> Share:
    """Give the share of answers in which every step that applied was right."""
    judged = [found for one in answers if (found := is_right(questions, one)) is not None]
    return share_of(sum(judged), len(judged))


def means_by_step(questions: Sequence[Question], answers: Sequence[Values]) -> dict[str, float]:
    """Give the mean of all grades by the step that asks for them; a step without any is left out.

    Each answered grade weighs the same.
    """
    graded: dict[str, list[float]] = {}
    for question in (one for one in questions if one.kind is Kind.SCALE):
        found = [float(one[question.key]) for one in answers if one.get(question.key)]
        graded.setdefault(question.step, []).extend(found)
    return {step: fmean(grades) for step, grades in graded.items() if grades}


def fails(one: Item, target: float) -> bool:
    """Say whether a checked question is answered yes more seldom than the target, in percent."""
    if one.kind is not Kind.CHECK or one.share is None or one.share.value is None:
        return False
    return one.share.value < target


def is_sure(one: Item, target: float) -> bool:
    """Say whether the whole interval lies below the target, so that chance is no excuse."""
    return bool(one.share and one.share.high is not None and one.share.high < target)


def _checked(question: Question, given: list[str]) -> Item:
    yes, no = given.count(YES), given.count(NO)
    return _item(question, yes + no, na=given.count(NOT_APPLICABLE), share=share_of(yes, yes + no))


def _measured(question: Question, given: list[str]) -> Item:
    grades = sorted(float(one) for one in given)
    if not grades:
        return _item(question, 0)
    middle = (question.lowest + question.highest) / 2
    low_half = share_of(sum(one <= middle for one in grades), len(grades))
    return _item(
        question, len(grades), mean=fmean(grades), lowest=grades[0], highest=grades[-1],
        spread=stdev(grades) if len(grades) > 1 else None,
        share=low_half if question.kind is Kind.SCALE else None,
    )  # fmt: skip


def _chosen(question: Question, given: list[str]) -> Item:
    found = Counter(given)
    counts = tuple(
        Counted(one.value, one.label.said(), share_of(found[one.value], len(given)))
        for one in question.choices
    )
    return _item(question, len(given), counts=counts)


def _item(question: Question, n: int, na: int = 0, **more: object) -> Item:
    return Item(question.key, question.step, question.label.said(), question.kind, n, na, **more)  # type: ignore[arg-type]
