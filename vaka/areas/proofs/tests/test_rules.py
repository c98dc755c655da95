"""The rules of looking a paper over, tabled."""

from datetime import date

import pytest

from tests.planted.cases import RULES
from vaka.areas.proofs import rules
from vaka.documents.wording import AdviceKind
from vaka.foundation.access.roles import all_roles

MAKERS = {
    role for role, one in all_roles().items() if "report.make" in one.can
}  # who makes reports looks papers over


@pytest.mark.parametrize("role", sorted(all_roles()))
def test_who_makes_reports_may_have_papers_looked_over(role):
    assert (rules.MAKE in all_roles()[role].can) is (role in MAKERS)


@pytest.mark.parametrize(
    ("name", "ok"),
    [("a.docx", True), ("A.PDF", True), ("a.md", True), ("a.csv", True), ("a.xlsx", True),
     ("a.txt", True), ("a.png", False), ("a.html", False), ("docx", False)],
)  # fmt: skip
def test_what_sorts_of_file_are_read(name, ok):
    assert rules.may_read(name).ok is ok


@pytest.mark.parametrize(
    ("reason", "marked", "ok"),
    [("Urval", False, True), (" ", False, False), ("Urval", True, False)],
)
def test_a_mark_is_set_once_with_a_reason(reason, marked, ok):
    assert rules.may_set_aside(reason=reason, is_set_aside=marked).ok is ok
    assert rules.may_take_back(is_set_aside=marked).ok is marked


def test_the_day_of_deletion_is_dated():
    assert rules.due_deletion(date(2026, 11, 28)) == date(2026, 12, 12)
    with pytest.raises(ValueError, match="2025"):
        rules.due_deletion(date(2025, 12, 31))


@pytest.mark.parametrize(("given", "words"), [(0.95, "Säker"), (0.8, "Trolig"), (0.5, "Möjlig")])
def test_certainty_is_said_in_words(given, words):
    assert rules.certainty(given) == words


def test_every_rule_and_advice_has_its_swedish_words():
    assert set(RULES) <= set(rules.RULE_LABELS)
    assert set(rules.ADVICE_LABELS) == set(AdviceKind)
