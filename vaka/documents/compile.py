"""From a report source to files: NAME.pdf, NAME.docx, NAME.html and NAME.data.json."""

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from vaka.documents.content import Cell, Figure, Manuscript, ReportSource, Table
from vaka.documents.docx import REFERENCE, write_docx
from vaka.documents.html import write_html
from vaka.documents.pdf import CONTENTS_FROM, write_pdf
from vaka.documents.tree import Tree, plant


class Format(StrEnum):
    """What a report can be written as; the value is the end of the file's name."""

    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"
    DATA = "data.json"


ALL_FORMATS = tuple(Format)


@dataclass(frozen=True)
class CompiledReport:
    """The files that were written, and the SHA-256 of each as hexadecimal."""

    files: Mapping[Format, Path]
    digests: Mapping[Format, str]


def compile_report(
    source: ReportSource, out_dir: Path, formats: Sequence[Format] = ALL_FORMATS
) -> CompiledReport:
    """Write the report into `out_dir`, one file for each format; the same source, the same bytes.

    A file is replaced in one step and only when all formats could be made. Raises the errors of
    the writers (`TitleMissing`, `MisplacedVerb`, `PandocFailed`, `PdfRefused`, `FontsMissing`);
    in a server call `worker.compile_in_worker` instead, which limits time and memory.
    """
    tree = plant(source.manuscript)
    return write(source, {one: in_format(source, tree, one) for one in formats}, out_dir)


def in_format(source: ReportSource, tree: Tree, format: Format) -> bytes:
    """The report in one format, out of its tree. Raises the errors of the writers."""
    return _WRITERS[format](source, tree)


def write(source: ReportSource, made: Mapping[Format, bytes], out_dir: Path) -> CompiledReport:
    """Put a report that has been made in all its formats into a folder."""
    out_dir.mkdir(parents=True, exist_ok=True)
    files = {format: out_dir / f"{source.name}.{format}" for format in made}
    for format, content in made.items():
        _replace(files[format], content)
    digests = {format: hashlib.sha256(content).hexdigest() for format, content in made.items()}
    return CompiledReport(files, digests)


def data_package(manuscript: Manuscript) -> dict[str, Any]:
    """The numbers of a report, unformatted.

    `{tables: [{id, title, columns, rows}], figures: [{id, value, measure, period, unit,
    snapshot}]}`; columns are names, cells number, string (dates as ISO) or null.
    """
    tables = dict(manuscript.tables)
    for chart in manuscript.charts.values():
        tables.setdefault(chart.table.id, chart.table)
    return {
        "tables": [_table(table) for table in tables.values()],
        "figures": [_figure(figure) for figure in manuscript.figures],
    }


def _pdf(source: ReportSource, tree: Tree) -> bytes:
    return write_pdf(tree, source.letterhead, source.contents)


def _docx(source: ReportSource, tree: Tree) -> bytes:
    wanted = source.contents
    contents = tree.sections >= CONTENTS_FROM if wanted is None else wanted
    reference = source.reference or REFERENCE
    return write_docx(tree, source.letterhead, contents=contents, reference=reference)


def _html(source: ReportSource, tree: Tree) -> bytes:
    return write_html(tree, source.letterhead).encode()


def _data(source: ReportSource, tree: Tree) -> bytes:
    package = data_package(source.manuscript)
    return (json.dumps(package, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


_WRITERS: Mapping[Format, Callable[[ReportSource, Tree], bytes]] = {
    Format.PDF: _pdf,
    Format.DOCX: _docx,
    Format.HTML: _html,
    Format.DATA: _data,
}


def _table(table: Table) -> dict[str, Any]:
    return {
        "id": table.id,
        "title": table.title,
        "columns": [column.name for column in table.columns],
        "rows": [[_raw(cell) for cell in row] for row in table.rows],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    names = ("id", "value", "measure", "period", "unit", "snapshot")
    return {name: getattr(figure, name) for name in names}


def _raw(cell: Cell) -> str | int | float | None:
    return cell.isoformat() if isinstance(cell, date) else cell


def _replace(path: Path, content: bytes) -> None:
    """Write beside, flush to disk, then rename: a reader meets the old file or the new one."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, 0o644)
        os.replace(beside, path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
