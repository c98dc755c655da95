"""A quarter's account of a municipality with 20 000 active decisions: individual report, auditors'
list, statistics and checks, each person's number opened and logged; and how a batch of them grows.

A municipality has a database of its own, so a batch is that many data directories compiled one
after the other by one process. `--sizes 1 4 16 64 290` goes up to the whole country.
Some different municipalities are written, and each of the batch is a copy of one of them that
nobody has opened; the copying is not timed. `--one-database 1 4 16` asks instead how the cost grows
when as many stand in one database, which is not how Vaka is run. Processor time stands beside the
clock. The peer is a plain loop over Django's ORM that fetches what each decision has as it comes to
it; it gives the same rows of the individual report, which is checked. SQLite; on PostgreSQL
(`python -m tests.postgres python benchmarks/quarter.py`) all stand in one database.
"""

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

DECISIONS, GOAL_SECONDS, ROUNDS = 20_000, 5, 3
DIFFERENT = 2
"""How many different municipalities are written; the others are copies of them."""
BEHIND_A_MEAN = 16
"""How many municipalities are compiled at least for each size of batch."""
PEER_MOST = 4
"""The plain loop is slow: it is asked for batches up to this many."""
QUARTER, LAST = "2025Q3", date(2025, 9, 30)
SHARES = (("going_on", 0.78), ("paused", 0.04), ("new", 0.08), ("late", 0.06), ("broken", 0.02),
          ("told_end", 0.02))  # fmt: skip
"""What becomes of them: going on, interrupted for a while, within three months, later than that,
interrupted too long, executed in the quarter after having been late."""
SERVICES = ("Hemtjänst", "Särskilt boende", "Växelvård", "Ledsagning", "Boendestöd", "Daglig")


def start(folder: Path) -> None:
    """Start Django with Vaka's own settings on a fresh database, as every command starts it."""
    from vaka.config import product
    from vaka.config.keys import KeyRing

    os.environ["VAKA_KEYS"] = str(folder / "keys")
    KeyRing.of(folder).make()
    with product.loading():
        product.set_up(folder)
    product.make_database()


def municipality(number: int) -> Any:
    """One municipality's office with its active decisions. Gives the unit."""
    from django.db import transaction

    from vaka.areas.entitlements import imports
    from vaka.foundation.access.viewer import Viewer
    from vaka.foundation.organisation.actions import NewUnit, open_unit

    by, since = Viewer.system("benchmark"), date(2015, 1, 1)
    unit = open_unit(by=by, new=NewUnit(f"kommun-{number}", f"Kommun {number}", "office", since))
    chance = random.Random(number)
    with transaction.atomic():
        ready = list(_ready(unit, chance))
        imports.import_batch(by=by, ready=ready, source="benchmark", quarter="")
    return unit


def _ready(unit: Any, chance: random.Random) -> Iterator[Any]:
    from vaka.areas.entitlements.imports import Ready, columns_of, steps_of
    from vaka.foundation.cases.intake import Incoming

    kinds = [name for name, share in SHARES for _n in range(round(share * DECISIONS))]
    for place, kind in enumerate(kinds):
        columns = columns_of(**_columns(kind, chance))
        steps = list(steps_of(columns))
        case = Incoming(
            unit_id=unit.pk, unit_name=unit.name, title=columns["service"],
            state=steps[-1].to_state, opened_at=steps[0].at, year=columns["decided_date"].year,
            reference_year=columns["decided_date"].year, steps=steps, occurred_at=steps[0].at,
            subject_id=_person() if kind in {"late", "broken", "told_end"} else None,
        )  # fmt: skip
        yield Ready(case, columns, None, place)


def _columns(kind: str, chance: random.Random) -> dict[str, Any]:
    """The dates of one decision; nothing after the quarter's end."""
    days = {"going_on": (200, 2000), "paused": (300, 2000), "new": (0, 80), "late": (110, 700),
            "broken": (300, 2000), "told_end": (250, 700)}[kind]  # fmt: skip
    decided = LAST - timedelta(days=chance.randint(*days))
    executed = {"told_end": LAST - timedelta(days=chance.randint(0, 60))}.get(
        kind, None if kind in {"new", "late"} else decided + timedelta(days=chance.randint(1, 80))
    )
    broken = (
        LAST - timedelta(days=chance.randint(100, 150)) if kind in {"paused", "broken"} else None
    )
    return {
        "law": chance.choice(("SoL", "SoL", "SoL", "LSS")), "ground": "board",
        "service": chance.choice(SERVICES),
        "sex": chance.choice("KM"), "decided_date": decided, "decided_raw": "",
        "executed_date": executed, "interrupted_date": broken,
        "resumed_date": broken + timedelta(days=30) if kind == "paused" and broken else None,
        "ended_date": None, "end_code": "V" if executed else "", "outcome_raw": "",
        "outcome_date_raw": "", "reason_code": chance.choice(("R1", "R2", "R3")), "reason_raw": "",
        "offers_declined": None, "court_date": None,
    }  # fmt: skip


_people = iter(range(10**9))


def _person() -> Any:
    """Somebody whose number is sealed; the numbers are ours and no person's."""
    from vaka.foundation.people import identities
    from vaka.foundation.people.models import Subject

    sealed = identities.seal(f"{next(_people):012d}")
    return Subject.objects.create(key_id=sealed.key_id, sealed_number=sealed.token,
                                  lookup=sealed.lookup, sex="K").pk  # fmt: skip


def compiled(unit: Any) -> list[Any]:
    """Everything that a quarter gives, as its pages and files give it. Gives IVO's rows."""
    from vaka.areas.entitlements import delivery_queries, downloads, statistics
    from vaka.foundation.access.viewer import Viewer
    from vaka.law.period import Period

    space = delivery_queries.workspace(Viewer.system("benchmark"), unit, Period.parse(QUARTER))
    rows = delivery_queries.ivo_rows(Viewer.system("benchmark"), space.account)
    assert rows
    assert downloads.ivo_bytes(rows, space.account)
    assert downloads.tables_bytes(space.account)
    assert statistics.published(space.account, 5)
    return rows


def every(units: list[Any]) -> None:
    """Compile one municipality after another, and keep none of it."""
    for unit in units:
        compiled(unit)


@dataclass(frozen=True)
class Spent:
    """What a batch of so many took: seconds by the clock and of processor time."""

    many: int
    clock: float
    cpu: float

    def line(self, name: str) -> str:
        """One line of the batch."""
        return (f"{name} municipalities={self.many} seconds={self.clock:.1f} cpu={self.cpu:.1f} "
                f"a_municipality={self.cpu / self.many:.3f}")  # fmt: skip


def open_database(path: Path | str) -> None:
    """Let Django's connection be to another municipality's database."""
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = str(path)


def originals(folder: Path) -> list[tuple[Path, Any]]:
    """Some municipalities, each in a database of its own that started as the empty one."""
    from django.db import connection

    empty = folder / "empty.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(empty)])
    made = []
    for number in range(DIFFERENT):
        path = folder / f"original-{number}.sqlite3"
        shutil.copyfile(empty, path)
        open_database(path)
        unit = municipality(number)
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        made.append((path, unit))
    return made


def often_enough(batch: Callable[[int], Spent], many: int) -> Spent:
    """Take a small batch so often that as many municipalities are behind its mean as a larger
    one's: a full round of the collector falls on one and not on the next."""
    times = max(1, BEHIND_A_MEAN // many)
    took = [batch(many) for _n in range(times)]
    clock, cpu = (sum(one) / times for one in zip(*((t.clock, t.cpu) for t in took), strict=True))
    return Spent(many, clock, cpu)


def one_after_another(folder: Path, made: list[tuple[Path, Any]], many: int) -> Spent:
    """Compile a batch, each municipality from a database that is opened for the first time."""
    clock = spent = 0.0
    for number in range(many):
        path, unit = made[number % len(made)]
        own = folder / f"kommun-{number}.sqlite3"
        shutil.copyfile(path, own)
        open_database(own)
        took, used, _rows = timed(partial(compiled, unit))
        clock, spent = clock + took, spent + used
        open_database(path)
        for left in folder.glob(f"{own.name}*"):
            left.unlink()
    return Spent(many, clock, spent)


def peer_batch(made: list[tuple[Path, Any]], many: int) -> Spent:
    """The same batch by the plain loop, which gives the individual report alone."""
    clock = spent = 0.0
    for number in range(many):
        path, unit = made[number % len(made)]
        open_database(path)
        took, used, _rows = timed(partial(plain, unit))
        clock, spent = clock + took, spent + used
    return Spent(many, clock, spent)


def plain(unit: Any) -> list[Any]:
    """The individual report alone, as a plain loop over the ORM gives it."""
    from vaka.areas.entitlements import account_rules, queries, reason_queries
    from vaka.areas.entitlements.models import Decision
    from vaka.areas.entitlements.rules import Account
    from vaka.foundation.access.viewer import Viewer
    from vaka.foundation.people import identities
    from vaka.law.period import Period

    by, quarter, found = Viewer.system("benchmark"), Period.parse(QUARTER), []
    for one in Decision.objects.filter(case__unit=unit):
        stated = one.stated.filter(quarter=QUARTER).first()
        where = account_rules.account(queries.waiting_of(one, stated), quarter)
        if where is not Account.NONE and one.case.subject:
            number = identities.opened(by=by, subject=one.case.subject, reason="IVO")
            reason = reason_queries.reason_label(one.reason_code, one.decided_date)
            found.append((one.pk, number, reason, [str(offer) for offer in one.offers.all()]))
    return found


def timed(work: Callable[[], Any]) -> tuple[float, float, Any]:
    """Seconds by the clock and of this process's processor time, and what was made."""
    began, spent = time.perf_counter(), time.process_time()
    made = work()
    return time.perf_counter() - began, time.process_time() - spent, made


def main() -> int:
    """Compile batch by batch and print the lines."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--sizes", type=int, nargs="+", default=[1, 4, 16])
    asked.add_argument("--one-database", type=int, nargs="+", default=[])
    chosen = asked.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start(folder)
        from django.db import connection

        if connection.vendor == "sqlite" and not chosen.one_database:
            apart(folder, chosen.sizes)
        else:
            together(chosen.one_database or [1, 4])
    return 0


def apart(folder: Path, sizes: list[int]) -> None:
    """Batches of municipalities, each with a database of its own, and the plain loop's."""
    made = originals(folder)
    open_database(made[0][0])
    report(made[0][1])
    took = []
    for size in sizes:
        took.append(often_enough(partial(one_after_another, folder, made), size))
        print(took[-1].line("quarter-batch"), flush=True)
    growth("quarter-growth", "each in a database of its own", took)
    theirs = [peer_batch(made, size) for size in sizes if size <= PEER_MOST]
    for one in theirs:
        print(one.line("quarter-batch-peer"))
    growth("quarter-growth-peer", "plain loop over the same databases", theirs)


def together(sizes: list[int]) -> None:
    """How the cost grows with what others have in one database, which is not how Vaka is run."""
    units: list[Any] = []
    took: list[Spent] = []
    for size in sizes:
        units += [municipality(number) for number in range(len(units), size)]
        compiled(units[0])
        clock, spent, _made = timed(partial(every, units))
        took.append(Spent(size, clock, spent))
        print(took[-1].line("quarter-one-database"))
    report(units[0])
    growth("quarter-one-database-growth", "all in one database", took)


def growth(name: str, where: str, took: list[Spent]) -> None:
    """How much more each of the largest batch costs than each of the smallest."""
    first, last = took[0], took[-1]
    ratio = (last.cpu / last.many) / (first.cpu / first.many)
    print(f"{name} ratio={ratio:.2f} goal=1.1 conditions=cpu seconds a municipality of {last.many} "
          f"against {first.many}, {where}")  # fmt: skip


def report(unit: Any) -> None:
    """The line of one municipality, and of the plain loop."""
    took = sorted((timed(lambda: compiled(unit)) for _n in range(ROUNDS)), key=lambda one: one[0])
    clock, spent, rows = took[ROUNDS // 2]
    theirs, theirs_spent, loop = timed(lambda: plain(unit))
    told = {row.case_id for row in rows}
    if told != {pk for pk, *_rest in loop}:
        raise SystemExit(f"the two do not tell of the same: {len(told)} and {len(loop)}")
    where = f"{DECISIONS} active decisions, {len(rows)} rows to IVO, {os.cpu_count()} cores"
    print(f"quarter seconds={clock:.2f} goal={GOAL_SECONDS} cpu={spent:.2f} conditions={where}, "
          f"median of {ROUNDS}, report, list, statistics, checks")  # fmt: skip
    print(f"quarter ratio={theirs_spent / spent:.1f} peer=a plain loop over Django's ORM "
          f"conditions=processor time, peer {theirs_spent:.1f} s ({theirs:.1f} s by the clock) for "
          f"the individual report alone, {where}", flush=True)  # fmt: skip


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    sys.exit(main())
