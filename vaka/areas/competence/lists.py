"""Tasks that may be delegated and what is asked of employees, by the day: TOML files beside."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from vaka.foundation.organisation.models import Unit, UnitKind
from vaka.law.months import last_day_within


class UnknownTask(LookupError):
    """No task has this code."""


class UnknownRequirement(LookupError):
    """Nothing under this code is asked of employees."""


class Sort(StrEnum):
    """Whether something is learnt or shown."""

    COURSE = "course"
    PROOF = "proof"


@dataclass(frozen=True)
class Task:
    """One health-care task: the course and the test before it, and which roles may delegate it."""

    code: str
    title: str
    course: str
    test: str
    givers: tuple[str, ...]
    since: date
    until: date | None

    def holds_on(self, on: date) -> bool:
        """Say whether the task may be delegated on a day."""
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True)
class Requirement:
    """One thing asked of employees; see `requirements.toml`."""

    code: str
    title: str
    sort: Sort
    interval_months: int | None
    roles: tuple[str, ...]
    kinds: tuple[str, ...]
    is_compulsory: bool
    manager_only: bool
    since: date
    until: date | None
    law: str

    def asks(self, role: str, kind: str, on: date) -> bool:
        """Say whether it is asked of a role at a kind of unit on a day."""
        in_force = self.since <= on and (self.until is None or on <= self.until)
        return in_force and role in self.roles and (not self.kinds or kind in self.kinds)

    def last_day(self, done: date) -> date | None:
        """Give the last day on which what was done holds; None when it never runs out."""
        return last_day_within(done, self.interval_months) if self.interval_months else None


@dataclass(frozen=True)
class Minors:
    """What holds for those under 18 from a day: the youngest, and parts of the day they are off."""

    since: date
    youngest_years: int
    not_in: list[str]


@dataclass(frozen=True)
class PostKind:
    """One post that somebody at each unit of some kinds should hold; see `posts.toml`."""

    code: str
    title: str
    kinds: list[str]
    since: date
    until: date | None = None

    def holds_on(self, on: date) -> bool:
        """Say whether the post is asked on a day."""
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True)
class Guide:
    """One subject with its guide or web course, of which support is asked; see `guides.toml`."""

    code: str
    subject: str
    title: str
    since: date


@dataclass(frozen=True)
class InventoryDays:
    """When needs of a year are handed in and decided, from a day; by which kinds of unit."""

    since: date
    last: dict[str, int]
    decided: dict[str, int]
    kinds: list[str]

    def last_day(self, year: int) -> date:
        """Give the last day to write the needs of a year: in the year before."""
        return _in_year(year - 1, self.last)

    def decided_day(self, year: int) -> date:
        """Give the day by which the needs of a year are decided."""
        return _in_year(year - 1, self.decided)

    def open_year(self, on: date) -> int:
        """Give the first year of which needs may still be written on a day."""
        return on.year + 1 if on <= self.last_day(on.year + 1) else on.year + 2


@cache
def tasks() -> dict[str, Task]:
    """Give every task by code, in the file's order."""
    return {row["code"]: _task(row) for row in _read("tasks.toml")["task"]}


@cache
def exam_titles() -> dict[str, str]:
    """Give the title of each knowledge test by code."""
    return {row["code"]: row["title"] for row in _read("tasks.toml")["test"]}


@cache
def requirements() -> dict[str, Requirement]:
    """Give everything asked of employees by code, in the file's order."""
    return {row["code"]: _requirement(row) for row in _read("requirements.toml")["requirement"]}


@cache
def subjects() -> dict[str, str]:
    """Give what is said of a summer to the board: titles by code, in order."""
    return {row["code"]: row["title"] for row in _read("summer.toml")["subject"]}


def posts(on: date | None = None) -> list[PostKind]:
    """Give every post in the file's order, those asked on a day when one is given."""
    found = [PostKind(**row) for row in _read("posts.toml")["post"]]
    return [one for one in found if on is None or one.holds_on(on)]


def posts_at(unit: Unit, on: date) -> list[PostKind]:
    """Give the posts that are asked at a unit on a day."""
    return [one for one in posts(on) if unit.kind in one.kinds]


@cache
def guides() -> dict[str, Guide]:
    """Give every subject with a guide by code, in the file's order."""
    return {row["code"]: Guide(**row) for row in _read("guides.toml")["guide"]}


def guide(code: str) -> Guide:
    """Give one subject; a code that has gone from the file stands as it is."""
    return guides().get(code) or Guide(code, code, code, date.max)


def inventory(on: date) -> "InventoryDays | None":
    """Give the yearly inventory in force on a day; None before the first began."""
    rows = [row for row in _read("inventory.toml")["inventory"] if row["since"] <= on]
    return InventoryDays(**max(rows, key=lambda row: row["since"])) if rows else None


def minors(on: date) -> Minors:
    """Give what holds for those under 18 on a day."""
    rows = [Minors(**row) for row in _read("summer.toml")["minors"] if row["since"] <= on]
    return max(rows, key=lambda one: one.since)


def evaluation_day(year: int) -> date:
    """Give the day by which a summer is evaluated; local, not law."""
    return _in_year(year, _read("summer.toml")["evaluation"])


def proposed_days(year: int) -> tuple[date, date]:
    """Give the first and last day that a summer is proposed to have; local, not law."""
    row = _read("summer.toml")["proposed"]
    return _in_year(year, row["from"]), _in_year(year, row["until"])


def coming_summer(on: date) -> int:
    """Give the year of the summer that is staffed on a day: the next, once this is evaluated."""
    return on.year + (on > evaluation_day(on.year))


def task(code: str) -> Task:
    """Give one task. Raises UnknownTask."""
    try:
        return tasks()[code]
    except KeyError:
        raise UnknownTask(code) from None


def requirement(code: str) -> Requirement:
    """Give one thing asked. Raises UnknownRequirement."""
    try:
        return requirements()[code]
    except KeyError:
        raise UnknownRequirement(code) from None


def task_titles(codes: Iterable[str]) -> list[str]:
    """Give the titles of tasks; a code that has gone stands as it is."""
    return [tasks()[code].title if code in tasks() else code for code in codes]


def courses_before(codes: Iterable[str]) -> list[str]:
    """Give the codes of the web courses that go before these tasks, each once."""
    return list(dict.fromkeys(task(code).course for code in codes))


def exams_before(codes: Iterable[str]) -> list[str]:
    """Give the codes of the knowledge tests that go before these tasks, each once."""
    return list(dict.fromkeys(task(code).test for code in codes))


DELEGATED_AT = (
    UnitKind.SPECIAL_HOUSING, UnitKind.SHORT_TERM, UnitKind.HOME_CARE, UnitKind.NIGHT_PATROL,
    UnitKind.FUNCTIONAL_SUPPORT, UnitKind.DISTRICT,
)  # fmt: skip
"""Kinds of unit whose care staff are counted among those who should hold a delegation."""


def work_kind(unit: Unit) -> str:
    """Give what kind of work is done at a unit: a ward's is that of its home."""
    above: Unit | None = unit
    while above is not None and above.kind == UnitKind.WARD:
        above = above.parent
    return above.kind if above is not None else unit.kind


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(name).read_text("utf-8"))


def _in_year(year: int, row: dict[str, int]) -> date:
    return date(year, row["month"], row["day"])


def _task(row: dict[str, Any]) -> Task:
    return Task(
        row["code"], row["title"], row["course"], row["test"], tuple(row["givers"]),
        row["since"], row.get("until"),
    )  # fmt: skip


def _requirement(row: dict[str, Any]) -> Requirement:
    return Requirement(
        code=row["code"],
        title=row["title"],
        sort=Sort(row["sort"]),
        interval_months=row.get("interval_months"),
        roles=tuple(row.get("roles", ())),
        kinds=tuple(row.get("kinds", ())),
        is_compulsory=row.get("compulsory", False),
        manager_only=row.get("manager_only", False),
        since=row["since"],
        until=row.get("until"),
        law=row.get("law", ""),
    )
