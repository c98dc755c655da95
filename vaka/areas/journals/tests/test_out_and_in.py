"""The command that writes files, and the receipt that is read in again."""

import csv
import json
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import join
from vaka.areas.journals import actions, imports
from vaka.areas.journals.models import JournalFile, JournalRow
from vaka.areas.journals.rules import RowState
from vaka.config.cli import run
from vaka.exchange.kinds import ImportOptions
from vaka.exchange.typed import read_typed
from vaka.foundation.access.viewer import NotAllowed


@pytest.fixture
def command(monkeypatch, capsys, tmp_path):
    """Give a function that runs the command for some days and gives its code and answer."""
    monkeypatch.setattr("vaka.config.product.start", lambda _session: None)

    def told(period, unit="almen"):
        asked = ["--json", "export", "journal", str(tmp_path), "--unit", unit, "--period", period]
        code = run(asked)
        return code, json.loads(capsys.readouterr().out)

    return told


def test_a_file_and_a_manifest_a_day_once(tied, mark, noted, command, yesterday, tmp_path):
    before = yesterday - timedelta(days=1)
    mark(), noted(), mark(day=before)
    code, told = command(f"{before}..{yesterday}")
    assert (code, told["rows"], told["left"]) == (0, 3, [])
    assert [one["day"] for one in told["files"]] == [str(before), str(yesterday)]
    for one in told["files"]:
        with open(one["file"], encoding="utf-8", newline="") as lines:
            assert len(list(csv.DictReader(lines, delimiter=";"))) == one["rows"]
        with open(one["manifest"], encoding="utf-8") as text:
            assert json.load(text)["sha256"] == one["sha256"]
    assert {path.stat().st_mode & 0o077 for path in tmp_path.iterdir()} == {0}
    assert set(JournalFile.objects.values_list("sent_date", flat=True)) == {timezone.localdate()}
    code, told = command(f"{before}..{yesterday}")
    assert (code, told["error"]["code"]) == (1, "nothing_left")


def test_a_file_that_nobody_was_given_is_written_by_the_next_run(
    tied, mark, command, bo, units, yesterday
):
    mark()
    made = actions.make_file(by=bo, unit=units["almen"], day=yesterday)
    code, told = command(str(yesterday))
    assert (code, [one["sha256"] for one in told["files"]]) == (0, [made.digest])


def test_what_hinders_is_told_and_the_code_says_so(tied, mark, room, command, yesterday):
    mark()
    other = type(room).objects.create(unit=room.unit, label="102", minutes=1)
    mark(in_room=other)
    code, told = command(str(yesterday))
    assert (code, told["rows"]) == (1, 1)
    assert [(one["fault"], one["rows"]) for one in told["left"]] == [("unlinked", 1)]


def test_a_unit_that_does_not_exist(units, command):
    assert command("2026-11", "ingen")[1]["error"]["code"] == "unknown_unit"


def receipt(tmp_path, *rows):
    path = tmp_path / "kvittens.csv"
    path.write_text("\n".join(["rad;svar;journalpost;skäl", *rows]) + "\n", "utf-8")
    return read_typed(path, imports.SCHEMA)


def test_a_receipt_accounts_for_every_row(tied, mark, noted, bo, units, yesterday, tmp_path):
    mark(), noted()
    actions.make_file(by=bo, unit=units["almen"], day=yesterday)
    good, bad = JournalRow.objects.order_by("noted_at")
    lines = (f"{good.pk};mottagen;J-1;", f"{bad.pk};avvisad;;Personen saknas",
             "01a2230b-0000-7000-8000-000000000000;mottagen;J-2;", "x;mottagen;J-3;")  # fmt: skip
    options = ImportOptions("kvittens.csv")
    dry = imports.import_rows(by=bo, file=receipt(tmp_path, *lines),
                              options=ImportOptions("kvittens.csv", dry_run=True))  # fmt: skip
    assert (dry.imported, dry.rejected) == (2, 2)
    assert set(JournalRow.objects.values_list("state", flat=True)) == {RowState.WAITS}
    told = imports.import_rows(by=bo, file=receipt(tmp_path, *lines), options=options)
    assert (told.read, told.imported, told.unchanged, told.rejected) == (4, 2, 0, 2)
    again = imports.import_rows(by=bo, file=receipt(tmp_path, *lines[:2]), options=options)
    assert (again.imported, again.unchanged) == (0, 2)
    states = JournalRow.objects.order_by("noted_at").values_list("state", "entry", "reason")
    assert list(states) == [("accepted", "J-1", ""), ("refused", "", "Personen saknas")]


def test_another_units_manager_answers_nothing(tied, mark, bo, units, yesterday, tmp_path):
    mark()
    actions.make_file(by=bo, unit=units["almen"], day=yesterday)
    row = JournalRow.objects.get()
    file = receipt(tmp_path, f"{row.pk};mottagen;J-1;")
    told = imports.import_rows(by=join("cecilia", units), file=file, options=ImportOptions("k.csv"))
    assert (told.imported, told.rejected) == (0, 1)
    with pytest.raises(NotAllowed):
        imports.import_rows(by=join("kim", units), file=file, options=ImportOptions("k.csv"))
