"""The gate: a flood is refused, nobody else is, and no address is kept."""

import pytest
from django.utils import timezone

from vaka.foundation.access import gate
from vaka.foundation.access.gate import Limits
from vaka.foundation.access.models import Knock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _forgotten():
    gate._refused.clear()
    yield
    gate._refused.clear()


def test_a_flood_at_one_door_leaves_another_open():
    now, allowed = timezone.now(), Limits(2, 100)
    refused = [gate.knock("door", "192.0.2.1", now, allowed) for _n in range(5)]
    assert refused[-1] is not None
    assert gate.knock("another", "192.0.2.1", now, allowed) is None


def test_a_flood_from_many_addresses_leaves_each_other_one():
    now, allowed = timezone.now(), Limits(address=3, total=20)
    for number in range(40):
        for _again in range(5):
            gate.knock("door", f"192.0.2.{number}", now, allowed)
    assert gate.knock("door", "198.51.100.1", now, allowed) is None
    assert gate.knock("door", "198.51.100.1", now, allowed) is not None


def test_nobody_is_shut_out_for_longer_than_a_span():
    now, allowed = timezone.now(), Limits(2, 100)
    for _n in range(50):
        opens = gate.knock("door", "192.0.2.1", now, allowed)
    assert opens is not None
    assert opens - now <= gate.SPAN
    assert gate.knock("door", "192.0.2.1", opens, allowed) is None


def test_an_address_is_not_kept_and_counters_pass():
    gate.knock("door", "192.0.2.1", timezone.now() - 3 * gate.SPAN * 60, Limits(10, 60))
    assert "192" not in str(Knock.objects.values_list("key", flat=True))
    assert gate.forget_old() == 2


def test_whom_a_request_counts_for(rf, settings):
    seen = {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "1.1.1.1, 192.0.2.9"}
    settings.PROXIES = 0
    assert gate.address_of(rf.get("/", **seen)) == "10.0.0.1"
    settings.PROXIES = 1
    assert gate.address_of(rf.get("/", **seen)) == "192.0.2.9"
    six = rf.get("/", REMOTE_ADDR="2001:db8:1:2:3::4")
    assert gate.address_of(six) == "2001:db8:1:2::/64"
