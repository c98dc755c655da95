"""The report `ekonomi` prints the source's own tables, in one unit of money, with what differs."""

import csv
from datetime import date

import pytest

from vaka.areas.economy.models import BudgetMonth, Investment
from vaka.areas.economy.report import REPORTS, NothingFollowedUp
from vaka.areas.economy.tests.test_outsiders import plant
from vaka.areas.economy.tests.test_printed import number, read
from vaka.documents.kinds import WrongGrain
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.law.period import Period

SYSTEM = Viewer.system("test")


def content(unit, period, by=SYSTEM):
    """Build the report."""
    return REPORTS["ekonomi"].content(viewer=by, unit=unit, period=Period.parse(period),
                                      as_of=date(2024, 6, 1), snapshot="s")  # fmt: skip


def test_februarys_table_as_printed(shared, units):
    path = shared / "facts" / "harnosand" / "budget_2024_02.csv"
    read(path, "harnosand", "2024-02")
    found = content(units["harnosand"], "2024-02")
    table = found.tables["budget"]
    assert [one.name for one in table.columns] == [
        "Rad", "Nivå", "Förra månaden (tkr)", "Avvikelse hittills (tkr)", "Förändring (tkr)",
    ]  # fmt: skip
    with path.open(encoding="utf-8") as lines:
        printed = list(csv.DictReader(lines))
    assert list(table.rows) == [
        (row["line"], int(row["level"]), *(number(row[f"{name}_tkr"]) for name in
         ("jan_2024_acc", "feb_2024_acc", "difference")))
        for row in printed
    ]  # fmt: skip
    assert table.total
    assert found.figures["result"].value == -9131
    assert (found.values["findings"], found.values["rounded"]) == ([], 17)
    assert content(units["harnosand"], "2024T1").tables["budget"].rows == table.rows


def test_aprils_forecast_with_investments_and_what_differs(shared, units):
    read(shared / "facts" / "kungsbacka" / "budget_forecast_2024_04.csv", "kungsbacka", "2024-04")
    month = BudgetMonth.objects.get()
    with (shared / "facts" / "kungsbacka" / "investments_2024_04.csv").open() as lines:
        for place, row in enumerate(csv.DictReader(lines), 1):
            told = {"last_year": "closing_accounts_2023", "result": "outcome_jan_apr_2024",
                    "forecast": "full_year_forecast_2024", "annual": "annual_budget_2024",
                    "forecast_deviation": "deviation_2024"}  # fmt: skip
            tkr = {k: number(row[f"{v}_tkr"]) for k, v in told.items()}
            Investment.objects.create(
                month=month, place=place, category=row["category_sv"], kind=row["line_sv"],
                **{k: None if v is None else v * 100_000 for k, v in tkr.items()},
            )  # fmt: skip
    found = content(units["kungsbacka"], "2024T1")
    invested = found.tables["investments"]
    spent = [row for row in invested.rows if row[0] != "Netto"]
    net = next(row for row in invested.rows if row[0] == "Netto")
    for place in range(2, 7):
        assert net[place] == sum(row[place] or 0 for row in spent), invested.columns[place]
    assert {one.name.rpartition(" ")[2] for one in invested.columns[2:]} == {"(tkr)"}
    assert not any("Investeringar" in one for one in found.findings)
    assert any("Periodens resultat" in one and "6 281" in one.replace("\u00a0", " ")
               and "6 292" in one.replace("\u00a0", " ") for one in found.findings)  # fmt: skip
    assert len(found.values["findings"]) == 3
    assert any("saknar" in one for one in found.findings)
    assert len(found.tables["budget"].rows) == 42
    Investment.objects.filter(category="Reinvesteringar").update(forecast=-5_000_000)
    told = [one.replace("\u00a0", " ") for one in content(units["kungsbacka"], "2024T1").findings]
    assert any("Investeringar: Netto" in one and "19 034" in one for one in told)


def test_a_whole_year_tells_its_newest_month(eva, units):
    plant(units, eva)
    found = content(units["vaka"], "2026")
    assert [row[0] for row in found.tables["budget"].rows] == ["Almen", "Björken", "Summa"]
    assert found.values["is_short"]
    assert found.values["month"] == "mars 2026"
    with pytest.raises(NothingFollowedUp, match="Ingen månad"):
        content(units["vaka"], "2025")
    with pytest.raises(WrongGrain):
        content(units["vaka"], "2026-W05")


def test_who_may_see_nothing_gets_no_report(units, astrid):
    with pytest.raises(NotAllowed):
        content(units["vaka"], "2026", by=astrid)
