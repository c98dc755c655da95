"""Units and people out of lists: any order, once, and every row accounted for."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from vaka.areas.administration.imports import IMPORTS
from vaka.exchange.kinds import ImportOptions
from vaka.exchange.receipt import Receipt
from vaka.exchange.typed import read_typed
from vaka.foundation.access.models import Grant
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person

UNITS, PEOPLE = IMPORTS
SYSTEM = Viewer.system("tests")
TREE = "Kod;Namn;Slag;Överordnad;Gäller från;Platser\n"
ROLES = "Användarnamn;Förnamn;Efternamn;Roll;Enhet;Från;Till\n"


def read(kind: Any, folder: Path, text: str, by: Viewer = SYSTEM, **options: Any) -> Receipt:
    """Import a text as the kind's file."""
    path = folder / "lista.csv"
    path.write_text(text, "utf-8")
    file = read_typed(path, kind.schema)
    return kind.run(by=by, file=file, options=ImportOptions("lista.csv", **options))


def test_a_tree_comes_in_whatever_its_order(units: Any, tmp_path: Path) -> None:
    text = TREE + (
        "lind-1;Linden 1;Avdelning;lind;2024-01-01;12\n"
        "lind;Linden;Särskilt boende;vaka;2024-01-01;24\n"
    )
    receipt = read(UNITS, tmp_path, text)
    assert (receipt.imported, receipt.rejected) == (2, 0)
    ward = Unit.objects.get(code="lind-1")
    assert (ward.parent.code, ward.kind, ward.places) == ("lind", "ward", 12)
    assert ward in Unit.objects.below(units["vaka"])
    again = read(UNITS, tmp_path, text)
    assert (again.imported, again.unchanged) == (0, 2)


def test_what_stands_is_not_renamed_by_a_file(units: Any, tmp_path: Path) -> None:
    receipt = read(UNITS, tmp_path, TREE + "almen;Nya Almen;Särskilt boende;;2024-01-01;\n")
    assert (receipt.unchanged, len(receipt.warnings)) == (1, 1)
    assert Unit.objects.get(code="almen").name == units["almen"].name


def test_an_unknown_parent_and_kind_are_rejected(units: Any, tmp_path: Path) -> None:
    rows = "a;A;Avdelning;saknas;2024-01-01;\nb;B;Slott;vaka;2024-01-01;\n"
    receipt = read(UNITS, tmp_path, TREE + rows)
    assert (receipt.imported, receipt.rejected) == (0, 2)
    assert not Unit.objects.filter(code__in=["a", "b"]).exists()


def test_a_unit_without_parent_stands_under_the_principal(units: Any, tmp_path: Path) -> None:
    receipt = read(UNITS, tmp_path, TREE + "lind;Linden;Särskilt boende;;2024-01-01;\n")
    assert len(receipt.warnings) == 1
    assert Unit.objects.get(code="lind").parent == units["vaka"]


def test_people_get_their_roles_once(units: Any, tmp_path: Path) -> None:
    text = ROLES + (
        "Elin.T;Elin;Test;Enhetschef;almen;2026-01-01;\n"
        "elin.t;;;carer;bjorken-1;2026-01-01;2026-12-31\n"
    )
    receipt = read(PEOPLE, tmp_path, text)
    assert (receipt.imported, receipt.rejected) == (2, 0)
    person = Person.objects.get(username="elin.t")
    assert (person.name, person.has_usable_password()) == ("Elin Test", False)
    held = Grant.objects.filter(person=person).values_list("role", "unit__code", "to_date")
    assert set(held) == {
        ("unit_manager", "almen", None), ("carer", "bjorken-1", date(2026, 12, 31)),
    }  # fmt: skip
    assert AuditRow.objects.filter(verb="access.give").exists()
    again = read(PEOPLE, tmp_path, text)
    assert (again.imported, again.unchanged) == (0, 2)


@pytest.mark.parametrize(
    "row",
    [
        "ny;;;carer;almen;;",
        "ny;Ny;;carer;saknas;;",
        "ny;Ny;;carer;almen;2026-02-01;2026-01-01",
    ],
)
def test_a_row_that_gives_no_sense_is_rejected(units: Any, tmp_path: Path, row: str) -> None:
    receipt = read(PEOPLE, tmp_path, ROLES + row + "\n")
    assert (receipt.imported, receipt.rejected) == (0, 1)
    assert not Person.objects.filter(username="ny").exists()


def test_a_trial_saves_nothing(units: Any, tmp_path: Path) -> None:
    assert read(PEOPLE, tmp_path, ROLES + "ny;Ny;;carer;almen;;\n", dry_run=True).imported == 1
    tree = TREE + "lind-1;L;Avdelning;lind;2024-01-01;\nlind;L;Avdelning;vaka;2024-01-01;\n"
    assert read(UNITS, tmp_path, tree, dry_run=True).imported == 2
    assert not Unit.objects.filter(code="lind").exists()
    assert not Person.objects.filter(username="ny").exists()


@pytest.mark.parametrize("kind", IMPORTS)
def test_only_who_keeps_them_may(kim: Viewer, tmp_path: Path, kind: Any) -> None:
    text = TREE + "x;X;Avdelning;vaka;2024-01-01;\n" if kind is UNITS else ROLES + "x;X;;;;;\n"
    with pytest.raises(NotAllowed):
        read(kind, tmp_path, text, by=kim)
