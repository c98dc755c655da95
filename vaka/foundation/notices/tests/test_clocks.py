"""Up the tree when a case stays late, to the stand-in meanwhile, and the morning's account."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from vaka.foundation.access import absences
from vaka.foundation.access.actions import give
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases import assigning
from vaka.foundation.cases.models import Case, CaseParty, Part
from vaka.foundation.notices import clocks, digest, queries
from vaka.foundation.notices.models import Notice
from vaka.foundation.notices.rules import Clock, clock_of, must_escalate
from vaka.foundation.organisation.actions import set_local_value
from vaka.foundation.people.models import Person

FRIDAY = date(2026, 3, 20)
SYSTEM = Viewer.system("tests")


@pytest.mark.parametrize(
    ("due", "remind", "clock"),
    [
        (date(2026, 3, 25), 3, Clock.DUE_SOON),  # three working days left
        (date(2026, 3, 26), 3, Clock.CALM),
        (date(2026, 3, 25), 0, Clock.CALM),
        (date(2026, 3, 20), 0, Clock.DUE_SOON),
        (date(2026, 3, 19), 3, Clock.OVERDUE),
    ],
)
def test_the_warning_before(due: date, remind: int, clock: Clock) -> None:
    assert clock_of(date(2026, 3, 10), due, FRIDAY, remind) is clock


@pytest.mark.parametrize(
    ("late", "steps", "taken"),
    [
        (date(2026, 3, 20), (1, 7), 0),
        (date(2026, 3, 22), (1, 7), 0),  # a weekend is no working day
        (date(2026, 3, 23), (1, 7), 1),
        (date(2026, 3, 30), (1, 7), 1),
        (date(2026, 3, 31), (1, 7), 2),
        (date(2026, 3, 31), (8, 7), 0),  # never past the step below
        (date(2026, 3, 21), (0, 7), 1),
    ],
)
def test_how_far_up(late: date, steps: tuple[int, ...], taken: int) -> None:
    assert must_escalate(FRIDAY, late, steps) == taken


@pytest.fixture
def susanne(units) -> Viewer:
    person = Person.objects.create_user("susanne", given_name="Susanne")
    give(by=SYSTEM, person=person, role_code="unit_manager", unit=units["sarskilt-boende"],
         from_date=date(2020, 1, 1))  # fmt: skip
    return Viewer.of(person)


@pytest.fixture
def anneli(units) -> Viewer:
    person = Person.objects.create_user("anneli", given_name="Anneli")
    give(by=SYSTEM, person=person, role_code="unit_manager", unit=units["socialforvaltningen"],
         from_date=date(2020, 1, 1))  # fmt: skip
    return Viewer.of(person)


def _case(units, owner: Viewer | None, due: date = FRIDAY) -> Case:
    return Case.objects.create(
        kind="deviation", reference="AVV-2026-00001", unit=units["almen-1"], title="Hemligt",
        state="reported", opened_at=datetime(2026, 2, 20, tzinfo=timezone.get_current_timezone()),
        due_date=due, owner=owner and owner.person,
    )  # fmt: skip


def _told(viewer: Viewer) -> list[str]:
    return [line.kind for line in queries.own_notices(viewer)]


def test_a_late_case_goes_up_step_by_step(bo, cecilia, susanne, anneli, units) -> None:
    _case(units, bo)
    days = (date(2026, 3, day) for day in (20, 23, 24, 31, 31))
    assert [clocks.escalate(day) for day in days] == [0, 1, 0, 1, 0]
    assert (_told(bo), _told(susanne), _told(anneli)) == ([], ["escalated"], ["escalated"])
    assert _told(cecilia) == []
    assert "Hemligt" not in Notice.objects.first().words


def test_without_an_owner_it_goes_to_the_units_own_manager_first(bo, susanne, units) -> None:
    _case(units, None)
    clocks.escalate(date(2026, 3, 23))
    assert (_told(bo), _told(susanne)) == (["escalated"], [])


def test_the_days_are_a_local_value_of_the_unit(bo, susanne, units) -> None:
    _case(units, bo)
    set_local_value(by=SYSTEM, key="escalation.manager_days_after", text="5",
                    valid_from=date(2026, 1, 1), reason="Beslut",
                    unit=units["almen-1"])  # fmt: skip
    assert clocks.escalate(date(2026, 3, 26)) == 0
    assert clocks.escalate(date(2026, 3, 27)) == 1


def test_who_is_named_in_the_event_is_passed_over(bo, susanne, anneli, units) -> None:
    case = _case(units, bo)
    CaseParty.objects.create(case=case, person=susanne.person, part=Part.NAMED)
    clocks.escalate(date(2026, 3, 23))
    assert (_told(susanne), _told(anneli)) == ([], ["escalated"])


def test_the_stand_in_is_told_too_and_of_their_turn(bo, cecilia, units) -> None:
    today = timezone.localdate()
    absences.set_absence(by=bo, person=bo.person, stand_in=cecilia.person, from_date=today,
                         to_date=today + timedelta(days=5))  # fmt: skip
    assert [clocks.tell_stand_ins(), clocks.tell_stand_ins()] == [1, 0]
    _case(units, bo, today - timedelta(days=1))
    assert [clocks.tell_due(), clocks.tell_due()] == [1, 0]
    assert (_told(bo), _told(cecilia)) == (["overdue"], ["overdue", "standing_in"])
    assert queries.own_notices(cecilia)[0].words.startswith(f"Du ersätter {bo.name}: AVV-2026")


def test_who_does_not_see_the_case_is_not_told_as_stand_in(astrid, cecilia, units) -> None:
    today = timezone.localdate()
    absences.set_absence(by=astrid, person=astrid.person, stand_in=cecilia.person, from_date=today,
                         to_date=today)  # fmt: skip
    _case(units, astrid, today - timedelta(days=1))
    clocks.tell_due()
    assert _told(cecilia) == []


def test_whoever_is_given_a_case_is_told(bo, maja, units) -> None:
    from vaka.areas.deviations.models import Deviation

    case = _case(units, bo)
    Deviation.objects.create(case=case, law="HSL", type="Fall utan skada", text="")
    assigning.assign(by=bo, case_id=case.pk, version=1, owner_id=maja.person.pk)
    assert _told(maja) == ["assigned"]
    assigning.assign(by=maja, case_id=case.pk, version=2, owner_id=bo.person.pk)
    assigning.assign(by=bo, case_id=case.pk, version=3, owner_id=None)
    assert (_told(maja), _told(bo)) == (["assigned"], ["assigned"])


def _morning(day: date, hour: int = 8) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=timezone.get_current_timezone())


def test_the_morning_account_comes_once_a_working_day_before_the_letter(
    bo, cecilia, units, settings, monkeypatch
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    Person.objects.filter(pk=bo.person.pk).update(email="bo@example.org")
    day = timezone.localdate()
    monkeypatch.setattr(digest, "is_working_day", lambda _day: True)
    _case(units, bo, day)
    assert digest.tell_morning(_morning(day, 6)) == 0
    assert [digest.tell_morning(_morning(day)) for _ in range(2)] == [1, 0]
    assert queries.own_notices(bo)[0].words == "1 ärende ska vara klart i dag."
    assert _told(cecilia) == []
    assert digest.send_due(_morning(day)) == 1
    monkeypatch.setattr(digest, "is_working_day", lambda _day: False)
    assert digest.tell_morning(_morning(day + timedelta(days=1))) == 0


def test_yesterdays_account_is_replaced_and_late_is_said(bo, units, monkeypatch) -> None:
    monkeypatch.setattr(digest, "is_working_day", lambda _day: True)
    day = timezone.localdate()
    _case(units, bo, day)
    digest.tell_morning(_morning(day))
    digest.tell_morning(_morning(day + timedelta(days=1)))
    assert queries.unread_count(bo) == 1
    assert queries.own_notices(bo)[0].words == "1 ärende är försenat."
