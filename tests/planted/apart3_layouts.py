"""Two more layouts, for the third part kept apart only, and which layouts its rules meet."""

import textwrap
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.planted.cases import Block, H, P, T
from tests.planted.layouts import _docx, _word_line, _word_table

Blocks = Sequence[Block]
FOOT = "Socialförvaltningen                         Årsuppföljning"
LABEL, WIDE = 30, 76


def broken(blocks: Blocks, path: Path) -> Path:
    """The text of a PDF with figures beside the first line of a label, and a running foot."""
    lines: list[str] = []
    for at, one in enumerate(blocks, 1):
        if isinstance(one, H):
            lines += ["", one.text, ""]
        elif isinstance(one, P):
            lines += _entry(one.text) if "\t" in one.text else [*textwrap.wrap(one.text, WIDE), ""]
        else:
            lines += [*textwrap.wrap(one.caption, WIDE), *_grid(one), *one.notes, ""]
        if at % 9 == 0:
            lines += ["", FOOT, ""]
    target = path.with_suffix(".txt")
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return target


def _entry(text: str) -> list[str]:
    title, page = text.split("\t")
    return [f"{title} {'.' * max(3, WIDE - len(title) - len(page) - 2)} {page}"]


def _grid(table: T) -> list[str]:
    widths = [max(len(row[at]) for row in [table.columns, *table.rows]) + 2
              for at in range(1, len(table.columns))]  # fmt: skip
    lines = []
    for row in [table.columns, *table.rows]:
        label, *rest = textwrap.wrap(row[0], LABEL) or [""]
        cells = "".join(cell.rjust(wide) for cell, wide in zip(row[1:], widths, strict=True))
        lines += [f"{label:<{LABEL + 2}}{cells}".rstrip(), *rest]
    return lines


def report(blocks: Blocks, path: Path) -> Path:
    """DOCX whose first heading is a title, and whose contents stand in contents styles."""
    return _docx([_styled(one) for one in blocks], path, _any)  # type: ignore[arg-type]


def _styled(one: Block) -> Block:
    return T(one.text, ["\t"], []) if isinstance(one, P) and "\t" in one.text else one


def _any(table: T) -> str:
    if list(table.columns) == ["\t"]:
        return _word_line(table.caption, "TOC1")
    return _word_table(table)


WRITERS: dict[str, Callable[[Blocks, Path], Path]] = {"broken": broken, "report": report}
EVERY = (
    *("docx_tables", "broken", "semicolons", "report", "merged_sheet", "markdown", "pdf_text"),
    *("docx_tabs", "minutes", "printed", "headings_in_two_rows", "across"),
)
CONTENTS = ("report", "broken", "docx_tables", "pdf_text", "minutes", "markdown", "docx_tabs")
