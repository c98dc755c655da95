"""Answers in Swedish sentences: evidence and its certainty, never that a law is met."""

from __future__ import annotations

from typing import Any

NOTHING = "–"


def _number(value: float | None, digits: int = 1) -> str:
    return NOTHING if value is None else f"{value:.{digits}f}".replace(".", ",")


def _interval(one: dict[str, Any], name: str = "percent") -> str:
    return f"{_number(one[name])} ({_number(one['low'])}–{_number(one['high'])})"


def tonight(found: dict[str, Any]) -> str:
    """Tell what happens with the staff there is."""
    lines = [f"{found['name']}: {found['staff']} i personalen, {found['nights']} nätter."]
    for name, word in (("urgent", "brådskande larm"), ("alarm", "andra larm")):
        one = found["within"][name]
        if one["percent"] is not None:
            lines.append(f"{_interval(one)} procent av {word} får hjälp inom "
                         f"{_number(one['limit'], 0)} minuter.")  # fmt: skip
    checks = found["checks"]
    lines.append(f"Per natt: {_number(checks['late']['mean'])} sena och "
                 f"{_number(checks['missed']['mean'])} uteblivna tillsyner av "
                 f"{_number(checks['planned']['mean'], 0)}, "
                 f"{_number(found['breaks_not_given']['mean'])} raster som inte ges.")  # fmt: skip
    return "\n".join(lines + _impossible(found["cannot_be_given"]) + _assumed(found))


def _impossible(found: dict[str, Any]) -> list[str]:
    alarms, checks = (found[name]["mean"] or 0.0 for name in ("alarms", "checks"))
    if not alarms and not checks:
        return []
    return [f"Kan inte ges: {_number(alarms)} larm och {_number(checks)} planerade insatser per "
            "natt kräver fler än som finns."]  # fmt: skip


def _assumed(found: dict[str, Any]) -> list[str]:
    return [f"Antaget, inte uppmätt: {', '.join(found['assumed'])}."] if found["assumed"] else []


def enough(found: dict[str, Any]) -> str:
    """Tell how many are enough, and how sure that is."""
    sure = _number(100 * found["error"], 0)
    if found["least"] is None:
        first = "Ingen av de prövade nivåerna räcker enligt kraven."
    else:
        first = (f"Minst {found['least']} behövs enligt kraven. Risken att det är för få är högst "
                 f"{sure} procent, om uppgifterna stämmer.")  # fmt: skip
    rows = [f"  {one['staff']}: {_interval(one)} procent inom gränsen, "
            f"{_number(one['late']['mean'])} sena tillsyner, "
            f"{'räcker' if one['passes'] else 'räcker inte'}{_never(one)}"
            for one in found["levels"]]  # fmt: skip
    return "\n".join([first, *rows, *_assumed(found)])


def _never(one: dict[str, Any]) -> str:
    return "; hjälp av två kan inte ges" if any(one["cannot_be_given"].values()) else ""


def difference(found: dict[str, Any]) -> str:
    """Tell what the other would change."""
    one, changes = found["within"]["all"], found["per_night"]
    return "\n".join([
        f"{found['from']['name']} → {found['to']['name']}, samma {found['nights']} nätter.",
        f"Larm inom gränsen: {_interval(one, 'points')} procentenheter.",
        *(f"{word}: {_interval(changes[name], 'mean')} per natt."
          for name, word in (("late", "Sena tillsyner"), ("missed", "Uteblivna tillsyner"),
                             ("visits", "Besök på rummet"), ("wakings", "Väckta"))),
    ])  # fmt: skip
