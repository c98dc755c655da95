import json
from dataclasses import replace

import pytest

from vaka.documents.compile import Format, compile_report
from vaka.documents.tests import examples
from vaka.documents.tree import TitleMissing
from vaka.documents.worker import CompileFailed, Compilers, CompileTimedOut, Standing


@pytest.fixture(scope="module")
def compiled(tmp_path_factory):
    return compile_report(examples.source(), tmp_path_factory.mktemp("out"))


def test_four_files_with_the_names_of_the_contract(compiled):
    names = {path.name for path in compiled.files.values()}
    assert names == {"prov.pdf", "prov.docx", "prov.html", "prov.data.json"}
    assert {path.name for path in compiled.files[Format.PDF].parent.iterdir()} == names


def test_the_data_file_holds_unformatted_cells_in_column_order(compiled):
    data = json.loads(compiled.files[Format.DATA].read_text("utf-8"))
    tables = {table["id"]: table for table in data["tables"]}
    assert set(tables) == {"types", "months", "risk", "decisions"}
    assert tables["types"]["columns"] == ["Typ", "Antal", "Andel"]
    assert tables["types"]["rows"][2] == ["Omvårdnad", "färre än 5", None]
    assert tables["decisions"]["rows"][0][1] == "2024-01-01"
    assert tables["decisions"]["rows"][3][1] == "2024-01-0"
    assert data["figures"] == [
        {"id": "deviations", "value": 1554, "measure": "deviations", "period": "2026",
         "unit": "vaka", "snapshot": "s-1"}
    ]  # fmt: skip


def test_the_same_source_gives_the_same_digests(compiled, tmp_path):
    again = compile_report(examples.source(), tmp_path)
    assert again.digests == compiled.digests


def test_nothing_is_replaced_when_one_format_fails(tmp_path):
    compile_report(examples.source(), tmp_path, [Format.DATA])
    before = (tmp_path / "prov.data.json").read_bytes()
    with pytest.raises(TitleMissing):
        compile_report(examples.source("utan rubrik"), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["prov.data.json"]
    assert (tmp_path / "prov.data.json").read_bytes() == before


def test_a_worker_gives_the_same_files_refuses_and_is_stopped(compiled, tmp_path):
    with Compilers() as compilers:
        compilers.warm()
        made = compilers.compile(examples.source(), tmp_path)
        assert made.digests == compiled.digests
        with pytest.raises(CompileFailed, match="TitleMissing"):
            compilers.compile(examples.source("utan rubrik"), tmp_path)
        with pytest.raises(CompileTimedOut):
            compilers.compile(replace(examples.source(), name="sen"), tmp_path, seconds=0.01)
        assert not (tmp_path / "sen.pdf").exists()


def test_what_was_read_of_a_text_is_known_to_the_next_report_of_it(compiled, tmp_path):
    with Compilers() as compilers:
        for at in range(9):
            compilers._keep(f"text {at}", b"{}")
        compilers.compile(examples.source(), tmp_path, [Format.DATA])
        assert len(compilers._read) == 8
        again = compilers.compile(examples.source(), tmp_path)
        assert again.digests == compiled.digests
        compilers._read[examples.source().manuscript.markdown] = b"{"
        with pytest.raises(CompileFailed, match="JSON"):
            compilers.compile(examples.source(), tmp_path)


def test_a_worker_without_memory_fails_by_name(tmp_path):
    with Compilers(memory=16 * 1024**2) as compilers, pytest.raises(CompileFailed):
        compilers.compile(examples.source(), tmp_path)


def test_standing_compilers_serve_the_next_report_and_end_when_idle(tmp_path):
    standing = Standing(idle=0.05)
    with standing.of(tmp_path / "kept") as first:
        assert first.compile(examples.source(), tmp_path, [Format.DATA]).files
    with standing.of(tmp_path / "kept") as again, standing.of(tmp_path / "kept") as beside:
        assert again is beside is first
        standing.end()
        assert first.is_up
    standing._timer.join()
    assert not first.is_up
