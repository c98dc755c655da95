"""The catalogue of measures by subject, each with its newest value at a unit."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from vaka.areas.figures import queries as figures
from vaka.areas.indicators import words
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.organisation.models import Unit
from vaka.law.period import Grain, Period
from vaka.metrics.definitions import MEASURES, SUBJECTS
from vaka.metrics.disclosure import is_hidden
from vaka.metrics.measure import Measure
from vaka.metrics.request import Request, Row


@dataclass(frozen=True)
class CatalogueFilter:
    """What is looked for: words of the title, definition or name, a subject, how it is known.

    `meant` names measures that the words may mean whatever they are called.
    """

    sought: str = ""
    subject: str = ""
    how: str = ""
    meant: tuple[str, ...] = ()

    def takes(self, measure: Measure) -> bool:
        """Say whether a measure is among those looked for: meant, or with every word there."""
        text = f"{measure.title.sv} {measure.name} {measure.what} {measure.kpi}".casefold()
        words = self.sought.casefold().split()
        return (
            (measure.name in self.meant or all(word in text for word in words))
            and self.subject in ("", measure.subject)
            and self.how in ("", "computed" if measure.is_computed else "observed")
        )


@dataclass(frozen=True)
class CatalogueRow:
    """One measure of the list with its newest value, or a dash."""

    measure: Measure
    text: str
    when: str
    is_hidden: bool


@dataclass(frozen=True)
class CatalogueSubject:
    """The measures of one subject."""

    code: str
    title: str
    rows: list[CatalogueRow]


@dataclass(frozen=True)
class Catalogue:
    """The list, and how many of all measures are computed or told by others."""

    subjects: list[CatalogueSubject]
    found: int
    computed: int
    observed: int


def catalogue(viewer: Viewer, unit: Unit, wanted: CatalogueFilter) -> Catalogue:
    """Give the measures looked for, in the order of subjects.

    Raises:
        NotVisible, NotAllowed: the unit's figures are not for this viewer.
    """
    found = [measure for measure in MEASURES.values() if wanted.takes(measure)]
    rows = list(_rows(viewer, unit, found))
    by_subject = {code: [row for row in rows if row.measure.subject == code] for code in SUBJECTS}
    computed = sum(measure.is_computed for measure in MEASURES.values())
    return Catalogue(
        [CatalogueSubject(code, SUBJECTS[code], own) for code, own in by_subject.items() if own],
        len(rows), computed, len(MEASURES) - computed,
    )  # fmt: skip


def _rows(viewer: Viewer, unit: Unit, found: list[Measure]) -> Iterator[CatalogueRow]:
    this_year, told = Period.of(viewer.on, Grain.YEAR), figures.latest(unit.code)
    asked = [_period(measure, unit, told, this_year) for measure in found]
    answers = figures.ask(viewer, *(
        Request((measure.name,), unit.code, period)
        for measure, period in zip(found, asked, strict=True)
    ))  # fmt: skip
    unused, in_use = figures.unused(unit.code), figures.RegistersInUse()
    for measure, period, rows in zip(found, asked, answers.rows, strict=True):
        if measure.name in unused or in_use.is_outside_on(measure, unit, viewer.on):
            yield CatalogueRow(measure, _("används inte"), "", is_hidden=False)
            continue
        yield _row(measure, period, next((row for row in rows if not row.by), None))


def _period(measure: Measure, unit: Unit, told: dict[str, Period], this_year: Period) -> Period:
    """This year, or the newest published period where nothing is counted."""
    if measure.is_computed and not unit.is_reference:
        return this_year
    return told.get(measure.name, this_year)


def _row(measure: Measure, period: Period, row: Row | None) -> CatalogueRow:
    if row is None or (row.value is None and not is_hidden(row)):
        return CatalogueRow(measure, "–", "", is_hidden=False)
    hidden = is_hidden(row)
    text = "" if hidden else words.written(measure, row.value)
    return CatalogueRow(measure, text, period.words(), hidden)
