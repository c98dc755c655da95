"""Every table and chart that the source lists for the yearly reports stands in ours, and with the
figures that were published."""

import csv
import re
from datetime import date

import pytest

from tests.listed import CHARTS, LISTED, QUALITY, SAFETY
from vaka.areas.figures.models import Observation
from vaka.areas.reports import event_stacks, exhibits, sentences
from vaka.areas.reports.kinds import named
from vaka.areas.reports.outlines import TEMPLATES
from vaka.config.demo.observations import published
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.organisation import actions as organisation
from vaka.foundation.organisation.actions import NewUnit
from vaka.foundation.organisation.models import UnitKind
from vaka.law.period import Period
from vaka.metrics.definitions import named as measure
from vaka.metrics.request import Row

DAY = date(2024, 3, 1)
ROW = re.compile(r"^\| (F4-\d\d) \| (KB|PSB|National survey)", re.MULTILINE)
AREAS = {"Funktionsstöd": "disability"}


def _shown(name):
    return re.findall(r'exhibit\("([a-z_]+)"\)', (TEMPLATES / f"{name}.md").read_text("utf-8"))


def test_every_chart_that_the_source_lists_is_on_the_list(shared):
    text = (shared / "requirements" / "harnosand.md").read_text("utf-8")
    assert {found[0] for found in ROW.findall(text)} == set(CHARTS)


def test_every_exhibit_on_the_list_stands_in_a_report():
    placed = {*_shown(QUALITY), *_shown(SAFETY)}
    assert {one for names in LISTED.values() for one in names} <= placed


@pytest.fixture
def contents(units):
    """Both reports of the reference unit, out of what was published of it."""
    others = {"vasternorrland": None, "riket": None, "kungsbacka": None}
    cells = [cell for cell in published(others | dict(units)) if cell["unit"]]
    Observation.objects.bulk_create(Observation(**cell) for cell in cells)
    asked = {"viewer": Viewer.system("test"), "unit": units["harnosand"], "as_of": DAY,
             "period": Period.parse("2023"), "snapshot": ""}  # fmt: skip
    return {name: named(name).content(**asked) for name in (QUALITY, SAFETY)}


def _table(content, name):
    shown = content.exhibits[name]
    return shown.table or (shown.chart.table if shown.chart else None)


def test_every_published_figure_is_printed_in_its_exhibit(contents):
    told = {(row.measure, row.sex, int(row.period[:4])): row.value
            for row in Observation.objects.filter(unit__code="harnosand", law="", type="", area="")
            if row.value is not None}  # fmt: skip
    compared = 0
    for plan in exhibits.plans().values():
        table = _table(contents[QUALITY], plan.id)
        cells = [str(cell) for row in table.rows for cell in row[1:]] if table else []
        printed = " | ".join(cells)
        for line in plan.lines:
            for back in plan.back:
                value = told.get((line.measure, line.sex, 2023 + back))
                if value is not None and plan.draw == "arrows":
                    assert sentences.written(value, measure(line.measure).unit) in printed, line
                elif value is not None:
                    assert re.search(rf"(?<![\d.]){value:g}(?![\d.])", printed), (plan.id, line)
                compared += value is not None
    assert compared > 190


def test_published_counts_by_type_and_area_are_printed(contents, shared):
    folder = shared / "facts" / "harnosand"
    for name, file, at in (("deviation_types_health", "deviations_hsl_2022_2023", "HSL"),
                           ("deviation_types_social", "deviations_sol_lss_2023", "")):  # fmt: skip
        rows = {row[0]: row[1:] for row in _table(contents[SAFETY], name).rows}
        with (folder / f"{file}.csv").open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                if row["count"] and row.get("law", at) == at:
                    assert float(row["count"]) in rows[row["deviation_type"]], row
    by_area = _table(contents[QUALITY], "deviation_types_area").rows
    assert [row for row in by_area if row[0] == "Funktionsstöd"] == [
        ("Funktionsstöd", "Läkemedel utebliven dos", 64),
        ("Funktionsstöd", "Olycksfall/halkolycka", 47),
        ("Funktionsstöd", "Brister i rutiner", 28),
    ]


def test_a_result_says_its_goal_and_how_it_turned(contents):
    rows = {row[0]: row for row in _table(contents[SAFETY], "results").rows}
    assert rows["Trycksår: antal"] == ("Trycksår: antal", "minska", 13, 27, 30, "sämre")
    assert rows["Basala hygienrutiner: följsamhet, procent"][1] == "öka"
    assert rows["Basala hygienrutiner: följsamhet, procent"][-1] == "bättre"
    assert rows["Fallskador: antal"][-1] == "sämre"
    assert rows["Blåsdysfunktion: personer"][-1] == "kan inte jämföras"


def test_county_and_country_stand_beside_a_trend_where_they_are_told(units):
    for code in ("vasternorrland", "riket"):
        new = NewUnit(code, code, UnitKind.PRINCIPAL, date(2019, 1, 1), is_reference=True)
        units[code] = organisation.open_unit(by=Viewer.system("test"), new=new)
    told = {"harnosand": (80, 82), "vasternorrland": (75, 74), "riket": (70,)}
    Observation.objects.bulk_create(
        Observation(unit=units[code], measure="bpsd_pain_free_share", period=year, value=value,
                    measured_in="percent", source="prov")
        for code, values in told.items()
        for year, value in zip(("2022", "2023"), values, strict=False)
    )  # fmt: skip
    numbers = exhibits.Numbers(Viewer.system("test"), units["harnosand"], 2023, DAY)
    shown = exhibits.exhibit(exhibits.plans()["bpsd_pain"], numbers)
    assert shown.chart.table.rows == (
        ("Utan smärta", 80, 82), ("Länet", 75, 74), ("Riket", 70, None),
    )  # fmt: skip
    assert "Riket" not in "".join(map(str, shown.words))


def _row(name, month, value):
    return Row(name=name, unit="almen", period="2023", by={"month": month}, value=value)


def test_a_small_rest_hides_both_parts_of_its_month():
    rows = [_row("whole", "2023-01", 9), _row("part", "2023-01", 7), _row("whole", "2023-02", 9),
            _row("part", "2023-02", 9), _row("whole", "2023-03", 4)]  # fmt: skip
    split = event_stacks.Split("whole", "part", 5)
    hidden = ("visas inte", "visas inte")
    assert split.of(rows) == {"2023-01": hidden, "2023-02": (9, 0), "2023-03": hidden}
    assert event_stacks.Split("whole", "part").of(rows)["2023-01"] == (7, 2)
