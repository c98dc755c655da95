"""`vaka measure`: figures for any unit, period, grain and cut."""

from datetime import datetime
from typing import TYPE_CHECKING

import click

from vaka.config.outcome import Outcome, Session

if TYPE_CHECKING:
    from vaka.metrics.request import Row


@click.command(help="Räkna mått. NAME är ett eller flera mått ur ”vaka measures”.")
@click.argument("names", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Alla mått.")
@click.option("--period", required=True, help="Till exempel 2023, 2023Q1 eller 2023-01..2023-06.")
@click.option("--unit", default="", help="Enhetens kod; hela kommunen om den utelämnas.")
@click.option("--by", default="", help="Indelningar med komma mellan, till exempel type,sex.")
@click.option("--grain", type=click.Choice("day week month quarter tertial year".split()),
              help="Dela perioden.")  # fmt: skip
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Läget den dagen.")
@click.pass_obj
def command(
    session: Session, names: tuple[str, ...], every: bool, period: str, unit: str, by: str,
    grain: str | None, as_of: datetime | None,
) -> Outcome:  # fmt: skip
    """Bring the snapshot up to the last commit and answer."""
    if every == bool(names):
        raise click.UsageError("Ange antingen ett eller flera mått, eller --all.")
    from vaka.config import product

    product.start(session)
    from vaka.areas.figures import queries
    from vaka.foundation.access.viewer import Viewer
    from vaka.foundation.organisation.models import Unit
    from vaka.foundation.organisation.queries import root
    from vaka.foundation.snapshot import writer
    from vaka.law.period import Grain, Period
    from vaka.metrics.definitions import MEASURES
    from vaka.metrics.request import Request

    writer.bring_up()
    request = Request(
        measures=tuple(MEASURES) if every else names,
        unit=(Unit.objects.get(code=unit) if unit else root()).code,
        period=Period.parse(period),
        by=tuple(filter(None, (part.strip() for part in by.split(",")))),
        grain=Grain(grain) if grain else None,
        as_of=as_of.date() if as_of else None,
        lenient=every,
    )
    rows = queries.ask(Viewer.system("cli"), request).rows[0]
    return Outcome({"rows": [row.as_json() for row in rows]}, "\n".join(map(_line, rows)))


def _line(row: "Row") -> str:
    from vaka.documents.swedish import number

    cut = ", ".join(f"{name} {value}" for name, value in row.by.items())
    shown = "–" if row.value is None else number(row.value, 0 if row.value == int(row.value) else 1)
    return f"{row.name} {row.unit} {row.period} {cut}: {shown}".replace(" : ", ": ")
