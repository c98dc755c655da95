"""`vaka measure`: figures for any unit, period, grain and cut."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaka.config.outcome import Outcome, Session

if TYPE_CHECKING:
    from vaka.metrics.request import Request, Row


@click.command(help="Räkna mått. NAME är ett eller flera mått ur ”vaka measures”.")
@click.argument("names", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Alla mått.")
@click.option("--period", required=True, help="Till exempel 2023, 2023Q1 eller 2023-01..2023-06.")
@click.option("--unit", default="", help="Enhetens kod; hela kommunen om den utelämnas.")
@click.option("--by", default="", help="Indelningar med komma mellan, till exempel type,sex.")
@click.option("--grain", type=click.Choice("day week month quarter tertial year".split()),
              help="Dela perioden.")  # fmt: skip
@click.option(
    "--country",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Mapp med många huvudmän; enheten är då riket, 1480 eller 1480.almen.",
)
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Läget den dagen.")
@click.pass_obj
def command(
    session: Session, names: tuple[str, ...], every: bool, period: str, unit: str, by: str,
    grain: str | None, as_of: datetime | None, country: Path | None,
) -> Outcome:  # fmt: skip
    """Bring the snapshot up to the last commit and answer."""
    if every == bool(names):
        raise click.UsageError("Ange antingen ett eller flera mått, eller --all.")
    from vaka.law.period import Grain, Period
    from vaka.metrics.definitions import MEASURES
    from vaka.metrics.request import Request

    request = Request(
        measures=tuple(MEASURES) if every else names,
        unit=unit,
        period=Period.parse(period),
        by=tuple(filter(None, (part.strip() for part in by.split(",")))),
        grain=Grain(grain) if grain else None,
        as_of=as_of.date() if as_of else None,
        lenient=every,
    )
    rows = _of_country(country, request) if country else _own(session, request)
    return Outcome({"rows": [row.as_json() for row in rows]}, "\n".join(map(_line, rows)))


def _own(session: Session, request: "Request") -> "list[Row]":
    """What the principal's own snapshot answers."""
    from vaka.config import product

    product.start(session)
    from vaka.areas.figures import queries
    from vaka.foundation.access.viewer import Viewer
    from vaka.foundation.organisation.models import Unit
    from vaka.foundation.organisation.queries import root
    from vaka.foundation.snapshot import writer

    writer.bring_up()
    unit = Unit.objects.get(code=request.unit) if request.unit else root()
    return queries.ask(Viewer.system("cli"), replace(request, unit=unit.code)).rows[0]


def _of_country(folder: Path, request: "Request") -> "list[Row]":
    """What many principals' snapshots answer together; small cells are hidden from all."""
    from vaka.law.local import declaration
    from vaka.metrics import disclosure, gathered
    from vaka.metrics.engine import Engine
    from vaka.metrics.snapshot_source import opened

    gathered.gather(folder)
    asked = replace(request, unit=request.unit or gathered.COUNTRY)
    rows = Engine(opened(folder)).evaluate(asked)
    return disclosure.suppress(rows, limit=int(declaration("disclosure.smallest_cell").default))


def _line(row: "Row") -> str:
    from vaka.documents.swedish import number

    cut = ", ".join(f"{name} {value}" for name, value in row.by.items())
    shown = "–" if row.value is None else number(row.value, 0 if row.value == int(row.value) else 1)
    return f"{row.name} {row.unit} {row.period} {cut}: {shown}".replace(" : ", ": ")
