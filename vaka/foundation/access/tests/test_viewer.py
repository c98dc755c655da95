"""Roles: from–to, reaching down, never sideways; links and leavers."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaka.foundation.access import actions, queries
from vaka.foundation.access.actions import SpentLink
from vaka.foundation.access.models import Grant
from vaka.foundation.access.roles import UnknownRole, all_roles, role
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.foundation.people.models import Invitation, Person

BY = Viewer.system("test")
TODAY = date(2026, 3, 1)


def test_a_role_reaches_down_but_not_sideways(units, bo):
    reached = bo.unit_codes("deviation.see")
    assert {"almen", "almen-1"} <= reached
    assert not reached & {"bjorken", "bjorken-1", "vaka"}


def test_a_role_holds_from_its_first_to_its_last_day(units, bo):
    grant = Grant.objects.get(person=bo.person)
    actions.end(by=BY, grant=grant, last_date=TODAY, reason="slutat")
    assert Viewer.of(bo.person, TODAY).may("deviation.see")
    assert not Viewer.of(bo.person, TODAY + timedelta(days=1)).may("deviation.see")


def test_who_could_read_this_then_has_an_answer(units, bo, maja, cecilia):
    could = {grant.person for grant in queries.who_could("deviation.see", units["almen"], TODAY)}
    assert could == {bo.person, maja.person}


def test_the_nearest_holder_is_found(units, bo):
    assert queries.holder("unit_manager", units["almen-1"], TODAY) == bo.person
    assert queries.holder("mar", units["almen-1"], TODAY) is None


def test_only_an_administrator_gives_roles(units, bo):
    with pytest.raises(NotAllowed) as refused:
        actions.give(by=bo, person=bo.person, role_code="mas", unit=units["vaka"], from_date=TODAY)
    assert "Systemförvaltare" in refused.value.who_can


def test_an_unknown_role_is_refused(units, bo):
    with pytest.raises(UnknownRole):
        actions.give(by=BY, person=bo.person, role_code="chef", unit=units["vaka"], from_date=TODAY)


def test_a_link_works_once(units):
    person, secret = actions.invite(by=BY, username="ny", given_name="Ny")
    assert actions.person_of_link(secret) == person
    actions.use_link(secret=secret, password="en lång hemlighet 1")
    with pytest.raises(SpentLink):
        actions.use_link(secret=secret, password="en annan hemlighet 2")


def test_a_link_lasts_an_hour(units):
    _person, secret = actions.invite(by=BY, username="ny", given_name="Ny")
    Invitation.objects.update(expires_at="2020-01-01T00:00:00Z")
    with pytest.raises(SpentLink):
        actions.person_of_link(secret)


def test_a_leaver_is_closed_at_once(units, bo):
    actions.close_person(by=BY, person=bo.person, last_date=TODAY)
    person = Person.objects.get(pk=bo.person.pk)
    assert not person.is_active
    assert not person.has_usable_password()
    assert not Viewer.of(person, TODAY + timedelta(days=1)).held


def test_every_role_is_told_in_a_sentence():
    assert all(one.sentence.endswith(".") and one.label and one.can for one in all_roles().values())


def test_administration_reads_no_content():
    can = role("system_administrator").can | role("log_reader").can
    assert not {one for one in can if one.endswith((".see", ".see_own"))} - {"unit.see", "job.see"}


@settings(max_examples=25)
@given(st.sets(st.sampled_from(sorted(all_roles())), max_size=3))
def test_a_viewer_can_just_what_the_roles_can(roles):
    from uuid import uuid4

    from vaka.foundation.access.viewer import Held

    held = tuple(Held(role(code), uuid4(), "x") for code in sorted(roles))
    viewer = Viewer("x", None, TODAY, held)
    union = set().union(*(role(code).can for code in roles))
    assert viewer.capabilities == union
    assert all(viewer.may(one) for one in union)
