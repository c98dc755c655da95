"""A question put to the simulation. Only the worker does: nothing is compiled in a web process."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from vaka.areas.night_care import grid_rules, queries, rules, scenes, shared_rules
from vaka.areas.night_care.models import StaffingAnswer
from vaka.calc.staffing.scenario import Scenario

Said = Callable[[int], None]
SHOWN_NIGHT = 0
PLANNED, ALARM, BREAK = "planned", "alarm", "break"


def answered(one: Scenario, nights: int, seed: int, say: Said = lambda _percent: None,
             held: dict[str, Any] | None = None,
             log: dict[str, Any] | None = None) -> dict[str, Any]:  # fmt: skip
    """Answer what happens tonight and at the levels around, and show one night of all.

    With what is known of the inputs (`held`) also what each level gives when they are uncertain;
    with the home's log by half hour also what it corrects of each half hour's demand.
    """
    from vaka.calc.staffing import beliefs, demand, questions

    say(10)
    found = {"tonight": questions.tonight(one, nights, seed)}
    say(40)
    levels = scenes.levels(len(one.staff), rules.MOST_STAFF)
    found["enough"] = questions.enough(one, levels, nights, seed)
    say(60)
    if held is not None:
        found["inputs"] = questions.believed(one, beliefs.read(held), levels, nights, seed)
    say(80)
    if log is not None:
        found["correction"] = questions.corrected(one, demand.read(log), nights, seed)
    say(90)
    return plain(found | shown(one, seed))


def shown(one: Scenario, seed: int) -> dict[str, Any]:
    """Give one night: its moves, and from and to which minute nobody was in a unit."""
    from vaka.calc.staffing import run

    rows, empty = run.traced(one, seed, SHOWN_NIGHT)
    alone = [{"unit": one.units[int(unit)].code, "from": round(float(since), 1),
              "to": round(float(until), 1)} for unit, since, until in empty]  # fmt: skip
    return {"shown": _moves(one, rows),
            "empty": sorted(alone, key=lambda each: (each["unit"], each["from"]))}  # fmt: skip


def _moves(one: Scenario, rows: Any) -> list[dict[str, Any]]:
    """Give moves: who, from and to which minute, where, and what it was."""
    from vaka.calc.staffing import world

    moves = []
    for row in rows:
        job, staff, away, _began, end, place, group = (float(cell) for cell in row)
        kind = BREAK if job < 0 else PLANNED if int(group) == world.PLANNED else ALARM
        room = one.residents[int(place)].code if 0 <= place < len(one.residents) else ""
        moves.append({"staff": int(staff), "from": round(away, 1), "to": round(end, 1),
                      "room": "" if kind == BREAK else room, "kind": kind})  # fmt: skip
    return sorted(moves, key=lambda move: (move["staff"], move["from"]))


def compared(one: Scenario, other: Scenario, nights: int, seed: int) -> dict[str, Any]:
    """Answer what the other would change, over the same nights."""
    from vaka.calc.staffing import questions

    return plain(questions.difference(one, other, nights, seed))


def grid(answer: StaffingAnswer, say: Said = lambda _percent: None) -> dict[str, Any]:
    """Answer every place of an answer's sliders, over the answer's own nights."""
    from vaka.calc.staffing import beliefs, grid, questions, schema

    one, held = schema.read(answer.scenario), queries.held_of(answer)
    levels = [each["staff"] for each in answer.found["enough"]["levels"]]
    places = list(grid_rules.reach(levels, scenes.looks(one)))
    asked = ((asdict(place), scenes.slid(one, place)) for place in places)
    done = iter(range(1, len(places) + 1))
    cells = grid.cells(asked, None if held is None else beliefs.read(held), answer.nights,
                       answer.seed, lambda: say(100 * next(done) // len(places)))  # fmt: skip
    known = {each["staff"]: each["inputs"] for each in queries.levels_of(answer)}
    for each in cells:
        if not each["share"] and not each["shift"]:  # told already, and of more nights
            each["inputs"] = known[each["staff"]]
    return plain({"model": answer.model, "seed": answer.seed, "nights": answer.nights,
                  "data": questions.digest(one), "cells": cells})  # fmt: skip


def shared(homes: Sequence[tuple[str, Scenario]], asked: dict[str, Any], nights: int,
           seed: int) -> tuple[dict[str, Any], dict[str, Any]]:  # fmt: skip
    """Answer what shared staff would give homes, level by level; the homes' one night comes first.

    Args:
        asked: as `shared_rules.may_share` takes it, with the homes' codes.
    """
    from vaka.calc.staffing import schema, sharing

    whole = sharing.merged(homes, asked["drive"])
    if asked["kind"] == shared_rules.SharedKind.NURSE:
        part, limit = asked["percent"] / 100, asked["limit"]
        levels = [(count, sharing.only_shared(whole, count, part, limit))
                  for count in shared_rules.levels(asked["count"], 1)]  # fmt: skip
    else:
        levels = [(count, sharing.with_shared(whole, count, asked["fewer"] if count else ()))
                  for count in shared_rules.levels(asked["count"], 0)]  # fmt: skip
    return plain(schema.plain(whole)), plain(sharing.asked(levels, nights, seed))


def plain(found: dict[str, Any]) -> dict[str, Any]:
    """Give an answer as JSON holds it, so that what is kept and what is made anew are alike."""
    made: dict[str, Any] = json.loads(json.dumps(found, sort_keys=True))
    return made


def as_then(found: Any, told: Any) -> Any:
    """Give of an answer made anew what the kept one told, under the version it was made with.

    A later model that tells more, of the same nights, then still gives what was told.
    """
    if isinstance(told, dict) and isinstance(found, dict):
        return {name: told[name] if name == "model" else as_then(found[name], told[name])
                for name in told if name in found}  # fmt: skip
    if isinstance(told, list) and isinstance(found, list) and len(told) == len(found):
        return [as_then(*each) for each in zip(found, told, strict=True)]
    return found


def digest_of(found: dict[str, Any]) -> str:
    """Give the SHA-256 of an answer, over its JSON with sorted keys."""
    text = json.dumps(found, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
