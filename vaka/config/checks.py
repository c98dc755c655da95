"""What `vaka verify` looks at; each check gives a line that an operator can act on."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq
from django.conf import settings

from vaka.config.keys import KINDS
from vaka.foundation.audit import chain
from vaka.foundation.cases import references
from vaka.foundation.cases.models import Case
from vaka.foundation.files import queries as files
from vaka.foundation.people import identities
from vaka.foundation.snapshot import writer
from vaka.foundation.snapshot.registry import Registered, all_facts

SHOWN = 5


@dataclass(frozen=True)
class Check:
    """One check's end; `detail` is Swedish and names no person."""

    name: str
    ok: bool
    detail: str


def audit() -> Check:
    """Seal the tail, then walk the whole chain."""
    chain.seal()
    state = chain.check()
    if state.ok:
        return Check("audit", True, f"{state.sealed} loggrader hänger ihop.")
    return Check("audit", False, f"Loggens kedja brister vid rad {state.broken_at}.")


def stored_files() -> Check:
    """Read every kept file's bytes."""
    state = files.check()
    if state.ok:
        return Check("files", True, f"{state.files} filer är oförändrade.")
    words = f"{len(state.missing)} filer saknas och {len(state.changed)} är ändrade: "
    return Check("files", False, words + " ".join([*state.missing, *state.changed][:SHOWN]))


def case_references() -> Check:
    """Compare each series with its cases."""
    gaps = references.gaps()
    words = "Nummerserierna är utan luckor." if not gaps else "Luckor: " + "; ".join(gaps[:SHOWN])
    return Check("references", not gaps, words)


def figures() -> Check:
    """Read the snapshot's every byte, mend it, and compare its cases with the database's."""
    writer.bring_up(look=True)
    wrong = [line for fact in all_facts() if fact.producer.key and (line := _differs(fact))]
    words = "Ögonblicksbilden stämmer med databasen." if not wrong else "; ".join(wrong)
    return Check("figures", not wrong, words)


def _differs(fact: Registered) -> str:
    root = writer.folder()
    paths = writer.paths(fact.name)
    keys = (pq.read_table(root / path, columns=[fact.producer.key]) for path in paths)
    held = sum(pc.count_distinct(table[fact.producer.key]).as_py() for table in keys)
    cases = Case.objects.filter(kind=fact.name).count()
    return "" if held == cases else f"{fact.name}: {held} i ögonblicksbilden, {cases} i databasen"


def sealed_identities() -> Check:
    """Open one sealed number for each key id, and see that the ring is whole."""
    ring = settings.KEY_RING
    missing = [kind for kind in KINDS if not (Path(ring.folder) / kind).exists()]
    failing = sorted({*missing, *identities.check()})
    if not failing:
        return Check("identities", True, "Nyckelringen är hel och öppnar det som är låst.")
    words = f"Nyckelringen saknar rätt nyckel: {', '.join(failing)}. Kör ”vaka keys import FIL”."
    return Check("identities", False, words)


def approved_reports() -> Check:
    """Read every approved report's files and compare with what was approved."""
    from vaka.areas.reports.release_queries import changed

    wrong = changed()
    if not wrong:
        return Check("reports", True, "Godkända rapporter är som när de godkändes.")
    return Check("reports", False, "Ändrade efter godkännandet: " + "; ".join(wrong[:SHOWN]))


CHECKS: tuple[Callable[[], Check], ...] = (
    audit,
    stored_files,
    case_references,
    figures,
    sealed_identities,
    approved_reports,
)


def every() -> list[Check]:
    """Run every check, in order."""
    return [check() for check in CHECKS]
