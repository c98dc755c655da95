"""Night staff that homes share: who may ask, what may be asked, the answer kept and given again."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cast import join
from vaka.areas.night_care import (
    answering,
    jobs,
    municipality_queries,
    shared_actions,
    shared_queries,
    shared_rules,
)
from vaka.areas.night_care.models import StaffingDecision
from vaka.areas.night_care.shared_models import SharedAnswer
from vaka.areas.night_care.shared_rules import SharedKind
from vaka.areas.night_care.tests.test_municipality import tell
from vaka.foundation.access import actions as access
from vaka.foundation.access.models import Grant
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.foundation.audit.models import AppendOnly, AuditRow
from vaka.foundation.jobs.models import Job
from vaka.foundation.people.models import Person
from vaka.law.verdict import RuleRefused

ASKED = {"kind": "patrol", "homes": ["almen", "bjorken"], "count": 1, "drive": 4.0,
         "fewer": ["almen"], "percent": 5.0, "limit": 30.0,
         "targets": {"almen": 80.0, "bjorken": 80.0}}  # fmt: skip
RULE = {"homes": ["a", "b"], "fewer": [], "people": 5, "kind": "patrol", "lengths": [600.0, 600.0]}


def silent(_percent, _words=""):
    """Take what a job says of its progress."""


@pytest.mark.parametrize(
    ("told", "place"),
    [({}, None), ({"homes": ["a", "a"]}, "homes"), ({"fewer": ["c"]}, "fewer"),
     ({"fewer": ["a"], "kind": "nurse"}, "fewer"), ({"people": 61}, "homes"),
     ({"lengths": [600.0, 540.0]}, "homes")],
)  # fmt: skip
def test_what_may_be_asked(told, place):
    verdict = shared_rules.may_share(**RULE | told)
    assert [one.code for one in verdict.refusals] == ([place] if place else [])


def test_one_more_than_asked_is_answered_and_never_too_many():
    assert shared_rules.levels(1, 0) == [0, 1, 2]
    assert shared_rules.levels(4, 1) == [1, 2, 3, 4]


@pytest.fixture
def leader(bo, cecilia, units):
    """Tell of two homes, and give whoever leads both."""
    tell(bo, units["almen"], units["almen-1"], 2)
    tell(cecilia, units["bjorken"], units["bjorken-1"], 1)
    person = Person.objects.create_user("susanne", given_name="Sus", family_name="Hedmyr")
    access.give(by=Viewer.system("tests"), person=person, role_code="unit_manager",
                unit=units["sarskilt-boende"], from_date=bo.on)  # fmt: skip
    return Viewer.of(person)


def test_shared_staff_are_asked_of_answered_and_given_again(leader, bo, kim, cecilia, client_as):
    made = jobs.share_job(by=leader, progress=silent, asked=ASKED, nights=60)
    answer = SharedAnswer.objects.get()
    assert answer.unit.code == "sarskilt-boende"
    assert [one["shared"] for one in answer.found["levels"]] == [0, 1, 2]
    assert [one["staff"] for one in answer.found["levels"]] == [3, 3, 4]  # one own less
    page = client_as(leader).get(made["url"]).content.decode()
    assert "Med 1 som delas" in page
    assert "en egen mindre med delning" in page
    assert AuditRow.objects.filter(verb="shared_answer.read", object_id=str(answer.pk)).exists()
    homes = shared_queries.told(leader, ASKED["homes"])
    scenario, found = answering.shared(homes, ASKED, 60, answer.found["seed"])
    assert answering.digest_of(found) == answer.digest
    assert scenario == answer.scenario
    with pytest.raises(AppendOnly):
        answer.save()
    assert [one.id for one in shared_queries.answers(kim)] == [answer.pk]
    assert not shared_queries.answer_page(kim, answer.pk).may_ask
    for other in (bo, cecilia):
        assert shared_queries.answers(other) == []
        assert client_as(other).get(made["url"]).status_code == 404
        with pytest.raises(NotVisible):
            shared_queries.told(other, ASKED["homes"])
    with pytest.raises(NotAllowed):
        jobs.share_job(by=kim, progress=silent, asked=ASKED, nights=2)
    assert SharedAnswer.objects.count() == 1


def test_a_nurse_is_asked_of_on_the_page(leader, bo, client_as):
    client, place = client_as(leader), reverse("night_care:share")
    assert "Räkna på en delad patrull" in client.get(reverse("night_care:list")).content.decode()
    sent = {"kind": "nurse", "homes": ["almen"], "count": 1, "drive": "8", "percent": "10",
            "limit": "30"}  # fmt: skip
    assert "Välj minst två boenden" in client.post(place, sent).content.decode()
    sent["homes"] = ["almen", "bjorken"]
    assert client.post(place, sent).status_code == 302
    assert client_as(bo).get(place).status_code == 403
    asked = ASKED | {"kind": SharedKind.NURSE, "fewer": []}
    made = jobs.share_job(by=leader, progress=silent, asked=asked, nights=60)
    page = client.get(made["url"]).content.decode()
    assert "Sjuksköterskan gör bara det" in page
    assert [one["staff"] for one in SharedAnswer.objects.get().found["levels"]] == [1, 2]


def test_an_answer_refused_leaves_no_row(leader, cecilia):
    with pytest.raises(RuleRefused):
        shared_queries.asked_of(leader, ASKED | {"homes": ["almen"], "fewer": []})
    with pytest.raises(NotVisible):
        jobs.share_job(by=cecilia, progress=silent, asked=ASKED, nights=2)
    assert not SharedAnswer.objects.exists()


def shared_of(*homes):
    """What is handed over to be kept, as a forged job would write it."""
    return shared_actions.Shared(asked=ASKED | {"homes": list(homes)}, scenario={},
                                 found={"model": "1", "data": ["0" * 64]},
                                 digest="0" * 64)  # fmt: skip


@pytest.mark.parametrize(
    ("who", "homes", "refused"),
    [
        ("bo", ["almen", "bjorken"], NotVisible),  # one of them is another's
        ("bo", ["bjorken"], NotVisible),
        ("bo", ["almen"], NotAllowed),  # the unit above is not his
        ("bo", ["almen", "almen"], (NotAllowed, NotVisible)),
        ("cecilia", ["almen", "bjorken"], NotVisible),
        ("cecilia", ["bjorken"], NotAllowed),
        ("kim", ["almen", "bjorken"], NotAllowed),  # sees both, leads neither
        ("maja", ["almen", "bjorken"], NotAllowed),
        ("astrid", ["almen", "bjorken"], NotAllowed),
        ("pia", ["almen", "bjorken"], NotAllowed),
    ],
)
def test_only_who_leads_every_home_may_share_staff(leader, units, client_as, who, homes, refused):
    """By the page, by the job and by the action that keeps what a job found."""
    viewer = join(who, units)
    asked = ASKED | {"homes": homes, "fewer": []}
    with pytest.raises(refused):
        jobs.share_job(by=viewer, progress=silent, asked=asked, nights=2)
    with pytest.raises(refused):
        shared_actions.keep_shared(by=viewer, new=shared_of(*homes))
    assert not shared_queries.may_share(viewer)
    client = client_as(viewer)
    sent = {"kind": "patrol", "homes": homes, "count": 1, "drive": "8", "percent": "10",
            "limit": "30"}  # fmt: skip
    assert client.post(reverse("night_care:share"), sent).status_code == 403
    assert not SharedAnswer.objects.exists()
    assert not Job.objects.exists()
    assert not AuditRow.objects.filter(verb="night_care.keep_shared").exists()


def test_who_manages_both_homes_but_not_the_unit_above_is_refused(leader, bo, units, client_as):
    """The answer would stand at the unit above, where others than these two homes are led."""
    access.give(by=Viewer.system("tests"), person=bo.person, role_code="unit_manager",
                unit=units["bjorken"], from_date=bo.on)  # fmt: skip
    both = Viewer.of(bo.person)
    assert {one.code for one in shared_queries.askable(both)} == {"almen", "bjorken"}
    assert not shared_queries.may_share(both)
    with pytest.raises(NotAllowed):
        jobs.share_job(by=both, progress=silent, asked=ASKED, nights=2)
    with pytest.raises(NotAllowed):
        shared_actions.keep_shared(by=both, new=shared_of("almen", "bjorken"))
    assert client_as(both).get(reverse("night_care:share")).status_code == 403
    assert not SharedAnswer.objects.exists()


def test_a_leader_shares_no_home_of_another_branch(leader, units, client_as):
    """A home that does not exist for the leader is refused by the form, the job and the action."""
    sent = {"kind": "patrol", "homes": ["almen", "harnosand"], "count": 1, "drive": "8",
            "percent": "10", "limit": "30"}  # fmt: skip
    answer = client_as(leader).post(reverse("night_care:share"), sent)
    assert answer.status_code == 200
    assert not Job.objects.exists()
    asked = ASKED | {"homes": ["almen", "harnosand"], "fewer": []}
    with pytest.raises(NotVisible):
        jobs.share_job(by=leader, progress=silent, asked=asked, nights=2)
    with pytest.raises(NotVisible):
        shared_actions.keep_shared(by=leader, new=shared_of("almen", "harnosand"))


def test_a_leader_whose_role_has_ended_is_refused(leader, units):
    Grant.objects.filter(person=leader.person).update(
        from_date=leader.on - timedelta(days=9), to_date=leader.on - timedelta(days=1)
    )
    gone = Viewer.of(leader.person)
    assert not shared_queries.may_share(gone)
    with pytest.raises(NotAllowed):
        jobs.share_job(by=gone, progress=silent, asked=ASKED, nights=2)
    with pytest.raises(NotAllowed):
        shared_actions.keep_shared(by=gone, new=shared_of("almen", "bjorken"))


def test_a_decision_on_shared_staff_stands_for_each_home(leader, bo, kim, client_as):
    jobs.share_job(by=leader, progress=silent, asked=ASKED, nights=20)
    answer = SharedAnswer.objects.get()
    place = reverse("night_care:sign_shared", args=[answer.pk])
    day = timezone.localdate() + timedelta(days=30)
    sent = {"ruling": "enough", "words": "Nej", "valid_until": day}
    assert client_as(kim).post(place, sent).status_code == 403
    assert client_as(bo).get(place).status_code == 404
    client = client_as(leader)
    assert "Skäl saknas" in client.post(place, sent).content.decode()
    assert not StaffingDecision.objects.exists()
    sent["words"] = "Patrullen bär dubbelbemanningen på båda"
    shown = client.post(place, sent, follow=True).content.decode()
    assert "Patrullen bär dubbelbemanningen" in shown
    assert "en egen mindre" in shown
    row = StaffingDecision.objects.get()
    assert (row.shared, row.answer, row.case.unit) == (answer, None, answer.unit)
    decided = {one.code: one.decided for one in municipality_queries.homes(leader).rows}
    assert [(decided[code].staff, decided[code].shared) for code in ("almen", "bjorken")] == [
        (1, 1), (1, 1)]  # fmt: skip
    page = client.get(reverse("night_care:shared_answer", args=[answer.pk])).content.decode()
    assert "Gäller till" in page
    withdraw = reverse("night_care:withdraw", args=[row.case_id])
    sent = {"version": row.case.version, "words": "Patrullen finns inte längre"}
    assert client.post(withdraw, sent).status_code == 302
    rows = municipality_queries.homes(leader).rows
    assert not any(one.decided for one in rows)
