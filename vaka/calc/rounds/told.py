"""Parsed JSON read field by field, each refusal with its place and what to do."""

from __future__ import annotations

import math
from typing import Any

from vaka.calc.rounds.problem import UnreadableRounds

Told = dict[str, Any]


def refuse(where: str, wanted: str) -> UnreadableRounds:
    """Give the refusal of what stands at a place."""
    return UnreadableRounds(f"{where}: här ska stå {wanted}. Rätta filen och försök igen.")


def many(of: Told, key: str, where: str) -> list[Any]:
    """Give a list."""
    found = of.get(key)
    if not isinstance(found, list):
        raise refuse(f"{where}.{key}", "en lista")
    return found


def parts(of: Told, key: str, where: str) -> list[tuple[str, Told]]:
    """Give a list's objects, each with its place."""
    placed = [(f"{where}.{key}[{k}]", one) for k, one in enumerate(many(of, key, where))]
    return [(at, whole(one, at)) for at, one in placed]


def whole(found: Any, where: str) -> Told:
    """Give an object."""
    if not isinstance(found, dict):
        raise refuse(where, "ett objekt")
    return found


def text(of: Told, key: str, where: str) -> str:
    """Give a word that is not empty."""
    found = of.get(key)
    if not isinstance(found, str) or not found:
        raise refuse(f"{where}.{key}", "text")
    return found


def number(found: Any, where: str, least: float = -math.inf) -> float:
    """Give a finite number."""
    is_one = isinstance(found, int | float) and not isinstance(found, bool)
    if not is_one or not math.isfinite(found) or found < least:
        bound = f" som är minst {least:g}" if least > -math.inf else ""
        raise refuse(where, f"ett tal{bound}")
    return float(found)


def pair(found: Any, where: str) -> tuple[float, float]:
    """Give two numbers that rise, as a list or as start and end or min and max."""
    if isinstance(found, dict):
        names = ("start", "end") if "start" in found else ("min", "max")
        found = [found.get(name) for name in names]
    if not isinstance(found, list) or len(found) != 2:
        raise refuse(where, "två tal")
    first, last = (number(one, where) for one in found)
    if last < first:
        raise refuse(where, "två tal i stigande ordning")
    return first, last


def matrix(of: Told, key: str, where: str) -> tuple[tuple[float, ...], ...]:
    """Give a square table of numbers that are not negative."""
    rows = many(of, key, where)
    for k, row in enumerate(rows):
        if not isinstance(row, list) or len(row) != len(rows):
            raise refuse(f"{where}.{key}[{k}]", f"{len(rows)} tal")
    return tuple(
        tuple(number(one, f"{where}.{key}[{k}]", 0.0) for one in row) for k, row in enumerate(rows)
    )


def once(names: list[str], where: str) -> None:
    """Refuse a name that stands twice."""
    if len(set(names)) < len(names):
        twice = next(one for one in names if names.count(one) > 1)
        raise refuse(where, f"olika beteckningar ({twice} finns flera gånger)")
