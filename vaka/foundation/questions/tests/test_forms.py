"""Questions as fields, answers kept and shown, also by a superseded set; drafts and doors."""

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from vaka.areas.deviations import reporting
from vaka.areas.deviations.tests.test_reporting import FALL
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.questions import actions, queries, sets
from vaka.foundation.questions.actions import Field, TooMuch
from vaka.foundation.questions.forms import QuestionsForm
from vaka.foundation.questions.models import Answers, Draft
from vaka.foundation.questions.sets import Choice, Kind, Question, QuestionSet, Words

W = Words(sv="Fråga")
EVERY = QuestionSet(
    "every", 1, date(2024, 1, 1), None, W, (),
    (
        Question("text", Kind.TEXT, W),
        Question("choice", Kind.CHOICE, W, choices=(Choice("a", W), Choice("b", W))),
        Question("yes", Kind.YES_NO, W),
        Question("day", Kind.DATE, W),
        Question("time", Kind.TIME, W),
        Question("number", Kind.NUMBER, W, lowest=0, highest=50),
        Question("scale", Kind.SCALE, W, lowest=0, highest=3),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("key", "given", "kept"),
    [
        ("text", " Ord. ", "Ord."),
        ("choice", "a", "a"),
        ("yes", "no", "no"),
        ("day", "2026-02-03", "2026-02-03"),
        ("time", "4.05", "04:05"),
        ("time", "2359", "23:59"),
        ("number", "12.5", "12.5"),
        ("scale", "3", "3"),
    ],
)
def test_each_kind_keeps_what_was_answered(key, given, kept):
    form = QuestionsForm({key: given}, sets=[EVERY])
    assert form.is_valid(), form.errors
    assert form.answers() == {key: kept}


@pytest.mark.parametrize(
    ("key", "given"),
    [
        ("choice", "c"),
        ("yes", "kanske"),
        ("day", "31/2"),
        ("time", "25.00"),
        ("number", "51"),
        ("scale", "4"),
    ],
)
def test_each_kind_refuses_what_is_no_answer(key, given):
    form = QuestionsForm({key: given}, sets=[EVERY])
    assert list(form.words_of_errors()) == [key]


def test_a_superseded_set_still_shows_the_old_case(astrid, monkeypatch):
    case = reporting.accept(by=astrid, client_id=uuid.uuid4(), answers=FALL)
    old = sets.of_version("deviation.fall", 1)
    ended = replace(old, until=date(2026, 6, 30))
    newer = replace(old, version=2, since=date(2026, 7, 1), questions=())
    everything = {**sets.all_sets(), ("deviation.fall", 1): ended, ("deviation.fall", 2): newer}
    monkeypatch.setattr(sets, "all_sets", lambda: everything)
    shown = {one.label: one.words for one in queries.given(case)}
    assert shown["Hur upptäcktes det?"] == "Hittad på golvet"


def test_answers_hold_code_and_version(astrid):
    case = reporting.accept(by=astrid, client_id=uuid.uuid4(), answers=FALL)
    held = Answers.objects.filter(case=case).values_list("set_code", "set_version")
    assert set(held) == {("deviation", 1), ("deviation.fall", 1)}


def test_a_draft_is_begun_in_the_log_once_however_many_fields(astrid):
    client_id = uuid.uuid4()
    for key in ("what", "text", "text"):
        actions.draft(by=astrid, field=Field("deviation", client_id, key, "x"))
    assert Draft.objects.get().values == {"what": "x", "text": "x"}
    assert AuditRow.objects.filter(verb="questions.begin").count() == 1


def test_a_draft_cannot_grow_without_end(astrid):
    with pytest.raises(TooMuch):
        actions.draft(by=astrid, field=Field("deviation", uuid.uuid4(), "text", "x" * 10_001))
    assert not Draft.objects.exists()


def test_a_field_that_comes_after_the_form_was_sent_is_no_fault(astrid, client_as, monkeypatch):
    field = Field("deviation", uuid.uuid4(), "text", "x")
    gone = Draft(person=astrid.person, form=field.form, client_id=field.client_id)
    monkeypatch.setattr(actions, "_drafts", lambda *_about: Gone(gone))
    with pytest.raises(actions.AlreadySent):
        actions.draft(by=astrid, field=field)
    url = reverse("questions:draft", args=[field.form, field.client_id])
    assert client_as(astrid).post(url, {"key": "text", "value": "x"}).status_code == 204


class Gone:
    """A draft as found just before the form was sent."""

    def __init__(self, draft):
        self.draft = draft

    def first(self):
        return self.draft


def test_a_draft_that_nobody_touches_goes_after_the_local_days(astrid):
    actions.draft(by=astrid, field=Field("deviation", uuid.uuid4(), "text", "x"))
    assert actions.forget_old() == 0
    Draft.objects.update(changed_at=timezone.now() - timedelta(days=8))
    assert actions.forget_old() == 1


def test_only_ones_own_draft_is_thrown_away(astrid, bo):
    made = actions.draft(by=astrid, field=Field("deviation", uuid.uuid4(), "text", "x"))
    with pytest.raises(NotVisible):
        actions.discard(by=bo, draft_id=made.pk)
    actions.discard(by=astrid, draft_id=made.pk)
    assert not queries.own_drafts(astrid, "deviation")


def test_doors_are_opened_by_those_who_may_at_the_unit(astrid, bo, cecilia, units):
    for other in (astrid, cecilia):
        with pytest.raises(NotAllowed):
            actions.open_door(by=other, form="deviation", unit=units["almen-1"])
    made = actions.open_door(by=bo, form="deviation", unit=units["almen-1"], place="plan 1")
    assert queries.door(made.code).place == "plan 1"
    actions.close_door(by=bo, code=made.code)
    with pytest.raises(NotVisible):
        queries.door(made.code)
