"""Faults on the phone's flow, one report filed at each: `python -m tests.soak 1000 --seed 1`.

A report counts as acknowledged when the page has said that it is saved, on the phone or on the
server. When all faults are done the network is whole, the phone sends what it holds, and the
cases in the database are counted by a mark in each report's text: none for an acknowledged one is
a loss, two for any is a duplicate. What has been done stands in a journal, so a run that is
stopped goes on where it was. The plan is dealt out to lanes, each a phone and a server of its own.
"""

import argparse
import json
import os
import random
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from playwright.sync_api import Error, Playwright, sync_playwright

from tests.journeys.phone import Phone, fill_report, send_report
from tests.soak.network import Eat, Network
from tests.soak.server import Server

KINDS = {"browser": 0.2, "server": 0.2, "network": 0.3, "request": 0.3}
DRAIN_SECONDS = 120
TEXTS = "select text from deviations_deviation where text like '%soak-%'"


@dataclass(frozen=True)
class Round:
    """One fault: its kind, the mark of the report filed at it, and whether the page said yes."""

    place: int
    kind: str
    mark: str
    acknowledged: bool


def plan(kills: int, seed: int) -> list[str]:
    """Give the kinds in order: a fifth browsers, a fifth servers, the rest network and requests."""
    exact = [kind for kind, share in KINDS.items() for _ in range(int(kills * share))]
    exact += ["request"] * (kills - len(exact))
    random.Random(seed).shuffle(exact)
    return exact


@dataclass(frozen=True)
class Lane:
    """Every `of`-th fault of a plan, from number `number`."""

    kills: int
    seed: int
    number: int
    of: int

    def kinds(self) -> list[str]:
        """Give its share of the plan, in order."""
        return plan(self.kills, self.seed)[self.number :: self.of]

    def folder(self) -> Path:
        """Give where it keeps its journal, its phone and its server's data."""
        return Path("var/soak").resolve() / f"{self.kills}-{self.seed}" / f"{self.number}-{self.of}"

    def command(self) -> list[str]:
        """Give the command that runs this lane alone."""
        numbers = [f"{self.kills}", "--seed", f"{self.seed}", "--lanes", f"{self.of}"]
        return [sys.executable, "-m", "tests.soak", *numbers, "--lane", f"{self.number}"]


class Soak:
    """One run in a folder of its own."""

    def __init__(self, playwright: Playwright, folder: Path, lane: "Lane") -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.kinds, self.seed, self.folder = lane.kinds(), lane.seed, folder
        self.journal = folder / "journal.jsonl"
        self.done = self._read()
        place = folder / "ports.json"
        if not place.exists():
            place.write_text(json.dumps([_free(), _free()]))
        inside, outside = json.loads(place.read_text())
        self.server = Server(folder / "var", inside, folder / "server.log")
        self.server.build()
        self.server.start()
        self.server.wait()
        self.network = Network(outside, inside)
        self.phone = Phone(playwright, folder / "phone", f"http://127.0.0.1:{outside}")

    def _read(self) -> list[Round]:
        if not self.journal.exists():
            return []
        return [Round(**json.loads(line)) for line in self.journal.read_text().splitlines()]

    def run(self) -> None:
        """Do what is left of the plan."""
        self._prepare()
        for place in range(len(self.done), len(self.kinds)):
            kind = self.kinds[place]
            began, chance = time.monotonic(), random.Random(f"{self.seed}-{place}")
            mark = f"soak-{self.seed}-{self.folder.name}-{place}"
            acknowledged = getattr(self, f"_{kind}")(mark, chance)
            self._mend()
            self.done.append(Round(place, kind, mark, acknowledged))
            with self.journal.open("a") as out:
                out.write(json.dumps(asdict(self.done[-1])) + "\n")
            took = time.monotonic() - began
            sys.stderr.write(
                f"\r{self.folder.name}: {place + 1}/{len(self.kinds)} {kind:8} {took:.1f} s"
            )
        self._drain()
        sys.stderr.write("\n")

    def _prepare(self) -> None:
        """Enrol the phone and sign Astrid in; each time the browser ends, so cookies are kept."""
        if not (self.folder / "enrolled").exists():
            page = self.phone.open()
            self.phone.enrol("bo")
            self.phone.sign_in("astrid")
            page.goto("/avvikelser/ny/")
            self.phone.ready()
            self.phone.context.close()
            (self.folder / "enrolled").touch()
        self.phone.open()

    def _file(self, mark: str, at_once: object = None, patience: float = 20_000) -> bool:
        """File a report; `at_once` runs just after the click. Says whether the page said yes."""
        page = self.phone.page
        page.goto("/avvikelser/ny/")
        page.wait_for_selector("html[data-phone]", state="attached")
        fill_report(page, f"Provade {mark} i natt.")
        send_report(page)
        if callable(at_once):
            at_once()
        try:
            page.wait_for_url(lambda url: not url.endswith("/ny/"), timeout=patience,
                              wait_until="commit")  # fmt: skip
        except Error:
            return False
        return True

    def _network(self, mark: str, chance: random.Random) -> bool:
        if chance.random() < 0.5:
            if chance.random() < 0.5:
                self.phone.context.set_offline(True)
            else:
                self.network.cut()
            return self._file(mark)
        return self._file(mark, lambda: (time.sleep(chance.random() / 5), self.network.cut()))

    def _request(self, mark: str, chance: random.Random) -> bool:
        self.network.eat(chance.choice(list(Eat)))
        return self._file(mark)

    def _server(self, mark: str, chance: random.Random) -> bool:
        def dies() -> None:
            time.sleep(chance.random() * 0.3)
            self.server.kill()
            self.server.start()

        acknowledged = self._file(mark, dies)
        self.server.wait()
        return acknowledged

    def _browser(self, mark: str, chance: random.Random) -> bool:
        hidden = chance.random() < 0.5
        if hidden:
            self.network.cut()
        wait = chance.random() * 0.4
        acknowledged = False
        with suppress(Error):
            acknowledged = self._file(mark, lambda: time.sleep(wait), patience=1_500)
        self.phone.kill()
        self.network.mend()
        self.phone.open()
        return acknowledged

    def _mend(self) -> None:
        self.network.mend()
        with suppress(Error):
            self.phone.context.set_offline(False)

    def _drain(self) -> None:
        """Let the phone send all it holds."""
        page = self.phone.page
        end = time.monotonic() + DRAIN_SECONDS
        while time.monotonic() < end:
            page.goto("/ko/")
            page.wait_for_selector("html[data-phone]", state="attached")
            page.wait_for_timeout(1000)
            if page.locator("[data-offline-queue] li").count() == 0:
                return
        raise TimeoutError("the phone still holds reports")

    def came(self) -> "Counter[str]":
        """Count the cases in the database by their mark."""
        base = sqlite3.connect(self.server.data / "vaka.sqlite3")
        return Counter(text.split()[1] for (text,) in base.execute(TEXTS))

    def end(self) -> None:
        """Stop all that was started."""
        self.phone.kill()
        self.server.kill()


def _line(kind: str, rounds: list[Round], came: "Counter[str]") -> str:
    yes = [one for one in rounds if one.acknowledged]
    lost = sum(came[one.mark] == 0 for one in yes)
    twice = sum(came[one.mark] > 1 for one in rounds)
    return (f"kind={kind} injected={len(rounds)} acknowledged={len(yes)} lost={lost} "
            f"duplicated={twice}")  # fmt: skip


def _run_lane(lane: Lane) -> None:
    """Do one lane's share and keep what came beside its journal."""
    with sync_playwright() as playwright:
        soak = Soak(playwright, lane.folder(), lane)
        try:
            soak.run()
            kept = {"done": [asdict(one) for one in soak.done], "came": soak.came()}
            (lane.folder() / "result.json").write_text(json.dumps(kept))
        finally:
            soak.end()


def _count(lanes: list[Lane]) -> list[str]:
    """Give a line a kind, and the sum."""
    done: list[Round] = []
    came: Counter[str] = Counter()
    for lane in lanes:
        kept = json.loads((lane.folder() / "result.json").read_text())
        done += [Round(**one) for one in kept["done"]]
        came.update(kept["came"])
    lines = [_line(kind, [one for one in done if one.kind == kind], came) for kind in KINDS]
    return [*lines, _line("all", done, came)]


def _free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> int:
    """Run, count, and give 1 when anything was lost or doubled."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kills", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fresh", action="store_true", help="forget an earlier run of this seed")
    parser.add_argument("--lanes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--lane", type=int, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    lanes = [Lane(chosen.kills, chosen.seed, n, chosen.lanes) for n in range(chosen.lanes)]
    if chosen.lane is not None:
        _run_lane(lanes[chosen.lane])
        return 0
    if chosen.fresh:
        shutil.rmtree(lanes[0].folder().parent, ignore_errors=True)
    running = [subprocess.Popen(lane.command()) for lane in lanes]
    codes = [one.wait() for one in running]
    if any(codes):
        return 1
    lines = _count(lanes)
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if all("lost=0 duplicated=0" in line for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
