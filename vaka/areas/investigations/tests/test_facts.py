"""What analytics gets: spans of unchanged state, the decision and IVO by the day they came."""

from vaka.areas.investigations import facts
from vaka.areas.investigations.tests.conftest import decided
from vaka.metrics.facts import INVESTIGATION, OPEN_END


def test_rows_fit_the_schema_and_tell_the_decision(begun, sven, kim):
    case = decided(begun, sven, kim)
    rows = list(facts.rows(None, 2026))
    assert [row["valid_to_date"] for row in rows] == [OPEN_END]
    assert (rows[0]["classification"], rows[0]["is_notified"]) == ("serious", False)
    assert rows[0]["decision_days"] == 0
    assert list(facts.rows([case.pk], None)) == rows
    assert set(rows[0]) <= {column.name for column in INVESTIGATION.columns}
    assert facts.years() == [2026]
    assert not list(facts.rows(None, 2019))
