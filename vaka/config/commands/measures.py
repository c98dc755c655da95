"""`vaka measures`: the catalogue."""

import click

from vaka.config.outcome import Outcome, Session


@click.command(help="Visa alla mått som går att fråga efter.")
@click.pass_obj
def command(session: Session) -> Outcome:
    """Tell every measure; needs no data directory."""
    from vaka.metrics.catalogue import measures

    found = measures()
    how = {True: "räknas", False: "uppgift"}
    words = "\n".join(f"{row['name']:44} {how[row['computed']]:8} {row['title']}" for row in found)
    return Outcome({"measures": found}, words)
