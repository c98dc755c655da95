from pathlib import Path

import pytest

from vaka.documents import fonts


def test_missing_fonts_say_what_to_run(tmp_path, monkeypatch):
    monkeypatch.setenv(fonts.FONT_FOLDER_VARIABLE, str(tmp_path))
    with pytest.raises(fonts.FontsMissing, match=r"vaka\.documents\.fonts"):
        fonts.font_folder()


def test_coverage_reads_spans(tmp_path):
    (tmp_path / fonts.COVERAGE).write_text("41-43\ne5-e5", "ascii")
    assert fonts.coverage(tmp_path) == frozenset({0x41, 0x42, 0x43, 0xE5})


def test_spans_and_points_agree(tmp_path):
    points = [1, 2, 3, 7, 9, 10]
    (tmp_path / fonts.COVERAGE).write_text("\n".join(fonts._spans(points)), "ascii")
    assert sorted(fonts.coverage(tmp_path)) == points


def test_wrong_use_is_bad_usage(capsys):
    assert fonts.main([]) == 2
    assert "usage" in capsys.readouterr().err


def test_an_absent_package_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="npm ci"):
        fonts.build(Path(tmp_path), tmp_path / "out")
