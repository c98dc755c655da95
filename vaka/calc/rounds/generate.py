"""Problems by chance, like those of Mankowska, Meisel & Bierwirth 2014 (section 6).

Places in a square of 100 by 100 with distances as minutes; windows of two hours within ten; every
visit as long; a carer for five patients, a third of them with skills among s1 to s3 and the others
among s4 to s6; three patients of ten with two visits, half of the pairs at once and half in order,
least 1 to 60 minutes apart and most twice that. The proportions are those of the published files.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

LIKE = ("hhcrsp",)
FEWEST, MOST = 5, 500
SIDE, LAST_START, WINDOW = 100, 480, 120
FIRST_SKILLS, LATER_SKILLS = ("s1", "s2", "s3"), ("s4", "s5", "s6")
ALL = FIRST_SKILLS + LATER_SKILLS
Told = dict[str, Any]


def hhcrsp(patients: int, seed: int) -> Told:
    """Give a problem in Mankowska's format; the same numbers give the same problem."""
    if not FEWEST <= patients <= MOST:
        raise ValueError(f"{FEWEST} to {MOST} patients")
    draw = np.random.default_rng(seed)
    minutes = float(draw.integers(10, 21))
    spots = draw.integers(0, SIDE, (patients + 1, 2)).tolist()
    single = math.ceil(0.7 * patients) if patients < 50 else int(0.7 * patients)
    people = [_patient(draw, k, spots[k], minutes, k > single) for k in range(1, patients + 1)]
    return {
        "patients": people,
        "services": [{"id": each, "default_duration": minutes} for each in ALL],
        "caregivers": _carers(draw, max(3, round(patients / 5))),
        "central_offices": [{"id": "d", "location": spots[0]}],
        "distances": [[round(math.dist(a, b), 3) for b in spots] for a in spots],
    }


def _patient(draw: np.random.Generator, k: int, spot: list[int], minutes: float,
             two: bool) -> Told:  # fmt: skip
    opens = int(draw.integers(0, LAST_START))
    wanted = _pair(draw) if two else [str(draw.choice(ALL))]
    found: Told = {
        "id": f"p{k}",
        "location": spot,
        "time_window": [opens, opens + WINDOW],
        "required_caregivers": [{"service": each, "duration": minutes} for each in wanted],
    }
    if two:
        found["synchronization"] = {"type": "simultaneous"}
        if draw.random() < 0.5:
            least = int(draw.integers(1, 61))
            found["synchronization"] = {"type": "sequential", "distance": [least, 2 * least]}
    return found


def _pair(draw: np.random.Generator) -> list[str]:
    """Half of the pairs are of both kinds of skills, half of the later kind."""
    if draw.random() < 0.5:
        return [str(draw.choice(FIRST_SKILLS)), str(draw.choice(LATER_SKILLS))]
    return sorted(str(each) for each in draw.choice(LATER_SKILLS, 2, replace=False))


def _carers(draw: np.random.Generator, many: int) -> list[Told]:
    """Draw skills until each is somebody's, and of two later ones not all the same one's."""
    first = max(1, round(many / 3))
    while True:
        rows = [FIRST_SKILLS] * first + [LATER_SKILLS] * (many - first)
        skills = [
            sorted(draw.choice(among, int(draw.integers(1, 4)), replace=False).tolist())
            for among in rows
        ]
        if _are_enough(skills):
            return [{"id": f"c{k}", "abilities": each} for k, each in enumerate(skills, 1)]


def _are_enough(skills: list[list[str]]) -> bool:
    able = {each: {k for k, row in enumerate(skills) if each in row} for each in ALL}
    pairs = [(a, b) for a in LATER_SKILLS for b in LATER_SKILLS if a < b]
    return all(able.values()) and all(len(able[a] | able[b]) > 1 for a, b in pairs)
