"""Published figures stand in the demo, every one, as values of measures that exist."""

import csv

import pytest

from vaka.config.demo import observations, units
from vaka.config.demo.reading import facts
from vaka.law.period import Period
from vaka.metrics.definitions import MEASURES

FILES = {
    # file: columns that hold its figures
    "psb_results_2023": ("value",),
    "senior_alert_2017_2023": ("value", "numerator", "denominator", "persons"),
    "medicines_per_patient_2014_2023": ("medicines_per_patient",),
    "staff_continuity_2018_2023": ("value",),
    "ifo_indicators_2019_2023": ("value",),
    "user_survey_2023": ("value",),
    "user_survey_method_2023": ("value",),
    "economic_assistance_2018_2023": ("value",),
    "goals_2023": ("value",),
    "hygiene_2021_2023": ("value",),
    "palliative_register_2021_2023": ("value",),
    "medication_reviews_2022_2023": ("value",),
    "bpsd_register_2023": ("value",),
    "symtomkollen_followup": ("value",),
    "patient_board_cases": ("value",),
    "delegation_process_survey_2023": ("value",),
    "staffing_hsl_2023": ("value",),
}
NUMBERS = ("value", "numerator", "denominator", "n")


def _number(text):
    try:
        return float(text)
    except ValueError:
        return None


@pytest.mark.parametrize("name", FILES)
def test_every_number_of_a_source_stands_in_the_demo(shared, name):
    ours = {int(row["line"]): row for row in facts("observed") if row["file"] == name}
    path = shared / "facts" / "harnosand" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        for line, row in enumerate(csv.DictReader(lines), 2):
            wanted = [n for c in FILES[name] if (n := _number(row[c])) is not None]
            told = [_number(ours.get(line, {}).get(c, "")) for c in NUMBERS]
            assert set(wanted) <= set(told), (name, line, wanted, told)


def test_every_observation_is_a_value_of_a_measure_of_its_unit():
    for cell in observations.observed():
        measure = MEASURES[cell["measure"]]
        assert str(measure.unit) == cell["measured_in"], cell
        assert Period.parse(cell["period"])
        assert cell["source"], cell
        assert cell["unit"] in units.by_code(), cell
        assert not cell["sex"] or "sex" in measure.by, cell


def test_numbers_that_cannot_be_are_kept_as_words():
    [cell] = [
        one for one in observations.observed()
        if (one["measure"], one["period"]) == ("senior_alert_risk_share", "2022")
    ]  # fmt: skip
    assert cell["value"] == 95
    assert cell["numerator"] is None
    assert "396 av 387" in cell["note"]
