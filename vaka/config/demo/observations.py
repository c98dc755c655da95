"""What was published of the reference unit, as values of the catalogue's measures."""

from collections.abc import Iterator
from typing import Any

from vaka.config.demo.reading import facts
from vaka.foundation.organisation.models import Unit

EMPTY: dict[str, Any] = {
    "type": "", "law": "", "sex": "", "area": "", "value": None, "numerator": None,
    "denominator": None, "n": None, "measured_in": "count", "source": "", "note": "",
}  # fmt: skip
YEAR = "2023"
SHARES = {
    "closed_share": "deviations_closed_share",
    "not_closed_share": "deviations_unhandled_share",
}


def published(unit: Unit) -> list[dict[str, Any]]:
    """Give the cells: counts by type and law, totals by law, and how the cases were handled."""
    return [{**EMPTY, "unit": unit, **cell} for cell in (*_counts(), *_handling())]


def _counts() -> Iterator[dict[str, Any]]:
    for row in facts("deviation_counts"):
        cell = {name: row[name] for name in ("law", "type", "source")}
        yield {"measure": "deviations", "period": row["year"], "value": float(row["count"]), **cell}


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
