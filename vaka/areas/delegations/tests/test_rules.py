"""Who might decide, what a decision must have, sums that agree, what may be published."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaka.areas.delegations import lists, rules
from vaka.areas.delegations.rules import Authority, Category, Group, Outcome, Taken

DAY = date(2026, 3, 4)
ORDER = Authority(
    {"1.1": "Biståndshandläggare", "5.2": "Enhetschef eller socialchef"},
    frozenset({"nils tallberg"}),
    {"beata löfgård": frozenset({"biståndshandläggare"})},
)
WHOLE = Taken(DAY, Category.ASSISTANCE, point="1.1", role="biståndshandläggare")


@pytest.mark.parametrize(
    ("taken", "said"),
    [
        (WHOLE, []),
        (Taken(DAY, Category.ASSISTANCE, point="1.9", role="biståndshandläggare"), ["1.9 fanns"]),
        (Taken(DAY, Category.ASSISTANCE, role="biståndshandläggare"), ["saknas"]),
        (Taken(DAY, Category.ASSISTANCE, point="1.1", role="Undersköterska"), ["inte under"]),
        (Taken(DAY, Category.ASSISTANCE, point="1.1"), ["utan angiven roll"]),
        (Taken(DAY, Category.AGREEMENT, "SN 1", "5.2", "Socialchef"), []),
        (Taken(DAY, Category.AGREEMENT, "", "5.2", "Socialchef"), ["Numret saknas"]),
        (Taken(DAY, Category.ASSISTANCE, "", "1.1", "Biståndshandläggare", "Beata Löfgård"), []),
        (Taken(DAY, Category.AGREEMENT, "1", "5.2", "Enhetschef", "Beata Löfgård"),
         ["inte enhetschef den dagen"]),
        (Taken(DAY, Category.AGREEMENT, "1", "5.2", "Enhetschef", "Okänd Person"), []),
        (Taken(DAY, Category.OTHER, "1", "", "Ordförande", "Nils Tallberg", True, "Brand"), []),
        (Taken(DAY, Category.OTHER, "1", "", "Ordförande", "Bo Ek", True, "Brand"),
         ["inte ordförande den dagen"]),
        (Taken(DAY, Category.OTHER, "1", "", "Socialchef", "", True, ""),
         ["Bara ordföranden", "kunde vänta saknas"]),
        (Taken(None, Category.ASSISTANCE, count=40), []),
    ],
)  # fmt: skip
def test_what_lacked_delegation_is_said_with_the_reason(taken, said):
    found = rules.objections(taken, ORDER)
    assert len(found) == len(said), found
    assert all(part in words for part, words in zip(said, found, strict=True))


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, ()),
        ({"kind": " "}, ("kind",)),
        ({"identity": True}, ("kind",)),
        ({"today": date(2026, 3, 3)}, ("decided_date",)),
        ({"taken": Taken(DAY, Category.STATEMENT, point="4.1")}, ("number",)),
        ({"taken": Taken(DAY, Category.ASSISTANCE, is_urgent=True)}, ("urgent_reason",)),
    ],
)
def test_what_may_be_written_in(changes, codes):
    asked = {"taken": WHOLE, "kind": "Bifall", "identity": False, "today": DAY} | changes
    assert rules.may_register(asked.pop("taken"), **asked).codes == codes


@pytest.mark.parametrize(
    ("waiting", "today", "meeting", "codes"),
    [
        (3, date(2026, 4, 1), date(2026, 4, 20), ()),
        (0, date(2026, 4, 1), date(2026, 4, 20), ("period",)),
        (3, date(2026, 3, 31), date(2026, 4, 20), ("period",)),
        (3, date(2026, 4, 1), date(2026, 3, 31), ("meeting_date",)),
    ],
)
def test_what_may_be_notified(waiting, today, meeting, codes):
    last = date(2026, 3, 31)
    found = rules.may_notify(waiting=waiting, last_day=last, meeting=meeting, today=today)
    assert found.codes == codes


def test_the_share_of_refusals_is_of_what_was_tried():
    counts = {Outcome.GRANTED: 6, Outcome.IN_PART: 1, Outcome.REFUSED: 3, Outcome.ENDED: 90}
    assert rules.refusal_share(counts) == 30.0
    assert rules.refusal_share({Outcome.ENDED: 4}) is None


def test_sums_that_do_not_agree_are_told():
    groups = [Group("A", (("x", 2), ("y", 3)), frozenset({5})), Group("B", (("z", 4),))]
    assert rules.disproved(groups, ("utfall", 9)) == []
    wrong = [Group("A", (("x", 2),), frozenset({5}))]
    found = rules.disproved(wrong, ("utfall", 3))
    assert len(found) == 2
    assert "5" in found[0]


KINDS = st.lists(st.integers(1, 30), min_size=1, max_size=12)


@given(counts=KINDS, least=st.integers(2, 8))
def test_no_small_count_can_be_read_or_worked_out(counts, least):
    pairs = [(f"k{n}", count) for n, count in enumerate(counts)]
    shown, rest = rules.shown_kinds(pairs, least)
    assert all(count >= least for _name, count in shown)
    assert sum(count for _name, count in shown) + rest == sum(counts)
    hidden = len(pairs) - len(shown)
    if len(pairs) > 1:
        assert hidden != 1
    if shown:
        assert hidden == 0 or rest >= least


@pytest.mark.parametrize(
    ("words", "code"),
    [("Bifall hemtjänst enligt 4 kap 1 § SoL", "SoL"), ("11 Kap 1 § Sol", "SoL"),
     ("Att godkänna avtal om vårdnad 6 Kap 17a § FB", "FB"), ("solskydd", ""),
     ("socialtjänstlagen (2001:453)", "SoL")],
)  # fmt: skip
def test_a_statute_is_spelled_in_one_way(words, code):
    assert lists.statute_of(words) == code


def test_an_act_has_the_name_of_its_day():
    assert "2001:453" in lists.statute_name("SoL", date(2025, 6, 30))
    assert "2025:400" in lists.statute_name("SoL", date(2025, 7, 1))
    assert lists.statute_name("XYZ", DAY) == "XYZ"


def test_delegates_are_read_out_of_a_point():
    assert rules.delegates("Enhetschef, socialchef eller MAS") == {
        "enhetschef",
        "socialchef",
        "mas",
    }
