"""Orders of process maps: the rules, the queue, who meets what."""

import pytest
from django.urls import reverse

from vaka.areas.routines import order_actions, order_queries, order_rules
from vaka.areas.routines.models import MapOrder
from vaka.areas.routines.order_rules import OPEN, OrderState
from vaka.areas.routines.urls import urlpatterns
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.notices.models import Notice
from vaka.law.verdict import RuleRefused

from .test_processes import process  # noqa: F401 - a fixture

ORDERS = [one.name for one in urlpatterns if "map" in str(one.name)]


@pytest.mark.parametrize(
    ("title", "why", "refused"),
    [
        ("Inflyttning", "De nya frågar jämt", ()),
        ("", "De nya frågar jämt", ("title",)),
        ("Inflyttning", "Bra att", ("why",)),
        (" ", " ", ("title", "why")),
    ],
)
def test_a_map_is_of_something_for_a_reason(title, why, refused):
    assert order_rules.may_order(title=title, why=why).codes == refused


@pytest.mark.parametrize("state", OrderState)
def test_what_may_be_done_in_each_state(state):
    is_open = state in OPEN
    assert order_rules.may_take(state).ok == (state == OrderState.WAITING)
    assert order_rules.may_answer(state, has_process=True, words="").ok == is_open
    assert order_rules.may_answer(state, has_process=False, words="Nej.").ok == is_open
    assert not order_rules.may_answer(state, has_process=False, words=" ").ok
    assert order_rules.may_withdraw(state, is_own=True).ok == is_open
    assert not order_rules.may_withdraw(state, is_own=False).ok


@pytest.fixture
def order(units, astrid) -> MapOrder:
    """Give what Astrid has ordered of Almen."""
    return order_actions.order_map(
        by=astrid, unit=units["almen"], title="Inflyttning", why="De nya frågar jämt"
    )


def test_from_order_to_map(order, process, kim, astrid):  # noqa: F811
    order_actions.take_map_order(by=kim, order_id=order.pk)
    with pytest.raises(RuleRefused):
        order_actions.take_map_order(by=kim, order_id=order.pk)
    assert [row.state_label for row in order_queries.queue(astrid)] == ["Ritas"]
    order_actions.answer_map_order(by=kim, order_id=order.pk, process_id=process.pk, words="")
    row = order_queries.queue(astrid)[0]
    assert (row.state_label, row.process_id, row.is_open) == ("Ritad", process.pk, False)
    assert order_queries.waiting(kim) == 0
    assert Notice.objects.get(to=astrid.person, kind="map_order").words == (
        "Kartan ”Inflyttning” är ritad."
    )
    verbs = list(AuditRow.objects.filter(object_kind="map_order").values_list("verb", flat=True))
    assert sorted(verbs) == [
        "process.answer_map_order", "process.order_map", "process.take_map_order",
    ]  # fmt: skip


def test_who_may_do_what(order, bo, cecilia, astrid):
    with pytest.raises(NotAllowed):
        order_actions.take_map_order(by=astrid, order_id=order.pk)
    with pytest.raises(NotVisible):
        order_actions.take_map_order(by=cecilia, order_id=order.pk)
    with pytest.raises(RuleRefused):
        order_actions.withdraw_map_order(by=bo, order_id=order.pk)
    with pytest.raises(NotVisible):
        order_actions.answer_map_order(
            by=bo, order_id=order.pk, process_id=order.pk, words="En annans process"
        )
    order_actions.withdraw_map_order(by=astrid, order_id=order.pk)
    with pytest.raises(RuleRefused):
        order_actions.answer_map_order(by=bo, order_id=order.pk, process_id=None, words="Nej.")


def test_a_map_is_ordered_where_one_works(units, cecilia):
    with pytest.raises(NotAllowed):
        order_actions.order_map(
            by=cecilia, unit=units["almen"], title="Deras natt", why="Vi vill se den"
        )
    assert not MapOrder.objects.exists()


def test_pages_order_answer_and_decline(client_as, units, astrid, bo):
    carer, manager = client_as(astrid), client_as(bo)
    assert "Ingen karta väntar" in carer.get(reverse("routines:map_orders")).content.decode()
    form = {"title": "Natten", "unit": "almen", "why": "för"}
    refused = carer.post(reverse("routines:order_map"), form).content.decode()
    assert "Skälet saknas." in refused
    carer.post(reverse("routines:order_map"), form | {"why": "Vikarierna behöver se den"})
    order = MapOrder.objects.get()
    assert "(1)" in manager.get(reverse("routines:processes")).content.decode()
    manager.post(reverse("routines:take_map", args=[order.pk]))
    again = manager.post(reverse("routines:take_map", args=[order.pk]), follow=True)
    assert "redan tagen" in again.content.decode()
    manager.post(reverse("routines:answer_map", args=[order.pk]), {"words": "Finns i rutinen."})
    text = carer.get(reverse("routines:map_orders")).content.decode()
    assert "Avböjd" in text
    assert "Finns i rutinen." in text


@pytest.mark.parametrize("name", ORDERS)
def test_another_homes_order_does_not_exist(client_as, order, cecilia, name):
    of_one = name in ("take_map", "answer_map", "withdraw_map")
    address = reverse(f"routines:{name}", args=[order.pk] if of_one else [])
    client = client_as(cecilia)
    for verb in (client.get, client.post):
        response = verb(address)
        assert response.status_code in ({404, 405} if of_one else {200, 405})
        assert "Inflyttning" not in response.content.decode()
    order.refresh_from_db()
    assert order.state == OrderState.WAITING
