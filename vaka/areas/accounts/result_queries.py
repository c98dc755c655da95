"""The result table: goal, result over years, analysis, remedies of now and of last year."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from vaka.areas.accounts import rules
from vaka.areas.accounts.models import Edition, ResultRow
from vaka.areas.accounts.rules import EditionState
from vaka.areas.figures import queries as figures
from vaka.areas.remedies import queries as remedies
from vaka.areas.remedies.causes import Cause
from vaka.areas.remedies.queries import RemedyRow
from vaka.documents.content import Column, Kind, Table
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.queries import CaseFrame
from vaka.law.period import Period
from vaka.metrics.definitions import named
from vaka.metrics.measure import Good
from vaka.metrics.request import Request
from vaka.web.words import number

YEARS = 3
"""How many years a result is shown for."""


@dataclass(frozen=True)
class Worked:
    """A measure's values by year as they are written, and whether its target is reached."""

    values: dict[str, str]
    numbers: dict[str, float]
    reached: str
    source: str


@dataclass(frozen=True)
class ResultLine:
    """One area of the table as its page shows it: from what was found to what was done."""

    id: uuid.UUID
    key: str
    area: str
    goal: str
    measure: str
    values: list[tuple[str, str]]
    reached: str
    source: str
    analysis: str
    action: str
    version: int
    remedies: list[RemedyRow]
    carried: list[RemedyRow]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known or written of the area yet."""
        told = [value for _year, value in self.values if value]
        return not (told or self.analysis or self.action or self.remedies or self.carried)


@dataclass(frozen=True)
class ResultPage:
    """The result table of an edition."""

    frame: CaseFrame
    edition: Edition
    years: list[str]
    rows: list[ResultLine]
    may_change: bool
    may_remedy: bool

    @property
    def empty_rows(self) -> list[ResultLine]:
        """The areas of which nothing is known or written yet."""
        return [row for row in self.rows if row.is_empty]


def years(edition: Edition) -> list[str]:
    """Give the years that an edition's results are shown for, the oldest first."""
    return [str(edition.year - back) for back in range(YEARS - 1, -1, -1)]


def result_page(viewer: Viewer, case_id: uuid.UUID) -> ResultPage:
    """Give the result table of an edition that the viewer reads by role. Raises NotVisible."""
    case = cases.visible_case(viewer, case_id)
    row = Edition.objects.filter(case=case).first()
    if row is None or not viewer.may(rules.SEE, case.unit_id):
        raise NotVisible(str(case_id))
    now, then = _remedies(viewer, row), _carried(viewer, row)
    lines = [_line(one, row, now, then) for one in row.results.all()]
    may = viewer.may(rules.WRITE, case.unit_id) and case.state == EditionState.WRITING
    return ResultPage(cases.frame(case), row, years(row), lines, may,
                      may and viewer.may("remedy.propose", case.unit_id))  # fmt: skip


def result_row(viewer: Viewer, row_id: uuid.UUID) -> ResultRow:
    """Give one row of a table that the viewer reads by role. Raises NotVisible."""
    one = ResultRow.objects.filter(pk=row_id).select_related("edition__case").first()
    if one is None or not Case.objects.known(viewer, one.edition_id).exists():
        raise NotVisible(str(row_id))
    if not viewer.may(rules.SEE, one.edition.case.unit_id):
        raise NotVisible(str(row_id))
    return one


def worked_out(viewer: Viewer, edition: Edition, measure: str) -> Worked:
    """Give a measure's values over the years of an edition's table, as of its unit."""
    if not measure:
        return Worked({}, {}, "", "")
    unit = edition.case.unit.code
    asked = [Request((measure,), unit, Period.parse(year)) for year in years(edition)]
    answers = figures.ask(viewer, *asked)
    numbers: dict[str, float] = {}
    for year, rows in zip(years(edition), answers.rows, strict=True):
        total = next((row for row in rows if not row.by and row.name == measure), None)
        if total is not None and total.value is not None:
            numbers[year] = float(total.value)
    one = named(measure)
    better = {Good.HIGHER: True, Good.LOWER: False}.get(one.good)
    return Worked(
        {year: written(measure, value) for year, value in numbers.items()}, numbers,
        rules.reached(numbers.get(str(edition.year)), one.target, higher_is_better=better),
        one.source,
    )  # fmt: skip


def written(measure: str, value: float) -> str:
    """Give a measure's value as it is written in the table."""
    text = number(int(value)) if float(value).is_integer() else number(value, 1)
    return f"{text}\u00a0%" if str(named(measure).unit) == "percent" else text


def causes_of(viewer: Viewer, case_id: uuid.UUID) -> list[Cause]:
    """Give the areas of an edition's result table as causes that a remedy may answer."""
    found = ResultRow.objects.filter(edition=case_id)
    if not found or not Case.objects.known(viewer, case_id).exists():
        return []
    return [Cause(one.key, one.area) for one in found]


def table(edition: Edition, found: Mapping[str, list[RemedyRow]], reader: Viewer) -> Table:
    """Give the result table as it is printed.

    Args:
        found: this year's remedies by area.
        reader: with whose eyes it is read; a value that they may not see is not in it.
    """
    columns = [Column("Område"), Column("Mål"),
               *(Column(year, Kind.NUMBER) for year in years(edition)),
               Column("Analys"), Column("Åtgärd"), Column("Källa")]  # fmt: skip
    rows = tuple(
        (one.area, one.goal, *_seen(reader, edition, one),
         one.analysis or None, _actions(one, found.get(one.key, [])) or None,
         one.source or _source_of(one))
        for one in edition.results.all()
    )  # fmt: skip
    return Table("results", "Resultat per område", tuple(columns), rows,
                 snapshot=edition.snapshot)  # fmt: skip


def _seen(reader: Viewer, edition: Edition, one: ResultRow) -> Iterator[str | None]:
    """The values of a line; those that the reader would not be told are said to be hidden. Of an
    edition whose figures were never fetched they are those that are known now."""
    told = worked_out(reader, edition, one.measure).values
    for year in years(edition):
        value = one.values.get(year) if one.values else told.get(year)
        yield value if year in told or not value else _("visas inte")


def by_area(viewer: Viewer, edition: Edition) -> dict[str, list[RemedyRow]]:
    """Give this year's remedies by area, of those that the viewer may see."""
    return _remedies(viewer, edition)


def _source_of(one: ResultRow) -> str | None:
    return (named(one.measure).source or None) if one.measure else None


def _actions(one: ResultRow, found: list[RemedyRow]) -> str:
    return "; ".join([*([one.action] if one.action else []), *(row.title for row in found)])


def _remedies(viewer: Viewer, edition: Edition) -> dict[str, list[RemedyRow]]:
    found: dict[str, list[RemedyRow]] = {}
    for row in remedies.for_case(viewer, edition.pk):
        found.setdefault(row.cause_code, []).append(row)
    return found


def _carried(viewer: Viewer, edition: Edition) -> dict[str, list[RemedyRow]]:
    """Last year's remedies by area: those of the edition before, its newest version first."""
    then = Edition.objects.filter(
        name=edition.name, year=edition.year - 1, case__unit=edition.case.unit
    )
    found: dict[str, list[RemedyRow]] = {}
    for one in then.order_by("number"):
        for key, rows in _remedies(viewer, one).items():
            found.setdefault(key, []).extend(rows)
    return found


def _line(
    one: ResultRow, edition: Edition, now: Mapping[str, list[RemedyRow]],
    then: Mapping[str, list[RemedyRow]],
) -> ResultLine:  # fmt: skip
    return ResultLine(
        id=one.pk, key=one.key, area=one.area, goal=one.goal, measure=one.measure,
        values=[(year, one.values.get(year, "")) for year in years(edition)],
        reached=one.reached, source=one.source, analysis=one.analysis, action=one.action,
        version=one.version, remedies=now.get(one.key, []), carried=then.get(one.key, []),
    )  # fmt: skip
