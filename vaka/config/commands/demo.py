"""`vaka demo`: the demo municipality, from nothing to a served page."""

import os
import shutil
import time
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from vaka.config.outcome import Outcome, Refusal, Session

MARK = "demo.json"
LOOPBACK = "127.0.0.1"


@click.command(help="Bygg demokommunen och visa den.")
@click.option("--serve/--no-serve", default=True, help="Starta tjänsten när allt är byggt.")
@click.option("--host", default=LOOPBACK, show_default=True)
@click.option("--port", default=8000, show_default=True, type=int)
@click.option("--scale", default=1, show_default=True, type=click.IntRange(1, 2000),
              help="Antal gånger så många ärenden; 550 är ungefär en miljon.")  # fmt: skip
@click.option("--seed", default=1, show_default=True, type=int)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Dagen som demon utspelar sig.")
@click.option("--fresh", is_flag=True, help="Ta bort det som finns och bygg om.")
@click.option("--password", default="", help="Lösenord för alla, krävs för annan adress.")
@click.pass_obj
def command(
    session: Session, serve: bool, host: str, port: int, scale: int, seed: int,
    today: datetime | None, fresh: bool, password: str,
) -> Outcome:  # fmt: skip
    """Build unless it is there, tell how to sign in, serve."""
    if host != LOOPBACK and not password:
        raise Refusal("password", "En annan adress än 127.0.0.1 kräver --password.",
                      "Alla i demon får då det lösenordet.")  # fmt: skip
    os.environ["VAKA_DEMO"] = "1"
    began = time.monotonic()
    built = _build(session, scale, seed, today.date() if today else date.today(), fresh, password)
    url = f"http://{host}:{port}/"
    seconds = round(time.monotonic() - began, 2)
    data: dict[str, Any] = {"url": url, "logins": _logins(), "seconds": seconds}
    words = f"Demokommunen är klar ({seconds} s). Öppna {url} och välj vem du vill vara."
    if not built:
        words = f"Demokommunen finns redan. Öppna {url}. Bygg om med --fresh."
    if serve:
        _serve(session, host, port, data, words)
    return Outcome(data, words)


def _build(
    session: Session, scale: int, seed: int, today: date, fresh: bool, password: str
) -> bool:
    """Build into an empty directory. An earlier demo is left as it is and served."""
    from vaka.config import product

    folder = session.data_dir
    if fresh:
        _remove(folder)
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARK).exists():
            raise Refusal("not_empty", f"Katalogen {folder} är inte tom och ingen demo.",
                          "Välj en annan med --data, eller ta bort den.")  # fmt: skip
        product.start(session)
        return False
    folder.mkdir(parents=True, exist_ok=True)
    _make(session, scale, seed, today, password)
    return True


def _make(session: Session, scale: int, seed: int, today: date, password: str) -> None:
    import json

    from vaka.config import product
    from vaka.config.keys import KeyRing

    KeyRing.of(session.data_dir).make()
    product.set_up(session.data_dir)
    product.make_database()
    from vaka.config.demo.build import Builder
    from vaka.config.demo.clock import played_out
    from vaka.foundation.audit import chain
    from vaka.foundation.cases.intake import without_collector
    from vaka.foundation.snapshot import writer

    with without_collector(), played_out(today):
        Builder(seed, today, scale, session.say).build()
        _set_password(password)
        chain.seal()
        session.say("Räknar måtten")
        writer.bring_up()
    mark = {"seed": seed, "today": today.isoformat(), "scale": scale}
    (session.data_dir / MARK).write_text(json.dumps(mark))


def _set_password(password: str) -> None:
    if not password:
        return
    from django.contrib.auth.hashers import make_password

    from vaka.foundation.people.models import Person

    Person.objects.update(password=make_password(password))


def _remove(folder: Path) -> None:
    """Remove an earlier demo; a directory that is none is never touched."""
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise Refusal("not_a_demo", f"Katalogen {folder} är ingen demo och tas inte bort.")
    shutil.rmtree(folder, ignore_errors=True)


def _logins() -> list[dict[str, str]]:
    from vaka.web.demo import cast

    return [{"username": m.username, "name": m.name, "role": m.role} for m in cast()]


def _serve(session: Session, host: str, port: int, data: dict[str, Any], words: str) -> None:
    import json

    from vaka.config.commands.serve import serve

    if session.as_json:
        click.echo(json.dumps(data, ensure_ascii=False))
    else:
        click.echo(words)
    serve(session, host=host, port=port, only="")
