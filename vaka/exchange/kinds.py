"""What an area offers to read: a kind of import, and how its typed rows become actions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vaka.exchange.receipt import Finding, Receipt
from vaka.exchange.schema import TargetSchema
from vaka.law.period import Grain, Period

if TYPE_CHECKING:
    from vaka.exchange.typed import TypedFile


def _silent(_rows: int) -> None:
    """Nobody watches the progress."""


@dataclass(frozen=True)
class ImportOptions:
    """What goes with a file.

    Attributes:
        source: file name and run, written in each log row.
        unit_code: the unit of rows that name none; the root when empty.
        period: the quarter or month that the file tells of, where the kind knows one.
        dry_run: everything is read and checked, nothing is saved.
        progress: is told how many rows have been read.
    """

    source: str
    unit_code: str = ""
    period: Period | None = None
    dry_run: bool = False
    progress: Callable[[int], None] = _silent


@dataclass(frozen=True)
class ImportKind:
    """One kind of `vaka import KIND`, offered by an area in its `imports.py` as `IMPORTS`.

    Attributes:
        run: takes `by=` (a viewer), `file=` and `options=`; gives the receipt without a
            rejects file, which the caller writes from `file.rejects`.
        capability: who may import this kind.
        shown_at: name of the page that lists what came in, empty when there is none.
        grain: the file may tell of a period of this length, which it does not name itself.
        needs_period: it always does.
    """

    schema: TargetSchema
    capability: str
    run: Callable[..., Receipt]
    shown_at: str = ""
    grain: Grain | None = None
    needs_period: bool = False

    @property
    def kind(self) -> str:
        """The word on the command line."""
        return self.schema.kind

    @property
    def label_sv(self) -> str:
        """What the file holds, in Swedish."""
        return self.schema.label_sv


@dataclass(frozen=True)
class Look:
    """What a whole file would change, before anything is saved.

    `rows` are cells under `labels`, one row for each thing that would change or stand as it is.
    """

    receipt: Receipt
    rejects: Sequence[Finding] = ()
    labels: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    encoding: str = ""


@dataclass(frozen=True)
class WholeFileKind:
    """A kind of `vaka import KIND` whose file is no table, such as a ledger's SIE file.

    Attributes:
        run: takes `by=` (a viewer), `path=` and `options=`; gives the receipt without a rejects
            file, and the rejects.
        look: takes the same, saves nothing, and gives a `Look`.
        capability: who may import this kind.
        label_sv: what the file holds.
        endings: of its name, as people know it.
        shown_at: name of the page that shows what came in, empty when there is none.
    """

    kind: str
    capability: str
    run: Callable[..., tuple[Receipt, list[Finding]]]
    look: Callable[..., Look]
    label_sv: str
    endings: tuple[str, ...]
    shown_at: str = ""
    grain: Grain | None = None
    needs_period: bool = False


def run(kind: ImportKind, *, by: Any, file: TypedFile, options: ImportOptions) -> Receipt:
    """Import a file's rows as a kind says."""
    return kind.run(by=by, file=file, options=options)
