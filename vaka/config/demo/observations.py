"""What was published of the reference units, as values of the catalogue's measures."""

from collections.abc import Iterator, Mapping
from typing import Any

from vaka.areas.figures import rules
from vaka.config.demo.reading import facts
from vaka.foundation.organisation.models import Unit

EMPTY: dict[str, Any] = {
    "type": "", "law": "", "sex": "", "area": "", "value": None, "numerator": None,
    "denominator": None, "n": None, "measured_in": "count", "source": "", "note": "",
}  # fmt: skip
YEAR = "2023"
AREAS = {
    "disability": "Funktionsstöd",
    "internal_support": "Internt stöd",
    "individual_family": "Individ- och familjeomsorg",
}
AREA_SOURCE = "Kvalitetsberättelse 2023 kap. 8"
NUMBERS = ("value", "numerator", "denominator", "n")
SHARES = {
    "closed_share": "deviations_closed_share",
    "not_closed_share": "deviations_unhandled_share",
}


def published(units: Mapping[str, Unit]) -> list[dict[str, Any]]:
    """Give the cells: counts by type and law, totals by law, how the cases were handled, and what
    registers, surveys and statistics say."""
    own = [{"unit": units["harnosand"], **cell} for cell in (*_counts(), *_areas(), *_handling())]
    told = [{**cell, "unit": units[cell["unit"]]} for cell in observed()]
    return [{**EMPTY, **cell} for cell in (*own, *told)]


def observed() -> list[dict[str, Any]]:
    """Give the observations as printed; the same value from two places stands once with both."""
    cells: dict[tuple[str, ...], dict[str, Any]] = {}
    for row in facts("observed"):
        cell = _observation(row)
        key = tuple(row[name] for name in ("measure", "unit", "period", "sex"))
        stands = cells.setdefault(key, cell)
        if stands["value"] != cell["value"]:
            raise ValueError(f"two values of {key}")
        both = {name: stands[name] or cell[name] for name in ("n", "note")}
        sources = "; ".join(dict.fromkeys((stands["source"], cell["source"])))
        cells[key] = stands | both | {"source": sources}
    return list(cells.values())


def _observation(row: dict[str, str]) -> dict[str, Any]:
    """One printed row; a numerator above its denominator is kept as words, never as numbers."""
    told = {name: float(row[name]) if row[name] else None for name in NUMBERS}
    texts = {name: row[name] for name in ("measure", "unit", "period", "sex", "source", "note")}
    if not rules.is_possible(told["numerator"], told["denominator"]):
        note = f"Tryckt {row['numerator']} av {row['denominator']}, vilket inte är möjligt."
        told |= {"numerator": None, "denominator": None}
        texts["note"] = f"{texts['note']} {note}".strip()
    unused = told["value"] is None  # the source printed "används ej" in place of a number
    return {**texts, **told, "measured_in": row["measured_in"], "is_unused": unused}


def _counts() -> Iterator[dict[str, Any]]:
    for row in facts("deviation_counts"):
        cell = {name: row[name] for name in ("law", "type", "source")}
        yield {"measure": "deviations", "period": row["year"], "value": float(row["count"]), **cell}


def _areas() -> Iterator[dict[str, Any]]:
    """The commonest types of an area of work, and the areas that hardly report, where counted."""
    for row in facts("deviations_by_area_2023"):
        if row["count"]:
            cell = {"type": row["type"], "area": AREAS[row["area"]], "source": AREA_SOURCE}
            yield {"measure": "deviations", "period": YEAR, "value": float(row["count"]), **cell}


def _handling() -> Iterator[dict[str, Any]]:
    rows = {row["key"]: row for row in facts("deviation_handling_2023")}
    reported, assessed = (float(rows[key]["value"]) for key in ("reported", "assessed"))
    yield _cell(rows["reported"], "deviations", value=reported)
    yield _cell(rows["written"], "deviations", value=float(rows["written"]["value"]))
    yield _cell(rows["assessed"], "deviations_assessed_share", value=100 * assessed / reported,
                numerator=assessed, denominator=reported, measured_in="percent",
                note="Andelen är räknad av oss ur de två publicerade talen.")  # fmt: skip
    yield _cell(
        rows["serious_harm"], "deviations_serious", value=float(rows["serious_harm"]["value"])
    )
    yield _cell(rows["lex_sarah_to_ivo"], "lex_sarah_reported", value=0.0)
    for key, measure in SHARES.items():
        yield _cell(rows[key], measure, value=float(rows[key]["value"]), measured_in="percent")


def _cell(row: dict[str, str], measure: str, **columns: Any) -> dict[str, Any]:
    return {
        "measure": measure,
        "period": YEAR,
        "law": row["law"],
        "source": row["source"],
        **columns,
    }
