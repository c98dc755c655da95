"""Surveys and registers in: shares without "vet ej", few answers, test databases, corrections."""

import pytest

from vaka.areas.figures.imports import IMPORTS
from vaka.areas.figures.models import Observation, ObservationBefore
from vaka.exchange.kinds import ImportOptions, run
from vaka.exchange.typed import read_typed
from vaka.foundation.access.viewer import Viewer

KINDS = {kind.kind: kind for kind in IMPORTS}
SURVEY = "Fråga;Enhet;År;Kön;Antal positiva svar;Antal svar;Vet ej\n"
REGISTER = "Indikator;Enhet;År;Täljare;Nämnare;Databas\n"


def _read(tmp_path, kind, text):
    path = tmp_path / "fil.csv"
    path.write_text(text, encoding="utf-8")
    file = read_typed(path, KINDS[kind].schema)
    options = ImportOptions(source="fil.csv")
    receipt = run(KINDS[kind], by=Viewer.system("test"), file=file, options=options)
    return receipt, list(Observation.objects.order_by("measure", "sex"))


def test_a_share_is_of_those_who_have_an_opinion(units, tmp_path):
    rows = "U21468;Almen;2025;;16;22;2\nSammantaget nöjd, hemtjänst;Almen;2025;K;9;10;0\n"
    receipt, [both, women] = _read(tmp_path, "survey", SURVEY + rows)
    assert (receipt.imported, receipt.rejected) == (2, 0)
    assert (both.measure, both.value, both.denominator) == ("survey_home_satisfied_share", 80, 20)
    assert (both.n, both.measured_in, both.source) == (22, "percent", "fil.csv")
    assert women.value == 90


def test_fewer_than_seven_answers_are_told_but_never_shown(units, tmp_path):
    receipt, [few] = _read(tmp_path, "survey", SURVEY + "U21468;Almen;2025;;6;6;0\n")
    assert (few.value, few.numerator) == (None, None)
    assert "Färre än 7 svar" in few.note
    assert receipt.warnings


@pytest.mark.parametrize(
    "row", ["U21468;Almen;2025;;5;10;11", "Väder;Almen;2025;;5;10;0", "U21468;Rymden;2025;;5;10;0",
            "U21468;Almen;våren;;5;10;0", "U21468;Almen;2025;;11;10;0"]
)  # fmt: skip
def test_what_cannot_be_is_rejected(units, tmp_path, row):
    receipt, found = _read(tmp_path, "survey", f"{SURVEY}{row}\n")
    assert (receipt.rejected, found) == (1, [])


@pytest.mark.parametrize(
    ("row", "value"),
    [("Smärtskattning under sista levnadsveckan;Almen;2025;6;8;", 75),
     ("U70505;Almen;2025;6;8;skarp", 75), ("U70505;Almen;2025;6;8;test", None),
     ("bpsd_test_persons;Almen;2025;;;Testdatabas", "kept"),
     ("bpsd_test_persons;Almen;2025;;;skarp", None), ("U70505;Almen;2025;9;8;", None)],
)  # fmt: skip
def test_a_test_database_and_the_live_one_stay_apart(units, tmp_path, row, value):
    receipt, found = _read(tmp_path, "register", f"{REGISTER}{row}\n")
    assert receipt.rejected == (value is None)
    assert [one.value for one in found] == ([] if value is None else
                                            [None] if value == "kept" else [value])  # fmt: skip


def test_a_number_read_in_anew_keeps_what_stood(units, tmp_path):
    row = REGISTER + "U70505;Almen;2025;{};8;\n"
    _read(tmp_path, "register", row.format(6))
    again, _rows = _read(tmp_path, "register", row.format(6))
    assert again.unchanged == 1
    _receipt, [now] = _read(tmp_path, "register", row.format(4))
    assert now.value == 50
    assert [one.value for one in ObservationBefore.objects.all()] == [75]
