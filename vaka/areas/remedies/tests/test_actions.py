"""Each verb: its effect, its log row, its roll-back, who may."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from vaka.areas.remedies import actions, queries
from vaka.areas.remedies.models import Remedy
from vaka.areas.remedies.queries import Standing
from vaka.areas.remedies.rules import Outcome, RemedyKind, State
from vaka.areas.remedies.tests.conftest import new_remedy, plan_of
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases.actions import ChangedByAnother
from vaka.foundation.cases.models import Case, Part
from vaka.foundation.files.models import StoredFile
from vaka.foundation.notices.models import Notice
from vaka.law.verdict import RuleRefused


def _decide(by, case, **more):
    return actions.decide(by=by, case_id=case.pk, version=case.version, plan=plan_of(by, **more))


def test_a_proposal_waits_for_the_units_manager(proposed, fall, bo):
    assert proposed.reference.startswith("ATG-")
    assert (proposed.state, proposed.owner) == (State.PROPOSED, bo.person)
    assert queries.standing(fall.pk) == Standing(0, 1, 0, 0)
    row = AuditRow.objects.get(verb="remedy.propose")
    assert (row.actor, row.object_id) == (bo.person, str(proposed.pk))


def test_a_proposal_of_a_case_that_is_not_seen_leaves_nothing(units, bo, cecilia, fall):
    before = Case.objects.count(), AuditRow.objects.count()
    with pytest.raises(NotVisible):
        actions.propose(by=cecilia, new=new_remedy(units["bjorken"]), answers=[fall.pk])
    with pytest.raises(NotAllowed):
        actions.propose(by=cecilia, new=new_remedy(units["almen"]))
    assert (Case.objects.count(), AuditRow.objects.count()) == before


def test_a_remedy_without_a_cause_is_refused(units, bo):
    with pytest.raises(RuleRefused, match="Orsaken saknas"):
        actions.propose(by=bo, new=new_remedy(units["almen"], cause=""))


def test_one_remedy_answers_several_cases(proposed, fall, units, bo, astrid):
    other = actions.propose(by=bo, new=new_remedy(units["almen"]))
    actions.answer(by=bo, case_id=proposed.pk, other_id=other.pk)
    assert queries.standing(other.pk).undecided == 1
    assert [row.id for row in queries.for_case(bo, fall.pk)] == [proposed.pk]


def test_decided_with_person_and_dates(decided, fall, astrid):
    remedy = Remedy.objects.get(case=decided)
    assert (decided.state, decided.owner) == (State.DECIDED, astrid.person)
    assert decided.due_date == remedy.due_date
    assert remedy.decided_date == timezone.localdate()
    assert queries.standing(fall.pk) == Standing(1, 0, 0, 0)


def test_who_is_made_responsible_is_told_and_let_in(decided, astrid):
    told = Notice.objects.get(kind="remedy.assigned")
    assert (told.to, told.case) == (astrid.person, decided)
    assert Case.objects.visible_to(astrid).filter(pk=decided.pk).exists()


def test_propose_and_decide_in_one(units, bo, fall):
    case = actions.propose(
        by=bo, new=new_remedy(units["almen"]), answers=[fall.pk], plan=plan_of(bo)
    )
    assert case.state == State.DECIDED
    assert not Notice.objects.filter(kind__startswith="remedy").exists()


def test_what_reaches_further_than_the_unit_is_not_its_managers(units, bo, maja):
    wide = actions.propose(by=bo, new=new_remedy(units["almen"], reach=units["vaka"]))
    assert wide.owner == maja.person
    with pytest.raises(RuleRefused, match="Vaka kommun"):
        _decide(bo, wide)
    assert _decide(maja, wide).state == State.DECIDED


def test_whoever_is_named_in_the_event_never_decides(proposed, fall, bo, maja):
    cases.join(by=maja, case=fall, person=bo.person, part=Part.NAMED)
    with pytest.raises(RuleRefused, match="pekas ut"):
        _decide(bo, proposed)


def test_another_units_manager_has_no_such_remedy(proposed, cecilia, bo):
    with pytest.raises(NotVisible):
        _decide(cecilia, proposed)
    assert queries.for_case(cecilia, proposed.pk) == []


def test_the_second_writer_meets_the_first_ones_version(proposed, bo, maja):
    _decide(maja, proposed)
    with pytest.raises(ChangedByAnother) as refused:
        _decide(bo, proposed)
    assert refused.value.theirs["by"] == maja.name


def test_a_new_plan_needs_a_reason(decided, bo):
    with pytest.raises(RuleRefused, match="Skäl saknas"):
        actions.replan(
            by=bo, case_id=decided.pk, version=decided.version, plan=plan_of(bo), words=""
        )


def test_done_needs_evidence(decided, astrid):
    with pytest.raises(RuleRefused, match="Underlag saknas"):
        actions.finish(by=astrid, case_id=decided.pk, version=decided.version)
    assert Case.objects.get(pk=decided.pk).state == State.DECIDED


def test_a_file_is_evidence(decided, astrid):
    file = SimpleUploadedFile("protokoll.csv", b"a;b\n1;2\n")
    actions.finish(by=astrid, case_id=decided.pk, version=decided.version, file=file)
    assert StoredFile.objects.get(case=decided).name == "protokoll.csv"


def test_done_waits_for_the_check_on_its_day(done, fall, bo):
    remedy = Remedy.objects.get(case=done)
    assert (done.state, done.owner, done.due_date) == (State.DONE, bo.person, remedy.effect_date)
    assert queries.standing(fall.pk) == Standing(1, 0, 1, 1)
    later = remedy.effect_date + timedelta(days=1)
    remedy.case = done
    assert queries.row(remedy, later).is_late


def test_only_the_responsible_or_a_handler_finishes(proposed, astrid, bo, pia):
    case = _decide(bo, proposed)
    with pytest.raises(NotVisible):
        actions.finish(by=astrid, case_id=case.pk, version=case.version, words="x")


def test_what_was_done_at_once_closes_without_a_check(units, bo):
    new = new_remedy(units["almen"], kind=RemedyKind.IMMEDIATE, cause="")
    case = actions.propose(by=bo, new=new, plan=plan_of(bo, effect_date=None))
    case = actions.finish(by=bo, case_id=case.pk, version=case.version, words="Gjort.")
    assert case.closed_at


@pytest.mark.parametrize("outcome", [Outcome.WORKED, Outcome.PARTLY])
def test_a_checked_remedy_closes(done, bo, outcome, fall):
    case = actions.check_effect(
        by=bo, case_id=done.pk, version=done.version, outcome=outcome, words="Färre fall."
    )
    assert (case.state, bool(case.closed_at)) == (State.CHECKED, True)
    assert queries.standing(fall.pk) == Standing(1, 0, 1, 0)


def test_what_did_not_work_opens_again_and_is_told(done, bo, maja, astrid, fall):
    case = actions.check_effect(
        by=maja, case_id=done.pk, version=done.version, outcome=Outcome.NOT,
        words="Lika många fall.", plan=plan_of(astrid),
    )  # fmt: skip
    assert (case.state, case.owner, case.closed_at) == (State.DECIDED, astrid.person, None)
    told = Notice.objects.get(kind="remedy.no_effect")
    assert (told.to, told.case, told.object_id) == (bo.person, fall, str(fall.pk))
    event = case.events.get(verb="remedy.find_no_effect")
    assert event.data["outcome"] == "not"


def test_dropped_with_a_reason_and_proposed_again(proposed, bo):
    case = actions.drop(by=bo, case_id=proposed.pk, version=proposed.version, words="Finns redan.")
    assert case.closed_at
    case = actions.restore(by=bo, case_id=case.pk, version=case.version, words="Ändå.")
    assert (case.state, case.closed_at, case.owner) == (State.PROPOSED, None, bo.person)


def test_opened_again_with_a_new_plan(done, bo):
    case = actions.reopen(
        by=bo, case_id=done.pk, version=done.version, plan=plan_of(bo), words="Lampor borta."
    )
    assert (case.state, case.owner) == (State.DECIDED, bo.person)
