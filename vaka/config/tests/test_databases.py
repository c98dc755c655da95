"""An address becomes the database it names, with all that it asks of the way there."""

from pathlib import Path

import pytest

from vaka.config.databases import UnknownDatabase, database_of


def test_an_address_is_taken_apart_and_its_demands_on_encryption_kept() -> None:
    found = database_of("postgresql://v%40ka:h%3Amligt@db:5433/vaka?sslmode=verify-full", Path())
    named = {key: found[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    assert named == {
        "NAME": "vaka", "USER": "v@ka", "PASSWORD": "h:mligt", "HOST": "db", "PORT": "5433"
    }  # fmt: skip
    assert found["OPTIONS"]["sslmode"] == "verify-full"
    assert "jit=off" in found["OPTIONS"]["options"]


def test_no_address_is_the_embedded_database_with_every_commit_on_disk() -> None:
    found = database_of("", Path("/d"))
    assert found["NAME"] == Path("/d/vaka.sqlite3")
    assert "synchronous=FULL" in found["OPTIONS"]["init_command"]


def test_another_kind_of_database_is_refused_in_swedish() -> None:
    with pytest.raises(UnknownDatabase, match="stöds inte"):
        database_of("mysql://x/y", Path())
