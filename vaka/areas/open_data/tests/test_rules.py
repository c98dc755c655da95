"""The rules of keys and open data, tabled."""

from datetime import date

import pytest

from vaka.areas.open_data import rules
from vaka.areas.open_data.rules import KeyStanding
from vaka.foundation.access.roles import all_roles

TODAY, SOON, FAR = date(2026, 3, 10), date(2026, 9, 1), date(2028, 1, 1)


@pytest.mark.parametrize("role", sorted(all_roles()))
def test_who_issues_keys_and_publishes(role):
    may = role in {"quality_developer", "controller"}
    assert (rules.ISSUE in all_roles()[role].can) is may
    assert (rules.PUBLISH in all_roles()[role].can) is may


@pytest.mark.parametrize(
    ("first", "last", "revoked", "expected"),
    [
        (TODAY, TODAY, None, KeyStanding.VALID),
        (TODAY, SOON, None, KeyStanding.VALID),
        (SOON, FAR, None, KeyStanding.WAITS),
        (date(2025, 1, 1), date(2026, 3, 9), None, KeyStanding.ENDED),
        (TODAY, SOON, TODAY, KeyStanding.REVOKED),
    ],
)
def test_how_a_key_stands(first, last, revoked, expected):
    assert rules.standing(first, last, revoked, TODAY) is expected


@pytest.mark.parametrize(
    ("first", "last", "codes"),
    [
        (TODAY, SOON, ()),
        (SOON, TODAY, ("to_date",)),
        (date(2025, 1, 1), date(2026, 3, 9), ("to_date",)),
        (TODAY, FAR, ("to_date",)),
    ],
)
def test_a_key_has_a_last_day_within_reach(first, last, codes):
    verdict = rules.may_issue(from_date=first, to_date=last, today=TODAY, longest_days=400)
    assert verdict.codes == codes


def test_a_key_is_revoked_once_with_the_reason():
    assert rules.may_revoke(stands=KeyStanding.VALID, words="Verktyget byts").ok
    again = rules.may_revoke(stands=KeyStanding.REVOKED, words=" ")
    assert again.codes == ("revoked", "words")


@pytest.mark.parametrize(
    ("measures", "first", "last", "cut", "codes"),
    [
        (["falls"], 2023, 2025, "", ()),
        (["falls"], 2025, 2025, "type", ()),
        ([], 2025, 2025, "", ("measures",)),
        (["falls"], 2025, 2026, "", ("last_year",)),
        (["falls"], 2025, 2024, "sex", ("last_year", "cut")),
    ],
)
def test_a_data_set_is_whole_years_of_something(measures, first, last, cut, codes):
    verdict = rules.may_describe(measures=measures, first_year=first, last_year=last,
                                 this_year=2026, cut=cut, cuts=[("type",)])  # fmt: skip
    assert verdict.codes == codes


def test_a_measure_is_published_in_one_place_only():
    assert rules.may_publish(taken=[], rows=9, shown=5).ok
    assert rules.may_publish(taken=["Fall"], rows=9, shown=0).codes == ("taken", "shown")


def test_only_what_is_live_is_withdrawn():
    assert rules.may_withdraw(is_live=True, words="Fel år").ok
    assert rules.may_withdraw(is_live=False, words="").codes == ("state", "words")
