"""Duties come together from every source, in order of day, and are late by the day alone."""

from collections.abc import Iterator
from datetime import date

import pytest

from vaka.foundation import duties
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.duties import Duty, DutyState

NOBODY = Viewer("ingen", None, date(2026, 3, 2))
MARCH = Duty("Berättelse", date(2026, 3, 1), "Vaka kommun", "MAS", topic="report")
DONE = Duty(
    "Rond", date(2026, 2, 1), "Almen", "Enhetschef", DutyState.DONE,
    done_date=date(2026, 1, 30), topic="self_check",
)  # fmt: skip


def _early(_viewer: Viewer, _start: date, _end: date) -> list[Duty]:
    return [DONE]


def _late(_viewer: Viewer, _start: date, _end: date) -> Iterator[Duty]:
    yield MARCH


@pytest.fixture(autouse=True)
def sources(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start from no source at all."""
    monkeypatch.setattr(duties, "_sources", [])


def test_sources_come_together_in_order_of_day() -> None:
    for source in (_late, _early, _late):
        duties.register(source)
    assert duties.due(NOBODY, date(2026, 1, 1), date(2026, 12, 31)) == [DONE, MARCH]
    assert duties.due(NOBODY, date(2026, 2, 2), date(2026, 12, 31)) == [MARCH]


def test_what_is_done_is_never_late() -> None:
    assert MARCH.is_late(date(2026, 3, 2))
    assert not MARCH.is_late(date(2026, 3, 1))
    assert not DONE.is_late(date(2026, 12, 31))


def test_the_latest_evidence_is_what_was_done_last() -> None:
    duties.register(_early)
    year = date(2026, 1, 1), date(2026, 12, 31)
    assert duties.latest_done(NOBODY, "self_check", *year) == DONE
    assert duties.latest_done(NOBODY, "report", *year) is None
