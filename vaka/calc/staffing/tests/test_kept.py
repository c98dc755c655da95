"""An answer kept in the repository is given again: numbers move only with the model's version.

Whoever changes what a night gives raises `run.MODEL` and keeps the answer anew:
`python -m vaka.calc.staffing.tests.test_kept`.
"""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from vaka.calc.staffing import example, questions
from vaka.calc.staffing.run import MODEL
from vaka.calc.staffing.scenario import Scenario

KEPT = Path(__file__).with_name("kept.json")
NIGHTS, SEED, NEAR = 40, 20261129, 1e-9  # processors differ in the last bits of a logarithm


def asked() -> Scenario:
    """The example home with cameras, skills, somebody bound to units and the rules switched on."""
    one = example.home(4, cameras=15)
    first, second, *others = one.staff
    residents = tuple(
        replace(each, checks=tuple(
            replace(check, skill="ssk") if k % 9 == 0 and check.staff == 1 else check
            for check in each.checks
        )) for k, each in enumerate(one.residents)
    )  # fmt: skip
    return replace(
        one, residents=residents,
        staff=(replace(first, skills=("ssk",)), replace(second, bound=("E1", "E2")), *others),
        policy=replace(one.policy, interrupt=True, go_ahead=True),
    )  # fmt: skip


def told() -> dict[str, Any]:
    """Ask, and give question and answer as they are kept."""
    one = asked()
    found = {"tonight": questions.tonight(one, NIGHTS, SEED),
             "enough": questions.enough(one, (3, 4, 5), NIGHTS, SEED)}  # fmt: skip
    made: dict[str, Any] = json.loads(json.dumps({"data": questions.digest(one), "found": found}))
    return made


def leaves(found: Any, path: str = "") -> dict[str, Any]:
    """Give every value of an answer by its path."""
    if isinstance(found, dict):
        pairs = found.items()
    elif isinstance(found, list):
        pairs = enumerate(found)
    else:
        return {path: found}
    return {
        name: value for key, each in pairs for name, value in leaves(each, f"{path}/{key}").items()
    }


def test_an_answer_of_before_is_given_again() -> None:
    kept, now = json.loads(KEPT.read_text("utf-8")), told()
    assert kept["found"]["tonight"]["model"] == MODEL, "keep the answer anew, see above"
    assert kept["data"] == now["data"], "the same question is told in other words than before"
    before, after = leaves(kept["found"]), leaves(now["found"])
    assert before.keys() == after.keys()
    assert len(before) > 300
    for path, value in before.items():
        near = pytest.approx(value, rel=NEAR, abs=NEAR) if isinstance(value, float) else value
        assert after[path] == near, path


if __name__ == "__main__":
    KEPT.write_text(json.dumps(told(), ensure_ascii=False, sort_keys=True) + "\n", "utf-8")
