"""The report's table of hours of home care, in the unit of money of the report."""

from django.utils.translation import gettext as _

from vaka.areas.economy.hours_queries import HoursPage
from vaka.areas.economy.rules import Money
from vaka.documents.content import Column, Kind, Table

COUNTED = ("granted", "planned", "performed", "last_year", "expected")


def table(page: HoursPage, money: Money, snapshot: str) -> Table:
    """Give the hours so far this year by provider, and what they are worth (K-ECO-08)."""
    hours = (_("Beviljade timmar"), _("Planerade timmar"), _("Utförda timmar"), _("Mot i fjol"),
             _("Mot budgetens timmar"))  # fmt: skip
    decimals = 1 if money is Money.MNKR else 0
    amounts = (_("Mot budgeten"), _("Ersättning"))
    rows = [*page.providers, page.total] if page.total else []
    return Table(
        "hours", _("Hemtjänsttimmar efter utförare, %s") % page.span,
        (Column(_("Utförare")), *(Column(one, Kind.COUNT) for one in hours),
         *(Column(f"{one} ({money.value})", Kind.MONEY, decimals) for one in amounts)),
        tuple((one.name, *(_whole(getattr(one, name)) for name in COUNTED), one.expected_money,
               one.compensation) for one in rows),
        total=page.total is not None, snapshot=snapshot, missing="",
    )  # fmt: skip


def _whole(hours: float | None) -> int | None:
    return None if hours is None else round(hours)
