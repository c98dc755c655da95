"""Importing deviations: every row accounted for, twice is once, foreign units stay foreign."""

import pytest

from vaka.areas.deviations.imports import SCHEMA, import_rows
from vaka.areas.deviations.models import Deviation
from vaka.exchange.kinds import ImportOptions
from vaka.exchange.typed import read_typed
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.cases.models import Case

HEAD = (
    "Ärendenummer;Enhet;Lagrum;Typ;Händelsetid;Rapporterad;Beskrivning;Allvarlighetsgrad;"
    "Sannolikhet;Avslutad\n"
)
GOOD = "A1;Almen;HSL;Fall utan skada;2024-02-01 03:10;2024-02-01;Satt på golvet;2;3;\n"
CLOSED = "A2;almen;;Hot och våld;2024-02-03 18:00;2024-02-03;Slog;Mindre;Liten;2024-02-20\n"


@pytest.fixture
def take_in(tmp_path, units):
    """Give a function that imports rows as somebody and returns the receipt and the file."""

    def run(rows, by=None, **options):
        path = tmp_path / "in.csv"
        path.write_text(HEAD + rows, encoding="utf-8")
        file = read_typed(path, SCHEMA)
        by = by or Viewer.system("test")
        return import_rows(by=by, file=file, options=ImportOptions("in.csv", **options)), file

    return run


def test_good_rows_become_cases_with_their_steps(take_in):
    receipt, _file = take_in(GOOD + CLOSED)
    assert (receipt.read, receipt.imported, receipt.rejected) == (2, 2, 0)
    closed = Case.objects.get(source_key__contains="A2")
    steps = list(closed.events.values_list("to_state", flat=True))
    assert steps == ["reported", "assessed", "closed"]
    assert Deviation.objects.get(case=closed).law == "SoL"


def test_each_case_has_its_log_row(take_in):
    take_in(GOOD + CLOSED)
    assert AuditRow.objects.filter(verb="deviation.import").count() == 2


def test_the_same_file_again_changes_nothing(take_in):
    take_in(GOOD)
    before = AuditRow.objects.count(), Case.objects.count()
    receipt, _file = take_in(GOOD)
    assert (receipt.imported, receipt.unchanged) == (0, 1)
    assert (AuditRow.objects.count(), Case.objects.count()) == before


def test_a_changed_row_is_told_and_leaves_the_case(take_in):
    take_in(GOOD)
    receipt, file = take_in(GOOD.replace("Satt på", "Låg på"))
    assert receipt.unchanged == 1
    assert "ändrats i källan" in file.warnings[0].reason
    assert Deviation.objects.get().text == "Satt på golvet"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (GOOD.replace("Almen", "Gläntan"), "Enheten finns inte"),
        (GOOD.replace("2024-02-01 03:10", "2024-02-0"), "inte i kalendern"),
        (GOOD.replace("Fall utan skada", ""), "saknas"),
    ],
)
def test_a_bad_row_is_rejected_and_the_good_one_comes_in(take_in, row, reason):
    receipt, file = take_in(row + CLOSED)
    assert (receipt.imported, receipt.rejected) == (1, 1)
    assert reason in file.rejects[0].reason
    assert file.rejects[0].row == 2


def test_unknown_types_and_half_grades_are_told(take_in):
    row = GOOD.replace("Fall utan skada", "Marsvin på rymmen").replace(";2;3;", ";2;;")
    receipt, file = take_in(row)
    reasons = " ".join(warning.reason for warning in file.warnings)
    assert receipt.imported == 1
    assert "inte i listan" in reasons
    assert "Bara den ena" in reasons


def test_a_dry_run_saves_nothing(take_in):
    receipt, _file = take_in(GOOD, dry_run=True)
    assert receipt.imported == 1
    assert not Case.objects.exists()


def test_a_manager_imports_for_the_own_home_only(take_in, cecilia):
    receipt, file = take_in(GOOD, by=cecilia, unit_code="bjorken")
    assert receipt.rejected == 1
    assert "finns inte" in file.rejects[0].reason


def test_a_carer_imports_nothing(take_in, astrid):
    with pytest.raises(NotAllowed):
        take_in(GOOD, by=astrid)
