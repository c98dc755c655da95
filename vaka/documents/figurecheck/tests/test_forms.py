"""Printed forms that real reports have: each is read, and what only looks like it is left alone."""

import itertools
import tomllib
from datetime import date
from pathlib import Path

import pytest

from vaka.documents.figurecheck import check_text

TODAY = date(2024, 4, 30)
FORMS = tomllib.loads(Path(__file__).with_name("forms.toml").read_text("utf-8"))["form"]


def written(text):
    """Turn lines with semicolons into tables of Markdown."""
    parts = []
    for is_row, lines in itertools.groupby(text.split("\n"), lambda line: ";" in line):
        held = list(lines)
        if is_row:
            cells = [line.split(";") for line in held]
            held = ["| " + " | ".join(row) + " |" for row in cells]
            held.insert(1, "|" + "---|" * len(cells[0]))
            held = ["", *held, ""]
        parts += held
    return "# Rapport\n\n" + "\n".join(parts)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.get("rule", "sound"))
def test_a_form_is_seen_and_its_likeness_left_alone(form):
    wanted = {form["rule"]} if "rule" in form else set()
    assert {one.rule for one in check_text(written(form["text"]), TODAY)} == wanted
