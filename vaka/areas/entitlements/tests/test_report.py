"""The report `ej-verkstallda`: Kungsbacka's figures as printed, what is pointed out, who may."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from vaka.areas.entitlements.models import Decision
from vaka.areas.entitlements.report import REPORTS
from vaka.documents.content import Manuscript
from vaka.documents.kinds import ReportContent, WrongGrain
from vaka.documents.template import render
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.law.period import Period

KIND = REPORTS["ej-verkstallda"]
TEMPLATE = Path(__file__).parents[2] / "reports" / "templates" / KIND.template


def content(units: Any, by: Viewer | None = None, period: str = "2024Q1",
            as_of: date = date(2024, 4, 20)) -> ReportContent:  # fmt: skip
    return KIND.content(viewer=by or Viewer.system("test"), unit=units["vaka"],
                        period=Period.parse(period), as_of=as_of, snapshot="s-1")  # fmt: skip


def filled(content: ReportContent) -> Manuscript:
    return render(TEMPLATE.read_text("utf-8"), content.verbs(), content.values)


def test_the_printed_lists_are_printed(printed: Path, units: Any) -> None:
    found = content(units)
    figures = {name: one.value for name, one in found.figures.items()}
    assert figures == {
        "decisions_not_executed": 10,
        "decisions_interrupted": 0,
        "decisions_ended_after_report": 30,
    }
    assert found.values["ends"] == "21 verkställda, 8 återtagna och 1 avliden"
    assert [row[0] for row in found.tables["ended"].rows] == list(range(1, 31))
    assert found.tables["by_end"].rows[-1] == ("Summa", 30)
    assert found.tables["not_executed"].rows[0][1:4] == (
        "2023-08-10", "Särskilt boende/medflytt", "Platsbrist",
    )  # fmt: skip


def test_malformed_dates_are_printed_as_such_and_pointed_out(printed: Path, units: Any) -> None:
    found = content(units)
    assert "Återtag 2024-01-0" in found.tables["ended"].column("Utfall")
    remarks = {row[0]: str(row[2]) for row in found.tables["ended_remarks"].rows}
    assert "”2024-01-0”" in remarks[8]
    assert "saknas" in remarks[2]
    days = found.tables["ended"].column("Dagar")
    assert [n for n, one in enumerate(days, 1) if one is None] == [2, 8]


def test_what_the_rule_contradicts_is_pointed_out(printed: Path, units: Any) -> None:
    remarks = {row[0]: str(row[2]) for row in content(units).tables["ended_remarks"].rows}
    too_early = [n for n, words in remarks.items() if "kan inte ha rapporterats tidigare" in words]
    assert too_early == list(range(12, 31))
    assert [n for n, words in remarks.items() if "inom tre månader" in words] == [24, 26]
    assert [n for n, words in remarks.items() if "före kvartalets början" in words] == [6]
    assert len(content(units).findings) == 19 + 2 + 1 + 2


def test_the_template_tells_the_conclusion_first(printed: Path, units: Any) -> None:
    page = filled(content(units))
    title = page.markdown.strip().splitlines()[0]
    period = Period.parse("2024Q1").words()
    assert title == f"# 10 beslut var inte verkställda inom tre månader\\, {period}"
    assert {"not_executed", "ended", "ended_remarks", "by_bucket"} <= set(page.tables)
    assert "16 kap" in page.markdown
    assert "34 kap" not in page.markdown


def test_the_law_is_the_one_in_force_in_the_quarter(units: Any) -> None:
    found = content(units, period="2025Q4", as_of=date(2026, 1, 10))
    assert "2025:400" in str(found.values["report_law"])
    assert found.values["headline"].startswith("Inga beslut")  # type: ignore[attr-defined]
    assert "Inga beslut." in filled(found).markdown


def test_what_came_after_the_day_asked_for_is_not_known(
    units: Any, decided: Callable[..., Decision]
) -> None:
    decided("2023-08-10", executed="2024-03-20")
    decided("2023-12-10", executed="2024-03-20")
    now, then = content(units), content(units, as_of=date(2024, 3, 1))
    counts = [(one.values["not_executed"], one.values["ended"], one.values["executed_late"])
              for one in (now, then)]  # fmt: skip
    assert counts == [(0, 1, 1), (2, 0, 0)]


def test_it_is_made_for_quarters(units: Any) -> None:
    with pytest.raises(WrongGrain, match="ett kvartal"):
        content(units, period="2024")


def test_who_sees_no_decisions_there_gets_nothing(units: Any, cecilia: Viewer) -> None:
    with pytest.raises(NotVisible):
        content(units, by=cecilia)
