"""Notices: told once, read by their own reader, a letter without content."""

from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.cases.kinds import CaseKind, register
from vaka.foundation.cases.models import Case
from vaka.foundation.notices import actions, clocks, digest, queries
from vaka.foundation.notices.models import Notice
from vaka.foundation.notices.rules import Clock, clock_of

TODAY = date(2026, 3, 20)
KIND = CaseKind(
    code="tests", prefix="TST", label="prov", label_plural="prov", url_name="jobs:show",
    state_label=str, todo=str, handle="tests.handle",
)  # fmt: skip


@pytest.mark.parametrize(
    ("opened", "due", "clock"),
    [
        (date(2026, 3, 1), date(2026, 4, 1), Clock.CALM),
        (date(2026, 3, 1), date(2026, 3, 26), Clock.DUE_SOON),  # 19 of 25 days
        (date(2026, 3, 1), date(2026, 3, 27), Clock.CALM),  # 19 of 26 days
        (date(2026, 3, 20), date(2026, 3, 20), Clock.DUE_SOON),
        (date(2026, 3, 1), date(2026, 3, 20), Clock.DUE_SOON),
        (date(2026, 3, 1), date(2026, 3, 19), Clock.OVERDUE),
    ],
)
def test_the_clock(opened: date, due: date, clock: Clock) -> None:
    assert clock_of(opened, due, TODAY) is clock


def _tell(to: Viewer, **more) -> Notice:
    wanted = {"kind": "tests", "words": "Något har hänt.", "object_id": "7", **more}
    return actions.tell(by=Viewer.system("tests"), to=to.person, **wanted)


def test_a_notice_is_told_once_and_logged(bo, cecilia) -> None:
    assert _tell(bo) == _tell(bo)
    _tell(bo, state="later")
    _tell(cecilia)
    assert queries.unread_count(bo) == 2
    assert queries.unread_count(cecilia) == 1
    assert AuditRow.objects.filter(verb="notices.tell").count() == 3


def test_reading_is_ones_own_and_logged(bo, cecilia) -> None:
    notice = _tell(bo)
    with pytest.raises(NotVisible):
        actions.mark_read(by=cecilia, notice_id=notice.pk)
    assert queries.unread_count(bo) == 1
    actions.mark_read(by=bo, notice_id=notice.pk)
    assert queries.unread_count(bo) == 0
    assert AuditRow.objects.filter(verb="notices.read", actor=bo.person).count() == 1


def test_all_are_read_at_once(bo, cecilia) -> None:
    _tell(bo)
    _tell(bo, state="2")
    _tell(cecilia)
    assert actions.mark_all_read(by=bo) == 2
    assert queries.unread_count(cecilia) == 1


def test_the_page_lists_and_marks(bo, client_as) -> None:
    notice = _tell(bo)
    client = client_as(bo)
    assert "Något har hänt." in client.get("/aviseringar/").content.decode()
    assert client.post(f"/aviseringar/{notice.pk}/last/").url == "/aviseringar/"
    assert queries.unread_count(bo) == 0
    assert client.get("/aviseringar/lasta/").status_code == 405
    assert client.post("/aviseringar/lasta/").status_code == 302


def test_somebody_elses_notice_does_not_exist(bo, cecilia, client_as) -> None:
    notice = _tell(bo)
    assert client_as(cecilia).post(f"/aviseringar/{notice.pk}/last/").status_code == 404
    assert "Något har hänt." not in client_as(cecilia).get("/aviseringar/").content.decode()


@pytest.fixture
def case(bo, units) -> Case:
    register(KIND)
    return Case.objects.create(
        kind="tests", reference="TST-2026-00001", unit=units["almen"], title="Hemlig rubrik",
        state="open", opened_at=datetime(2026, 3, 1, tzinfo=timezone.get_current_timezone()),
        due_date=date(2026, 3, 25), owner=bo.person,
    )  # fmt: skip


def test_the_owner_is_told_once_that_it_is_due_soon_and_once_that_it_is_late(bo, case) -> None:
    told = [clocks.tell_due(date(2026, 3, day)) for day in (10, 20, 21, 26, 27)]
    assert told == [0, 1, 0, 1, 0]
    words = [line.words for line in queries.own_notices(bo)]
    assert words == [
        "TST-2026-00001 skulle ha varit klart 2026-03-25.",
        "TST-2026-00001 ska vara klart senast 2026-03-25.",
    ]
    assert "Hemlig" not in " ".join(words)


@pytest.mark.parametrize(
    "changes",
    [{"closed_at": "2026-03-15T00:00:00Z"}, {"owner": None}, {"due_date": date(2026, 1, 1)}],
)
def test_closed_ownerless_and_long_late_cases_tell_nobody(case, changes) -> None:
    Case.objects.update(**changes)
    assert clocks.tell_due(date(2026, 3, 26)) == 0


def _morning(hour: int = 8) -> datetime:
    return timezone.localtime().replace(hour=hour, minute=0)


def test_the_letter_goes_once_a_morning_and_says_only_how_many(bo, cecilia, settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    bo.person.email = "bo@example.org"
    bo.person.save()
    _tell(bo, words="TST-2026-00001 är försenat.")
    assert digest.send_due(_morning(6)) == 0
    assert [digest.send_due(_morning()) for _ in range(2)] == [1, 0]
    (letter,) = mail.outbox
    assert letter.to == ["bo@example.org"]
    assert "1 avisering" in letter.body
    assert "Logga in" in letter.body
    assert "TST" not in letter.subject + letter.body
    assert bo.person.family_name not in letter.body


@pytest.mark.parametrize("changes", [{"wants_digest": False}, {"email": ""}, {"is_active": False}])
def test_who_will_not_or_cannot_gets_no_letter(bo, changes, settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    _tell(bo)
    type(bo.person).objects.filter(pk=bo.person.pk).update(**{"email": "b@example.org", **changes})
    assert digest.send_due(_morning()) == 0


def test_nothing_unread_no_letter(bo) -> None:
    type(bo.person).objects.update(email="b@example.org")
    assert digest.send_due(_morning()) == 0


def test_old_read_notices_go_and_unread_stay(bo) -> None:
    old, unread = _tell(bo), _tell(bo, state="2")
    Notice.objects.filter(pk=old.pk).update(read_at=timezone.now() - timedelta(days=100))
    actions.forget_old()
    assert list(Notice.objects.all()) == [unread]
