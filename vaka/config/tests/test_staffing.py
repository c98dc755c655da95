"""`vaka staffing`: three answers and a schema, one object each, and refusals in words."""

import json

from vaka.config import cli


def asked(capsys, *arguments: str) -> tuple[int, dict]:
    code = cli.run(["--json", "staffing", *arguments])
    return code, json.loads(capsys.readouterr().out)


def test_the_example_is_simulated_found_and_compared(capsys, tmp_path) -> None:
    file = tmp_path / "natt.json"
    file.write_text(json.dumps(asked(capsys, "schema", "--example")[1]))
    code, told = asked(capsys, "simulate", str(file), "--nights", "20", "--seed", "4")
    assert (code, told["nights"], told["seed"]) == (0, 20, 4)
    assert asked(capsys, "simulate", str(file), "--nights", "20", "--seed", "4")[1] == told
    found = asked(capsys, "find", str(file), "--levels", "1,3", "--nights", "100")[1]
    assert found["least"] == 3
    assert found["levels"][0]["cannot_be_given"]["alarms"] > 0
    same = asked(capsys, "compare", str(file), str(file), "--nights", "20")[1]
    assert same["within"]["all"]["points"] == 0.0


def test_a_file_that_cannot_be_read_is_refused_in_words(capsys, tmp_path) -> None:
    assert asked(capsys, "simulate", str(tmp_path / "x.json"))[1]["error"]["code"] == "missing"
    (tmp_path / "y.json").write_text("{")
    assert asked(capsys, "find", str(tmp_path / "y.json"))[1]["error"]["code"] == "not_json"
    (tmp_path / "z.json").write_text("{}")
    code, told = asked(capsys, "find", str(tmp_path / "z.json"))
    assert (code, told["error"]["code"]) == (1, "not_a_scenario")
