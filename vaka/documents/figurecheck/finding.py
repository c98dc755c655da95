"""What the check answers with: one contradiction, where it stands and how sure the rule is."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A contradiction.

    `line` counts from 1: lines of text files, rows of sheets, paragraphs and table rows of DOCX,
    printed lines of PDF. `quote` is the sentence or row, `printed` the source's own text,
    `computed` what it should say, written in the same way. `confidence` is 0 to 1.
    """

    file: str
    line: int
    quote: str
    printed: str
    computed: str
    rule: str
    confidence: float

    def row(self) -> dict[str, Any]:
        """The finding as the command's JSON has it."""
        return asdict(self)
