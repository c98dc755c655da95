"""What somebody from outside filled at a unit: one round, opened, answered and compiled at once."""

import pytest
from django.utils import timezone

from vaka.areas.self_checks import actions, queries
from vaka.areas.self_checks.models import Answer, CheckPlan, Form, Round
from vaka.areas.self_checks.tests.conftest import RIGHT, STEPS, plan_at
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.law.verdict import RuleRefused


def recorded(by, unit, words="Sett", code=None, **values) -> Round:
    """Record the hygiene steps today, every step right but those given."""
    return actions.record(by=by, form_code=code or Form.objects.get().code, unit=unit,
                          day=timezone.localdate(), values=RIGHT | values, words=words)  # fmt: skip


def test_it_is_kept_compiled_and_told_and_asks_nobody(kim, bo, form, units):
    made = recorded(kim, units["almen"], smycken="no")
    assert (made.case.state, made.case.closed_at is None) == ("closed", False)
    assert Answer.objects.get().values["smycken"] == "no"
    assert [one.key for one in queries.lines(bo, made.pk) if one.is_met is False] == ["smycken"]
    verbs = AuditRow.objects.filter(actor=kim.person).values_list("verb", flat=True)
    told = ["self_check.make_plan", "self_check.open", "self_check.close"]
    assert [one for one in verbs.order_by("pk") if one in told] == told
    assert not made.plan.places.exists()


def test_without_words_nothing_is_kept(kim, form, units):
    before = AuditRow.objects.count()
    with pytest.raises(RuleRefused):
        recorded(kim, units["almen"], words=" ")
    assert not Round.objects.exists()
    assert not CheckPlan.objects.exists()
    assert AuditRow.objects.count() == before


def test_outsiders_record_nothing_and_a_form_must_exist(cecilia, kim, form, units):
    with pytest.raises(NotAllowed):
        recorded(cecilia, units["almen"])
    with pytest.raises(NotVisible):
        recorded(kim, units["almen"], code="okand")
    assert not Round.objects.exists()


def test_a_form_keeps_its_one_plan_whatever_plans_and_forms_are_called(kim, form, units):
    namesake = plan_at(kim, form, units, "almen", is_anonymous=False)
    CheckPlan.objects.update(title=f"Uppföljning: {form.title}")
    first = recorded(kim, units["almen"])
    assert first.plan_id != namesake.pk
    Form.objects.update(title="Ett annat namn")
    assert recorded(kim, units["bjorken"]).plan_id == first.plan_id


def test_a_read_of_the_lines_is_logged(kim, bo, form, units):
    made = recorded(kim, units["almen"])
    queries.lines(bo, made.pk)
    read = AuditRow.objects.get(verb="self_check.read", actor=bo.person)
    assert (read.object_id, read.unit_id) == (str(made.pk), units["almen"].pk)


def test_what_lists_show_is_logged_and_what_they_do_not_show_is_not(bo, cecilia, opened):
    found = actions.find(by=bo, round_id=opened.pk, question_key=STEPS[0], text="Sprit saknas.")
    for viewer, shown in ((bo, {"self_check": opened.pk, "finding": found.pk}), (cecilia, {})):
        queries.listed(viewer, is_open=True)
        queries.listed(viewer, is_open=False)
        queries.open_findings(viewer)
        rows = AuditRow.objects.filter(actor=viewer.person, kind="read", object_id="")
        assert {row.object_kind: row.data["shown"] for row in rows} == {
            kind: [str(pk)] for kind, pk in shown.items()
        }
