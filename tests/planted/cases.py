"""What a planted case is: papers made of blocks, and what the check ought to find in them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

RULES = (
    "sum share change more_than_all text_table twice unit date weekday period numbering due sexes "
    "numerator chain hundred answer_rate direction few name_units papers names contents"
).split()


@dataclass(frozen=True)
class H:
    """A heading."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class P:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class T:
    """A table with one row of headings; cells are as they are printed."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()


Block = H | P | T
ANY, PROSE = "any", "prose"


@dataclass(frozen=True)
class Draft:
    """Papers, and the printed texts of which at least one stands in the finding if wrong.

    Attributes:
        also: rules that see the same contradiction and are right when they name it.
    """

    papers: Sequence[Sequence[Block]]
    printed: Sequence[str] = ()
    also: Sequence[str] = ()


@dataclass(frozen=True)
class Kind:
    """One way to be wrong, and to be right in the same words."""

    rule: str
    name: str
    make: Callable[[Random, Any, bool], Draft]
    fits: str = ANY
    may_turn: bool = False


@dataclass(frozen=True)
class Case:
    """One set of files with what ought to be found, or nothing."""

    name: str
    rule: str
    is_wrong: bool
    layout: str
    draft: Draft


def kinds() -> tuple[list[Kind], Callable[..., Callable[..., Any]]]:
    """Give an empty list of kinds and the decorator that fills it."""
    found: list[Kind] = []

    def kind(rule: str, fits: str = ANY, *, may_turn: bool = False) -> Callable[..., Any]:
        def add(make: Callable[..., Draft]) -> Callable[..., Draft]:
            found.append(Kind(rule, make.__name__, make, fits, may_turn))
            return make

        return add

    return found, kind


def sv(value: float, decimals: int = 0) -> str:
    """Write a number as Swedish papers do: a space between thousands, a comma before decimals."""
    return f"{value:,.{decimals}f}".replace(",", " ").replace(".", ",").replace("-", "-")


def percent(part: float, whole: float, decimals: int = 0) -> str:
    """Write a share, rounded half up as papers are."""
    scaled = int(part * 100 * 10**decimals / whole + 0.5)
    return sv(scaled / 10**decimals, decimals)
