"""What a public report tells of cases that its readers may not see: measures, no case."""

from datetime import date
from types import SimpleNamespace

from vaka.areas.reports import gathered
from vaka.areas.reports.events import Asked
from vaka.law.period import Period
from vaka.metrics.request import Row


def asked(*, is_reference=False):
    unit = SimpleNamespace(code="vaka", name="Vaka kommun", is_reference=is_reference)
    return Asked(None, unit, Period.parse("2023"), date(2024, 3, 1), "Källa: Vaka.", "s")


def answering(monkeypatch, values):
    """Let each measure have a value; one that is not there has no row, None is a hidden one."""

    def ask(_viewer, *requests):
        rows = [[_row(name, values[name]) for name in one.measures if name in values]
                for one in requests]  # fmt: skip
        return SimpleNamespace(rows=rows)

    monkeypatch.setattr(gathered.figures, "ask", ask)


def _row(name, value):
    return Row(name, "vaka", "2023", {}, value, None, None, None if value is None else 40)


def test_a_reader_without_cases_is_told_the_measures(monkeypatch):
    answering(monkeypatch, {"remedies_decided": 31.0, "remedies_worked_share": None})
    shown = gathered._counted(asked(), "remedies", "Åtgärder")
    assert shown.table.rows == (
        ("Beslutade åtgärder", 31),
        ("Andel kontrollerade åtgärder som hade effekt, procent", "visas inte"),
    )
    assert not shown.lacks


def test_where_nothing_is_counted_the_report_says_so(monkeypatch):
    answering(monkeypatch, {})
    for one in (asked(), asked(is_reference=True)):
        shown = gathered._counted(one, "risks", "Årets riskanalyser")
        assert shown.table is None
        assert "visas inte" in shown.lacks
