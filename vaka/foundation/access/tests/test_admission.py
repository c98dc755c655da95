"""Whom an identity service's word lets in."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaka.foundation.access.admission import SKEW_SECONDS, Told, confirms, may_enter
from vaka.foundation.access.identity_services import Oidc, Service

SERVICE = Service("kommunen", "Kommunen", "employeeHsaId", "hsa_id", ("loa3", "loa4"), ("loa4",),
                  Oidc("https://exempel.se", "vaka", "hemlig"))  # fmt: skip
CARD = Told("SE2321000016-1003", "loa3", 1000)
KNOWN = {"known": 1, "active": True, "privileged": False}


def test_who_is_known_and_shows_a_good_proof_enters():
    assert may_enter(SERVICE, CARD, **KNOWN)


@pytest.mark.parametrize(
    ("told", "known", "code"),
    [
        ({"level": ""}, {}, "no_level"),
        ({"level": "loa2"}, {}, "low_level"),
        ({"level": "loa33"}, {}, "low_level"),
        ({"identity": ""}, {"known": 0}, "no_identity"),
        ({}, {"known": 0, "active": False}, "not_known"),
        ({}, {"known": 2}, "not_known"),
        ({}, {"active": False}, "not_known"),
        ({}, {"privileged": True}, "too_weak"),
    ],
)
def test_each_reason_to_refuse(told, known, code):
    told = dataclasses.replace(CARD, **told)
    assert may_enter(SERVICE, told, **KNOWN | known).codes == (code,)


def test_whoever_gives_rights_enters_by_the_strong_way_and_by_any_where_none_is_named():
    privileged = KNOWN | {"privileged": True}
    assert may_enter(SERVICE, dataclasses.replace(CARD, level="loa4"), **privileged)
    assert may_enter(dataclasses.replace(SERVICE, strong=()), CARD, **privileged)


@given(st.text(max_size=20), st.integers(0, 3), st.booleans(), st.booleans())
def test_nobody_enters_by_a_level_that_is_not_named(level, known, active, privileged):
    verdict = may_enter(SERVICE, dataclasses.replace(CARD, level=level), known=known, active=active,
                        privileged=privileged)  # fmt: skip
    assert not verdict or (level in SERVICE.levels and known == 1 and active)


@pytest.mark.parametrize(
    ("at", "same", "codes"),
    [
        (5000, True, ()),
        (5000 - SKEW_SECONDS, True, ()),
        (5000 - SKEW_SECONDS - 1, True, ("not_anew",)),
        (None, True, ("not_anew",)),
        (5000, False, ("other_person",)),
    ],
)
def test_a_proof_counts_when_it_is_new_and_of_the_same_person(at, same, codes):
    told = dataclasses.replace(CARD, at=at)
    assert confirms(told, same=same, asked_at=5000).codes == codes


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (
            {"id_token": {"acr": "loa3", "auth_time": 7}, "userinfo": {"employeeHsaId": " SE1 "}},
            Told("SE1", "loa3", 7),
        ),
        ({"userinfo": {"acr": "loa4", "auth_time": 9}}, Told("", "", None)),
        ({"id_token": {"employeeHsaId": ["SE1"], "auth_time": "7"}}, Told("", "", None)),
        ({}, Told("", "", None)),
    ],
)
def test_the_level_is_believed_from_the_signed_token_alone(answer, told):
    assert Told.of(SERVICE, answer) == told
