import json
import os

import pytest

from vaka.documents import alt, charts, drawing, hatching
from vaka.documents.content import Column, Kind, NoSuchColumn, Table
from vaka.documents.series import NothingToDraw, across, down
from vaka.documents.tests import examples


def test_a_suppressed_value_is_in_no_specification():
    table = Table("t", "T", (Column("Typ"), Column("Antal", Kind.COUNT)),
                  (("Fall", 12), ("Hot", "färre än 5")))  # fmt: skip
    chart = charts.bars("c", "C", table, down(table, "Typ", "Antal")[0], **examples.WHAT)
    hot = chart.spec["data"]["values"][1]
    assert hot["value"] is None
    assert hot["shown"] == "färre än 5"
    assert "färre än 5" in drawing.svg(chart.spec)


@pytest.mark.parametrize("chart", examples.CHARTS.values(), ids=str)
def test_every_chart_draws_with_vakas_type_and_has_words(chart):
    svg = drawing.svg(chart.spec)
    assert "Atkinson Hyperlegible Next" in svg
    assert chart.alt.startswith("Avvikelser, 2026.")
    assert json.loads(json.dumps(chart.spec))["description"] == chart.alt


def test_numbers_at_marks_are_swedish_and_stripes_are_drawn_as_areas():
    assert ">1\u00a0234<" in drawing.svg(examples.CHARTS["types-chart"].spec)
    svg = drawing.svg(examples.CHARTS["parts"].spec)
    assert "url(#" not in svg
    assert "<pattern" not in svg
    assert svg.count('fill="#10293b" aria-hidden="true"') == 3


def test_a_pattern_that_is_no_bar_is_defined(monkeypatch):
    monkeypatch.setattr(hatching, "plainly", lambda svg, ink: svg)
    svg = drawing._drawn(json.dumps(dict(examples.CHARTS["parts"].spec)))
    assert 'fill="url(#vaka-lines)"' in svg
    assert '<pattern id="vaka-lines"' in svg


def test_a_drawing_is_kept_and_png_has_twice_the_pixels():
    spec = examples.CHARTS["ages"].spec
    assert drawing.svg(spec) is drawing.svg(dict(reversed(list(spec.items()))))
    width = int.from_bytes(drawing.png(spec)[16:20])
    assert width == 2 * spec["width"]


def test_two_drawings_on_a_page_share_no_name():
    svg = drawing.svg(examples.CHARTS["parts"].spec)
    named = drawing.named(svg, "a")
    assert 'id="vaka-' not in named
    assert "url(#vaka" not in named


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ([1, 2, 3], ""),
        (list(range(12)), "ökar"),
        (list(range(12, 0, -1)), "minskar"),
        ([5] * 12, "ingen tydlig trend"),
        ([3, 1, 4, 1, 5, 9, 2, 6], "ingen tydlig trend"),
    ],
)
def test_a_trend_is_said_only_when_it_is_more_than_chance(values, word):
    assert alt.direction(values) == word


def test_the_mann_kendall_limit_agrees_with_scipy():
    from scipy.stats import kendalltau

    values = [10, 12, 11, 13, 12, 15, 13, 14, 15, 16]
    assert kendalltau(range(10), values).pvalue < 0.05
    assert alt.direction(values) == "ökar"


def test_alt_text_of_lines_says_lowest_highest_latest_and_what_is_missing():
    text = examples.CHARTS["trend"].alt
    assert (
        "Almen: Lägst 10 (2026-10), högst 19 (2026-01). Senast 10 (2026-10). Trend: minskar."
        in text
    )
    assert "Visas inte: 2026-05." in text


def test_alt_text_of_bars_reads_every_value_of_a_few():
    assert (
        "Läkemedel 1\u00a0234, Fall 320, Omvårdnad färre än 5."
        in examples.CHARTS["types-chart"].alt
    )


def test_across_leaves_out_sums_and_down_needs_its_columns():
    table = Table("t", "T", (Column("Typ"), Column("jan", Kind.COUNT), Column("Summa", Kind.COUNT)),
                  (("Fall", 1, 1), ("Alla", 1, 1)), total=True)  # fmt: skip
    (series,) = across(table)
    assert [point.label for point in series.points] == ["jan"]
    with pytest.raises(NoSuchColumn):
        down(table, "Typ", "feb")
    with pytest.raises(NothingToDraw):
        down(Table("t", "T", table.columns, ()), "Typ", "jan")
    with pytest.raises(NothingToDraw):
        across(Table("t", "T", (Column("Typ"),), (("x",),)))


def test_line_names_that_would_meet_are_moved_apart():
    table = Table("t", "T", (Column("M"), Column("a", Kind.COUNT), Column("b", Kind.COUNT)),
                  (("1", 100, 100), ("2", 50, 50)))  # fmt: skip
    chart = charts.trend("c", "C", table, down(table, "M", "a", "b"), **examples.WHAT)
    heights = [row["value"] for row in chart.spec["layer"][2]["data"]["values"]]
    assert heights == [50, 50 + 100 * 16.5 / 128]  # 16.5 of 128 pixels apart


def test_a_drawing_in_a_folder_is_not_drawn_again(tmp_path, monkeypatch):
    spec = {**examples.CHARTS["parts"].spec, "width": 301}
    monkeypatch.setattr(drawing, "_folder", tmp_path)
    first = drawing.png(spec)
    assert drawing.is_kept(spec, tmp_path)
    monkeypatch.setattr(drawing, "_engine", None)
    assert drawing.png(spec) == first
    assert not drawing.is_kept({**spec, "width": 302}, tmp_path)


def test_the_folder_keeps_to_its_size_and_forgets_the_oldest(tmp_path):
    for day, name in enumerate("abc"):
        (tmp_path / name).write_bytes(b"x" * 10)
        os.utime(tmp_path / name, (day, day))
    drawing.trim(tmp_path, largest=25)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["b", "c"]
