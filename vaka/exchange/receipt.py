"""The receipt of an import: it accounts for every row, or it cannot be made."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


class RowsUnaccounted(ValueError):
    """The parts of a receipt do not add up to the rows that were read."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark about one cell or row, as a warning or as the reason of a reject.

    `row` is the line in a CSV file or the row in a sheet, counted from 1; `field` is the Swedish
    label with the file's heading; `value` is the text that stood there; `reason` says in Swedish
    what is wrong and what to do.
    """

    row: int
    field: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a file's rows (design.md section 6, the shape of `vaka import`).

    Counts are rows; `seconds` is the wall time of the import; `rejects_file` is empty when no row
    was rejected. Raises `RowsUnaccounted` unless
    read = imported + unchanged + duplicates + rejected, all of them at least 0.
    """

    kind: str
    read: int
    imported: int
    unchanged: int
    duplicates: int
    rejected: int
    rejects_file: str = ""
    warnings: tuple[Finding, ...] = ()
    seconds: float = 0.0

    def __post_init__(self) -> None:
        parts = (self.imported, self.unchanged, self.duplicates, self.rejected)
        if min(parts) < 0 or sum(parts) != self.read:
            raise RowsUnaccounted(
                f"{self.read} rows were read, but imported, unchanged, duplicates and rejected "
                f"are {', '.join(map(str, parts))}"
            )

    def as_json(self) -> dict[str, Any]:
        """The receipt as plain values; `rejects_file` is null when there is none."""
        shape = asdict(self)
        shape["warnings"] = [asdict(warning) for warning in self.warnings]
        shape["rejects_file"] = self.rejects_file or None
        return shape
