"""Cost models: the source's figures as printed, nothing told while an assumption is missing."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from vaka.areas.economy import cost_rules as rules

DAY = date(2026, 1, 1)
MODELS = {one.code: one for one in rules.models_on(DAY)}


def cost(code, **told):
    model = MODELS[code]
    own = {one.code: one.value for one in model.assumptions}
    return rules.reckon(model, own | told)


def test_the_sources_figures():
    assert cost("rent_day") == Decimal("540.33")
    assert cost("split_shifts_share") == 2_000_000
    assert cost("split_shifts_share", full=Decimal(25_000_000)) == 2_500_000  # Söderhamn's


def test_what_the_source_does_not_tell_gives_no_amount():
    assert cost("more_persons") is None
    assert cost("more_persons", days=Decimal(73)) == 99_864
    assert cost("split_shifts_gap") is None
    assert cost("rent_day", places=Decimal(0)) is None


def test_a_model_is_used_from_its_day():
    assert rules.models_on(date(2024, 3, 26)) == []


@given(st.decimals(0, 10**9, places=2), st.integers(1, 500))
def test_rent_of_a_day_times_places_and_days_is_the_rent(rent, places):
    day = cost("rent_day", rent=rent, places=Decimal(places))
    assert abs(day * places * 365 - rent) <= Decimal("0.005") * places * 365


@pytest.mark.django_db
def test_the_page_reckons_with_what_is_asked(pia, client_as):
    client, address = client_as(pia), reverse("economy:costs")
    assert "540,33" in client.get(address).content.decode()
    asked = {"modell": "rent_day", "rent": "1000,00", "places": "1", "days": "100"}
    body = client.get(address, asked).content.decode()
    assert "10,00" in body
    assert "Antagandena är ändrade" in body
    assert "540,33" not in body
    body = client.get(address, asked | {"places": "x"}).content.decode()
    assert "Skriv varje antagande" in body
