"""The cast stands where the design puts it."""

from datetime import datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction

from tests import cast, replay
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


def _all_rows() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, but for the numbers and moments that writing gives."""
    return {
        table.__name__: [_said(row) for row in table._base_manager.order_by("pk").values()]
        for table in apps.get_models()
    }


def _said(row: dict[str, Any]) -> dict[str, Any]:
    given = {name for name, value in row.items() if isinstance(value, datetime)}
    given |= {"id"} if isinstance(row.get("id"), int) else set()
    return {name: value for name, value in row.items() if name not in given}


def _stood() -> dict[str, list[dict[str, Any]]]:
    """The rows that stand with the whole cast at work; then they are gone again."""
    with transaction.atomic():
        units = replay.stand({"units": cast.plant_all})["units"]
        cast.join_all(MEMBERS, units)
        rows = _all_rows()
        transaction.set_rollback(True)
    return rows


def test_what_is_put_back_is_what_the_actions_write(db, monkeypatch):
    monkeypatch.setattr(replay, "_kept", {})
    by_the_actions = _stood()
    assert len(by_the_actions["Person"]) == len(MEMBERS)
    assert _stood() == by_the_actions
