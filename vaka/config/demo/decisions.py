"""The decisions of the demo municipality: what was granted, how long it took, how it ended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from vaka.config.demo.reading import facts, rows
from vaka.config.demo.shapes import PlannedDecision, PlannedOffer

FIRST_DAY = date(2022, 1, 1)
ENDS = {"executed": "V", "withdrawn": "Å", "deceased": "A"}
REASONS = {"no_place_available": "R1", "offer_declined": "R3"}
A_YEAR, RUN_OUT_WITHIN = 365, 400
"""Days that a decision for a time holds; those older than the second are followed by a new one."""
OFFICER, A_FAULT = "Biståndshandläggare", 60
POINTS = {"Särskilt boende": "1.2", "Särskilt boende demens": "1.2", "Växelvård": "1.3",
          "Korttidsboende": "1.3"}  # fmt: skip
"""Points of the demo's delegation order; one decision in sixty names one that is not there."""
LATE = 91
"""Days after which a decision may be late; the rule itself counts calendar months."""


def plan(seed: int, today: date) -> Iterator[PlannedDecision]:
    """Yield the planned decisions in the order they were made, then the one that is executed in
    part; nothing lies after `today`."""
    random = Random(f"decisions-{seed}")  # noqa: S311 (a plan, not a secret)
    services = rows("services")
    day, number = FIRST_DAY, 0
    while day < today:
        for service in services:
            for _ in range(_how_many(float(service["a_week"]), random)):
                decided = day + timedelta(days=random.randrange(5))
                if decided < today:
                    number += 1
                    planned = _decision(number, decided, service, today, random)
                    yield _around(planned, seed, today)
        day += timedelta(days=7)
    yield _in_part(number + 1, today)


def _around(one: PlannedDecision, seed: int, today: date) -> PlannedDecision:
    """Say when it was applied for, and to which day it holds where it is for a time."""
    random = Random(f"around-{seed}-{one.source_id}")  # noqa: S311 (a plan, not a secret)
    applied = one.decided_date - timedelta(days=round(random.triangular(2, 90, 20)))
    is_old = one.decided_date < today - timedelta(days=RUN_OUT_WITHIN)
    is_for_a_time = not is_old and not one.ended_date and random.random() < 0.3
    last = one.decided_date + timedelta(days=A_YEAR) if is_for_a_time else None
    role, point = _right(one)
    return replace(one, applied_date=applied, valid_to_date=last, maker_role=role, point=point)


def _right(one: PlannedDecision) -> tuple[str, str]:
    """Who decides by which point; now and then a point that is not there, or another's."""
    number = int(one.source_id.rsplit("-", 1)[1])
    point = "2.1" if one.law == "LSS" else POINTS.get(one.service, "1.1")
    if number % A_FAULT == 0:
        return OFFICER, "1.9"
    return ("Enhetschef" if number % A_FAULT == 1 else OFFICER), point


def _in_part(number: int, today: date) -> PlannedDecision:
    """One that has had half of what was decided for so long that a quarter tells of it."""
    decided = today - timedelta(days=300)
    return PlannedDecision(
        source_id=f"BES-{decided:%Y}-{number:05}", unit="bistand", law="LSS",
        service="Kontaktperson 9.4", sex="K", decided_date=decided, reason="R2",
        partly_date=today - timedelta(days=200),
    )  # fmt: skip


def kungsbacka() -> list[PlannedDecision]:
    """The forty decisions that a neighbour printed for the first quarter of 2024, as printed."""
    return [_printed(row) for row in facts("kungsbacka_decisions_2024q1")]


def _how_many(mean: float, random: Random) -> int:
    whole = int(mean)
    return whole + (random.random() < mean - whole)


def _decision(
    number: int, decided: date, service: dict[str, str], today: date, random: Random
) -> PlannedDecision:
    middle, spread = float(service["log_days"]), float(service["spread"])
    wait = max(1, round(random.lognormvariate(middle, spread)))
    done = decided + timedelta(days=wait)
    end = random.choices("VÅAB", weights=(88, 5, 5, 2))[0]
    is_done = done < today
    late = min(wait, (today - decided).days) > LATE
    offers = tuple(_offers(decided, min(done, today), random)) if late else ()
    declined = sum(offer.answer == "declined" for offer in offers)
    planned = {
        "source_id": f"BES-{decided:%Y}-{number:05}",
        "unit": service["unit"],
        "law": service["law"],
        "service": service["service"],
        "sex": "K" if random.random() < 0.62 else "M",
        "decided_date": decided,
        "reason": _reason(service, declined, random) if late else "",
        "offers": offers,
        "offers_declined": declined if offers else None,
    }
    if is_done and end == "V":
        planned |= {"executed_date": done, "end": "V", **_interruption(done, today, random)}
    elif is_done:
        planned |= {"ended_date": done, "end": end}
    return PlannedDecision(**planned)  # type: ignore[arg-type]


def _offers(start: date, stop: date, random: Random) -> Iterator[PlannedOffer]:
    for _ in range(random.choices((0, 1, 2), weights=(6, 3, 1))[0]):
        on = start + (stop - start) * random.uniform(0.3, 0.95)
        yield PlannedOffer(on, "declined")


def _reason(service: dict[str, str], declined: int, random: Random) -> str:
    if declined:
        return "R3"
    return random.choices(service["reasons"].split(), weights=(8, 2, 1))[0]


def _interruption(executed: date, today: date, random: Random) -> dict[str, date]:
    """Now and then a service stops for want of staff or by a hospital stay, and goes on again."""
    if random.random() > 0.02:
        return {}
    stopped = executed + timedelta(days=random.randrange(30, 400))
    again = stopped + timedelta(days=random.randrange(20, 150))
    if stopped >= today:
        return {}
    return {"interrupted_date": stopped} | ({"resumed_date": again} if again < today else {})


def _printed(row: dict[str, str]) -> PlannedDecision:
    """Columns that a source wrote are kept as it wrote them; unreadable dates stay unread."""
    code = row["code"]
    executed = ENDS.get(code) == "V"
    when = _date(row["outcome_date"])
    return PlannedDecision(
        source_id=f"kungsbacka-{row['stated']}-{row['row_no']}",
        unit="kungsbacka",
        law="SoL",
        service=row["service"],
        sex="",
        decided_date=date.fromisoformat(row["decision_date_raw"]),
        decided_raw=row["decision_date_raw"],
        executed_date=when if executed else None,
        ended_date=None if executed else when,
        ended_raw=row["outcome_date_raw"],
        end=ENDS.get(code, ""),
        reason=REASONS.get(code, ""),
        reason_raw=row["text_raw"],
        offers_declined=int(row["offers_declined"]) if row["offers_declined"] else None,
        court_date=_date(row["court_ruling_date"]),
        stated=row["stated"],
        stated_period="2024Q1",
    )


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
