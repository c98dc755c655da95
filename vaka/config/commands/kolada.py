"""`vaka kolada`: fetch from Kolada what comparisons need, and tell what is held offline."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from vaka.config.outcome import Outcome, Refusal, Session

if TYPE_CHECKING:
    from vaka.exchange.kolada import Kolada
    from vaka.exchange.kolada_snapshot import Snapshot

NAMES = {"municipality": "municipality", "groups": "municipality_groups"}


@click.group(help="Hämta nyckeltal från Kolada och visa vad som finns hämtat.")
def command() -> None:
    """Hold the two commands."""


@command.command(help="Hämta värden för alla kommuner. Utan --kpi: alla mått i katalogen.")
@click.option("--kpi", "kpis", multiple=True, help="Nyckeltalets id, till exempel U21468.")
@click.option("--years", default="", help="Till exempel 2019..2023; annars de tio senaste.")
@click.option("--base", default="", help="Adress till gränssnittet.")
@click.option("--names/--no-names", default=True, help="Hämta också namn på kommuner och grupper.")
@click.pass_obj
def fetch(session: Session, kpis: tuple[str, ...], years: str, base: str, names: bool) -> Outcome:
    """Fetch, keep, and tell what came."""
    from vaka.exchange.kolada import BASE, CREDIT, Kolada

    snapshot, client = _snapshot(session), Kolada(_checked(base or BASE))
    chosen = list(kpis) or _catalogued()
    at, span = datetime.now(UTC), _years(years)
    session.say(f"Hämtar {len(chosen)} nyckeltal, {span[0]} till {span[-1]}")
    if names:
        _keep_names(client, snapshot, chosen, at)
    kept = snapshot.keep(client.values(chosen, span), at)
    rows = sum(kept.values())
    missing = [kpi for kpi in chosen if kpi not in kept]
    data = {"kpis": kept, "rows": rows, "without_values": missing, "requests": client.requests,
            "fetched_at": at.isoformat(), "source": CREDIT}  # fmt: skip
    words = (
        f"{rows} värden för {len(kept)} nyckeltal hämtade med {client.requests} frågor. {CREDIT}."
    )
    return Outcome(data, words + (f" Utan värden: {', '.join(missing)}." if missing else ""))


@command.command(name="list", help="Visa vad som är hämtat; behöver inget nät.")
@click.pass_obj
def held(session: Session) -> Outcome:
    """Tell each measure with its years and when it was fetched."""
    found = _snapshot(session).contents()
    rows = [asdict(one) for one in found]
    lines = [f"{one.kpi} {one.first_year} till {one.last_year}, {one.rows} värden, hämtat "
             f"{one.fetched_at[:10]}: {one.title}" for one in found]  # fmt: skip
    return Outcome({"kpis": rows}, "\n".join(lines) or "Inget är hämtat än.")


def _keep_names(client: "Kolada", snapshot: "Snapshot", kpis: list[str], at: datetime) -> None:
    for page in client.entities("kpi", kpis):
        snapshot.keep_names("kpi", page.rows, page.url, at)
    for kind, path in NAMES.items():
        for page in client.entities(path):
            snapshot.keep_names(kind, page.rows, page.url, at)


def _snapshot(session: Session) -> "Snapshot":
    from vaka.exchange.kolada_snapshot import Snapshot

    return Snapshot(session.data_dir / "kolada")


def _catalogued() -> list[str]:
    """The measures of the catalogue that are Kolada's, by its definition."""
    from vaka.metrics.definitions import MEASURES

    return sorted({measure.kpi for measure in MEASURES.values() if measure.kpi})


def _checked(base: str) -> str:
    to = urlsplit(base)
    if to.scheme != "https" and (to.scheme, to.hostname) != ("http", "127.0.0.1"):
        raise Refusal("unsafe_address", f"Adressen {base} är inte krypterad.", "Använd https.")
    return base


def _years(told: str) -> list[int]:
    from vaka.law.period import Grain, Period

    this_year = datetime.now(UTC).year
    period = Period.parse(told or f"{this_year - 9}..{this_year}")
    if period.kind is not Grain.YEAR:
        raise Refusal("unfit_period", "Kolada räknar i år.", "Skriv till exempel 2019..2023.")
    return [part.first_date.year for part in period.parts(Grain.YEAR)]
