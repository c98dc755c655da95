"""`vaka verify`: is what is stored still what was stored?"""

import click

from vaka.config.outcome import DONE, REFUSED, Outcome, Session


@click.command(help="Kontrollera logg, filer, nummerserier, siffror och låsta identiteter.")
@click.pass_obj
def command(session: Session) -> Outcome:
    """Run every check; exit 1 when one fails."""
    from vaka.config import product

    product.start(session)
    from vaka.config import checks

    found = checks.every()
    ok = all(check.ok for check in found)
    lines = [f"{'ok ' if check.ok else 'FEL'} {check.name}: {check.detail}" for check in found]
    data = {"ok": ok, "checks": [vars(check) for check in found]}
    return Outcome(data, "\n".join(lines), DONE if ok else REFUSED)
