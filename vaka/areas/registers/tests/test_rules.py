"""The rules of registers, tabled; and that every measure's register is known."""

from datetime import date

import pytest

from vaka.areas.registers import lists, rules
from vaka.areas.registers.rules import Span, Use
from vaka.foundation.access.roles import all_roles
from vaka.metrics.definitions import MEASURES

Y21, Y22, Y23, Y24 = (date(year, 1, 1) for year in (2021, 2022, 2023, 2024))
END22 = date(2022, 12, 31)
WHY = "Beslut i ledningsgruppen"
SURVEYS = {"survey_home", "survey_residential", "survey_lss"}


def test_every_register_of_a_measure_is_known_and_a_test_database_has_its_live_one():
    told = {one.register for one in MEASURES.values() if one.register} - SURVEYS
    assert told <= set(lists.registers())
    for one in lists.registers().values():
        assert one.source
        assert one.about
        assert bool(one.test_of) is one.code.endswith("_test")
        assert not one.test_of or one.test_of in lists.registers()


def test_who_decides_of_registers():
    able = {code for code, role in all_roles().items() if rules.SET in role.can}
    assert able == {"mas", "quality_developer"}


@pytest.mark.parametrize(
    ("spans", "told", "first", "last", "use"),
    [
        ([], False, Y22, END22, Use.UNTOLD),
        ([], True, Y22, END22, Use.UNUSED),
        ([Span(Y21)], True, Y22, END22, Use.USED),
        ([Span(Y23)], True, Y22, END22, Use.UNUSED),
        ([Span(END22)], True, Y22, END22, Use.USED),
        ([Span(Y21, Y22)], True, Y22, END22, Use.USED),
        ([Span(Y21, date(2021, 12, 31))], True, Y22, END22, Use.UNUSED),
        ([Span(Y21, date(2021, 12, 31)), Span(Y22)], True, Y22, END22, Use.USED),
    ],
)
def test_used_unused_or_untold(spans, told, first, last, use):
    assert rules.use_between(spans, is_told=told, first=first, last=last) is use


@pytest.mark.parametrize(
    ("start", "others", "closed", "words", "codes"),
    [
        (Y22, [], None, WHY, ()),
        (Y24, [], None, WHY, ("from_date",)),
        (Y22, [Span(Y21)], None, WHY, ("from_date",)),
        (Y22, [Span(Y23)], None, WHY, ("from_date",)),
        (Y22, [Span(Y21, date(2021, 12, 31))], None, WHY, ()),
        (Y22, [], date(2021, 12, 31), WHY, ("from_date",)),
        (Y22, [], END22, WHY, ()),
        (Y22, [], None, "Ja då", ("words",)),
    ],
)
def test_a_register_is_begun_once_at_a_time_and_not_after_it_closed(
    start, others, closed, words, codes
):
    verdict = rules.may_begin(new=Span(start), others=others, closed=closed, today=Y23, words=words)
    assert verdict.codes == codes


@pytest.mark.parametrize(
    ("until", "others", "new", "words", "codes"),
    [
        (END22, [], "own", WHY, ()),
        (Y22, [], "", WHY, ()),
        (Y21, [], "", WHY, ("until_date",)),
        (Y24, [Span(Y23)], "", WHY, ("until_date",)),
        (END22, [Span(Y23)], "", WHY, ()),
        (END22, [], "bpsd", WHY, ("replaced_by",)),
        (END22, [], "", "", ("words",)),
    ],
)
def test_a_register_ends_after_it_began_and_is_not_its_own_successor(
    until, others, new, words, codes
):
    verdict = rules.may_end(span=Span(Y22), until=until, others=others, code="bpsd",
                            replaced_by=new, words=words)  # fmt: skip
    assert verdict.codes == codes


def test_a_wrong_row_is_removed_once_with_the_reason():
    assert rules.may_remove(is_removed=False, words=WHY).ok
    assert rules.may_remove(is_removed=True, words=WHY).codes == ("state",)
    assert rules.may_remove(is_removed=False, words="Fel").codes == ("words",)
