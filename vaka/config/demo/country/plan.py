"""Who is in the country: principals of different sizes, their units, and how much each has.

Sizes follow the ratio of Swedish municipalities roughly: a few large, most small. All is drawn
from the seed and the principal's number, so that principals can be made in any order.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from vaka.metrics.facts import OPEN_END

DEVIATIONS, OBSERVATIONS = 8_000_000, 10_000_000
"""Of 290 principals over ten years."""
FULL, FULL_YEARS = 290, 10
START = date(2000, 1, 1)
AREAS = (
    ("special_housing", "Boende", 0.5),
    ("home_care", "Hemtjänst", 0.3),
    ("disability", "Gruppbostad", 0.2),
)


@dataclass(frozen=True, slots=True)
class Country:
    """What was asked for. `scale` is the share of a full country's rows, `today` the last day."""

    principals: int
    years: int
    scale: float
    seed: int
    today: date

    @property
    def span(self) -> range:
        """The years, the present one last."""
        return range(self.today.year - self.years + 1, self.today.year + 1)


@dataclass(frozen=True, slots=True)
class Home:
    """A unit that reports; `until` is the day from which another one carries on."""

    code: str
    name: str
    kind: str
    area: str
    operator: str
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Principal:
    """One principal, its homes and its rows in all years together."""

    number: int
    code: str
    homes: tuple[Home, ...]
    deviations: int
    observations: int


def principals(country: Country) -> list[Principal]:
    """Every principal of the country, in order of number."""
    sizes = _sizes(country)
    return [_principal(country, number, sizes[number]) for number in range(country.principals)]


def chance(country: Country, number: int, *more: int) -> np.random.Generator:
    """The chance of one principal and thing, the same whatever else is made."""
    return np.random.default_rng([country.seed, number, *more])


def _sizes(country: Country) -> np.ndarray:
    """Each principal's part of the country, log-normal."""
    drawn = np.random.default_rng([country.seed]).lognormal(0, 0.9, country.principals)
    sizes: np.ndarray = drawn / drawn.sum()
    return sizes


def _principal(country: Country, number: int, size: float) -> Principal:
    part = country.scale * country.principals / FULL * country.years / FULL_YEARS
    few = chance(country, number, 0)
    count = int(np.clip(round(30 * size * country.principals), 4, 240))
    homes = [_home(country, few, place) for place in range(count)]
    return Principal(
        number, f"{number + 1:04}", tuple(_merged(country, homes)),
        round(DEVIATIONS * part * size), round(OBSERVATIONS * part * size),
    )  # fmt: skip


def _home(country: Country, few: np.random.Generator, place: int) -> Home:
    kind = int(few.choice(len(AREAS), p=[weight for *_, weight in AREAS]))
    area, word, _ = AREAS[kind]
    operator = "contracted" if few.random() < 0.15 else "own"
    return Home(
        f"enhet-{place + 1:03}", f"{word} {place + 1}", area, area, operator, START, OPEN_END
    )


def _merged(country: Country, homes: list[Home]) -> list[Home]:
    """The first two became one in the middle of the span: a re-organisation within a year."""
    middle = date(country.today.year - country.years // 2, 5, 14)
    first, second, *rest = homes
    ended = [
        Home(h.code, h.name, h.kind, h.area, h.operator, h.since, middle) for h in (first, second)
    ]
    joined = Home("enhet-sammanslagen", f"{first.name} och {second.name}", first.kind, first.area,
                  first.operator, middle, OPEN_END)  # fmt: skip
    return [*ended, *rest, joined]


def days_in(year: int, today: date) -> int:
    """How many days of a year there are until today."""
    last = min(date(year, 12, 31), today)
    return (last - date(year, 1, 1) + timedelta(days=1)).days
