"""A period checked, made as a file, fetched, handed over, answered, corrected and forgotten."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cast import join
from vaka.areas.submissions import actions, queries
from vaka.areas.submissions.actions import NewSubmission
from vaka.areas.submissions.models import LeftOut, Submission
from vaka.areas.submissions.rules import Answer, Fault, Stage
from vaka.areas.submissions.tests.conftest import NUMBERS, OCTOBER
from vaka.foundation import duties
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.foundation.audit.models import AuditRow
from vaka.law.verdict import RuleRefused

WHY = "Numren utreds av enheten"


@pytest.fixture
def new(units, monthly, coded):
    return NewSubmission(units["bistand"], monthly, OCTOBER)


def test_only_what_is_in_force_on_the_last_day(decided, new, beata):
    inside = [decided(), decided(NUMBERS[1], ended="2024-11-01", sex="K")]
    decided(NUMBERS[2], ended="2024-10-31")
    decided(NUMBERS[2], executed="2024-11-01")
    made = actions.make_submission(by=beata, new=new)
    name, content = queries.file_of(beata, made.pk)
    assert name == "sol_in_force-2024-10.txt"
    lines = content.decode().splitlines()
    assert sorted(line.split(";")[2] for line in lines) == ["198112189876", "200001012384"]
    assert made.rows == len(inside)
    assert b"198112189876" not in bytes(Submission.objects.get().sealed_file)
    opened = AuditRow.objects.filter(verb="identity.read", actor=beata.person)
    assert opened.count() == len(inside)
    fetched = AuditRow.objects.filter(verb="submission.read", object_id=str(made.pk))
    assert [row.data["fetched"] for row in fetched] == [True]


def test_what_errs_is_left_out_only_on_a_decision_that_is_kept(decided, new, beata):
    whole, nobody = decided(), decided("")
    hidden = decided(NUMBERS[1], protected=True)
    check = queries.check(beata, new.unit, new.layout, OCTOBER)
    assert (check.rows, check.erring, check.is_over) == (3, 2, True)
    assert not AuditRow.objects.filter(verb="identity.read").exists()
    with pytest.raises(RuleRefused):
        actions.make_submission(by=beata, new=new)
    assert not AuditRow.objects.filter(verb="identity.read").exists()  # rolled back with the rest
    kept = NewSubmission(new.unit, new.layout, OCTOBER, leave_out=True, why=WHY)
    made = actions.make_submission(by=beata, new=kept)
    assert (made.rows, made.left_out, made.why) == (1, 2, WHY)
    left = {row.decision: Fault(row.fault) for row in LeftOut.objects.all()}
    assert left == {nobody.pk: Fault.MISSING, hidden.pk: Fault.PROTECTED}
    content = queries.file_of(beata, made.pk)[1].decode()
    assert "200001012384" not in content
    assert whole.pk not in left


def test_handed_over_answered_and_corrected(decided, new, beata):
    decided()
    first = actions.make_submission(by=beata, new=new)
    today = timezone.localdate()
    with pytest.raises(RuleRefused):
        actions.answer_submission(by=beata, submission_id=first.pk, answer=Answer.ACCEPTED,
                                  receipt="1")  # fmt: skip
    actions.send_submission(by=beata, submission_id=first.pk, sent_date=today)
    actions.answer_submission(by=beata, submission_id=first.pk, answer=Answer.ACCEPTED, receipt="7")
    with pytest.raises(RuleRefused):
        actions.make_submission(by=beata, new=new)
    again = NewSubmission(new.unit, new.layout, OCTOBER, words="Fel startdatum")
    second = actions.make_submission(by=beata, new=again)
    assert second.corrects_id == first.pk
    assert [one.stage for one in queries.listed(beata)] == [Stage.MADE, Stage.REPLACED]
    verbs = AuditRow.objects.filter(object_kind="submission").values_list("verb", flat=True)
    assert {"submission.make_submission", "submission.send_submission",
            "submission.answer_submission"} <= set(verbs)  # fmt: skip


def test_what_was_refused_is_not_counted_as_delivered(decided, new, beata):
    decided()
    first = actions.make_submission(by=beata, new=new)
    actions.send_submission(by=beata, submission_id=first.pk, sent_date=timezone.localdate())
    wheel = duties.due(beata, date(2024, 11, 1), date(2024, 11, 30))
    assert [one.state for one in wheel if one.evidence] == ["done"]
    actions.answer_submission(
        by=beata, submission_id=first.pk, answer=Answer.REFUSED, receipt="Fel"
    )
    wheel = duties.due(beata, date(2024, 11, 1), date(2024, 11, 30))
    names = [one.name for one in wheel if one.topic == "submission" and one.state == "due"]
    assert len(names) == 2
    assert actions.make_submission(by=beata, new=new).words == ""


def test_a_file_goes_on_its_last_day_and_its_digest_stands(decided, new, beata):
    decided()
    made = actions.make_submission(by=beata, new=new)
    system = Viewer.system("test")
    with pytest.raises(NotAllowed):
        actions.drop_files(by=beata, today=made.keep_until_date + timedelta(days=1))
    assert actions.drop_files(by=system, today=made.keep_until_date) == 0
    assert actions.drop_files(by=system, today=made.keep_until_date + timedelta(days=1)) == 1
    kept = Submission.objects.get()
    assert (kept.sealed_file, kept.digest) == (None, made.digest)
    with pytest.raises(RuleRefused):
        queries.file_of(beata, made.pk)


def test_a_period_that_is_not_over_and_one_without_decisions(new, beata, monthly):
    running = monthly.newest(timezone.localdate()).next()
    for period in (OCTOBER, running):
        with pytest.raises(RuleRefused):
            actions.make_submission(by=beata, new=NewSubmission(new.unit, monthly, period))
    assert not Submission.objects.exists()


def test_the_pages_from_check_to_receipt(decided, new, beata, client_as):
    decided(), decided("")
    client = client_as(beata)
    assert "SoL: pågående insatser" in client.get(reverse("submissions:list")).content.decode()
    body = client.get(reverse("submissions:check", args=["sol_in_force", "2024-10"])).content
    assert "Inte kontrollerad" in body.decode()
    assert "1 rad av 2 har fel" in body.decode()
    make = reverse("submissions:make", args=["sol_in_force", "2024-10"])
    assert "Rätta dem" in client.post(make, {"why": ""}).content.decode()
    answer = client.post(make, {"leave_out": "on", "why": WHY})
    made = Submission.objects.get()
    page = reverse("submissions:submission", args=[made.pk])
    assert answer["Location"] == page
    send = reverse("submissions:send", args=[made.pk])
    assert client.post(send, {"sent_date": timezone.localdate()}).status_code == 302
    receipt = reverse("submissions:answer", args=[made.pk])
    assert client.post(receipt, {"answer": "accepted", "receipt": "K-7"}).status_code == 302
    assert "K-7" in client.get(page).content.decode()
    file = client.get(reverse("submissions:file", args=[made.pk]))
    assert file["Cache-Control"] == "no-store"
    for wrong in ("2024", "2024-13", "x"):
        gone = reverse("submissions:check", args=["sol_in_force", wrong])
        assert client.get(gone).status_code == 404


def test_whoever_sees_the_log_sees_no_decision_and_no_file(decided, new, beata, units, client_as):
    left = decided("")
    decided()
    kept = NewSubmission(new.unit, new.layout, OCTOBER, leave_out=True, why=WHY)
    made = actions.make_submission(by=beata, new=kept)
    sven = join("sven", units)
    client = client_as(sven)
    body = client.get(reverse("submissions:submission", args=[made.pk])).content.decode()
    assert left.case.reference not in body
    assert client.get(reverse("submissions:file", args=[made.pk])).status_code == 403
    with pytest.raises(NotAllowed):
        actions.make_submission(by=sven, new=kept)
