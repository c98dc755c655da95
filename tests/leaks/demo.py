"""Everything that one demo municipality gives out, searched for whom its cases are about.

`python -m tests.leaks.demo DATA` works on a copy of a built demo, for it publishes and sends. It
first plants a number of nobody's in a unit's name and in an address, so that each channel has
something to find; then it prints one JSON object: how much each channel gave, where whose number
stood, and what it cost. It runs in a process of its own, for Django has one data directory a
process.

Not all is opened by everybody: each page is opened by the first of the cast who may, and every
page as every member is asked of planted rows in `tests/guards/test_every_url.py`. A report's three
formats and its data come of one text; each report's text is searched, and the files of two.
"""

import io
import json
import logging
import os
import re
import shutil
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.leaks.search import Numbers, read
from vaka.config.demo.cast import cast
from vaka.law.local_time import SWEDISH

Outputs = Iterator[tuple[str, str]]
FIRST = ("beata", "kim", "bo", "sven", "maja", "ada", "frida", "greta", "astrid")
"""Who opens pages first: those whose work it is. The rest of the cast come after them."""
WHOLE = ("ej-verkstallda", "delegationsbeslut")
"""The reports whose files are made: decisions about people are what they tell of."""
NOT_OPENED = {"web:sign_out", "offline:worker"}
ADDRESS = re.compile(r'(?:href|src|hx-get)="(/[^"#]*)"')
ON = date(2026, 11, 24)
PERIODS = ("2025", "2025Q3", "2026", "2026-10", "2026-09", "2026T2")
LETTERS = "django.core.mail.backends.locmem.EmailBackend"
PLANTED = "19811218-9876"


def start(data: Path) -> io.StringIO:
    """Start Django on a copied demo, its letters and its log kept here. Gives the log."""
    os.environ |= {"VAKA_DEMO": "1", "VAKA_EMAIL": LETTERS, "VAKA_DATA": str(data)}
    from vaka.config import product
    from vaka.config.keys import KeyRing

    KeyRing.of(data).bring_up()
    product.set_up(data)
    from django.core import mail

    mail.outbox = []
    log = io.StringIO()
    logging.getLogger().handlers = [logging.StreamHandler(log)]
    logging.getLogger().setLevel(logging.INFO)
    return log


def numbers() -> Numbers:
    """Give the numbers of everybody whom the demo knows, opened."""
    from vaka.foundation.access.viewer import Viewer
    from vaka.foundation.people import identities
    from vaka.foundation.people.models import Subject

    everybody = list(Subject.objects.all())
    opened = identities.opened_many(by=Viewer.system("search"), subjects=everybody, reason="search")
    return Numbers([*opened.values(), PLANTED])


def plant(data: Path) -> None:
    """Write a number of nobody's where every channel should meet it."""
    from vaka.foundation.organisation.models import Principal, Unit, UnitSpell

    Unit.objects.filter(code="almen").update(name=f"Almen {PLANTED}")
    UnitSpell.objects.filter(unit__code="almen").update(name=f"Almen {PLANTED}")
    Principal.objects.update(name=f"Vaka kommun {PLANTED}")
    shutil.rmtree(data / "snapshot")


def letters(_data: Path) -> Outputs:
    """Let the worker do every chore once, and give what it sends."""
    from django.core import mail

    from vaka.config.worker import CHORES
    from vaka.foundation.notices import digest
    from vaka.foundation.people.models import Person

    Person.objects.filter(email="").update(email="demo@example.org")
    for chore in CHORES:
        chore.do()
    morning = datetime(ON.year, ON.month, ON.day, 8, tzinfo=SWEDISH)
    digest.tell_morning(morning)
    digest.send_due(morning)
    for number, letter in enumerate(mail.outbox):
        yield f"letter {number}", str(letter.message())


def reports(data: Path) -> Outputs:
    """Give each report's text and content, and the files of some."""
    from vaka.areas.reports import kinds
    from vaka.areas.reports.template_queries import in_force
    from vaka.documents.compile import compile_report
    from vaka.documents.content import Letterhead, ReportSource
    from vaka.documents.template import render

    for kind in kinds.all_kinds():
        content = content_of(kind)
        if content is None:  # made of one thing, such as a meeting's notice: its page is searched
            continue
        text = render(in_force(kind, ON).text, content.verbs(), content.values)
        yield kind.name, f"{text}\n{content}"
        if kind.name in WHOLE:
            source = ReportSource(kind.name, Letterhead("Vaka", kind.title, ON), text)
            compile_report(source, data / "made")
            for path in sorted((data / "made").glob(f"{kind.name}.*")):
                yield path.name, read(path.read_bytes())


def content_of(kind: Any) -> Any:
    """Give a report's content for the first period that has something to tell, None if none has."""
    from vaka.foundation.access.viewer import Viewer
    from vaka.foundation.organisation.queries import root
    from vaka.law.period import Period

    for text in PERIODS:
        with suppress(LookupError, ValueError):
            return kind.content(viewer=Viewer.system("search"), unit=root(),
                                period=Period.parse(text), as_of=ON, snapshot="s")  # fmt: skip
    return None


def feed(_data: Path) -> Outputs:
    """Give what the feed gives by a key, and what is published as open data."""
    from django.test import Client
    from django.urls import reverse

    from vaka.metrics.facts import FACTS

    client = Client(headers={"Authorization": f"Bearer {_key()}"})
    asked = [("catalogue", {}), ("measure", {"name": "falls"})]
    asked += [("fact_columns", {"fact": name}) for name in FACTS]
    asked += [("fact_file", {"fact": name, "kind": "csv"}) for name in FACTS]
    for name, kwargs in asked:
        answer = client.get(reverse(f"open_data:feed:{name}", kwargs=kwargs) + "?year=2026")
        yield f"feed {name} {kwargs}", _text(answer)
    slug = _published()
    for name in ("", "data.csv", "datapackage.json"):
        answer = Client().get(reverse("open_data:public_dataset", args=[slug]) + name)
        assert answer.status_code == 200, name
        yield f"open data {name}", _text(answer)


def _key() -> str:
    from vaka.areas.open_data import actions

    by = _viewer("kim")
    unit = _unit("socialforvaltningen")
    last = by.on + timedelta(days=30)
    return actions.issue_feed_key(
        by=by, new=actions.NewKey("Search", unit, by.on, last, is_own=True)
    )[1]


def _published() -> str:
    from vaka.areas.open_data import dataset_actions
    from vaka.areas.open_data.rules import DisclosureMethod, Licence

    new = dataset_actions.NewDataset(
        "leaks", "Fall", "Fall per boende.", ("falls",), _unit("sarskilt-boende"), 2025, 2025, "",
        DisclosureMethod.HIDE, Licence.CC0, "Kvalitet", "k@example.org",
    )  # fmt: skip
    row = dataset_actions.save_dataset(by=_viewer("kim"), new=new)
    dataset_actions.publish_dataset(by=_viewer("kim"), dataset_id=row.pk)
    return new.slug


def _viewer(user: str) -> Any:
    from vaka.foundation.access.viewer import Viewer
    from vaka.foundation.people.models import Person

    return Viewer.of(Person.objects.get(username=user))


def _unit(code: str) -> Any:
    from vaka.foundation.organisation.models import Unit

    return Unit.objects.get(code=code)


def pages(_data: Path) -> Outputs:
    """Give each page and download, opened by the first of the cast who may, found by its links."""
    from django.test import Client

    from vaka.foundation.people.models import Person

    Client().get(f"/finns-inte/{PLANTED}/")  # the log names an address that there is not
    fixed = [one.user for one in cast() if one.fixed and one.user not in FIRST]
    met: set[str] = set()
    for user in (*FIRST, *fixed):
        yield from _opened_by(Person.objects.get(username=user), met)


def _opened_by(person: Any, met: set[str]) -> Outputs:
    """Follow every link once a page; `met` names the pages that have been opened."""
    from django.test import Client
    from django.urls import Resolver404, resolve, reverse

    from tests.guards.test_every_url import NAMES

    client = Client()
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    todo = deque(["/", *(reverse(name) for name, keys in NAMES.items() if not keys)])
    seen: set[str] = set()
    while todo:
        address = todo.popleft()
        try:
            name = resolve(address.split("?")[0]).view_name
        except Resolver404:
            continue
        if address in seen or name in met | NOT_OPENED:
            continue
        seen.add(address)
        answer = client.get(address)
        if answer.status_code == 302:
            todo.append(answer["Location"])
        if answer.status_code == 200:
            met.add(name)
            text = _text(answer)
            todo += [one.replace("&amp;", "&") for one in ADDRESS.findall(text)]
            yield f"page {name}", text


def _text(answer: Any) -> str:
    return read(b"".join(answer.streaming_content) if answer.streaming else answer.content)


def disk(data: Path) -> Outputs:
    """Give all that stands in the data directory: the database as it lies, snapshot and files."""
    from django.db import connection

    connection.close()
    for path in sorted(one for one in data.rglob("*") if one.is_file()):
        yield str(path.relative_to(data)), read(path.read_bytes())


CHANNELS: dict[str, Callable[[Path], Outputs]] = {
    "letters": letters, "pages": pages, "reports": reports, "feed": feed, "disk": disk,
}  # fmt: skip


def searched(data: Path, wanted: Numbers, log: io.StringIO) -> dict[str, Any]:
    """Search every channel. Gives how much each gave, and where which numbers stood."""
    many: dict[str, int] = {}
    spent: dict[str, float] = {}
    found: dict[str, list[str]] = {}
    for channel, outputs in CHANNELS.items():
        began = time.process_time()
        for name, text in outputs(data):
            many[channel] = many.get(channel, 0) + 1
            if held := wanted.found(text):
                found[f"{channel}: {name}"] = sorted(held)
        spent[channel] = round(time.process_time() - began, 1)
    many["log"] = log.getvalue().count("\n")
    if held := wanted.found(log.getvalue()):
        found["log"] = sorted(held)
    return {"many": many, "found": found, "cpu": spent}


def main() -> int:
    """Search the demo whole."""
    data = Path(sys.argv[1])
    log = start(data)
    plant(data)
    sys.stdout.write(json.dumps(searched(data, numbers(), log)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
