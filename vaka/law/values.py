"""What the law says, and when: dated values and citations read from `values/*.toml`.

Each topic has rows with a validity, an official reference and whether the reference has been
checked against the text (`verified`). A report about an event prints the paragraph that was in
force on the day of the event, never the one in force on the day of printing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vaka.law.book import Row, Value, book
from vaka.law.period import Period


class UnknownTopic(KeyError):
    """No such topic or key in `values/*.toml`."""


class NotInForce(ValueError):
    """The topic has no row that is valid on the date or in the period."""


class NoNumberInLaw(ValueError):
    """The rule says "genast" or "snarast", or gives a ground: there is no value to count with."""


class NotANumber(TypeError):
    """The value is a text or a list, but a whole number was asked for."""


class NotAList(TypeError):
    """The value is a number or a text, but a list was asked for."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference as it is printed: `text` is act and paragraph, `until` is included.

    `since` and `until` are None when open; `unverified` references are shown as such.
    """

    text: str
    act: str
    paragraph: str
    since: date | None
    until: date | None
    verified: bool
    topic: str
    title: str


def value(key: str, *, on: date) -> Value:
    """The value in force on the date.

    Raises `UnknownTopic`, `NotInForce`, and `NoNumberInLaw` when the law gives none.
    """
    row = _row(key, on)
    if row.value is None:
        raise NoNumberInLaw(f"{key}: {row.text} gives no value")
    return row.value


def number(key: str, *, on: date) -> int:
    """As `value`, for whole numbers. Raises also `NotANumber`."""
    found = value(key, on=on)
    if not isinstance(found, int):
        raise NotANumber(f"{key} is {found!r}")
    return found


def texts(key: str, *, on: date) -> tuple[str, ...]:
    """As `value`, for lists. Raises also `NotAList`."""
    found = value(key, on=on)
    if not isinstance(found, tuple):
        raise NotAList(f"{key} is {found!r}")
    return found


def codes(prefix: str, *, on: date) -> dict[str, str]:
    """Code and Swedish label of the list's members in force on the date, in the file's order.

    Raises `UnknownTopic`, `NotInForce` (no member is).
    """
    members = {key: rows for key, rows in book().items() if key.startswith(f"{prefix}.")}
    if not members:
        raise UnknownTopic(prefix)
    valid = {
        key.removeprefix(f"{prefix}."): str(row.value)
        for key, rows in members.items()
        for row in rows
        if row.holds_on(on)
    }
    if not valid:
        raise NotInForce(f"{prefix} on {on}")
    return valid


def cite(topic: str, *, on: date) -> Citation:
    """The paragraph in force on the date of the event. Raises `UnknownTopic`, `NotInForce`."""
    return _citation(_row(topic, on))


def spanning(topic: str, period: Period) -> tuple[Citation, ...]:
    """Every paragraph that was in force at some time in the period, oldest first.

    Raises `UnknownTopic`, and `NotInForce` when none was.
    """
    rows = [row for row in _rows(topic) if row.overlaps(period.first_date, period.last_date)]
    if not rows:
        raise NotInForce(f"{topic} in {period}")
    return tuple(_citation(row) for row in rows)


def history(topic: str) -> tuple[Citation, ...]:
    """Every paragraph that a topic has had, oldest first. Raises `UnknownTopic`."""
    return tuple(_citation(row) for row in _rows(topic))


def topics() -> tuple[str, ...]:
    return tuple(sorted(book()))


def _rows(key: str) -> tuple[Row, ...]:
    try:
        return book()[key]
    except KeyError as error:
        raise UnknownTopic(key) from error


def _row(key: str, on: date) -> Row:
    for row in _rows(key):
        if row.holds_on(on):
            return row
    raise NotInForce(f"{key} on {on}")


def _citation(row: Row) -> Citation:
    return Citation(
        text=row.text,
        act=row.act,
        paragraph=row.paragraph,
        since=row.since,
        until=row.until,
        verified=row.verified,
        topic=row.key,
        title=row.title,
    )
