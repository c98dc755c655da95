"""Amounts held against a point's limit: what is said, by which year's price base amount."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from vaka.areas.administration import actions as administration
from vaka.areas.administration import rules as orders
from vaka.areas.administration import schema
from vaka.areas.administration.models import Body
from vaka.areas.administration.rules import Limit, LimitUnit, Point
from vaka.areas.delegations import actions, queries, rules
from vaka.areas.delegations.imports import IMPORTS, NEGATIVE
from vaka.areas.delegations.models import DelegatedDecision
from vaka.areas.delegations.rules import Authority, Bound, Category, Outcome, Taken
from vaka.exchange.kinds import ImportOptions
from vaka.exchange.typed import read_typed
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.law.period import Period
from vaka.law.verdict import RuleRefused

DAY = date(2026, 3, 4)
BOUND = 118_400_00
ORDER = Authority({"5.2": "Enhetschef"}, bounds={"5.2": Bound("2 prisbasbelopp", BOUND)})
UNKNOWN = Authority({"5.2": "Enhetschef"}, bounds={"5.2": Bound("2 prisbasbelopp", None)})


def taken(amount_ore, point="5.2", **more):
    return Taken(DAY, Category.AGREEMENT, "SN 1", point, "Enhetschef", amount_ore=amount_ore,
                 **more)  # fmt: skip


@pytest.mark.parametrize(
    ("one", "order", "said"),
    [
        (taken(BOUND), ORDER, []),
        (taken(BOUND + 1), ORDER, ["118\u00a0401 kr är högre"]),
        (taken(None), ORDER, ["Beloppet saknas"]),
        (taken(1), UNKNOWN, ["finns inte i lagboken"]),
        (taken(10**12), Authority({"5.2": "Enhetschef"}), []),
        (taken(10**12, count=2), ORDER, []),
    ],
)
def test_an_amount_is_held_against_its_points_limit(one, order, said):
    found = rules.objections(one, order)
    assert len(found) == len(said), found
    assert all(part in words for part, words in zip(said, found, strict=True))


@given(st.integers(0, 10**13), st.integers(0, 10**13))
def test_more_than_the_limit_is_too_much_and_no_more_is_not(bound, amount):
    order = Authority({"5.2": "Enhetschef"}, bounds={"5.2": Bound("gränsen", bound)})
    assert bool(rules.objections(taken(amount), order)) is (amount > bound)


@given(st.decimals(Decimal("0.01"), 10**9, places=2), st.sampled_from(LimitUnit))
def test_a_limit_is_read_back_as_it_is_written(amount, unit):
    limit = Limit(amount, unit)
    assert orders.read_limit(limit.words) == limit


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("", None),
        ("2 prisbasbelopp", Limit(Decimal(2), LimitUnit.BASE)),
        ("högst 0,5 pbb", Limit(Decimal("0.5"), LimitUnit.BASE)),
        ("100 000 kr", Limit(Decimal(100_000), LimitUnit.KRONOR)),
        ("Högst 1 500 kronor", Limit(Decimal(1_500), LimitUnit.KRONOR)),
    ],
)
def test_limits_as_orders_write_them(text, limit):
    assert orders.read_limit(text) == limit


@pytest.mark.parametrize("text", ["efter samråd", "2", "-2 kr", "0 kr", "99999999999 kr"])
def test_a_limit_that_cannot_be_judged_is_refused_with_its_point(text):
    with pytest.raises(orders.UnreadableLimit):
        orders.read_limit(text)
    order = f"Punkt;Ärende;Delegat;Beloppsgräns\n5.2;Inköp;Enhetschef;{text}\n"
    with pytest.raises(schema.UnreadableRows, match=r"Punkt 5\.2"):
        schema.read_points(order.encode(), "a.csv")


@pytest.mark.parametrize(
    ("day", "words", "ore"),
    [
        (date(2023, 12, 31), "2 prisbasbelopp (105\u00a0000 kr)", 105_000_00),
        (date(2026, 1, 1), "2 prisbasbelopp (118\u00a0400 kr)", 118_400_00),
        (date(2018, 12, 31), "2 prisbasbelopp", None),
    ],
)
def test_the_price_base_amount_is_that_of_the_day(day, words, ore):
    assert queries.bound_on(Limit(Decimal(2), LimitUnit.BASE), day) == Bound(words, ore)


@pytest.fixture
def order(units):
    """Have an order in force whose point 5.2 has a limit, by the action that keeps terms."""
    body = Body.objects.create(code="namnd", name="Nämnden", kind="board")
    points = (Point("5.2", "Inköp", "Enhetschef", "", orders.read_limit("2 prisbasbelopp")),)
    administration.change_term(by=Viewer.system("test"), body=body, on_date=date(2023, 1, 1),
                               mandates=(), points=points)  # fmt: skip
    return body


def new(body, amount_ore):
    return actions.NewDecision(body.pk, taken(amount_ore), "Inköp av larm", Outcome.OTHER)


def test_one_above_the_limit_is_found_in_the_list(order, units, beata, cecilia, client_as):
    unit = units["bistand"]
    body = actions.add_body(by=beata, unit=unit, name="Biståndsenheten")
    with pytest.raises(NotAllowed):
        actions.register(by=cecilia, new=new(body, BOUND))
    with pytest.raises(RuleRefused):
        actions.register(by=beata, new=new(body, -1))
    actions.register(by=beata, new=new(body, BOUND))
    above = actions.register(by=beata, new=new(body, BOUND + 100))
    found = queries.period_list(beata, unit, Period.parse("2026-03"))
    assert [one.id for one in found.found] == [above.pk]
    client = client_as(beata)
    asked = {"enhet": "bistand", "period": "2026-03"}
    page = client.get(reverse("delegations:list"), asked).content.decode()
    assert "2 prisbasbelopp (118\u00a0400 kr)" in page
    assert "118\u00a0401 kr" in page
    read = client.get(reverse("delegations:order"), {"dag": "2026-03-04"}).content.decode()
    assert "2 prisbasbelopp (118\u00a0400 kr)" in read


def test_amounts_come_from_a_file_and_impossible_ones_are_told(order, units, beata, tmp_path):
    path = tmp_path / "beslut.csv"
    path.write_text(
        "Nummer;Beslutsdatum;Beslut;Ärende;Delegationspunkt;Delegat;Belopp\n"
        "SN 1;2026-03-04;Inköp;Larm;5.2;Enhetschef;139 000,50\n"
        "SN 2;2026-03-04;Inköp;Larm;5.2;Enhetschef;-5\n"
        "SN 3;2026-03-04;Inköp;Larm;5.2;Enhetschef;\n",
        encoding="utf-8",
    )
    file = read_typed(path, IMPORTS[0].schema, unit="bistand")
    receipt = IMPORTS[0].run(by=beata, file=file, options=ImportOptions(path.name, "bistand"))
    assert (receipt.imported, receipt.rejected) == (2, 1)
    assert [one.reason for one in file.rejects] == [NEGATIVE]
    rows = DelegatedDecision.objects.order_by("number").values_list("amount_ore", flat=True)
    assert list(rows) == [139_000_50, None]
    found = queries.period_list(beata, units["bistand"], Period.parse("2026-03")).found
    assert ["högre" in one.objections[0] for one in found] == [True, False]
