"""A specification: a few rows in, the figures out, and a wrong definition that it refuses."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from vaka.law.months import add_months
from vaka.metrics.facts import OPEN_END, calendar_of, day_number
from vaka.metrics.measure import Formula

Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Spec:
    """`rows` says only what matters; the rest is filled in. `expected` is value by group,
    where the group is the text of the one dimension `by`, or "" for the total.
    `wrong` is a formula that a hasty reader might write: it must not pass."""

    measure: str
    says: str
    rows: tuple[Fields, ...]
    period: str
    as_of: dt.date
    expected: Mapping[str | int | None, float | None]
    wrong: Formula
    by: str = ""


def deviation(number: int, occurred: dt.date, **fields: Any) -> dict[str, Any]:
    """A deviation reported on the day of the event, open and not assessed unless said."""
    reported = fields.pop("reported_date", occurred)
    closed = fields.get("closed_date")
    limit = add_months(reported, 1)
    row = {
        "case_id": f"case-{number}",
        "reference": f"AVV-{occurred.year}-{number:05}",
        "unit_code": "almen",
        "law": "HSL",
        "type": "Fall utan skada",
        "state": "closed" if closed else "reported",
        "is_open": closed is None,
        "is_serious": False,
        "is_fall": False,
        "reported_date": reported,
        "reported_day": day_number(reported),
        "occurred_date": occurred,
        "month_limit_date": limit,
        "closed_in_time": closed <= limit if closed else None,
        "valid_from_date": reported,
        "valid_to_date": OPEN_END,
        **calendar_of(occurred),
    }
    return {**row, **fields}


def decision(number: int, decided: dt.date, **fields: Any) -> dict[str, Any]:
    """A decision on a special housing that still waits unless said."""
    row = {
        "case_id": f"case-{number}",
        "reference": f"BES-{decided.year}-{number:05}",
        "unit_code": "almen",
        "law": "SoL",
        "service": "Särskilt boende",
        "state": "waiting",
        "decision_date": decided,
        "decision_day": day_number(decided),
        "last_day_within_date": add_months(decided, 3),
        "left_date": fields.get("executed_date") or fields.get("ended_date"),
        "valid_from_date": decided,
        "valid_to_date": OPEN_END,
        **calendar_of(decided),
    }
    return {**row, **fields}


def remedy(number: int, proposed: dt.date, **fields: Any) -> dict[str, Any]:
    """A corrective remedy that waits for a decision unless said."""
    row = {
        "case_id": f"case-{number}",
        "reference": f"ATG-{proposed.year}-{number:05}",
        "unit_code": "almen",
        "type": "corrective",
        "state": "proposed",
        "is_open": True,
        "proposed_date": proposed,
        "valid_from_date": proposed,
        "valid_to_date": OPEN_END,
        **calendar_of(proposed),
    }
    return {**row, **fields}


def feedback(number: int, received: dt.date, **fields: Any) -> dict[str, Any]:
    """A complaint from the web that waits for an answer, promised in a month, unless said."""
    row = {
        "case_id": f"case-{number}",
        "reference": f"SYN-{received.year}-{number:05}",
        "unit_code": "almen",
        "kind": "complaint",
        "door": "web",
        "state": "received",
        "is_open": True,
        "is_health_care": False,
        "is_reopened": False,
        "received_date": received,
        "promised_date": received + dt.timedelta(days=29),
        "valid_from_date": received,
        "valid_to_date": OPEN_END,
        **calendar_of(received),
    }
    return {**row, **fields}


def investigation(number: int, occurred: dt.date, **fields: Any) -> dict[str, Any]:
    """A lex Sarah begun on the day of the event and under way, unless said."""
    row = {
        "case_id": f"case-{number}",
        "reference": f"UTR-{occurred.year}-{number:05}",
        "unit_code": "almen",
        "form": "lex_sarah",
        "law": "SoL",
        "state": "investigating",
        "is_open": True,
        "is_provider": False,
        "is_notified": False,
        "opened_date": occurred,
        "event_date": occurred,
        "valid_from_date": occurred,
        "valid_to_date": OPEN_END,
        **calendar_of(occurred),
    }
    return {**row, **fields}


def check_round(number: int, start: dt.date, **fields: Any) -> dict[str, Any]:
    """A round of a hygiene self-rating, open for a quarter unless said."""
    row = {
        "row_id": f"round-{number}",
        "case_id": f"round-{number}",
        "reference": f"EGK-{start.year}-{number:05}",
        "what": "round",
        "unit_code": "almen",
        "type": "Basala hygienrutiner",
        "method": "self_rating",
        "topic": "hygiene",
        "state": "open",
        "start_date": start,
        "due_date": add_months(start, 3) - dt.timedelta(days=1),
        "valid_from_date": start,
        "valid_to_date": OPEN_END,
        **calendar_of(start),
    }
    return {**row, **fields}


def check_answer(number: int, start: dt.date, **fields: Any) -> dict[str, Any]:
    """An answer to a round of that start, on its first day unless said."""
    row = check_round(1, start) | {"what": "answer", "row_id": f"answer-{number}"}
    return {**row, **fields}


def span(
    number: int, sort: str, is_met: bool, start: dt.date, end: dt.date = OPEN_END, **fields: Any
) -> dict[str, Any]:  # fmt: skip
    """What is asked from a day until another (not in), met or not."""
    row = {
        "row_id": str(number),
        "unit_code": "almen",
        "area": "Särskilt boende",
        "sort": sort,
        "type": "Hjärt-lungräddning",
        "is_met": is_met,
        "from_date": start,
        "to_date": end,
        "valid_from_date": start,
        "valid_to_date": OPEN_END,
    }
    return {**row, **fields}


def tree() -> list[dict[str, Any]]:
    """A root `vaka` with the units `almen` and `bjorken`, and a reference unit `harnosand`."""
    pairs = [("vaka", "vaka", 0), ("vaka", "almen", 1), ("vaka", "bjorken", 1)]
    pairs += [("almen", "almen", 0), ("bjorken", "bjorken", 0), ("harnosand", "harnosand", 0)]
    return [
        {
            "ancestor_code": above,
            "unit_code": code,
            "depth": depth,
            "name": code.capitalize(),
            "kind": "unit",
            "is_reference": code == "harnosand",
            "valid_from_date": dt.date(2000, 1, 1),
            "valid_to_date": OPEN_END,
        }
        for above, code, depth in pairs
    ]
