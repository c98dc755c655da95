"""Each verb: its effect, its log row, its roll-back, who may."""

from datetime import timedelta

import pytest
from django.utils import timezone

from vaka.areas.feedback import actions, mine, queries
from vaka.areas.feedback.actions import Answer
from vaka.areas.feedback.models import Contact, Feedback
from vaka.areas.feedback.rules import Door, FeedbackKind, Finding, State
from vaka.areas.feedback.tests.conftest import TEXT, found, new_feedback
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.cases.actions import ChangedByAnother
from vaka.foundation.cases.models import Case, CaseLink
from vaka.law.verdict import RuleRefused


def test_a_complaint_waits_for_the_units_manager(filed, bo):
    assert filed.case.reference.startswith("SYN-")
    assert (filed.case.owner, filed.case.state) == (bo.person, State.RECEIVED)
    row = AuditRow.objects.get(verb="feedback.file")
    assert (row.actor_name, row.actor) == ("system:citizen", None)
    assert TEXT not in str(row.data)


def test_staff_register_what_came_by_phone_where_they_may(units, astrid, cecilia):
    new = new_feedback(units["almen"], door=Door.PHONE, contact={"name": "Elsa", "phone": ""})
    case = actions.file(by=astrid, new=new).case
    assert case.reporter == astrid.person
    assert Contact.objects.filter(pk=case.pk).exists()
    before = Case.objects.count(), AuditRow.objects.count()
    with pytest.raises(NotAllowed):
        actions.file(by=cecilia, new=new)
    assert (Case.objects.count(), AuditRow.objects.count()) == before


def test_who_registered_may_read_it_but_not_the_contact(units, astrid, bo):
    new = new_feedback(units["almen"], contact={"name": "Elsa"})
    case = actions.file(by=astrid, new=new).case
    assert queries.feedback_page(astrid, case.pk).may_handle is False
    with pytest.raises(NotAllowed):
        queries.contact(astrid, case.pk)
    assert queries.contact(bo, case.pk).name == "Elsa"
    assert AuditRow.objects.filter(verb="contact.read", actor=bo.person).count() == 1


def test_a_complaint_is_judged_and_sorted_before_the_answer(filed, bo):
    case = actions.take(by=bo, case_id=filed.case.pk, version=1)
    with pytest.raises(RuleRefused, match="Ämne saknas"):
        actions.answer(by=bo, case_id=case.pk, version=2, said=Answer("Hej"))
    case = found(bo, case)
    case = actions.answer(by=bo, case_id=case.pk, version=case.version, said=Answer("Bytt."))
    assert case.state == State.ANSWERED
    assert case.due_date == timezone.localdate() + timedelta(days=30)


def test_health_care_is_answered_with_explanation_and_measures(filed, bo):
    case = found(bo, filed.case)
    Feedback.objects.update(is_health_care=True)
    with pytest.raises(RuleRefused, match="Förklaringen saknas"):
        actions.answer(by=bo, case_id=case.pk, version=case.version, said=Answer("Hej"))
    said = Answer("Hej", "Larmet var trasigt.", "Vi har bytt det.")
    actions.answer(by=bo, case_id=case.pk, version=case.version, said=said)
    assert mine.followed(case.pk).measures == "Vi har bytt det."


def test_moved_to_another_unit_it_waits_for_who_answers_there(filed, units, everybody):
    kim, cecilia, bo = (everybody[user] for user in ("kim", "cecilia", "bo"))
    with pytest.raises(NotAllowed):
        _sort(bo, filed.case, units["bjorken"])
    case = _sort(kim, filed.case, units["bjorken"])
    assert case.owner == cecilia.person
    assert not Case.objects.visible_to(bo).filter(pk=case.pk).exists()


def _sort(by, case, unit):
    return actions.sort(by=by, case_id=case.pk, version=case.version, kind=FeedbackKind.COMPLAINT,
                        unit=unit, theme="care", health_care=False)  # fmt: skip


def test_what_lies_behind_is_tied(filed, bo, units, astrid):
    from vaka.areas.deviations import actions as deviations
    from vaka.areas.deviations.actions import NewDeviation

    new = NewDeviation(units["almen"], "SoL", "Brister i omvårdnad", "Larm.", timezone.now())
    deviation = deviations.report(by=astrid, new=new)
    case = found(bo, filed.case, Finding.DEVIATION)
    actions.tie(by=bo, case_id=case.pk, other_id=deviation.pk)
    assert CaseLink.objects.get(relation="found_behind").to_case == deviation
    assert queries.feedback_page(bo, case.pk).tied[0].case.id == deviation.pk


def test_handed_on_the_writer_sees_to_whom(filed, bo):
    case = actions.forward(by=bo, case_id=filed.case.pk, version=1, to="Hälsocentralen",
                           words="Det gäller läkaren där.")  # fmt: skip
    assert (case.state, bool(case.closed_at)) == (State.FORWARDED, True)
    assert "läkaren" in mine.followed(case.pk).lines[0].words


def test_satisfied_closes_and_not_satisfied_opens_again(answered):
    writer = mine.citizen()
    case = actions.be_content(by=writer, case_id=answered.pk)
    assert (case.state, bool(case.closed_at)) == (State.CLOSED, True)
    case = actions.be_discontent(by=writer, case_id=answered.pk, words="Igen.")
    assert (case.state, case.closed_at) == (State.HANDLED, None)
    with pytest.raises(RuleRefused):
        actions.be_content(by=writer, case_id=answered.pk)


def test_after_the_window_it_closes_and_stays_closed(answered):
    past = timezone.localdate() - timedelta(days=40)
    Case.objects.filter(pk=answered.pk).update(due_date=past + timedelta(days=30))
    Feedback.objects.update(answered_date=past)
    assert actions.close_answered() == 1
    with pytest.raises(RuleRefused, match="har gått ut"):
        actions.be_discontent(by=mine.citizen(), case_id=answered.pk, words="Igen.")
    assert Case.objects.get(pk=answered.pk).state == State.CLOSED


def test_staff_may_open_it_again(answered, bo):
    case = actions.close(by=bo, case_id=answered.pk, version=answered.version)
    case = actions.reopen(by=bo, case_id=case.pk, version=case.version, words="Ny uppgift.")
    assert case.state == State.HANDLED


def test_the_second_to_save_overwrites_nothing(filed, bo):
    actions.take(by=bo, case_id=filed.case.pk, version=1)
    with pytest.raises(ChangedByAnother):
        actions.take(by=bo, case_id=filed.case.pk, version=1)


@pytest.mark.parametrize("verb", ["take", "close"])
def test_another_units_manager_meets_nothing(filed, cecilia, verb):
    with pytest.raises(NotVisible):
        getattr(actions, verb)(by=cecilia, case_id=filed.case.pk, version=1)
