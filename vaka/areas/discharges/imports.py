"""Reading discharges out of the region's planning system, as often as one likes."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from vaka.areas.discharges import actions
from vaka.areas.discharges.actions import RUN
from vaka.areas.discharges.rules import COORDINATED_LABELS, GOES_LABELS, REASON_LABELS
from vaka.exchange.kinds import ImportKind, ImportOptions
from vaka.exchange.receipt import Receipt
from vaka.exchange.schema import Field, Kind, TargetSchema
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import root
from vaka.foundation.people.numbers import find_numbers

if TYPE_CHECKING:
    from vaka.exchange.typed import TypedFile

HOLDS_NUMBER = "Ärendenumret är ett personnummer. Ta ut filen med systemets eget nummer."
NO_DAY = "Varken inskrivning eller utskrivningsklar dag finns. Rätta raden i källan."
AHEAD = "Dagen har inte varit än. Rätta den i källan."
UNTIL_TODAY = ("notice_date", "ready_date", "told_date", "home_date")


def _day(name: str, label: str, *headings: str) -> Field:
    return Field(name, Kind.DATE, label, headings)


SCHEMA = TargetSchema(
    kind="discharges",
    label_sv="Utskrivningar",
    fields=(
        Field("number", Kind.TEXT, "Ärendenummer", ("ärende", "ärendeid", "id"), required=True),
        _day("notice_date", "Inskrivningsmeddelande", "inskriven", "inskrivningsdatum"),
        _day("ready_date", "Utskrivningsklar", "utskrivningsklar datum"),
        _day("told_date", "Kommunen underrättad", "underrättelse", "meddelande utskrivningsklar"),
        _day("home_date", "Hemgång", "hemgångsdatum", "utskriven", "utskrivningsdatum"),
        Field("goes_to", Kind.CODE, "Till", ("hemgång till", "utskriven till"),
              values={str(label): code for code, label in GOES_LABELS.items()}),
        Field("reason", Kind.CODE, "Skäl", ("orsak", "skäl till dröjsmål"),
              values={str(label): code for code, label in REASON_LABELS.items()}),
        Field("sip", Kind.CODE, "SIP", ("samordnad individuell plan", "samordnad plan"),
              values={str(label): code for code, label in COORDINATED_LABELS.items()}),
        Field("billed_days", Kind.INTEGER, "Dygn enligt regionen", ("betaldygn",)),
    ),
)  # fmt: skip


def import_rows(*, by: Viewer, file: TypedFile, options: ImportOptions) -> Receipt:
    """Import stays for a unit (the root when none is given)."""
    demand(by, RUN)
    unit = Unit.objects.get(code=options.unit_code) if options.unit_code else root()
    demand(by, RUN, unit.pk)
    began = time.monotonic()
    imported = unchanged = 0
    for chunk in file.chunks():
        rows = [row for row in chunk.iter_rows(named=True) if _fits(file, row)]
        if options.dry_run:
            imported += len(rows)
        else:
            new, same = actions.take_in_stays(by=by, unit=unit, rows=rows, source=options.source)
            imported, unchanged = imported + new, unchanged + same
        options.progress(file.read)
    seconds = round(time.monotonic() - began, 3)
    return file.receipt(imported=imported, unchanged=unchanged, seconds=seconds)


def _fits(file: TypedFile, row: dict[str, Any]) -> bool:
    """Reject what cannot be a stay, with the reason."""
    if find_numbers(row["number"]):
        file.reject(row["row"], "number", "", HOLDS_NUMBER)
        return False
    if row["notice_date"] is None and row["ready_date"] is None:
        file.reject(row["row"], "ready_date", "", NO_DAY)
        return False
    today = timezone.localdate()
    for name in UNTIL_TODAY:
        if row[name] and row[name] > today:
            file.reject(row["row"], name, str(row[name]), AHEAD)
            return False
    return True


IMPORTS = (ImportKind(SCHEMA, RUN, import_rows, shown_at="discharges:list"),)
