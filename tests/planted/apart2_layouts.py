"""Six more layouts, for the second part kept apart only."""

import csv
import textwrap
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.planted.cases import Block, H, P, T
from tests.planted.layouts import _docx, _number, _word_line

Blocks = Sequence[Block]


def caption_below(blocks: Blocks, path: Path) -> Path:
    """DOCX whose captions stand under their tables."""
    return _docx(blocks, path, lambda one: _grid(one) + _word_line(one.caption, "Caption"))


def headings_in_two_rows(blocks: Blocks, path: Path) -> Path:
    """DOCX tables with a merged row above the row of headings."""
    return _docx(
        blocks, path, lambda one: _word_line(one.caption, "Caption") + _grid(one, over=True)
    )


def _grid(table: T, *, over: bool = False) -> str:
    wide = len(table.columns) - 1
    top = (f'<w:tr><w:tc>{_word_line("")}</w:tc><w:tc><w:tcPr><w:gridSpan w:val="{wide}"/>'
           f'</w:tcPr>{_word_line("Redovisade uppgifter")}</w:tc></w:tr>')  # fmt: skip
    rows = "".join(f"<w:tr>{_cells(row)}</w:tr>" for row in [table.columns, *table.rows])
    notes = "".join(_word_line(note) for note in table.notes)
    return f"<w:tbl>{top if over else ''}{rows}</w:tbl>{notes}"


def _cells(row: Sequence[str]) -> str:
    return "".join(f"<w:tc>{_word_line(cell)}</w:tc>" for cell in row)


def sheets_apart(blocks: Blocks, path: Path) -> Path:
    """XLSX with sentences on the first sheet and every table on a sheet of its own."""
    import xlsxwriter

    target = path.with_suffix(".xlsx")
    with xlsxwriter.Workbook(target) as book:
        front, at = book.add_worksheet("Sammanfattning"), 0
        for one in blocks:
            if not isinstance(one, T):
                front.write(at, 1, one.text)
                at += 2
                continue
            page = book.add_worksheet()
            page.write(0, 0, one.caption)
            for down, row in enumerate([one.columns, *one.rows], 2):
                for right, cell in enumerate(row):
                    page.write(down, right, _number(cell))
            for down, note in enumerate(one.notes, len(one.rows) + 4):
                page.write(down, 0, note)
    return target


def quoted(blocks: Blocks, path: Path) -> Path:
    """CSV with commas between cells and quotation marks about every one."""
    target = path.with_suffix(".csv")
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        for one in blocks:
            if isinstance(one, T):
                writer.writerows(
                    [[one.caption], one.columns, *one.rows, *[[n] for n in one.notes], []]
                )
            else:
                writer.writerow([one.text])
    return target


def minutes(blocks: Blocks, path: Path) -> Path:
    """The text of minutes: paragraphs indented and broken, cells three spaces apart."""
    lines: list[str] = []
    for one in blocks:
        if isinstance(one, H):
            lines += ["", one.text, ""]
        elif isinstance(one, P):
            lines += [*textwrap.wrap(one.text, 74, initial_indent="    ", subsequent_indent="    ",
                      break_long_words=False, break_on_hyphens=False), ""]  # fmt: skip
        else:
            grid = [one.columns, *one.rows]
            wide = [max(len(row[at]) for row in grid) for at in range(len(one.columns))]
            lines += [one.caption, ""]
            lines += ["   ".join(cell.ljust(wide[at]) if at == 0 else cell.rjust(wide[at])
                      for at, cell in enumerate(row)) for row in grid]  # fmt: skip
            lines += ["", *one.notes, ""]
    target = path.with_suffix(".txt")
    target.write_text("\n".join(lines), encoding="utf-8")
    return target


def printed(blocks: Blocks, path: Path) -> Path:
    """A real PDF, set by Typst with ruled tables."""
    import typst

    source = path.with_suffix(".typ")
    body = ['#set page(margin: 22mm)\n#set text(size: 10pt, lang: "sv")']
    for one in blocks:
        if isinstance(one, H):
            body.append(f"#heading(level: {one.level}, {_string(one.text)})")
        elif isinstance(one, P):
            body.append(f"#par({_string(one.text)})")
        else:
            cells = ", ".join(_string(cell) for row in [one.columns, *one.rows] for cell in row)
            body += [
                f"#par({_string(one.caption)})",
                f"#table(columns: {len(one.columns)}, {cells})",
            ]
            body += [f"#par({_string(note)})" for note in one.notes]
    source.write_text("\n\n".join(body), encoding="utf-8")
    target = path.with_suffix(".pdf")
    typst.compile(str(source), output=str(target))
    source.unlink()
    return target


def _string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


WRITERS: dict[str, Callable[[Blocks, Path], Path]] = {
    "caption_below": caption_below, "headings_in_two_rows": headings_in_two_rows,
    "sheets_apart": sheets_apart, "quoted": quoted, "minutes": minutes, "printed": printed,
}  # fmt: skip
SHEETS = ("sheets_apart", "quoted")
