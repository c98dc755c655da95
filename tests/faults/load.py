"""Mixed load: reports, files, answers, imports and figures, each told when it was acknowledged.

Whatever is acknowledged is written to a list outside the data directory, after the action gave
back: what stands there must be found afterwards, once.
"""

import os
import random
import signal
import tempfile
import traceback
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from tests.faults.place import stand_on

IMPORTED = 40
SHARES = {"report": 45, "file": 15, "answer": 20, "file_in": 8, "figures": 7, "seal": 5}


class Told:
    """The list of what was acknowledged, and of faults that are nobody's but the product's."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.touch(mode=0o600)

    def __call__(self, what: str, mark: str) -> None:
        """Write one line in one call, so that it is whole or not at all."""
        file = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(file, f"{what} {mark}\n".encode())
        finally:
            os.close(file)


def read(path: Path) -> list[tuple[str, str]]:
    """Give what was told, in order."""
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return [(what, mark) for what, _space, mark in (line.partition(" ") for line in lines)]


class Load:
    """One process's share of the load on a directory."""

    def __init__(self, data: Path, told: Path, seed: str, patience: float = 20.0) -> None:
        self.data, self.seed, self.patience = data, seed, patience
        self.told, self.chance = Told(told), random.Random(seed)
        self._stopped: list[bool] = []

    def begin(self) -> None:
        """Stand on the directory and know who works."""
        stand_on(self.data, self.patience)
        from vaka.foundation.access.viewer import Viewer
        from vaka.foundation.organisation.models import Unit
        from vaka.foundation.people.models import Person

        self.unit = Unit.objects.get(code="almen-1")
        people = {one.username: one for one in Person.objects.filter(username__in=("astrid", "bo"))}
        self.astrid, self.bo = Viewer.of(people["astrid"]), Viewer.of(people["bo"])

    def run(self, turns: int = 10_000, before: Callable[[], Any] | None = None) -> None:
        """Do one thing after another until told to stop or the turns are over."""
        signal.signal(signal.SIGTERM, lambda *_: self._stopped.append(True))
        self.begin()
        for turn in range(turns):
            if self._stopped:
                return
            if before:
                before()
            what = self.chance.choices(list(SHARES), list(SHARES.values()))[0]
            self.do(what, f"{self.seed}-{turn}")

    def do(self, what: str, mark: str) -> None:
        """Do one thing, and tell it when it was acknowledged, or what it met."""
        from django.db import DatabaseError

        from vaka.foundation.cases.actions import ChangedByAnother

        try:
            if not getattr(self, what)(mark):
                return
        except (DatabaseError, OSError, ChangedByAnother) as error:
            self.told("refused", type(error).__name__)
        except Exception:
            self.told("fault", traceback.format_exc().replace("\n", " | "))
        else:
            self.told(what, mark)

    def report(self, mark: str) -> bool:
        """Astrid reports."""
        self._reported(mark)
        return True

    def _reported(self, mark: str) -> Any:
        from django.utils import timezone

        from vaka.areas.deviations import actions

        new = actions.NewDeviation(
            unit=self.unit, law="SoL", type="Fall", text=f"Provade {mark} i natt.",
            occurred_at=timezone.now(),
        )  # fmt: skip
        return actions.report(by=self.astrid, new=new)

    def file(self, mark: str) -> bool:
        """Bo adds a file to a case."""
        from vaka.foundation.files.actions import keep

        content = f"{mark} ".encode() * self.chance.randint(1, 20_000)
        keep(by=self.bo, content=BytesIO(content), name=f"{mark}.txt", kind="faults",
             case=self._any_case())  # fmt: skip
        return True

    def answer(self, mark: str) -> bool:
        """Bo answers whoever reported."""
        from vaka.areas.deviations import actions

        case = self._any_case()
        if case is None:
            return False
        actions.answer(by=self.bo, case_id=case.pk, version=case.version, words=f"Svar {mark} .")
        return True

    def _any_case(self) -> Any:
        from vaka.foundation.cases.models import Case

        cases = list(Case.objects.filter(kind="deviation").order_by("-id")[:20])
        return self.chance.choice(cases) if cases else None

    def file_in(self, mark: str) -> bool:
        """Bo hands a file of rows to the worker."""
        from vaka.areas.intake import actions, jobs

        with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8") as out:
            out.write(rows_of(mark))
            out.flush()
            run = actions.upload(by=self.bo, kind="deviations", content=Path(out.name),
                                 name=f"{mark}.csv", unit=self.unit)  # fmt: skip
        jobs.check(self.bo, run, lambda _rows: None)
        actions.confirm(by=self.bo, run=run, shown=run.version)
        return True

    def figures(self, _mark: str) -> bool:
        """A page with figures brings the snapshot up."""
        from vaka.foundation.snapshot import writer

        writer.bring_up()
        return False

    def seal(self, _mark: str) -> bool:
        """The worker's chore."""
        from vaka.foundation.audit import chain

        chain.seal()
        return False


def rows_of(mark: str) -> str:
    """Give a file of reports that carry a mark and a number each."""
    lines = ["Ärendenummer;Enhet;Typ;Händelsetid;Beskrivning"]
    lines += [
        f"{mark}/{row};almen-1;Fall;2026-03-{row % 28 + 1:02d} 21:{row % 60:02d};Rad {mark}/{row} ."
        for row in range(IMPORTED)
    ]
    return "\n".join(lines) + "\n"
