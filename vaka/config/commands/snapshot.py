"""`vaka snapshot`: bring the analytics snapshot up to the last commit."""

import click

from vaka.config.outcome import Outcome, Session


@click.command(help="Skriv om ögonblicksbilden för mått och rapporter.")
@click.pass_obj
def command(session: Session) -> Outcome:
    """Write what has changed and tell which snapshot stands."""
    from vaka.config import product

    product.start(session)
    from vaka.foundation.snapshot import writer

    state = writer.bring_up(look=True)
    data = {"snapshot": state.snapshot, "made_at": state.made_at.isoformat(),
            "facts": dict(state.facts)}  # fmt: skip
    rows = ", ".join(f"{name} {count} rader" for name, count in state.facts.items())
    return Outcome(data, f"Ögonblicksbild {state.snapshot}: {rows}.")
