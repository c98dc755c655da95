"""`vaka rounds`: a problem made, planned, checked, and refusals in words."""

import json

from vaka.config import cli


def asked(capsys, *arguments: str) -> tuple[int, dict]:
    code = cli.run(["--json", "rounds", *arguments])
    return code, json.loads(capsys.readouterr().out)


def test_a_problem_is_made_planned_and_checked(capsys, tmp_path) -> None:
    problem, plan = (str(tmp_path / name) for name in ("p.json", "plan.json"))
    assert asked(capsys, "generate", "--patients", "8", "--seed", "4", "--out", problem)[0] == 0
    told = "--evaluations", "3000", "--seed", "2", "--out", plan
    code, answer = asked(capsys, "solve", problem, *told)
    assert (code, answer["feasible"], answer["violations"]) == (0, True, [])
    assert (answer["evaluations"], answer["seed"]) == (3000, 2)
    again = asked(capsys, "solve", problem, *told)[1]
    assert {**again, "seconds": 0} == {**answer, "seconds": 0}
    code, judged = asked(capsys, "check", problem, plan)
    assert (code, judged["cost"], judged["stated"]) == (0, answer["cost"], answer["cost"])


def test_a_broken_plan_is_told_and_ends_with_one(capsys, tmp_path) -> None:
    problem, plan = tmp_path / "p.json", tmp_path / "plan.json"
    asked(capsys, "generate", "--patients", "8", "--out", str(problem))
    plan.write_text('{"routes": []}')
    code, judged = asked(capsys, "check", str(problem), str(plan))
    assert (code, judged["feasible"], len(judged["violations"])) == (1, False, 8)
    assert cli.run(["rounds", "check", str(problem), str(plan)]) == 1
    assert "p8: får inte" in capsys.readouterr().out


def test_the_rest_of_a_night_is_planned_anew(capsys, tmp_path) -> None:
    problem, plan = (str(tmp_path / name) for name in ("p.json", "plan.json"))
    asked(capsys, "generate", "--patients", "8", "--seed", "4", "--out", problem)
    asked(capsys, "solve", problem, "--evaluations", "2000", "--out", plan)
    news = ("--at", "100", "--alarm", "p3:s1:10:15")
    code, told = asked(capsys, "replan", problem, plan, *news)
    assert (code, told["feasible"]) == (0, True)
    stops = [stop for route in told["routes"] for stop in route["locations"]]
    assert next(s for s in stops if s["patient"] == "larm 1")["arrival_time"] >= 100
    assert asked(capsys, "replan", problem, plan, "--at", "100", "--alarm", "p3")[0] == 2
    strange = asked(capsys, "replan", problem, plan, "--at", "100", "--absent", "c99")[1]
    assert strange["error"]["code"] == "cannot_plan"


def test_what_cannot_be_read_or_planned_is_refused_in_words(capsys, tmp_path) -> None:
    assert asked(capsys, "solve", str(tmp_path / "x.json"))[1]["error"]["code"] == "missing"
    (tmp_path / "y.json").write_text("{}")
    code, told = asked(capsys, "solve", str(tmp_path / "y.json"))
    assert (code, told["error"]["code"]) == (1, "not_rounds")
    both = ("--seconds", "1", "--evaluations", "100")
    assert asked(capsys, "solve", str(tmp_path / "y.json"), *both)[0] == 2
    told = asked(capsys, "generate", "--patients", "8", "--out", str(tmp_path / "no" / "p.json"))[1]
    assert told["error"]["code"] == "not_written"
