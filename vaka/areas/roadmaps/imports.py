"""Reading an edition of a roadmap: one row for each thing that more is to be done about."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from vaka.areas.roadmaps import actions
from vaka.areas.roadmaps.rules import KEEP, Horizon, Told
from vaka.exchange.kinds import ImportKind, ImportOptions
from vaka.exchange.receipt import Receipt
from vaka.exchange.schema import Field, Kind, TargetSchema
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import root
from vaka.law.period import Grain
from vaka.law.verdict import RuleRefused, Verdict

if TYPE_CHECKING:
    from vaka.exchange.typed import TypedFile

NO_PERIOD = "Filen säger ingen utgåva. Ange den som period, till exempel 2021-11."
TWICE = "Numret står två gånger. Den första raden gäller."
NO_NEED = "Behovet saknar rubrik. Raden är läst ändå."
HORIZONS = {
    "kort sikt": Horizon.SHORT, "kort": Horizon.SHORT, "kort sikt, löpande": Horizon.SHORT,
    "medellång sikt": Horizon.MEDIUM, "medellång sikt, löpande": Horizon.MEDIUM,
    "lång sikt": Horizon.LONG, "löpande": Horizon.ONGOING,
    "löpande (ingår i boendeplan)": Horizon.ONGOING,
}  # fmt: skip


def _text(name: str, label: str, length: int, *headings: str, required: bool = False) -> Field:
    return Field(name, Kind.TEXT, label, headings, required=required, max_length=length)


SCHEMA = TargetSchema(
    kind="roadmap",
    label_sv="Färdplan",
    fields=(
        Field("number", Kind.INTEGER, "Nummer", ("item_no", "nr"), required=True),
        _text("area", "Område", 200, "area_sv", required=True),
        Field("need_number", Kind.INTEGER, "Behovets nummer", ("need_no",)),
        _text("need", "Behov", 300, "need_sv"),
        _text("national", "Vad görs nationellt?", 4000, "national_sv"),
        _text("municipal", "Vad görs i kommunen?", 4000, "city_sv", "Vad görs i staden?"),
        _text("more", "Vad mer behöver göras?", 500, "more_to_do_sv", required=True),
        Field("horizon", Kind.CODE, "Tidshorisont", required=True,
              values={**{one: str(code) for one, code in HORIZONS.items()},
                      **{str(one): str(one) for one in Horizon}}),
        Field("is_ongoing", Kind.BOOL, "Löpande"),
        _text("answers", "Svarar", 200, "ansvarig nämnd"),
    ),
)  # fmt: skip


def import_rows(*, by: Viewer, file: TypedFile, options: ImportOptions) -> Receipt:
    """Import an edition; the same again changes nothing.

    Raises:
        NotAllowed: the viewer does not keep the roadmap at the unit.
        RuleRefused: no edition is said.
    """
    unit = Unit.objects.get(code=options.unit_code) if options.unit_code else root()
    demand(by, KEEP, unit.pk)
    if options.period is None:
        raise RuleRefused(Verdict.no("period", NO_PERIOD))
    began = time.monotonic()
    lines: dict[int, Told] = {}
    for chunk in file.chunks():
        for row in chunk.iter_rows(named=True):
            if row["number"] in lines:
                file.reject(row["row"], "number", str(row["number"]), TWICE)
                continue
            if not row["need"]:
                file.warn(row["row"], "need", "", NO_NEED)
            lines[row["number"]] = _told(row)
        options.progress(file.read)
    taken = None
    if not options.dry_run:
        taken = actions.take_in_roadmap(
            by=by, unit=unit, edition=options.period.first_date, lines=list(lines.values()),
            source=options.source,
        )  # fmt: skip
    return file.receipt(
        imported=taken.changed if taken else len(lines), unchanged=taken.unchanged if taken else 0,
        seconds=round(time.monotonic() - began, 3),
    )  # fmt: skip


def _told(row: dict[str, Any]) -> Told:
    horizon = Horizon(row["horizon"])
    return Told(
        row["number"], row["area"], row["need_number"] or 0, row["need"] or "",
        _parts(row["national"]), _parts(row["municipal"]), row["more"], horizon,
        bool(row["is_ongoing"]) or horizon is Horizon.ONGOING, row["answers"] or "",
    )  # fmt: skip


def _parts(text: str | None) -> tuple[str, ...]:
    return tuple(part for one in (text or "").split(";") if (part := " ".join(one.split())))


IMPORTS = (ImportKind(SCHEMA, KEEP, import_rows, "roadmaps:list", Grain.MONTH, needs_period=True),)
