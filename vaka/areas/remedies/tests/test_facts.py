"""What analytics is told of a remedy, span by span."""

from datetime import UTC, date, datetime

from vaka.areas.remedies import facts
from vaka.metrics.facts import FACTS, OPEN_END

PLAN = {"due_date": "2026-04-01", "effect_date": "2026-07-01"}


def _event(day, verb, state, data=None):
    return ("c", datetime(2026, *day, 12, tzinfo=UTC), f"remedy.{verb}", state, data or {})


def test_a_remedy_from_proposal_to_no_effect_and_again():
    found = facts.spans([
        _event((3, 1), "propose", "proposed"),
        _event((3, 2), "decide", "decided", PLAN),
        _event((3, 20), "finish", "done"),
        _event((7, 1), "find_no_effect", "decided",
               {"outcome": "not", "due_date": "2026-08-01", "effect_date": "2026-10-01"}),
    ])  # fmt: skip
    assert [span.state for span in found] == ["proposed", "decided", "done", "decided"]
    last = found[-1]
    assert (last.decided, last.done, last.outcome) == (date(2026, 3, 2), None, "not")
    assert (last.due, last.checked, last.end) == (date(2026, 8, 1), date(2026, 7, 1), OPEN_END)
    assert facts._of(found[2])["done_in_time"] is True


def test_of_several_on_one_day_the_last_holds():
    found = facts.spans(
        [_event((3, 1), "propose", "proposed"), _event((3, 1), "decide", "decided", PLAN)]
    )
    assert [span.state for span in found] == ["decided"]


def test_the_rows_fit_the_schema(done, db):
    rows = list(facts.rows(None, None))
    assert FACTS["remedy"].table(rows).num_rows == len(rows) == 1
    assert (rows[0]["state"], rows[0]["is_open"], rows[0]["done_in_time"]) == ("done", True, True)
    assert list(facts.rows([done.pk], facts.years()[0])) == rows


def test_what_was_done_at_once_is_closed():
    plan = {"due_date": "2026-03-01", "effect_date": ""}
    found = facts.spans([
        _event((3, 1), "decide", "decided", plan), _event((3, 2), "finish", "done"),
    ])  # fmt: skip
    assert facts._of(found[-1])["is_open"] is False
    assert facts._of(found[-1])["done_in_time"] is False
