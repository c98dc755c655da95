"""Those who load a server: in Vaka they go where the links lead, in the admin from row to row."""

import html
import re
import uuid
from datetime import date
from typing import Protocol

from benchmarks.loading.clock import Session

LINK = re.compile(r'<a\b[^>]*?href="(/[^"#]*)"')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
UNIT = re.compile(r'name="unit".*?value="([^"]+)"', re.S)
ELSEWHERE = ("/logga-ut", "/konto/", "/prova", "/stilguide", "/static", "/fil/", "/utseende",
             ".pdf", ".ics", "/ladda", "/hamta", "/paket")  # fmt: skip
REPORT = "/avvikelser/ny/"
KEPT = 300
MIX = {"page": 60, "worklist": 25, "write": 10, "figures": 5}
TABS = ("", "?sida=2", "?vems=enheten", "?q=fall")


class Person(Protocol):
    """One who loads."""

    async def come(self) -> None:
        """Sign in."""

    async def act(self, kind: str) -> None:
        """Do one thing of a kind of the mix."""


class InVaka:
    """A member of the demo's cast."""

    def __init__(self, session: Session, name: str) -> None:
        self._session, self._name = session, name
        self._links = ["/"]

    async def come(self) -> None:
        """Sign in as the demo's sign-in page does."""
        page = await self._session.ask("sign in", "/logga-in/")
        form = {"person": self._name, "csrfmiddlewaretoken": _token(page)}
        self._learn(await self._session.ask("sign in", "/prova/", form))

    async def act(self, kind: str) -> None:
        """Do one thing."""
        session, chance = self._session, self._session.chance
        if kind == "write" and REPORT in self._links:
            await self._report()
            return
        figures = [one for one in self._links if one.startswith("/matt/")]
        path = {
            "worklist": f"/vantar/{chance.choice(TABS)}",
            "figures": chance.choice(figures or ["/"]),
        }.get(kind) or chance.choice(self._links)
        self._learn(await session.ask(kind if kind != "write" else "page", path))

    async def _report(self) -> None:
        page = await self._session.ask("page", f"{REPORT}?ny=1")
        unit = UNIT.search(page)
        if unit is None:
            return
        today = str(date.today())
        self._learn(await self._session.ask("write", REPORT, {
            "csrfmiddlewaretoken": _token(page), "client_id": str(uuid.uuid4()), "what": "fall",
            "asked_on": today, "harm": "no", "fall_seen": "found", "text": "", "then": "",
            "done": "Hjälpt upp.", "unit": unit[1], "place": "rum 14", "day": today,
            "time": "00.05",
        }))  # fmt: skip

    def _learn(self, page: str) -> None:
        """Keep where one can go from here."""
        found = {html.unescape(one) for one in LINK.findall(page)}
        known = {*self._links, *(o for o in found if not any(part in o for part in ELSEWHERE))}
        kept = self._session.chance.sample(sorted(known), min(KEPT, len(known)))
        self._links = sorted({*kept, *(known & {REPORT})})


class InAdmin:
    """One who does the like in a stock Django admin over the same tables."""

    def __init__(self, session: Session, _name: str) -> None:
        self._session = session
        self._forms: list[str] = []

    async def come(self) -> None:
        """The peer lets anybody in; the first list is what a start page would be."""
        await self._list("sign in", "")

    async def act(self, kind: str) -> None:
        """Do one thing: a list, its figures by month, a row's form, the form saved."""
        session = self._session
        if kind in {"worklist", "figures"} or not self._forms:
            chosen = session.chance.choice(["", "?p=1", "?state__exact=closed", "?q=fall"])
            await self._list(kind, chosen if kind != "figures" else "?opened_at__year=2024")
            return
        path = session.chance.choice(self._forms)
        page = await session.ask("page", path)
        if kind == "write" and page:
            await session.ask("write", path, filled(page))

    async def _list(self, kind: str, query: str) -> None:
        page = await self._session.ask(kind, f"/admin/cases/case/{query}")
        rows = [html.unescape(one) for one in LINK.findall(page) if "/change/" in one]
        self._forms = [*self._forms, *rows][-KEPT:]


def _token(page: str) -> str:
    found = TOKEN.search(page)
    return found[1] if found else ""


def filled(page: str) -> dict[str, str]:
    """Give what a browser sends of a form as it stands."""
    form: dict[str, str] = {}
    for tag in re.findall(r"<input\b[^>]*>", page):
        at = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if "name" in at and at.get("type") not in {"submit", "checkbox"}:
            form[at["name"]] = html.unescape(at.get("value", ""))
    for name, inner in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', page, re.S):
        chosen = re.search(r'value="([^"]*)" selected', inner)
        form[name] = chosen[1] if chosen else ""
    for name, words in re.findall(r'<textarea name="([^"]+)".*?>(.*?)</textarea>', page, re.S):
        form[name] = html.unescape(words).strip("\r\n")
    return form
