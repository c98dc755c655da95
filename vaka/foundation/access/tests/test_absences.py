"""Absence: the days, who may set it, the roles that are lent and taken back."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from vaka.foundation.access import absences
from vaka.foundation.access.actions import give
from vaka.foundation.access.models import Absence, Grant
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.people.models import Person
from vaka.law.verdict import RuleRefused

TODAY = date(2026, 3, 20)
FITS = {"from_date": TODAY, "to_date": TODAY, "today": TODAY, "is_same": False, "is_active": True,
        "overlaps": False, "away": False}  # fmt: skip


@pytest.mark.parametrize(
    ("but", "codes"),
    [
        ({}, ()),
        ({"to_date": date(2026, 3, 19), "from_date": date(2026, 3, 18)}, ("past",)),
        ({"from_date": date(2026, 3, 21)}, ("days",)),
        ({"to_date": date(2027, 3, 21)}, ("long",)),
        ({"to_date": date(2027, 3, 20)}, ()),
        ({"is_same": True}, ("same",)),
        ({"is_active": False}, ("closed",)),
        ({"overlaps": True, "away": True}, ("overlaps", "away")),
    ],
)
def test_the_rule(but: dict[str, object], codes: tuple[str, ...]) -> None:
    assert absences.may_be_absent(**{**FITS, **but}).codes == codes


def _set(by: Viewer, of: Viewer, to: Viewer, start: int = 0, days: int = 5) -> Absence:
    first = timezone.localdate() + timedelta(days=start)
    return absences.set_absence(by=by, person=of.person, stand_in=to.person, from_date=first,
                                to_date=first + timedelta(days=days))  # fmt: skip


def test_the_same_role_is_lent_for_the_same_days(bo, cecilia, units) -> None:
    absence = _set(bo, bo, cecilia, start=1)
    (lent,) = absence.grants.all()
    assert (lent.role, lent.unit.code, lent.person) == ("unit_manager", "almen", cecilia.person)
    assert (lent.from_date, lent.to_date) == (absence.from_date, absence.to_date)
    almen = units["almen"].pk
    days = [timezone.localdate() + timedelta(days=n) for n in (0, 1, 6, 7)]
    may = [Viewer.of(cecilia.person, day).may("deviation.handle", almen) for day in days]
    assert may == [False, True, True, False]
    verbs = set(AuditRow.objects.filter(actor=bo.person).values_list("verb", flat=True))
    assert {"access.set_absence", "access.give"} <= verbs


def test_what_was_lent_is_not_lent_on(bo, cecilia, maja) -> None:
    _set(bo, bo, cecilia)
    later = _set(Viewer.of(cecilia.person), cecilia, maja, start=10)
    assert [grant.unit.code for grant in later.grants.all()] == ["bjorken"]
    own = Viewer.of(cecilia.person)
    assert {one.unit.code for one in absences.lendable(own.person, own.on)} == {"bjorken"}


@pytest.mark.parametrize("user", ["ada", "greta", "pia", "astrid"])
def test_roles_without_such_work_are_not_lent(everybody, user: str) -> None:
    one = everybody[user]
    assert list(_set(one, one, everybody["kim"]).grants.all()) == []


def test_only_the_person_and_their_manager_set_it(everybody, units) -> None:
    bo, cecilia, astrid = (everybody[user] for user in ("bo", "cecilia", "astrid"))
    for other in ("cecilia", "astrid", "ada", "maja"):
        with pytest.raises(NotAllowed):
            _set(everybody[other], bo, cecilia)
    with pytest.raises(NotAllowed):
        absences.set_absence(by=Viewer.system("tests"), person=bo.person,
                             stand_in=cecilia.person, from_date=TODAY, to_date=TODAY)  # fmt: skip
    assert _set(bo, astrid, cecilia).set_by == bo.person
    head = Person.objects.create_user("head", given_name="Susanne")
    give(by=Viewer.system("tests"), person=head, role_code="unit_manager",
         unit=units["sarskilt-boende"], from_date=date(2020, 1, 1))  # fmt: skip
    above = Viewer.of(head)
    assert bo.person in absences.those_i_may_set_for(above)
    assert head not in absences.those_i_may_set_for(bo)
    assert _set(above, bo, cecilia).person == bo.person
    with pytest.raises(RuleRefused):
        _set(bo, bo, cecilia)


def test_an_absence_that_runs_is_ended_and_one_that_has_not_begun_taken_back(bo, cecilia) -> None:
    running, coming = _set(bo, bo, cecilia), _set(bo, bo, cecilia, start=20)
    with pytest.raises(NotVisible):
        absences.end_absence(by=cecilia, absence_id=running.pk)
    ended = absences.end_absence(by=bo, absence_id=running.pk)
    assert ended.to_date == timezone.localdate()  # it began today, so the day is played out
    assert [grant.to_date for grant in ended.grants.all()] == [timezone.localdate()]
    absences.end_absence(by=bo, absence_id=coming.pk)
    assert not Absence.objects.filter(pk=coming.pk).exists()
    assert Grant.objects.filter(person=cecilia.person, role="unit_manager").count() == 2
    assert AuditRow.objects.filter(verb="access.take_back").count() == 1


def test_the_page_sets_and_ends(bo, cecilia, client_as) -> None:
    client, day = client_as(bo), str(timezone.localdate())
    sent = {"person": str(bo.person.pk), "stand_in": str(cecilia.person.pk), "from_date": day,
            "to_date": day}  # fmt: skip
    assert client.post("/franvaro/", sent).status_code == 302
    text = client.get("/franvaro/").content.decode()
    assert "ersätts av Cecilia" in text
    assert "Du ersätter" in client_as(cecilia).get("/franvaro/").content.decode()
    assert client.post("/franvaro/", sent).status_code == 409
    assert "Fel:" in client.post("/franvaro/", {"stand_in": "x"}).content.decode()
    kept = Absence.objects.get()
    assert client_as(cecilia).post(f"/franvaro/{kept.pk}/avsluta/").status_code == 404
    assert client.post(f"/franvaro/{kept.pk}/avsluta/").status_code == 302
