"""A year's ledger: `vaka import sie` to stored sums against django-import-export into one table.

The SIE 4 file has 200 000 vouchers in 600 000 rows. Ours reads it, proves each voucher, gathers the
result accounts by month, responsibility, activity and account, and stores them with a log row. The
peer gets the same rows as a plain CSV file, a tenth of them, and is scaled by rows. Each side runs
in a process of its own on a fresh SQLite file; start, tables and units stand before the clock.
"""

import json
import os
import random
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import imports as common

VOUCHERS = int(os.environ.get("VAKA_BENCH_VOUCHERS", "200000"))
ROWS_EACH, TENTH = 3, 10
RESPONSIBILITIES = [str(number) for number in range(744010, 744100)]
ACCOUNTS = [str(number) for number in range(5010, 5050)]
HEADINGS = ["row", "voucher", "day", "text", "account", "responsibility", "activity", "amount"]


def rows(vouchers: int):
    """Give voucher, day, account, responsibility, activity and öre of every row."""
    chance = random.Random(11)
    for number in range(1, vouchers + 1):
        day = f"2024{chance.randint(1, 12):02d}{chance.randint(1, 28):02d}"
        code, account = chance.choice(RESPONSIBILITIES), chance.choice(ACCOUNTS)
        cost, fee = chance.randint(100, 900_000), chance.randint(1, 90)
        yield number, day, account, code, cost
        yield number, day, "6110", code, fee
        yield number, day, "1910", "", -cost - fee


def write_sie(path: Path, vouchers: int) -> None:
    """Write a SIE 4 file as ledgers export it: CP437, two dimensions, three rows a voucher."""
    with path.open("w", encoding="cp437", newline="\r\n") as out:
        out.write('#FLAGGA 0\n#FORMAT PC8\n#SIETYP 4\n#PROGRAM "Prov" 1\n#FNAMN "Provkommun"\n'
                  '#RAR 0 20240101 20241231\n#DIM 1 "Ansvar"\n#DIM 6 "Verksamhet"\n')  # fmt: skip
        last = 0
        for number, day, account, code, ore in rows(vouchers):
            if number != last:
                out.write(f'{"}" + chr(10) if last else ""}#VER A {number} {day} "Faktura"\n{{\n')
                last = number
            objects = f'1 "{code}" 6 "510"' if code else ""
            sign = "-" if ore < 0 else ""
            whole, part = divmod(abs(ore), 100)
            out.write(f"   #TRANS {account} {{{objects}}} {sign}{whole}.{part:02d}\n")
        out.write("}\n")


def write_csv(path: Path, vouchers: int) -> None:
    """Write the same rows as the peer reads them."""
    with path.open("w", encoding="utf-8") as out:
        out.write(",".join(HEADINGS) + "\n")
        for place, (number, day, account, code, ore) in enumerate(rows(vouchers)):
            date = f"{day[:4]}-{day[4:6]}-{day[6:]}"
            out.write(f"{place},{number},{date},Faktura,{account},{code},510,{ore}\n")


def ours(path: Path) -> int:
    """Import as `vaka import sie` does, and prove that what is stored is what the file holds."""
    from vaka.areas.economy.ledger import import_sie
    from vaka.exchange.kinds import ImportOptions
    from vaka.foundation.access.viewer import Viewer

    receipt, rejects = import_sie(
        by=Viewer.system("benchmark"), path=path, options=ImportOptions("bench", "vaka")
    )
    return receipt.imported if not rejects else 0


def proved(vouchers: int) -> None:
    """Stop unless the stored sums are, to the öre, the costs of the file."""
    from django.db.models import Sum

    from vaka.areas.economy.models import LedgerSum

    stored = LedgerSum.objects.aggregate(money=Sum("outcome"))["money"]
    told = -sum(row[-1] for row in rows(vouchers) if row[2] != "1910")
    if stored != told:
        raise SystemExit(f"stored {stored}, the file holds {told}")


def peer(path: Path) -> int:
    """Import into one plain table by django-import-export, in its bulk mode. Gives the rows."""
    import tablib
    from django.db import connection, models
    from import_export import resources

    class Row(models.Model):
        """The same columns, nothing beside them."""

        row = models.IntegerField(unique=True)
        voucher = models.IntegerField()
        day = models.DateField()
        text = models.TextField(blank=True)
        account = models.CharField(max_length=20)
        responsibility = models.CharField(max_length=20, blank=True)
        activity = models.CharField(max_length=20, blank=True)
        amount = models.BigIntegerField()

        class Meta:
            app_label = "economy"
            db_table = "plain"

    with connection.schema_editor() as editor:
        editor.create_model(Row)

    class RowResource(resources.ModelResource):
        """As the manual's getting-started page has it."""

        class Meta:
            model = Row
            import_id_fields = ("row",)

    dataset = tablib.Dataset().load(path.read_text("utf-8"), format="csv")
    return int(RowResource().import_data(dataset, raise_errors=True).totals["new"])


def child(side: str, folder: Path, path: Path, vouchers: int) -> None:
    """Run one side in this process and print seconds and rows."""
    import time

    common.start(folder)
    common.open_units()
    began = time.perf_counter()
    count = {"ours": ours, "peer": peer}[side](path)
    seconds = time.perf_counter() - began
    if side == "ours":
        proved(vouchers)
    print(json.dumps({"seconds": seconds, "rows": count}))


def measured(side: str, vouchers: int) -> float:
    """Run one side in a new process on a new database. Gives its seconds."""
    import subprocess

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger"
        (write_sie if side == "ours" else write_csv)(path, vouchers)
        (Path(folder) / "data").mkdir()
        told = [side, str(Path(folder) / "data"), str(path), str(vouchers)]
        done = subprocess.run(
            [sys.executable, __file__, *told], capture_output=True, text=True, check=False
        )
    if done.returncode:
        raise SystemExit(done.stderr[-800:])
    found = json.loads(done.stdout.splitlines()[-1])
    if found["rows"] != vouchers * ROWS_EACH:
        raise SystemExit(f"{side} took in {found['rows']} of {vouchers * ROWS_EACH} rows")
    return float(found["seconds"])


def main() -> int:
    """Measure both and print the line."""
    try:
        import import_export  # noqa: F401
    except ImportError:
        print("sie ratio=missing peer=django-import-export conditions=run `make bench`")
        return 0
    mine, theirs = measured("ours", VOUCHERS), measured("peer", VOUCHERS // TENTH) * TENTH
    print(
        f"sie ratio={theirs / mine:.1f} goal=20 peer=django-import-export conditions="
        f"{VOUCHERS} vouchers in {VOUCHERS * ROWS_EACH} rows stored and proved to the öre, "
        f"{os.cpu_count()} cores, SQLite WAL, vaka {mine:.1f} s (goal 8), "
        f"peer {theirs:.0f} s scaled from a tenth"
    )
    return 0


if __name__ == "__main__":
    if len(sys.argv) == 5:
        child(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
    else:
        sys.exit(main())
