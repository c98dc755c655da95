"""Every measure that others publish has a page with its sentence, and a chart or why not."""

from datetime import date

import pytest

from vaka.areas.figures.actions import keep_observations
from vaka.areas.indicators import catalogue_queries, queries
from vaka.areas.indicators.catalogue_queries import CatalogueFilter
from vaka.config.demo import observations
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.snapshot import writer
from vaka.metrics.definitions import MEASURES

TODAY = date(2026, 2, 2)


@pytest.fixture
def told(units):
    """What registers and surveys say of the reference unit, in the snapshot."""
    own = [cell for cell in observations.observed() if cell["unit"] == "harnosand"]
    cells = [{**observations.EMPTY, **cell, "unit": units["harnosand"]} for cell in own]
    keep_observations(by=Viewer.system("test"), cells=cells, source="test")
    writer.bring_up()
    return units["harnosand"]


def _page(viewer, name, unit):
    measure = MEASURES[name]
    period, grain = queries.usual_span(measure, unit)
    return queries.measure_page(viewer, measure, unit, period, grain, TODAY)


def test_each_published_measure_has_its_sentence_and_its_chart_or_why_not(told, kim):
    names = {cell["measure"] for cell in observations.observed() if cell["unit"] == "harnosand"}
    assert len(names) > 60
    for name in sorted(names):
        page = _page(kim, name, told)
        known = [point for point in page.points if point.row.value is not None]
        assert page.sentence or page.judged.sentence, name
        assert (page.judged.chart is not None) == (len(known) > 1), name
        assert all(page.sources[point.period] for point in known), name
        assert known or name == "senior_alert_bladder_persons", name


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("medicines_per_patient_residential", "under 2023: 9,8"),
        ("long_term_assistance_share", "under 2022: 0,75\xa0%"),
        ("survey_residential_satisfied_change", "\u22121 procentenheter"),
        ("goal_home_satisfied_share", "85\xa0%"),
    ],
)
def test_a_published_figure_is_said_as_it_was_printed(told, kim, name, said):
    assert said in _page(kim, name, told).sentence


def test_what_does_not_agree_is_a_finding(told, kim):
    page = _page(kim, "assistance_waiting_over_14_share", told)
    [found] = [one for one in page.remarks if one.is_finding]
    assert str(found.period) == "2020"
    assert "64" in found.words
    assert not [r for r in _page(kim, "senior_alert_plan_share", told).remarks if r.is_finding]


def test_an_ended_national_series_is_said_where_it_ends(told, kim):
    measure = MEASURES["hygiene_adherence_share"]
    period = queries.Period.parse("2021..2025")
    page = queries.measure_page(kim, measure, told, period, queries.Grain.YEAR, TODAY)
    assert [one.on_date for one in page.breaks] == [date(2024, 1, 1)]


def test_the_catalogue_is_found_by_subject_word_and_how_it_is_known(told, kim):
    found = catalogue_queries.catalogue(kim, told, CatalogueFilter("bpsd", "dementia"))
    assert [one.code for one in found.subjects] == ["dementia"]
    rows = {row.measure.name: row for row in found.subjects[0].rows}
    assert rows["bpsd_persons_residential"].text == "53"
    assert found.computed + found.observed == len(MEASURES) > 150
    counted = catalogue_queries.catalogue(kim, told, CatalogueFilter(how="computed"))
    assert counted.found == counted.computed >= 60
