"""What came of a stretch of time, and a session whose every question is timed."""

import random
import re
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field

import aiohttp

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+")
LONGEST_SECONDS = 60


@dataclass
class Tally:
    """Seconds by kind, and what went wrong by where."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: Counter[str] = field(default_factory=Counter)
    slowest: dict[str, float] = field(default_factory=dict)

    def add(self, kind: str, path: str, seconds: float) -> None:
        """Add one answer."""
        self.seconds[kind].append(seconds)
        name = ID.sub("…", path)
        self.slowest[name] = max(seconds, self.slowest.get(name, 0.0))

    def share(self, part: float, kind: str = "") -> float:
        """Give the milliseconds that a part of the answers did not take longer than."""
        chosen = self.seconds[kind] if kind else [one for s in self.seconds.values() for one in s]
        times = sorted(chosen)
        return 1000 * times[min(int(part * len(times)), len(times) - 1)] if times else 0.0

    @property
    def count(self) -> int:
        """How many answers there were."""
        return sum(map(len, self.seconds.values()))


@dataclass
class Stretch:
    """The tally of now; another is put in its place when a stretch ends."""

    tally: Tally = field(default_factory=Tally)


class Session:
    """One person's browser: its cookies, its chance, and the tally of what it asked."""

    def __init__(self, url: str, stretch: Stretch, seed: str) -> None:
        self.stretch, self.chance = stretch, random.Random(seed)
        self._http = aiohttp.ClientSession(
            url, cookie_jar=aiohttp.CookieJar(unsafe=True),  # cookies of an address with no name
            timeout=aiohttp.ClientTimeout(total=LONGEST_SECONDS),
        )  # fmt: skip

    async def ask(self, kind: str, path: str, form: dict[str, str] | None = None) -> str:
        """Ask and give the text, empty for what is no page; from the first byte to the last one,
        redirections with it."""
        began = time.perf_counter()
        tally = self.stretch.tally
        try:
            async with self._http.request(
                "GET" if form is None else "POST", path, data=form
            ) as one:
                body, status, what = await one.read(), one.status, one.content_type
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            tally.errors[f"{type(error).__name__} {ID.sub('…', path)}"] += 1
            return ""
        tally.add(kind, path, time.perf_counter() - began)
        if status >= 400:
            tally.errors[f"{status} {ID.sub('…', path)}"] += 1
        return body.decode("utf-8", "replace") if what == "text/html" else ""

    async def close(self) -> None:
        """Let go of the connections."""
        await self._http.close()
