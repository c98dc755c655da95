"""The generator is sound, and the check finds what was planted and little else."""

from functools import partial
from types import SimpleNamespace

import pytest

from tests.planted import layouts, making, scoring
from tests.planted.cases import RULES
from vaka.documents.figurecheck import check

EVERY = 6


def test_enough_is_planted_of_every_rule_in_ten_layouts(tmp_path):
    both = [*making.cases(), *making.cases(kept_apart=True)]
    wrong = [one for one in both if one.is_wrong]
    assert len(layouts.WRITERS) == 10
    assert {one.layout for one in both} == set(layouts.WRITERS)
    assert len(wrong) >= 200
    assert len(both) - len(wrong) >= 200
    for part in (making.cases(), making.cases(kept_apart=True)):
        assert {one.rule for one in part if one.is_wrong} == set(RULES)
    assert len({one.name for one in both}) == len(both)


def test_the_second_part_kept_apart_plants_every_rule():
    second = making.apart()
    wrong = [one for one in second if one.is_wrong]
    assert len(wrong) >= 110
    assert len(second) - len(wrong) >= 110
    assert {one.rule for one in wrong} == set(RULES)


def test_wrong_and_sound_are_made_of_the_same_words():
    parts = [*making.cases(), *making.cases(kept_apart=True), *making.apart()]
    made = {one.name: one for one in parts}
    for name, case in made.items():
        if case.is_wrong:
            twin = made[name.removesuffix("wrong") + "sound"]
            assert case.draft.papers != twin.draft.papers, name
            text = scoring._plain(repr(case.draft.papers).replace("\\t", " "))
            assert any(scoring._plain(one) in text for one in case.draft.printed), name


def test_the_scorer_counts_found_missed_and_false(tmp_path):
    part = [one for one in making.cases() if one.rule == "date"]
    assert scoring.score(part, lambda _paths, _today: [], tmp_path / "a").recall() == 0
    every = " ".join(text for one in part if one.is_wrong for text in one.draft.printed)

    def always(_paths, _today):
        return [SimpleNamespace(rule="date", printed="", quote=every)]

    told = scoring.score(part, always, tmp_path / "b")
    assert told.recall() == 1
    assert told.precision() == 0.5


SPENT = (making.cases, making.apart5, *(partial(making.of_forms, f"apart{n}") for n in (6, 7, 8)))


@pytest.mark.parametrize("part", SPENT, ids=("tuned", "fifth", "sixth", "seventh", "eighth"))
def test_a_small_part_is_judged_with_precision_before_recall(part, tmp_path):
    """Those that were kept apart are spent: what they taught is kept."""
    told = scoring.score(part()[::EVERY], check, tmp_path)
    assert told.precision() >= 0.95, "\n".join(told.wrong)
    assert told.recall() >= 0.90, "\n".join(told.wrong)
