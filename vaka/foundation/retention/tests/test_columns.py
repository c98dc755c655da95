"""Every stored column has a retention and a secrecy class."""

from vaka.foundation.people.models import Subject
from vaka.foundation.retention import columns
from vaka.foundation.retention.classes import Kept, Secrecy


def test_no_table_is_without_class() -> None:
    assert columns.unclassed() == []


def test_the_list_holds_every_column_of_every_table() -> None:
    listed = {(one.table, one.column) for one in columns.columns()}
    stored = {
        (model._meta.label_lower, column.name)
        for model in columns.stored_models()
        for column in model._meta.concrete_fields
    }
    assert listed == stored
    assert ("sessions.session", "session_data") in listed


def test_an_identity_is_secret_whatever_the_column() -> None:
    found = [one for one in columns.columns() if one.table == Subject._meta.label_lower]
    assert {(one.kept, one.secrecy) for one in found} == {(Kept.CASE_FILE, Secrecy.SECRET)}


def test_no_class_is_kept_for_a_table_that_has_gone() -> None:
    known = {model._meta.label_lower for model in columns.stored_models()}
    assert set(columns.OTHERS) <= known
