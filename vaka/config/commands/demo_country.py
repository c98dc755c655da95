"""`vaka demo-country`: a country's facts, many principals' snapshots side by side."""

import shutil
import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import click

from vaka.config.outcome import Outcome, Refusal, Session

MARK = "land.json"


@click.command(help="Hitta på ett helt lands uppgifter, en mapp per huvudman, i DIR.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--principals", default=290, show_default=True, type=click.IntRange(1, 400),
              help="Antal huvudmän.")  # fmt: skip
@click.option("--years", default=10, show_default=True, type=click.IntRange(1, 20),
              help="Antal år, det sista är i år.")  # fmt: skip
@click.option("--scale", default=1.0, show_default=True, type=click.FloatRange(0.0001, 2),
              help="Del av åtta miljoner avvikelser på 290 huvudmän i tio år.")  # fmt: skip
@click.option("--seed", default=1, show_default=True, type=int)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Sista dagen.")
@click.option("--fresh", is_flag=True, help="Ta bort det som finns och skriv om.")
@click.pass_obj
def command(
    session: Session, folder: Path, principals: int, years: int, scale: float, seed: int,
    today: datetime | None, fresh: bool,
) -> Outcome:  # fmt: skip
    """Write the principals in parallel, then gather them for fast answers."""
    from vaka.config.demo.country import build
    from vaka.config.demo.country.plan import Country
    from vaka.metrics import gathered

    _make_room(folder, fresh)
    began = time.monotonic()
    country = Country(principals, years, scale, seed, today.date() if today else date.today())
    with _Progress(session, "Skriver huvudmännens uppgifter") as met:
        rows = build.build(country, folder, met)
    with _Progress(session, "Samlar dem för snabba svar") as met:
        gathered.gather(folder, met)
    seconds = round(time.monotonic() - began, 1)
    words = f"{principals} huvudmän i {folder}: {rows.get('deviation', 0)} rader avvikelser, "
    words += f"{rows.get('observation', 0)} publicerade uppgifter, {seconds} s."
    return Outcome({"folder": str(folder), "rows": rows, "seconds": seconds}, words)


def _make_room(folder: Path, fresh: bool) -> None:
    """An earlier country is removed only when asked; another folder is never touched."""
    if not folder.exists() or not any(folder.iterdir()):
        folder.mkdir(parents=True, exist_ok=True)
    elif not (folder / MARK).exists():
        raise Refusal("not_a_country", f"Mappen {folder} är inget påhittat land och tas inte bort.")
    elif not fresh:
        raise Refusal(
            "exists", f"Det finns redan ett land i {folder}.", "Skriv om det med --fresh."
        )
    else:
        shutil.rmtree(folder)
        folder.mkdir()
    (folder / MARK).write_text("{}\n", encoding="utf-8")


class _Progress:
    """A bar on a terminal; nothing where the answer is for machines."""

    def __init__(self, session: Session, words: str) -> None:
        from rich.console import Console
        from rich.progress import Progress

        quiet = session.as_json or not sys.stderr.isatty()
        self._bar = Progress(console=Console(stderr=True), disable=quiet)
        self._task = self._bar.add_task(words)

    def __enter__(self) -> Callable[[int, int], None]:
        self._bar.start()
        return lambda done, of: self._bar.update(self._task, completed=done, total=of)

    def __exit__(self, *_: object) -> None:
        self._bar.stop()
