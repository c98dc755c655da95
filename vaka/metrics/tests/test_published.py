"""Observations answer as any measure: the printed number, never one put together unseen."""

import datetime as dt

from vaka.law.period import Period
from vaka.metrics.engine import Engine
from vaka.metrics.request import Request
from vaka.metrics.source import MemorySource
from vaka.metrics.specs.spec import decision, deviation, tree

YEAR = Period.parse("2023")


def printed(measure, value, unit_code="harnosand", **fields):
    return {
        "measure": measure,
        "unit_code": unit_code,
        "period": "2023",
        "period_kind": "year",
        "period_first_date": dt.date(2023, 1, 1),
        "period_last_date": dt.date(2023, 12, 31),
        "year": 2023,
        "value": value,
        "unit": "count",
        "source": "PSB 2023",
        **fields,
    }


PRINTED = (
    printed("deviations", 1189.0, law="HSL"),
    printed("deviations", 642.0, law="SoL"),
    printed("deviations", 507.0, law="HSL", type="Fall utan skada"),
    printed("deviations", 20.0, law="HSL", type="Information"),
    printed("deviations", 22.0, law="SoL", type="Information"),
    printed("deviations_closed_share", 25.0, law="HSL"),
    printed("opinions_received", 32.0),
)


def ask(name, unit="harnosand", **rest):
    facts = {"observation": PRINTED, "unit_tree": tree(), "deviation": [], "decision": []}
    facts |= {key: rest.pop(key) for key in ("deviation", "decision") if key in rest}
    engine = Engine(MemorySource(facts), lambda: dt.date(2024, 2, 29))
    rows = engine.evaluate(Request((name,), unit, YEAR, **rest))
    return [(row.by, row.value) for row in rows]


def test_the_printed_number_is_the_value():
    assert ask("opinions_received") == [({}, 32)]
    assert ask("deviations_closed_share", only=(("law", "HSL"),)) == [({}, 25)]


def test_a_total_that_nobody_printed_is_not_put_together():
    assert ask("deviations", by=("law",)) == [({"law": "HSL"}, 1189), ({"law": "SoL"}, 642)]


def test_a_few_types_printed_by_area_do_not_stand_for_all_types(monkeypatch):
    few = printed("deviations", 4.0, type="Information", area="Funktionsstöd")
    monkeypatch.setattr(f"{__name__}.PRINTED", (*PRINTED, few))
    assert ({"type": "Information"}, 42) in ask("deviations", by=("type",))
    assert ask("deviations", by=("type", "area")) == [
        ({"type": "Information", "area": "Funktionsstöd"}, 4)
    ]


def test_a_group_printed_finer_is_the_sum_of_its_parts():
    assert ask("deviations", by=("type",)) == [
        ({"type": "Fall utan skada"}, 507),
        ({"type": "Information"}, 42),
    ]


def test_shares_are_never_added():
    assert ask("deviations_closed_share", by=("type",)) == []


def test_a_reference_unit_without_cases_is_unknown_and_not_nought():
    assert ask("falls") == []
    assert ask("falls", unit="vaka") == [({}, 0)]


def test_a_reference_unit_with_cases_counts_them():
    rows = [decision(1, dt.date(2023, 1, 1), unit_code="harnosand")]
    assert ask("decisions_not_executed", decision=rows) == [({}, 1)]
    assert ask("decisions_interrupted", decision=rows) == [({}, 0)]


def test_own_cases_win_over_a_published_figure():
    own = [deviation(1, dt.date(2023, 2, 1), unit_code="harnosand")]
    assert ask("deviations", deviation=own)[0] == ({}, 1)
