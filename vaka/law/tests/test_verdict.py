import pytest

from vaka.law.verdict import Refusal, RuleRefused, Verdict, require

OPEN = Verdict.no("open", "Ärendet är öppet.", "Stäng det först.", "/arenden/1")
LATE = Verdict.no("late", "Tiden har gått ut.")


def test_yes_has_no_refusals():
    assert Verdict.yes().ok
    assert Verdict.yes()
    assert Verdict.yes() == Verdict()


def test_no_holds_code_words_way_out_and_link():
    assert not OPEN
    assert OPEN.refusals == (
        Refusal("open", "Ärendet är öppet.", "Stäng det först.", "/arenden/1"),
    )


def test_joining_keeps_every_reason_in_order():
    assert (OPEN + Verdict.yes() + LATE).codes == ("open", "late")
    assert Verdict.all_of([LATE, OPEN]).codes == ("late", "open")
    assert Verdict.all_of([]).ok


def test_require_passes_yes_and_raises_no_with_its_words():
    require(Verdict.yes())
    with pytest.raises(RuleRefused) as refused:
        require(OPEN + LATE)
    assert refused.value.verdict.codes == ("open", "late")
    assert str(refused.value) == "Ärendet är öppet. Tiden har gått ut."
