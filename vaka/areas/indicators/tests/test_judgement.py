"""What is said of a measure's values: sentence, direction, too few, targets, limits made anew."""

from dataclasses import replace
from datetime import date

import pytest

from vaka.areas.indicators.judgement import Happening, Series, judgement
from vaka.calc.spc.kinds import Kind
from vaka.law.period import Grain, Period
from vaka.metrics.definitions import named
from vaka.metrics.request import Row

FALLS = named("falls")
SHARE = named("deviations_closed_in_month_share")
STEADY = [9, 7, 8, 10, 6, 9, 7, 8, 9, 8, 7, 9]


def series(values, measure=FALLS, **more) -> Series:
    """Months from January 2024; a pair is a part of a whole."""
    rows, month = [], Period.parse("2024-01")
    for value in values:
        part, whole = value if isinstance(value, tuple) else (value, None)
        shown = 100 * part / whole if whole else part
        rows.append(Row("falls", "almen", str(month), value=shown, numerator=part,
                        denominator=whole))  # fmt: skip
        month = month.next()
    return Series(measure, "Almen", Grain.MONTH, rows, **more)


def test_ordinary_variation_is_called_ordinary() -> None:
    found = judgement(series(STEADY * 2))
    assert found.sentence == "Fall varierar som vanligt."
    assert found.kind is Kind.C
    assert not found.few
    assert not any(row.signal for row in found.rows.values())


def test_a_run_over_the_mean_is_worse_when_lower_is_better() -> None:
    found = judgement(series([2, 3, 4, 2, 3, 4, 3, 2, 3, 4, 3, 2, 9, 8, 9, 8, 9, 8, 9]))
    assert found.sentence == "Fall har ökat: 7 månader i rad över medel sedan januari 2025."
    assert found.lead == "Det är sämre, och inte slump."
    assert found.rows["2025-07"].way == "worse"


def test_a_trend_across_the_mean_is_better_on_both_sides_of_it() -> None:
    """NHSRplotthedots issues 167 and 171."""
    found = judgement(series([20, 26, 18, 25, 19, 26, 18, 25, 24, 22, 21, 20, 19, 17]), "xmr")
    assert found.rows["2024-08"].way == found.rows["2025-02"].way == "better"
    assert found.sentence == "Fall minskar: 7 månader i rad, var och en lägre än den förra."


def test_an_odd_newest_month_is_told_with_its_value() -> None:
    found = judgement(series([*STEADY, 30]))
    assert found.sentence == "Fall: ovanligt högt i januari 2025, 30."


def test_too_few_points_is_said_and_no_shift_is_called() -> None:
    found = judgement(series([2, 2, 2, 9, 9, 9, 9, 9, 9, 9]))
    assert found.few.startswith("För få mätpunkter: 10 av minst 12.")
    assert found.sentence == ""
    assert not any(row.signal for row in found.rows.values())


def test_what_ended_is_told_by_what_came_after() -> None:
    found = judgement(series([9, 8, 9, 8, 9, 8, 9, 8, 2, 3, 8, 2, 3]), "xmr")
    assert found.sentence == "Fall har minskat sedan september 2024."
    assert found.lead.startswith("Till och med augusti 2024 låg 8 månader i rad över medel")


def test_limits_made_anew_give_each_part_its_own_and_the_newest_assure() -> None:
    """NHSRplotthedots issue 172."""
    shares = [(40 + k % 3, 100) for k in range(12)] + [(85 + k % 3, 100) for k in range(12)]
    measure = replace(SHARE, target=60.0)
    found = judgement(series(shares, measure, anew=[date(2025, 1, 1)]))
    assert found.assured == "Målet 60,0\u00a0% nås varje gång, som det går till nu."
    assert not any(row.signal for row in found.rows.values())
    assert found.rows["2024-01"].expected != found.rows["2025-01"].expected
    whole = judgement(series(shares, measure))
    assert whole.assured.startswith("Målet 60,0\u00a0% nås ibland")


@pytest.mark.parametrize(
    ("values", "measure", "kind"),
    [
        ([0, 1, 0, 0, 2, 0], FALLS, Kind.RUN),
        ([2, 19, 1, 25, 3, 30, 2, 21], FALLS, Kind.XMR),
        ([(40, 90), (42, 91), (39, 88)], SHARE, Kind.P),
        ([4, 4, 4], FALLS, Kind.RUN),
        ([None, None], FALLS, Kind.RUN),
        ([], FALLS, Kind.RUN),
    ],
)
def test_the_kind_follows_the_values(values, measure, kind) -> None:
    assert judgement(series(values, measure)).kind is kind


def test_another_kind_can_be_chosen_but_only_one_that_fits() -> None:
    assert judgement(series(STEADY), "run").kind is Kind.RUN
    assert judgement(series(STEADY), "p").kind is Kind.C


def test_a_hidden_month_leaves_a_gap_and_no_number() -> None:
    found = judgement(series([*STEADY, None, 8]))
    drawn = found.chart.spec["data"]["values"]
    assert drawn[12]["value"] is None
    assert found.rows["2025-01"].signal == ""


def test_the_chart_tells_all_in_words() -> None:
    post = Happening(date(2024, 3, 4), "Larmmattor", "åtgärd 1")
    alt = judgement(series([*STEADY, 30], posts=[post])).chart.alt
    assert alt.startswith("Fall, Almen, januari 2024 till januari 2025.")
    for words in ("övre gräns", "Senast januari 2025: 30.", "januari 2025 över", "Larmmattor"):
        assert words in alt


def test_a_shifted_run_chart_says_so() -> None:
    found = judgement(series([2, 3] * 6 + [8, 9] * 6), "run")
    assert "skiftat nivå" in found.sentence
