"""A planning system's months of time: read once, replaced when changed, others' units unknown."""

from datetime import date

from vaka.areas.work_environment.imports import SCHEMA, import_rows
from vaka.areas.work_environment.models import WorkTime
from vaka.exchange.kinds import ImportOptions
from vaka.exchange.typed import read_typed

HEAD = "Enhet;Månad;Tid för;Planerad tid;Utförd tid;Larm\n"
ROWS = (
    "Almen;2024-01;Förflyttning;600;660;\n"
    "almen;2024-02-01;Larm;300;310;21\n"
    "Björken;2024-01;Larm;300;310;21\n"
    "Almen;vintern;Larm;300;310;21\n"
    "Almen;2024-03;Restid;10;10;4\n"
)


def _read(by, tmp_path, rows, **options):
    path = tmp_path / "tid.csv"
    path.write_text(HEAD + rows, encoding="utf-8")
    file = read_typed(path, SCHEMA)
    return import_rows(by=by, file=file, options=ImportOptions("tid.csv", **options)), file


def test_months_are_read_once_and_what_is_wrong_is_told(units, bo, tmp_path):
    receipt, file = _read(bo, tmp_path, ROWS, dry_run=True)
    assert (receipt.imported, WorkTime.objects.count()) == (2, 0)
    receipt, file = _read(bo, tmp_path, ROWS)
    assert (receipt.imported, receipt.rejected) == (2, 3)
    assert [one.field.partition(" (")[0] for one in file.rejects] == [
        "Enhet", "Månad", "Antal larm"]  # fmt: skip
    again, _file = _read(bo, tmp_path, ROWS)
    assert (again.imported, again.unchanged) == (0, 2)
    changed, _file = _read(bo, tmp_path, "Almen;2024-02;Larm;300;280;19\n")
    row = WorkTime.objects.get(kind="alarm")
    assert (changed.imported, row.performed_minutes, row.alarms) == (1, 280, 19)
    assert row.month == date(2024, 2, 1)
