"""One consistent archive of a data directory: the database's own copy and the kept files.

`backup.json` comes first in the archive and holds the database's digest; each kept file's digest
is its name. The key ring is never in it, and the analytics snapshot is written anew after restore.
"""

import io
import json
import shutil
import tarfile
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from vaka.foundation import durable
from vaka.foundation.files import store

FORMAT = "vaka-backup-1"
NAME, DATABASE = "backup.json", "vaka.sqlite3"


class UnfitArchive(ValueError):
    """The file is no backup, is torn, or holds other bytes than it says; the message is Swedish."""


@dataclass(frozen=True)
class Contents:
    """What an archive says that it holds."""

    format: str
    made_at: str
    database: str
    files: int


def make(target: Path, made_at: str) -> Contents:
    """Write an archive of the running embedded database and its files, then rename it in place.

    The database is copied first: a file that it names is never newer than the copy of the store.
    Meanwhile no file is swept away, even if its row goes.
    """
    beside = target.with_name(f".{target.name}.new")
    parent = target.resolve().parent
    with store.unswept(), tempfile.TemporaryDirectory(dir=parent) as folder:
        copy = Path(folder) / DATABASE
        _copy_database(copy)
        stored = list(store.stored())
        contents = Contents(FORMAT, made_at, store.digest_of(copy), len(stored))
        with tarfile.open(beside, "w:gz", compresslevel=5) as archive:
            _add_text(archive, NAME, json.dumps(asdict(contents), indent=1))
            archive.add(copy, DATABASE)
            for digest, path in stored:
                archive.add(path, f"files/{digest[:2]}/{digest[2:]}")
    beside.chmod(0o600)
    durable.flush_file(beside)
    durable.put_in_place(beside, target)
    return contents


def unpack(source: Path, data_dir: Path) -> Contents:
    """Unpack beside the data directory, check every byte, and only then put it in place.

    Raises:
        UnfitArchive: nothing has been put in place.
    """
    data_dir.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=data_dir.parent) as name:
        folder = Path(name) / "data"
        folder.mkdir(mode=0o700)
        contents = _unpacked(source, folder)
        (folder / NAME).unlink()
        if data_dir.exists():
            data_dir.rmdir()
        shutil.move(folder, data_dir)
    return contents


def _unpacked(source: Path, folder: Path) -> Contents:
    try:
        with tarfile.open(source, "r:gz") as archive:
            archive.extractall(folder, filter="data")
        contents = Contents(**json.loads((folder / NAME).read_text("utf-8")))
    except (tarfile.TarError, EOFError, OSError, ValueError, TypeError) as error:
        raise UnfitArchive(f"{source} är ingen hel säkerhetskopia från Vaka.") from error
    _check(folder, contents)
    return contents


def _check(folder: Path, contents: Contents) -> None:
    stored = list(folder.glob("files/??/*"))
    wrong = [p.name for p in stored if store.digest_of(p) != p.parent.name + p.name]
    if contents.format != FORMAT or len(stored) != contents.files or wrong:
        raise UnfitArchive("Säkerhetskopians filer stämmer inte med dess förteckning.")
    if store.digest_of(folder / DATABASE) != contents.database:
        raise UnfitArchive("Säkerhetskopians databas stämmer inte med dess förteckning.")


def _copy_database(target: Path) -> None:
    """The database copies itself, so that a write under way is wholly in or wholly out."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(target)])


def _add_text(archive: tarfile.TarFile, name: str, text: str) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(text.encode())
    archive.addfile(entry, io.BytesIO(text.encode()))
