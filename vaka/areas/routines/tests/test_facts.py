"""What routines give to analytics: validity, reading without names, failures."""

from datetime import timedelta

import pytest
from django.utils import timezone

from vaka.areas.figures import queries as figures
from vaka.areas.routines import actions, facts
from vaka.areas.routines.rules import How
from vaka.areas.routines.tests.conftest import next_version
from vaka.areas.routines.tests.test_actions import _event
from vaka.foundation.snapshot import writer
from vaka.law.period import Period
from vaka.metrics.facts import ROUTINE, ROUTINE_FAILURE
from vaka.metrics.request import Request

pytestmark = pytest.mark.django_db


def _share(viewer, name, day):
    writer.bring_up()
    (row,) = figures.ask(viewer, Request((name,), "almen", Period.parse(str(day)))).rows[0]
    return row.value


def test_the_share_that_has_read_moves(kim, astrid, approved):
    today = timezone.localdate()
    rows = list(facts.rows(None, None))
    assert not any(str(astrid.person.pk) in str(row) for row in rows)
    assert ROUTINE.table(rows).num_rows == len(rows)
    assert _share(kim, "routines_read_share", today) == 0
    actions.acknowledge(by=astrid, case_id=approved.pk)
    assert _share(kim, "routines_read_share", today) > 0
    assert _share(kim, "routines_valid_share", today) == 100


def test_a_routine_past_its_last_day_is_not_valid(approved):
    (row,) = [
        one for one in facts.rows(None, None) if one["sort"] == "validity" and not one["is_met"]
    ]
    assert row["from_date"] == timezone.localdate() + timedelta(days=701)


def test_what_was_replaced_the_day_it_came_counts_no_readers(kim, bo, approved):
    next_version(kim, bo, approved)
    versions = {one["row_id"].partition(":")[0] for one in facts.rows(None, None)}
    assert str(approved.pk) not in versions


def test_a_failure_is_counted_where_it_happened(kim, bo, astrid, units, approved):
    event = _event(units, astrid)
    actions.fail(by=bo, event_id=event.pk, case_id=approved.pk, how=How.UNCLEAR, words="Steg 2")
    rows = list(facts.failures(None, None))
    assert ROUTINE_FAILURE.table(rows).num_rows == 1
    writer.bring_up()
    ask = Request(("routine_failures",), "almen", Period.parse(str(timezone.localdate())))
    (row,) = figures.engine().evaluate(ask)
    assert row.value == 1  # asked past suppression: one case is a small cell
