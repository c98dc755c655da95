"""The year's figures laid out by section: beside the text, and as proposed sentences."""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from vaka.areas.accounts import result_queries, rules
from vaka.areas.accounts.models import Edition, Section
from vaka.areas.accounts.result_queries import Worked
from vaka.areas.reports import queries as reports
from vaka.areas.reports.queries import PROPOSED
from vaka.documents import swedish
from vaka.documents.content import Cell, Exhibit, Figure, Table
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.organisation.models import Unit
from vaka.law.period import Period
from vaka.metrics.definitions import MEASURES, named

CALL = re.compile(r"""\b(figure|table|chart|exhibit|comment)\(\s*["']([^"']+)["']""")
HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)
ROWS = 40
"""How many rows of a table stand beside a text."""


@dataclass(frozen=True)
class LaidOut:
    """Figures and sentences by section, and the snapshot they were counted from."""

    snapshot: str = ""
    beside: dict[str, dict[str, Any]] = field(default_factory=dict)
    proposed: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def of(self, key: str) -> dict[str, Any]:
        """Give what stands beside a section."""
        return self.beside.get(key, {})

    def sentences(self, key: str) -> list[tuple[str, str]]:
        """Give the sentences proposed for a section, each with the measure it comes from."""
        return self.proposed.get(key, [])


@dataclass(frozen=True)
class Prepared:
    """All that is counted for an edition, before any of it is written."""

    laid: LaidOut
    parts: dict[uuid.UUID, dict[str, Any]] = field(default_factory=dict)
    results: dict[uuid.UUID, Worked] = field(default_factory=dict)

    def figures(self, section: Section) -> dict[str, Any]:
        """Give what stands beside a section; a part has its own unit's figures."""
        return self.parts.get(section.pk, {}) if section.above_id else self.laid.of(section.key)


def prepare(viewer: Viewer, edition: Edition) -> Prepared:
    """Count the year's figures for every section, part and area of an edition."""
    parts: dict[uuid.UUID, dict[str, Any]] = {}
    for part in edition.sections.exclude(above=None).select_related("unit"):
        parts[part.pk] = lay(viewer, edition, part.unit).of(part.key)
    results = {
        one.pk: result_queries.worked_out(viewer, edition, one.measure)
        for one in edition.results.all()
    }
    return Prepared(lay(viewer, edition), parts, results)


def lay(viewer: Viewer, edition: Edition, unit: Unit | None = None) -> LaidOut:
    """Lay out the year's figures under the sections that the template shows them in.

    Args:
        unit: whose figures; the edition's own when left out. Only that has proposed sentences.
    """
    content, template, snapshot = reports.content(
        viewer, edition.name, unit or edition.case.unit, Period.parse(str(edition.year)),
        edition.case.opened_at,
    )  # fmt: skip
    laid = LaidOut(snapshot)
    for key, calls in calls_by_section(template).items():
        figures = [content.figures[n] for verb, n in calls if verb == "figure"
                   and n in content.figures]  # fmt: skip
        tables = [content.tables[n] for verb, n in calls if verb == "table" and n in content.tables]
        tables += [content.charts[n].table for verb, n in calls if verb == "chart"
                   and n in content.charts]  # fmt: skip
        shown = [content.exhibits[n] for verb, n in calls if verb == "exhibit"
                 and n in content.exhibits]  # fmt: skip
        tables += [found for one in shown if (found := _table_of(one)) is not None]
        laid.beside[key] = {
            "figures": [_figure(one) for one in figures],
            "tables": [_table(one) for one in tables if one.rows],
        }
        if unit is None:
            told = [(f"exhibit:{one.id}", _sentence(one)) for one in shown if one.words]
            laid.proposed[key] = told + list(_sentences(viewer, edition, figures))
    return laid


def calls_by_section(template: str) -> dict[str, list[tuple[str, str]]]:
    """Give the figures, tables and charts that stand under the same heading as each comment."""
    found: dict[str, list[tuple[str, str]]] = {}
    for part in HEADING.split(template):
        calls = CALL.findall(part)
        keys = [name for verb, name in calls if verb == "comment"]
        for key in keys:
            rest = [call for call in calls if call[0] != "comment"]
            found[key] = list(dict.fromkeys(found.get(key, []) + (rest if key == keys[0] else [])))
    return found


def _figure(one: Figure) -> dict[str, str]:
    title = str(named(one.measure).title.sv) if one.measure in MEASURES else one.id
    return {"title": title, "text": one.text, "measure": one.measure}


def _table(one: Table) -> dict[str, Any]:
    return {
        "title": one.title, "columns": [column.name for column in one.columns],
        "numbers": [column.kind.is_number for column in one.columns],
        "rows": [[_cell(cell, one.missing) for cell in row] for row in one.rows[:ROWS]],
        "source": one.source,
    }  # fmt: skip


def _table_of(one: Exhibit) -> Table | None:
    """Give the numbers of what a report shows in one place, drawn or not."""
    return one.table or (one.chart.table if one.chart else None)


def _sentence(one: Exhibit) -> str:
    """Give the sentence that the report's rules propose, as plain words."""
    said = "".join(part if isinstance(part, str) else part.text for part in one.words)
    return " ".join(said.removeprefix(PROPOSED).split())


def _cell(cell: Cell, missing: str) -> str:
    if cell is None:
        return missing
    if isinstance(cell, date):
        return swedish.day(cell)
    if isinstance(cell, int | float):
        return swedish.number(cell, 0 if float(cell).is_integer() else 1)
    return cell


def _sentences(
    viewer: Viewer, edition: Edition, figures: list[Figure]
) -> Iterator[tuple[str, str]]:
    year = str(edition.year)
    measures = dict.fromkeys(one.measure for one in figures if one.measure in MEASURES)
    for measure in measures:
        found = result_queries.worked_out(viewer, edition, measure)
        now, before = found.numbers.get(year), found.numbers.get(str(edition.year - 1))
        if now is not None:
            change = rules.change_of(now, before)
            said = found.values.get(str(edition.year - 1), "")
            title = str(named(measure).title.sv)
            yield measure, rules.proposed(title, edition.year, found.values[year], said, change)
