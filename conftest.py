"""Fixtures for every test: where the peers' files lie, and which tests need a database."""

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings as hypothesis

hypothesis.register_profile("vaka", deadline=None)  # machines are shared: no test is timed
hypothesis.load_profile("vaka")
pytest_plugins = ["tests.cast"]
REPOSITORY = Path(__file__).parent
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "client", "admin_client"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what touches a database: those tests, and only those, run on PostgreSQL as well."""
    for item in items:
        wanted = DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
        if wanted or item.get_closest_marker("django_db"):
            item.add_marker("database")


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder with peers' files and published figures, kept outside the repository."""
    folder = Path(os.environ.get("VAKA_SHARED", REPOSITORY.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"left out: no peers' files at {folder} (set VAKA_SHARED)")
    return folder


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_use_migrations: bool, django_db_blocker: Any
) -> None:
    """With `--nomigrations` tables come from the models, which is quicker; search is no model."""
    if django_db_use_migrations:
        return
    from importlib import import_module

    from django.db import connection

    search = import_module("vaka.foundation.cases.migrations.0002_search")
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        search.make_index(None, editor)


@pytest.fixture(autouse=True)
def _no_snapshot_of_another_test(request: pytest.FixtureRequest) -> None:
    """A test's rows are rolled back, but a snapshot of them would stay on disk."""
    if request.node.get_closest_marker("database"):
        from django.conf import settings

        shutil.rmtree(Path(settings.DATA_DIR) / "snapshot", ignore_errors=True)


@pytest.fixture(autouse=True)
def _no_language_of_another_test() -> None:
    """What a test said in English is not said so by the next."""
    from django.utils import translation

    translation.deactivate()
