"""The report's section on measures at a deficit (K-ECO-26), from the flow of feared deficits."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _

from vaka.areas.economy import rules
from vaka.areas.economy import shortfall_queries as queries
from vaka.areas.economy.models import Shortfall
from vaka.areas.economy.queries import MonthPage
from vaka.areas.economy.rules import Money
from vaka.areas.economy.shortfall_rules import (
    SAVING_LABELS,
    SHORTFALL_LABELS,
    ShortfallState,
    left_after,
)
from vaka.documents.content import Cell, Column, Kind, Table
from vaka.foundation.access.viewer import Viewer
from vaka.web.words import day


def tables(viewer: Viewer, page: MonthPage, as_of: date, snapshot: str) -> Iterator[Table]:
    """Give the year's deficits told by a day, and their measures, in the report's unit of money.

    The amounts are those of the newest forecast that the viewer may see; öre are rounded once.
    """
    found = queries.visible_shortfalls(viewer).filter(line__unit=page.unit, year=page.month.year)
    found = found.filter(opened_date__lte=as_of)
    rows = list(found.prefetch_related("savings__follow_ups", "savings__answers"))
    yield Table(
        "shortfalls", _("Befarade underskott, %s") % page.money.value,
        (Column(_("Rad")), Column(_("Läge")), *_amounts(page.money, _("Prognosen"),
         _("Kvar efter åtgärder")), Column(_("Nämndens beslut"))),
        tuple(_deficit(viewer, one, page.money) for one in rows), snapshot=snapshot, missing="",
    )  # fmt: skip
    yield Table(
        "savings", _("Åtgärder mot underskott, %s") % page.money.value,
        (Column(_("Rad")), Column(_("Åtgärd")), Column(_("Svarar")), Column(_("Klar senast")),
         Column(_("Läge")), *_amounts(page.money, _("Väntad effekt i år"), _("Effekt hittills"))),
        tuple(_measures(rows, page.money)), snapshot=snapshot, missing="",
    )  # fmt: skip


def _deficit(viewer: Viewer, one: Shortfall, money: Money) -> tuple[Cell, ...]:
    now = queries.amount_now(viewer, one)
    left = left_after(now, queries.savings_of(one))
    decided = f"{day(one.decided_date)}, {one.paragraph}" if one.decided_date else ""
    return (one.line.name, str(SHORTFALL_LABELS[ShortfallState(one.state)]),
            rules.in_money(now, money), rules.in_money(left, money), decided)  # fmt: skip


def _measures(rows: Iterable[Shortfall], money: Money) -> Iterator[tuple[Cell, ...]]:
    for row in rows:
        for one, told in zip(row.savings.all(), queries.savings_of(row), strict=True):
            yield (row.line.name, one.what, one.answers.name, day(one.due_date),
                   str(SAVING_LABELS[told.state]), rules.in_money(told.expected, money),
                   rules.in_money(told.reached, money))  # fmt: skip


def _amounts(money: Money, *names: str) -> Sequence[Column]:
    decimals = 1 if money is Money.MNKR else 0
    return [Column(f"{one} ({money.value})", Kind.MONEY, decimals) for one in names]
