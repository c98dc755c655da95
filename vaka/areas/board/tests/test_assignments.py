"""Assignments: late ones first, moved with their history, ended only by a decision, none leaks."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from vaka.areas.board import assignment_actions as actions
from vaka.areas.board import assignment_queries as queries
from vaka.areas.board import assignment_rules as rules
from vaka.areas.board import document
from vaka.areas.board.assignment_actions import NewAssignment
from vaka.areas.board.models import AssignmentStep, BoardAssignment, BoardMeeting
from vaka.areas.board.rules import Openness
from vaka.areas.board.tests.acting import begin, row, step, step_meeting, write
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.law.verdict import RuleRefused

TODAY = date(2026, 3, 1)
NIGHT = "att uppdra till förvaltningen att redovisa natten"


def give(by, words=NIGHT, due=None, item=None, days=40):
    decided = timezone.localdate() - timedelta(days=days)
    new = NewAssignment("namnden", words, decided, "§ 47", "Socialchef", due, item)
    return actions.give_assignment(by=by, new=new)


def take(by, one, verb, words="2026-03-27 § 9"):
    return actions.step_assignment(by=by, assignment_id=one.pk, words=words,
                                   verb=f"board_assignment.{verb}")  # fmt: skip


@pytest.mark.parametrize(
    ("words", "decided", "due", "codes"),
    [
        ("att", date(2026, 2, 1), None, ()),
        ("att", date(2026, 2, 1), date(2026, 2, 2), ()),
        (" ", date(2026, 2, 1), None, ("words",)),
        ("att", date(2026, 3, 2), None, ("decided_date",)),
        ("att", date(2026, 2, 1), date(2026, 2, 1), ("meeting",)),
    ],
)
def test_an_assignment_has_words_and_a_later_meeting(words, decided, due, codes):
    assert rules.may_give(words=words, decided=decided, today=TODAY, due=due).codes == codes


def test_late_comes_first_and_ended_last():
    told = {
        "ended": ("ended", date(2026, 1, 1)), "unplanned": ("open", None),
        "coming": ("open", date(2026, 4, 1)), "late": ("open", date(2026, 2, 1)),
        "reported": ("reported", date(2026, 2, 1)),
    }  # fmt: skip
    order = sorted(told, key=lambda name: rules.order(*told[name], date(2025, 1, 1), TODAY))
    assert order == ["late", "reported", "coming", "unplanned", "ended"]
    assert [name for name in told if rules.is_late(*told[name], TODAY)] == ["late"]


def test_it_is_moved_reported_and_ended_by_a_decision(planned, nora, kim):
    first, later = planned(), planned(days=60)
    one = give(nora, due=first)
    actions.move_assignment(by=nora, assignment_id=one.pk, due=later, words="Hann inte")
    take(kim, one, "report", "Står i tertialrapporten")
    with pytest.raises(NotAllowed):
        take(kim, one, "end")
    take(nora, one, "return", "Siffror saknas")
    with pytest.raises(RuleRefused, match="Skäl saknas"):
        take(nora, one, "end", " ")
    assert BoardAssignment.objects.get().state == "open"
    take(nora, one, "end")
    with pytest.raises(RuleRefused, match="avslutat"):
        actions.move_assignment(by=nora, assignment_id=one.pk, due=first, words="x")
    take(nora, one, "resume", "Fel beslut")
    said = [step.what for step in AssignmentStep.objects.all()]
    assert first.date.isoformat()[:4] in said[1]
    assert "Flyttat från" in said[1]
    verbs = set(AuditRow.objects.filter(object_id=str(one.pk)).values_list("verb", flat=True))
    names = ("give_assignment", "move_assignment", "report", "return", "end", "resume")
    assert verbs == {f"board_assignment.{name}" for name in names}
    for by in (kim,):
        with pytest.raises(NotAllowed):
            give(by)


def test_it_is_reported_only_to_the_body_that_gave_it(planned, nora):
    theirs = planned("utskottet")
    with pytest.raises(RuleRefused, match="ett annat organs"):
        give(nora, due=theirs)
    one = give(nora, due=planned())
    with pytest.raises(RuleRefused, match="ett annat organs"):
        actions.move_assignment(by=nora, assignment_id=one.pk, due=theirs, words="x")


def test_what_is_due_or_late_stands_at_the_meeting_and_in_its_pack(planned, nora, pia):
    meeting = planned()
    early = planned(days=10)
    late, due, _unplanned = give(nora, due=early), give(nora, due=meeting), give(nora)
    BoardMeeting.objects.filter(pk=early.pk).update(date=timezone.localdate() - timedelta(days=5))
    rows = queries.due_at(pia, meeting)
    assert [(one.id, one.is_late) for one in rows] == [(late.pk, True), (due.pk, False)]
    content, _bound = document.pack(nora, meeting, public=True)
    assert [cells[0] for cells in content.tables["assignments"].rows] == [NIGHT, NIGHT]
    take(nora, late, "end")
    assert [one.id for one in queries.due_at(pia, meeting)] == [due.pk]


def test_one_from_a_secret_item_is_for_its_readers_alone(
    planned, nora, kim, maja, units, client_as
):
    meeting, later = planned("namnden"), planned(days=60)
    case = begin(maja, units["vaka"], meeting, "Dold", Openness.SECRET)
    write(maja, case)
    step(maja, case, "hand_over")
    step_meeting(nora, meeting, "call")
    one = give(nora, "att uppdra om Gråsparvsvägen", due=later, item=row(case))
    client = client_as(kim)
    for name, ids in (("assignment", [one.pk]), ("move_assignment", [one.pk]),
                      ("assignment_step", [one.pk, "redovisa"])):  # fmt: skip
        assert client.get(reverse(f"board:{name}", args=ids)).status_code == 404
    for path in (reverse("board:assignments"), reverse("board:meeting", args=[later.pk])):
        assert "Gråsparvsvägen" not in client.get(path).content.decode()
    with pytest.raises(NotVisible):
        take(kim, one, "report")
    assert "Gråsparvsvägen" not in repr(document.pack(nora, later, public=True))
    assert "Gråsparvsvägen" in repr(document.pack(nora, later, public=False))
    assert queries.assignment(maja, one.pk).pk == one.pk


def test_the_pages(planned, nora, units, client_as):
    client, meeting, later = client_as(nora), planned(), planned(days=60)
    case = begin(nora, units["vaka"], meeting)
    new = reverse("board:new_assignment") + f"?arende={case.pk}"
    decided = timezone.localdate() - timedelta(days=3)
    sent = {"words": NIGHT, "body": "utskottet", "decided_date": decided, "meeting": meeting.pk}
    assert "ett annat organs" in client.post(new, sent).content.decode()
    assert client.post(new, sent | {"body": "namnden"}).status_code == 302
    one = BoardAssignment.objects.get()
    assert one.item_id == case.pk
    move = reverse("board:move_assignment", args=[one.pk])
    assert client.post(move, {"meeting": later.pk, "words": "Hann inte"}).status_code == 302
    end = reverse("board:assignment_step", args=[one.pk, "avsluta"])
    assert "Vilket beslut avslutar det" in client.get(end).content.decode()
    page = client.get(reverse("board:assignment", args=[one.pk])).content.decode()
    assert "Hann inte" in page
    assert client.post(end, {"words": "§ 9"}).status_code == 302
    listed = client.get(reverse("board:assignments")).content.decode()
    assert "Inga uppdrag väntar" in listed
    assert "Avslutade" in listed
    gone = reverse("board:assignment_step", args=[one.pk, "flyga"])
    assert client.get(gone).status_code == 404


def test_one_is_followed_in_another_with_both_numbers_and_again_by_itself(nora, maja, planned):
    first, second = give(nora), give(nora, "att redovisa larm", planned())
    with pytest.raises(NotAllowed):
        actions.merge_assignment(by=maja, assignment_id=first.pk, into_id=second.pk, words="§ 9")
    with pytest.raises(RuleRefused, match="samma uppdrag"):
        actions.merge_assignment(by=nora, assignment_id=first.pk, into_id=first.pk, words="§ 9")
    actions.merge_assignment(by=nora, assignment_id=first.pk, into_id=second.pk, words="§ 9")
    assert [one.words for one in queries.merged_into(nora, second)] == [NIGHT]
    assert queries.due_at(nora, second.due)[0].id == second.pk
    first.refresh_from_db()
    assert queries.leads_to(nora, first).id == second.pk
    told = set(AssignmentStep.objects.filter(words="§ 9").values_list("what", flat=True))
    assert len(told) == 2
    assert all("§ 47" in one for one in told)
    with pytest.raises(RuleRefused, match="sammanslaget"):
        actions.move_assignment(by=nora, assignment_id=first.pk, due=None, words="Senare")
    take(nora, first, "separate", "Frågorna skildes åt")
    first.refresh_from_db()
    assert (first.state, first.into) == ("open", None)


def test_one_moves_to_an_item_that_is_not_more_open(nora, maja, pia, units, planned):
    meeting = planned()
    secret = begin(maja, units["vaka"], meeting, "Gråsparven", Openness.SECRET,
                   diary_number="VO-2023-00111")  # fmt: skip
    common = begin(maja, units["vaka"], meeting, "Larm", diary_number="VO-2024-00044")
    one = give(nora, item=row(common))
    actions.relink_assignment(by=nora, assignment_id=one.pk, number="VO 2023-111", words="§ 9")
    one.refresh_from_db()
    assert one.item_id == secret.pk
    assert AssignmentStep.objects.latest("pk").what == (
        "Flyttat från ärende VO-2024-00044 till VO-2023-00111")  # fmt: skip
    with pytest.raises(NotVisible):  # who reads the item's secret words reads its assignments
        queries.assignment(pia, one.pk)
    for number, words in (("VO-2024-00044", "öppnare"), ("VO-1999-00001", "Inget av organets")):
        with pytest.raises(RuleRefused, match=words):
            actions.relink_assignment(by=nora, assignment_id=one.pk, number=number, words="§ 9")


def test_the_secretary_merges_and_moves_from_the_page(nora, units, planned, client_as):
    first, second = give(nora), give(nora, "att redovisa larm")
    item = begin(nora, units["vaka"], planned(), "Larm", diary_number="VO-2024-00044")
    client = client_as(nora)
    page = client.get(reverse("board:assignment", args=[first.pk])).content.decode()
    for name in ("merge_assignment", "relink_assignment"):
        assert reverse(f"board:{name}", args=[first.pk]) in page
    client.post(reverse("board:relink_assignment", args=[first.pk]),
                {"number": item.reference, "words": "§ 9"})  # fmt: skip
    client.post(reverse("board:merge_assignment", args=[first.pk]),
                {"into": str(second.pk), "words": "§ 9"})  # fmt: skip
    first.refresh_from_db()
    assert (first.item_id, first.into_id) == (item.pk, second.pk)
    page = client.get(reverse("board:assignment", args=[second.pk])).content.decode()
    assert reverse("board:assignment", args=[first.pk]) in page
