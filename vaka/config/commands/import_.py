"""`vaka import`: a file in, a receipt out that accounts for every row."""

import os
import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaka.config.outcome import DONE, REFUSED, Outcome, Refusal, Session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vaka.exchange.kinds import ImportKind, ImportOptions, WholeFileKind
    from vaka.exchange.mapping import Mapping
    from vaka.exchange.receipt import Finding, Receipt
    from vaka.exchange.typed import TypedFile
    from vaka.foundation.access.viewer import Viewer


@click.command(
    name="import", help="Läs in en fil. KIND är till exempel deviations eller decisions."
)
@click.argument("kind")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--mapping",
    help="Mappningsfil i TOML, eller namnet på en som följer med: lifecare, treserva, kia, "
    "infracontrol.",
)
@click.option("--unit", default="", help="Enhetens kod för rader som inte nämner någon.")
@click.option("--period", default="", help="Kvartalet som filens avsändare redovisar.")
@click.option("--dry-run", is_flag=True, help="Läs och kontrollera utan att spara.")
@click.pass_obj
def command(
    session: Session, kind: str, file: Path, mapping: str | None, unit: str, period: str,
    dry_run: bool,
) -> Outcome:  # fmt: skip
    """Read, check, save, and tell."""
    from vaka.config import product
    from vaka.exchange.kinds import ImportKind

    product.start(session)
    chosen = _kind(kind)
    if not file.is_file():
        raise Refusal("no_file", f"Filen {file} finns inte.")
    began = time.monotonic()
    options = _options(session, file, unit, period, dry_run)
    if isinstance(chosen, ImportKind):
        typed = _open(file, chosen, mapping, unit)
        receipt = chosen.run(by=_who(), file=typed, options=options)
        rejects = typed.rejects
    else:
        receipt, rejects = chosen.run(by=_who(), path=file, options=options)
    receipt = replace(receipt, seconds=round(time.monotonic() - began, 3))
    receipt = _with_rejects(session, file, receipt, rejects)
    return Outcome(receipt.as_json(), _words(receipt), REFUSED if receipt.rejected else DONE)


def _kind(name: str) -> "ImportKind | WholeFileKind":
    from vaka.config.kinds import import_kinds, whole_file_kinds

    kinds: dict[str, ImportKind | WholeFileKind] = {**import_kinds(), **whole_file_kinds()}
    if name not in kinds:
        raise Refusal("unknown_kind", f"Det går inte att läsa in ”{name}”.",
                      f"Välj bland {', '.join(sorted(kinds))}.")  # fmt: skip
    return kinds[name]


def _open(file: Path, kind: "ImportKind", mapping: str | None, unit: str) -> "TypedFile":
    from vaka.exchange.typed import read_typed

    found = _mapping(mapping, kind) if mapping else None
    return read_typed(file, kind.schema, found, unit=unit)


def _mapping(name: str, kind: "ImportKind") -> "Mapping":
    """A shipped mapping by its name, or else a file."""
    from vaka.exchange import shipped
    from vaka.exchange.mapping import from_toml

    if name in shipped.names(kind.schema):
        return shipped.named(name, kind.schema)
    return from_toml(_text_of(Path(name)), kind.schema)


def _text_of(mapping: Path) -> str:
    try:
        return mapping.read_text("utf-8")
    except UnicodeDecodeError:
        raise Refusal("mapping_encoding", f"Mappningsfilen {mapping} är inte sparad som UTF-8.",
                      "Öppna den, välj Spara som och kodningen UTF-8.") from None  # fmt: skip
    except FileNotFoundError:
        raise Refusal("no_file", f"Mappningsfilen {mapping} finns inte.") from None


def _who() -> "Viewer":
    from vaka.foundation.access.viewer import Viewer

    return Viewer.system(f"cli:{os.environ.get('USER', 'okänd')}")


def _options(
    session: Session, file: Path, unit: str, period: str, dry_run: bool
) -> "ImportOptions":
    from vaka.exchange.kinds import ImportOptions
    from vaka.foundation.organisation.models import Unit
    from vaka.law.period import Period

    if unit and not Unit.objects.filter(code=unit).exists():
        raise Refusal("unknown_unit", f"Enheten ”{unit}” finns inte.")
    return ImportOptions(
        source=file.name,
        unit_code=unit,
        period=Period.parse(period) if period else None,
        dry_run=dry_run,
        progress=lambda rows: session.say(f"{rows} rader lästa"),
    )


def _with_rejects(
    session: Session, file: Path, receipt: "Receipt", rejects: "Sequence[Finding]"
) -> "Receipt":
    from vaka.exchange.rejects import write_rejects

    if not rejects:
        return receipt
    folder = session.data_dir / "rejects"
    folder.mkdir(exist_ok=True)
    target = folder / f"{file.stem}-{datetime.now():%Y%m%d-%H%M%S}.csv"
    write_rejects(target, rejects)
    return replace(receipt, rejects_file=str(target))


def _words(receipt: "Receipt") -> str:
    lines = [
        f"{receipt.read} rader lästa: {receipt.imported} inlästa, {receipt.unchanged} oförändrade, "
        f"{receipt.duplicates} dubbletter, {receipt.rejected} avvisade."
    ]
    lines += [f"Rad {w.row}, {w.field}: {w.value!r}. {w.reason}" for w in receipt.warnings[:20]]
    if len(receipt.warnings) > 20:
        lines.append(f"… och {len(receipt.warnings) - 20} anmärkningar till.")
    if receipt.rejects_file:
        lines.append(f"Avvisade rader står i {receipt.rejects_file}.")
    return "\n".join(lines)
