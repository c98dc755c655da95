"""A signal rises, is told of, answered, holds, comes back and passes; each rule on planted rows."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from vaka.areas.deviations.models import Track
from vaka.areas.remedies import rules as remedies
from vaka.areas.remedies.models import Remedy
from vaka.areas.signals import actions, standing
from vaka.areas.signals.actions import NewAnswer
from vaka.areas.signals.models import Signal
from vaka.areas.signals.rules import SignalRule
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.cases.models import Case, CaseEvent, CaseLink
from vaka.foundation.notices.models import Notice
from vaka.foundation.organisation.models import Unit, UnitPath
from vaka.law.verdict import RuleRefused

REASON = "Vi har läst journalerna för alla boende"


def seen(rule):
    return {(one.unit.code, one.subject): one for one in standing.pictures(timezone.localdate())
            if one.rule == rule}  # fmt: skip


@pytest.fixture
def repeated(happened, bo):
    """Plant the same eight times at a ward of Almen, and give the signal that rises."""
    happened("almen-1", 8)
    actions.run()
    return Signal.objects.select_related("case").get(rule=SignalRule.REPETITION)


def answer(by, row, kind="cause_sought", words=REASON, days=100):
    version = Case.objects.get(pk=row.pk).version
    new = NewAnswer(kind, words, by.on + timedelta(days=days))
    return actions.answer_signal(by=by, case_id=row.pk, version=version, new=new)


def state(row):
    return Case.objects.get(pk=row.pk).state


def test_the_same_again_at_a_ward_is_told_to_the_manager_once(repeated, bo):
    assert (repeated.unit.code, repeated.observed) == ("almen", 8)
    assert repeated.case.owner == bo.person
    told = Notice.objects.filter(kind="signal.risen", case=repeated.case)
    assert [one.to for one in told] == [bo.person]
    rows, log = Signal.objects.count(), AuditRow.objects.count()
    assert actions.run() == 0
    assert (Signal.objects.count(), told.count()) == (rows, 1)
    assert AuditRow.objects.count() == log


def test_seven_times_or_long_ago_are_none(happened, bo):
    happened("almen-1", 7)
    happened("almen-1", 9, "Fall utan skada", ago=85)
    assert not seen(SignalRule.REPETITION)


def test_an_answer_holds_until_its_day_though_the_rule_is_met(repeated, bo):
    answer(bo, repeated)
    assert state(repeated) == "answered"
    assert actions.run() == 0
    later = timezone.localdate() + timedelta(days=100)
    assert actions.run(later) >= 1
    assert state(repeated) == "passed"  # the events lie too far back by then


def test_a_worse_picture_opens_an_answered_signal(repeated, bo, happened):
    answer(bo, repeated)
    happened("almen-1", 4)
    actions.run()
    assert state(repeated) == "answered"
    happened("almen-1", 1)
    actions.run()
    assert state(repeated) == "open"
    last = CaseEvent.objects.filter(case=repeated.case).order_by("-id")[0]
    assert "13 mot 8" in last.words
    assert Notice.objects.filter(kind="signal.risen", case=repeated.case).count() == 2


def test_an_open_signal_follows_its_figure_and_passes(repeated, bo, happened):
    happened("almen-1", 1)
    assert actions.run() == 1
    repeated.refresh_from_db()
    assert (repeated.observed, state(repeated)) == (9, "open")
    actions.run(timezone.localdate() + timedelta(days=95))
    assert state(repeated) == "passed"
    actions.run()
    assert state(repeated) == "open"


def test_an_answer_that_speaks_of_a_remedy_needs_one(repeated, bo):
    with pytest.raises(RuleRefused) as refused:
        answer(bo, repeated, "acted_on")
    assert refused.value.verdict.codes == ("answer",)
    remedy = Case.objects.create(kind="remedy", unit=repeated.unit, title="Ny rutin", reference="A",
                                 state="proposed", opened_at=timezone.now())  # fmt: skip
    Remedy.objects.create(case=remedy, text="Ny rutin", kind="corrective", reach=repeated.unit)
    CaseLink.objects.create(from_case=remedy, to_case=repeated.case, relation=remedies.ANSWERS)
    answer(bo, repeated, "acted_on")
    assert state(repeated) == "answered"


def test_answering_by_page_and_opening_again(repeated, bo, client_as):
    client, page = client_as(bo), reverse("signals:signal", args=[repeated.pk])
    shown = client.get(page).content.decode()
    assert "8 gånger på 90 dagar på Almen" in shown
    assert "MAS, MAR, SAS eller kvalitetsutvecklare" in shown
    sent = {"version": repeated.case.version, "answer": "cause_sought", "words": "Ja",
            "relook_date": bo.on + timedelta(days=30)}  # fmt: skip
    path = reverse("signals:answer", args=[repeated.pk])
    assert "Skälet saknas" in client.post(path, sent).content.decode()
    assert "giltigt" in client.post(path, sent | {"answer": "truly_so"}).content.decode()
    assert client.post(path, sent | {"words": REASON}).status_code == 302
    assert REASON in client.get(page).content.decode()
    again = reverse("signals:reopen", args=[repeated.pk])
    version = Case.objects.get(pk=repeated.pk).version
    assert client.post(again, {"version": version, "words": "Fel svar"}).status_code == 302
    assert state(repeated) == "open"
    listed = client.get(reverse("signals:list")).content.decode()
    assert repeated.case.reference in listed


def test_mas_begins_an_analysis_of_the_newest_event(repeated, maja, client_as):
    page = client_as(maja).get(reverse("signals:signal", args=[repeated.pk])).content.decode()
    newest = Case.objects.filter(kind="deviation").order_by("-occurred_at")[0]
    assert f"{reverse('investigations:new_event_analysis')}?case={newest.pk}" in page


def test_silence_is_heard_unless_somebody_complains(heard, units):
    heard("almen-1")
    heard("bjorken", "praise")
    heard("bjorken", "complaint", ago=400)
    found = seen(SignalRule.NO_COMPLAINT)
    assert set(found) == {("bjorken", ""), ("bistand", "")}
    assert found["bjorken", ""].beside == 1
    Unit.objects.filter(code="bjorken").update(valid_from=timezone.localdate() - timedelta(days=90))
    assert set(seen(SignalRule.NO_COMPLAINT)) == {("bistand", "")}


def test_a_work_environment_track_is_a_report(happened, units):
    happened("almen", 1, "Hot och våld", "AML")
    (event,) = happened("bjorken", 1, "Hot och våld", "SoL")
    assert set(seen(SignalRule.NO_WORK_REPORT)) == {("bjorken", ""), ("bistand", "")}
    tracked(event, "AML", "track_work")
    assert set(seen(SignalRule.NO_WORK_REPORT)) == {("bistand", "")}


def tracked(event, law, kind):
    reference = f"SPÅ-{str(event.pk)[-12:]}"
    case = Case.objects.create(kind=kind, unit=event.case.unit, title="Spår", state="proposed",
                               reference=reference, opened_at=timezone.now())  # fmt: skip
    return Track.objects.create(case=case, deviation=event, law=law, role="mas")


def test_falls_without_a_track_are_told_to_mas_too(happened, bo, maja):
    falls = happened("almen-1", 4, "Fall utan skada", "SoL")
    happened("almen-1", 4, "Fall utan skada", "HSL")
    happened("almen-1", 4, "Hot och våld", "SoL")
    assert seen(SignalRule.UNTRACKED_FALLS)["almen", ""].observed == 4
    tracked(falls[0], "HSL", "track_hsl")
    assert seen(SignalRule.UNTRACKED_FALLS)["almen", ""].observed == 3
    actions.run()
    told = Notice.objects.filter(kind="signal.risen", case__signal__rule="untracked_falls")
    assert {one.to for one in told} == {bo.person, maja.person}
    tracked(falls[1], "HSL", "track_hsl")
    assert not seen(SignalRule.UNTRACKED_FALLS)


def test_far_fewer_than_peers_by_place_and_day(happened, units):
    for code in ("ett", "tva", "tre"):
        units[code] = Unit.objects.create(
            code=code, name=code, kind="special_housing", parent=units["almen"].parent,
            valid_from=date(2019, 1, 1), places=20,
        )  # fmt: skip
        happened(code, 10)
    units["bjorken"].places = 40
    units["bjorken"].save()
    plant_paths(units)
    assert seen(SignalRule.FEW_REPORTS)["bjorken", ""].observed == 0
    found = seen(SignalRule.FEW_REPORTS)["bjorken", ""]
    assert (found.expected, found.base, found.base_kind, found.peers) == (
        20.0, 40 * 365, "place_days", 3)  # fmt: skip
    happened("bjorken", 11)
    assert not seen(SignalRule.FEW_REPORTS)


def plant_paths(units):
    for code in ("ett", "tva", "tre"):
        UnitPath.objects.create(ancestor=units[code], descendant=units[code], depth=0,
                                valid_from=date(2019, 1, 1))  # fmt: skip
