"""The order as published (Kungsbacka, Arbetsmiljöverket 2023/058424), and what the demo holds."""

import csv

from vaka.areas.work_environment import rules
from vaka.config.demo import meetings, work_environment


def _rows(shared, name):
    path = shared / "facts" / "kungsbacka" / f"{name}.csv"
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_investigation_is_that_of_the_facts(shared):
    found = {row["item_no"]: row["value"] for row in
             _rows(shared, "work_environment_investigation_2024")}  # fmt: skip
    assert len(work_environment.COVERED) == int(found["1"])
    assert {"joint_group": int(found["2"]), "reference_group": int(found["3"])} == meetings.GROUPS
    rate = rules.rate(work_environment.ANSWERED, work_environment.ASKED)
    assert rate == float(found["6"])


def test_every_question_of_the_order_is_asked(shared):
    order = _rows(shared, "work_environment_order_2023_058424")
    checks = [row for row in order if row["kind"] == "time check"]
    asked = [kind for kind, *_rest in work_environment.QUESTIONS]
    assert asked.count(rules.QuestionKind.TIME) == len(checks) == len(rules.TimeKind)
    assert any("prioriteras" in row["requirement_sv"] for row in order)
    assert asked.count(rules.QuestionKind.PRIORITY) == 1
    assert work_environment.DUE.isoformat() == "2024-05-01"
