"""The log: nothing unaudited, nothing changed unseen."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.foundation.audit import chain, queries
from vaka.foundation.audit.actions import UnauditedAction, action, note
from vaka.foundation.audit.models import AppendOnly, AuditDay, AuditRow
from vaka.foundation.organisation.models import Principal

BY = Viewer.system("test")


@pytest.fixture
def three(db):
    """Three sealed rows."""
    for number in range(3):
        note(by=BY, verb=f"test.{number}")
    assert chain.seal() == 3


def _tamper(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_an_action_that_tells_nothing_is_rolled_back(db):
    @action
    def silent():
        Principal.objects.create(name="Tyst kommun")

    with pytest.raises(UnauditedAction, match="silent"):
        silent()
    assert not Principal.objects.exists()


def test_a_sealed_log_holds(three):
    assert chain.check() == chain.ChainState(sealed=3, tail=0, broken_at=None)


def test_the_tail_is_shown_as_such(three):
    note(by=BY, verb="test.later")
    assert chain.check().tail == 1
    assert chain.check().ok


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_auditrow SET verb = 'other' WHERE place = 2",
        "UPDATE audit_auditrow SET data = '{\"x\": 1}' WHERE place = 2",
        "DELETE FROM audit_auditrow WHERE place = 2",
        "UPDATE audit_auditrow SET digest = 'f' WHERE place = 2",
    ],
)
def test_tampering_is_found_where_it_was_done(three, sql):
    _tamper(sql)
    assert chain.check().broken_at == 2


def test_a_cut_off_end_is_found_by_the_days_digest(three):
    chain.close_days(timezone.localdate() + timedelta(days=1))
    assert AuditDay.objects.get().rows == 3
    _tamper("DELETE FROM audit_auditrow WHERE place = 3")
    assert chain.check().broken_at == 3


def test_rows_are_only_added(three):
    row = AuditRow.objects.first()
    for attempt in (row.save, row.delete, AuditRow.objects.all().delete):
        with pytest.raises(AppendOnly):
            attempt()


def test_the_logs_reader_is_logged(three, greta):
    found = queries.log_rows(greta, queries.LogFilter(verb="test.1"))
    assert [row.verb for row in found] == ["test.1"]
    assert AuditRow.objects.filter(verb="log.read", actor=greta.person).count() == 1


def test_only_log_readers_read_it(three, bo):
    with pytest.raises(NotAllowed):
        queries.log_rows(bo, queries.LogFilter())
