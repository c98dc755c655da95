"""`vaka export`: open data, packages for an archive, and notes on their way to the journal."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vaka.config.outcome import DONE, REFUSED, Outcome, Refusal, Session

if TYPE_CHECKING:
    from vaka.areas.journals.models import JournalFile
    from vaka.foundation.access.viewer import Viewer
    from vaka.foundation.organisation.models import Unit
    from vaka.law.period import Period


@click.group(help="Skriv ut öppna data, arkivpaket eller anteckningar till journalen.")
def command() -> None:
    """The group's verbs."""


@command.command(name="open-data", help="Skriv publicerade datamängder till en katalog.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--address", default="https://example.org/oppna-data/", show_default=True,
              help="Adressen som katalogen får på nätet.")  # fmt: skip
@click.pass_obj
def open_data(session: Session, folder: Path, address: str) -> Outcome:
    """Write a folder a data set, each with its table and package, and the catalogue."""
    from vaka.config import product

    product.start(session)
    from vaka.areas.open_data import dataset_queries, packages
    from vaka.foundation.organisation.queries import principal_name

    releases = dataset_queries.live()
    if not releases:
        raise Refusal("nothing_published", "Inget är publicerat.",
                      "Publicera en datamängd på sidan Öppna data.")  # fmt: skip
    base = f"{address.rstrip('/')}/"
    made = {Path("dcat.ttl"): packages.catalogue(releases, base, principal_name()).encode()}
    for one in releases:
        place = Path(one.dataset.slug)
        made[place / "data.csv"] = packages.table(one)
        made[place / "datapackage.json"] = packages.as_json(packages.package(one))
    for path, content in made.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    files = sorted(str(folder / path) for path in made)
    data = {"files": files, "datasets": [one.dataset.slug for one in releases]}
    return Outcome(data, f"{len(releases)} datamängder, {len(files)} filer i {folder}.")


@command.command(name="archive", help="Skriv varje godkänd rapport som ett arkivpaket (FGS 2.0).")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--organisation", default="", help="Kommunens organisationsnummer, till arkivet.")
@click.pass_obj
def archive(session: Session, folder: Path, organisation: str) -> Outcome:
    """Write a package for each approved report; one whose files were changed is told and left."""
    from vaka.config import product

    product.start(session)
    from vaka.areas.reports import packing
    from vaka.law.verdict import RuleRefused

    rows = packing.approved()
    if not rows:
        raise Refusal("nothing_approved", "Ingen rapport är godkänd.",
                      "Godkänn en rapport på dess sida under Rapporter.")  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    files, refused = [], []
    for row in rows:
        session.say(f"Packar {row.title}")
        target = folder / f"{packing.name_of(row)}.zip"
        try:
            target.write_bytes(packing.packed(row, organisation))
            files.append(str(target))
        except RuleRefused as error:
            refused.append({"report": packing.name_of(row), "reason": str(error)})
    words = [f"{len(files)} arkivpaket i {folder}."]
    words += [f"Inte packad: {one['report']}. {one['reason']}" for one in refused]
    data = {"files": files, "refused": refused}
    return Outcome(data, "\n".join(words), REFUSED if refused else DONE)


@command.command(
    name="disposal",
    help="Packa en godkänd gallrings ärenden till arkivet (FGS 2.0), ett paket per ärende. "
    "Paketen innehåller sekretess och personnummer.",
)
@click.argument("number", metavar="NUMMER", type=int)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--organisation", default="", help="Kommunens organisationsnummer, till arkivet.")
@click.pass_obj
def disposal(session: Session, number: int, folder: Path, organisation: str) -> Outcome:
    """Write a package for each case that is to go, and the list of their digests."""
    from hashlib import sha256

    from vaka.config import product

    product.start(session)
    from vaka.areas.disposals import actions, packing
    from vaka.areas.disposals.models import Disposal
    from vaka.areas.disposals.rules import State
    from vaka.foundation.access.viewer import Viewer

    one = Disposal.objects.filter(number=number, state=State.APPROVED).first()
    if one is None:
        raise Refusal("not_approved", f"Gallring {number} finns inte eller är inte godkänd.",
                      "Sidan Gallring visar vad som väntar.")  # fmt: skip
    by = Viewer.system(f"cli:{os.environ.get('USER', 'okänd')}")
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for case in packing.waiting(one):
        session.say(f"Packar {case.reference}")
        content = packing.pack_case(by=by, case=case, organisation=organisation)
        name = f"{case.reference.lower()}.zip"
        (folder / name).write_bytes(content)
        lines.append(f"{sha256(content).hexdigest()}  {name}\n")
    (folder / "SHA256SUMS").write_text("".join(lines), "utf-8")
    digest = sha256("".join(lines).encode()).hexdigest()
    actions.note_package(by=by, disposal_id=one.pk, digest=digest)
    words = f"{len(lines)} arkivpaket i {folder}. Skriv in arkivets kvittens på gallringens sida."
    return Outcome({"packages": len(lines), "digest": digest}, words)


@command.command(
    name="journal",
    help="Skriv en enhets anteckningar till verksamhetssystemet, en fil och ett manifest per dag. "
    "Det som redan är lämnat kommer inte igen. Filerna innehåller personnummer.",
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--unit", "code", required=True, help="Enhetens kod.")
@click.option("--period", required=True, help="En dag eller flera: 2026-11-27, A..B, 2026-11.")
@click.pass_obj
def journal(session: Session, folder: Path, code: str, period: str) -> Outcome:
    """Make and write the file of each day that has something left; each is told as handed over."""
    from vaka.config import product

    product.start(session)
    from vaka.areas.journals import queries
    from vaka.foundation.access.viewer import Viewer
    from vaka.foundation.organisation.models import Unit
    from vaka.law.period import Period

    unit = Unit.objects.filter(code=code, is_reference=False).first()
    if unit is None:
        raise Refusal("unknown_unit", f"Enheten ”{code}” finns inte.")
    by = Viewer.system(f"cli:{os.environ.get('USER', 'okänd')}")
    made = _handed_over(by, unit, Period.parse(period), session)
    folder.mkdir(parents=True, exist_ok=True)
    files = [_written(by, one, folder) for one in made]
    faults = [
        {"fault": one.fault.value, "rows": one.rows, "words": f"{one.words}. {one.advice}"}
        for one in queries.unit_page(by, unit, 0).faults
    ]
    rows = sum(one.rows for one in made)
    data = {"unit": unit.code, "period": period, "files": files, "rows": rows, "left": faults}
    words = [f"{rows} anteckningar i {len(made)} filer i {folder}."]
    words += [f"Inte lämnade: {one['rows']}. {one['words']}" for one in faults]
    return Outcome(data, "\n".join(words), REFUSED if faults else DONE)


def _handed_over(
    by: "Viewer", unit: "Unit", period: "Period", session: Session
) -> "list[JournalFile]":
    """Make a file of each day with something left; one made before and never fetched goes too."""
    from vaka.areas.journals import actions, entry_queries, queries

    waiting = entry_queries.gathered(by, unit).whole
    days = sorted({one.entry.day for one in waiting if one.entry.day < by.on})
    made = queries.unsent(by, unit, period.first_date, period.last_date)
    for day in days:
        if period.first_date <= day <= period.last_date:
            session.say(f"Skapar filen för {day}")
            made.append(actions.make_file(by=by, unit=unit, day=day))
    if not made:
        raise Refusal(
            "nothing_left", "Det finns inget att lämna över från de dagarna.",
            "Dagen måste vara slut. Sidan Till journalen visar vad som väntar.",
        )  # fmt: skip
    return made


def _written(by: "Viewer", one: "JournalFile", folder: Path) -> dict[str, Any]:
    """Write a file and last its manifest, whole or not at all; then it counts as handed over."""
    from vaka.areas.journals import actions, queries

    name, content = queries.content_of(by, one.pk)
    manifest = folder / f"{queries.name_of(one)}.json"
    for path, told in ((folder / name, content), (manifest, queries.manifest(one).encode())):
        part = path.with_suffix(".part")
        part.touch(mode=0o600)
        part.write_bytes(told)
        part.replace(path)
    actions.send_file(by=by, file_id=one.pk, sent_date=by.on)
    return {"file": str(folder / name), "manifest": str(manifest), "day": str(one.day),
            "rows": one.rows, "sha256": one.digest}  # fmt: skip
