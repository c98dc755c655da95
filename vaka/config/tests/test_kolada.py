"""`vaka kolada` against a server on this machine: fetched, listed without it, refused."""

import json

import pytest

from vaka.config import cli
from vaka.exchange.tests.kolada_server import PLACES, served


@pytest.fixture(scope="module")
def base():
    with served() as server:
        yield server.state["base"]


def _told(capsys, folder, *arguments):
    code = cli.run(["--json", "--data", str(folder), "kolada", *arguments])
    return code, json.loads(capsys.readouterr().out)


def test_what_is_fetched_is_listed_without_a_network(capsys, tmp_path, base):
    asked = ["--kpi", "U21468", "--years", "2022..2023", "--base", base]
    code, told = _told(capsys, tmp_path, "fetch", *asked)
    assert (code, told["kpis"], told["without_values"]) == (0, {"U21468": 160}, [])
    assert told["rows"] == 2 * 2 * len(PLACES)
    code, told = _told(capsys, tmp_path, "list")
    [line] = told["kpis"]
    assert (code, line["title"]) == (0, "Mått U21468")
    assert (line["first_year"], line["last_year"], line["rows"]) == (2022, 2023, 160)


def test_nothing_fetched_is_said(capsys, tmp_path):
    assert _told(capsys, tmp_path, "list") == (0, {"kpis": []})


@pytest.mark.parametrize(
    ("more", "error"),
    [
        (["--base", "http://kolada.example/v3"], "unsafe_address"),
        (["--base", "http://127.0.0.1.kolada.example/v3"], "unsafe_address"),
        (["--base", "ftp://127.0.0.1/v3"], "unsafe_address"),
        (["--years", "2023-02"], "unfit_period"),
        (["--years", "igår"], "unfit"),
    ],
)
def test_what_cannot_be_asked_is_refused(capsys, tmp_path, more, error):
    code, told = _told(capsys, tmp_path, "fetch", "--kpi", "U21468", *more)
    assert (code, told["error"]["code"]) == (1, error)


def test_a_server_that_is_away_is_said(capsys, tmp_path, monkeypatch):
    monkeypatch.setattr("vaka.exchange.kolada.Kolada.wait", lambda *_seconds: None)
    asked = ["--kpi", "U21468", "--base", "http://127.0.0.1:9/v3"]
    code, told = _told(capsys, tmp_path, "fetch", *asked)
    assert code == 1
    assert told["error"]["hint"]
