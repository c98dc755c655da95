"""Measures that registers, surveys and statistics publish: defined as data in `tables/*.toml`.

A file's `[all]` holds what its measures share; each `[[measure]]` says the rest.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vaka.metrics.measure import Chart, Good, Measure, Unit, Words

FOLDER = Path(__file__).with_name("tables")


def _measures(path: Path) -> Iterator[Measure]:
    table = tomllib.loads(path.read_text("utf-8"))
    for own in table["measure"]:
        yield _measure(table["all"] | own)


def _measure(told: dict[str, Any]) -> Measure:
    """Build one measure; a key that the catalogue does not know is refused where it stands."""
    told["title"] = Words(told.pop("sv"), told.pop("en"))
    told["unit"], told["good"] = Unit(told["unit"]), Good(told["good"])
    told["by"] = tuple(told.pop("by", ()))
    return Measure(**told, chart=Chart.RUN)


MEASURES = tuple(one for path in sorted(FOLDER.glob("*.toml")) for one in _measures(path))
