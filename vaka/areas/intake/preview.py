"""What a file would become: how it was read, columns, first rows, a dry run. Saves nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from vaka.areas.intake.rules import SHOWN
from vaka.exchange import mapping as mappings
from vaka.exchange.kinds import ImportKind, ImportOptions, WholeFileKind
from vaka.exchange.receipt import Finding, Receipt
from vaka.exchange.refusal import FileRefused
from vaka.exchange.schema import TargetSchema
from vaka.exchange.shipped import recognised
from vaka.exchange.suggest import SURE, known_headings, suggest
from vaka.exchange.writers import plain_cell
from vaka.foundation.access.viewer import Viewer
from vaka.law.verdict import RuleRefused

if TYPE_CHECKING:
    from vaka.exchange.table import Table
    from vaka.exchange.typed import TypedFile

FIRST_ROWS = 10
LONGEST_CELL = 60
CHOSEN, CLOCK_TIME = "vald", "klockslag"


@dataclass(frozen=True)
class Column:
    """One column of the file: its heading, the field it feeds (empty: none) and why.

    `confidence` is 0–1, `is_guess` true when the heading is merely like a known one.
    """

    heading: str
    field: str
    confidence: float
    how: str
    is_guess: bool


@dataclass(frozen=True)
class Preview:
    """A file as its page shows it before anything is saved; `as_json` is what is kept."""

    origin: Mapping[str, Any] = field(default_factory=dict)
    columns: Sequence[Column] = ()
    labels: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    warnings: Sequence[Finding] = ()
    rejects: Sequence[Finding] = ()
    reasons: Mapping[str, int] = field(default_factory=dict)
    refusal: Mapping[str, str] | None = None

    def as_json(self) -> dict[str, Any]:
        """Give it as plain values."""
        return asdict(self)


def look(
    *, by: Viewer, kind: ImportKind, options: ImportOptions, path: Any, toml: str
) -> tuple[Preview, mappings.Mapping]:
    """Read a file by a mapping, or by the suggested one when there is none, as a dry run.

    Args:
        path: where the file lies, under the name its owner gave it.
        toml: the mapping as text; empty for the suggestion.

    Returns:
        The preview, with the refusal in it when the whole file is refused, and the mapping.
    """
    from vaka.exchange.table import open_table

    try:
        table = open_table(path, known_headings(kind.schema))
    except FileRefused as error:
        return Preview(refusal=_told(error)), mappings.Mapping()
    suggested = suggest(table.headings, kind.schema)
    try:
        known = recognised(table.headings, kind.schema)
    except FileRefused as error:
        return Preview(refusal=_told(error)), mappings.Mapping()
    mapping = mappings.from_toml(toml, kind.schema) if toml else known or suggested
    origin = {**asdict(table.origin), "container": str(table.origin.container)}
    try:
        return replace(_dry(by, kind, options, table, mapping), origin=origin), mapping
    except FileRefused as error:
        columns = _columns(table.headings, mapping.columns, {}, suggested)
        return Preview(origin, columns, refusal=_told(error)), mapping


def look_whole(
    *, by: Viewer, kind: WholeFileKind, options: ImportOptions, path: Any
) -> Preview:  # fmt: skip
    """Read a file that is no table, and say what it would change. Saves nothing."""
    try:
        found = kind.look(by=by, path=path, options=options)
    except FileRefused as error:
        return Preview(refusal=_told(error))
    except RuleRefused as error:
        first = error.verdict.refusals[0]
        told = {"code": first.code, "message": str(first.words), "hint": str(first.way_out)}
        return Preview(refusal=told)
    return Preview(
        origin={"encoding": found.encoding},
        labels=found.labels,
        rows=found.rows,
        counts=counts(found.receipt),
        warnings=found.receipt.warnings[:SHOWN],
        rejects=found.rejects[:SHOWN],
        reasons=reasons(found.rejects),
    )


def _dry(
    by: Viewer, kind: ImportKind, options: ImportOptions, table: Table, mapping: mappings.Mapping
) -> Preview:
    from vaka.exchange.typed import typed_table

    file = typed_table(table, kind.schema, mapping, unit=options.unit_code)
    feeds = {heading: name for name, group in file.columns.sources.items() for heading in group}
    times = {heading: name for name, heading in file.columns.times.items()}
    shown = [name for name in kind.schema.names if _has_text(file, name)]
    first = typed_table(table, kind.schema, mapping, unit=options.unit_code, chunk_rows=FIRST_ROWS)
    rows = list(_first_rows(first, shown))
    receipt = kind.run(by=by, file=file, options=replace(options, dry_run=True))
    return Preview(
        columns=_columns(table.headings, feeds, times, suggest(table.headings, kind.schema)),
        labels=[kind.schema[name].label_sv for name in shown],
        rows=rows,
        counts=counts(receipt),
        warnings=receipt.warnings[:SHOWN],
        rejects=sorted(file.rejects, key=lambda one: one.row)[:SHOWN],
        reasons=reasons(file.rejects),
    )


def counts(receipt: Receipt) -> dict[str, int]:
    """Give the numbers of a receipt, with how many warnings it has."""
    names = "read imported unchanged duplicates rejected".split()
    return {**{n: getattr(receipt, n) for n in names}, "warnings": len(receipt.warnings)}


def reasons(findings: Sequence[Finding]) -> dict[str, int]:
    """Count findings by their reason, the most common first."""
    found: dict[str, int] = {}
    for one in findings:
        found[one.reason] = found.get(one.reason, 0) + 1
    return dict(sorted(found.items(), key=lambda pair: -pair[1]))


def chosen(columns: Sequence[Mapping[str, Any]], fields: Sequence[str], old: str,
           schema: TargetSchema) -> mappings.Mapping:  # fmt: skip
    """Give the mapping in which each column feeds the field chosen for it, or none (empty).

    What the mapping says of values, constants, dates and decimals stays.
    """
    before = mappings.from_toml(old, schema) if old else mappings.Mapping()
    pairs = [(column, name) for column, name in zip(columns, fields, strict=True)]
    return replace(
        before,
        columns={column["heading"]: name for column, name in pairs if name in schema.names},
        skip=tuple(c["heading"] for c, name in pairs if not name and c["how"] != CLOCK_TIME),
    )


def _has_text(file: TypedFile, name: str) -> bool:
    columns = file.columns
    return name in columns.sources or name in columns.constants or name in columns.defaults


def _first_rows(file: TypedFile, shown: Sequence[str]) -> Iterator[list[str]]:
    for chunk in file.chunks():
        for row in chunk.head(FIRST_ROWS).iter_rows(named=True):
            yield [_cell(row, name) for name in shown]
        if len(chunk):
            return


def _cell(row: Mapping[str, Any], name: str) -> str:
    text = plain_cell(row[name]).lstrip("'")
    if row.get(f"{name}_has_time") is False:
        text = text[:10]
    return text if len(text) <= LONGEST_CELL else f"{text[:LONGEST_CELL]}…"


def _columns(
    headings: Sequence[str],
    feeds: Mapping[str, str],
    times: Mapping[str, str],
    suggested: mappings.Mapping,
) -> list[Column]:
    return [_column(one.heading, feeds, times, one) for one in suggested.matches]


def _column(
    heading: str, feeds: Mapping[str, str], times: Mapping[str, str], match: mappings.Match
) -> Column:
    name = feeds.get(heading, "")
    if heading in times:
        return Column(heading, "", 1.0, CLOCK_TIME, is_guess=False)
    if name != match.field:
        return Column(heading, name, 1.0, CHOSEN, is_guess=False)
    is_guess = bool(name) and match.confidence < SURE
    return Column(heading, name, match.confidence, match.how, is_guess)


def _told(error: FileRefused) -> dict[str, str]:
    return {"code": str(error.code), "message": error.message, "hint": error.hint}
