"""`vaka chart`: the contract's rows, the ways a file may be written, and its refusals."""

import csv
import json

import pytest

from vaka.config import cli

ROW = {"series", "i", "y", "centre", "lower", "upper", "label", "signal"}


def charted(capsys, *arguments: str) -> tuple[int, dict]:
    code = cli.run(["--json", "chart", *arguments])
    return code, json.loads(capsys.readouterr().out)


@pytest.fixture
def file(tmp_path):
    """Write a file and give its path."""

    def write(text: str, encoding: str = "utf-8") -> str:
        path = tmp_path / "punkter.csv"
        path.write_text(text, encoding=encoding)
        return str(path)

    return write


def test_rows_and_series_as_the_contract_says(capsys, file) -> None:
    points = "".join(f"a,{k},{4 + k % 3}\n" for k in range(1, 14)) + "a,14,40\nb,1,2\nb,2,\n"
    code, told = charted(capsys, "xmr", file("series,i,y\n" + points))
    assert code == 0
    assert all(set(row) == ROW for row in told["rows"])
    assert told["rows"][13]["label"] == "Above UCL"
    assert told["rows"][13]["signal"] == "outside"
    assert told["rows"][-1]["signal"] is None
    assert told["rows"][-1]["y"] is None
    assert told["rows"][-1]["upper"] is None
    assert [one["preliminary"] for one in told["series"]] == [False, True]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("series;i;y\nå;1;2,5\nå;2;3,5\n", "cp1252"),
        ("series\ti\ty\nå\t2\t3.5\nå\t1\t2.5\n", "utf-8-sig"),
        ("Series,I,Y\nå,1,2.5\nå,2,3.5\n\n", "utf-8"),
    ],
)
def test_files_from_swedish_spreadsheets(capsys, file, text, encoding) -> None:
    _code, told = charted(capsys, "i", file(text, encoding))
    assert [(row["series"], row["i"], row["y"]) for row in told["rows"]] == [
        ("å", 1, 2.5),
        ("å", 2, 3.5),
    ]


@pytest.mark.parametrize(
    "text",
    ["series,i,n,d\na,1,5,50\na,2,8,40\n", "series,i,y,n\na,1,5,50\na,2,8,40\n",
     "series,i,y,d\na,1,0.1,50\na,2,0.2,40\n", "i,y,d\n1,5,50\n2,8,40\n"],
)  # fmt: skip
def test_shares_however_they_are_given(capsys, file, text) -> None:
    _code, told = charted(capsys, "p", file(text))
    assert [row["y"] for row in told["rows"]] == pytest.approx([0.1, 0.2])
    assert told["rows"][0]["centre"] == pytest.approx(13 / 90)


def test_freeze_and_parts_and_excluded_points(capsys, file) -> None:
    text = "series,i,y\n" + "".join(f"a,{k},{k % 2 + (k > 4) * 9}\n" for k in range(1, 9))
    frozen = charted(capsys, "i", file(text), "--freeze", "4")[1]["rows"]
    assert {row["centre"] for row in frozen} == {0.5}
    lines = [line + mark for line, mark in zip(
        text.splitlines(), [",part,include", *[f",{k > 4:d},{k != 8:d}" for k in range(1, 9)]],
        strict=True)]  # fmt: skip
    parted = charted(capsys, "i", file("\n".join(lines)))[1]
    assert [row["centre"] for row in parted["rows"]] == [0.5] * 4 + [pytest.approx(29 / 3)] * 4
    assert [one["points"] for one in parted["series"]] == [4, 3]


def test_a_funnel_marks_the_odd_unit(capsys, file) -> None:
    units = "".join(f"fall,enhet {k},{10 + k % 3},200\n" for k in range(9))
    _code, told = charted(capsys, "funnel", file(f"series,i,n,d\n{units}fall,udda,60,200\n"))
    assert [row["i"] for row in told["rows"] if row["signal"]] == ["udda"]
    assert told["rows"][-1]["label"] == "Above 99.8 %"
    assert told["series"][0]["units"] == 10


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        ("t", "i,y\n1,2\n2,0\n", "not_drawable"),
        ("p", "i,y\n1,2\n", "missing_column"),
        ("p", "i,n,d\n1,5,2\n", "not_drawable"),
        ("run", "i,d\n1,5\n", "missing_column"),
        ("run", "a,b\n1,5\n", "file-no-header"),
        ("run", "i,y\n1,x\n", "file-broken-rows"),
        ("run", "i,y\n1,inf\n", "file-broken-rows"),
        ("run", "", "file-empty"),
        ("funnel", "i,n,d\na,5,2.5\nb,-1,3\n", "not_drawable"),
        ("funnel", "i,n,d\na,,2\n", "missing_column"),
    ],
)
def test_refusals(capsys, file, kind, text, code) -> None:
    found, told = charted(capsys, kind, file(text))
    assert (found, told["error"]["code"]) == (1, code)
    assert told["error"]["message"]


def test_a_missing_file_and_an_unknown_kind(capsys, tmp_path) -> None:
    assert charted(capsys, "run", str(tmp_path / "nej.csv"))[1]["error"]["code"] == "file-missing"
    assert charted(capsys, "pie", str(tmp_path))[0] == 2


def test_a_heading_alone_is_no_rows(capsys, file) -> None:
    assert charted(capsys, "run", file("series,i,y\n"))[1]["rows"] == []


def test_people_read_a_sentence_a_series(capsys, file) -> None:
    assert cli.run(["chart", "run", file("i,y\n1,2\n2,3\n")]) == 0
    assert "För få mätpunkter" in capsys.readouterr().out


def test_the_peers_file_gives_the_peers_rows(capsys, shared) -> None:
    folder = shared / "peers/spc"
    _code, told = charted(capsys, "xmr", str(folder / "series.csv"), "--no-screen")
    found = {(row["series"], row["i"]): row for row in told["rows"]}
    with (folder / "expected_xmr_nhs_series.csv").open(encoding="utf-8") as lines:
        wanted = [row for row in csv.DictReader(lines) if row["mode"] == "noscreen"]
    for row in wanted:
        ours = found[row["series"], int(row["i"])]
        assert ours["label"] == row["type"]
        assert ours["upper"] == pytest.approx(float(row["upl"]), rel=1e-9)
