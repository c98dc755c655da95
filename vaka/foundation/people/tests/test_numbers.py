"""Personal identity numbers: form, day, check digit, century, and finding them in text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaka.foundation.people.numbers import InvalidNumber, find_numbers, luhn, normal, sex_of

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("811218-9876", "198112189876"),
        ("8112189876", "198112189876"),
        ("19811218-9876", "198112189876"),
        (" 198112 189876 ", "198112189876"),
        ("811218+9876", "188112189876"),
        ("198112789873", "198112789873"),  # coordination number
    ],
)
def test_a_number_becomes_twelve_digits(text: str, digits: str) -> None:
    assert normal(text, TODAY) == digits


@pytest.mark.parametrize(
    "text",
    ["811218-9875", "811318-9874", "810229-0000", "12345", "", "811218--9876", "a811218-9876"],
)
def test_what_is_none_is_refused_without_being_repeated(text: str) -> None:
    with pytest.raises(InvalidNumber) as refused:
        normal(text, TODAY)
    assert str(refused.value) == ""


@given(st.text("0123456789", min_size=9, max_size=9))
def test_exactly_one_last_digit_fits(nine: str) -> None:
    assert sum(luhn(f"{nine}{last}") for last in range(10)) == 1


@pytest.mark.parametrize(("number", "sex"), [("198112189876", "M"), ("198112189868", "K")])
def test_sex(number: str, sex: str) -> None:
    assert sex_of(number) == sex


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Anna, 19811218-9876, föll.", ["19811218-9876"]),
        ("811218-9876 och 8112189876", ["811218-9876", "8112189876"]),
        ("Telefon 0611-34 80 00, dnr 2024-01234", []),
        ("Kontot 8112189875 och 98112189876123", []),
        ("", []),
    ],
)
def test_numbers_are_found_in_free_text(text: str, found: list[str]) -> None:
    assert [text[one.start : one.end] for one in find_numbers(text)] == found
