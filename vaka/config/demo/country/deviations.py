"""A principal's deviations of a year: one row while a case is open, one since it was closed."""

from datetime import date

import numpy as np
import pyarrow as pa

from vaka.config.demo.country import columns
from vaka.config.demo.country.plan import Country, Principal, chance, days_in
from vaka.metrics.facts import DEVIATION, day_number

TYPES = (
    ("Fall utan skada", "HSL", True, 30),
    ("Fall med skada", "HSL", True, 9),
    ("Läkemedel utebliven dos", "HSL", False, 22),
    ("Läkemedel fel dos", "HSL", False, 5),
    ("Läkemedel fel tid", "HSL", False, 5),
    ("Information", "HSL", False, 4),
    ("Vård och behandling", "HSL", False, 4),
    ("Trycksår", "HSL", False, 2),
    ("Olycksfall/halkolycka", "SoL", True, 7),
    ("Utebliven insats", "SoL", False, 6),
    ("Bemötande", "SoL", False, 3),
    ("Hot och våld mot personal", "AML", False, 3),
)
_CLOSED_HOW = ("with_investigation", "without_investigation")
_WEIGHTS = np.array([weight for *_, weight in TYPES]) / sum(weight for *_, weight in TYPES)
_FALL = np.array([fall for _, _, fall, _ in TYPES])
_HOURS = np.array([3, 3, 3, 3, 3, 4, 6, 8, 8, 6, 5, 5, 6, 5, 4, 4, 5, 6, 7, 6, 5, 4, 4, 3])
_LATEST = 40_000


def rows(country: Country, principal: Principal, year: int) -> pa.Table:
    """The fact rows of the events of one year, as known today."""
    draw = chance(country, principal.number, 1, year)
    size = _size(country, principal, year)
    at = draw.integers(0, days_in(year, country.today), size)
    kind = draw.choice(len(TYPES), size, p=_WEIGHTS)
    today, first = day_number(country.today), day_number(date(year, 1, 1))
    occurred = first + at
    reported = np.minimum(occurred + draw.geometric(0.55, size) - 1, today)
    closed = reported + np.ceil(draw.lognormal(3.0, 0.9, size)).astype(int)
    is_closed = closed <= today
    event = _event(country, principal, year, draw, at, kind, occurred, reported)
    opened = event | _open(draw, size, reported, np.where(is_closed, closed, columns.OPEN_DAY))
    ended = event | _closed(draw, size, opened, reported, closed)
    open_rows = columns.table(DEVIATION, opened, size)
    return pa.concat_tables([open_rows, columns.table(DEVIATION, ended, size).filter(is_closed)])


def _size(country: Country, principal: Principal, year: int) -> int:
    """A part of all, growing by a twentieth a year; the present year is only begun."""
    weights = {one: 1.05**k * days_in(one, country.today) for k, one in enumerate(country.span)}
    return round(principal.deviations * weights[year] / sum(weights.values()))


def _event(
    country: Country, principal: Principal, year: int, draw: np.random.Generator, at: np.ndarray,
    kind: np.ndarray, occurred: np.ndarray, reported: np.ndarray,
) -> dict[str, pa.Array]:  # fmt: skip
    """What does not change about a case."""
    size, homes = len(at), principal.homes
    home = _homes(principal, draw, occurred)
    hour = draw.choice(24, size, p=_HOURS / _HOURS.sum())
    timeless = draw.random(size) < 0.1
    night = (hour >= 21) | (hour < 7)
    number = np.arange(size)
    return {
        "case_id": columns.coded(f"{principal.code}-{year}-", number),
        "reference": columns.coded(f"AVV-{year}-", number + 1),
        "unit_code": columns.looked_up([home.code for home in homes], home),
        "area": columns.looked_up([home.area for home in homes], home),
        "law": columns.looked_up([law for _, law, _, _ in TYPES], kind),
        "type": columns.looked_up([name for name, _, _, _ in TYPES], kind),
        "is_fall": columns.flags(_FALL[kind]),
        "sex": columns.looked_up(["K", "M"], draw.choice([0, 0, 0, 1, 1, -1], size)),
        "reported_date": columns.dates(reported),
        "reported_day": columns.whole(reported),
        "month_limit_date": columns.dates(columns.month_later(0, _LATEST)[reported]),
        "occurred_date": columns.dates(occurred),
        **columns.calendar(year, at),
        "hour": columns.whole(hour, timeless),
        "is_night": columns.flags(night, timeless),
        "night_date": columns.dates(occurred - (hour < 7), timeless | ~night),
    }


def _homes(principal: Principal, draw: np.random.Generator, occurred: np.ndarray) -> np.ndarray:
    """A home for each case; of one that has ended, the one that carries on."""
    weights = np.array([1.0 / (1 + k % 7) for k in range(len(principal.homes))])
    home: np.ndarray = draw.choice(len(weights), len(occurred), p=weights / weights.sum())
    ends = np.array([day_number(one.until) for one in principal.homes])
    starts = np.array([day_number(one.since) for one in principal.homes])
    last = len(principal.homes) - 1
    home = np.where(occurred >= ends[home], last, home)
    return np.where(occurred < starts[home], 0, home)


def _open(
    draw: np.random.Generator, size: int, reported: np.ndarray, until: np.ndarray
) -> dict[str, pa.Array]:
    """A case from its report until it is closed, assessed in four of five."""
    severity, likelihood = (draw.choice([1, 2, 3, 4], size, p=p)
                            for p in ((0.5, 0.35, 0.13, 0.02), (0.3, 0.4, 0.2, 0.1)))  # fmt: skip
    unjudged = draw.random(size) < 0.2
    return {
        "severity": columns.whole(severity, unjudged),
        "likelihood": columns.whole(likelihood, unjudged),
        "score": columns.whole(severity * likelihood, unjudged),
        "state": columns.looked_up(["reported", "assessed"], np.where(unjudged, 0, 1)),
        "is_open": columns.flags(np.ones(size, bool)),
        "is_serious": columns.flags((severity == 4) & ~unjudged),
        "first_assessed_date": columns.dates(reported + 1, unjudged),
        "waits_outside": columns.whole(draw.choice([0, 1], size, p=[0.97, 0.03])),
        "valid_from_date": columns.dates(reported),
        "valid_to_date": columns.dates(until),
    }


def _closed(
    draw: np.random.Generator, size: int, opened: dict[str, pa.Array], reported: np.ndarray,
    closed: np.ndarray,
) -> dict[str, pa.Array]:  # fmt: skip
    """The same case since it was closed."""
    days = closed - reported
    answer = np.minimum(days, 1 + draw.geometric(0.15, size))
    limit = columns.month_later(0, _LATEST)[reported]
    return opened | {
        "state": columns.looked_up(["closed"], np.zeros(size, int)),
        "is_open": columns.flags(np.zeros(size, bool)),
        "closed_how": columns.looked_up(_CLOSED_HOW, (draw.random(size) < 0.6).astype(int)),
        "closed_date": columns.dates(closed),
        "answered_date": columns.dates(reported + answer),
        "answer_days": columns.whole(answer),
        "handling_days": columns.whole(days),
        "closed_in_time": columns.flags(closed <= limit),
        "waits_outside": columns.whole(np.zeros(size)),
        "valid_from_date": columns.dates(closed),
        "valid_to_date": columns.dates(np.full(size, columns.OPEN_DAY)),
    }
