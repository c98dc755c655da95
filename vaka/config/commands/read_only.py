"""`vaka read-only`: let everybody read and nobody save, for a move, a drill or an emergency."""

import os

import click

from vaka.config.outcome import Outcome, Session

USUAL = "Underhåll pågår."


@click.command(
    name="read-only", help="Skrivskydda Vaka (on), släpp skyddet (off) eller visa läget."
)
@click.argument("turn", metavar="[on|off]", required=False, type=click.Choice(["on", "off"]))
@click.option("--words", default=USUAL, show_default=True, help="Skälet, som alla ser på sidorna.")
@click.pass_obj
def command(session: Session, turn: str | None, words: str) -> Outcome:
    """Turn the mode on or off, which the log tells, or say what it is."""
    from vaka.config import product

    product.start(session)
    from django.utils import timezone

    from vaka.foundation import read_only
    from vaka.foundation.access.viewer import Viewer
    from vaka.foundation.audit.actions import note

    by = Viewer.system(f"cli:{os.environ.get('USER', 'okänd')}")
    if turn == "on":
        note(by=by, verb="read_only.close", data={"words": words})
        read_only.close(words[:200], timezone.localtime())
    elif turn == "off" and read_only.open_again():
        note(by=by, verb="read_only.open")
    closed = read_only.state()
    data = {"read_only": closed is not None, "words": closed.words if closed else ""}
    told = f"Vaka är skrivskyddat sedan {closed.since}: {closed.words}" if closed else (
        "Vaka tar emot ändringar.")  # fmt: skip
    return Outcome(data, told)
