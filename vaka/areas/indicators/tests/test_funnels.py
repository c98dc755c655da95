"""The page of units: who differs, too few, hidden cells, and who may see it."""

import pytest
from django.urls import reverse

from vaka.areas.figures.queries import Answers
from vaka.areas.indicators import funnels
from vaka.law.period import Period
from vaka.metrics.definitions import named
from vaka.metrics.request import Row

SHARE = named("deviations_closed_in_month_share")


def rows(pairs):
    return [
        Row(SHARE.name, "almen", "2025", {"unit": f"enhet-{k}"}, 100 * n / d if d else None, n, d)
        for k, (n, d) in enumerate(pairs)
    ]


@pytest.fixture
def answered(monkeypatch, units, maja):
    """Give the page of some pairs, without counting anything."""

    def page(pairs):
        answers = Answers([rows(pairs)], "s", maja.on, 0, False)
        monkeypatch.setattr(funnels.figures, "ask", lambda *_: answers)
        return funnels.funnel_page(maja, SHARE, units["almen"], Period.parse("2025"))

    return page


def test_the_odd_unit_is_named_and_drawn(answered) -> None:
    page = answered([(40 + k, 80) for k in range(8)] + [(2, 70)])
    assert page.sentence == "En enhet avviker mer än slumpen ger: enhet-8."
    assert page.rows[8].standing == "lägre än slumpen ger"
    assert page.chart.spec["layer"][-1]["data"]["values"][0]["shape"] == "sämre, inte slump"
    assert "enhet-8" in page.chart.alt


def test_small_differences_are_not_ranked(answered) -> None:
    page = answered([(40 + k % 3, 80) for k in range(8)])
    assert page.sentence == "Ingen enhet avviker mer än slumpen ger."
    assert not any(row["note"] for row in page.chart.spec["layer"][-1]["data"]["values"])


def test_few_units_and_hidden_cells_give_no_chart(answered) -> None:
    page = answered([(4, 8), (5, 9), (None, None)])
    assert page.chart is None
    assert page.why_not == "För få enheter: minst 5 behövs."
    assert page.hidden == 1


@pytest.mark.parametrize(
    ("user", "name", "status"),
    [
        ("cecilia", SHARE.name, 404),
        ("astrid", SHARE.name, 403),
        ("bo", "falls", 404),
        ("bo", SHARE.name, 200),
    ],
)
def test_who_meets_the_page(client_as, everybody, user, name, status) -> None:
    address = reverse("indicators:units", args=[name]) + "?enhet=almen"
    assert client_as(everybody[user]).get(address).status_code == status
