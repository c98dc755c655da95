"""From the embedded database to PostgreSQL by one command, with both sides compared."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import postgres
from tests.faults.load import rows_of

pytestmark = pytest.mark.skipif(not postgres.found(), reason="left out: no PostgreSQL here")


def vaka(data: Path, *arguments: str, **more: str) -> tuple[int, dict]:
    ours = ("VAKA_", "DJANGO_", "DATABASE_")
    clean = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    command = [sys.executable, "-m", "vaka.config.cli", "--json", "--data", str(data), *arguments]
    done = subprocess.run(command, env=clean | more, capture_output=True, text=True)
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)


@pytest.fixture(scope="module")
def address():
    with postgres.temporary() as address:
        yield address


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    """Give a directory with forty imported reports, one of them with a person's words."""
    folder = tmp_path_factory.mktemp("grow")
    vaka(folder / "a", "init", "--name", "Prov kommun")
    (folder / "rows.csv").write_text(rows_of("rad å").replace("almen-1", "prov-kommun"), "utf-8")
    code, told = vaka(folder / "a", "import", "deviations", str(folder / "rows.csv"))
    assert (code, told["imported"]) == (0, 40)
    return folder / "a"


@pytest.fixture(scope="module")
def grown(data, address) -> tuple[Path, int, dict]:
    """Grow a copy; gives its directory, and the command's code and what it told."""
    copy = data.with_name("copy")
    shutil.copytree(data, copy)
    shutil.copytree(data.with_name("a.keys"), copy.with_name("copy.keys"))
    return copy, *vaka(copy, "grow", VAKA_GROW_TO=address)


def test_every_row_comes_over_and_the_old_database_is_put_aside(data, address, grown) -> None:
    copy, code, told = grown
    assert (code, told["ok"], told["differ"], told["figures_same"]) == (0, True, [], True), told
    assert told["rows"] > 40 * 4
    assert all(check["ok"] for check in told["checks"])
    assert Path(told["kept"]).is_file()
    assert vaka(copy, "verify")[1]["error"]["code"] == "no_data"
    code, told = vaka(copy, "verify", DATABASE_URL=address)
    assert (code, told["ok"]) == (0, True)
    again = vaka(data, "grow", VAKA_GROW_TO=address)[1]
    assert again["error"]["code"] == "not_empty"
    assert (data / "vaka.sqlite3").is_file()


def test_new_rows_are_numbered_on_after_the_move(data, address, grown, tmp_path) -> None:
    code, told = vaka(
        data, "import", "deviations", str(data.with_name("rows.csv")), DATABASE_URL=address
    )
    assert (grown[1], code, told["unchanged"]) == (0, 0, 40)
    (tmp_path / "more.csv").write_text(rows_of("mer").replace("almen-1", "prov-kommun"), "utf-8")
    code, told = vaka(
        data, "import", "deviations", str(tmp_path / "more.csv"), DATABASE_URL=address
    )
    assert (code, told["imported"]) == (0, 40)


@pytest.mark.parametrize(
    ("address_of", "refusal"),
    [("mysql://x/y", "unknown_database"), ("postgresql://x@127.0.0.1:1/y", "no_contact")],
)
def test_what_is_no_empty_postgresql_is_refused(data, address_of: str, refusal: str) -> None:
    code, told = vaka(data, "grow", VAKA_GROW_TO=address_of)
    assert (code, told["error"]["code"]) == (1, refusal)
    assert (data / "vaka.sqlite3").is_file()
