"""`vaka staffing`: simulate a night, find what staffing is enough, compare two, give the schema."""

import json
from pathlib import Path
from typing import Any

import click

from vaka.config.outcome import Outcome, Refusal

HINT = "Se docs/how-to/ask-what-staffing-is-enough.md och `vaka staffing schema`."
NIGHTS = click.option("--nights", type=click.IntRange(2, 1_000_000), default=2000,
                      show_default=True, help="Antal nätter.")  # fmt: skip
SEED = click.option("--seed", type=click.IntRange(0, 2**62), default=1, show_default=True,
                    help="Slumpens frö: samma frö och samma fil ger samma svar.")  # fmt: skip
SCENARIO = click.Path(path_type=Path)


@click.group(help="Räkna på nattbemanning: simulera, finn vad som räcker, jämför.")
def command() -> None:
    """Hold the four."""


@command.command(help="Simulera nätter ur en fil.")
@click.argument("scenario", type=SCENARIO)
@NIGHTS
@SEED
def simulate(scenario: Path, nights: int, seed: int) -> Outcome:
    """Answer what happens with the staff there is."""
    from vaka.calc.staffing import questions, words

    found = questions.tonight(_scenario(scenario), nights, seed)
    return Outcome(found, words.tonight(found))


@command.command(help="Finn den minsta bemanning som uppfyller filens krav.")
@click.argument("scenario", type=SCENARIO)
@click.option("--levels", default="", help="Antal att pröva, till exempel 1-6 eller 2,3,4.")
@NIGHTS
@SEED
def find(scenario: Path, levels: str, nights: int, seed: int) -> Outcome:
    """Answer how many are enough."""
    from vaka.calc.staffing import questions, words

    found = questions.enough(_scenario(scenario), _levels(levels), nights, seed)
    return Outcome(found, words.enough(found))


@command.command(help="Jämför två filer på samma nätter.")
@click.argument("scenario", type=SCENARIO)
@click.argument("other", type=SCENARIO)
@NIGHTS
@SEED
def compare(scenario: Path, other: Path, nights: int, seed: int) -> Outcome:
    """Answer what the other would change."""
    from vaka.calc.staffing import questions, words

    found = questions.difference(_scenario(scenario), _scenario(other), nights, seed)
    return Outcome(found, words.difference(found))


@command.command(help="Ge filens JSON-schema, eller med --example ett exempelboende.")
@click.option("--example", is_flag=True, help="Ett helt exempel att ändra i; allt är antaget.")
def schema(example: bool) -> Outcome:
    """Give what a scenario is written by."""
    from vaka.calc.staffing import example as examples
    from vaka.calc.staffing import schema as schemas

    found: dict[str, Any] = schemas.plain(examples.home()) if example else schemas.schema()
    return Outcome(found, json.dumps(found, ensure_ascii=False, indent=1))


def _scenario(path: Path) -> Any:
    from vaka.calc.staffing import schema as schemas

    try:
        return schemas.read(json.loads(path.read_text("utf-8")))
    except OSError as error:
        raise Refusal("missing", f"Filen går inte att läsa: {path}.", HINT) from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise Refusal("not_json", f"Filen är inte JSON: {error}.", HINT) from error
    except schemas.Unreadable as error:
        raise Refusal("not_a_scenario", str(error), HINT) from error


def _levels(told: str) -> list[int]:
    try:
        parts = [part.split("-") for part in told.split(",") if part]
        found = sorted({n for part in parts for n in range(int(part[0]), int(part[-1]) + 1)})
    except ValueError as error:
        raise click.BadParameter("skriv till exempel 1-6 eller 2,3,4") from error
    if found and not 1 <= found[0] <= found[-1] <= 62:
        raise click.BadParameter("mellan 1 och 62")
    return found
