"""`vaka export`: what is published as open data, what is approved as packages for an archive."""

from pathlib import Path

import click

from vaka.config.outcome import DONE, REFUSED, Outcome, Refusal, Session


@click.group(help="Skriv ut öppna data eller arkivpaket.")
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
