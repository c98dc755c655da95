"""From the board's plan to a protocol: what goes, what stays, and what no import brings back."""

from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from vaka.areas.deviations.imports import SCHEMA, import_rows
from vaka.areas.disposals import actions, jobs, queries
from vaka.areas.disposals.actions import NewHold, NewPolicy
from vaka.areas.disposals.models import Disposal
from vaka.areas.disposals.rules import HoldGround, Line, State, Stays
from vaka.exchange.kinds import ImportOptions
from vaka.exchange.typed import read_typed
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.foundation.audit import chain
from vaka.foundation.audit.actions import note, note_read
from vaka.foundation.audit.models import AuditDay, AuditRow
from vaka.foundation.cases import references
from vaka.foundation.cases.models import Case, CaseEvent, CaseLink, ChangedCase
from vaka.foundation.files.actions import keep as keep_file
from vaka.foundation.files.models import StoredFile
from vaka.foundation.retention.models import Tombstone
from vaka.law.verdict import RuleRefused

HEAD = (
    "Ärendenummer;Enhet;Lagrum;Typ;Händelsetid;Rapporterad;Beskrivning;Allvarlighetsgrad;"
    "Sannolikhet;Avslutad\n"
)
OLD = "A1;Almen;SoL;Hot och våld;2019-02-03 18:00;2019-02-03;Slog;2;2;2019-02-20\n"
ALSO = "A2;Almen;SoL;Hot och våld;2019-03-03 18:00;2019-03-03;Slog;2;2;2019-03-20\n"
NEW = "A3;Almen;SoL;Hot och våld;2026-02-03 18:00;2026-02-03;Slog;2;2;2026-02-20\n"
OPEN = "A4;Almen;SoL;Hot och våld;2019-03-03 18:00;2019-03-03;Slog;2;2;\n"


@pytest.fixture
def take_in(tmp_path, units):
    """Give a function that imports deviations from a file's lines."""

    def run(rows):
        path = tmp_path / "in.csv"
        path.write_text(HEAD + rows, encoding="utf-8")
        file = read_typed(path, SCHEMA)
        return import_rows(by=Viewer.system("test"), file=file, options=ImportOptions("in.csv"))

    return run


@pytest.fixture
def plan(nora):
    """The board lets deviations go after five years, the log too."""
    yesterday = nora.on - timedelta(days=1)
    lines = [Line("deviation", 5), Line("read_log", 5), Line("remedy", None)]
    return actions.keep_policy(by=nora, new=NewPolicy(yesterday, "SN § 1", yesterday, lines))


def approved(nora, maja, kind="deviation"):
    """A disposal that two have stood for."""
    made = actions.propose_disposal(by=nora, kind=kind)
    return actions.approve_disposal(by=maja, disposal_id=made.pk)


def carried_out(nora, made):
    """What the worker does."""
    jobs.carry_out(nora, lambda _percent, _words="": None, disposal_id=str(made.pk))
    return Disposal.objects.get(pk=made.pk)


def case(key):
    return Case.objects.get(source_key__contains=key)


def test_only_what_is_closed_and_old_falls_due(take_in, plan, nora, maja):
    take_in(OLD + NEW + OPEN)
    old, pk = case("A1"), case("A1").pk
    keep_file(by=nora, content=BytesIO(b"%PDF-1.4 x"), name="a.pdf", kind="x", case=old)
    made = carried_out(nora, approved(nora, maja))
    assert (made.state, made.files, made.items.count()) == (State.DONE, 1, 1)
    assert not Case.objects.filter(pk=pk).exists()
    assert not CaseEvent.objects.filter(case_id=pk).exists()
    assert not StoredFile.objects.exists()
    assert Case.objects.count() == 2
    assert Tombstone.objects.get().reference == made.items.get().reference
    assert ChangedCase.objects.filter(case_id=pk).exists()  # the snapshot forgets it
    assert references.gaps() == []
    told = AuditRow.objects.get(verb="disposal.dispose")
    assert (told.object_id, told.actor) == (str(pk), nora.person)


def test_no_import_brings_a_disposed_row_back(take_in, plan, nora, maja):
    take_in(OLD)
    carried_out(nora, approved(nora, maja))
    receipt = take_in(OLD + ALSO)
    assert (receipt.imported, receipt.rejected) == (1, 1)


def test_what_is_held_linked_or_reopened_stays(take_in, plan, nora, maja):
    take_in(OLD + ALSO + OPEN)
    new = NewHold(case("A1").reference, HoldGround.DISPUTE)
    actions.hold_case(by=maja, new=new)
    CaseLink.objects.create(from_case=case("A2"), to_case=case("A4"), relation="x")
    made = carried_out(nora, approved(nora, maja))
    why = dict(made.items.values_list("case_id", "why"))
    assert why == {case("A1").pk: Stays.HELD, case("A2").pk: Stays.OPEN_LINK}
    with pytest.raises(RuleRefused, match="redan undantaget"):
        actions.hold_case(by=maja, new=new)
    actions.lift_hold(by=maja, hold_id=queries.holds(maja).get().pk)
    assert queries.due_cases("deviation", 5, nora.on).count() == 2


def test_what_came_between_is_asked_again(take_in, plan, nora, maja):
    take_in(OLD + ALSO)
    made = approved(nora, maja)
    Case.objects.filter(pk=case("A1").pk).update(closed_at=None)
    actions.hold_case(by=maja, new=NewHold(case("A2").reference, HoldGround.REQUEST))
    made = carried_out(nora, made)
    assert set(made.items.values_list("why", flat=True)) == {Stays.CHANGED, Stays.HELD}
    assert Case.objects.count() == 2


def test_nobody_approves_their_own_and_nothing_goes_before(take_in, plan, nora, maja, sven, bo):
    take_in(OLD)
    made = actions.propose_disposal(by=nora, kind="deviation")
    with pytest.raises(NotAllowed):
        actions.approve_disposal(by=nora, disposal_id=made.pk)
    Disposal.objects.filter(pk=made.pk).update(proposed_by=maja.person)
    with pytest.raises(RuleRefused, match="Någon annan"):
        actions.approve_disposal(by=maja, disposal_id=made.pk)
    key = made.items.get().case_id
    with pytest.raises(RuleRefused, match="inte godkänd"):
        actions.dispose_case(by=nora, disposal_id=made.pk, case_id=key)
    for who in (bo, maja):
        with pytest.raises(NotAllowed):
            actions.dispose_case(by=who, disposal_id=made.pk, case_id=key)
    actions.withdraw_disposal(by=sven, disposal_id=made.pk, words="Fel år")
    with pytest.raises(RuleRefused):
        actions.carry_out_disposal(by=nora, disposal_id=made.pk)


def test_the_archive_has_its_own_first(take_in, plan, nora, maja):
    take_in(OLD)
    plan.lines.filter(kind="deviation").update(archive_first=True)
    made = approved(nora, maja)
    with pytest.raises(RuleRefused, match="Arkivet"):
        actions.carry_out_disposal(by=nora, disposal_id=made.pk)
    with pytest.raises(NotAllowed):
        actions.note_package(by=nora, disposal_id=made.pk, digest="ab")
    with pytest.raises(RuleRefused, match="arkivpaket"):
        actions.hand_over_disposal(by=nora, disposal_id=made.pk, receipt="K-1")
    actions.note_package(by=Viewer.system("export"), disposal_id=made.pk, digest="ab")
    actions.hand_over_disposal(by=nora, disposal_id=made.pk, receipt="K-1")
    assert carried_out(nora, made).state == State.DONE


def test_without_the_boards_word_nothing_is_proposed(take_in, plan, nora):
    with pytest.raises(RuleRefused, match="gammalt nog"):
        actions.propose_disposal(by=nora, kind="deviation")
    with pytest.raises(RuleRefused, match="inte beslutat"):
        actions.propose_disposal(by=nora, kind="remedy")
    with pytest.raises(RuleRefused, match="redan från den dagen"):
        actions.keep_policy(by=nora, new=NewPolicy(plan.decided_on, "§ 2", plan.from_date, []))


@pytest.fixture
def old_log(bo, nora):
    """Rows of three days seven years ago and of today, sealed, each day closed."""
    AuditRow.objects.all()._raw_delete("default")  # what the cast's own coming wrote
    then = timezone.now() - timedelta(days=7 * 366)
    for days in (0, 0, 1, 2):
        with time_machine.travel(then + timedelta(days=days), tick=False):
            note_read(by=bo, object_kind="deviation", object_id="x", data={"n": days})
    note(by=nora, verb="test.today")
    chain.seal()


def test_the_log_goes_in_whole_blocks_and_the_rest_still_holds(old_log, plan, nora, maja):
    days = AuditDay.objects.filter(disposed_at=None).count()
    made = carried_out(nora, approved(nora, maja, "read_log"))
    assert (made.state, made.rows) == (State.DONE, 4)
    assert not AuditRow.objects.filter(verb="deviation.read").exists()
    assert AuditDay.objects.exclude(disposed_at=None).count() == 3 <= days
    chain.seal()
    state = chain.check()
    assert state.ok
    assert state.sealed == AuditRow.objects.exclude(place=None).count() > 0
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_auditrow SET verb = 'other' WHERE verb = 'test.today'")
    assert not chain.check().ok


def test_a_block_ends_where_no_younger_row_is_within(old_log):
    limit = timezone.localdate() - timedelta(days=7 * 366 - 2)
    assert chain.block_until(limit).last_place == 3
    assert chain.block_until(limit - timedelta(days=30)) is None


def test_a_log_of_a_held_case_waits(take_in, bo, plan, nora, maja):
    take_in(OLD)
    AuditRow.objects.all()._raw_delete("default")
    then = timezone.now() - timedelta(days=7 * 366)
    with time_machine.travel(then, tick=False):
        note_read(by=bo, object_kind="deviation", object_id=case("A1").pk)
        chain.seal()
    chain.close_days()
    made = approved(nora, maja, "read_log")
    actions.hold_case(by=maja, new=NewHold(case("A1").reference, HoldGround.DISPUTE))
    with pytest.raises(RuleRefused, match="undantaget"):
        actions.dispose_log(by=nora, disposal_id=made.pk)


def test_a_log_all_gone_goes_on_from_where_it_was(old_log, plan, nora):
    last = AuditDay.objects.order_by("-day").first()
    AuditRow.objects.filter(place__gt=last.last_place)._raw_delete("default")
    chain.drop_block(last)
    note(by=nora, verb="test.later")
    AuditRow.objects.exclude(verb="test.later")._raw_delete("default")
    assert chain.seal() == 1
    assert AuditRow.objects.get().place == last.last_place + 1
    assert chain.check().ok
