"""The report's tables of twelve months in a row: money in the report's unit, and numbers."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from vaka.areas.economy.rules import ORE, Money
from vaka.areas.economy.series_queries import TKR, SeriesGroup, SeriesPage
from vaka.documents.content import Column, Kind, Table
from vaka.law.period import Grain, Period


def tables(page: SeriesPage, money: Money, snapshot: str) -> Iterator[Table]:
    """Give the series of money and those of numbers up to the page's month (K-ECO-17).

    A series that lacks a month is told with how many it has, and compared over those alone.
    """
    if page.until is None:
        return
    until = Period.of(page.until, Grain.MONTH).words()
    titles = {
        True: _("Tolv månader till och med %(month)s, %(money)s")
        % {"month": until, "money": money.value},
        False: _("Tolv månader till och med %(month)s, antal") % {"month": until},
    }
    for is_money, name in ((True, "series_money"), (False, "series_counts")):
        groups = [one for one in page.groups if one.in_tkr is is_money]
        yield _table(name, titles[is_money], groups, money if is_money else None, snapshot)


def _table(
    name: str, title: str, groups: list[SeriesGroup], money: Money | None, snapshot: str
) -> Table:
    unit = f" ({money.value})" if money else ""
    kind, decimals = (Kind.MONEY if money else Kind.COUNT), 1 if money is Money.MNKR else 0
    amounts = (_("Tolv månader"), _("Året före"), _("Ändring"))
    columns = (Column(_("Serie")), Column(_("Månader"), Kind.COUNT),
               *(Column(f"{one}{unit}", kind, decimals) for one in amounts))  # fmt: skip
    per = ORE[money] / TKR if money else 1
    rows = tuple(
        (one.row.name, one.row.told, *(None if value is None else round(value / per, decimals)
                                       for value in (one.row.total, one.row.before,
                                                     one.row.change)))
        for one in groups
    )  # fmt: skip
    return Table(name, title, columns, rows, snapshot=snapshot, missing="")
