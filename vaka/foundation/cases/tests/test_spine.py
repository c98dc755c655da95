"""The spine: numbers without gaps, append-only timelines, search, batches like singles."""

import contextlib
from dataclasses import replace
from datetime import UTC, datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.db import transaction
from django.db.models import Q

from tests.cast import MEMBERS
from vaka.areas.deviations import actions as deviations
from vaka.areas.deviations.actions import NewDeviation
from vaka.foundation.audit.actions import action
from vaka.foundation.audit.models import AppendOnly, AuditRow
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases import intake, kinds, queries, references, rules, search
from vaka.foundation.cases.intake import Incoming, Step
from vaka.foundation.cases.models import Case, CaseEvent, ChangedCase, Part, SearchText
from vaka.foundation.ids import uuid7

AT = datetime(2026, 2, 3, 4, 5, tzinfo=UTC)


def _report(by, unit, text="Fall vid sängen"):
    new = NewDeviation(unit, "SoL", "Hot och våld", text, AT)
    return deviations.report(by=by, new=new)


def _incoming(unit, **more):
    values = {
        "unit_id": unit.pk, "unit_name": unit.name, "title": "Hot och våld", "state": "reported",
        "opened_at": AT, "year": 2026, "reference_year": 2026, "text": "Fall vid sängen",
        "steps": [Step(AT, "deviation.report", "reported")],
    } | more  # fmt: skip
    return Incoming(**values)


@action
def _open(by, rows):
    return intake.open_many(by=by, kind="deviation", incoming=rows, source="test")


def test_numbers_have_no_gaps_even_when_a_step_is_rolled_back(units, bo):
    _report(bo, units["almen"])
    with contextlib.suppress(ZeroDivisionError), transaction.atomic():
        _report(bo, units["almen"])
        raise ZeroDivisionError
    second = _report(bo, units["almen"])
    assert second.reference.endswith("00002")
    assert references.gaps() == []


def test_numbers_are_taken_inside_a_transaction(transactional_db):
    with pytest.raises(RuntimeError, match="inside"):
        references.take("AVV", 2026)


def test_a_missing_case_shows_as_a_gap(units, bo):
    _report(bo, units["almen"])
    Case.objects.all().delete()
    assert len(references.gaps()) == 1


def test_a_timeline_is_only_added_to(units, bo):
    event = _report(bo, units["almen"]).events.get()
    event.words = "ändrat"
    for attempt in (event.save, event.delete, CaseEvent.objects.all().delete):
        with pytest.raises(AppendOnly):
            attempt()


def test_a_batch_leaves_the_same_kinds_of_rows_as_single_ones(units, bo):
    _open(bo, [_incoming(units["almen"]) for _ in range(3)])
    assert {m.objects.count() for m in (Case, CaseEvent, ChangedCase, SearchText)} == {3}
    assert AuditRow.objects.filter(verb="deviation.import").count() == 3
    assert sorted(Case.objects.values_list("reference", flat=True))[0] == "AVV-2026-00001"


def test_known_rows_are_found_by_their_source_key(units, bo):
    _open(bo, [_incoming(units["almen"], source_key="K1", source_digest="d")])
    assert intake.known("deviation", ["K1", "K2"])["K1"][1] == "d"


@pytest.mark.parametrize("text", ["fallet", "SÄNGEN", "säng", "AVV-2026-00001", "Almen fall"])
def test_search_finds_swedish_forms(units, bo, text):
    _open(bo, [_incoming(units["almen"])])
    assert search.find(bo, text).count() == 1


@pytest.mark.parametrize("text", ["", "   ", "'", '"', "giraff", "AND OR NOT *"])
def test_search_takes_any_text(units, bo, text):
    _open(bo, [_incoming(units["almen"])])
    assert search.find(bo, text).count() == 0


def test_secret_cases_are_found_by_number_only(units, bo):
    _open(bo, [_incoming(units["almen"], confidentiality="secret")])
    assert search.find(bo, "sängen").count() == 0
    assert search.find(bo, "AVV-2026-00001").count() == 1


def test_search_shows_nothing_of_another_home(units, bo, cecilia):
    _open(bo, [_incoming(units["almen"])])
    assert search.find(cecilia, "sängen").count() == 0


def test_what_waits_is_mine_with_the_first_due_first(units, bo, cecilia):
    case = _report(bo, units["almen"])
    rows, count = queries.waiting(bo)
    assert count == 1
    assert rows[0].case.id == case.pk
    assert queries.waiting(cecilia) == ([], 0)


def test_links_show_only_what_the_viewer_sees(units, bo, maja, cecilia):
    here, there = _report(bo, units["almen"]), _report(maja, units["bjorken"])

    @action
    def tie():
        return cases.link(by=maja, from_case=here, to_case=there, relation="same_event")

    tie()
    assert [frame.id for _r, frame in queries.links(maja, here)] == [there.pk]
    assert queries.links(bo, here) == []


@action
def _join(by, case, person, part):
    return cases.join(by=by, case=case, person=person, part=part)


def test_who_is_named_may_not_act_and_sees_no_more_than_before(units, bo, cecilia):
    case = _report(bo, units["almen"])
    _join(bo, case, cecilia.person, Part.NAMED)
    _join(bo, case, cecilia.person, Part.NAMED)
    assert queries.is_named(cecilia.person, case)
    assert not queries.is_named(bo.person, case)
    assert queries.parties(case.pk, Part.NAMED) == [cecilia.person]
    assert not Case.objects.visible_to(cecilia).exists()
    assert AuditRow.objects.filter(verb="case.join").exists()


@pytest.mark.parametrize(("named", "codes"), [(True, ("named",)), (False, ())])
def test_the_rule_on_who_is_named(named, codes):
    assert rules.may_act_on(named).codes == codes


@pytest.mark.parametrize("part", [Part.READER, Part.CONTRIBUTOR])
def test_a_party_that_is_let_in_sees_the_case_until_it_leaves(units, bo, cecilia, part):
    case = _report(bo, units["almen"])
    _join(bo, case, cecilia.person, part)
    assert Case.objects.visible_to(cecilia).get() == case
    action(cases.leave)(by=bo, case=case, person=cecilia.person, part=part)
    assert not Case.objects.visible_to(cecilia).exists()


def test_a_kind_may_say_itself_whom_its_cases_are_open_to(units, bo, maja, monkeypatch):
    case = _report(bo, units["almen"])
    mine = lambda viewer: Q(owner=viewer.person)  # noqa: E731 - one condition
    told = replace(kinds.kind_of("deviation"), opens=mine)
    monkeypatch.setitem(kinds._kinds, "deviation", told)
    assert Case.objects.visible_to(bo).get() == case
    assert not Case.objects.visible_to(maja).exists()


@pytest.mark.parametrize("user", sorted(MEMBERS))
def test_to_ask_for_kinds_is_to_ask_for_all_and_keep_them(everybody, units, user):
    for one in kinds.all_kinds():
        cases_of = {"opened_at": AT, "state": "open", "title": one.code, "unit": units["almen"]}
        for reporter in (everybody["bo"], everybody[user]):
            reference = f"{one.code}-{reporter.person.username}-{one.prefix}"
            Case.objects.get_or_create(
                reference=reference[:30], kind=one.code, reporter=reporter.person, defaults=cases_of
            )
    viewer = everybody[user]
    seen = set(Case.objects.visible_to(viewer))
    for one in kinds.all_kinds():
        own = {case for case in seen if case.kind == one.code}
        assert set(Case.objects.visible_to(viewer, one.code)) == own
        there = Case.objects.filter(kind=one.code)
        assert {case for case in there if Case.objects.known(viewer, case.pk)} == own
    assert not Case.objects.known(viewer, uuid7())


def _marks():
    return dict(SearchText.objects.values_list("case__reference", "is_open"))


def test_the_words_of_a_case_are_marked_while_it_is_open(units, bo):
    case = _report(bo, units["almen"])
    assert _marks() == {case.reference: True}
    told = cases.Told("deviation.close", to_state="closed")

    @action
    def move(by, closed_at):
        return cases.change(by=by, case=case, told=told, closed_at=closed_at)

    move(by=bo, closed_at=AT)
    assert _marks() == {case.reference: None}
    move(by=bo, closed_at=None)
    assert _marks() == {case.reference: True}


def test_a_batch_marks_the_words_of_its_open_cases(units, bo):
    _open(by=bo, rows=[_incoming(units["almen"]), _incoming(units["almen"], closed_at=AT)])
    assert [mark for _reference, mark in sorted(_marks().items())] == [True, None]


def test_words_that_stood_before_the_mark_are_marked_by_the_migration(units, bo):
    first, second = (_report(bo, units["almen"]) for _ in range(2))
    SearchText.objects.update(is_open=None)
    Case.objects.filter(pk=second.pk).update(closed_at=AT)
    import_module("vaka.foundation.cases.migrations.0007_words_of_open_cases").mark(apps, None)
    assert _marks() == {first.reference: True, second.reference: None}
