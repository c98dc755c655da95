"""Question sets as dated data: what is asked, how, when, and in whose words.

A set is a TOML file `<code>-<version>.toml` in a folder that an area registers, or a row of the
same shape that an area keeps in its own table (`built`). A set that has been superseded stays, for
what was answered by it is shown by it. Pure: no database.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

EASY = "sv-latt"
Answered = Mapping[str, str]
When = Mapping[str, Sequence[str]]


class UnknownSet(LookupError):
    """No registered set has this code and version, or none is in force on the date."""


class UnfitSet(ValueError):
    """A set's file cannot be right; the message names the file and what is wrong."""


class Kind(StrEnum):
    """The kinds of question."""

    TEXT = "text"
    CHOICE = "choice"
    YES_NO = "yes_no"
    CHECK = "check"
    DATE = "date"
    TIME = "time"
    NUMBER = "number"
    SCALE = "scale"
    PHOTO = "photo"


@dataclass(frozen=True)
class Words:
    """A label in the three languages; easy Swedish and English fall back to Swedish."""

    sv: str = ""
    latt: str = ""
    en: str = ""

    def said(self, language: str = "sv") -> str:
        """Give the words in a language of Django's (`sv`, `sv-latt`, `en`)."""
        own = {EASY: self.latt, "en": self.en}.get(language, self.sv)
        return own or self.sv

    def __bool__(self) -> bool:
        return bool(self.sv)


@dataclass(frozen=True)
class Choice:
    """One answer to choose."""

    value: str
    label: Words
    hint: Words = Words()
    icon: str = ""


@dataclass(frozen=True)
class Question:
    """One question.

    Attributes:
        key: the name of the answer; unique over the sets that are asked together.
        step: the step of the form it belongs to.
        when: shown only when each named answer is one of the values; empty is always.
        free_when: a required question may be left empty when these answers are given.
        rows: above one, a text of several lines; `longest` is in characters.
        lowest, highest: the ends of a number or a scale, both included.
    """

    key: str
    kind: Kind
    label: Words
    hint: Words = Words()
    missing: Words = Words()
    step: str = ""
    required: bool = False
    when: When | None = None
    free_when: When | None = None
    choices: tuple[Choice, ...] = ()
    rows: int = 1
    longest: int = 2000
    lowest: float = 0
    highest: float = 10

    def shown(self, answers: Answered) -> bool:
        """Say whether the question is asked, given the other answers."""
        return fits(self.when or {}, answers)

    def demanded(self, answers: Answered) -> bool:
        """Say whether the question must be answered, given the other answers."""
        free = bool(self.free_when) and fits(self.free_when or {}, answers)
        return self.required and self.shown(answers) and not free

    def spoken(self, value: str, language: str = "sv") -> str:
        """Give an answer in words: a choice by its label, all else as written."""
        return next((c.label.said(language) for c in self.choices if c.value == value), value)


@dataclass(frozen=True)
class Step:
    """One step of a form, with its heading and the short name under the panes."""

    key: str
    name: Words
    heading: Words
    lead: Words = Words()


@dataclass(frozen=True)
class QuestionSet:
    """A set of one version, in force from `since` until and including `until` (None is open)."""

    code: str
    version: int
    since: date
    until: date | None
    title: Words
    steps: tuple[Step, ...]
    questions: tuple[Question, ...]

    def holds_on(self, day: date) -> bool:
        """Say whether the set is in force on a day."""
        return self.since <= day <= (self.until or date.max)

    def question(self, key: str) -> Question | None:
        """Give the question of a key, if the set asks it."""
        return next((one for one in self.questions if one.key == key), None)


_folders: list[Path] = []


def register(folder: Path) -> None:
    """Add an area's folder of sets; called from its `apps.ready`."""
    if folder not in _folders:
        _folders.append(folder)
        all_sets.cache_clear()


@cache
def all_sets() -> dict[tuple[str, int], QuestionSet]:
    """Give every registered set by code and version. Raises UnfitSet."""
    found: dict[tuple[str, int], QuestionSet] = {}
    for path in sorted(p for folder in _folders for p in folder.glob("*.toml")):
        one = read(path)
        if any(other.code == one.code and _overlap(other, one) for other in found.values()):
            raise UnfitSet(f"{path.name}: two versions are in force on the same day")
        found[one.code, one.version] = one
    return found


def in_force(code: str, on: date) -> QuestionSet:
    """Give the set of a code that is in force on a date. Raises UnknownSet."""
    for one in all_sets().values():
        if one.code == code and one.holds_on(on):
            return one
    raise UnknownSet(f"{code} on {on}")


def of_version(code: str, version: int) -> QuestionSet:
    """Give a set as it was asked, superseded or not. Raises UnknownSet."""
    try:
        return all_sets()[code, version]
    except KeyError:
        raise UnknownSet(f"{code} version {version}") from None


def family(code: str, on: date) -> list[QuestionSet]:
    """Give a set and those that go with it (`code.…`), as in force on a date.

    Raises UnknownSet when the first is not in force.
    """
    first = in_force(code, on)
    more = [s for s in all_sets().values() if s.code.startswith(f"{code}.") and s.holds_on(on)]
    return [first, *sorted(more, key=lambda one: one.code)]


def fits(when: When, answers: Answered) -> bool:
    """Say whether a condition holds: each named answer is one of its values."""
    return all(answers.get(key, "") in values for key, values in when.items())


def asked(questions: Sequence[Question], answers: Answered) -> dict[str, str]:
    """Keep the answers to questions that are shown, in order; one hidden by another is dropped."""
    kept: dict[str, str] = {}
    for one in questions:
        value = answers.get(one.key, "").strip()
        if value and one.shown(kept):
            kept[one.key] = value
    return kept


def read(path: Path) -> QuestionSet:
    """Read one set's file. Raises UnfitSet."""
    try:
        row = tomllib.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise UnfitSet(f"{path.name}: {error!r}") from error
    one = built(row, path.name)
    if path.stem != f"{one.code}-{one.version}":
        raise UnfitSet(f"{path.name}: the name is not {one.code}-{one.version}")
    return one


def built(row: Mapping[str, Any], name: str) -> QuestionSet:
    """Give the set that a row says, from a file or from a table. Raises UnfitSet with the name."""
    try:
        one = QuestionSet(
            code=row["code"],
            version=row["version"],
            since=row["since"],
            until=row.get("until"),
            title=Words(**row["title"]),
            steps=tuple(_step(step) for step in row.get("step", ())),
            questions=tuple(_questions(row)),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise UnfitSet(f"{name}: {error!r}") from error
    _check(one, name)
    return one


def _step(row: dict[str, Any]) -> Step:
    words = {name: Words(**row[name]) for name in ("name", "heading", "lead") if name in row}
    return Step(key=row["key"], **words)


def _questions(row: Mapping[str, Any]) -> Iterator[Question]:
    """Read the questions; a condition of the whole set is each question's as well."""
    for one in row["question"]:
        read_one = _question(one)
        yield replace(read_one, when={**row.get("when", {}), **(read_one.when or {})})


def _question(row: dict[str, Any]) -> Question:
    own: dict[str, Any] = {key: value for key, value in row.items() if key != "choice"}
    own |= {name: Words(**row[name]) for name in _WORDS if name in row}
    own |= {"kind": Kind(row["kind"]), "choices": tuple(map(_choice, row.get("choice", ())))}
    return Question(**own)


def _choice(row: dict[str, Any]) -> Choice:
    words = {name: Words(**row[name]) for name in ("label", "hint") if name in row}
    return Choice(value=row["value"], icon=row.get("icon", ""), **words)


_WORDS = ("label", "hint", "missing")


def _check(one: QuestionSet, name: str) -> None:
    keys = [question.key for question in one.questions]
    if len(keys) != len(set(keys)):
        raise UnfitSet(f"{name}: a key stands twice")
    for question in one.questions:
        if question.kind is Kind.CHOICE and not question.choices:
            raise UnfitSet(f"{name}: {question.key} has nothing to choose")


def _overlap(one: QuestionSet, other: QuestionSet) -> bool:
    return one.since <= (other.until or date.max) and other.since <= (one.until or date.max)
