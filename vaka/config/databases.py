"""Which database: SQLite beside the data by default, PostgreSQL when an address is given."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


class UnknownDatabase(ValueError):
    """The address names a database that Vaka does not run on."""


def database_of(address: str, data_dir: Path) -> dict[str, Any]:
    """Give Django's DATABASES entry for an address (`postgresql://…`) or, when empty, SQLite.

    What follows a question mark in the address, as `sslmode=verify-full`, is PostgreSQL's own.

    Raises:
        UnknownDatabase: another scheme than postgresql.
    """
    if not address:
        return _sqlite(data_dir / "vaka.sqlite3")
    parts = urlsplit(address)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise UnknownDatabase(f"Databasen {parts.scheme!r} stöds inte. Ange postgresql://…")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # Compiling a page's question takes longer than answering it.
        "OPTIONS": {**dict(parse_qsl(parts.query)), "options": "-c jit=off"},
    }


def _sqlite(path: Path) -> dict[str, Any]:
    """Two writers must wait for each other (IMMEDIATE) and nothing acknowledged may be lost."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                "PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;"
            ),
        },
    }
