"""Reading the organisation and its people from lists: units with their tree, persons with roles."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from vaka.areas.administration.rules import ORGANISATION, PEOPLE
from vaka.exchange.kinds import ImportKind, ImportOptions
from vaka.exchange.receipt import Receipt
from vaka.exchange.schema import Field, Kind, TargetSchema
from vaka.foundation.access import actions as access
from vaka.foundation.access.models import Grant
from vaka.foundation.access.roles import all_roles
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation import actions as organisation
from vaka.foundation.organisation.models import Operator, Unit, UnitKind
from vaka.foundation.organisation.queries import root
from vaka.foundation.people.models import Person

if TYPE_CHECKING:
    from vaka.exchange.typed import TypedFile

Row = dict[str, Any]
DIFFERS = "Enheten finns med andra uppgifter. Den är kvar som den var. Ändra den under Förvaltning."
UNKNOWN_PARENT = "Överordnad enhet finns varken i Vaka eller i filen. Rätta koden."
UNKNOWN_UNIT = "Enheten finns inte i Vaka. Läs in enheterna först, eller rätta koden."
UNKNOWN_NAME = "Personen finns inte och förnamn saknas. Fyll i förnamn."
NO_ROLE = "Rad utan roll ger inget tillträde. Personen sparas."
BACKWARDS = "Slutdatum ligger före startdatum. Rätta datumen."
SECOND_ROOT = "Överordnad enhet saknas. Enheten läggs direkt under huvudmannen."


def _codes(labels: dict[str, str]) -> dict[str, str]:
    """Accept a code's label as a list writes it, with and without a capital."""
    return {form: code for code, label in labels.items() for form in (label, label.casefold())}


UNITS = TargetSchema(
    "units",
    "Enheter",
    (
        Field("code", Kind.TEXT, "Kod", ("Enhetskod", "unit_code"), required=True, max_length=40),
        Field("name", Kind.TEXT, "Namn", ("Enhet", "Enhetsnamn"), required=True, max_length=200),
        Field("kind", Kind.CODE, "Slag", ("Typ", "Boendeform"), required=True,
              values=_codes({code: str(label) for code, label in UnitKind.choices})),
        Field("parent", Kind.TEXT, "Överordnad", ("parent_code",), max_length=40),
        Field("valid_from", Kind.DATE, "Gäller från", ("Startdatum", "from"), required=True),
        Field("operator", Kind.CODE, "Drivs av", ("Regi",),
              values=_codes({code: str(label) for code, label in Operator.choices})),
        Field("places", Kind.INTEGER, "Platser", ("Antal platser",)),
    ),
    key_fields=("code",),
)  # fmt: skip
PERSONS = TargetSchema(
    "people",
    "Personer och roller",
    (
        Field("username", Kind.TEXT, "Användarnamn", ("Användare", "Konto"), True, max_length=100),
        Field("given_name", Kind.TEXT, "Förnamn", ("first_name",), max_length=100),
        Field("family_name", Kind.TEXT, "Efternamn", ("last_name",), max_length=100),
        Field("title", Kind.TEXT, "Titel", ("Befattning",), max_length=100),
        Field("email", Kind.TEXT, "E-post", ("E-postadress", "Mejl"), max_length=254),
        Field("hsa_id", Kind.TEXT, "HSA-id", ("hsaid",), max_length=40),
        Field("role", Kind.CODE, "Roll", values=_codes(
            {code: one.label for code, one in all_roles().items()})),
        Field("unit", Kind.TEXT, "Enhet", ("Enhetskod", "unit_code"), max_length=200),
        Field("from_date", Kind.DATE, "Från", ("Startdatum", "from")),
        Field("to_date", Kind.DATE, "Till", ("Slutdatum", "to")),
    ),
)  # fmt: skip


def import_units(*, by: Viewer, file: TypedFile, options: ImportOptions) -> Receipt:
    """Open the units of a list, each under its parent, whatever order the list has.

    A unit whose code stands is unchanged, with a remark when the list says otherwise: names and
    places in the tree change by dated re-organisations, never by a file.

    Raises:
        NotAllowed: the viewer does not keep the organisation.
    """
    demand(by, ORGANISATION)
    return _receipt(file, options, partial(_open_units, by, file, options))


def import_people(*, by: Viewer, file: TypedFile, options: ImportOptions) -> Receipt:
    """Enter people and give their roles; the same role at the same unit from the same day once.

    Nobody is closed and no role is ended by a file. A person gets in by a one-time link.

    Raises:
        NotAllowed: the viewer does not keep people.
    """
    demand(by, PEOPLE)
    return _receipt(file, options, partial(_enter_people, by, file, options))


def _receipt(
    file: TypedFile, options: ImportOptions, save: Callable[[list[Row]], tuple[int, int]]
) -> Receipt:
    began = time.monotonic()
    rows = [row for chunk in file.chunks() for row in chunk.iter_rows(named=True)]
    imported, unchanged = save(rows)
    options.progress(file.read)
    seconds = round(time.monotonic() - began, 3)
    return file.receipt(imported=imported, unchanged=unchanged, seconds=seconds)


def _open_units(
    by: Viewer, file: TypedFile, options: ImportOptions, rows: list[Row]
) -> tuple[int, int]:
    known: dict[str, Unit] = {unit.code: unit for unit in Unit.objects.select_related("parent")}
    fresh = [row for row in rows if row["code"] not in known]
    standing = [row for row in rows if row["code"] in known]
    for row in standing:
        if _differs(known[row["code"]], row):
            file.warn(row["row"], "code", row["code"], DIFFERS)
    opened = 0
    while ready := [row for row in fresh if not row["parent"] or row["parent"] in known]:
        for row in ready:
            known[row["code"]] = _open(by, file, options, row, known)
        opened += len(ready)
        fresh = [row for row in fresh if row["code"] not in known]
    for row in fresh:
        file.reject(row["row"], "parent", row["parent"], UNKNOWN_PARENT)
    return opened, len(standing)


def _open(
    by: Viewer, file: TypedFile, options: ImportOptions, row: Row, known: dict[str, Unit]
) -> Unit:
    if not row["parent"]:
        file.warn(row["row"], "parent", "", SECOND_ROOT)
    new = organisation.NewUnit(
        code=row["code"], name=row["name"], kind=row["kind"], valid_from=row["valid_from"],
        parent=known.get(row["parent"] or "") or root(), places=row["places"],
        operator=row["operator"] or Operator.OWN,
    )  # fmt: skip
    return Unit(**vars(new)) if options.dry_run else organisation.open_unit(by=by, new=new)


def _differs(unit: Unit, row: Row) -> bool:
    parent = unit.parent.code if unit.parent else ""
    return unit.name != row["name"] or bool(row["parent"] and row["parent"] != parent)


def _enter_people(
    by: Viewer, file: TypedFile, options: ImportOptions, rows: list[Row]
) -> tuple[int, int]:
    units = {key: unit for unit in Unit.objects.all() for key in (unit.name, unit.code)}
    entered: set[str] = set(Person.objects.values_list("username", flat=True))
    imported = unchanged = 0
    for row in rows:
        unit = units.get(row["unit"] or "")
        if not _fits(by, file, row, unit, entered):
            continue
        is_new = row["username"].casefold() not in entered
        entered.add(row["username"].casefold())
        if _stands(row, unit) and not is_new:
            unchanged += 1
            continue
        imported += 1
        if not options.dry_run:
            _enter(by, row, unit, options.source)
    return imported, unchanged


def _fits(by: Viewer, file: TypedFile, row: Row, unit: Unit | None, entered: set[str]) -> bool:
    reject = partial(file.reject, row["row"])
    if row["username"].casefold() not in entered and not row["given_name"]:
        reject("given_name", "", UNKNOWN_NAME)
        return False
    if not row["role"]:
        file.warn(row["row"], "role", row["role_raw"] or "", NO_ROLE)
        return True
    if unit is None:
        reject("unit", row["unit"] or "", UNKNOWN_UNIT)
        return False
    if row["to_date"] and row["to_date"] < _from(by, row):
        reject("to_date", row["to_date_raw"], BACKWARDS)
        return False
    return True


def _stands(row: Row, unit: Unit | None) -> bool:
    if not row["role"]:
        return True
    grants = Grant.objects.filter(
        person__username=row["username"].casefold(), role=row["role"], unit=unit
    )
    if row["from_date"]:
        grants = grants.filter(from_date=row["from_date"])
    return grants.exists()


def _enter(by: Viewer, row: Row, unit: Unit | None, source: str) -> None:
    fields = {name: row[name] or "" for name in "given_name family_name title email hsa_id".split()}
    person = access.enter(by=by, username=row["username"], **fields)
    if row["role"] and unit is not None:
        access.give(
            by=by, person=person, role_code=row["role"], unit=unit, from_date=_from(by, row),
            to_date=row["to_date"], reason=source,
        )  # fmt: skip


def _from(by: Viewer, row: Row) -> date:
    """A role without a first day begins today."""
    return row["from_date"] or by.on


IMPORTS = (
    ImportKind(UNITS, ORGANISATION, import_units, shown_at="administration:units"),
    ImportKind(PERSONS, PEOPLE, import_people, shown_at="administration:people"),
)
