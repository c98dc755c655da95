"""Periods as people say them, on a Tuesday in November 2026."""

import datetime as dt

import pytest

from vaka.metrics.asking.periods import said_in

TODAY = dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("fall i fjol", "2025"),
        ("fall förra året", "2025"),
        ("fall i förrfjol", "2024"),
        ("fall i år", "2026"),
        ("fall hittills i år", "2026"),
        ("fall 2023", "2023"),
        ("fall 2023q1", "2023Q1"),
        ("fall 2023-02", "2023-02"),
        ("fall 2023..2024", "2023..2024"),
        ("fall 2021–2023", "2021..2023"),
        ("fall från 2021 till 2023", "2021..2023"),
        ("fall mellan januari och mars", "2026-01..2026-03"),
        ("fall november till januari 2026", "2025-11..2026-01"),
        ("fall januari 2023 till mars 2024", "2023-01..2024-03"),
        ("fall sedan mars", "2026-03..2026-11"),
        ("fall sedan december", "2025-12..2026-11"),
        ("fall sedan mars 2025", "2025-03..2026-11"),
        ("fall sedan 2024", "2024..2026"),
        ("fall sedan årsskiftet", "2026-01..2026-11"),
        ("fall i mars", "2026-03"),
        ("fall i december", "2025-12"),
        ("fall i december 2023", "2023-12"),
        ("fall förra kvartalet", "2026Q3"),
        ("fall senaste månaden", "2026-10"),
        ("fall förra veckan", "2026-W47"),
        ("fall den här månaden", "2026-11"),
        ("fall andra kvartalet", "2026Q2"),
        ("fall kvartal 4 2024", "2024Q4"),
        ("fall tertial 2", "2026T2"),
        ("fall sista tertialet 2024", "2024T3"),
        ("fall senaste året", "2025-11..2026-10"),
        ("fall det senaste halvåret", "2026-05..2026-10"),
        ("fall de senaste tre åren", "2024..2026"),
        ("fall senaste 6 månaderna", "2026-05..2026-10"),
        ("fall i somras", "2026-06..2026-08"),
        ("fall sommaren 2024", "2024-06..2024-08"),
        ("fall i vintras", "2025-12..2026-02"),
        ("fall i går", "2026-11-23"),
    ],
)
def test_a_period_is_heard(text, period):
    said = said_in(text, TODAY)
    assert str(said.period) == period
    assert "fall" in said.rest


@pytest.mark.parametrize(
    "text", ["fall", "fall inom en månad", "fall per månad", "fall 9999", "5 fall"]
)
def test_what_names_no_period_gives_none(text):
    assert said_in(text, TODAY) is None
