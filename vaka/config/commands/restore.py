"""`vaka restore`: a data directory out of an archive."""

from pathlib import Path

import click

from vaka.config.outcome import Outcome, Refusal, Session

NO_KEYS = "Nyckelringen saknas. Läs in den med ”vaka keys import FIL” och kör ”vaka verify”."


@click.command(help="Återställ en säkerhetskopia i en tom datakatalog.")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def command(session: Session, file: Path) -> Outcome:
    """Unpack into an empty or missing directory, checking every byte, and bring it up."""
    from vaka.config import product

    target = session.data_dir
    if target.exists() and any(target.iterdir()):
        raise Refusal("not_empty", f"Katalogen {target} är inte tom.", "Välj en annan med --data.")
    if not file.is_file():
        raise Refusal("no_file", f"Filen {file} finns inte.")
    from vaka.config import archive
    from vaka.config.keys import KeyRing

    contents = archive.unpack(file, target)
    product.set_up(target)
    product.bring_up_database(target)
    has_keys = (KeyRing.of(target).folder / "field-1").exists()
    data = {"restored": str(target), "files": contents.files, "made_at": contents.made_at,
            "has_keys": has_keys}  # fmt: skip
    words = f"Säkerhetskopian från {contents.made_at} är återställd i {target}."
    return Outcome(data, words if has_keys else f"{words} {NO_KEYS}")
