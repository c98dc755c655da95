"""The board letter and the board secretary: what is written and hidden, who hands what over."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse

from vaka.areas.entitlements import delivery_actions, delivery_rules
from vaka.areas.entitlements.delivery_actions import NewDelivery
from vaka.areas.entitlements.delivery_rules import Receiver
from vaka.areas.entitlements.letter import LETTER
from vaka.areas.entitlements.models import Decision, Delivery
from vaka.documents.kinds import ReportContent
from vaka.documents.template import render
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.law.period import Period

if TYPE_CHECKING:
    from vaka.foundation.organisation.models import Unit

Decided = Callable[..., Decision]
SignIn = Callable[[Viewer], Client]
Units = dict[str, "Unit"]
TEMPLATE = Path(__file__).parents[2] / "reports" / "templates" / LETTER.template
Q1 = Period.parse("2024Q1")


@pytest.fixture
def nora(everybody: dict[str, Viewer]) -> Viewer:
    """The board's secretary, who sees no decision."""
    return everybody["nora"]


def letter(by: Viewer, unit: "Unit") -> ReportContent:
    return LETTER.content(viewer=by, unit=unit, period=Q1, as_of=date(2024, 5, 2), snapshot="s")


def written(content: ReportContent) -> str:
    return render(TEMPLATE.read_text("utf-8"), content.verbs(), content.values).markdown


def test_a_small_quarter_is_told_without_its_number(
    units: Units, decided: Decided, nora: Viewer
) -> None:
    for _n in range(3):
        decided("2023-11-10")
    content = letter(nora, units["vaka"])
    text = written(content)
    assert "Ett fåtal beslut väntade" in text
    assert "Färre än 5 beslut" in text
    assert "inte i tal" in text
    assert content.tables["numbers"].rows[0][1:] == ("visas inte", "0")
    assert "decisions_not_executed" not in content.figures
    shown = {cell for table in content.tables.values() for row in table.rows for cell in row[1:]}
    assert "3" not in shown


def test_a_large_one_is_told_with_bound_figures_against_the_quarter_before(
    units: Units, decided: Decided, nora: Viewer
) -> None:
    for _n in range(5):
        decided("2023-08-10")
    for _n in range(2):
        decided("2023-11-10")
    content = letter(nora, units["vaka"])
    assert content.values["headline"] == "7 beslut väntade mer än tre månader, kvartal 1 2024"
    assert content.figures["decisions_not_executed"].value == 7
    assert "2 fler än kvartalet före" in written(content)
    assert content.tables["by_reason"].rows[-1] == ("Summa", "7")


def test_who_neither_sees_nor_hands_over_gets_no_letter(units: Units, cecilia: Viewer) -> None:
    with pytest.raises(NotVisible):
        letter(cecilia, units["vaka"])


WITH_WHOM = {Receiver.IVO, Receiver.NAMED}


@pytest.mark.parametrize("receiver", list(Receiver))
def test_the_secretary_hands_over_to_all_who_are_not_told_whom(
    units: Units, decided: Decided, nora: Viewer, cecilia: Viewer, receiver: Receiver
) -> None:
    decided("2023-11-10")
    new = NewDelivery(units["bistand"], Q1, receiver, date(2024, 5, 2))
    assert ("quarter.send" in delivery_rules.needed(receiver)) is (receiver not in WITH_WHOM)
    with pytest.raises(NotAllowed):
        delivery_actions.deliver(by=cecilia, new=new)
    if receiver in WITH_WHOM:
        with pytest.raises(NotAllowed):
            delivery_actions.deliver(by=nora, new=new)
    else:
        delivery_actions.deliver(by=nora, new=new)
    assert Delivery.objects.count() == (0 if receiver in WITH_WHOM else 1)


def test_the_secretary_meets_the_quarter_and_no_decision(
    decided: Decided, nora: Viewer, client_as: SignIn
) -> None:
    one, client = decided("2023-11-10"), client_as(nora)
    asked: dict[str, Any] = {"enhet": "vaka"}
    page = client.get(reverse("entitlements:workspace", args=["2024Q1"]), asked)
    text = page.content.decode()
    assert "Revisorerna" in text
    assert reverse("entitlements:case", args=[one.pk]) not in text
    for name in ("download", "statistics"):
        assert client.get(reverse(f"entitlements:{name}", args=["2024Q1"])).status_code == 200
    shut = [reverse(f"entitlements:{name}", args=["2024Q1"]) for name in ("quarter", "ivo")]
    for address in (*shut, reverse("entitlements:list")):
        assert client.get(address).status_code == 403, address
    assert client.get(reverse("entitlements:case", args=[one.pk])).status_code == 404
    assert client.get(reverse("entitlements:latest")).status_code == 302
