"""Starts Django for a command on a data directory, with the database brought up to the code."""

import gc
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from vaka.config.keys import KeyRing
from vaka.config.outcome import Refusal, Session

PLAIN = ("vaka.foundation.cases.migrations.0002_search.make_index",)
"""What migrations make that no model tells of."""
YOUNG_OBJECTS = 10_000
"""After how many new objects the collector looks among them: Python's own 700 sends it round
hundreds of times in one quarter's account."""
HINT = 'Skapa en med ”vaka init --name "X kommun"” eller ”vaka demo”.'


def start(session: Session) -> None:
    """Start on a directory that exists. Raises Refusal when there is none or it is not migrated."""
    if not os.environ.get("DATABASE_URL") and not (session.data_dir / "vaka.sqlite3").exists():
        raise Refusal("no_data", f"Det finns ingen datakatalog i {session.data_dir}.", HINT)
    KeyRing.of(session.data_dir).bring_up()
    with loading():
        set_up(session.data_dir)
        bring_up_database(session.data_dir)


@contextmanager
def loading() -> Iterator[None]:
    """Load what stays for as long as the process lives, and keep the collector away from it.

    Walking it again and again is a sixth of a start, and a quarter of the time of compiling a
    quarter's account, where it came once or twice a municipality by chance.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(YOUNG_OBJECTS)
        gc.enable()


def set_up(data_dir: Path) -> None:
    """Point Django at a directory."""
    os.environ["VAKA_DATA"] = str(data_dir)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vaka.config.settings")
    import django

    from vaka.foundation.access.identity_services import IdentityUnreadable

    try:
        django.setup()
    except IdentityUnreadable as error:
        hint = "Rätta filen i nyckelringen eller flytta undan den, och starta igen."
        raise Refusal("identity_unreadable", str(error), hint) from None


def bring_up_database(data_dir: Path) -> None:
    """Migrate the embedded database after a copy; on PostgreSQL refuse until told to."""
    from django.db import connection

    if not _pending():
        return
    if connection.vendor != "sqlite":
        raise Refusal("not_migrated", "Databasen är äldre än programmet.", "Kör ”vaka migrate”.")
    database = data_dir / "vaka.sqlite3"
    if database.exists() and database.stat().st_size:
        stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
        _copy(database, data_dir / f"vaka.sqlite3.before-{stamp}")
    migrate()


def make_database() -> None:
    """Make the tables of a new database from the models; one that has any is migrated.

    The migrations end in the same tables, one by one in half a minute. What they write beside the
    models' own tables is `PLAIN`, which a guard holds complete.
    """
    from django.core.management.sql import emit_post_migrate_signal
    from django.db import DEFAULT_DB_ALIAS, connection

    if connection.introspection.table_names():
        migrate()
        return
    make_tables(DEFAULT_DB_ALIAS)
    emit_post_migrate_signal(verbosity=0, interactive=False, db=DEFAULT_DB_ALIAS)


def make_tables(using: str) -> None:
    """Make every table in an empty database, none with a row but the record of migrations."""
    from django.apps import apps
    from django.db import connections

    connection = connections[using]
    models = [one for one in apps.get_models() if one._meta.can_migrate(connection)]
    with connection.schema_editor() as editor:
        for model in models:
            editor.create_model(model)
        for path in PLAIN:
            module, _dot, name = path.rpartition(".")
            getattr(import_module(module), name)(apps, editor)
    _record_all(connection)


def _record_all(connection: Any) -> None:
    """Record every migration as carried out: the tables are as they leave them."""
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.recorder import MigrationRecorder

    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    for app, name in sorted(MigrationLoader(connection).disk_migrations):
        recorder.record_applied(app, name)


def migrate() -> None:
    """Bring the database's tables up to the code."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def _pending() -> bool:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _copy(database: Path, target: Path) -> None:
    """A copy of a live SQLite file is made by the database itself, never by copying the file."""
    from django.db import connection

    if shutil.disk_usage(database.parent).free < 2 * database.stat().st_size:
        raise Refusal("disk_full", "Det finns inte plats för en kopia av databasen.",
                      "Frigör utrymme och försök igen.")  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(target)])
