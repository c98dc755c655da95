"""Answers become a deviation exactly once; what is unclear is said by the name of the answer."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from vaka.areas.deviations import reporting
from vaka.areas.deviations.models import Deviation
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.cases.models import Case
from vaka.foundation.notices.models import Notice
from vaka.foundation.questions.models import Answers

FALL = {
    "what": "fall", "harm": "no", "fall_seen": "found", "text": "", "done": "Hjälpt upp.",
    "unit": "almen-1", "place": "rum 14", "day": "2026-02-02", "time": "04.05",
}  # fmt: skip


def _accept(by, client_id=None, **answers):
    return reporting.accept(by=by, client_id=client_id or uuid.uuid4(), answers=FALL | answers)


def test_a_fall_becomes_a_deviation_with_its_answers(astrid):
    case = _accept(astrid)
    row = Deviation.objects.get(case=case)
    assert (row.type, row.law, row.place, row.has_time) == (
        "Fall utan skada",
        "HSL",
        "rum 14",
        True,
    )
    assert row.text.startswith("Vad har hänt? Någon har ramlat. Blev någon skadad? Nej.")
    kept = dict(Answers.objects.filter(case=case).values_list("set_code", "values"))
    assert kept["deviation.fall"] == {"fall_seen": "found"}
    assert kept["deviation"]["time"] == "04:05"


def test_the_same_report_again_is_the_same_case(astrid):
    client_id = uuid.uuid4()
    first = _accept(astrid, client_id)
    assert _accept(astrid, client_id, text="Något helt annat.") == first
    assert Case.objects.filter(kind="deviation").count() == 1


def test_a_client_id_of_somebody_else_is_not_told_of(astrid, bo):
    client_id = uuid.uuid4()
    _accept(astrid, client_id)
    with pytest.raises(NotVisible):
        _accept(bo, client_id)


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"what": "", "text": "Ord."}, "what"),
        ({"harm": "", "text": "Ord."}, "harm"),
        ({"harm": "yes", "text": ""}, "text"),
        ({"unit": "bjorken-1"}, "unit"),
        ({"time": "kvart över"}, "time"),
        ({"text": "Det var 19811218-9876 igen."}, "text"),
        ({"what": "medicine", "text": "Glömd."}, "medicine_what"),
    ],
)
def test_what_is_unclear_is_said_by_its_name(astrid, changed, key):
    with pytest.raises(reporting.Unclear) as refused:
        _accept(astrid, **changed)
    assert list(refused.value.errors) == [key]
    assert not Case.objects.filter(kind="deviation").exists()


def test_what_has_not_happened_yet_is_refused(astrid):
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(reporting.Unclear) as refused:
        _accept(astrid, day=tomorrow.isoformat())
    assert list(refused.value.errors) == ["day"]


def test_an_answer_that_is_not_shown_is_not_kept(astrid):
    case = _accept(astrid, medicine_what="dose")
    assert not Answers.objects.filter(case=case, set_code="deviation.medicine").exists()


def test_who_may_not_report_is_refused(pia):
    with pytest.raises(NotAllowed):
        _accept(pia)


def test_misconduct_tells_sas_and_goes_past_a_manager_who_is_part_of_it(astrid, bo, sven):
    ours = {"what": "misconduct", "misconduct_what": "neglect", "text": "Ingen kom på hela natten."}
    _accept(astrid, misconduct_manager="no", **ours)
    assert set(Notice.objects.values_list("to__username", flat=True)) == {"bo", "sven"}
    Notice.objects.all().delete()
    past = _accept(astrid, misconduct_manager="yes", **ours)
    assert set(Notice.objects.values_list("to__username", flat=True)) == {"sven"}
    assert past.owner == sven.person
