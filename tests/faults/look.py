"""After a fault: is what was acknowledged there, once, whole, and does the product verify?"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tests.faults.load import IMPORTED, read
from tests.faults.place import stand_on

READERS = {"report": "Provade", "row": "Rad", "answer": "Svar"}


@dataclass
class Seen:
    """What one look found; empty lists when all is well."""

    acknowledged: int = 0
    refused: int = 0
    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    torn: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """True when nothing was lost, doubled or torn and nothing failed."""
        return not (self.lost or self.twice or self.torn or self.faults)

    def as_json(self) -> dict[str, Any]:
        """Give it as JSON values."""
        return asdict(self)


def look(data: Path, told: Path, before: int = 0) -> Seen:
    """Bring the directory up as a start does, do what waits, and compare.

    Args:
        before: how many lines of the list were looked at already; they are not counted again.
    """
    stand_on(data)
    _drain()
    lines = read(told)
    here = _found()
    seen = Seen()
    for what, mark in lines:
        if what not in ("refused", "fault"):
            seen.lost += [one for one in _owed(what, mark) if here[one] == 0]
    new = Counter(what for what, _mark in lines[before:])
    seen.refused = new["refused"]
    seen.acknowledged = sum(new.values()) - new["refused"] - new["fault"]
    seen.faults = [words for what, words in lines[before:] if what == "fault"]
    seen.twice = [mark for mark, times in here.items() if times > 1]
    seen.torn = [*_halves(), *_unverified(), *_other_figures()]
    seen.faults += _failed_jobs()
    return seen


def _drain() -> None:
    """What the worker does first when it starts, then every job that waits."""
    from vaka.foundation.jobs import running
    from vaka.foundation.jobs.loop import Loop

    running.take_up_orphans()
    loop = Loop(())
    loop._queue.run()
    loop._ear.close()


def _owed(what: str, mark: str) -> Iterable[str]:
    if what in ("file_in", "rows"):
        return [f"row {mark}/{row}" for row in range(IMPORTED)]
    return [f"{what} {mark}"]


def _found() -> "Counter[str]":
    """Count what carries a mark."""
    from vaka.areas.deviations.models import Deviation
    from vaka.foundation.cases.models import CaseEvent
    from vaka.foundation.files.models import StoredFile

    answers = CaseEvent.objects.filter(words__startswith="Svar ")
    texts = [*Deviation.objects.values_list("text", flat=True),
             *answers.values_list("words", flat=True)]  # fmt: skip
    named = {word: what for what, word in READERS.items()}
    split = [text.split() for text in texts]
    here = Counter(f"{named[first]} {mark}" for first, mark, *_rest in split if first in named)
    files = StoredFile.objects.filter(kind="faults").values_list("name", flat=True)
    here.update(f"file {name.removesuffix('.txt')}" for name in files)
    return here


def _halves() -> list[str]:
    """A case without its row, its first step or its line in the log was saved by half."""
    from vaka.areas.deviations.models import Deviation
    from vaka.foundation.audit.models import AuditRow
    from vaka.foundation.cases.models import Case, CaseEvent

    cases = set(Case.objects.filter(kind="deviation").values_list("pk", flat=True))
    logged = set(
        AuditRow.objects.filter(object_kind="deviation").values_list("object_id", flat=True)
    )
    wholes = {
        "row": cases - set(Deviation.objects.values_list("pk", flat=True)),
        "step": cases - set(CaseEvent.objects.values_list("case_id", flat=True)),
        "log": {case for case in cases if str(case) not in logged},
    }
    return [f"{case} lacks its {what}" for what, lacking in wholes.items() for case in lacking]


def _unverified() -> list[str]:
    """`vaka verify`, and the database's own check of its pages."""
    from django.db import connection

    from vaka.config import checks

    pages = []
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            pages = [row[0] for row in cursor.fetchall() if row[0] != "ok"]
    return pages + [f"{one.name}: {one.detail}" for one in checks.every() if not one.ok]


def _other_figures() -> list[str]:
    """The snapshot holds the very rows that the database gives."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from vaka.foundation.snapshot import writer
    from vaka.foundation.snapshot.registry import all_facts

    (fact,) = [one for one in all_facts() if one.name == "deviation"]
    years = fact.producer.years() if fact.producer.years else []
    fresh = [t for year in years for t in writer._tables(fact, fact.producer.rows(None, year))]
    kept = [
        pq.read_table(writer.folder() / path, schema=fact.schema)
        for path in writer.paths(fact.name)
    ]
    ours, theirs = (
        sorted(map(str, pa.concat_tables(tables).to_pylist())) if tables else []
        for tables in (fresh, kept)
    )
    return [] if ours == theirs else ["the snapshot's rows differ from the database's"]


def _failed_jobs() -> list[str]:
    """A job may fail with words when the machine did; one that stays unended is a fault."""
    from vaka.foundation.jobs.models import Job, JobState

    left = Job.objects.exclude(state__in=(JobState.DONE, JobState.FAILED))
    return [f"job {one.kind} stays {one.state}" for one in left]
