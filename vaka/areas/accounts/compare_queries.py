"""Reads of two years beside each other: figures, sections, remedies carried over."""

import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from vaka.areas.accounts import result_queries
from vaka.areas.accounts.compare_rules import SECTION_CHANGE_LABELS, SectionChange, section_change
from vaka.areas.accounts.models import Edition
from vaka.areas.accounts.result_queries import ResultLine
from vaka.areas.reports import queries as reports
from vaka.areas.reports.queries import ChangedFigure
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.queries import CaseFrame


@dataclass(frozen=True)
class ChangedSection:
    """A section that is not as it was the year before."""

    title: str
    change: SectionChange
    label: str


@dataclass(frozen=True)
class ComparePage:
    """What has changed since the year before."""

    frame: CaseFrame
    edition: Edition
    earlier: Edition | None
    figures: list[ChangedFigure]
    sections: list[ChangedSection]
    same_sections: int
    areas: list[ResultLine]

    @property
    def better(self) -> int:
        """How many figures are better."""
        return sum(one.bearing == "better" for one in self.figures)

    @property
    def worse(self) -> int:
        """How many figures are worse."""
        return sum(one.bearing == "worse" for one in self.figures)

    @property
    def year_before(self) -> int:
        """The year compared with."""
        return self.edition.year - 1


def compare_page(viewer: Viewer, case_id: uuid.UUID) -> ComparePage:
    """Give an edition beside that of the year before. Raises NotVisible."""
    page = result_queries.result_page(viewer, case_id)
    row, unit = page.edition, page.edition.case.unit
    earlier = Edition.objects.filter(
        name=row.name, year=row.year - 1, case__unit=unit
    ).order_by("-number").first()  # fmt: skip
    sections = list(_sections(row, earlier)) if earlier else []
    count = Counter(one.change for one in sections)
    return ComparePage(
        page.frame, row, earlier, reports.changed_figures(viewer, unit, row.year),
        [one for one in sections if one.change is not SectionChange.SAME],
        count[SectionChange.SAME], [one for one in page.rows if one.carried],
    )  # fmt: skip


def _sections(row: Edition, earlier: Edition) -> Iterator[ChangedSection]:
    now, then = (
        {one.key: (one.title, one.text) for one in of.sections.filter(above=None)}
        for of in (row, earlier)
    )
    for key in {**now, **then}:
        title = (now.get(key) or then[key])[0]
        change = section_change(
            then[key][1] if key in then else None, now[key][1] if key in now else None
        )
        yield ChangedSection(title, change, str(SECTION_CHANGE_LABELS[change]))
