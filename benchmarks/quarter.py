"""A quarter's account of a municipality with 20 000 active decisions: individual report, auditors'
list, statistics and checks, each person's number opened and logged; and how many of them grow.

`--sizes 1 4 16` says how many municipalities stand in the database when that many are compiled;
`--sizes 290` is the whole country in one batch. Processor time stands beside the clock. The peer is
a plain loop over Django's ORM that fetches what each decision has as it comes to it; it gives the
same rows of the individual report, which is checked. SQLite, or PostgreSQL where the environment
names one (`python -m tests.postgres python benchmarks/quarter.py`).
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

DECISIONS, GOAL_SECONDS, ROUNDS = 20_000, 5, 3
QUARTER, LAST = "2025Q3", date(2025, 9, 30)
SHARES = (("going_on", 0.78), ("paused", 0.04), ("new", 0.08), ("late", 0.06), ("broken", 0.02),
          ("told_end", 0.02))  # fmt: skip
"""What becomes of them: going on, interrupted for a while, within three months, later than that,
interrupted too long, executed in the quarter after having been late."""
SERVICES = ("Hemtjänst", "Särskilt boende", "Växelvård", "Ledsagning", "Boendestöd", "Daglig")


def start(folder: Path) -> None:
    """Start Django with Vaka's own settings on a fresh database."""
    from vaka.config import product
    from vaka.config.keys import KeyRing

    os.environ["VAKA_KEYS"] = str(folder / "keys")
    KeyRing.of(folder).make()
    product.set_up(folder)
    product.migrate()


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
    assert downloads.ivo_bytes(rows)
    assert downloads.tables_bytes(space.account)
    assert statistics.published(space.account, 5)
    return rows


def every(units: list[Any]) -> None:
    """Compile one municipality after another, and keep none of it."""
    for unit in units:
        compiled(unit)


def plain(unit: Any) -> list[Any]:
    """The individual report alone, as a plain loop over the ORM gives it."""
    from vaka.areas.entitlements import queries, rules
    from vaka.areas.entitlements.models import Decision
    from vaka.areas.entitlements.rules import Account
    from vaka.foundation.access.viewer import Viewer
    from vaka.foundation.people import identities
    from vaka.law.period import Period

    by, quarter, found = Viewer.system("benchmark"), Period.parse(QUARTER), []
    for one in Decision.objects.filter(case__unit=unit):
        stated = one.stated.filter(quarter=QUARTER).first()
        where = rules.account(queries.waiting_of(one, stated), quarter)
        if where is not Account.NONE and one.case.subject:
            number = identities.opened(by=by, subject=one.case.subject, reason="IVO")
            reason = queries.reason_label(one.reason_code, one.decided_date)
            found.append((one.pk, number, reason, [str(offer) for offer in one.offers.all()]))
    return found


def timed(work: Callable[[], Any]) -> tuple[float, float, Any]:
    """Seconds by the clock and of this process's processor time, and what was made."""
    began, spent = time.perf_counter(), time.process_time()
    made = work()
    return time.perf_counter() - began, time.process_time() - spent, made


def main() -> int:
    """Fill up size by size, compile all that stand, and print the lines."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--sizes", type=int, nargs="+", default=[1, 4, 16])
    sizes = asked.parse_args().sizes
    with tempfile.TemporaryDirectory() as folder:
        start(Path(folder))
        units: list[Any] = []
        a_piece: dict[int, float] = {}
        for size in sizes:
            units += [municipality(number) for number in range(len(units), size)]
            compiled(units[0])
            clock, spent, _made = timed(partial(every, units))
            a_piece[size] = spent / size
            print(f"quarter-batch municipalities={size} seconds={clock:.1f} cpu={spent:.1f} "
                  f"a_municipality={spent / size:.2f}")  # fmt: skip
        report(units[0], a_piece)
    return 0


def report(unit: Any, a_piece: dict[int, float]) -> None:
    """The line of one municipality, of the plain loop, and of the growth."""
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
          f"the individual report alone, {where}")  # fmt: skip
    first, last = min(a_piece), max(a_piece)
    print(f"quarter-growth ratio={a_piece[last] / a_piece[first]:.2f} goal=1.1 conditions=cpu "
          f"seconds a municipality with {last} in the database against {first}")  # fmt: skip


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    sys.exit(main())
