"""Files out of decisions: the list, a quarter's tables, a quarter's statistics to publish."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.entitlements import list_queries, queries
from vaka.areas.entitlements.delivery_queries import IvoRow
from vaka.areas.entitlements.handling_queries import handling
from vaka.areas.entitlements.queries import QuarterAccount
from vaka.areas.entitlements.statistics import published
from vaka.areas.entitlements.views import account_of, filtered
from vaka.exchange import writers
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.organisation.queries import local_value, principal_name
from vaka.web.downloads import CSV_TYPE, to_keep

LARGEST_FILE = 50_000


def listing(request: HttpRequest) -> HttpResponse:
    """Give the list with its filter as a workbook."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    _form, wanted, _figure = filtered(request)
    today = timezone.localdate()
    rows = [
        list_queries.row(one, today) for one in list_queries.listed(viewer, wanted)[:LARGEST_FILE]
    ]
    queries.note_listed(viewer, wanted.told, [one.id for one in rows])
    headings = [_("Nummer"), _("Insats"), _("Lagrum"), _("Enhet"), _("Beslutsdatum"),
                _("Sista dag inom tre månader"), _("Läge"), _("Dagar"),
                _("Delvis verkställt"), _("Ansökan"), _("Giltigt till")]  # fmt: skip
    content = writers.xlsx_bytes(_("Beslut"), headings, _lines(rows))
    return to_keep(content, writers.XLSX_TYPE, "beslut.xlsx")


def quarter(request: HttpRequest, quarter: str) -> HttpResponse:
    """Give the quarter's tables as a workbook, without anything that names a person."""
    account, _units = account_of(request, quarter)
    content = tables_bytes(account)
    return to_keep(content, writers.XLSX_TYPE, f"ej-verkstallda-{account.quarter}.xlsx")


def tables_bytes(account: QuarterAccount) -> bytes:
    """Give a quarter's tables as a workbook: each decision, and nobody."""
    headings = [_("Tabell"), _("Rad"), _("Beslutsdatum"), _("Insats"), _("Skäl"), _("Utfall"),
                _("Dagar"), _("Vaka påpekar"), _("Delvis verkställt"), _("Giltighet"),
                _("Avbrott från")]  # fmt: skip
    return writers.xlsx_bytes(_("Kvartal"), headings, _cells(account))


def ivo_bytes(rows: Iterable[IvoRow], account: QuarterAccount) -> bytes:
    """Give what IVO is told as CSV, with whom each row is about; each row says of what report."""
    headings = [_("Slag"), _("Personnummer"), _("Skyddade uppgifter"), _("Kön"), _("Lagrum"),
                _("Insats"), _("Beslutsdatum"), _("Avbrott från"), _("Slutdatum"), _("Utfall"),
                _("Skäl"), _("Erbjudanden"), _("Nummer"), _("Delvis verkställt"),
                _("Rättelse"), _("Andra insatser under tiden"), _("Verksamhetsområde"),
                _("Konsekvenser för personen"), _("Uppföljningar"), _("Kommun"), _("Enhet"),
                _("År"), _("Kvartal")]  # fmt: skip
    year, quarter = str(account.quarter).split("Q")
    report = [principal_name(), account.unit.name, year, quarter]
    return writers.csv_bytes(headings, [[*_line(one), *report] for one in rows])


def named_bytes(rows: Iterable[IvoRow]) -> bytes:
    """Give the auditors' list as CSV with whom each row is about, as they asked for in writing."""
    headings = [_("Beslutsdatum"), _("Insats"), _("Skäl"), _("Slag"), _("Personnummer"),
                _("Nummer")]  # fmt: skip
    lines = [[str(one.decided_date), one.service, one.reason, one.told_label, one.number,
              one.reference] for one in rows]  # fmt: skip
    return writers.csv_bytes(headings, lines)


def _line(one: IvoRow) -> list[str]:
    days = [str(day) if day else "" for day in (one.interrupted_date, one.ended_date)]
    return [
        one.told_label, one.number, _("ja") if one.is_protected else "", one.sex, one.law,
        one.service, str(one.decided_date), *days, one.outcome, one.reason,
        "; ".join(one.offers), one.reference, one.partly, one.change,
        "; ".join(one.meanwhile), one.field, "; ".join(one.consequences),
        "; ".join(one.follow_ups),
    ]  # fmt: skip


def statistics(request: HttpRequest, quarter: str) -> HttpResponse:
    """Give the quarter's counts as CSV to publish; small ones are hidden and cannot be derived."""
    account, _units = account_of(request, quarter)
    least = int(local_value("disclosure.smallest_cell", account.quarter.last_date))
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    rows = published(account, least, handling(viewer, account.unit, account.quarter))
    headings = [_("Tabell"), _("Indelning"), _("Grupp"), _("Antal")]
    content = writers.csv_bytes(headings, rows)
    return to_keep(content, CSV_TYPE, f"statistik-{account.quarter}.csv")


def _lines(rows: list[list_queries.ListRow]) -> Iterator[list[Any]]:
    for one in rows:
        yield [one.reference, one.service, one.law, one.unit_name, one.decided_date,
               one.last_day, one.state_label, one.days, one.partly,
               one.applied, one.valid_to]  # fmt: skip


def _cells(account: QuarterAccount) -> Iterator[list[Any]]:
    for name, rows in account.tables():
        for number, one in enumerate(rows, 1):
            yield [name, number, one.decided, one.service, one.reason, one.outcome, one.days,
                   " ".join(one.contradictions), one.partly, one.validity,
                   one.interrupted]  # fmt: skip
