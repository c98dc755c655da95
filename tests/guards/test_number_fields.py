"""A number is read as people write it, in every form: no form has Django's own number fields."""

import re
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as some

from tests.guards.source import PACKAGE
from vaka.foundation.number_fields import AmountField, NumberField, WholeField

SPACES = some.sampled_from(["", " ", "\u00a0", "\u202f", "\u2009"])
BARE = re.compile(r"forms\.(?:DecimalField|FloatField|NumberInput)")


def written(value: Decimal, space: str, comma: str, minus: str) -> str:
    whole, _, decimals = f"{abs(value):,}".partition(".")
    text = whole.replace(",", space) + (comma + decimals if decimals else "")
    return (minus if value < 0 else "") + text


@given(some.decimals(-10**9, 10**9, places=2), SPACES, some.sampled_from([",", "."]),
       some.sampled_from(["-", "−", "–", "- "]), some.sampled_from(["", " "]))  # fmt: skip
def test_an_amount_is_read_back_however_it_is_written(value, space, comma, minus, edge):
    text = edge + written(value, space, comma, minus) + edge
    assert AmountField(max_digits=14, decimal_places=2).clean(text) == value
    assert NumberField().clean(text) == pytest.approx(float(value))


@given(some.integers(-(10**9), 10**9), SPACES, some.sampled_from(["-", "−"]))
def test_a_whole_number_is_read_back(value, space, minus):
    assert WholeField().clean(written(Decimal(value), space, ",", minus)) == value


@pytest.mark.parametrize("text", ["1 00", "1 0000", "12 34", "ett", "1 000 5", "1,000,5", "--1"])
def test_what_is_no_number_is_refused_with_an_example(text):
    for field in (AmountField(), NumberField(), WholeField()):
        with pytest.raises(ValidationError, match="1 000"):
            field.clean(text)


@pytest.mark.parametrize("text", ["1.000", "1,000", "2.500.000", "1,5"])
def test_a_whole_number_is_never_read_as_a_thousandth(text):
    with pytest.raises(ValidationError):
        WholeField().clean(text)


def test_the_control_asks_for_digits_and_shows_a_comma():
    assert AmountField().widget_attrs(AmountField().widget) == {"inputmode": "decimal"}
    assert WholeField().widget.input_type == "text"


def test_no_form_reads_numbers_in_another_way():
    paths = [path for path in PACKAGE.rglob("*.py") if not {"tests", "migrations"} & {*path.parts}
             and path.name != "number_fields.py"]  # fmt: skip
    assert len(paths) > 100
    assert not [str(p) for p in paths if BARE.search(p.read_text("utf-8"))]
