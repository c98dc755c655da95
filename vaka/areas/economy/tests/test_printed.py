"""Two municipalities' tables as printed, all levels, read by import; what does not add up."""

import csv
from datetime import date

import pytest

from vaka.areas.economy import queries, tables
from vaka.areas.economy.imports import IMPORTS
from vaka.areas.economy.models import BudgetMonth
from vaka.exchange.kinds import ImportOptions
from vaka.exchange.typed import read_typed
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.law.period import Period
from vaka.law.verdict import RuleRefused

SYSTEM = Viewer.system("test")


def read(path, unit, period, by=SYSTEM):
    """Import a file."""
    file = read_typed(path, IMPORTS[0].schema, unit=unit)
    options = ImportOptions(path.name, unit, Period.parse(period) if period else None)
    return IMPORTS[0].run(by=by, file=file, options=options)


def rows_of(path):
    """The rows of a printed file."""
    with path.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def number(text):
    """A printed number, None where nothing is printed."""
    return int(text) if text else None


def page_of(unit, month):
    """A month's page as the machine sees it."""
    return queries.month_page(SYSTEM, queries.month_of(SYSTEM, unit, month))


def test_februarys_table_is_reproduced_at_all_levels(shared, units, kim):
    path = shared / "facts" / "harnosand" / "budget_2024_02.csv"
    assert read(path, "harnosand", "2024-02").imported == 28
    again = read(path, "harnosand", "2024-02")
    assert (again.imported, again.unchanged) == (0, 28)
    page, printed = page_of("harnosand", date(2024, 2, 1)), rows_of(path)
    shown = [(row.name, row.level, row.before, row.result, row.change) for row in page.rows]
    assert shown == [
        (one["line"], int(one["level"]), *(number(one[f"{name}_tkr"])
         for name in ("jan_2024_acc", "feb_2024_acc", "difference")))
        for one in printed
    ]  # fmt: skip
    assert page.findings == []  # every difference in the table is one of rounding
    assert len(page.roundings) == 17
    assert ("Summa", "Avvikelse hittills", -9131, -9132, 1) in [
        (one.name, one.column, one.printed, one.computed, one.difference)
        for one in page.roundings
    ]  # fmt: skip
    with pytest.raises(RuleRefused, match="ingen månad"):
        read(path, "harnosand", "")
    with pytest.raises(NotAllowed):
        read(path, "harnosand", "2024-02", by=kim)


def test_aprils_forecast_is_reproduced_at_all_levels(shared, units):
    path = shared / "facts" / "kungsbacka" / "budget_forecast_2024_04.csv"
    assert read(path, "kungsbacka", "2024-04").imported == 42
    page, printed = page_of("kungsbacka", date(2024, 4, 1)), rows_of(path)
    levels = {"total": 0, "area": 1, "unit": 2, "item": 3}
    shown = {(row.name, row.level, row.result, row.forecast_deviation, row.forecast, row.annual,
              row.last_year) for row in page.rows}  # fmt: skip
    names = ("result_jan_apr_2024", "forecast_deviation", "full_year_forecast_2024",
             "annual_budget_2024", "closing_accounts_2023")  # fmt: skip
    for one in printed:
        name = one["item_sv"] or one["unit_sv"] or one["area_sv"]
        level = levels[one["level"]] - (one["level"] == "item" and not one["unit_sv"])
        told = [number(one[f"{name}_tkr"]) for name in names]
        match = [row for row in shown if row[:2] == (name, level)
                 and all(n is None or n == row[2 + i] for i, n in enumerate(told))]  # fmt: skip
        assert match, one
    found = {(one.name, one.column): (one.printed, one.computed) for one in page.findings}
    assert found == {
        ("Periodens resultat", "Avvikelse hittills"): (6281, 6292),
        ("Distrikt 5", "Avvikelse hittills"): (5938, 5546),
        ("Distrikt Norr", "Avvikelse hittills"): (-1531, -986),
    }
    lacking = [(row.name, row.lacks) for row in page.rows if row.lacks]
    assert ("Vård och omsorgsboende (externa)", ["orsak"]) in lacking
    assert ("Ordinärt boende", ["åtgärd"]) in lacking  # of the southern district
    assert "Bitr FC" not in dict(lacking)


def test_a_closed_month_takes_in_nothing(units, tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("Rad;Hör till;Nivå;Avvikelse hittills (tkr)\nHem;Summa;1;1,5\nSumma;;0;2\n")
    assert read(path, "harnosand", "2024-03").imported == 2
    month = BudgetMonth.objects.get()
    table = tables.month_table(month)
    assert [one.amounts["result"] for one in table.lines] == [150_000, 200_000]
    month.state = "closed"
    month.save()
    with pytest.raises(RuleRefused, match="stängd"):
        read(path, "harnosand", "2024-03")
