"""The third part kept apart is what it says; the check itself is not asked and not judged here."""

from collections import Counter
from difflib import SequenceMatcher

import pytest

from tests.planted import making, scoring
from tests.planted.cases import H, P

CASES = making.apart3()
BY_NAME = {one.name: one for one in CASES}
WRONG = [one for one in CASES if one.is_wrong]
RULES = ("sum", "text_table", "contents")
LEAST_ERROR = 2


def _atoms(case):
    for blocks in case.draft.papers:
        for one in blocks:
            if isinstance(one, H | P):
                yield one.text
            else:
                yield from (one.caption, *one.columns, *one.notes)
                yield from (cell for row in one.rows for cell in row)


def test_thirty_of_each_rule_and_as_many_sound():
    for sort in (True, False):
        count = Counter(one.rule for one in CASES if one.is_wrong is sort)
        assert set(count) == set(RULES)
        assert min(count.values()) >= 30
    assert len(BY_NAME) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda one: one.name)
def test_reckoned_anew_only_what_is_planted_is_wrong(case):
    if case.draft.proof:
        off = case.draft.proof.off()
        scale = max(case.draft.proof.slack * 3, 0.8)
        assert off > scale if case.is_wrong else off == 0


@pytest.mark.parametrize("case", WRONG, ids=lambda one: one.name)
def test_what_is_planted_stands_at_one_place(case):
    twin = BY_NAME[case.name.removesuffix("wrong") + "sound"]
    assert case.layout == twin.layout
    assert case.draft.proof
    assert twin.draft.proof
    mine, theirs = list(_atoms(case)), list(_atoms(twin))
    steps = [one for one in SequenceMatcher(None, theirs, mine, autojunk=False).get_opcodes()
             if one[0] != "equal"]  # fmt: skip
    moved = sum(max(b - a, d - c) for _, a, b, c, d in steps)
    if case.rule == "contents":
        assert moved <= LEAST_ERROR * 4
    else:
        assert moved == 1
    text = scoring._plain(" ".join(mine))
    assert any(scoring._plain(one) in text for one in case.draft.printed)


def test_every_paper_can_be_written(tmp_path):
    for case in CASES[::7]:
        assert all(path.stat().st_size for path in making.write(case, tmp_path))
