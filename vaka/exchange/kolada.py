"""A polite client of Kolada's open interface, version 3 (RKA; no key is needed).

At most 25 ids stand in one address and 5000 rows in one page; pages are followed by `next_url`.
Requests keep a distance, and one that fails for a passing reason is tried again, later each time.
Data are credited "Källa: Kolada (RKA)".
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

BASE = "https://api.kolada.se/v3"
MOST_IDS = 25
PER_PAGE = 5000
TRIES = 5
APART_SECONDS = 0.2
LONGEST_WAIT_SECONDS = 60.0
PASSING = frozenset({429, 500, 502, 503, 504})
CREDIT = "Källa: Kolada (RKA)"


class KoladaUnavailable(Exception):
    """Kolada did not answer, or not as its documentation says; the message is Swedish."""

    hint = "Det som redan är hämtat går att använda utan nät. Försök igen senare."


@dataclass(frozen=True, slots=True)
class Value:
    """One published number; `gender` is T (all), K (women) or M (men); no value is None.

    `count` is the number of members behind the mean of a group. `is_deleted` takes back a number
    that was published before.
    """

    kpi: str
    municipality: str
    year: int
    gender: str
    value: float | None
    count: int | None = None
    status: str = ""
    is_deleted: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One answer with where it came from."""

    url: str
    rows: list[dict[str, Any]]


@dataclass(slots=True)
class Kolada:
    """The client. `wait` and `now` are the clock, so that a test need not sleep.

    Raises `KoladaUnavailable` from every call.
    """

    base: str = BASE
    timeout: float = 30.0
    apart: float = APART_SECONDS
    wait: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.monotonic
    requests: int = 0
    _last: float = field(default=float("-inf"))

    def values(self, kpis: Sequence[str], years: Sequence[int],
               municipalities: Sequence[str] = ()) -> Iterator[tuple[str, Value]]:  # fmt: skip
        """Give published numbers, each with the address it was read from; all municipalities and
        regions where none is named."""
        for some_kpis in _some(kpis):
            for some_years in _some([str(year) for year in years]):
                for places in _some(municipalities) if municipalities else [[]]:
                    path = f"data/kpi/{','.join(some_kpis)}"
                    path += f"/municipality/{','.join(places)}" if places else ""
                    for page in self.pages(f"{path}/year/{','.join(some_years)}"):
                        for row in page.rows:
                            for value in _values_of(row):
                                yield page.url, value

    def entities(self, kind: str, ids: Sequence[str] = (), **query: str) -> Iterator[Page]:
        """Give what `kpi`, `municipality` or `municipality_groups` holds, page by page."""
        for some in _some(ids) if ids else [[]]:
            yield from self.pages("/".join(filter(None, [kind, ",".join(some)])), **query)

    def pages(self, path: str, **query: str) -> Iterator[Page]:
        """Give the pages of one question; an address that leads elsewhere is not followed."""
        url = f"{self.base.rstrip('/')}/{path}?{urlencode({**query, 'per_page': PER_PAGE})}"
        seen = set()
        while url:
            if url in seen or urlsplit(url)[:2] != urlsplit(self.base)[:2]:
                raise KoladaUnavailable("Kolada hänvisar till en adress som inte stämmer.")
            seen.add(url)
            answer = self._read(url)
            yield Page(url, answer["values"])
            url = answer.get("next_url") or answer.get("next_page") or ""

    def _read(self, url: str) -> dict[str, Any]:
        for attempt in range(TRIES):
            self._keep_apart()
            try:
                return self._answer(url)
            except HTTPError as error:
                if error.code not in PASSING:
                    text = f"Kolada svarar {error.code} på {url}. Kontrollera id och år."
                    raise KoladaUnavailable(text) from error
                self._back_off(attempt, error.headers.get("Retry-After", ""))
            except (URLError, TimeoutError, ConnectionError):
                self._back_off(attempt, "")
        raise KoladaUnavailable(f"Kolada svarar inte efter {TRIES} försök.")

    def _answer(self, url: str) -> dict[str, Any]:
        self.requests += 1
        asked = Request(url, headers={"Accept": "application/json", "User-Agent": "Vaka"})  # noqa: S310 - http or https, see pages
        with urlopen(asked, timeout=self.timeout) as reply:  # noqa: S310
            text = reply.read()
        try:
            found = json.loads(text)
        except ValueError as error:
            raise KoladaUnavailable("Kolada svarar med något som inte är JSON.") from error
        if not isinstance(found, dict) or not isinstance(found.get("values"), list):
            raise KoladaUnavailable("Kolada svarar i en form som inte är känd.")
        return found

    def _keep_apart(self) -> None:
        early = self._last + self.apart - self.now()
        if early > 0:
            self.wait(early)
        self._last = self.now()

    def _back_off(self, attempt: int, told: str) -> None:
        """Wait as long as told, else twice as long as before."""
        seconds = float(told) if told.isdecimal() else float(2**attempt)
        if attempt + 1 < TRIES:
            self.wait(min(seconds, LONGEST_WAIT_SECONDS))


def _some(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for first in range(0, len(ids), MOST_IDS):
        yield ids[first : first + MOST_IDS]


def _values_of(row: dict[str, Any]) -> Iterable[Value]:
    try:
        for one in row["values"]:
            value = one.get("value")
            yield Value(
                row["kpi"], row["municipality"], int(row["period"]), one["gender"],
                None if value is None else float(value), one.get("count"),
                one.get("status") or "", bool(one.get("isdeleted")),
            )  # fmt: skip
    except (KeyError, TypeError, ValueError) as error:
        raise KoladaUnavailable("En rad från Kolada har en form som inte är känd.") from error
