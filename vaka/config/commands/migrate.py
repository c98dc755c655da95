"""`vaka migrate`: bring the database's tables up to the code."""

import click

from vaka.config.outcome import Outcome, Session


@click.command(help="Uppdatera databasens tabeller.")
@click.pass_obj
def command(session: Session) -> Outcome:
    """Migrate whichever database is set."""
    from vaka.config import product

    product.set_up(session.data_dir)
    product.migrate()
    return Outcome({"migrated": True}, "Databasen är uppdaterad.")
