"""`vaka init`: an empty data directory with one principal and its root unit."""

import click

from vaka.config.outcome import Outcome, Refusal, Session


@click.command(help="Skapa en tom datakatalog för en huvudman.")
@click.option("--name", required=True, help="Huvudmannens namn, till exempel ”X kommun”.")
@click.option("--admin", default="admin", show_default=True, help="Första förvaltarens namn.")
@click.pass_obj
def command(session: Session, name: str, admin: str) -> Outcome:
    """Make the directory, its keys and its database, and print the first administrator's link."""
    from vaka.config import product
    from vaka.config.keys import KeyRing

    if session.data_dir.exists() and any(session.data_dir.iterdir()):
        raise Refusal("not_empty", f"Katalogen {session.data_dir} är inte tom.",
                      "Välj en annan med --data.")  # fmt: skip
    session.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    KeyRing.of(session.data_dir).make()
    product.set_up(session.data_dir)
    product.make_database()
    unit, secret = _found(name, admin)
    link = f"/valkommen/{secret}/"
    words = f"{name} är skapad.\nFörsta inloggningen (en timme, en gång): {link}"
    return Outcome({"name": name, "unit": unit, "link": link, "valid_minutes": 60}, words)


def _found(name: str, admin: str) -> tuple[str, str]:
    from django.utils import timezone
    from django.utils.text import slugify

    from vaka.foundation.access import actions as access
    from vaka.foundation.access.viewer import Viewer
    from vaka.foundation.organisation import actions as organisation
    from vaka.foundation.organisation.actions import NewUnit

    by, today = Viewer.system("init"), timezone.localdate()
    organisation.found_principal(by=by, name=name)
    # The tree must hold events of years before Vaka came.
    first = today.replace(year=2000, month=1, day=1)
    code = slugify(name) or "kommun"
    root = organisation.open_unit(by=by, new=NewUnit(code, name, "principal", first))
    person, secret = access.invite(by=by, username=admin, given_name=admin.capitalize())
    access.give(by=by, person=person, role_code="system_administrator", unit=root, from_date=today)
    return root.code, secret
