"""The questions of a form as they are built on the web: a list of rows, each change a new list.

A row has the shape of a question in a set's file. Pure.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from vaka.foundation.questions.sets import Kind, QuestionSet, built

Row = dict[str, Any]
Content = dict[str, Any]

KINDS = (Kind.CHECK, Kind.YES_NO, Kind.SCALE, Kind.NUMBER, Kind.CHOICE, Kind.TEXT, Kind.PHOTO)
"""What may be asked in a form built on the web."""
RANGED = (Kind.SCALE, Kind.NUMBER)
LONGEST_SCALE = 10


class NoSuchQuestion(LookupError):
    """The form asks no question of that key."""


@dataclass(frozen=True)
class Wanted:
    """One question as somebody writes it.

    Attributes:
        group: the heading it stands under; empty for none.
        choices: the answers to choose, one a line.
    """

    label: str
    kind: Kind
    hint: str = ""
    group: str = ""
    is_required: bool = True
    lowest: float = 0
    highest: float = 10
    choices: Sequence[str] = field(default=())


def set_of(code: str, title: str, number: int, since: date | None, content: Content) -> QuestionSet:
    """Give the question set of a version. Raises UnfitSet when it cannot be asked."""
    row = {
        "code": code, "version": number, "since": since or date.max, "title": {"sv": title},
        "step": content.get("step", []), "question": content.get("question", []),
    }  # fmt: skip
    return built(row, f"{code} {number}")


def added(content: Content, wanted: Wanted) -> Content:
    """Give the content with one more question, last in its group."""
    content, step = _with_group(content, wanted.group)
    row = _row(wanted, _fresh_key(content, wanted.label), step)
    rows = [*content["question"], row]
    return content | {"question": _in_groups(content, rows)}


def changed(content: Content, key: str, wanted: Wanted) -> Content:
    """Give the content with a question in other words; its key stands, so answers stay together.

    Words in other languages stand while the Swedish ones do.
    """
    before = question_row(content, key)
    content, step = _with_group(content, wanted.group)
    after = _row(wanted, key, step)
    for name in ("label", "hint"):
        if name in before and before[name].get("sv") == after.get(name, {}).get("sv"):
            after[name] = before[name]
    rows = [after if row["key"] == key else row for row in content["question"]]
    return _tidy(content | {"question": _in_groups(content, rows)})


def moved(content: Content, key: str, by: int) -> Content:
    """Give the content with a question one place earlier (-1) or later (1) within its group."""
    row = question_row(content, key)
    group = [one for one in content["question"] if one.get("step") == row.get("step")]
    place = group.index(row)
    other = max(0, min(len(group) - 1, place + by))
    group[place], group[other] = group[other], group[place]
    rest = [one for one in content["question"] if one.get("step") != row.get("step")]
    return content | {"question": _in_groups(content, [*rest, *group])}


def dropped(content: Content, key: str) -> Content:
    """Give the content without a question; a group without questions goes too."""
    question_row(content, key)
    rows = [row for row in content["question"] if row["key"] != key]
    return _tidy(content | {"question": rows})


def question_row(content: Content, key: str) -> Row:
    """Give one question's row. Raises NoSuchQuestion."""
    found: Row | None = next((r for r in content.get("question", []) if r["key"] == key), None)
    if found is None:
        raise NoSuchQuestion(key)
    return found


def asks_photos(content: Content) -> bool:
    """Say whether any question is answered with a photo."""
    return any(row["kind"] == Kind.PHOTO for row in content.get("question", []))


def group_of(content: Content, row: Mapping[str, Any]) -> str:
    """Give the heading of a question's group."""
    names = {step["key"]: step["name"]["sv"] for step in content.get("step", [])}
    return str(names.get(row.get("step"), ""))


def _row(wanted: Wanted, key: str, step: str) -> Row:
    row: Row = {"key": key, "kind": wanted.kind.value, "label": {"sv": wanted.label},
                "required": wanted.is_required}  # fmt: skip
    if wanted.hint:
        row["hint"] = {"sv": wanted.hint}
    if step:
        row["step"] = step
    if wanted.kind in RANGED:
        row |= {"lowest": wanted.lowest, "highest": wanted.highest}
    if wanted.kind is Kind.TEXT:
        row["rows"] = 3
    if wanted.kind is Kind.CHOICE:
        row["choice"] = [{"value": slug(one), "label": {"sv": one}} for one in wanted.choices]
    return row


def _with_group(content: Content, group: str) -> tuple[Content, str]:
    empty: Content = {"step": [], "question": []}
    content = empty | content
    if not group:
        return content, ""
    for known in content["step"]:
        if known["name"]["sv"].casefold() == group.casefold():
            return content, known["key"]
    key = slug(group)
    step = {"key": key, "name": {"sv": group}, "heading": {"sv": group}}
    return content | {"step": [*content["step"], step]}, key


def _in_groups(content: Content, rows: list[Row]) -> list[Row]:
    order = ["", *(step["key"] for step in content["step"])]
    return sorted(rows, key=lambda row: order.index(row.get("step", "")))


def _tidy(content: Content) -> Content:
    used = {row.get("step") for row in content["question"]}
    return content | {"step": [step for step in content["step"] if step["key"] in used]}


def _fresh_key(content: Content, label: str) -> str:
    taken = {row["key"] for row in content["question"]}
    key, number = slug(label), 2
    while key in taken:
        key, number = f"{slug(label)}-{number}", number + 1
    return key


def slug(text: str) -> str:
    """Give a short key of plain letters, numbers and hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    return "-".join(words)[:40].strip("-") or "fraga"
