"""The contract of the command line: exit codes, one JSON object in every case, no traceback."""

import json
import subprocess
import sys
import time

import click
import pytest

from vaka.config import cli
from vaka.config.outcome import Outcome, Refusal


def _json(capsys, *arguments: str) -> tuple[int, dict]:
    code = cli.run(["--json", *arguments])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1
    return code, json.loads(lines[0])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["finnsinte"], "Kommandot finns inte"),
        ([], "Skriv ett kommando."),
        (["serve", "--okänd"], "Flaggan --okänd finns inte."),
        (["serve", "--port", "x"], "Flaggan --port"),
        (["serve", "--only", "x"], "Välj bland web, worker."),
        (["init"], "Flaggan --name saknas."),
        (["backup"], "Värdet FILE saknas."),
        (["keys"], "Skriv ett kommando."),
        (["verify", "för", "mycket"], "För många ord"),
    ],
)
def test_bad_usage_is_2_and_one_object(capsys, arguments, words) -> None:
    code, told = _json(capsys, *arguments)
    assert code == 2
    assert set(told["error"]) == {"code", "message", "hint"}
    assert told["error"]["code"] == "usage"
    assert words in told["error"]["message"]
    assert told["error"]["hint"].startswith("Användning: vaka")


def test_bad_usage_without_json_leaves_stdout_empty(capsys) -> None:
    assert cli.run(["finnsinte"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "Kommandot finns inte" in said.err


def test_help_is_swedish_and_one_object_with_json(capsys) -> None:
    assert cli.run(["--help"]) == 0
    text = capsys.readouterr().out
    assert all(word in text for word in ("Användning:", "Flaggor:", "Kommandon:", "verify"))
    assert not any(word in text for word in ("Usage", "Options", "Show this"))
    code, told = _json(capsys, "--help")
    assert (code, told["help"]) == (0, text)


def test_every_command_of_the_folder_loads_and_has_a_swedish_help(capsys) -> None:
    context = click.Context(cli.main, info_name="vaka")
    names = cli.main.list_commands(context)
    assert set("init serve migrate verify snapshot keys backup restore people".split()) <= set(
        names
    )
    for name in names:
        assert cli.run([name, "--help"]) == 0
        assert capsys.readouterr().out.startswith(f"Användning: vaka {name}")


@pytest.mark.parametrize("command", [["verify"], ["serve"], ["people", "close", "bo"]])
def test_a_missing_data_directory_is_a_refusal_with_the_way_out(
    capsys, tmp_path, command, monkeypatch
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    code, told = _json(capsys, "--data", str(tmp_path / "none"), *command)
    assert code == 1
    assert told["error"]["code"] == "no_data"
    assert "vaka init" in told["error"]["hint"]


def _ends(monkeypatch, end) -> None:
    @click.command()
    def command() -> Outcome:
        click.echo("på vägen")
        return end()

    monkeypatch.setattr(cli.main, "get_command", lambda *_: command)


def _raiser(error: BaseException):
    def end() -> Outcome:
        raise error

    return end


def test_what_a_command_says_on_the_way_stays_off_stdout(capsys, monkeypatch) -> None:
    _ends(monkeypatch, lambda: Outcome({"a": 1}, "klart", 1))
    assert _json(capsys, "x") == (1, {"a": 1})
    assert cli.run(["x"]) == 1
    assert capsys.readouterr().out == "på vägen\nklart\n"


def test_a_refusal_is_1_with_its_own_words(capsys, monkeypatch) -> None:
    _ends(monkeypatch, _raiser(Refusal("full", "Disken är full.", "Frigör utrymme.")))
    wanted = {"code": "full", "message": "Disken är full.", "hint": "Frigör utrymme."}
    assert _json(capsys, "x") == (1, {"error": wanted})


def test_an_unforeseen_error_gives_a_reference_and_no_traceback(
    capsys, monkeypatch, tmp_path
) -> None:
    monkeypatch.setenv("VAKA_DATA", str(tmp_path))
    _ends(monkeypatch, _raiser(ZeroDivisionError("x")))
    code, told = _json(capsys, "x")
    assert (code, told["error"]["code"]) == (1, "internal")
    log = (tmp_path / "fel.log").read_text()
    assert "ZeroDivisionError" in log
    assert log.split()[0] in told["error"]["hint"]
    cli.run(["x"])
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (FileNotFoundError(2, "x", "a.csv"), "no_file"),
        (PermissionError(13, "x", "a.csv"), "no_access"),
        (OSError(28, "x"), "disk_full"),
    ],
)
def test_the_machines_own_errors_are_refusals(capsys, monkeypatch, error, code) -> None:
    _ends(monkeypatch, _raiser(error))
    assert _json(capsys, "x")[1]["error"]["code"] == code


def test_an_error_before_django_has_started_is_told_as_well(tmp_path) -> None:
    (tmp_path / "file").touch()
    command = [sys.executable, "-m", "vaka.config.cli", "--json", "--data"]
    command += [str(tmp_path / "file" / "data"), "init", "--name", "X"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 1
    assert set(json.loads(done.stdout)) == {"error"}
    assert "Traceback" not in done.stderr


def test_a_missing_number_is_never_nan(capsys, monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("VAKA_DATA", str(tmp_path))
    _ends(monkeypatch, lambda: Outcome({"a": None}))
    assert _json(capsys, "x") == (0, {"a": None})


def test_the_help_comes_at_once() -> None:
    """Django takes longer to load than this, on any machine; so it is not loaded."""
    code = "import sys; from vaka.config import cli; cli.run(['--help']);"
    code += "print('django' in sys.modules)"
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"
    assert time.monotonic() - began < 5
