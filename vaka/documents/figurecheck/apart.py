"""Others' files are read and judged in a child process with bounds on memory and time.

A file that is made to hurt can then take down only the child: the parent says that it could not be
read. The child gets the path and the day, and gives its answer as JSON; nothing of it is run.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tomllib
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from vaka.documents.figurecheck.document import Block, Document, Heading, Paragraph, Row, Table
from vaka.documents.figurecheck.finding import Finding
from vaka.documents.figurecheck.readers.refusal import Unreadable

ROOT = Path(__file__).parents[3]
_START = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); "
    "from vaka.documents.figurecheck.apart import child; sys.exit(child(sys.argv[1:]))"
)
REFUSED = 3


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the child may use: memory in MB, processor and clock in seconds, answer in MB."""

    memory_mb: int
    processor_s: int
    clock_s: int
    answer_mb: int


@cache
def bounds() -> Bounds:
    """Give the bounds that stand in `limits.toml`."""
    text = Path(__file__).with_name("limits.toml").read_text(encoding="utf-8")
    return Bounds(**tomllib.loads(text)["child"])


def checked(
    path: Path, today: date, *, within: Bounds | None = None
) -> tuple[Document, list[Finding]]:
    """Read and judge one file in a child. Raises `Unreadable`, `OSError` when missing."""
    within = within or bounds()
    path.stat()
    asked = [str(ROOT), str(path), today.isoformat(), *map(str, asdict(within).values())]
    with TemporaryFile() as answer:
        try:
            done = subprocess.run(  # noqa: S603  our own interpreter and our own module
                [sys.executable, "-c", _START, *asked], stdin=subprocess.DEVNULL, stdout=answer,
                stderr=subprocess.DEVNULL, timeout=within.clock_s, check=False)  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise Unreadable(f"{path.name} tar för lång tid att läsa. Dela upp den.") from error
        answer.seek(0)
        told = _answer(answer.read(within.answer_mb * 1_000_000 + 1))
    if done.returncode == REFUSED and told and "refused" in told:
        raise Unreadable(str(told["refused"]))
    if done.returncode or told is None:
        raise Unreadable(f"{path.name} kräver för mycket minne eller tid att läsa. Dela upp den.")
    return _document(told), [Finding(**row) for row in told["findings"]]


def _answer(raw: bytes) -> dict[str, Any] | None:
    try:
        told = json.loads(raw)
    except ValueError:
        return None
    return told if isinstance(told, dict) else None


def child(asked: list[str]) -> int:
    """What the child does: bounds first, then the file."""
    path, day = Path(asked[0]), date.fromisoformat(asked[1])
    memory, processor, _clock, answer = (int(one) for one in asked[2:6])
    resource.setrlimit(resource.RLIMIT_AS, (memory * 1_000_000,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (processor, processor + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (answer * 1_000_000,) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from vaka.documents.figurecheck import check_documents, read

    try:
        document = read(path)
        found = check_documents([document], day)
    except Unreadable as refusal:
        sys.stdout.write(json.dumps({"refused": str(refusal)}))
        return REFUSED
    told = {"file": document.file, "lines": list(document.lines),
            "blocks": [_packed(block) for block in document.blocks],
            "findings": [one.row() for one in found]}  # fmt: skip
    json.dump(told, sys.stdout)
    return 0


def _packed(block: Block) -> list[Any]:
    if isinstance(block, Heading):
        return ["h", block.text, block.line, block.level, block.page]
    if isinstance(block, Paragraph):
        return ["p", block.text, block.line, block.page, [list(one) for one in block.breaks]]
    rows = [[list(row.cells), row.line] for row in block.rows]
    return ["t", list(block.head), rows, block.line, block.caption]


def _document(told: dict[str, Any]) -> Document:
    return Document(told["file"], tuple(_block(one) for one in told["blocks"]), told["lines"])


def _block(packed: list[Any]) -> Block:
    kind, first, *rest = packed
    if kind == "h":
        return Heading(first, *rest)
    if kind == "p":
        line, page, breaks = rest
        return Paragraph(first, line, page, tuple((a, b) for a, b in breaks))
    rows, line, caption = rest
    return Table(tuple(first), tuple(Row(tuple(c), at) for c, at in rows), line, caption)
