import io
import zipfile
from itertools import pairwise

import docx as python_docx
import pytest

from vaka.documents import docx, reference, tree
from vaka.documents.tests import examples

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def made() -> bytes:
    return docx.write_docx(tree.plant(examples.manuscript()), examples.LETTERHEAD)


@pytest.fixture(scope="module")
def opened(made):
    return python_docx.Document(io.BytesIO(made))


def test_headings_are_real_and_skip_no_level(opened):
    styles = [
        p.style.name for p in opened.paragraphs if p.style.name.startswith(("Title", "Heading"))
    ]
    assert styles[0] == "Title"
    levels = [int(name.split()[-1]) for name in styles[1:]]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_table_has_a_header_row_that_repeats(opened):
    assert len(opened.tables) >= 4
    for table in opened.tables:
        assert table.rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is not None


def test_every_picture_has_its_alt_text(made, opened):
    pictures = opened.element.body.xpath(".//wp:docPr")
    assert [picture.get("descr") for picture in pictures] == [
        examples.CHARTS[id].alt for id in ("trend", "types-chart", "matrix", "parts", "ages")
    ]
    names = zipfile.ZipFile(io.BytesIO(made)).namelist()
    assert sum(name.endswith(".png") for name in names) == 5


def test_the_language_is_swedish(made):
    styles = zipfile.ZipFile(io.BytesIO(made)).read("word/styles.xml").decode()
    assert 'w:lang w:val="sv-SE"' in styles or 'w:val="sv-SE"' in styles


def test_hostile_words_stay_words(opened):
    text = "\n".join(paragraph.text for paragraph in opened.paragraphs)
    assert "<script>alert(1)</script>" in text
    assert '#panic("x") $E=mc^2$ @ref `id`{=typst}' in text


def test_own_styles_are_used(opened):
    used = {paragraph.style.name for paragraph in opened.paragraphs}
    assert {"Brevhuvud", "Beslut", "Källa"} <= used


def test_the_same_source_gives_the_same_bytes(made):
    assert docx.write_docx(tree.plant(examples.manuscript()), examples.LETTERHEAD) == made


def test_the_reference_document_is_what_its_code_makes():
    assert docx.REFERENCE.read_bytes() == reference.build()
