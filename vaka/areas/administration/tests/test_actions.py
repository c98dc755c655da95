"""A term changes on one date; the past keeps its names and points, and each row is logged."""

from datetime import timedelta

import pytest

from vaka.areas.administration import actions, queries, schema
from vaka.areas.administration.models import DelegationPoint, Mandate
from vaka.areas.administration.rules import Seat
from vaka.areas.administration.tests.conftest import NEW, NEW_POINTS, OLD, SECOND
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.people.models import Person
from vaka.law.verdict import RuleRefused


@pytest.fixture
def changed(board, nora):
    """Give the board after Nora has changed its term."""
    actions.change_term(by=nora, body=board, on_date=SECOND, mandates=NEW, points=NEW_POINTS)
    return board


def _seats(board, person):
    found = queries.names_in(person, board.code, SECOND)
    return found, queries.bodies_of(person, SECOND)


def test_a_new_seat_is_bound_to_the_only_account_of_its_name(board, nora, ada):
    seats = [Seat("Nils Tallberg", "chair"), Seat(ada.name, "member")]
    actions.change_term(by=nora, body=board, on_date=SECOND, mandates=seats, points=())
    assert _seats(board, ada.person) == ([ada.name], [board.code])


def test_of_two_accounts_with_one_name_neither_gets_in_until_told(board, nora, ada):
    twin = Person.objects.create_user(
        "twin", given_name=ada.person.given_name, family_name=ada.person.family_name
    )
    seats = [Seat("Nils Tallberg", "chair"), Seat(ada.name, "member")]
    actions.change_term(by=nora, body=board, on_date=SECOND, mandates=seats, points=())
    assert _seats(board, ada.person) == _seats(board, twin) == ([], [])
    row = Mandate.objects.get(name=ada.name)
    actions.bind_mandate(by=nora, mandate_id=row.pk, person=twin)
    assert _seats(board, twin) == ([ada.name], [board.code])
    assert _seats(board, ada.person) == ([], [])
    later = SECOND + timedelta(days=400)
    actions.change_term(by=nora, body=board, on_date=later, mandates=seats, points=())
    assert queries.bodies_of(twin, later) == [board.code]
    assert AuditRow.objects.filter(verb="term.bind").get().data["account"] == "twin"


def test_a_seat_keeps_its_account_where_the_same_name_attests_as_well(board, nora, ada):
    Person.objects.create_user(
        "twin", given_name=ada.person.given_name, family_name=ada.person.family_name
    )
    seats = [Seat("Nils Tallberg", "chair"), Seat(ada.name, "member"),
             Seat(ada.name, "attester", "almen", "Drift")]  # fmt: skip
    actions.change_term(by=nora, body=board, on_date=SECOND, mandates=seats, points=())
    row = Mandate.objects.get(name=ada.name, function="member")
    actions.bind_mandate(by=nora, mandate_id=row.pk, person=ada.person)
    later = SECOND + timedelta(days=400)
    actions.change_term(by=nora, body=board, on_date=later, mandates=seats, points=())
    assert queries.bodies_of(ada.person, later) == [board.code]
    assert Mandate.objects.get(function="attester", from_date=later).person is None


def test_an_account_is_bound_to_one_open_seat_of_a_body(board, nora, ada):
    seats = [Seat("Nils Tallberg", "chair"), Seat(ada.name, "member"),
             Seat("Bo Hallsten", "attester", "almen", "Drift")]  # fmt: skip
    actions.change_term(by=nora, body=board, on_date=SECOND, mandates=seats, points=())
    chair = Mandate.objects.get(name="Nils Tallberg")
    with pytest.raises(RuleRefused, match="annan plats"):
        actions.bind_mandate(by=nora, mandate_id=chair.pk, person=ada.person)
    gone = Person.objects.create_user("gone", given_name="Gone")
    gone.is_active = False
    gone.save()
    with pytest.raises(RuleRefused, match="avslutat"):
        actions.bind_mandate(by=nora, mandate_id=chair.pk, person=gone)
    attester = Mandate.objects.get(function="attester")
    with pytest.raises(RuleRefused, match="attestant"):
        actions.bind_mandate(by=nora, mandate_id=attester.pk, person=ada.person)
    with pytest.raises(NotAllowed):
        actions.bind_mandate(by=ada, mandate_id=chair.pk, person=None)


@pytest.mark.parametrize(("days", "seats"), [(-1, OLD), (0, NEW), (400, NEW)])
def test_who_sits_on_a_date(changed, days, seats):
    found = queries.mandates_on(changed, SECOND + timedelta(days=days))
    assert {queries.seat_of(one) for one in found} == set(seats)


@pytest.mark.parametrize(("days", "delegate"), [(-1, "Socialchef"), (0, "Enhetschef")])
def test_the_point_of_then(changed, days, delegate):
    assert queries.point("5.2", SECOND + timedelta(days=days), changed).delegate == delegate


def test_no_point_of_that_number(changed):
    with pytest.raises(NotVisible):
        queries.point("9.9", SECOND)


def test_every_row_is_logged(changed):
    ends = AuditRow.objects.filter(verb="term.end").count()
    begins = AuditRow.objects.filter(verb="term.begin").count()
    assert ends == len(OLD) + 2
    assert begins == Mandate.objects.count() + DelegationPoint.objects.count()


def test_a_refused_term_changes_nothing(board, nora):
    with pytest.raises(RuleRefused):
        actions.change_term(by=nora, body=board, on_date=SECOND, mandates=(), points=())
    assert not Mandate.objects.exclude(to_date=None).exists()


def test_an_unknown_unit_changes_nothing(board, nora):
    seats = (Seat("A", "chair"), Seat("B", "attester", "finns-inte"))
    with pytest.raises(actions.UnknownUnit):
        actions.change_term(by=nora, body=board, on_date=SECOND, mandates=seats, points=())
    assert not Mandate.objects.exclude(to_date=None).exists()


def test_only_those_who_keep_mandates_may(board, ada):
    with pytest.raises(NotAllowed):
        actions.change_term(by=ada, body=board, on_date=SECOND, mandates=NEW, points=())


def test_lists_are_read_back_equal():
    assert schema.read_seats(schema.seats_as_text(NEW).encode(), "a.csv") == NEW
    assert schema.read_points(schema.points_as_text(NEW_POINTS).encode(), "a.csv") == NEW_POINTS


def test_a_row_without_a_name_is_told():
    with pytest.raises(schema.UnreadableRows, match="Rad 3"):
        schema.read_seats("Namn;Uppdrag\nA;Ordförande\n;Ledamot\n".encode(), "a.csv")
