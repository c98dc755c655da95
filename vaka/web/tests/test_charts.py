import re
import xml.etree.ElementTree as ET

import pytest

from vaka.web import charts, palette, risk
from vaka.web.icons import UnknownIcon, icon


@pytest.mark.parametrize(
    ("used", "total", "percent", "state"),
    [
        (0, 30, 0, ""),
        (22, 30, 73, ""),
        (23, 30, 77, "soon"),
        (30, 30, 100, "soon"),
        (31, 30, 100, "late"),
        (0, 0, 100, "soon"),
    ],
)
def test_age(used, total, percent, state):
    age = charts.Age(used=used, total=total)
    assert (age.percent, age.state) == (percent, state)
    assert f'width="{percent}%"' in charts.age_bar(age)


@pytest.mark.parametrize(
    ("value", "width"), [(0, "0.0"), (5, "50.0"), (10, "100.0"), (99, "100.0")]
)
def test_bar_starts_at_zero_and_stays_inside(value, width):
    assert f'width="{width}%" height="12" rx="2"' in charts.bar(value, 10)


def test_nothing_to_compare_with_gives_no_bar():
    assert 'width="0.0%"' in charts.bar(3, 0)


def test_sparkline_breaks_at_a_gap_and_marks_signals_by_shape():
    svg = charts.sparkline(
        [1, 2, None, 4, 3],
        label='Fall & "annat"',
        last="3",
        centre=2,
        signals=[None, None, None, "worse", "better"],
    )
    root = ET.fromstring(svg)
    line = next(p for p in root if p.get("class") == "ch__line")
    assert line.get("d").count("M") == 2
    shapes = [p.get("class") for p in root if p.get("class") in ("ch__worse", "ch__better")]
    assert shapes == ["ch__worse", "ch__better"]
    assert root.get("aria-label") == 'Fall & "annat"'


@pytest.mark.parametrize("values", [[], [None], [5], [0, 0]])
def test_sparkline_of_little_is_still_a_picture(values):
    ET.fromstring(charts.sparkline(values, label="Litet", last=""))


def test_no_drawing_carries_a_style_that_the_policy_blocks():
    drawings = [
        charts.age_bar(charts.Age(used=3, total=9)),
        charts.bar(1, 2),
        charts.sparkline([1, 2], label="x", last="2"),
    ]
    assert not any("style=" in drawing for drawing in drawings)


def test_icon_is_hidden_unless_it_speaks():
    assert 'aria-hidden="true"' in icon("fall")
    assert 'role="img" aria-label="Försenad"' in icon("clock", "Försenad")
    with pytest.raises(UnknownIcon):
        icon("no-such-icon")


def test_colours_of_paper_follow_the_theme_by_name():
    names = palette.names_of_colours()
    assert names["#2b4354"] == "var(--vaka-chart-line)"
    assert names["#ffffff"] == "var(--vaka-surface)"
    assert all(re.fullmatch(r"var\(--vaka-[\w-]+\)", name) for name in names.values())


def _grade(likelihood, severity):
    return (3, "utred") if likelihood * severity >= 8 else (1, "följ")


def test_risk_choice_has_sixteen_squares_with_the_result_in_each_name():
    matrix = risk.choice("risk", _grade, "3-2")
    cells = [cell for row in matrix.rows for cell in row.cells]
    assert len({cell.value for cell in cells}) == 16
    assert [cell.name for cell in cells if cell.is_chosen] == ["Stor sannolikhet, måttlig: 6, följ"]


def test_risk_counts_say_that_a_small_number_is_hidden_and_do_not_link_it():
    matrix = risk.counts({(4, 4): None, (1, 1): 41}, _grade, lambda a, b: f"/?r={a}-{b}")
    by_value = {cell.value: cell for row in matrix.rows for cell in row.cells}
    assert (by_value["4-4"].shown, by_value["4-4"].url) == ("< 5", "")
    assert (by_value["1-1"].shown, by_value["1-1"].url) == ("41", "/?r=1-1")
    assert (by_value["2-2"].shown, by_value["2-2"].url) == ("0", "")
