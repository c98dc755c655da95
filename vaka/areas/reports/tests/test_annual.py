"""The yearly reports of the reference unit: every figure is the published one."""

import csv
from datetime import date

import pytest

from vaka.areas.figures.models import Observation
from vaka.areas.reports import exhibits
from vaka.areas.reports.kinds import named
from vaka.areas.reports.outlines import TEMPLATES
from vaka.config.demo.observations import published
from vaka.documents.template import render
from vaka.foundation.access.viewer import Viewer
from vaka.law.period import Period

DAY = date(2024, 3, 1)
NAMES = ("kvalitetsberattelse", "patientsakerhetsberattelse")


@pytest.fixture
def told(units):
    """All that was published about the reference unit."""
    others = {"vasternorrland": None, "riket": None, "kungsbacka": None}
    cells = [cell for cell in published(others | dict(units)) if cell["unit"]]
    Observation.objects.bulk_create(Observation(**cell) for cell in cells)
    return units["harnosand"]


def _content(name, unit):
    return named(name).content(viewer=Viewer.system("test"), unit=unit, period=Period.parse("2023"),
                               as_of=DAY, snapshot="")  # fmt: skip


def test_every_figure_is_the_published_one(told, shared):
    numbers = exhibits.Numbers(Viewer.system("test"), told, 2023, DAY)
    cells = {(row.measure, row.sex, int(row.period[:4])): row.value
             for row in Observation.objects.filter(unit=told, law="", type="")
             if row.value is not None}  # fmt: skip
    lines = {line for plan in exhibits.plans().values() for line in plan.lines}
    compared = 0
    for line in lines:
        for year in range(2014, 2024):
            wanted = cells.get((line.measure, line.sex, year))
            if wanted is not None:
                assert numbers.value(line, year) == wanted, (line, year)
                compared += 1
    assert compared > 180

    table = _content(NAMES[1], told).exhibits["results"].table
    with (shared / "facts" / "harnosand" / "psb_results_2023.csv").open(encoding="utf-8") as file:
        printed = [float(row["value"]) for row in csv.DictReader(file) if row["value"]]
    shown = [cell for row in table.rows for cell in row[1:] if isinstance(cell, (int, float))]
    assert sorted(shown) == sorted(printed)


def test_every_exhibit_shows_something_or_says_what_is_lacking(told):
    content = _content(NAMES[0], told)
    template = (TEMPLATES / named(NAMES[0]).template).read_text("utf-8")
    manuscript = render(template, content.verbs(), content.values)
    for one in content.exhibits.values():
        assert one.chart or one.table or one.lacks, one.id
    assert len(manuscript.charts) >= 10
    assert {figure.unit for figure in manuscript.figures} == {"harnosand"}
    assert "Förslag" in manuscript.markdown


def test_what_does_not_agree_in_the_published_numbers_is_told(told):
    assert any("2020" in finding for finding in _content(NAMES[1], told).findings)


@pytest.mark.parametrize(
    ("name", "period"),
    [("uppfoljning", "2023T1"), ("egenkontroll", "2023Q1"), ("lex-sarah", "2023"),
     ("enhetens-ar", "2023")],
)  # fmt: skip
def test_the_short_reports_fill_their_templates(units, name, period):
    content = named(name).content(viewer=Viewer.system("test"), unit=units["almen"],
                                  period=Period.parse(period), as_of=DAY, snapshot="s")  # fmt: skip
    template = (TEMPLATES / named(name).template).read_text("utf-8")
    text = render(template, content.verbs(), content.values).markdown
    assert "Vaka har inga uppgifter" in text
