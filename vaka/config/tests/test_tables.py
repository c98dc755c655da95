"""A new database has the tables that the migrations leave, and all that they write beside them."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from vaka.config import product

VAKA = Path(product.__file__).parents[1]
BY_HAND = re.compile(r"\bRun(?:Python|SQL)\b")
KNOWN = {"0002_search.py", "0004_mandate_person.py", "0007_words_of_open_cases.py",
         "0012_first_reasons.py"}  # fmt: skip
"""The first is in `product.PLAIN`; the others mark rows, of which a new database has none."""


def test_every_migration_that_does_more_than_tables_is_known():
    found = {path.name for path in VAKA.glob("*/*/migrations/*.py")
             if BY_HAND.search(path.read_text("utf-8"))}  # fmt: skip
    assert found == KNOWN


@pytest.mark.django_db
def test_the_tables_are_those_of_the_models():
    """On PostgreSQL the test database is migrated, on SQLite it is made from the models."""
    wrong = []
    nulls_alike = connection.features.supports_nulls_distinct_unique_constraints  # not on SQLite
    with connection.cursor() as cursor:
        for model in apps.get_models():
            table, fields = model._meta.db_table, model._meta.local_concrete_fields
            described = connection.introspection.get_table_description(cursor, table)
            nullable = {one.name: bool(one.null_ok) for one in described}
            wanted = {field.column: field.null for field in fields}
            if nullable != wanted:
                wrong.append(f"{table}: {set(nullable.items()) ^ set(wanted.items())}")
            named = connection.introspection.get_constraints(cursor, table)
            told = {
                one.name
                for one in [*model._meta.indexes, *model._meta.constraints]
                if nulls_alike or getattr(one, "nulls_distinct", None) is not False
            }
            wrong += [f"{table}: {name}" for name in told - named.keys()]
    assert not wrong, wrong


def test_a_new_database_needs_no_migration(tmp_path):
    from vaka.config.tests import warm

    code, out, _err = warm.vaka(tmp_path, ["--json", "--data", str(tmp_path / "a"), "init",
                                           "--name", "Prov kommun"])  # fmt: skip
    assert (code, '"prov-kommun"' in out) == (0, True)
    code, out, _err = warm.vaka(tmp_path, ["--json", "--data", str(tmp_path / "a"), "verify"])
    assert (code, '"ok": true' in out) == (0, True)
    assert not list((tmp_path / "a").glob("*.before-*"))  # a copy is made before migrating
