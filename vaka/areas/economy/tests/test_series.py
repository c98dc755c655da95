"""Monthly series: read once, summed over twelve months, shown to their own, taken away."""

from datetime import date

import pytest
from django.urls import reverse

from vaka.areas.economy import series_actions, series_queries, series_report
from vaka.areas.economy.facts import month_rows, month_stamp
from vaka.areas.economy.models import BudgetMonth, MonthFigure
from vaka.areas.economy.rules import Money
from vaka.areas.economy.series_imports import SCHEMA, import_rows
from vaka.areas.economy.series_rules import Figure
from vaka.exchange.kinds import ImportOptions
from vaka.exchange.typed import read_typed
from vaka.foundation.access.viewer import NotAllowed
from vaka.foundation.audit.models import AuditRow
from vaka.law.verdict import RuleRefused

HEAD = "Enhet;Månad;Serie;Del;Värde\n"
ROWS = (
    "Almen;2025-01;Hyra för tomma lägenheter;Almen;1 000,50\n"
    "Almen;2026-01;Hyra för tomma lägenheter;Almen;3000\n"
    "Björken;2026-01;empty_rents;Björken;9000\n"
    "Socialförvaltningen;2026-01;Betaldygn på sjukhus;;21\n"
)
BAD = (
    ";2026-01;Betaldygn på sjukhus;;1\n"
    "Månen;2026-01;Betaldygn på sjukhus;;1\n"
    "Almen;2026-01;Betaldygn på sjukhus;;1,5\n"
    "Almen;2026-01;Placeringar;;5\n"
    "Almen;2026-01;Väder;;5\n"
    "Almen;2026-01;Hyra för tomma lägenheter;Almen;1\n"
)


def read(by, tmp_path, rows, **options):
    """Read a file of series."""
    path = tmp_path / "serier.csv"
    path.write_text(HEAD + rows, encoding="utf-8")
    file = read_typed(path, SCHEMA)
    told = import_rows(by=by, file=file, options=ImportOptions("serier.csv", **options))
    return told, [one.field.partition(" (")[0] for one in file.rejects]


def test_a_file_is_read_once_and_what_is_wrong_is_told(eva, bo, units, tmp_path):
    receipt, _rejects = read(eva, tmp_path, ROWS, dry_run=True)
    assert (receipt.imported, MonthFigure.objects.count()) == (4, 0)
    receipt, rejects = read(eva, tmp_path, ROWS + BAD)
    assert (receipt.imported, receipt.rejected) == (4, 6)
    assert sorted(rejects) == ["Del", "Del", "Enhet", "Enhet", "Serie", "Värde"]
    own = MonthFigure.objects.get(month=date(2025, 1, 1))
    assert (own.unit, own.value) == (units["almen"], 100_050)
    assert AuditRow.objects.filter(verb="month_figure.take_in", actor=eva.person).count() == 1
    again, _rejects = read(eva, tmp_path, ROWS)
    assert (again.imported, again.unchanged) == (0, 4)
    read(eva, tmp_path, ROWS.replace("3000", "4000"))
    assert MonthFigure.objects.get(part="Almen", month=date(2026, 1, 1)).value == 400_000
    with pytest.raises(NotAllowed):
        read(bo, tmp_path, ROWS)


def test_twelve_months_are_shown_to_their_own(eva, bo, cecilia, units, tmp_path, client_as):
    read(eva, tmp_path, ROWS)
    rents, days = sorted(series_queries.series_page(eva).groups, key=lambda one: one.series.code)
    assert (rents.series.code, rents.row.total, rents.row.told) == ("empty_rents", 12, 1)
    assert [(one.name, one.total, one.change) for one in rents.parts] == [
        ("Björken", 9, 9), ("Almen", 3, 1.9995)]  # fmt: skip
    assert (days.row.total, days.row.change, days.in_tkr) == (21, None, False)
    own = series_queries.series_page(bo).groups
    assert [(one.row.total, len(one.parts)) for one in own] == [(3, 1)]
    body = client_as(bo).get(reverse("economy:series")).content.decode()
    assert "Hyra för tomma lägenheter" in body
    assert "Läs in månader" not in body
    address = reverse("economy:one_series", args=["hospital_days"])
    assert client_as(eva).get(address).status_code == 200
    assert client_as(cecilia).get(address).status_code == 404


def test_the_report_tells_twelve_months_in_one_unit_of_money(eva, units, tmp_path):
    read(eva, tmp_path, ROWS.replace("3000", "300000"))
    page = series_queries.series_page(eva, date(2026, 1, 1), units["almen"])
    money, counts = series_report.tables(page, Money.TKR, "s")
    assert money.rows == (("Hyra för tomma lägenheter", 1, 300, 1, 299),)
    assert (money.columns[2].name, counts.rows) == ("Tolv månader (tkr)", ())
    page = series_queries.series_page(eva, date(2026, 1, 1))
    money, counts = series_report.tables(page, Money.MNKR, "s")
    assert money.rows == (("Hyra för tomma lägenheter", 1, 0.3, 0, 0.3),)
    assert counts.rows == (("Betaldygn på sjukhus", 1, 21, None, None),)
    assert "mnkr" in money.title


def test_each_month_is_a_row_of_the_measures(eva, units, tmp_path):
    read(eva, tmp_path, ROWS)
    before = month_stamp()
    told = {(one["unit_code"], one["month_date"].year): one for one in month_rows(None, None)}
    rent, days = told[("almen", 2026)], told[("socialforvaltningen", 2026)]
    assert (rent["mnkr"], rent["number"], rent["part"]) == (0.003, None, "Almen")
    assert (days["mnkr"], days["number"], days["part"]) == (None, 21, None)
    read(eva, tmp_path, ROWS.replace("3000", "4000"))
    assert month_stamp() != before


def test_the_board_sees_what_is_closed(eva, pia, units, tmp_path):
    read(eva, tmp_path, ROWS)
    assert series_queries.series_page(pia).until is None
    BudgetMonth.objects.create(unit=units["socialforvaltningen"], month=date(2025, 1, 1),
                               state="closed")  # fmt: skip
    assert series_queries.series_page(pia).until == date(2025, 1, 1)


def test_a_month_read_wrong_is_taken_away(eva, bo, units, tmp_path, client_as):
    read(eva, tmp_path, ROWS)
    address = reverse("economy:series_remove", args=["empty_rents", "2026-01"])
    assert client_as(bo).get(address).status_code in (403, 404)
    assert client_as(eva).get(address.replace("2026-01", "2025-12")).status_code == 404
    with pytest.raises(NotAllowed):
        series_actions.remove_month(by=bo, series="empty_rents", month=date(2026, 1, 1))
    assert client_as(eva).post(address, {"words": ""}).status_code == 302
    left = MonthFigure.objects.filter(series="empty_rents").values_list("month", flat=True)
    assert list(left) == [date(2025, 1, 1)]
    assert AuditRow.objects.get(verb="month_figure.remove_month").data["rows"] == 2


def test_what_fails_leaves_nothing(eva, units):
    rows = [(units["almen"], Figure("hospital_days", date(2026, 1, 1), "", one)) for one in (1, -1)]
    with pytest.raises(RuleRefused):
        series_actions.take_in_figures(by=eva, rows=rows, source="test")
    assert not MonthFigure.objects.exists()
    assert not AuditRow.objects.filter(verb="month_figure.take_in").exists()
