"""`vaka people`: the way in for the first administrator, and out for a leaver, on the server."""

from typing import TYPE_CHECKING

import click

from vaka.config.outcome import Outcome, Refusal, Session

if TYPE_CHECKING:
    from vaka.foundation.organisation.models import Unit


@click.group(help="Bjud in en person eller stäng ett konto.")
def command() -> None:
    """The group's two verbs."""


@command.command(help="Ge en person roll vid en enhet och skriv ut en engångslänk (en timme).")
@click.argument("username")
@click.option("--given-name", required=True, help="Förnamn.")
@click.option("--family-name", default="", help="Efternamn.")
@click.option("--role", default="", help="Rollens kod, till exempel unit_manager.")
@click.option("--unit", default="", help="Enhetens kod; utan den högst upp i trädet.")
@click.pass_obj
def invite(
    session: Session, username: str, given_name: str, family_name: str, role: str, unit: str
) -> Outcome:
    """Make or find the person, give the role, and print the link."""
    from vaka.config import product

    product.start(session)
    from vaka.foundation.access import actions
    from vaka.foundation.access.viewer import Viewer

    by = Viewer.system("cli")
    person, secret = actions.invite(
        by=by, username=username, given_name=given_name, family_name=family_name
    )
    if role:
        at = _unit(unit)
        actions.give(by=by, person=person, role_code=_role(role), unit=at, from_date=by.on)
    link = f"/valkommen/{secret}/"
    words = f"{person.name} är inbjuden.\nInloggning (en timme, en gång): {link}"
    return Outcome({"username": person.username, "link": link, "valid_minutes": 60}, words)


@command.command(help="Stäng ett konto i dag och avsluta alla dess roller.")
@click.argument("username")
@click.pass_obj
def close(session: Session, username: str) -> Outcome:
    """Close the account; the history of its roles stays."""
    from vaka.config import product

    product.start(session)
    from vaka.foundation.access import actions
    from vaka.foundation.access.viewer import Viewer
    from vaka.foundation.people.models import Person

    person = Person.objects.filter(username=username.casefold()).first()
    if person is None:
        raise Refusal("unknown_person", f"Det finns ingen person med namnet {username}.")
    by = Viewer.system("cli")
    actions.close_person(by=by, person=person, last_date=by.on)
    return Outcome({"username": person.username, "closed": True}, f"{person.name} är stängd.")


def _unit(code: str) -> "Unit":
    from vaka.foundation.organisation.models import Unit
    from vaka.foundation.organisation.queries import root

    found = Unit.objects.filter(code=code).first() if code else root()
    if found is None:
        raise Refusal("unknown_unit", f"Enheten ”{code}” finns inte.")
    return found


def _role(code: str) -> str:
    from vaka.foundation.access.roles import all_roles

    if code not in all_roles():
        raise Refusal("unknown_role", f"Rollen ”{code}” finns inte.",
                      f"Välj bland {', '.join(all_roles())}.")  # fmt: skip
    return code
