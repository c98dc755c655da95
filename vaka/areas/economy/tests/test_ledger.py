"""A ledger's SIE file: results by month and responsibility, costs negative, the rest kept."""

from datetime import date

import pytest

from vaka.areas.economy.imports import import_sie
from vaka.areas.economy.models import BudgetMonth, LedgerSum
from vaka.exchange.kinds import ImportOptions
from vaka.foundation.access.viewer import NotAllowed
from vaka.law.verdict import RuleRefused

FILE = """#SIETYP 4
#DIM 1 "Kostnadsställe"
#DIM 20 "Ansvar"
#DIM 21 "Verksamhet"
#PBUDGET 0 202601 5010 {} 900.00
#PBUDGET 0 202601 5010 {20 "744110"} 800.00
#VER "A" 1 20260131
{
#TRANS 5010 {20 "744110" 21 "510"} 1000.50
#TRANS 3010 {20 "744110" 21 "510"} -100.00
#TRANS 2710 {} -900.50
}
#VER "A" 2 20260131
{
#TRANS 5010 {20 "744110"} 1.00
}
"""


@pytest.fixture
def sie(tmp_path):
    path = tmp_path / "bok.se"
    path.write_bytes(FILE.encode("cp437"))
    return path


def _sums():
    return {
        (one.responsibility, one.activity, one.account): (one.outcome, one.budget)
        for one in LedgerSum.objects.all()
    }


def test_a_ledger_is_read_by_responsibility_and_activity_costs_negative(eva, units, sie):
    options = ImportOptions("bok.se", "socialforvaltningen")
    receipt, rejects = import_sie(by=eva, path=sie, options=options)
    assert (receipt.read, receipt.imported, receipt.rejected) == (6, 5, 1)
    assert [one.row for one in rejects] == [13]
    assert set(LedgerSum.objects.values_list("month", flat=True)) == {date(2026, 1, 1)}
    assert _sums() == {
        ("744110", "510", "5010"): (-100050, 0),
        ("744110", "510", "3010"): (10000, 0),
        ("744110", "", "5010"): (0, -80000),
        ("", "", "5010"): (0, -10000),
    }


def test_the_same_file_again_gives_the_same_and_what_it_does_not_tell_stands(eva, units, sie):
    options = ImportOptions("bok.se", "socialforvaltningen")
    import_sie(by=eva, path=sie, options=options)
    before = _sums()
    lines = [line for line in FILE.splitlines() if not line.startswith("#PBUDGET")]
    sie.write_text("\n".join(lines))
    import_sie(by=eva, path=sie, options=options)
    assert _sums() == before


def test_nothing_is_saved_in_a_dry_run_nor_in_a_closed_month(eva, units, sie):
    options = ImportOptions("bok.se", "socialforvaltningen", dry_run=True)
    import_sie(by=eva, path=sie, options=options)
    unit = units["socialforvaltningen"]
    BudgetMonth.objects.create(unit=unit, month=date(2026, 1, 1), state="closed")
    with pytest.raises(RuleRefused, match="stängd"):
        import_sie(by=eva, path=sie, options=ImportOptions("bok.se", unit.code))
    assert not LedgerSum.objects.exists()


def test_only_who_leads_the_follow_up_reads_a_ledger_in(bo, units, sie):
    with pytest.raises(NotAllowed):
        import_sie(by=bo, path=sie, options=ImportOptions("bok.se", "socialforvaltningen"))
