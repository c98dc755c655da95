"""Kungsbacka's printed lists, read as the command reads them."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vaka.areas.entitlements.imports import IMPORTS
from vaka.exchange.kinds import ImportOptions
from vaka.exchange.receipt import Receipt
from vaka.exchange.typed import read_typed
from vaka.foundation.access.viewer import Viewer
from vaka.law.period import Period

if TYPE_CHECKING:
    from vaka.areas.entitlements.models import Decision

WAITING = "non_executed_decisions_2024q1.csv"
ENDED = "reported_earlier_now_executed_2024q1.csv"
INTERRUPTED = "interrupted_decisions_2024q1.csv"
Read = Callable[..., Receipt]


@pytest.fixture
def read() -> Read:
    """Give a function that imports a file for a quarter, as the system unless a viewer is given."""

    def run(path: Path, period: str = "", unit: str = "", by: Viewer | None = None) -> Receipt:
        kind = IMPORTS[0]
        file = read_typed(path, kind.schema, unit=unit)
        options = ImportOptions(
            source=path.name, unit_code=unit, period=Period.parse(period) if period else None
        )
        return kind.run(by=by or Viewer.system("test"), file=file, options=options)

    return run


@pytest.fixture
def printed(shared: Path, units: object, read: Read) -> Path:
    """Have both of Kungsbacka's lists imported for their quarter; gives their folder."""
    folder = shared / "facts" / "kungsbacka"
    for name in (WAITING, INTERRUPTED, ENDED):
        read(folder / name, "2024Q1")
    return folder


@pytest.fixture
def decided(units: object, tmp_path: Path, read: Read) -> Callable[..., "Decision"]:
    """Give a function that has a decision at the case office; dates as in a case system's file."""
    from vaka.areas.entitlements.models import Decision

    def make(
        decided: str, executed: str = "", interrupted: str = "", unit: str = "bistand"
    ) -> Decision:
        number = f"B{Decision.objects.count()}"
        path = tmp_path / f"{number}.csv"
        path.write_text(
            "Beslutsnummer;Beslutsdatum;Insats;Verkställt;Avbrott;Skäl;Enhet;Kön\n"
            f"{number};{decided};Växelvård;{executed};{interrupted};Platsbrist;{unit};K\n",
            encoding="utf-8",
        )
        read(path)
        return Decision.objects.select_related("case").get(case__source_key=number)

    return make
