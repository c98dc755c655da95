"""What registers and surveys would say of the invented municipality: the published levels, moved.

Every number is invented. Series go on to the year before the demo's day, so that each yearly
report has figures.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from random import Random
from typing import Any

from vaka.areas.reports.exhibits import plans
from vaka.config.demo.observations import EMPTY, observed
from vaka.foundation.organisation.models import Unit
from vaka.law.period import Grain
from vaka.metrics.definitions import MEASURES
from vaka.metrics.measure import Unit as Measured

ROOT, LIKE = "vaka", "harnosand"
SOURCE = "Påhittat tal för demokommunen"
SURVEYS = ("survey_home_", "survey_residential_")
SURVEY_LOW, SURVEY_HIGH = 64, 90
SMALL = 5  # percent: a share below it moves by its part, not by points
YEAR = 4  # letters of a period that is a year
FIRST_SURVEY = 2020
LEVELS = {
    "bpsd_points_first": (24, 27),
    "bpsd_points_second": (17, 20),
    "bpsd_points_third": (12, 15),
    "residential_waiting_days": (38, 61),
    "self_rating_": (6, 7),
    "survey_home_answered_women_share": (58, 68),
    "survey_residential_answered_women_share": (58, 68),
    "survey_home_answered_person_share": (58, 70),
    "survey_residential_answered_person_share": (38, 50),
    "survey_home_anxiety_share": (6, 10),
    "survey_residential_anxiety_share": (10, 14),
    "survey_home_lonely_share": (11, 16),
    "survey_residential_lonely_share": (16, 21),
    "survey_home_good_health_share": (28, 36),
    "survey_residential_good_health_share": (24, 31),
    "survey_home_moves_alone_share": (62, 72),
    "survey_residential_moves_alone_share": (30, 40),
    "survey_home_no_time_influence_share": (18, 26),
    "survey_home_hard_contact_share": (8, 14),
}
"""Levels of what was published as pictures only, by beginning of name: lowest and highest."""
LIKE_THE_TEXTS = {
    ("survey_home_satisfied_share", ""): {2020: 82, 2021: 81, 2022: 79, 2023: 80},
    ("survey_residential_satisfied_share", ""): {2020: 83, 2021: 82, 2022: 80, 2023: 79},
    ("survey_residential_satisfied_share", "K"): {2020: 84, 2021: 83, 2022: 81, 2023: 80},
    ("survey_residential_satisfied_share", "M"): {2020: 82, 2021: 81, 2022: 79, 2023: 78},
}
"""What the demo's written reports of 2023 say in words: against the board's goals of 88 and 83."""
HELD = {
    "delegation_survey_low_knowledge_share": 6,
    "delegation_survey_grade_6_7_share": 17,
    "delegation_survey_grade_8_9_share": 45,
    "delegation_survey_grade_10_share": 32,
    "symtomkollen_often_share": 15,
    "symtomkollen_sometimes_share": 35,
    "symtomkollen_seldom_share": 30,
    "symtomkollen_never_share": 20,
}
"""The shares of a question's answers: the same each year, so that they are a hundred together."""


def invented(units: Mapping[str, Unit], seed: int, today: date) -> list[dict[str, Any]]:
    """Give the cells of the root: each published series copied, then carried on year by year."""
    random = Random(f"annual-{seed}")  # noqa: S311 - invented numbers
    told = [cell for cell in observed() if cell["unit"] == LIKE and cell["value"] is not None]
    cells = {(c["measure"], c["period"], c["sex"]): _own(c["measure"], c["period"], c["value"],
             c["sex"]) for c in told if not MEASURES[c["measure"]].is_computed}  # fmt: skip
    for (name, sex), values in LIKE_THE_TEXTS.items():
        for year, value in values.items():
            cells[name, str(year), sex] = _own(name, str(year), float(value), sex)
    for name in _questions():
        for key, cell in _answered(cells, name, today.year, random):
            cells.setdefault(key, cell)
    for key, cell in _reported(cells, today.year, random):
        cells.setdefault(key, cell)
    for measure, sex in sorted({(key[0], key[2]) for key in cells}):
        for key, cell in _carried(cells, measure, sex, today.year, random):
            cells[key] = cell
    _put_between_the_sexes(cells)
    return [{**cell, "unit": units[ROOT]} for cell in cells.values()]


def _reported(
    cells: Mapping["Key", dict[str, Any]], until: int, random: Random
) -> Iterator[tuple["Key", dict[str, Any]]]:
    """A series for each line of the yearly reports that nobody has published one of."""
    told = {(measure, sex) for measure, _period, sex in cells}
    for plan in plans().values():
        for line in plan.lines:
            if MEASURES[line.measure].is_computed or (line.measure, line.sex) in told:
                continue
            told.add((line.measure, line.sex))
            value = float(HELD.get(line.measure) or random.randint(*_level(line.measure)))
            for year in range(FIRST_SURVEY, until):
                period = f"{year}T3" if plan.grain is Grain.TERTIAL else str(year)
                yield (line.measure, period, line.sex), _own(line.measure, period, value, line.sex)
                value = _moved(line.measure, value, random)


def _answered(
    cells: Mapping["Key", dict[str, Any]], name: str, until: int, random: Random
) -> Iterator[tuple["Key", dict[str, Any]]]:
    """A survey's question year by year, each a little from the one before or as was published."""
    told = {int(key[1]): cell["value"] for key, cell in cells.items()
            if key[0] == name and not key[2] and len(key[1]) == YEAR}  # fmt: skip
    value = told[min(told)] if told else float(random.randint(*_level(name)))
    for year in range(FIRST_SURVEY, until):
        value = told.get(year, _moved(name, value, random))
        yield (name, str(year), ""), _own(name, str(year), value, "")


def _level(measure: str) -> tuple[int, int]:
    found = (level for name, level in LEVELS.items() if measure.startswith(name))
    return next(found, (SURVEY_LOW, SURVEY_HIGH))


def _put_between_the_sexes(cells: Mapping["Key", dict[str, Any]]) -> None:
    """A figure of all lies between women's and men's, also where the published one did not."""
    for (measure, period, sex), cell in cells.items():
        parts = [cells.get((measure, period, one)) for one in ("K", "M")]
        if not sex and all(parts):
            low, high = sorted(part["value"] for part in parts if part)
            cell["value"] = min(max(cell["value"], low), high)


def _questions() -> Iterator[str]:
    for name, measure in MEASURES.items():
        if name.startswith(SURVEYS) and measure.unit is Measured.PERCENT:
            yield name


def _own(measure: str, period: str, value: float, sex: str) -> dict[str, Any]:
    told = {"measure": measure, "period": period, "value": value, "sex": sex, "source": SOURCE}
    return {**EMPTY, **told, "measured_in": str(MEASURES[measure].unit)}


Key = tuple[str, str, str]


def _carried(
    cells: Mapping[Key, dict[str, Any]], measure: str, sex: str, until: int, random: Random
) -> Iterator[tuple[Key, dict[str, Any]]]:
    """The years after the last one told, each a little from the one before."""
    years = sorted(int(key[1]) for key in cells
                   if key[0] == measure and key[2] == sex and len(key[1]) == YEAR)  # fmt: skip
    if not years:
        return
    value = cells[measure, str(years[-1]), sex]["value"]
    for year in range(years[-1] + 1, until):
        value = _moved(measure, value, random)
        yield (measure, str(year), sex), _own(measure, str(year), value, sex)


def _moved(measure: str, value: float, random: Random) -> float:
    unit = MEASURES[measure].unit
    if measure in HELD:
        return value
    step = random.choice((-2, -1, 0, 1, 2))
    if unit is Measured.PERCENT and value < SMALL:
        return round(value * (1 + step / 20), 2)
    if unit is Measured.PERCENT:
        return min(max(value + step, 0), 100)
    if unit is Measured.COUNT:
        return max(round(value * (1 + step / 20)), 0)
    return round(max(value * (1 + step / 40), 0), 1)
