"""One measure over time, and what its page leads on to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.figures import queries as figures
from vaka.areas.figures.queries import Remark
from vaka.areas.figures.rules import Break
from vaka.areas.indicators.happened import ChangeRow, happened
from vaka.areas.indicators.judgement import JudgedRow, Judgement, Series, judgement
from vaka.areas.indicators.models import LimitChange
from vaka.areas.indicators.value_queries import opens_values
from vaka.areas.indicators.words import KIND_LABELS, compared, written
from vaka.areas.remedies.queries import DoneRemedy
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.kinds import all_kinds
from vaka.foundation.organisation.models import Unit
from vaka.law.period import Grain, Period
from vaka.metrics.dimensions import DIMENSIONS
from vaka.metrics.disclosure import is_hidden
from vaka.metrics.measure import Measure, Timing
from vaka.metrics.measure import Unit as Measured
from vaka.metrics.request import Request, Row

NOT_JUDGED = JudgedRow()


@dataclass(frozen=True)
class Point:
    """One period of a measure's table."""

    period: str
    words: str
    row: Row
    text: str
    hidden: bool
    url: str
    judged: JudgedRow = NOT_JUDGED
    is_unused: bool = False


@dataclass(frozen=True)
class Group:
    """One group of a cut."""

    label: str
    row: Row
    text: str
    hidden: bool
    url: str


@dataclass(frozen=True)
class MeasurePage:
    """What the page of one measure shows."""

    measure: Measure
    unit: Unit
    period: Period
    last: Period
    grain: Grain
    as_of: date
    sentence: str
    lead: str
    points: list[Point]
    judged: Judgement
    changes: list[ChangeRow]
    remedies: list[DoneRemedy]
    cuts: list[tuple[str, list[Group]]]
    others: list[tuple[str, str]]
    made_at: datetime
    pending: int
    is_suppressed: bool
    breaks: list[Break] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    is_unused: bool = False
    opens_values: bool = False

    @property
    def sources(self) -> dict[str, str]:
        """Where each period's number comes from, where it is not the measure's own rows."""
        own = self.measure.source
        found = {p.period: p.row.source for p in self.points if p.row.value is not None}
        told = {period: text for period, text in found.items() if text != own}
        return {p.period: told.get(p.period, "") for p in self.points} if told else {}

    @property
    def has_persons(self) -> bool:
        """Whether a number of persons or answers was published beside any count."""
        if self.measure.unit is Measured.PERCENT or not self.sources:
            return False
        return any(p.row.n not in (None, p.row.value) for p in self.points)

    @property
    def kind_label(self) -> str:
        """The words of the chart in use."""
        return str(KIND_LABELS[self.judged.kind])

    @property
    def has_limits(self) -> bool:
        """Whether any value has limits to stand beside it."""
        return any(row.expected for row in self.judged.rows.values())


def measure_page(
    viewer: Viewer, measure: Measure, unit: Unit, period: Period, grain: Grain, as_of: date,
    diagram: str = "", cut: str = "",
) -> MeasurePage:  # fmt: skip
    """Give one measure of a unit over a period, cut as asked and in the usual ways.

    Raises:
        NotVisible, NotAllowed: the unit's figures are not for this viewer.
        DoesNotNest: the grain does not fit the period.
    """
    dimensions = _dimensions(measure, cut)
    last = period.parts(period.kind)[-1]
    asked = [
        Request((measure.name,), unit.code, period, grain=grain, as_of=as_of),
        Request((measure.name,), unit.code, last, as_of=as_of),
    ]
    asked += [
        Request((measure.name,), unit.code, last, (name,), as_of=as_of) for name in dimensions
    ]
    others = [one for one in figures.units_with_figures(viewer)
              if one.is_reference and one.code != unit.code]  # fmt: skip
    asked += [Request(measures=(measure.name,), unit=one.code, period=period) for one in others]
    answers = figures.ask(viewer, *asked)
    # A list of cases is as of today, so a figure of an earlier day has no way to it.
    opens = figures.may_see_cases(viewer, measure.name, unit.code) and as_of >= viewer.on
    link = _Link(measure, unit, opens)
    over_time, newest, *rest = answers.rows
    points = [_point(measure, row, link) for row in over_time if not row.by
              if Period.parse(row.period).first_date <= as_of]  # fmt: skip
    whole = [point for point in points if Period.parse(point.period).last_date <= as_of]
    total = next((row for row in newest if not row.by), None)
    cuts = [
        (DIMENSIONS[name].title.sv, _groups(measure, name, rows, link, last))
        for name, rows in zip(dimensions, rest, strict=False)
    ]
    compared = _compared_with(measure, others, rest[len(dimensions) :])
    moved = happened(viewer, measure, unit, period)
    series = Series(measure, unit.name, grain, [point.row for point in whole],
                    anew=moved.anew, posts=moved.posts)  # fmt: skip
    judged = judgement(series, diagram)
    points = [replace(one, judged=judged.rows.get(one.period, NOT_JUDGED)) for one in points]
    points = _with_unused(points, link, period, grain)
    is_unused = _is_unused(measure, unit, total, last)
    return MeasurePage(
        measure=measure, unit=unit, period=period, last=last, grain=grain, as_of=as_of,
        sentence=_unused(measure, last) if is_unused else _sentence(measure, total, last, as_of),
        lead=_lead(measure, whole, last),
        points=points[::-1], judged=judged, changes=moved.changes,
        remedies=moved.remedies,
        cuts=[cut for cut in cuts if cut[1]],
        others=compared, made_at=answers.made_at, pending=answers.pending,
        is_suppressed=answers.is_suppressed,
        breaks=moved.breaks,
        remarks=figures.remarks(measure, unit.code, period),
        is_unused=is_unused,
        opens_values=opens_values(viewer, measure, unit),
    )  # fmt: skip


def _compared_with(
    measure: Measure, others: list[Unit], answers: Iterable[list[Row]]
) -> list[tuple[str, str]]:
    """What is published of others, by name and period."""
    return [
        (f"{one.name} {Period.parse(row.period).words()}", written(measure, row.value))
        for one, rows in zip(others, answers, strict=True)
        for row in rows
        if not row.by and row.value is not None
    ]


def usual_span(measure: Measure, unit: Unit) -> tuple[Period, Grain] | None:
    """Give what a measure's page shows unasked, where only published numbers stand behind it:
    every period that has one. None gives the usual two years by month."""
    if measure.is_computed and not unit.is_reference:
        return None
    return figures.span(measure.name, unit.code)


def _dimensions(measure: Measure, cut: str) -> list[str]:
    """The ways in which the page cuts a measure: the one asked for first, three at most."""
    usual = [name for name in measure.by if name not in {"month", "hour", "weekday"}]
    return list(dict.fromkeys([*([cut] if cut in measure.by else []), *usual]))[:3]


@dataclass(frozen=True)
class _Link:
    """The way from a figure to its cases, for those who may walk it."""

    measure: Measure
    unit: Unit
    opens: bool

    def to(self, period: str, by: dict[str, object], row: Row) -> str:
        page = _list_of(self.measure)
        if not self.opens or not row.value or not page or self.unit.is_reference:
            return ""
        if None in by.values():
            return ""
        query = {"matt": self.measure.name, "enhet": self.unit.code, "period": period}
        query |= {f"by_{name}": str(value) for name, value in by.items()}
        return f"{reverse(page)}?{urlencode(query)}"


def _list_of(measure: Measure) -> str:
    """The page that lists what a measure counts; a fact's name is the kind of its cases."""
    kinds = {kind.code: kind.list_url_name for kind in all_kinds()}
    return kinds.get(measure.fact.name, "") if measure.fact else ""


def _point(measure: Measure, row: Row, link: _Link) -> Point:
    words, text = Period.parse(row.period).words(), written(measure, row.value)
    return Point(row.period, words, row, text, is_hidden(row), link.to(row.period, {}, row))


def _with_unused(points: list[Point], page: "_Link", period: Period, grain: Grain) -> list[Point]:
    """The points and, between them, the periods when the unit did not use the register."""
    measure, told = page.measure, {point.period for point in points if point.row.value is not None}
    if not measure.register or any(point.hidden for point in points):
        return points
    in_use = figures.RegistersInUse()
    unused = {
        str(one): Point(str(one), one.words(), Row(measure.name, page.unit.code, str(one)),
                        _("används inte"), hidden=False, url="", is_unused=True)
        for one in period.parts(grain)
        if str(one) not in told and in_use.is_outside(measure, page.unit, one)
    }  # fmt: skip
    every = {point.period: point for point in points} | unused
    return sorted(every.values(), key=lambda one: Period.parse(one.period))


def _groups(
    measure: Measure, name: str, rows: Iterable[Row], link: _Link, period: Period
) -> list[Group]:
    labels = {code: words.sv for code, words in DIMENSIONS[name].labels}
    if name == "unit":
        labels = dict(Unit.objects.values_list("code", "name"))
    cut = [row for row in rows if row.by]
    if not DIMENSIONS[name].labels:
        cut.sort(key=lambda row: (row.value is None, -(row.value or 0)))
    return [
        Group(
            _label(row.by[name], labels),
            row, written(measure, row.value), is_hidden(row),
            link.to(str(period), dict(row.by), row),
        )
        for row in cut
    ]  # fmt: skip


def _label(value: object, labels: dict[str, str]) -> str:
    return _("okänt") if value is None else labels.get(str(value), str(value))


def _sentence(measure: Measure, total: Row | None, period: Period, as_of: date) -> str:
    """The answer first: the period's own number, or why there is none."""
    words = {"title": measure.title.sv, "when": period.words()}
    if total is not None and is_hidden(total):
        return _("%(title)s under %(when)s visas inte, färre än fem.") % words
    if total is None or total.value is None:
        return _("%(title)s kan inte räknas för %(when)s.") % words
    words["value"] = written(measure, total.value)
    if period.contains(as_of):
        return _("%(title)s hittills under %(when)s: %(value)s.") % words
    return _("%(title)s under %(when)s: %(value)s.") % words


def _is_unused(measure: Measure, unit: Unit, total: Row | None, period: Period) -> bool:
    if total is not None and total.value is not None:
        return False
    in_use = figures.RegistersInUse()
    return in_use.is_outside(measure, unit, period) or bool(figures.unused(unit.code, measure.name))


def _unused(measure: Measure, period: Period) -> str:
    """A register that a unit does not use has no number, and never nought."""
    words = {"title": measure.title.sv, "when": period.words()}
    return _("%(title)s: används inte under %(when)s.") % words


def _lead(measure: Measure, points: list[Point], period: Period) -> str:
    """Compare the parts that are over with the same parts a year before, where all are known."""
    found = {point.period: point.row.value for point in points}
    ours = [p.period for p in points if period.contains(Period.parse(p.period).first_date)]
    theirs = [str(Period.parse(one).same_last_year()) for one in ours]
    if not ours or any(found.get(one) is None for one in [*ours, *theirs]):
        return ""
    if measure.timing is not Timing.PERIOD or measure.unit is not Measured.COUNT:
        return _("%(now)s %(when)s, mot %(then)s ett år tidigare.") % {
            "now": written(measure, found[ours[-1]]),
            "when": Period.parse(ours[-1]).words(),
            "then": written(measure, found[theirs[-1]]),
        }
    now, then = ([float(found[one] or 0) for one in span] for span in (ours, theirs))
    return compared(measure, now, then)


def own_unit(viewer: Viewer) -> Unit | None:
    """The unit of the viewer's own role with figures; None for those without."""
    granted = viewer.granted(figures.SEE) if viewer.may(figures.SEE) else frozenset()
    return Unit.objects.filter(pk__in=list(granted)).order_by("name").first()


def limit_days(unit: Unit, measures: Iterable[str]) -> dict[str, list[date]]:
    """From which days limits are made anew at a unit, by measure, as one question.

    The caller has asked that the viewer may see figures of the unit.
    """
    found: dict[str, list[date]] = {}
    rows = LimitChange.objects.filter(measure__in=set(measures), unit=unit, withdrawn_at=None)
    for measure, day in rows.order_by("from_date").values_list("measure", "from_date"):
        found.setdefault(measure, []).append(day)
    return found


def judged_rows(
    measure: Measure, unit: Unit, grain: Grain, rows: Sequence[Row], anew: Sequence[date] = ()
) -> Judgement:
    """Judge whole periods in order, as the measure's own page does."""
    return judgement(Series(measure, unit.name, grain, rows, anew=anew))


def way_to_cases(viewer: Viewer, measure: Measure, unit: Unit) -> _Link:
    """Give the way from figures of today to their cases; it leads nowhere for who may not see."""
    return _Link(measure, unit, figures.may_see_cases(viewer, measure.name, unit.code))
