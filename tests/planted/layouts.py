"""Ten ways in which the same blocks lie in a file."""

import csv
import io
import textwrap
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from tests.planted.cases import Block, H, P, T

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
    '.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override '
    'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/'
    '2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
Blocks = Sequence[Block]


def turned(table: T) -> T:
    """Lay a table on its side: rows become columns."""
    grid = [list(table.columns), *[list(row) for row in table.rows]]
    across = [list(column) for column in zip(*grid, strict=True)]
    return T(table.caption, across[0], across[1:], table.notes)


def markdown(blocks: Blocks, path: Path) -> Path:
    """Headings with hashes and tables with bars."""
    parts: list[str] = []
    for one in blocks:
        if isinstance(one, H):
            parts.append("#" * one.level + " " + one.text)
        elif isinstance(one, P):
            parts.append(one.text)
        else:
            grid = [list(one.columns), ["---"] * len(one.columns), *one.rows]
            lines = ["| " + " | ".join(row) + " |" for row in grid]
            parts += [one.caption, "\n".join(lines), *one.notes]
    return _text(path, ".md", "\n\n".join(part for part in parts if part) + "\n")


def pdf_text(blocks: Blocks, path: Path) -> Path:
    """The text of a PDF: narrow lines, words broken by hyphens, columns by spaces."""
    lines: list[str] = []
    for one in blocks:
        if isinstance(one, H):
            lines += [one.text, ""]
        elif isinstance(one, P):
            lines += [*_broken(one.text), ""]
        else:
            lines += [one.caption, *_columns(one), *one.notes, ""]
    return _text(path, ".txt", "\n".join(lines))


def _broken(text: str, width: int = 62) -> list[str]:
    lines = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    for at in range(len(lines) - 1):
        word = lines[at + 1].split(" ")[0]
        if at % 3 == 0 and word.isalpha() and len(word) > 8:
            lines[at] += " " + word[:4] + "-"
            lines[at + 1] = word[4:] + lines[at + 1][len(word) :]
    return lines


def _columns(table: T) -> list[str]:
    grid = [table.columns, *table.rows]
    widths = [max(len(row[at]) for row in grid) + 3 for at in range(len(table.columns))]
    lines = []
    for row in grid:
        first, *rest = row
        if len(first) > 34 and " " in first[20:34]:
            cut = first.rindex(" ", 0, 34)
            lines.append(first[:cut])
            first = first[cut + 1 :]
        cells = [first.ljust(min(widths[0], 38))]
        cells += [cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True)]
        lines.append("".join(cells).rstrip())
    return lines


def slides(blocks: Blocks, path: Path) -> Path:
    """The text of a slide deck: headings bare, sentences as bullets, tables tabbed."""
    lines: list[str] = []
    for one in blocks:
        if isinstance(one, H):
            lines += ["", one.text.upper() if one.level == 1 else one.text]
        elif isinstance(one, P):
            lines.append("• " + one.text)
        else:
            grid = [one.columns, *one.rows]
            lines += [one.caption, *["\t".join(row) for row in grid], *one.notes]
    return _text(path, ".txt", "\n".join(lines) + "\n")


def semicolons(blocks: Blocks, path: Path) -> Path:
    """CSV as Swedish Excel writes it; sentences stand alone in a row."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows(_sheet(blocks))
    target = path.with_suffix(".csv")
    target.write_bytes(out.getvalue().encode("utf-8-sig"))
    return target


def _sheet(blocks: Blocks) -> list[list[str]]:
    rows: list[list[str]] = []
    for one in blocks:
        if isinstance(one, T):
            caption = [[one.caption]] if one.caption else []
            rows += [*caption, list(one.columns), *[list(row) for row in one.rows]]
            rows += [*[[note] for note in one.notes], []]
        else:
            rows.append([one.text])
    return rows


def merged_sheet(blocks: Blocks, path: Path) -> Path:
    """XLSX with headings merged over the table, numbers as numbers where they are plain."""
    import xlsxwriter

    target = path.with_suffix(".xlsx")
    with xlsxwriter.Workbook(target) as book:
        page, at = book.add_worksheet("Blad1"), 0
        for one in blocks:
            if isinstance(one, T):
                page.merge_range(at, 0, at, max(1, len(one.columns) - 1), one.caption)
                for row in [one.columns, *one.rows]:
                    at += 1
                    for column, cell in enumerate(row):
                        page.write(at, column, _number(cell))
                for note in one.notes:
                    at += 1
                    page.write(at, 0, note)
                at += 1
            else:
                page.write(at, 0, one.text)
            at += 1
    return target


def _number(cell: str) -> str | float:
    bare = cell.replace(" ", "").replace(",", ".")
    plain = bare.removeprefix("-").replace(".", "", 1).isdigit()
    return float(bare) if plain and not (len(bare) == 4 and bare.startswith("20")) else cell


def docx_tables(blocks: Blocks, path: Path) -> Path:
    """DOCX with heading styles and real tables."""
    return _docx(blocks, path, _word_table)


def docx_tabs(blocks: Blocks, path: Path) -> Path:
    """DOCX whose tables are lines with tabs."""
    return _docx(blocks, path, _word_tabs)


def across(blocks: Blocks, path: Path) -> Path:
    """DOCX whose tables lie on their side."""
    lain = [turned(one) if isinstance(one, T) else one for one in blocks]
    return _docx(lain, path, _word_table)


def footnotes(blocks: Blocks, path: Path) -> Path:
    """DOCX with marks after some first cells, and notes under the table."""
    marked = [_marked(one) if isinstance(one, T) else one for one in blocks]
    return _docx(marked, path, _word_table)


def _marked(table: T) -> T:
    rows = [[row[0] + ("¹" if at == 0 else ""), *row[1:]] for at, row in enumerate(table.rows)]
    notes = [*table.notes, "¹ Definitionen är densamma som i förra årets rapport."]
    return T(table.caption, table.columns, rows, notes)


def unit_row(blocks: Blocks, path: Path) -> Path:
    """Markdown whose table captions stand as headings of their own."""
    apart: list[Block] = []
    for one in blocks:
        if isinstance(one, T):
            apart += [H(one.caption, 3), T("", one.columns, one.rows, one.notes)]
        else:
            apart.append(one)
    return markdown(apart, path)


def _docx(blocks: Blocks, path: Path, table: Callable[[T], str]) -> Path:
    body = "".join(
        table(one) if isinstance(one, T)
        else _word_line(one.text, f"Heading{one.level}" if isinstance(one, H) else "")
        for one in blocks
    )  # fmt: skip
    target = path.with_suffix(".docx")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELS)
        archive.writestr("word/document.xml", f'<?xml version="1.0" encoding="UTF-8"?><w:document '
                         f"{W}><w:body>{body}</w:body></w:document>")  # fmt: skip
    return target


def _word_line(text: str, style: str = "") -> str:
    kind = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    runs = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in text.split("\t")
    )
    return f"<w:p>{kind}<w:r>{runs}</w:r></w:p>"


def _word_table(table: T) -> str:
    rows = "".join(
        "<w:tr>" + "".join(f"<w:tc>{_word_line(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in [table.columns, *table.rows]
    )
    notes = "".join(_word_line(note) for note in table.notes)
    return f"{_word_line(table.caption, 'Caption')}<w:tbl>{rows}</w:tbl>{notes}"


def _word_tabs(table: T) -> str:
    lines = [table.caption, *["\t".join(row) for row in [table.columns, *table.rows]], *table.notes]
    return "".join(_word_line(line) for line in lines)


def _text(path: Path, ending: str, text: str) -> Path:
    target = path.with_suffix(ending)
    target.write_text(text, encoding="utf-8")
    return target


WRITERS: dict[str, Callable[[Blocks, Path], Path]] = {
    "markdown": markdown, "docx_tables": docx_tables, "pdf_text": pdf_text, "slides": slides,
    "semicolons": semicolons, "merged_sheet": merged_sheet, "unit_row": unit_row,
    "docx_tabs": docx_tabs, "across": across, "footnotes": footnotes,
}  # fmt: skip
TUNED = tuple(list(WRITERS)[:7])
SHEETS = ("semicolons", "merged_sheet")
KEPT = ("docx_tabs", "across", "footnotes", "pdf_text", "merged_sheet")
