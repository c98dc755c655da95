"""What an area offers to report: a kind of report, and the content it builds for a period.

An area's `report.py` holds `REPORTS`, kinds by name; the reports area calls `build`, fills in the
template and compiles the three formats. Storey 3: the viewer and the unit pass through untouched.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from vaka.documents.content import Chart, Exhibit, Figure, Table
from vaka.documents.template import Verbs
from vaka.law.period import Grain, Period

T = TypeVar("T")


class NotInReport(KeyError):
    """A template asked for a figure, a table or a chart that the report does not have."""

    def __init__(self, name: str, known: Mapping[str, object]) -> None:
        super().__init__(f"{name}: the report has {', '.join(sorted(known)) or 'none'}")


class WrongGrain(ValueError):
    """A report was asked for over a kind of period that it is not made for; Swedish words."""


@dataclass(frozen=True)
class ReportContent:
    """All that a template may print, as typed objects.

    Attributes:
        values: names that the template may print or test.
        facts: label and text pairs for the head of the first page.
        findings: what the receiver should be told before sending it on, in Swedish.
        exhibits: charts and tables with words about them, by name.
        comments: what stands in a section until somebody has written there.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    charts: Mapping[str, Chart] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)
    facts: tuple[tuple[str, str], ...] = ()
    findings: tuple[str, ...] = ()
    exhibits: Mapping[str, Exhibit] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)

    def verbs(self, comment: Callable[[str], str] = lambda _section: "") -> Verbs:
        """Give the template's verbs over this content; where `comment` gives no words, those of
        `comments` stand. They raise `NotInReport`."""

        def figure(name: str, /, **_options: Any) -> Figure:
            return _known(self.figures, name)

        def table(name: str, /, **_options: Any) -> Table:
            return _known(self.tables, name)

        def chart(name: str, /, **_options: Any) -> Chart:
            return _known(self.charts, name)

        def words(section: str) -> str:
            return comment(section) or self.comments.get(section, "")

        return Verbs(figure, table, chart, words, lambda name: _known(self.exhibits, name))


Build = Callable[..., ReportContent]


@dataclass(frozen=True)
class ReportKind:
    """One kind of `vaka report NAME`.

    Attributes:
        grains: the kinds of period it is made for.
        template: file name of its Markdown template.
        build: takes `viewer=`, `unit=`, `period=`, `as_of=` (a date) and `snapshot=`.
        capability: what the viewer must hold at the unit besides making reports.
    """

    name: str
    title: str
    grains: frozenset[Grain]
    template: str
    build: Build
    capability: str = ""

    def content(
        self, *, viewer: Any, unit: Any, period: Period, as_of: date, snapshot: str
    ) -> ReportContent:
        """Build the content. Raises `WrongGrain`, and the area's own errors."""
        if period.kind not in self.grains or period.parts(period.kind)[1:]:
            kinds = ", ".join(sorted(_GRAIN_WORDS[grain] for grain in self.grains))
            raise WrongGrain(f"Rapporten {self.name} görs för {kinds}, inte för {period}.")
        return self.build(viewer=viewer, unit=unit, period=period, as_of=as_of, snapshot=snapshot)


_GRAIN_WORDS = {
    Grain.DAY: "en dag",
    Grain.WEEK: "en vecka",
    Grain.MONTH: "en månad",
    Grain.QUARTER: "ett kvartal",
    Grain.TERTIAL: "ett tertial",
    Grain.YEAR: "ett år",
}


def _known(found: Mapping[str, T], name: str) -> T:
    if name not in found:
        raise NotInReport(name, found)
    return found[name]
