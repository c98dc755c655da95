"""Small problems with every published kind of constraint, and plans that keep them all."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vaka.calc.rounds import plans, reading
from vaka.calc.rounds.problem import Plan, Problem

Told = dict[str, Any]
UNIFIED: Told = {
    "metadata": {
        "time_window_met": "at_service_start",
        "cost_components": {
            "travel_time": 1, "total_tardiness": 2, "highest_tardiness": 3,
            "total_waiting_time": 5, "total_extra_time": 7, "max_idle_time": 11,
            "caregiver_preferences": 13, "optional_patients": 17, "missed_lunch_break": 19,
        },
    },
    "distances": [[0, 10, 20, 30], [10, 0, 10, 20], [20, 10, 0, 10], [30, 20, 10, 0]],
    "terminal_points": [{"id": "d", "distance_matrix_index": 0}],
    "caregivers": [
        {"id": "c1", "abilities": ["s1", "s2"], "departing_point": "d", "arrival_point": "d",
         "working_shift": {"start": 0, "end": 200}, "lunch_break": True},
        {"id": "c2", "abilities": ["s2", "s3"], "departing_point": "d", "arrival_point": "d",
         "working_shift": {"start": 50, "end": 300}, "lunch_break": False},
    ],
    "patients": [
        {"id": "p1", "distance_matrix_index": 1, "time_windows": [{"start": 20, "end": 60}],
         "required_services": [{"service": "s1", "duration": 10}],
         "incompatible_caregivers": ["c2"], "preferred_caregivers": ["c2"]},
        {"id": "p2", "distance_matrix_index": 2,
         "time_windows": [{"start": 30, "end": 40}, {"start": 90, "end": 95}],
         "required_services": [{"service": "s1", "duration": 20}, {"service": "s3", "duration": 5}],
         "synchronization": {"type": "simultaneous"}},
        {"id": "p3", "distance_matrix_index": 3, "time_windows": [{"start": 100, "end": 140}],
         "required_services": [{"service": "s2", "duration": 10},
                               {"service": "s3", "duration": 10}],
         "synchronization": {"type": "sequential", "distance": {"min": 20, "max": 40}}},
        {"id": "p4", "distance_matrix_index": 1, "time_windows": [{"start": 0, "end": 300}],
         "required_services": [{"service": "s2", "duration": 10}], "optional": True},
    ],
    "services": [],
    "lunch_breaks": {"start": 40, "end": 80, "min_duration": 30},
}  # fmt: skip


def stop(start: float, end: float, patient: str, service: str) -> Told:
    return {"arrival_time": start, "departure_time": end, "patient": patient, "service": service}


def kept() -> Told:
    """A plan that breaks nothing: cost by hand in `test_check`."""
    return {
        "routes": [
            {"caregiver_id": "c1", "locations": [
                stop(25, 35, "p1", "s1"), stop(92, 112, "p2", "s1"), stop(125, 135, "p3", "s2"),
                {"start_time": 50, "end_time": 80, "patient": "p2", "service": "lunch_break"},
            ]},
            {"caregiver_id": "c2", "locations": [
                stop(92, 97, "p2", "s3"), stop(150, 160, "p3", "s3"),
            ]},
        ]
    }  # fmt: skip


def unified(**changes: Any) -> Problem:
    """The small problem, with changes of its metadata's costs."""
    told = copy.deepcopy(UNIFIED)
    told["metadata"]["cost_components"] |= changes
    return reading.unified(told, "small")


def plan(told: Told, problem: Problem) -> Plan:
    return plans.plan(json.dumps(told), problem)


def published(shared: Path, folder: str, ends: str) -> Iterator[tuple[Problem, Plan]]:
    """The published plans of a set, each with its problem."""
    for path in sorted((shared / "peers/routing" / folder).glob(f"*{ends}.json.gz")):
        problem = reading.problem(path.parent / (path.name.split(".")[0] + ".json.gz"))
        yield problem, plans.plan(reading.content(path), problem)


SOLOMON = """TINY

VEHICLE
NUMBER     CAPACITY
  2         10

CUSTOMER
CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME

    0      0          0          0          0        100          0
    1      3          4          6          0         20         10
    2      6          8          4         30         40         10
    3      0         10          6          0         60         10
"""
"""Distances: 5 from the depot to 1, 10 to 2 and 3; 5 between 1 and 2, 6.3 between 2 and 3 (cut)."""
