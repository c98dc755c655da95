"""`vaka keys`: take the key ring out to a safe place, and bring it back."""

import json
from pathlib import Path

import click

from vaka.config.outcome import Outcome, Refusal, Session

FORMAT = "vaka-keys-1"
FILE = click.Path(path_type=Path)


@click.group(help="Ta ut eller läs in nyckelringen. Den ingår aldrig i en säkerhetskopia.")
def command() -> None:
    """The group's two verbs."""


@command.command(name="export", help="Skriv nyckelringen till en fil. Förvara den inlåst.")
@click.argument("file", type=FILE)
@click.pass_obj
def export(session: Session, file: Path) -> Outcome:
    """Write every key to a new file that only its owner may read."""
    from vaka.config.keys import KeyRing

    ring = KeyRing.of(session.data_dir)
    keys = {p.name: p.read_text().strip() for p in sorted(ring.folder.glob("*")) if p.is_file()}
    if not keys:
        raise Refusal("no_keys", f"Det finns ingen nyckelring i {ring.folder}.")
    if file.exists():
        raise Refusal("file_exists", f"Filen {file} finns redan.", "Välj ett annat namn.")
    file.touch(mode=0o600)
    file.write_text(json.dumps({"format": FORMAT, "keys": keys}, indent=1))
    words = f"{len(keys)} nycklar står i {file}. Den som har filen kan läsa allt: lås in den."
    return Outcome({"file": str(file), "keys": sorted(keys)}, words)


@command.command(name="import", help="Läs in nyckelringen från en fil. Ingen nyckel byts ut.")
@click.argument("file", type=FILE)
@click.pass_obj
def import_(session: Session, file: Path) -> Outcome:
    """Add the keys that are missing; a key that stands and differs refuses the whole file."""
    from vaka.config.keys import KeyRing

    keys, ring = _read(file), KeyRing.of(session.data_dir)
    ring.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    standing = {name: ring.read(name) for name in keys if (ring.folder / name).exists()}
    if other := sorted(name for name, key in standing.items() if key != keys[name]):
        raise Refusal("other_keys", f"En annan nyckel finns redan: {', '.join(other)}.",
                      "Flytta undan den gamla nyckelringen först.")  # fmt: skip
    fresh = sorted(set(keys) - set(standing))
    for name in fresh:
        (ring.folder / name).touch(mode=0o600)
        (ring.folder / name).write_text(keys[name])
    return Outcome({"keys": fresh}, f"{len(fresh)} nycklar inlästa.")


def _read(file: Path) -> dict[str, str]:
    """Names become file names, so nothing but letters, digits and dashes is let in."""
    try:
        found = json.loads(file.read_text("utf-8"))
        keys = dict(found["keys"]) if found["format"] == FORMAT else {}
    except FileNotFoundError:
        raise Refusal("no_file", f"Filen {file} finns inte.") from None
    except (ValueError, KeyError, TypeError):
        keys = {}
    if not keys or not all(name.replace("-", "").isalnum() for name in keys):
        raise Refusal("not_keys", f"{file} är ingen nyckelfil från Vaka.")
    return {str(name): str(key) for name, key in keys.items()}
