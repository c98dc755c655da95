"""What prose says of a table is seen when it is wrong, in many ways of saying it, and else not."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from vaka.documents.figurecheck import check_text
from vaka.documents.figurecheck.tests.test_forms import written

TODAY = date(2024, 4, 30)
TABLES = tomllib.loads(Path(__file__).with_name("claims.toml").read_text("utf-8"))["table"]
WRONG, SOUND = ([(one["text"], text) for one in TABLES for text in one[kind]]
                for kind in ("wrong", "sound"))  # fmt: skip


def _found(table, text):
    return [one for one in check_text(written(f"{table}\n{text}\n"), TODAY)
            if one.quote in text]  # fmt: skip


@pytest.mark.parametrize(("table", "text"), WRONG, ids=lambda one: one[:40])
def test_a_wrong_claim_is_seen(table, text):
    assert {one.rule for one in _found(table, text)} <= {"text_table", "unit", "direction"}
    assert _found(table, text)


@pytest.mark.parametrize(("table", "text"), SOUND, ids=lambda one: one[:40])
def test_a_sound_likeness_is_left_alone(table, text):
    assert _found(table, text) == []
