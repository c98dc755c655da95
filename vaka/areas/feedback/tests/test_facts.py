"""What analytics is told of feedback, span by span."""

from types import SimpleNamespace

from vaka.areas.feedback import actions, facts, mine
from vaka.metrics.facts import FACTS, OPEN_END


def test_the_rows_fit_the_schema(answered, db):
    actions.be_discontent(by=mine.citizen(), case_id=answered.pk, words="Igen.")
    rows = list(facts.rows(None, None))
    assert FACTS["feedback"].table(rows).num_rows == len(rows) == 1
    last = rows[-1]
    assert (last["kind"], last["theme"], last["finding"]) == ("complaint", "safety", "nothing")
    assert (last["is_satisfied"], last["is_reopened"], last["is_open"]) == (False, True, True)
    assert last["answered_date"] <= last["promised_date"]
    assert list(facts.rows([answered.pk], facts.years()[0])) == rows


def _event(day, verb, state="", **data):
    from datetime import UTC, datetime

    at = datetime(2026, 3, day, 12, tzinfo=UTC)
    return SimpleNamespace(at=at, verb=f"feedback.{verb}", to_state=state, data=data)


def test_a_first_answer_stays_the_first():
    found = list(facts.spans("view", [
        _event(1, "file", "received", kind="complaint"), _event(2, "answer", "answered"),
        _event(5, "be_discontent", "handled"), _event(9, "answer", "answered"),
        _event(9, "be_content", "closed"),
    ]))  # fmt: skip
    assert [span["state"] for span in found] == ["received", "answered", "handled", "closed"]
    assert found[-1]["answered_date"].day == 2
    assert (found[-1]["is_satisfied"], found[-1]["is_reopened"]) == (True, True)
    assert found[0]["kind"] == "complaint"
    assert found[-1]["valid_from_date"] < OPEN_END
