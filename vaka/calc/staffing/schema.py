"""Scenarios as JSON: a schema made from the dataclasses, and a reader that says what is wrong.

A reason names the place as a path (`residents[3].checks[0].staff`) and says in Swedish what to do.
"""

from __future__ import annotations

import dataclasses
import math
import types
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from vaka.calc.staffing import consistency
from vaka.calc.staffing.scenario import Scenario

Reasons = list[str]
KINDS = {float: "number", int: "integer", str: "string", bool: "boolean"}
WORDS = {float: "ett tal", int: "ett heltal", str: "text", bool: "true eller false"}
T = TypeVar("T")


class Unreadable(Exception):
    """A scenario that cannot be simulated, with every reason."""

    def __init__(self, reasons: Reasons) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons


def schema(kind: type = Scenario) -> dict[str, Any]:
    """Give the JSON schema (draft 2020-12) of a scenario."""
    found: dict[str, Any] = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return found | _object(kind)


def _object(kind: type) -> dict[str, Any]:
    hints, fields = get_type_hints(kind), dataclasses.fields(kind)
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [one.name for one in fields if _must(one)],
        "properties": {one.name: _typed(hints[one.name], one) for one in fields},
    }


def _must(one: dataclasses.Field[Any]) -> bool:
    return one.default is dataclasses.MISSING


def _typed(hint: Any, one: dataclasses.Field[Any]) -> dict[str, Any]:
    return {"description": one.metadata["words"], **_shape(hint, one)}


def _shape(hint: Any, one: dataclasses.Field[Any]) -> dict[str, Any]:
    inner, may_be_null = _without_null(hint)
    if may_be_null:
        return {"anyOf": [_shape(inner, one), {"type": "null"}]}
    if dataclasses.is_dataclass(inner) and isinstance(inner, type):
        return _object(inner)
    if get_origin(inner) is tuple:
        return {"type": "array", "items": _shape(get_args(inner)[0], one)}
    found: dict[str, Any] = {"type": KINDS[inner]}
    if inner in (int, float):
        found |= {"minimum": one.metadata["least"], "maximum": one.metadata["most"]}
    elif one.metadata["among"]:
        found["enum"] = list(one.metadata["among"])
    return found


def _without_null(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) is types.UnionType:
        kinds = [one for one in get_args(hint) if one is not type(None)]
        return kinds[0], True
    return hint, False


def read(told: Any) -> Scenario:
    """Make a scenario of parsed JSON. Raises Unreadable with every reason."""
    reasons: Reasons = []
    found = _read_object(Scenario, told, "", reasons)
    if found is not None and not reasons:
        reasons += consistency.reasons(found)
    if found is None or reasons:
        raise Unreadable(reasons)
    return found


def _read_object(kind: type[T], told: Any, path: str, reasons: Reasons) -> T | None:
    if not isinstance(told, dict):
        reasons.append(f"{path or 'Filen'}: ska vara ett objekt med fält, {{…}}.")
        return None
    before = len(reasons)
    hints = get_type_hints(kind)
    fields = {one.name: one for one in dataclasses.fields(kind)}  # type: ignore[arg-type]
    for name in told.keys() - fields.keys():
        reasons.append(f"{_at(path, name)}: fältet är okänt. Fält här: {', '.join(fields)}.")
    for name, one in fields.items():
        if _must(one) and name not in told:
            reasons.append(f"{_at(path, name)}: saknas. Skriv {one.metadata['words']}.")
    given = {
        name: _read(hints[name], fields[name], told[name], _at(path, name), reasons)
        for name in fields
        if name in told
    }
    return kind(**given) if len(reasons) == before else None


def _at(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _read(hint: Any, one: dataclasses.Field[Any], told: Any, path: str, reasons: Reasons) -> Any:
    inner, may_be_null = _without_null(hint)
    if told is None and may_be_null:
        return None
    if dataclasses.is_dataclass(inner) and isinstance(inner, type):
        return _read_object(inner, told, path, reasons)
    if get_origin(inner) is tuple:
        return _read_row(inner, one, told, path, reasons)
    if inner is float and isinstance(told, int) and not isinstance(told, bool):
        told = float(told)
    if type(told) is not inner or (inner is float and not math.isfinite(told)):
        reasons.append(f"{path}: ska vara {WORDS[inner]} ({one.metadata['words']}).")
        return None
    return _bounded(inner, one, told, path, reasons)


def _read_row(inner: Any, one: dataclasses.Field[Any], told: Any, path: str, reasons: Reasons) -> (
    Any
):  # fmt: skip
    kinds = get_args(inner)
    if not isinstance(told, list):
        reasons.append(f"{path}: ska vara en lista, […] ({one.metadata['words']}).")
        return None
    if kinds[-1] is not Ellipsis and len(told) != len(kinds):
        reasons.append(f"{path}: ska ha {len(kinds)} värden ({one.metadata['words']}).")
        return None
    return tuple(_read(kinds[0], one, x, f"{path}[{k}]", reasons) for k, x in enumerate(told))


def _bounded(inner: Any, one: dataclasses.Field[Any], told: Any, path: str, reasons: Reasons) -> (
    Any
):  # fmt: skip
    least, most, among = (one.metadata[name] for name in ("least", "most", "among"))
    if inner in (int, float) and not least <= told <= most:
        reasons.append(f"{path}: {told:g} ska vara mellan {least:g} och {most:g}.")
    elif among and told not in among:
        reasons.append(f"{path}: ”{told}” ska vara något av {', '.join(among)}.")
    return told


def plain(scenario: Any) -> Any:
    """Give a scenario as what JSON can hold; `read` gives it back."""
    return dataclasses.asdict(scenario)
