"""Worklists of 20 000 open cases: the slowest of every tab, page and filter, on both databases.

The queries of the page are timed as the page makes them (choices, counts, rows, the log's line),
for a manager of one unit and for one who sees all. One line a database; the 95th percentile.
`--cases` says how many cases there are in all, closed ones included.
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

OPEN, UNITS, ROUNDS, GOAL_MS = 20_000, 40, 3, 200
PAGES = (1, 2, 40)
STATES = ("reported", "assessed", "investigating")
WORDS = "fall säng larm dos natt rum lyft bemötande golv tillsyn".split()


def start(folder: Path) -> None:
    """Start Django with Vaka's own settings on a fresh database."""
    from vaka.config import product
    from vaka.config.keys import KeyRing

    os.environ["VAKA_KEYS"] = str(folder / "keys")
    KeyRing.of(folder).make()
    product.set_up(folder)
    product.migrate()


def people_and_units() -> tuple[list[Any], list[Any]]:
    """A head over all, and a manager at each unit. Gives the people (head first) and the units."""
    from vaka.foundation.access.actions import give
    from vaka.foundation.access.viewer import Viewer
    from vaka.foundation.organisation.actions import NewUnit, open_unit
    from vaka.foundation.people.models import Person

    by, since = Viewer.system("benchmark"), date(2020, 1, 1)
    top = open_unit(by=by, new=NewUnit("vaka", "Vaka", "principal", since))
    units = [
        open_unit(by=by, new=NewUnit(f"enhet-{n}", f"Enhet {n}", "ward", since, top))
        for n in range(UNITS)
    ]
    people = []
    for number, unit in enumerate([top, *units]):
        person = Person.objects.create_user(f"chef-{number}", given_name=f"Chef {number}")
        give(by=by, person=person, role_code="unit_manager", unit=unit, from_date=since)
        people.append(person)
    return people, units


def fill(cases: int, people: list[Any], units: list[Any]) -> None:
    """Write the cases with their search words; the head owns half of those that are open."""
    from django.db import connection, transaction

    from vaka.foundation.cases.intake import CASE_COLUMNS, SEARCH_COLUMNS, write_rows
    from vaka.foundation.cases.models import Case, SearchText

    batch: list[tuple[Any, ...]] = []
    for row in _rows(cases, people, units):
        batch.append(row)
        if len(batch) == 20_000 or row[0] is None:
            _write(batch, write_rows, Case, CASE_COLUMNS, SearchText, SEARCH_COLUMNS, transaction)
            batch = []
    _write(batch, write_rows, Case, CASE_COLUMNS, SearchText, SEARCH_COLUMNS, transaction)
    # what a server has done long since, and would do here while the pages are timed
    settled = {"postgresql": ("VACUUM (ANALYZE)", "CHECKPOINT"), "sqlite": ("ANALYZE",)}
    with connection.cursor() as cursor:
        for step in settled[connection.vendor]:
            cursor.execute(step)


def _write(batch: list[Any], write_rows: Any, case: Any, columns: Any, text: Any,
           search: Any, transaction: Any) -> None:  # fmt: skip
    with transaction.atomic():
        write_rows(case, columns, (row[0] for row in batch))
        write_rows(text, search, ((row[0][0], row[1], row[0][10] is None or None) for row in batch))


def _rows(cases: int, people: list[Any], units: list[Any]) -> Iterator[tuple[Any, str]]:
    from vaka.foundation.ids import uuid7

    chance, now = random.Random(7), datetime.now(UTC)
    for number in range(cases):
        is_open = number >= cases - OPEN
        opened = now - timedelta(days=chance.randrange(60 if is_open else 3000), hours=1)
        place = chance.randrange(UNITS)
        owner = people[0] if number % 2 else people[place + 1]
        owner_id = None if is_open and number % 10 == 0 else owner.pk
        words = " ".join(chance.choices(WORDS, k=20))
        yield (
            uuid7(opened), "deviation", f"AVV-2026-{number:07d}", units[place].pk,
            f"{words[:20]} {number}", STATES[number % 3] if is_open else "closed", "internal",
            opened, opened, (opened + timedelta(days=30)).date(), None if is_open else now,
            owner_id, None, None, None, "", 1,
        ), f"avv-2026-{number} {words}"  # fmt: skip


def measure(person: Any) -> dict[str, list[float]]:
    """Milliseconds of every tab, page and filter for one viewer, by what was asked for."""
    from vaka.foundation.access.viewer import Viewer
    from vaka.foundation.cases.worklist import Whose, WorkFilter

    filters: dict[str, dict[str, str]] = {
        "plain": {}, "state": {"state": "deviation:assessed"}, "unit": {"unit_code": "enhet-3"},
        "words": {"words": "larm natt"}, "reference": {"words": "fall säng dos"},
    }  # fmt: skip
    took: dict[str, list[float]] = {}
    for whose in Whose:
        for name, narrow in filters.items():
            for page in PAGES:
                for _turn in range(ROUNDS):
                    began = time.perf_counter()
                    _ask(Viewer.of(person), WorkFilter(whose, **narrow), page)
                    took.setdefault(f"{whose} {name}", []).append(
                        1000 * (time.perf_counter() - began)
                    )
    return took


def _ask(viewer: Any, wanted: Any, page: int) -> None:
    """What the page of a worklist asks, the line in the log with it."""
    from vaka.foundation.cases import worklist

    groups = worklist.groups(viewer, wanted.words)
    worklist.choices(viewer, wanted, groups)
    worklist.counts(viewer, wanted, groups)
    found = worklist.rows_of(viewer, wanted).select_related("unit", "owner")
    rows = worklist.rows(viewer, found[25 * (page - 1) : 25 * page])
    worklist.note_shown(viewer, wanted, [row.id for row in rows])


def report(database: str, cases: int, people: list[Any]) -> None:
    """Measure and print the line."""
    took: dict[str, list[float]] = {}
    for name, person in (("all", people[0]), ("one unit", people[4])):
        took |= {f"{name} {key}": times for key, times in measure(person).items()}
    every = sorted(one for times in took.values() for one in times)
    worst = max(took, key=lambda name: statistics.median(took[name]))
    print(f"worklist-{database} p95_ms={every[int(0.95 * len(every))]:.0f} goal={GOAL_MS} "
          f"conditions={OPEN} open of {cases} cases, every tab, filter and page, median "
          f"{statistics.median(every):.0f} ms, slowest {worst} "
          f"{statistics.median(took[worst]):.0f} ms, {os.cpu_count()} cores")  # fmt: skip


def child(cases: int) -> None:
    """Run in this process, on the database that the environment names or on SQLite."""
    with tempfile.TemporaryDirectory() as folder:
        start(Path(folder))
        people, units = people_and_units()
        fill(cases, people, units)
        name = "postgresql" if os.environ.get("DATABASE_URL") else "sqlite"
        report(name, cases, people)


def main() -> int:
    """Run on SQLite here, then on PostgreSQL in a process of its own."""
    import subprocess

    asked = argparse.ArgumentParser()
    asked.add_argument("--cases", type=int, default=1_000_000)
    asked.add_argument("--child", action="store_true")
    wanted = asked.parse_args()
    if wanted.child:
        child(wanted.cases)
        return 0
    own = [sys.executable, __file__, "--child", "--cases", str(wanted.cases)]
    plain = {name: text for name, text in os.environ.items() if name != "DATABASE_URL"}
    subprocess.run(own, check=True, env=plain)
    subprocess.run([sys.executable, "-m", "tests.postgres", *own], check=True, env=plain)
    return 0


if __name__ == "__main__":
    sys.exit(main())
