"""Notes of visits: written, put right, taken back, and on their way to the journal."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cast import join
from vaka.areas.journals import actions, entry_queries, note_actions, note_queries, note_rules
from vaka.areas.journals.models import VisitNote
from vaka.areas.journals.note_actions import NewVisit
from vaka.areas.journals.note_rules import REACH
from vaka.areas.journals.tests.conftest import moment
from vaka.areas.journals.tests.test_files import told
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.law.verdict import RuleRefused

TEXT = "Duschade och klädde sig själv."


def visit(day, text=TEXT, *, sort="made", minute=0):
    return NewVisit(sort, text, moment(day, minute))


NOW = moment(timezone.localdate(), 0)


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({}, []),
        ({"sort": "x"}, ["sort"]),
        ({"text": "Ja"}, ["text"]),
        ({"has_number": True}, ["text"]),
        ({"at": NOW + timedelta(minutes=1)}, ["on"]),
        ({"at": NOW - REACH}, []),
        ({"at": NOW - REACH - timedelta(minutes=1)}, ["on"]),
        ({"is_open": False}, ["plan"]),
        ({"is_repeated": True}, ["text"]),
    ],
)
def test_what_a_note_must_be(changed, codes):
    asked = {"sort": "made", "text": TEXT, "has_number": False, "at": NOW, "now": NOW,
             "is_open": True, "is_repeated": False}  # fmt: skip
    assert list(note_rules.may_note(**asked | changed).codes) == codes


@pytest.mark.parametrize("is_last", [True, False])
@pytest.mark.parametrize("is_own", [True, False])
@pytest.mark.parametrize("manages", [True, False])
def test_who_may_change_a_note(is_last, is_own, manages):
    verdict = note_rules.may_change(is_last=is_last, is_own=is_own, manages=manages)
    assert bool(verdict) is (is_last and (is_own or manages))


def test_a_note_is_handed_over_and_its_correction_is_a_new_row(plan, astrid, bo, units, yesterday):
    first = note_actions.write_visit(by=astrid, plan_id=plan.pk, new=visit(yesterday))
    made = actions.make_file(by=bo, unit=units["almen"], day=yesterday)
    (row,) = told(bo, made)
    assert (row["slag"], row["text"], row["av"]) == ("visit", f"Gjort: {TEXT}", "Astrid Ekbacke")
    second = note_actions.correct_visit(by=astrid, note_id=first.pk,
                                        new=visit(yesterday, "Duschade med hjälp."))  # fmt: skip
    (right,) = told(bo, actions.make_file(by=bo, unit=units["almen"], day=yesterday))
    assert (right["handling"], right["rattar"]) == ("rattelse", row["rad"])
    note_actions.take_back_visit(by=bo, note_id=second.pk, words="Fel person")
    (back,) = told(bo, actions.make_file(by=bo, unit=units["almen"], day=yesterday))
    assert (back["handling"], back["rattar"]) == ("tillbaka", right["rad"])
    assert VisitNote.objects.count() == 3
    verbs = AuditRow.objects.filter(object_kind="visit_note").values_list("verb", flat=True)
    assert {"visit_note.write_visit", "visit_note.correct_visit",
            "visit_note.take_back_visit"} <= set(verbs)  # fmt: skip


def test_what_is_put_right_before_it_goes_goes_once(plan, astrid, bo, units, yesterday):
    first = note_actions.write_visit(by=astrid, plan_id=plan.pk, new=visit(yesterday))
    earlier = visit(yesterday, "Duschade med hjälp.", minute=-30)
    note_actions.correct_visit(by=astrid, note_id=first.pk, new=earlier)
    (turn,) = entry_queries.gathered(bo, units["almen"]).turns
    assert (turn.entry.text, turn.corrects) == ("Gjort: Duschade med hjälp.", "")
    with pytest.raises(RuleRefused, match="redan rättad"):
        note_actions.take_back_visit(by=astrid, note_id=first.pk, words="Fel person")
    with pytest.raises(RuleRefused, match="finns redan"):
        note_actions.write_visit(by=astrid, plan_id=plan.pk, new=earlier)


def test_others_neither_read_nor_write(plan, astrid, units, yesterday):
    made = note_actions.write_visit(by=astrid, plan_id=plan.pk, new=visit(yesterday))
    before = VisitNote.objects.count()
    for user in ("cecilia", "beata", "ada", "sven"):
        viewer = join(user, units)
        with pytest.raises((NotVisible, NotAllowed)):
            note_queries.notes_of(viewer, plan.pk, 5)
        with pytest.raises((NotVisible, NotAllowed)):
            note_actions.write_visit(by=viewer, plan_id=plan.pk, new=visit(yesterday, "Nej, nej."))
        with pytest.raises((NotVisible, NotAllowed)):
            note_actions.take_back_visit(by=viewer, note_id=made.pk, words="Nej och nej")
    assert VisitNote.objects.count() == before


def test_the_pages_of_a_visit(plan, astrid, yesterday, client_as):
    client, of = client_as(astrid), f"?case={plan.pk}"
    new = reverse("journals:new_visit") + of
    sent = {"sort": "made", "text": TEXT, "on": yesterday, "time": "08:10"}
    assert client.post(new, sent).status_code == 302
    assert "finns redan" in client.post(new, sent).content.decode()
    page = client.get(reverse("journals:visits") + of).content.decode()
    assert TEXT in page
    note = VisitNote.objects.get()
    right = reverse("journals:correct_visit", args=[note.pk])
    assert client.post(right, sent | {"text": "Duschade med hjälp."}).status_code == 302
    last = VisitNote.objects.get(corrects=note)
    back = reverse("journals:take_back_visit", args=[last.pk])
    assert client.post(back, {"words": "Fel person"}).status_code == 302
    page = client.get(reverse("journals:visits") + of).content.decode()
    assert "tillbakatagen" in page
    assert client.get(reverse("journals:visits")).status_code == 404
