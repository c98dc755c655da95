"""The measure engine: questions in, rows out; one query for all questions, answers kept."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from vaka.law.local_time import SWEDISH
from vaka.metrics import drilldown, published
from vaka.metrics.answers import Answers
from vaka.metrics.definitions import named
from vaka.metrics.expressions import table_of
from vaka.metrics.facts import UNIT_TREE, Fact
from vaka.metrics.moment import parameter
from vaka.metrics.plan import Branch, branches_of
from vaka.metrics.request import Part, Request, Row
from vaka.metrics.results import Figures, Record, gathered, rows_of
from vaka.metrics.source import Source
from vaka.metrics.statement import fused, neutral_sql, numbered

KEPT_ANSWERS = 4_000


class UnknownUnitError(KeyError):
    """The snapshot knows no such unit."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    def __str__(self) -> str:
        return f"Enheten ”{self.code}” finns inte."


def today_in_sweden() -> dt.date:
    """The local date, whatever the machine's zone is."""
    return dt.datetime.now(SWEDISH).date()


class Engine:
    """Evaluates measures over one source of facts. Safe to share between threads."""

    def __init__(self, source: Source, today: Callable[[], dt.date] = today_in_sweden) -> None:
        self.source = source
        self.today = today
        self._answers: Answers[Any] = Answers(KEPT_ANSWERS)

    def evaluate(self, request: Request) -> list[Row]:
        """The rows of one question, totals included. See `evaluate_many`."""
        return self.evaluate_many([request])[0]

    def evaluate_many(self, requests: Sequence[Request]) -> list[list[Row]]:
        """The rows of each question, in order; what is not kept is asked for in one query.

        Raises UnknownUnitError, UnknownMeasureError, UnknownDimensionError,
        DimensionNotOfferedError, `vaka.law.period.DoesNotNest` and the source's own errors.
        """
        snapshot, today = self.source.snapshot, self.today()
        key = ("rows", snapshot, today, tuple(requests))
        kept: list[list[Row]] = self._answers.get(key, lambda: self._work_out(requests, today))
        return [list(rows) for rows in kept]

    def drilldown(
        self,
        measure: str,
        request: Request,
        by: dict[str, str | int | None] | None = None,
        part: Part = Part.NUMERATOR,
    ) -> list[str]:
        """The case ids behind one figure: the cell `by` of the request's whole period.

        Raises NotComputedError for published measures, and as `evaluate_many`.
        """
        self._must_know(request.unit)
        question = drilldown.statement(
            measure, request, by or {}, part, self.today(), self.source.dialect
        )
        return [case_id for (case_id,) in self._ask(question.sql, question.values)]

    def _work_out(self, requests: Sequence[Request], today: dt.date) -> list[list[Row]]:
        for request in requests:
            self._must_know(request.unit)
        plans = [branches_of(request, today) for request in requests]
        found = iter(self._figures([branch for plan in plans for branch in plan]))
        return [
            self._answer(request, gathered(plan, [next(found) for _ in plan]))
            for request, plan in zip(requests, plans, strict=True)
        ]

    def _answer(self, request: Request, computed: Figures) -> list[Row]:
        """Computed and published figures as rows."""
        observed = published.observed(self._printed(request.unit), request)
        return rows_of(request, computed, observed, self._held(request))

    def _printed(self, unit: str) -> list[dict[str, Any]]:
        """What others have published about the unit."""
        dialect = self.source.dialect
        key = ("printed", self.source.snapshot, unit)
        kept = self._answers.get(key, lambda: published.printed(self._ask, dialect, unit))
        return cast("list[dict[str, Any]]", kept)

    def _figures(self, branches: list[Branch]) -> list[list[Record]]:
        """The result records of each branch, by one query."""
        parts: list[list[Record]] = [[] for _ in branches]
        if branches:
            asked = fused(branches, self.source.dialect)
            for number, period, *rest in self._ask(asked.sql, asked.values):
                groups, numbers = tuple(rest[: asked.groups]), tuple(rest[asked.groups :])
                parts[number].append((period, groups, numbers))
        return parts

    def _ask(self, sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        return self.source.rows(sql, values)

    def _must_know(self, unit: str) -> None:
        if unit not in self._reference_by_unit():
            raise UnknownUnitError(unit)

    def _reference_by_unit(self) -> dict[str, bool]:
        """Every unit of the snapshot, whatever its dates, and whether it is a reference unit."""
        key = ("units", self.source.snapshot)
        return cast("dict[str, bool]", self._answers.get(key, self._read_units))

    def _read_units(self) -> dict[str, bool]:
        tree = table_of(UNIT_TREE)
        units = tree.select("unit_code", "is_reference").distinct()
        sql = neutral_sql(units.order_by("unit_code", "is_reference"), self.source.dialect)
        return dict(self._ask(sql, {}))

    def _held(self, request: Request) -> set[str]:
        """The facts of which the unit may have cases. A reference unit has only what was
        published: a fact of which it has no row at all is unknown there, not nought."""
        facts = {m.fact for m in map(named, request.measures) if m.fact is not None}
        if not self._reference_by_unit()[request.unit]:
            return {fact.name for fact in facts}
        return {fact.name for fact in facts if self._has_rows(fact, request.unit)}

    def _has_rows(self, fact: Fact, unit: str) -> bool:
        table = table_of(fact)
        found = table.filter(table.unit_code == parameter("unit")).select("unit_code").limit(1)
        sql = numbered(neutral_sql(found, self.source.dialect), 0)
        return bool(self._ask(sql, {"unit_0": unit}))
