"""`vaka figures`: what papers of any kind say against themselves."""

from datetime import date
from pathlib import Path

import click

from vaka.config.outcome import DONE, REFUSED, Outcome


@click.command(
    help="""Granska siffrorna i DOCX, PDF, Markdown, CSV, XLSX eller text.

Ger motsägelser: summor, andelar, förändringar, datum och annat som filerna säger emot sig själva
om. Flera filer jämförs också med varandra."""
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]),
              help="Den dag som förfallna datum räknas från; utan val i dag.")  # fmt: skip
def command(files: tuple[Path, ...], today: date | None) -> Outcome:
    """Read the files, ask every rule, and answer."""
    from vaka.config.figuring import checked, told

    found = checked(files, today)
    return Outcome({"findings": [one.row() for one in found]}, told(found),
                   REFUSED if found else DONE)  # fmt: skip
