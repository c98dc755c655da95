"""200 people at work on one machine: how long they wait, and at what rate it becomes a second.

A mean pause of 10 s each; 60 % pages, 25 % worklists, 10 % reports, 5 % figures. Times are those of
the one who asks, the connection and every queue with it. Then the pause is cut until the 95th
percentile passes a second. `python benchmarks/load.py --scale 550` is a million cases; with
`--database postgresql` on PostgreSQL; `--peer` also loads a stock Django admin on the same data.
"""

import argparse
import asyncio
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.loading.clock import Session, Stretch, Tally  # noqa: E402
from benchmarks.loading.people import MIX, InAdmin, InVaka, Person  # noqa: E402

VAKA = Path(sys.executable).with_name("vaka")
GOAL_MS = {"sqlite": 400, "postgresql": 300}
WARM_SECONDS, STEP_SECONDS, FASTER, TOO_SLOW_MS, STEPS = 40, 60, 0.7, 1000, 12
PEER = ("-m gunicorn benchmarks.loading.peer:application --workers 2 --threads 8"
        " --worker-class gthread --preload --log-level warning").split()  # fmt: skip


def environment(data: Path) -> dict[str, str]:
    """Give what the servers are told."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("VAKA_", "DJANGO_"))}
    told = {"VAKA_DEMO": "1", "VAKA_DATA": str(data), "VAKA_KEYS": f"{data}.keys",
            "PYTHONPATH": str(ROOT)}  # fmt: skip
    return kept | told


def built(data: Path, scale: int) -> None:
    """Build the demo unless it stands."""
    if not (data / "demo.json").exists():
        command = [VAKA, "--data", data, "--json", "demo", "--no-serve", "--scale", str(scale)]
        subprocess.run(command, check=True, capture_output=True, env=environment(data))


@contextmanager
def served(command: list[str], path: str, data: Path, port: int) -> Iterator[str]:
    """Run a server until it is no longer needed; gives its address once it answers."""
    url = f"http://127.0.0.1:{port}"
    with (data.parent / "server.log").open("ab") as log:
        server = subprocess.Popen(command, env=environment(data), stdout=log, stderr=log, cwd=ROOT)
    try:
        until = time.monotonic() + 120
        while time.monotonic() < until:
            with suppress(URLError, OSError):
                urlopen(url + path, timeout=30).close()
                break
            time.sleep(0.3)
        yield url
    finally:
        server.terminate()
        server.wait(60)


async def loaded(url: str, who: type[Person], asked: argparse.Namespace) -> tuple[Tally, list]:
    """Give the tally of the measured minutes, and those of the ever quicker steps after them."""
    stretch, pause = Stretch(), [asked.pause]
    sessions = [Session(url, stretch, f"{asked.seed}-{n}") for n in range(asked.users)]
    names = await members(sessions[0]) if who is InVaka else [""]
    people = [who(s, names[n % len(names)]) for n, s in enumerate(sessions)]
    for person in people:
        await person.come()
    tasks = [
        asyncio.create_task(lives(p, random.Random(f"{asked.seed}-{n}"), pause))
        for n, p in enumerate(people)
    ]
    await asyncio.sleep(WARM_SECONDS)
    measured = await stretch_of(stretch, asked.minutes * 60)
    steps = []
    while asked.raised and len(steps) < STEPS:
        pause[0] *= FASTER
        steps.append(await stretch_of(stretch, STEP_SECONDS))
        if steps[-1].share(0.95) > TOO_SLOW_MS or steps[-1].errors:
            break
    for task in tasks:
        task.cancel()
    broken = [o for o in await asyncio.gather(*tasks, return_exceptions=True)
              if not isinstance(o, asyncio.CancelledError)]  # fmt: skip
    await asyncio.gather(*(one.close() for one in sessions))
    if broken:
        raise RuntimeError(f"{len(broken)} people stopped: {broken[0]!r}")
    return measured, steps


async def members(session: Session) -> list[str]:
    """Give those whom the demo's sign-in page lets in."""
    import re

    return re.findall(r'name="person" value="([^"]+)"', await session.ask("sign in", "/logga-in/"))


async def stretch_of(stretch: Stretch, seconds: float) -> Tally:
    """Give the tally of some seconds from now."""
    stretch.tally = tally = Tally()
    await asyncio.sleep(seconds)
    stretch.tally = Tally()
    return tally


async def lives(person: Person, chance: random.Random, pause: list[float]) -> None:
    """Act for ever."""
    await asyncio.sleep(chance.random() * pause[0])
    while True:
        await person.act(chance.choices(list(MIX), list(MIX.values()))[0])
        await asyncio.sleep(chance.expovariate(1 / pause[0]))


def told(name: str, tally: Tally, steps: list[Tally], asked: argparse.Namespace) -> None:
    """Print the line, what was slowest and what went wrong."""
    seconds = asked.minutes * 60
    shape = f"{asked.users} people, pause {asked.pause:g} s, scale {asked.scale}"
    kinds = " ".join(f"{kind}={tally.share(0.95, kind):.0f}" for kind in MIX)
    borne = max((step.count for step in steps[:-1]), default=0) / STEP_SECONDS
    last = f" bears={borne:.1f}/s" if steps else ""
    print(f"load-{name} p95_ms={tally.share(0.95):.0f} goal={GOAL_MS[asked.database]} "
          f"median={tally.share(0.5):.0f} errors={sum(tally.errors.values())}{last} conditions="
          f"{shape}, {tally.count} answers in {seconds:.0f} s, "
          f"95th percentile by kind {kinds}, {os.cpu_count()} cores")  # fmt: skip
    for words, seconds in sorted(tally.slowest.items(), key=lambda pair: -pair[1])[:8]:
        print(f"  slowest {1000 * seconds:.0f} ms {words}")
    for words, times in tally.errors.most_common(12):
        print(f"  error {times} × {words}")
    for number, step in enumerate(steps, 1):
        print(f"  step {number}: {step.count / STEP_SECONDS:.1f}/s p95 {step.share(0.95):.0f} ms, "
              f"errors {sum(step.errors.values())}")  # fmt: skip


def run(asked: argparse.Namespace, folder: Path) -> None:
    """Build, serve and load; the peer after Vaka, on the same rows."""
    data = folder / "data"
    began = time.monotonic()
    built(data, asked.scale)
    print(f"built in {time.monotonic() - began:.0f} s", file=sys.stderr)
    ours = [str(VAKA), "--data", str(data), "serve", "--port", str(asked.port)]
    with served(ours, "/logga-in/", data, asked.port) as url:
        told(asked.database, *asyncio.run(loaded(url, InVaka, asked)), asked)
    if asked.peer:
        migrate = [sys.executable, "-m", "django", "migrate", "admin"]
        stock = {"DJANGO_SETTINGS_MODULE": "benchmarks.loading.peer_settings"}
        subprocess.run(migrate, check=True, env=environment(data) | stock, capture_output=True)
        theirs = [sys.executable, *PEER, "--bind", f"127.0.0.1:{asked.port + 1}"]
        with served(theirs, "/admin/", data, asked.port + 1) as url:
            told(f"{asked.database}-admin", *asyncio.run(loaded(url, InAdmin, asked)), asked)


def main() -> int:
    """Run here, or in a process beside a PostgreSQL of its own."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--database", choices=tuple(GOAL_MS), default="sqlite")
    asked.add_argument("--scale", type=int, default=550)
    asked.add_argument("--users", type=int, default=200)
    asked.add_argument("--pause", type=float, default=10.0)
    asked.add_argument("--minutes", type=float, default=10.0)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--port", type=int, default=8190)
    asked.add_argument("--peer", action="store_true")
    asked.add_argument("--raised", action="store_true", help="then raise the rate")
    asked.add_argument("--folder", type=Path, help="where the data stand or are built; else new")
    wanted = asked.parse_args()
    if wanted.database == "postgresql" and "DATABASE_URL" not in os.environ:
        own = [sys.executable, __file__, *sys.argv[1:]]
        return subprocess.run([sys.executable, "-m", "tests.postgres", *own], cwd=ROOT).returncode
    with tempfile.TemporaryDirectory() as new:
        run(wanted, (wanted.folder or Path(new)).resolve())
    return 0


if __name__ == "__main__":
    sys.exit(main())
