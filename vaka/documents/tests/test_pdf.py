import io
import re
import tempfile
import zlib
from pathlib import Path

import page
import pytest
from pypdf import PdfReader

from tests.judging import PROFILES, complaints, lengths_hold
from vaka.documents import pdf, tree
from vaka.documents.fonts import coverage, font_folder
from vaka.documents.tests import examples
from vaka.documents.typesetting import set_flow


@pytest.fixture(scope="module")
def made() -> bytes:
    return pdf.write_pdf(tree.plant(examples.manuscript()), examples.LETTERHEAD)


@pytest.mark.parametrize("profile", PROFILES, ids=str)
def test_one_file_is_accessible_and_archivable(made, profile):
    assert complaints(made, profile) == []


def test_the_byte_check_sees_a_wrong_length(made):
    assert lengths_hold(made)
    assert not lengths_hold(re.sub(rb"/Length (\d)", rb"/Length 1\1", made, count=1))


def test_peers_files_judge_the_judge(shared: Path):
    seen = 0
    for path in sorted((shared / "peers" / "pdf").glob("*.pdf")):
        profile = PROFILES[1] if "A-2a" in path.name else PROFILES[0]
        verdict = page.validate_pdf_bytes(path.read_bytes(), profile=profile).is_compliant
        assert verdict == ("-pass-" in path.name), path.name
        seen += 1
    assert seen == 30


def test_hostile_words_stay_words(made):
    text = "".join(leaf.extract_text() for leaf in PdfReader(io.BytesIO(made)).pages)
    joined = re.sub(r"\s", "", text)
    for words in (
        "<script>alert(1)</script>",
        '#panic("x")',
        "$E=mc^2$",
        "@ref",
        "`id`{=typst}",
        "Łódź≥éü",
    ):
        assert words in joined
    assert "root:" not in text
    assert "😀" not in text


def test_the_same_source_gives_the_same_bytes(made):
    assert pdf.write_pdf(tree.plant(examples.manuscript()), examples.LETTERHEAD) == made


def test_properties_language_and_bookmarks(made):
    reader = PdfReader(io.BytesIO(made))
    assert reader.metadata.title == "Fallen minskar inte på Björken"
    assert reader.trailer["/Root"]["/Lang"] == "sv-SE"
    assert reader.outline[0]["/Title"] == "Fallen minskar inte på Björken"
    assert reader.metadata.creation_date.date() == examples.LETTERHEAD.date


def test_table_heads_repeat_and_pages_are_counted(made):
    leaves = [leaf.extract_text() for leaf in PdfReader(io.BytesIO(made)).pages]
    with_rows = [leaf for leaf in leaves if "Särskilt boende" in leaf]
    assert len(with_rows) > 1
    assert all("Dagar" in leaf for leaf in with_rows)
    assert f"Sida 1 av {len(leaves)}" in leaves[0]


def test_contents_come_when_asked_or_when_long():
    manuscript = examples.manuscript("# T\n\n" + "## Avsnitt\n\nx\n\n" * 8)
    long = pdf.payload(tree.plant(manuscript), examples.LETTERHEAD)
    short = pdf.payload(tree.plant(examples.manuscript()), examples.LETTERHEAD)
    assert '"contents": true' in long
    assert '"contents": false' in short


def test_what_was_set_before_leaves_no_trace():
    one = pdf.payload(tree.plant(examples.manuscript()), examples.LETTERHEAD)
    other = pdf.payload(tree.plant(examples.manuscript("# T\n\nAnnat")), examples.LETTERHEAD)
    first = pdf.set_pdf(one, examples.LETTERHEAD)
    assert pdf.set_pdf(other, examples.LETTERHEAD) != first
    assert pdf.set_pdf(one, examples.LETTERHEAD) == first


def test_no_page_is_left_on_the_disk(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    page = pdf.payload(tree.plant(examples.manuscript()), examples.LETTERHEAD)
    pdf.set_pdf(page, examples.LETTERHEAD)
    with pytest.raises(pdf.PdfRefused):
        pdf.set_pdf(page.replace('"alt"', '"tal"'), examples.LETTERHEAD)
    assert not any(tmp_path.iterdir())


def test_what_the_page_refuses_is_named():
    broken = pdf.payload(tree.plant(examples.manuscript()), examples.LETTERHEAD).replace(
        '"alt"', '"tal"'
    )
    with pytest.raises(pdf.PdfRefused):
        pdf.set_pdf(broken, examples.LETTERHEAD)


def test_a_very_long_word_does_not_stop_the_page():
    words = "å" * 70_000
    manuscript = examples.manuscript("# T\n\n{{ comment('x') }}", comment=words)
    assert pdf.write_pdf(tree.plant(manuscript), examples.LETTERHEAD).startswith(b"%PDF")


def test_fonts_cover_european_names():
    covered = coverage(font_folder())
    assert {ord(letter) for letter in "éüłżåäöÅÄÖßñčšŽŐİ−–…€½"} <= covered
    assert ord("😀") not in covered


def test_zlib_streams_are_whole(made):
    streams = re.findall(rb"/FlateDecode.*?stream\r?\n(.*?)\r?\nendstream", made, re.S)
    assert streams
    assert all(zlib.decompressobj().decompress(stream) for stream in streams[:5])


def test_paragraphs_that_lead_to_a_table_are_not_left_behind():
    one, two, *_more = examples.TABLES
    text = (f"# T\n\n## A\n\nKort.\n\n::: lagrum\nGrund.\n:::\n\n{{{{ table('{one}') }}}}\n\n"
            f"Efter.\n\nFörslag.\n\n{{{{ table('{two}') }}}}\n")  # fmt: skip
    flow = set_flow(tree.plant(examples.manuscript(text)).blocks)
    told = [(block["t"], block.get("sticky")) for block in flow if block["t"] != "Div"]
    assert told == [("Header", None), ("Para", True), ("Law", True), ("Table", None),
                    ("Para", False), ("Para", True), ("Table", None)]  # fmt: skip


def test_a_chart_keeps_its_numbers_and_an_empty_place_of_law_is_left_out():
    name = next(iter(examples.CHARTS))
    text = f"# T\n\n::: lagrum\n\n:::\n\n{{{{ chart('{name}') }}}}\n"
    chart, numbers, *_source = set_flow(tree.plant(examples.manuscript(text)).blocks)
    assert (chart["t"], chart["sticky"]) == ("Chart", True)
    assert numbers["c"]["numbers"]
