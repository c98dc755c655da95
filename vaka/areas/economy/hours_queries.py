"""Reads of hours of home care: twelve months by operator, providers so far this year, rates."""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _

from vaka.areas.economy import hours_rules as rules
from vaka.areas.economy import rules as money
from vaka.areas.economy.hours_actions import as_rate
from vaka.areas.economy.hours_rules import OPERATOR_LABELS, Compared, Hours, Operator, Rate
from vaka.areas.economy.models import BudgetMonth, HomeHours, HourRate
from vaka.areas.economy.rules import LEAD, SEE, SEE_CLOSED, Money, MonthState
from vaka.documents import charts, swedish
from vaka.documents.content import Chart, Column, Kind, Table
from vaka.documents.series import down
from vaka.foundation.access.viewer import Viewer, demand, one_of
from vaka.foundation.organisation.models import Unit
from vaka.law.months import add_months
from vaka.law.period import Grain, Period

MONTHS = 12
SHOWN = ("granted", "planned", "performed")


@dataclass(frozen=True)
class HoursRow:
    """Hours of a month, a provider or all; hours with decimals, money as the page's."""

    name: str
    operator: str
    granted: float | None
    planned: float | None
    performed: float | None
    performed_percent: float | None
    compensation: float | None
    last_year: float | None = None
    last_year_percent: float | None = None
    expected: float | None = None
    expected_money: float | None = None

    @property
    def level(self) -> int:
        """One for an operator, two for a provider under it."""
        return 1 if self.operator else 2


@dataclass(frozen=True)
class HoursFindingRow:
    """What speaks against a provider's month, as a page shows it."""

    month: date
    provider: str
    words: str
    difference: str


@dataclass(frozen=True)
class RateRow:
    """A rate as the page shows it; öre an hour."""

    id: uuid.UUID
    since: date
    name: str
    hour: int
    source: str
    may_remove: bool


@dataclass(frozen=True)
class HoursPage:
    """Hours of home care up to a month, as the page and the report show them."""

    until: date | None
    months: list[HoursRow]
    providers: list[HoursRow]
    total: HoursRow | None
    findings: list[HoursFindingRow]
    rates: list[RateRow]
    chart: Chart | None
    may_lead: bool

    @property
    def fewer(self) -> float:
        """Say how many hours fewer than the budget counts on were done, without a sign."""
        return abs((self.total.expected if self.total else None) or 0)

    @property
    def span(self) -> str:
        """Say which months of the year the providers' rows add up."""
        if self.until is None:
            return ""
        first, last = (Period.of(one, Grain.MONTH).words()
                       for one in (self.until.replace(month=1), self.until))  # fmt: skip
        return last if first == last else f"{first.split()[0]}–{last}"


def visible_hours(viewer: Viewer) -> QuerySet[HomeHours]:
    """Give the hours that the viewer may see: at own units, and to the board what is closed."""
    demand(viewer, SEE_CLOSED)
    rows = HomeHours.objects.select_related("unit")
    if viewer.everywhere:
        return rows
    closed = BudgetMonth.objects.filter(state=MonthState.CLOSED, unit__is_reference=False)
    last = closed.aggregate(last=Max("month"))["last"]
    board = Q(unit__in=viewer.unit_ids(SEE_CLOSED), month__lte=last or date.min)
    return rows.filter(Q(unit__in=viewer.unit_ids(SEE)) | board)


def hours_page(
    viewer: Viewer, until: date | None = None, unit: Unit | None = None, shown_in: Money = Money.TKR
) -> HoursPage:  # fmt: skip
    """Give the hours up to a month, the newest when none is asked for, at a unit and below."""
    found = visible_hours(viewer)
    if unit is not None:
        found = found.filter(unit__in=Unit.objects.below(unit))
    if until is not None:
        found = found.filter(month__lte=until)
    newest = found.aggregate(last=Max("month"))["last"]
    may_lead = viewer.may(LEAD)
    if newest is None:
        return HoursPage(until, [], [], None, [], rates(viewer), None, may_lead)
    read = _as_rules(found.filter(month__gt=add_months(newest, -2 * MONTHS)))
    rolling = [one for one in read if one.month > add_months(newest, -MONTHS)]
    row = partial(_row, shown_in)
    months = [
        row(Period.of(month, Grain.MONTH).words(), "", [x for x in rolling if x.month == month])
        for month in sorted({one.month for one in rolling})
    ]
    year = [one for one in read if one.month.year == newest.year]
    before = [one for one in read if one.month.year == newest.year - 1]
    return HoursPage(
        newest, months, _provider_rows(row, year, before),
        row(_("Alla utförare"), "", year, before),
        [_finding_row(one) for one in rules.findings(year)],
        rates(viewer), _chart(months), may_lead,
    )  # fmt: skip


def rates(viewer: Viewer) -> list[RateRow]:
    """Give the rates, the newest first; they are the board's decisions and no secret."""
    demand(viewer, SEE_CLOSED)
    return [
        RateRow(one.pk, one.since_date, one.provider or _operator(one.operator), one.hour,
                one.source, viewer.may(LEAD, one.unit_id))
        for one in HourRate.objects.all()
    ]  # fmt: skip


def rate_led(viewer: Viewer, rate_id: uuid.UUID) -> HourRate:
    """Give a rate that the viewer may take away. Raises NotAllowed, NotVisible."""
    demand(viewer, SEE_CLOSED)
    found = one_of(HourRate.objects.all(), rate_id)
    demand(viewer, LEAD, found.unit_id)
    return found


def _as_rules(found: Iterable[HomeHours]) -> list[Hours]:
    """The rows as the rules read them, each with the rate of its unit or of one above it."""
    by_unit: dict[Unit, list[Rate]] = {}
    for one in HourRate.objects.select_related("unit"):
        by_unit.setdefault(one.unit, []).append(as_rate(one))
    reached = [
        (set(Unit.objects.below(unit).values_list("pk", flat=True)), held)
        for unit, held in by_unit.items()
    ]
    return [_as_rule(one, [rate for below, held in reached if one.unit_id in below
                           for rate in held]) for one in found]  # fmt: skip


def _as_rule(one: HomeHours, held: Sequence[Rate]) -> Hours:
    minutes = {kind: getattr(one, f"{kind}_minutes") for kind in rules.TOLD}
    told = Hours(one.month, one.provider, Operator(one.operator), paid=one.paid, **minutes)
    rate = rules.rate_of(held, operator=one.operator, provider=one.provider, month=one.month)
    return replace(told, rate=rate)


def _provider_rows(
    row: Callable[..., HoursRow], year: Sequence[Hours], before: Sequence[Hours]
) -> list[HoursRow]:
    """One row for each operator, with its providers under it."""
    made = []
    for operator in Operator:
        now, then = ([one for one in rows if one.operator == operator] for rows in (year, before))
        if not now:
            continue
        made.append(row(_operator(operator), operator, now, then))
        names = sorted({one.provider for one in now})
        if len(names) > 1 or names[0] != made[-1].name:
            made += [
                row(name, "", *([one for one in rows if one.provider == name]
                                for rows in (now, then)))
                for name in names
            ]  # fmt: skip
    return made


def _row(
    shown_in: Money, name: str, operator: str, rows: Sequence[Hours], before: Sequence[Hours] = ()
) -> HoursRow:  # fmt: skip
    told: Mapping[str, int | None] = {kind: rules.total(rows, kind) for kind in SHOWN}
    both = [x for x in rows if x.granted is not None and x.performed is not None]
    granted, done = rules.total(both, "granted") or 0, rules.total(both, "performed") or 0
    year, budget = rules.against_last_year(rows, before), rules.against_expected(rows)
    worth, over = rules.compensation(rows), budget.ore if budget else None
    return HoursRow(
        name, operator, _hours(told["granted"]), _hours(told["planned"]),
        _hours(told["performed"]),
        100 * done / granted if granted else None, money.in_money(worth, shown_in),
        _hours(year.minutes) if year else None, _percent(rows, year),
        _hours(budget.minutes) if budget else None, money.in_money(over, shown_in),
    )  # fmt: skip


def _percent(rows: Sequence[Hours], year: Compared | None) -> float | None:
    """How much more or less than a year before, in percent."""
    if year is None:
        return None
    before = (rules.total(rows, "performed") or 0) - year.minutes
    lost = rules.lost_percent(before + year.minutes, before)
    return None if lost is None else -lost


def _finding_row(one: rules.HoursFinding) -> HoursFindingRow:
    difference = ""
    if one.code == "granted":
        difference = _("%s timmar") % swedish.number(one.difference / 60, 1)
    elif one.code == "paid":
        difference = swedish.money(one.difference / 100)
    return HoursFindingRow(one.month, one.provider, one.words, difference)


def _chart(months: Sequence[HoursRow]) -> Chart | None:
    names = {"granted": _("Beviljade"), "planned": _("Planerade"), "performed": _("Utförda")}
    told = [kind for kind in SHOWN if any(getattr(one, kind) is not None for one in months)]
    if len(months) < 2 or not told:
        return None
    columns = (Column(_("Månad")), *(Column(names[kind], Kind.COUNT) for kind in told))
    rows = tuple((one.name, *(_whole(getattr(one, kind)) for kind in told)) for one in months)
    title = _("Hemtjänsttimmar månad för månad")
    table = Table("timmar", title, columns, rows)
    series = down(table, _("Månad"), *(names[kind] for kind in told))
    return charts.trend("timmar", title, table, series, what=_("Hemtjänsttimmar"),
                        period=f"{months[0].name} till {months[-1].name}")  # fmt: skip


def _operator(code: str) -> str:
    return str(OPERATOR_LABELS[Operator(code)])


def _hours(minutes: int | None) -> float | None:
    return None if minutes is None else minutes / 60


def _whole(hours: float | None) -> int | None:
    return None if hours is None else round(hours)
