"""From a planned moment to the tags and words its texts may use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from random import Random
from typing import Any

from vaka.config.demo.grammar import Moment
from vaka.config.demo.reading import words

MONTH_TAGS = {
    **dict.fromkeys((12, 1, 2), frozenset({"vinter", "halka"})),
    3: frozenset({"vår", "halka"}),
    **dict.fromkeys((4, 5), frozenset({"vår"})),
    **dict.fromkeys((6, 7, 8), frozenset({"sommar", "varmt"})),
    **dict.fromkeys((9, 10), frozenset({"höst"})),
    11: frozenset({"höst", "halka"}),
}
PARTS_OF_DAY = ((6, "natt"), (10, "morgon"), (13, "fm"), (17, "em"), (22, "kväll"), (24, "natt"))
SEVERE = 3


@dataclass(frozen=True, slots=True)
class Scene:
    """Where, when and how bad. `occurred` and `reported` are local; `tags` are the setting's."""

    tags: tuple[str, ...]
    occurred: datetime
    reported: datetime
    sex: str
    severity: int
    place: str


def moment_of(scene: Scene, random: Random) -> Moment:
    """The tags and words of a scene."""
    return Moment(_tags(scene), _words(scene, random))


def part_of_day(hour: int) -> str:
    """natt 22-06, morgon, fm, em, kväll."""
    return next(tag for end, tag in PARTS_OF_DAY if hour < end)


def _tags(scene: Scene) -> frozenset[str]:
    at = scene.occurred
    late = (scene.reported.date() - at.date()).days
    tags = {
        *scene.tags,
        part_of_day(at.hour),
        "helg" if at.weekday() >= 5 else "vardag",
        "svår" if scene.severity >= SEVERE else "lindrig",
        ("sammadag", "igår")[late] if late < 2 else "senare",
        scene.sex,
    }
    if at.minute % 5 == 0:
        tags.add("femma")
    if at.minute in range(1, 12):
        tags.add("strax")
    if at.minute in range(27, 34):
        tags.add("halv")
    return MONTH_TAGS[at.month] | tags


def _words(scene: Scene, random: Random) -> dict[str, str]:
    return {**_clock(scene), **_person(scene, random), **_figures(random), **_place(scene)}


def _clock(scene: Scene) -> dict[str, str]:
    at, names = scene.occurred, _lists()["hours"]["names"]
    late = (scene.reported.date() - at.date()).days
    day = _lists()["days"]["names"][at.weekday()]
    nearest = (at.hour + (at.minute >= 40)) % 24
    return {
        "hh": f"{at.hour:02}",
        "mm": f"{at.minute:02}",
        "tid": str(nearest or 24),
        "hel": names[at.hour % 12],
        "halv": names[(at.hour + 1) % 12],
        "jämn": str(at.hour),
        "dags": day,
        "dag": ("i dag", "i går")[late] if late < 2 else f"i {day}",
    }


def _person(scene: Scene, random: Random) -> dict[str, str]:
    known = _lists()["persons"]
    setting = next(tag for tag in scene.tags if tag in known)
    first, later, owner = random.choice(known[setting])
    he, him, his = _lists()["sexes"][scene.sex]
    return {
        "en": first,
        "den": later,
        "dens": owner,
        "ens": owner,
        "hon": he,
        "henne": him,
        "hennes": his,
    }


def _figures(random: Random) -> dict[str, str]:
    return {
        "n": str(random.choice((5, 10, 10, 15, 15, 20, 20, 25, 30, 40))),
        "bt": str(random.randrange(60, 90, 5)),
        "b1": str(random.randrange(110, 170, 5)),
        "puls": str(random.randrange(60, 98, 2)),
        "bs": f"{random.uniform(3.4, 19):.1f}".replace(".", ","),
    }


def _place(scene: Scene) -> dict[str, str]:
    plan, _, room = scene.place.rpartition(", ")
    return {"rum": room or "rummet", "plan": plan or "avdelningen"}


@cache
def _lists() -> dict[str, Any]:
    return words("persons")
