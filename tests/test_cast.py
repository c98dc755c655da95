"""The cast stands where the design puts it."""

import pytest

from tests.cast import MEMBERS


def test_bo_reaches_almen_and_the_ward_below_it_but_not_bjorken(bo, units):
    reached = bo.unit_ids("deviation.see")
    assert {units["almen"].id, units["almen-1"].id} <= reached
    assert units["bjorken"].id not in reached


def test_cecilia_reaches_bjorken_but_not_almen(cecilia, units):
    assert cecilia.may("deviation.see", units["bjorken-1"].id)
    assert not cecilia.may("deviation.see", units["almen"].id)


def test_ada_administers_and_sees_no_case(ada):
    assert ada.may("person.administer")
    assert not [can for can in ada.capabilities if can.startswith(("deviation.", "decision."))]


@pytest.mark.parametrize("user", MEMBERS)
def test_each_member_holds_one_role(user, everybody):
    assert len(everybody[user].held) == 1


def test_a_member_can_be_signed_in(bo, client_as):
    assert client_as(bo).session["_auth_user_id"] == str(bo.person.pk)
