"""`vaka chart`: limits and signals of any series of points, by the published rules."""

from pathlib import Path

import click

from vaka.config.outcome import Outcome

KINDS = "run i xmr mr p pp u up c g t funnel".split()


@click.command(
    help="""Räkna gränser och signaler för punkterna i en CSV-fil.

Kolumner: series, i och y; n och d för andelar och kvoter. KIND är diagrammets sort."""
)
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--rules", type=click.Choice(["nhs", "anhoej"]),
              help="Vems regler. Utan val: nhs för xmr, annars anhoej.")  # fmt: skip
@click.option("--freeze", type=click.IntRange(min=2),
              help="Räkna gränserna på de första N punkterna i varje serie.")  # fmt: skip
@click.option("--no-screen", is_flag=True,
              help="Behåll rörliga spann som själva är signaler.")  # fmt: skip
def command(kind: str, file: Path, rules: str | None, freeze: int | None, no_screen: bool) -> (
    Outcome
):  # fmt: skip
    """Read the file, judge every series, and answer."""
    from vaka.config import charting
    from vaka.exchange.points import read_points

    rows, series = charting.charted(kind, read_points(file), rules, freeze, not no_screen)
    return Outcome({"rows": rows, "series": series}, charting.told(rows, series))
