"""`vaka export open-data`: what is published, as files to put on another site."""

from pathlib import Path

import click

from vaka.config.outcome import Outcome, Refusal, Session


@click.group(help="Skriv ut det som har publicerats.")
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
