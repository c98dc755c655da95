"""`vaka grow`: from the embedded database to PostgreSQL, with every row compared."""

import json
import os
import subprocess
import sys
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from vaka.config.outcome import DONE, REFUSED, Outcome, Refusal, Session

if TYPE_CHECKING:
    from vaka.config.growing import Same

STOP = "Stoppa Vaka först: medan databasen kopieras ska ingen arbeta i den."


@click.command(help="Flytta den inbyggda databasen till en tom PostgreSQL och jämför varje rad.")
@click.option("--to", "address", envvar="VAKA_GROW_TO", required=True,
              help="Adressen, postgresql://…; hellre i miljövariabeln VAKA_GROW_TO, om den "
              "innehåller ett lösenord.")  # fmt: skip
@click.pass_obj
def command(session: Session, address: str) -> Outcome:
    """Copy, compare, verify on the new database, and put the old one aside."""
    from vaka.config import product

    if os.environ.get("DATABASE_URL"):
        raise Refusal("not_embedded", "Den här datakatalogen har redan en egen databas.",
                      "Ta bort DATABASE_URL om det är den inbyggda som ska flyttas.")  # fmt: skip
    product.start(session)
    from vaka.config import worker

    try:
        with worker.only_worker():
            return _grown(session, address)
    except worker.WorkerAlreadyRuns:
        raise Refusal("worker_runs", "En arbetare kör på datakatalogen.", STOP) from None


def _grown(session: Session, address: str) -> Outcome:
    from vaka.config import growing
    from vaka.foundation.audit import chain

    _open(address)
    chain.seal()
    before = growing.figures()
    tables = growing.grow(session.say)
    growing.forget_snapshot()
    checks = _verified(session, address)
    figures = growing.figures() == before
    ok = figures and checks["ok"] and all(one.ok for one in tables)
    kept = _put_aside(session) if ok else ""
    data = {"ok": ok, "tables": len(tables), "rows": sum(one.rows for one in tables),
            "differ": [one.table for one in tables if not one.ok], "figures_same": figures,
            "checks": checks["checks"], "kept": kept}  # fmt: skip
    return Outcome(data, _words(tables, ok, kept), DONE if ok else REFUSED)


def _open(address: str) -> None:
    from django.db import OperationalError

    from vaka.config import growing
    from vaka.config.databases import UnknownDatabase

    try:
        growing.open_target(address)
    except growing.NotEmpty:
        raise Refusal("not_empty", "Databasen har redan tabeller.",
                      "Skapa en ny, tom databas för Vaka.") from None  # fmt: skip
    except UnknownDatabase as error:
        raise Refusal("unknown_database", str(error)) from None
    except OperationalError:
        raise Refusal("no_contact", "Databasen svarar inte på adressen.",
                      "Kontrollera värd, port, namn och konto.") from None  # fmt: skip


def _verified(session: Session, address: str) -> dict[str, Any]:
    """Run `vaka verify` on the new database in a process of its own."""
    command = [sys.executable, "-m", "vaka.config.cli", "--data", str(session.data_dir)]
    environment = os.environ | {"DATABASE_URL": address}
    done = subprocess.run(  # noqa: S603 - our own command
        [*command, "--json", "verify"], env=environment, capture_output=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return {"ok": found.get("ok", False), "checks": found.get("checks", [found.get("error")])}


def _put_aside(session: Session) -> str:
    """So that nobody goes on in the old one by mistake; nothing of it is changed."""
    from django.db import connections

    connections.close_all()
    old = session.data_dir / "vaka.sqlite3"
    kept = old.with_name(f"vaka.sqlite3.grown-{datetime.now():%Y%m%d-%H%M%S}")
    old.rename(kept)
    return str(kept)


def _words(tables: "list[Same]", ok: bool, kept: str) -> str:
    if not ok:
        wrong = ", ".join(one.table for one in tables if not one.ok) or "siffror eller kontroller"
        return (
            f"De två databaserna skiljer sig åt: {wrong}. Den inbyggda är oförändrad och används "
            "fortfarande. Töm den nya innan du försöker igen."
        )
    rows = sum(one.rows for one in tables)
    return (
        f"{rows} rader i {len(tables)} tabeller är flyttade och lika på båda sidor; logg, filer "
        "och siffror stämmer. Sätt DATABASE_URL och starta Vaka. "
        f"Den gamla databasen finns i {kept}."
    )
