"""`vaka report`: one report in three formats, with its data."""

from datetime import date, datetime
from pathlib import Path

import click

from vaka.config.outcome import DONE, REFUSED, Outcome, Session


@click.command(help="Gör en rapport. NAME är till exempel avvikelser eller ej-verkstallda.")
@click.argument("name")
@click.option("--period", required=True, help="Till exempel 2023 eller 2024Q1.")
@click.option("--unit", default="", help="Enhetens kod; hela kommunen om den utelämnas.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Läget den dagen.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Katalog för filerna.")
@click.pass_obj
def command(
    session: Session, name: str, period: str, unit: str, as_of: datetime | None, out: Path
) -> Outcome:
    """Make it and tell which files, from which snapshot, and what does not add up."""
    from vaka.config import product

    product.start(session)
    from django.utils import timezone

    from vaka.areas.reports import actions
    from vaka.foundation.access.viewer import Viewer
    from vaka.foundation.organisation.models import Unit
    from vaka.foundation.organisation.queries import root
    from vaka.law.period import Period

    session.say("Gör rapporten")
    day: date = as_of.date() if as_of else timezone.localdate()
    made = actions.make(
        by=Viewer.system("cli"), name=name, unit=Unit.objects.get(code=unit) if unit else root(),
        period=Period.parse(period), as_of=day, out_dir=out,
    )  # fmt: skip
    files = [str(path) for path in made.files]
    data = {"files": files, "snapshot": made.snapshot, "findings": list(made.findings)}
    lines = [*files, *(f"Att se över: {finding}" for finding in made.findings)]
    return Outcome(data, "\n".join(lines), REFUSED if made.findings else DONE)
