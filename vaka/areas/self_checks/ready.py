"""Forms delivered ready: TOML files beside, each a question set and how it is meant to be used.

Whoever adopts one gets a form of their own to change; the file only begins it.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from vaka.areas.self_checks.rules import Frequency, Method, Topic
from vaka.foundation.questions.sets import QuestionSet, built

FOLDER = Path(__file__).with_name("questions")


class UnknownReadyForm(LookupError):
    """No form is delivered under this code."""


@dataclass(frozen=True)
class ReadyForm:
    """One form, with what is suggested when a plan is made of it."""

    code: str
    title: str
    method: Method
    topic: Topic
    frequency: Frequency
    target_percent: int
    is_anonymous: bool
    open_days: int | None
    sample_size: int | None
    why: str
    content: dict[str, Any]
    questions: QuestionSet


@cache
def ready_forms() -> dict[str, ReadyForm]:
    """Give every delivered form by code, in the order of their titles."""
    found = [_read(path) for path in FOLDER.glob("*.toml")]
    return {one.code: one for one in sorted(found, key=lambda one: one.title)}


def ready_form(code: str) -> ReadyForm:
    """Give one delivered form. Raises UnknownReadyForm."""
    try:
        return ready_forms()[code]
    except KeyError:
        raise UnknownReadyForm(code) from None


def _read(path: Path) -> ReadyForm:
    row = tomllib.loads(path.read_text("utf-8"))
    how = row["check"]
    return ReadyForm(
        code=row["code"],
        title=row["title"]["sv"],
        method=Method(how["method"]),
        topic=Topic(how["topic"]),
        frequency=Frequency(how["frequency"]),
        target_percent=how.get("target_percent", 100),
        is_anonymous=how.get("is_anonymous", False),
        open_days=how.get("open_days"),
        sample_size=how.get("sample_size"),
        why=how["why"],
        content={"step": row.get("step", []), "question": row["question"]},
        questions=built(row, path.name),
    )
