"""Import of deviations: all of Vaka's tables and log against django-import-export into one table.

Each side runs in a process of its own on a fresh SQLite file with Vaka's settings, so that the
peak of memory above the idle process can be read; start, tables and units stand before the clock.
The peer is run twice: as its manual shows it, and in its bulk mode (`use_bulk`, `skip_diff`). The
manual's way takes a millisecond or more a row, so it runs on fewer rows and is scaled by rows; the
conditions say how many. One line a ratio.
"""

import csv
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

ROWS = int(os.environ.get("VAKA_BENCH_ROWS", "100000"))
PEER_ROWS = {"manual": ROWS // 10, "bulk": ROWS}
UNITS = 40
HEADINGS = (
    "Ärendenummer", "Enhet", "Lagrum", "Typ", "Händelsetid", "Rapporterad", "Plats", "Beskrivning",
    "Direkt åtgärd", "Allvarlighetsgrad", "Sannolikhet", "Riskbedömd", "Avslutad", "Avslutad hur",
    "Återkoppling",
)  # fmt: skip
COLUMNS = (
    "source_id unit law type occurred_at reported_at place text immediate_measure severity "
    "likelihood assessed_at closed_at closed_how closing_words"
).split()
WORDS = "boende hittades golvet vid sängen ingen skada lyft ssk kontaktad tillsyn larm natt".split()


def write_file(path: Path, rows: int, headings: tuple[str, ...] | list[str]) -> None:
    """Write a file of deviations; two thirds are closed."""
    chance = random.Random(7)
    with path.open("w", newline="", encoding="utf-8") as out:
        lines = csv.writer(out)
        lines.writerow(headings)
        for number in range(rows):
            lines.writerow(a_row(number, chance))


def a_row(number: int, chance: random.Random) -> list[object]:
    """One deviation of 2023."""
    occurred = datetime(2023, 1, 1) + timedelta(minutes=chance.randrange(520_000))
    reported = occurred + timedelta(hours=chance.randrange(40))
    assessed, closed = reported + timedelta(days=3), reported + timedelta(days=20)
    is_closed = number % 3 > 0
    text = " ".join(chance.choices(WORDS, k=18))
    stamp = "%Y-%m-%d %H:%M"
    return [
        f"K{number}", f"enhet-{number % UNITS}", "HSL", "Fall utan skada", occurred.strftime(stamp),
        reported.strftime(stamp), f"rum {number % 30}", text, "Tillsyn varje timme",
        chance.randint(1, 4), chance.randint(1, 4), assessed.strftime(stamp),
        closed.strftime(stamp) if is_closed else "",
        "without_investigation" if is_closed else "", "Tack för rapporten" if is_closed else "",
    ]  # fmt: skip


def start(folder: Path) -> None:
    """Start Django with Vaka's own settings on a fresh database."""
    from vaka.config import product
    from vaka.config.keys import KeyRing

    os.environ["VAKA_KEYS"] = str(folder / "keys")
    KeyRing.of(folder).make()
    product.set_up(folder)
    product.migrate()


def open_units() -> None:
    """Open the units that the file names; they stand before any import."""
    from datetime import date

    from vaka.foundation.access.viewer import Viewer
    from vaka.foundation.organisation.actions import NewUnit, open_unit

    by = Viewer.system("benchmark")
    top = open_unit(by=by, new=NewUnit("vaka", "Vaka", "principal", date(2020, 1, 1)))
    for number in range(UNITS):
        code = f"enhet-{number}"
        open_unit(by=by, new=NewUnit(code, code, "ward", date(2020, 1, 1), top))


def ours(file: Path) -> int:
    """Import as `vaka import deviations` does. Gives the rows imported."""
    from vaka.areas.deviations.imports import SCHEMA, import_rows
    from vaka.exchange.kinds import ImportOptions
    from vaka.exchange.typed import read_typed
    from vaka.foundation.access.viewer import Viewer

    by = Viewer.system("benchmark")
    receipt = import_rows(by=by, file=read_typed(file, SCHEMA), options=ImportOptions("bench"))
    return receipt.imported


def peer(file: Path, *, bulk: bool) -> int:
    """Import into one plain table by django-import-export. Gives the rows imported."""
    import tablib
    from django.db import connection, models
    from import_export import resources

    class Plain(models.Model):
        """The same fifteen columns, nothing beside them."""

        class Meta:
            app_label = "deviations"
            db_table = "plain"

    for name in COLUMNS:
        Plain.add_to_class(name, _column(name))
    with connection.schema_editor() as editor:
        editor.create_model(Plain)

    class PlainResource(resources.ModelResource):
        """As the manual's getting-started page has it; the bulk options of its bulk page."""

        class Meta:
            model = Plain
            import_id_fields = ("source_id",)
            use_bulk = bulk
            skip_diff = bulk
            batch_size = 1000

    dataset = tablib.Dataset().load(file.read_text("utf-8"), format="csv")
    result = PlainResource().import_data(dataset, raise_errors=True)
    return int(result.totals["new"])


def _column(name: str):
    from django.db import models

    if name in {"severity", "likelihood"}:
        return models.IntegerField(null=True)
    if name.endswith("_at"):
        return models.DateTimeField(null=True, blank=True)
    if name == "source_id":
        return models.CharField(max_length=80, unique=True)
    return models.TextField(blank=True)


def child(side: str, folder: Path, file: Path) -> None:
    """Run one side in this process and print seconds, rows and memory above idle."""
    start(folder)
    open_units()
    run = {
        "ours": lambda: ours(file),
        "manual": lambda: peer(file, bulk=False),
        "bulk": lambda: peer(file, bulk=True),
    }[side]
    idle = _peak()
    began = time.perf_counter()
    rows = run()
    seconds = time.perf_counter() - began
    print(json.dumps({"seconds": seconds, "rows": rows, "memory": _peak() - idle}))


def _peak() -> int:
    """The process's highest memory so far, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def measured(side: str, rows: int) -> dict[str, float]:
    """Run one side in a new process on a new database and scale its seconds to all rows."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "deviations.csv"
        write_file(file, rows, HEADINGS if side == "ours" else COLUMNS)
        command = [sys.executable, __file__, side, str(Path(folder) / "data"), str(file)]
        (Path(folder) / "data").mkdir()
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr[-800:])
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    if found["rows"] != rows:
        raise SystemExit(f"{side} took in {found['rows']} of {rows} rows")
    return found | {"seconds": found["seconds"] * ROWS / rows, "a_row": found["seconds"] / rows}


def main() -> int:
    """Measure the three and print the lines."""
    try:
        import import_export  # noqa: F401
    except ImportError:
        print("import ratio=missing peer=django-import-export conditions=run `make bench`")
        return 0
    mine, manual, bulk = (
        measured("ours", ROWS), measured("manual", PEER_ROWS["manual"]),
        measured("bulk", PEER_ROWS["bulk"]),
    )  # fmt: skip
    where = f"{ROWS} rows, {os.cpu_count()} cores, SQLite WAL, vaka {mine['seconds']:.1f} s"
    scaled = f"peer {manual['seconds']:.0f} s scaled from {PEER_ROWS['manual']} rows"
    print(f"import ratio={manual['seconds'] / mine['seconds']:.1f} goal=20 "
          f"peer=django-import-export conditions={where}, {scaled}")  # fmt: skip
    print(f"import-bulk ratio={bulk['seconds'] / mine['seconds']:.1f} goal=8 "
          f"peer=django-import-export use_bulk skip_diff conditions={where}, "
          f"peer {bulk['seconds']:.0f} s")  # fmt: skip
    own, theirs = mine["memory"] / 2**20, manual["memory"] / 2**20 * ROWS / PEER_ROWS["manual"]
    print(f"import-memory ratio={theirs / own:.1f} goal=4 peer=django-import-export "
          f"conditions=above idle: vaka {own:.0f} MiB, "
          f"peer {theirs:.0f} MiB scaled by rows")  # fmt: skip
    return 0


if __name__ == "__main__":
    if len(sys.argv) == 4:
        child(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        sys.exit(main())
