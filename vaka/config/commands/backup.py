"""`vaka backup`: one consistent archive, while the product runs."""

from pathlib import Path

import click

from vaka.config.outcome import Outcome, Refusal, Session

KEYS = "Nyckelringen ingår inte. Ta ut den med ”vaka keys export FIL” och förvara den för sig."


@click.command(help="Skriv en säkerhetskopia av databas och filer. Nyckelringen ingår inte.")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def command(session: Session, file: Path) -> Outcome:
    """Seal the log, copy the database, add the files."""
    from vaka.config import product

    product.start(session)
    from django.utils import timezone

    from vaka.config import archive
    from vaka.foundation.audit import chain

    _refuse_grown()
    if file.exists():
        raise Refusal("file_exists", f"Filen {file} finns redan.", "Välj ett annat namn.")
    chain.seal()
    contents = archive.make(file, timezone.localtime().isoformat())
    data = {"file": str(file), "size": file.stat().st_size, "files": contents.files,
            "made_at": contents.made_at, "keys_included": False}  # fmt: skip
    return Outcome(data, f"Säkerhetskopian står i {file}. {KEYS}")


def _refuse_grown() -> None:
    from django.db import connection

    if connection.vendor != "sqlite":
        raise Refusal("not_embedded", "Säkerhetskopian gäller den inbyggda databasen.",
                      "Ta kopian med pg_dump, och kopiera datakatalogen.")  # fmt: skip
