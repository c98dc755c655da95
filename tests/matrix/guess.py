"""Guesses at what an address or a function wants, from the parameter's name and type."""

import dataclasses
import enum
import inspect
import re
import types
import typing
from collections import abc
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from io import BytesIO
from itertools import islice, product
from pathlib import Path
from typing import Any
from uuid import UUID

from tests.matrix import world

COMBINATIONS = 8
NOBODYS = UUID("00000000-0000-7000-8000-000000000000")
SAID = {
    "period": "2026-10", "quarter": "2026Q3", "year": "2026", "month": "2026-10", "step": "1",
    "season": "2026", "day": "2026-11-02", "start": "2026-10-26", "number": "1", "name": "falls",
    "unit": "", "unit_code": "", "code": "", "username": "astrid", "kind": "deviations",
    "verb": "avsluta", "layout": "lista", "form": "hygiene",
}  # fmt: skip
"""What stands where a parameter is no id; a unit's code is the place's."""
FIRST, LAST = re.compile(r"^(start|first|since|from)"), re.compile(r"^(end|last|until|to|before)")
"""Dates that bound a span: it is a year to each side."""
YEAR = timedelta(days=365)
UNIT_WORDS = {"unit", "unit_code", "code"}


def addresses(area: str, keys: dict[str, str], place: str) -> list[dict[str, Any]]:
    """Give ways to fill an address's parameters, at most a handful."""
    parts = [key for key in keys if key.endswith("_id") and key != "case_id"]
    if "case_id" in keys and len(parts) == 1:  # a thing of a case stands with that case
        rows = _rows(area, parts[0], place)
        pairs = [(row.pk, world.case_of(row)) for row in rows]
        fit = [{parts[0]: pk, "case_id": case} for pk, case in pairs if case is not None]
        rest = {key: _for_key(area, key, kind, place)[0] for key, kind in keys.items()}
        return [rest | one for one in fit[:COMBINATIONS]] or [rest]
    choices = [_for_key(area, key, kind, place) for key, kind in keys.items()]
    return [dict(zip(keys, one, strict=True)) for one in islice(product(*choices), COMBINATIONS)]


def _for_key(area: str, key: str, kind: str, place: str) -> list[Any]:
    if key == "case_id":
        return [case.pk for case in world.cases(area, place)] or [NOBODYS]
    if key.endswith("_id"):
        found = [
            row.pk for row in _rows(area, key, place) if isinstance(row.pk, int) == (kind == "int")
        ]
        return found or [1 if kind == "int" else NOBODYS]
    said = place if key in UNIT_WORDS else SAID.get(key, "x")
    return [*dict.fromkeys([said, *_values(area, key)])] if kind != "int" else [2026, 1]


@cache
def _rows(area: str, key: str, place: str) -> list[Any]:
    """Give rows that an id may be of: those of the model it is named after, else of any."""
    word = key.removesuffix("_id").replace("_", "")
    models = world.models_of(area)
    named = [m for m in models if m.__name__.lower().endswith(word)] or [
        m for m in _everywhere() if m.__name__.lower() == word
    ]
    return [row for model in named or models for row in world.things(model, place)][:8]


@cache
def _everywhere() -> tuple[type[Any], ...]:
    from django.apps import apps

    return tuple(m for m in apps.get_models() if m.__module__.startswith("vaka."))


@cache
def _values(area: str, key: str) -> list[str]:
    """Give values that the area's own columns of that name hold."""
    found: list[str] = []
    for model in world.models_of(area):
        if key in {f.name for f in model._meta.concrete_fields if not f.is_relation}:
            found += [str(one) for one in model._default_manager.values_list(key, flat=True)[:2]]
    return found


class Exhausted(LookupError):
    """There are not that many things of the place to try with."""


def arguments(function: Any, area: str, place: str, turn: int) -> dict[str, Any]:
    """Give arguments for a function's parameters but the one who does it, with the n-th of the
    things that each id or row may be of.

    Raises:
        Exhausted: no parameter has that many.
    """
    hints = _hints(function)
    given: dict[str, Any] = {}
    many = 1
    for name, one in inspect.signature(function).parameters.items():
        if name in {"by", "viewer"} or one.kind in {one.VAR_KEYWORD, one.VAR_POSITIONAL}:
            continue
        if one.default is not one.empty and not name.endswith("unit"):
            continue
        found = choices(name, hints.get(name, Any), area, place)
        many = max(many, len(found))
        given[name] = found[min(turn, len(found) - 1)]
    if turn >= many:
        raise Exhausted(function.__name__)
    return given | _fit(given, area, place)


def _fit(given: dict[str, Any], area: str, place: str) -> dict[str, Any]:
    """Give the arguments that a row among the ids decides: its own case, its own person."""
    from django.db.models import Model

    fit: dict[str, Any] = {}
    if "case_id" in given and "version" in given:
        fit["version"] = world.version_of(given["case_id"]) or given["version"]
    for key in (one for one in given if one.endswith("_id") and one != "case_id"):
        row = next((one for one in _rows(area, key, place) if one.pk == given[key]), None)
        for name, value in given.items() if row is not None else ():
            if name == "case_id":
                fit[name] = world.case_of(row) or value
            elif isinstance(value, Model):
                fit[name] = world.related(row, type(value), name) or value
    return fit


@cache
def _hints(thing: Any) -> dict[str, Any]:
    try:
        return typing.get_type_hints(thing)
    except NameError:  # a name that is only imported for the type checker
        return {}


PLAIN: dict[Any, Any] = {
    str: "x", int: 1, float: 1.0, bool: False, date: world.DAY, Decimal: Decimal(1),
    datetime: world.NOON, bytes: b"x", Any: None, type(None): None,
}  # fmt: skip


def choices(name: str, hint: Any, area: str, place: str) -> list[Any]:
    """Give values of a type, at least one; ids and rows are those of the place."""
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        kinds = [one for one in typing.get_args(hint) if one is not type(None)]
        return choices(name, kinds[0], area, place)
    if hint is UUID:
        return _for_key(area, name, "uuid", place)
    if name == "version":
        return [case.version for case in world.cases(area, place)] or [1]
    if hint is str and name in SAID:
        return [place if name in UNIT_WORDS else SAID[name]]
    if hint is date and (FIRST.search(name) or LAST.search(name)):
        return [world.DAY - YEAR if FIRST.search(name) else world.DAY + YEAR]
    if hint in PLAIN:
        return [PLAIN[hint]]
    if isinstance(origin or hint, type):
        return _of_class(origin or hint, area, place)
    return [None]


def _of_class(kind: type[Any], area: str, place: str) -> list[Any]:
    from django.db.models import Model

    if issubclass(kind, Model):
        own = world.cases(area, place) if kind.__name__ == "Case" else world.things(kind, place)
        return list(own) or [kind()]
    if issubclass(kind, enum.Enum):
        return [next(iter(kind))]
    if dataclasses.is_dataclass(kind):
        return [_filled(kind, area, place)]
    if issubclass(kind, Path):
        return [Path("nowhere")]
    if kind in (typing.BinaryIO, typing.IO):
        return [BytesIO(b"x")]
    if issubclass(kind, dict | abc.Mapping):
        return [{}]
    return [()] if issubclass(kind, abc.Iterable) else [None]


def _filled(kind: type[Any], area: str, place: str) -> Any:
    from vaka.law.period import Period

    if kind is Period:
        return Period.parse("2026-10")
    hints = _hints(kind)
    needed = [
        one for one in dataclasses.fields(kind)
        if one.init and one.default is one.default_factory is dataclasses.MISSING
    ]  # fmt: skip
    given = {n: choices(n, hints.get(n, Any), area, place)[0] for n in (f.name for f in needed)}
    return kind(**given)
