"""Prints every dated value as Markdown, for docs/reference/law.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from vaka.law.book import Act, Event, Row, Value, acts, book, calendar
from vaka.law.local import Declaration, all_declarations

_INTRODUCTION = """# Law: dated values

Generated from `vaka/law/values/*.toml`. A report about an event prints the reference that was in
force on the day of the event. "No" under *Checked* means that the reference, the date or the number
has not been compared with the text of the act. Rows without a value have no number in law."""


def reference_page() -> str:
    """The whole page: topics by subject, acts, days of change, local values."""
    sections = [_INTRODUCTION, *_topic_sections(), _acts(), _calendar(), _local_values()]
    return "\n\n".join(sections) + "\n"


def _topic_sections() -> Iterator[str]:
    for subject, keys in groupby(sorted(book()), key=lambda key: key.partition(".")[0]):
        rows = [_topic_cells(row) for key in keys for row in book()[key]]
        heading = subject.replace("_", " ").capitalize()
        yield _section(
            heading,
            ("Topic", "Title", "Reference", "Value", "From", "To", "Basis", "Checked", "Note"),
            rows,
        )


def _topic_cells(row: Row) -> tuple[str, ...]:
    return (
        f"`{row.key}`",
        row.title,
        row.text,
        _value(row.value, row.unit),
        _day(row.since),
        _day(row.until),
        row.basis.value,
        _yes_no(row.verified),
        row.note,
    )


def _acts() -> str:
    return _section(
        "Acts and regulations",
        ("Name", "Title", "From", "To"),
        [_act_cells(act) for act in acts().values()],
    )


def _act_cells(act: Act) -> tuple[str, ...]:
    return act.name, act.title, _day(act.since), _day(act.until)


def _calendar() -> str:
    cells = [_event_cells(event) for event in calendar()]
    return _section("Days of change", ("Date", "What", "Checked"), cells)


def _event_cells(event: Event) -> tuple[str, ...]:
    return event.on.isoformat(), event.words, _yes_no(event.verified)


def _local_values() -> str:
    return _section(
        "Local values",
        ("Key", "Label", "Default", "Allowed", "What it steers", "Source"),
        [_local_cells(declared) for declared in all_declarations()],
    )


def _local_cells(declared: Declaration) -> tuple[str, ...]:
    return (
        f"`{declared.key}`",
        declared.label,
        f"{declared.default} {declared.unit}".strip(),
        _allowed(declared),
        declared.steers,
        declared.source,
    )


def _allowed(declared: Declaration) -> str:
    if declared.choices:
        return ", ".join(declared.choices)
    if declared.lowest is None or declared.highest is None:
        return declared.kind.value
    return f"{declared.lowest:g}–{declared.highest:g}"


def _section(heading: str, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    columns = tuple(columns)
    lines = [_line(columns), _line("---" for _ in columns), *(_line(row) for row in rows)]
    return f"## {heading}\n\n" + "\n".join(lines)


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _value(value: Value | None, unit: str) -> str:
    if value is None:
        return "–"
    text = ", ".join(value) if isinstance(value, tuple) else str(value)
    return f"{text} {unit}".strip()


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _yes_no(answer: bool) -> str:
    return "yes" if answer else "no"
