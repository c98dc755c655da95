"""A data directory's whole life on the command line: founded, copied, restored, checked, broken."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from vaka.config import cli
from vaka.config.tests import warm


def vaka(data: Path, *arguments: str) -> tuple[int, dict]:
    code, out, err = warm.vaka(data.parent, ["--json", "--data", str(data), *arguments])
    assert "Traceback" not in err
    (line,) = out.splitlines()
    return code, json.loads(line)


def _checks(told: dict) -> dict[str, bool]:
    return {check["name"]: check["ok"] for check in told["checks"]}


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    """Give a folder with a founded directory `a` that keeps one file, its backup and its keys."""
    folder = tmp_path_factory.mktemp("life")
    code, told = vaka(folder / "a", "init", "--name", "Prov kommun")
    assert (code, told["unit"]) == (0, "prov-kommun")
    _keep_a_file(folder / "a")
    assert vaka(folder / "a", "backup", str(folder / "b.tar.gz"))[1]["files"] == 1
    assert vaka(folder / "a", "keys", "export", str(folder / "k.json"))[0] == 0
    return folder


def _keep_a_file(data: Path) -> None:
    code = """
import io, sys
from pathlib import Path
from vaka.config import product
product.set_up(Path(sys.argv[1]))
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.files.actions import keep
from vaka.foundation.people.identities import keep as seal
by = Viewer.system("tests")
keep(by=by, content=io.BytesIO(b"a text"), name="a.txt", kind="tests")
seal(by=by, number="811218-9876")
"""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("VAKA_", "DJANGO_"))}
    subprocess.run([sys.executable, "-c", code, str(data)], check=True, env=environment)


def test_keys_and_archive_are_for_their_owner_only(place) -> None:
    assert (place / "a.keys").stat().st_mode & 0o777 == 0o700
    for name in ("k.json", "b.tar.gz"):
        assert (place / name).stat().st_mode & 0o777 == 0o600


def test_a_directory_is_founded_once(place) -> None:
    code, told = vaka(place / "a", "init", "--name", "Annan kommun")
    assert (code, told["error"]["code"]) == (1, "not_empty")


def test_what_is_whole_verifies(place) -> None:
    code, told = vaka(place / "a", "verify")
    assert (code, told["ok"]) == (0, True)
    assert list(_checks(told)) == [
        "audit", "files", "references", "figures", "identities", "reports"
    ]  # fmt: skip


def test_a_restored_copy_opens_and_verifies_when_its_keys_are_back(place, tmp_path) -> None:
    copy = tmp_path / "copy"
    code, told = vaka(copy, "restore", str(place / "b.tar.gz"))
    assert (code, told["has_keys"], told["files"]) == (0, False, 1)
    code, told = vaka(copy, "verify")
    assert code == 1
    assert [name for name, ok in _checks(told).items() if not ok] == ["identities"]
    (fault,) = [check["detail"] for check in told["checks"] if not check["ok"]]
    assert "vaka keys import" in fault
    assert vaka(copy, "keys", "import", str(place / "k.json"))[1]["keys"]
    assert vaka(copy, "verify")[0] == 0
    assert vaka(copy, "restore", str(place / "b.tar.gz"))[1]["error"]["code"] == "not_empty"


def test_other_keys_are_never_overwritten(place, tmp_path) -> None:
    vaka(tmp_path / "other", "init", "--name", "Annan kommun")
    code, told = vaka(tmp_path / "other", "keys", "import", str(place / "k.json"))
    assert (code, told["error"]["code"]) == (1, "other_keys")


@pytest.mark.parametrize("text", ["", "{}", '{"format": "vaka-keys-1", "keys": {"../x": "y"}}'])
def test_what_is_no_key_file_is_refused(tmp_path, capsys, text: str) -> None:
    (tmp_path / "k").write_text(text)
    assert cli.run(["--data", str(tmp_path), "keys", "import", str(tmp_path / "k")]) == 1
    assert "ingen nyckelfil" in capsys.readouterr().err


@pytest.mark.parametrize("damage", ["torn", "changed", "none"])
def test_a_damaged_archive_leaves_nothing_behind(place, tmp_path, damage: str) -> None:
    whole = (place / "b.tar.gz").read_bytes()
    half = len(whole) // 2
    bad = {
        "torn": whole[:half],
        "changed": whole[:half] + bytes([whole[half] ^ 0xFF]) + whole[half + 1 :],
        "none": b"hello",
    }
    (tmp_path / "bad.tar.gz").write_bytes(bad[damage])
    code, told = vaka(tmp_path / "copy", "restore", str(tmp_path / "bad.tar.gz"))
    assert (code, told["error"]["code"]) == (1, "unfit")
    assert not (tmp_path / "copy").exists()


@pytest.mark.parametrize(
    ("check", "statement"),
    [
        ("audit", "UPDATE audit_auditrow SET actor_name = 'en annan' WHERE place = 2"),
        ("audit", "DELETE FROM audit_auditrow WHERE place = 2"),
        ("references", "INSERT INTO cases_referencecounter VALUES (1, 'AVV', 2026, 3)"),
        ("files", ""),
    ],
)
def test_tampering_is_found(place, tmp_path, check: str, statement: str) -> None:
    copy = tmp_path / "a"
    shutil.copytree(place / "a", copy)
    shutil.copytree(place / "a.keys", tmp_path / "a.keys")
    if statement:
        with sqlite3.connect(copy / "vaka.sqlite3") as database:
            database.execute(statement)
        database.close()
    else:
        next(copy.glob("files/??/*")).write_bytes(b"A text")
    code, told = vaka(copy, "verify")
    assert code == 1
    assert [name for name, ok in _checks(told).items() if not ok] == [check]


def test_people_are_invited_and_closed(place) -> None:
    code, told = vaka(
        place / "a", "people", "invite", "Lisa", "--given-name", "Lisa", "--role", "unit_manager"
    )
    assert (code, told["username"]) == (0, "lisa")
    assert told["link"].startswith("/valkommen/")
    assert vaka(place / "a", "people", "close", "lisa")[1]["closed"] is True
    code, told = vaka(place / "a", "people", "close", "ingen")
    assert (code, told["error"]["code"]) == (1, "unknown_person")
    code, told = vaka(place / "a", "people", "invite", "x", "--given-name", "X", "--role", "kung")
    assert (code, told["error"]["code"]) == (1, "unknown_role")


def test_a_snapshot_is_written(place) -> None:
    code, told = vaka(place / "a", "snapshot")
    assert code == 0
    assert told["facts"]["unit_tree"] == 1
