"""`vaka measures`: the catalogue."""

from typing import Any

import click

from vaka.config.outcome import Outcome, Session


@click.command(help="Visa alla mått som går att fråga efter.")
@click.pass_obj
def command(session: Session) -> Outcome:
    """Tell every measure; needs no data directory."""
    from vaka.metrics.definitions import MEASURES

    found: list[dict[str, Any]] = [
        {
            "name": measure.name,
            "title": measure.title.sv,
            "unit": measure.unit.value,
            "source": measure.source,
            "by": list(measure.by),
            "computed": measure.is_computed,
            "valid_from": measure.valid_from,
            "valid_to": measure.valid_to,
        }
        for measure in MEASURES.values()
    ]
    words = "\n".join(f"{row['name']:40} {row['title']}" for row in found)
    return Outcome({"measures": found}, words)
