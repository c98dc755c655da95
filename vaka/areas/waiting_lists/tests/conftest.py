"""Härnösand's two lists as printed, and persons made to match them."""

import csv
import uuid
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from vaka.foundation.access.viewer import Viewer

FILES = {"elder": "waiting_list_elder_2023.csv",
         "disability": "waiting_list_disability_2023_2024.csv"}  # fmt: skip
ROWS = Path(__file__).with_name("persons.csv")
"""Invented persons: as few as can give every printed cell that any persons can give. They were
found by an integer programme over months of decision, leave, no and yes; see README.md."""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.fixture
def printed(shared: Path, units: Any) -> Callable[[str], dict[Any, str]]:
    """Give a function that reads a list in for Härnösand and gives its cells as printed."""
    from vaka.areas.waiting_lists.imports import IMPORTS, _group, _month
    from vaka.areas.waiting_lists.rules import PRINTED, lists
    from vaka.exchange.kinds import ImportOptions
    from vaka.exchange.typed import read_typed

    def run(code: str) -> dict[Any, str]:
        path, kind = shared / "facts" / "harnosand" / FILES[code], IMPORTS[0]
        file = read_typed(path, kind.schema, unit="harnosand")
        options = ImportOptions(source=path.name, unit_code="harnosand")
        receipt = kind.run(by=Viewer.system("test"), file=file, options=options)
        assert not file.rejects
        with path.open(encoding="utf-8") as opened:
            rows = list(csv.DictReader(opened))
        assert receipt.imported == len(rows)
        return {
            ((_group(lists()[code], row["group"]) or ""), PRINTED[row["measure"]],
             _month(row["month"])): row["value_raw"].replace("-", "–")
            for row in rows
        }  # fmt: skip

    return run


@pytest.fixture
def persons(units: Any) -> None:
    """Plant the invented persons' decisions, offers and where they stayed, at Härnösand."""
    from vaka.areas.entitlements import imports
    from vaka.areas.entitlements.imports import Ready, columns_of
    from vaka.areas.entitlements.models import Offer
    from vaka.areas.entitlements.rules import State, due
    from vaka.areas.places.models import Place, Situation, Vacancy
    from vaka.foundation.cases.intake import Incoming
    from vaka.foundation.ids import uuid7

    unit, ready, offers, stays = units["harnosand"], [], [], []
    with ROWS.open(encoding="utf-8") as opened:
        for row in csv.DictReader(opened):
            decided, left = date.fromisoformat(row["decided"]), _day(row["left"])
            columns = columns_of(
                law="SoL", ground="board", service=row["service"], sex="",
                decided_date=decided, decided_raw="", executed_date=left,
                interrupted_date=None, resumed_date=None, ended_date=None,
                end_code="V" if left else "", outcome_raw="", outcome_date_raw="", reason_code="",
                reason_raw="", court_date=None,
                offers_declined=int(row["unwritten"]) + bool(row["declined"]),
            )  # fmt: skip
            steps = list(imports.steps_of(columns))
            case_id = uuid7(steps[0].at)
            case = Incoming(
                unit_id=unit.pk, unit_name=unit.name, title=row["service"],
                state=State.EXECUTED if left else State.WAITING, opened_at=steps[0].at,
                year=decided.year, reference_year=decided.year, steps=steps, text=row["service"],
                occurred_at=steps[0].at, due_date=due(decided),
                closed_at=steps[-1].at if left else None, source_key=str(case_id), id=case_id,
            )  # fmt: skip
            ready.append(Ready(case, columns, None, 0))
            offers += list(_offers(Offer, case_id, row))
            for spell in filter(None, row["spells"].split(";")):
                on, stay, other = spell.split(":")
                stays.append(Situation(case_id=case_id, from_date=_day(on), stays=stay,
                             has_other_help={"yes": True, "no": False}.get(other)))  # fmt: skip
    imports.import_batch(by=Viewer.system("test"), ready=ready, source="test", quarter="")
    Offer.objects.bulk_create(offers)
    Situation.objects.bulk_create(stays)
    for number, (start, end) in enumerate(VACANT):
        place = Place.objects.create(unit=unit, number=str(number), group="elder",
                                     opened_date=date(2020, 1, 1))  # fmt: skip
        Vacancy.objects.create(place=place, from_date=_day(start), to_date=_day(end))


VACANT = [("2023-03-02", "2023-05-02")] * 3 + [
    ("2023-07-03", "2023-11-02"), ("2023-07-03", "2023-10-02"), ("2023-08-03", "2023-10-02"),
]  # fmt: skip


def _offers(model: Any, case_id: uuid.UUID, row: dict[str, str]) -> Any:
    for answer in ("declined", "accepted"):
        if on := _day(row[answer]):
            place = row["place"] if answer == "accepted" else "En annan plats"
            yield model(decision_id=case_id, offered_date=on, answered_date=on, answer=answer,
                        place=place, move_in_date=_day(row["move_in"]))  # fmt: skip
