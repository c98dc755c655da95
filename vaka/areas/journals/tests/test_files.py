"""From a night's notes to a file, its receipt, and what is left; each once, and only by whom."""

import csv
import io
import json
import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from tests.cast import join
from vaka.areas.care_plans import actions as care_plans
from vaka.areas.care_plans.actions import GoalWords, Taking
from vaka.areas.care_plans.rules import due_review
from vaka.areas.journals import actions, entry_queries, queries
from vaka.areas.journals.actions import RowAnswer, UnknownRow
from vaka.areas.journals.models import JournalFile, JournalRow, RoomTie
from vaka.areas.journals.rules import Fault, FileStage, RowState
from vaka.areas.journals.tests.conftest import NUMBER
from vaka.areas.night_care.models import NightRoom
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.organisation.actions import set_local_value
from vaka.law.verdict import RuleRefused


def told(viewer, made):
    """Give a file's rows as whoever receives it reads them."""
    _name, content = queries.content_of(viewer, made.pk)
    return list(csv.DictReader(io.StringIO(content.decode(), newline=""), delimiter=";"))


def test_what_a_night_noted_stands_in_the_days_file_once(tied, mark, noted, bo, units, yesterday):
    mark(), noted()
    made = actions.make_file(by=bo, unit=units["almen"], day=yesterday)
    rows = told(bo, made)
    assert [(one["slag"], one["personnummer"], one["av"]) for one in rows] == [
        ("check", NUMBER, "Astrid Ekbacke"), ("night", NUMBER, "Astrid Ekbacke")]  # fmt: skip
    assert rows[0]["text"] == "Planerad tillsyn 02.00–03.00, titta in: Sov."
    assert rows[1]["text"] == "Ville ha varm mjölk."
    assert NUMBER.encode() not in bytes(JournalFile.objects.get().sealed_file)
    verbs = set(AuditRow.objects.filter(actor=bo.person).values_list("verb", flat=True))
    assert {"journal_file.make_file", "identity.read", "journal_file.read"} <= verbs
    assert entry_queries.gathered(bo, units["almen"]).turns == []
    with pytest.raises(RuleRefused):
        actions.make_file(by=bo, unit=units["almen"], day=yesterday)
    assert JournalFile.objects.count() == 1


def test_the_database_itself_refuses_a_note_twice(tied, mark, bo, units, yesterday):
    mark()
    actions.make_file(by=bo, unit=units["almen"], day=yesterday)
    one = JournalRow.objects.get()
    again = {"unit": one.unit, "key": one.key, "kind": one.kind, "plan": one.plan,
             "noted_at": one.noted_at}  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        JournalRow.objects.create(**again)
    JournalRow.objects.create(**again, state=RowState.REFUSED)


def test_what_was_taken_back_before_never_goes_and_after_goes_as_a_new_row(
    tied, mark, bo, units, yesterday
):
    check, other = uuid.uuid4(), uuid.uuid4()
    mark(check=check), mark("undone", check=check, minute=5), mark(check=other)
    first = actions.make_file(by=bo, unit=units["almen"], day=yesterday)
    kept = told(bo, first)
    assert len(kept) == 1
    mark("awake", check=other, minute=8)
    second = actions.make_file(by=bo, unit=units["almen"], day=yesterday)
    (put_right,) = told(bo, second)
    assert (put_right["handling"], put_right["rattar"]) == ("rattelse", kept[0]["rad"])
    mark("undone", check=other, minute=12)
    third = actions.make_file(by=bo, unit=units["almen"], day=yesterday)
    (back,) = told(bo, third)
    assert (back["handling"], back["rattar"]) == ("tillbaka", put_right["rad"])
    assert [one.number for one in (first, second, third)] == [1, 2, 3]


def test_what_cannot_stand_in_the_file_is_shown_and_waits(
    tied, mark, noted, planned, bo, units, yesterday
):
    free = NightRoom.objects.create(unit=units["almen-1"], label="102", minutes=1)
    hidden = NightRoom.objects.create(unit=units["almen-1"], label="103", minutes=1)
    secret = planned("200001012384", mark="lägenhet 3", protected=True)
    actions.tie_room(by=bo, unit=units["almen"], room_id=hidden.pk, plan_id=secret.pk,
                     from_date=yesterday)  # fmt: skip
    noted()
    for room in (free, hidden):
        mark(in_room=room)
    page = queries.unit_page(bo, units["almen"], 10)
    assert {one.fault: one.places for one in page.faults} == {
        Fault.UNLINKED: ["102"], Fault.PROTECTED: ["103"]}  # fmt: skip
    assert page.left == 3
    made = actions.make_file(by=bo, unit=units["almen"], day=yesterday)
    assert (made.rows, made.left) == (1, 2)
    assert "200001012384" not in queries.content_of(bo, made.pk)[1].decode()
    assert "200001012384" not in queries.manifest(made)
    with pytest.raises(RuleRefused, match="redan knuten till ett rum"):
        actions.tie_room(by=bo, unit=units["almen"], room_id=free.pk, plan_id=tied.plan_id,
                         from_date=yesterday)  # fmt: skip
    other = planned("198112189876", mark="lägenhet 2")
    actions.tie_room(by=bo, unit=units["almen"], room_id=free.pk, plan_id=other.pk,
                     from_date=yesterday)  # fmt: skip
    assert actions.make_file(by=bo, unit=units["almen"], day=yesterday).number == 2


def test_protected_identities_go_by_the_dated_routine_only(
    planned, room, mark, bo, units, yesterday
):
    secret = planned("200001012384", protected=True)
    actions.tie_room(by=bo, unit=units["almen"], room_id=room.pk, plan_id=secret.pk,
                     from_date=yesterday)  # fmt: skip
    mark()
    words = "Skrevs direkt av nattens samordnare"
    with pytest.raises(RuleRefused):
        actions.hand_by_routine(by=bo, unit=units["almen"], words=words)
    set_local_value(by=Viewer.system("test"), key=queries.ROUTINE, text="personligt möte",
                    valid_from=yesterday, reason="Prov")  # fmt: skip
    assert actions.hand_by_routine(by=bo, unit=units["almen"], words=words) == 1
    assert not AuditRow.objects.filter(verb="identity.read", actor=bo.person).exists()
    assert queries.unit_page(bo, units["almen"], 10).left == 0
    with pytest.raises(RuleRefused):
        actions.hand_by_routine(by=bo, unit=units["almen"], words=words)


def test_a_refused_row_goes_again_and_an_answered_one_does_not(
    tied, mark, noted, bo, units, yesterday
):
    mark(), noted()
    made = actions.make_file(by=bo, unit=units["almen"], day=yesterday)
    good, bad = JournalRow.objects.order_by("noted_at")
    assert actions.take_receipt(by=bo, answer=RowAnswer(good.pk, True, "J-1"))
    assert not actions.take_receipt(by=bo, answer=RowAnswer(good.pk, True, "J-1"))
    with pytest.raises(RuleRefused):
        actions.take_receipt(by=bo, answer=RowAnswer(good.pk, False, reason="Fel"))
    with pytest.raises(RuleRefused):
        actions.take_receipt(by=bo, answer=RowAnswer(bad.pk, False))
    assert actions.take_receipt(by=bo, answer=RowAnswer(bad.pk, False, reason="Personen saknas"))
    page = queries.unit_page(bo, units["almen"], 10)
    assert [one.row.reason for one in page.refused] == ["Personen saknas"]
    assert (page.left, page.files[0].stage, page.files[0].accepted) == (1, FileStage.ANSWERED, 1)
    again = actions.make_file(by=bo, unit=units["almen"], day=yesterday)
    assert (again.number, again.rows) == (2, 1)
    assert queries.unit_page(bo, units["almen"], 10).refused == []
    assert JournalFile.objects.get(pk=made.pk).sent_date == timezone.localdate()


def test_a_file_is_sent_and_answered_whole_or_withdrawn_before(tied, mark, bo, units, yesterday):
    mark()
    first = actions.make_file(by=bo, unit=units["almen"], day=yesterday)
    actions.withdraw_file(by=bo, file_id=first.pk, words="Fel person i rummet")
    with pytest.raises(RuleRefused):
        queries.content_of(bo, first.pk)
    row = JournalRow.objects.get()
    with pytest.raises(UnknownRow):
        actions.take_receipt(by=bo, answer=RowAnswer(row.pk, True))
    second = actions.make_file(by=bo, unit=units["almen"], day=yesterday)
    with pytest.raises(RuleRefused):
        actions.answer_file(by=bo, file_id=second.pk, accepted=True, receipt="K-1")
    actions.send_file(by=bo, file_id=second.pk, sent_date=timezone.localdate())
    with pytest.raises(RuleRefused):
        actions.withdraw_file(by=bo, file_id=second.pk, words="Fel person i rummet")
    actions.answer_file(by=bo, file_id=second.pk, accepted=True, receipt="K-1")
    assert set(second.told.values_list("state", flat=True)) == {RowState.ACCEPTED}
    assert entry_queries.gathered(bo, units["almen"]).turns == []


def test_what_plans_note_goes_too_but_not_their_drafts(plan, bo, units):
    today = timezone.localdate()
    goal = GoalWords("d4", "Gå själv", "Gå bredvid", "Alla", 3, 2)
    care_plans.set_goal(by=bo, case_id=plan.pk, version=1, goal_id=None, new=goal)
    whole = Taking("took_part", "Samtal", today, today, due_review(today, 6))
    care_plans.set_taking(by=bo, case_id=plan.pk, version=2, new=whole)
    care_plans.confirm(by=bo, case_id=plan.pk, version=3)
    (turn,) = entry_queries.gathered(bo, units["almen"]).turns
    assert (turn.entry.kind, turn.entry.text) == ("plan", "Fastställt version 1.")
    with pytest.raises(RuleRefused, match="Dagen är inte slut"):
        actions.make_file(by=bo, unit=units["almen"], day=today)


def test_a_unit_whose_journal_is_here_hands_nothing_over(tied, mark, bo, units, yesterday):
    mark()
    set_local_value(by=Viewer.system("test"), key=queries.ORIGINAL, text="vaka", reason="Prov",
                    valid_from=yesterday, unit=units["almen"])  # fmt: skip
    assert queries.unit_page(bo, units["almen"], 10).left == 0
    with pytest.raises(RuleRefused, match="lämnar inget"):
        actions.make_file(by=bo, unit=units["almen"], day=yesterday)


def test_a_room_that_changes_hands(tied, mark, planned, room, bo, units, yesterday):
    almen, today = units["almen"], timezone.localdate()
    mark()
    actions.make_file(by=bo, unit=almen, day=yesterday)
    next_one = planned("200001012384", mark="lägenhet 2")
    with pytest.raises(RuleRefused, match="redan lämnade"):
        actions.end_tie(
            by=bo, unit=almen, room_id=room.pk, until_date=yesterday - timedelta(days=1)
        )
    actions.end_tie(by=bo, unit=almen, room_id=room.pk, until_date=yesterday)
    with pytest.raises(RuleRefused, match="till och med"):
        actions.tie_room(by=bo, unit=almen, room_id=room.pk, plan_id=next_one.pk,
                         from_date=yesterday)  # fmt: skip
    actions.tie_room(by=bo, unit=almen, room_id=room.pk, plan_id=next_one.pk, from_date=today)
    assert [one.plan_id for one in RoomTie.objects.order_by("from_date")] == [
        tied.plan_id, next_one.pk]  # fmt: skip


def test_a_file_goes_on_its_last_day_and_its_digest_stands(tied, mark, bo, units, yesterday):
    mark()
    made = actions.make_file(by=bo, unit=units["almen"], day=yesterday)
    system = Viewer.system("test")
    assert actions.drop_files(by=system, today=made.keep_until_date) == 0
    assert actions.drop_files(by=system, today=made.keep_until_date + timedelta(days=1)) == 1
    kept = JournalFile.objects.get()
    assert (kept.sealed_file, kept.digest, kept.told.count()) == (None, made.digest, 1)


def test_the_manifest_counts_and_names_nobody(tied, mark, noted, bo, units, yesterday):
    mark(), noted("Märta ville ha mjölk.")
    made = actions.make_file(by=bo, unit=units["almen"], day=yesterday)
    said = json.loads(queries.manifest(made))
    assert (said["rows"], said["corrections"], said["day"]) == (2, 0, str(yesterday))
    assert said["sha256"] == made.digest
    assert said["receipt"]["columns"] == ["rad", "svar", "journalpost", "skäl"]
    assert not {NUMBER, "Märta", "Astrid"} & set(queries.manifest(made).split('"'))


def test_nobody_else_hands_over(tied, mark, units, bo, yesterday):
    mark()
    made = actions.make_file(by=bo, unit=units["almen"], day=yesterday)
    row = JournalRow.objects.get()
    error = (NotVisible, NotAllowed)
    for user in ("cecilia", "astrid", "sven", "ada", "beata"):
        viewer = join(user, units)
        with pytest.raises(error):
            actions.make_file(by=viewer, unit=units["almen"], day=yesterday)
        with pytest.raises(error):
            queries.content_of(viewer, made.pk)
        with pytest.raises(error):
            actions.withdraw_file(by=viewer, file_id=made.pk, words="Nej och nej")
        with pytest.raises((UnknownRow, NotAllowed)):
            actions.take_receipt(by=viewer, answer=RowAnswer(row.pk, True))
        with pytest.raises(NotAllowed):
            actions.drop_files(by=viewer, today=yesterday + timedelta(days=900))
    assert JournalRow.objects.get().state == RowState.WAITS


def test_the_pages_from_what_is_left_to_the_receipt(
    plan, room, mark, bo, units, yesterday, client_as
):
    mark()
    client, almen = client_as(bo), units["almen"]
    body = client.get(reverse("journals:list")).content.decode()
    assert "1 anteckning är inte överförd" in body
    assert "rummet är inte knutet till någon genomförandeplan" in body
    tie = reverse("journals:tie", args=["almen", room.pk])
    assert client.post(tie, {"plan": str(plan.pk), "from_date": yesterday}).status_code == 302
    day = reverse("journals:day", args=["almen", yesterday])
    assert "Sov." in client.get(day).content.decode()
    answer = client.post(reverse("journals:make", args=["almen", yesterday]), {"version": 1})
    made = JournalFile.objects.get(unit=almen)
    page = reverse("journals:file", args=[made.pk])
    assert answer["Location"] == page
    file = client.get(reverse("journals:content", args=[made.pk]))
    assert (file["Cache-Control"], file["Content-Type"]) == ("no-store", "text/csv; charset=utf-8")
    sent = reverse("journals:send", args=[made.pk])
    assert client.post(sent, {"sent_date": timezone.localdate()}).status_code == 302
    receipt = reverse("journals:answer", args=[made.pk])
    refused = client.post(receipt, {"answer": "refused", "receipt": "Filen är trasig"})
    assert refused.status_code == 302
    assert "Filen är trasig" in client.get(page).content.decode()
    assert (
        "Avvisade av verksamhetssystemet" in client.get(reverse("journals:list")).content.decode()
    )
    for wrong in ("2024", "x"):
        gone = reverse("journals:day", args=["almen", wrong])
        assert client.get(gone).status_code == 404


def test_who_only_sees_files_sees_nobodys_notes(tied, mark, bo, units, yesterday, client_as):
    mark()
    made = actions.make_file(by=bo, unit=units["almen"], day=yesterday)
    client = client_as(join("sven", units))
    body = client.get(reverse("journals:list")).content.decode()
    assert "Almen" in body
    page = client.get(reverse("journals:file", args=[made.pk])).content.decode()
    assert tied.plan.reference not in page
    assert client.get(reverse("journals:content", args=[made.pk])).status_code == 403
