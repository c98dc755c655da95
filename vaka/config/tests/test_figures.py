"""`vaka figures` on the command line: its shape, its exit codes, its refusals."""

import json

from vaka.config.cli import run


def asked(capsys, *arguments: str) -> tuple[int, dict]:
    code = run(["--json", "figures", *arguments])
    return code, json.loads(capsys.readouterr().out)


def test_a_contradiction_is_told_and_ends_with_one(capsys, tmp_path):
    paper = tmp_path / "rapport.md"
    paper.write_text("Risk fanns hos 396 av 387 bedömda.\n", encoding="utf-8")
    code, said = asked(capsys, str(paper), "--today", "2024-03-27")
    (found,) = said["findings"]
    assert code == 1
    assert found == {
        "file": "rapport.md", "line": 1, "quote": "Risk fanns hos 396 av 387 bedömda.",
        "printed": "396 av 387", "computed": "högst 387", "rule": "numerator", "confidence": 0.95,
    }  # fmt: skip


def test_a_sound_paper_ends_with_nought(capsys, tmp_path):
    paper = tmp_path / "rapport.md"
    paper.write_text("Risk fanns hos 320 av 329 bedömda, 97 procent.\n", encoding="utf-8")
    assert asked(capsys, str(paper)) == (0, {"findings": []})


def test_a_file_that_cannot_be_read_is_refused_in_words(capsys, tmp_path):
    torn = tmp_path / "rapport.docx"
    torn.write_bytes(b"PK")
    for path in (torn, tmp_path / "saknas.docx"):
        code, said = asked(capsys, str(path))
        assert code == 1
        assert "saknas.docx" in said["error"]["message"] or "skadad" in said["error"]["message"]
