"""Files joined into a volume: all pages in order, and a torn file named."""

from io import BytesIO

import pypdfium2
import pytest

from vaka.documents.joining import NotReadable, joined, page_counts, starts


@pytest.fixture
def files(tmp_path):
    """Two files of two and three pages, each page as wide as its number."""
    made, width = [], 100
    for name, pages in (("a.pdf", 2), ("b.pdf", 3)):
        pdf = pypdfium2.PdfDocument.new()
        for _page in range(pages):
            pdf.new_page(width, 200)
            width += 10
        pdf.save(tmp_path / name)
        made.append((name, tmp_path / name))
    return made


def test_all_pages_come_in_order(files):
    counts = page_counts(files)
    assert (counts, starts(counts)) == ([2, 3], [1, 3])
    with pypdfium2.PdfDocument(BytesIO(joined(files))) as volume:
        assert [round(page.get_width()) for page in volume] == [100, 110, 120, 130, 140]


def test_a_torn_file_is_named(tmp_path):
    torn = tmp_path / "c.pdf"
    torn.write_bytes(b"%PDF-1.7 torn")
    for ask in (page_counts, joined):
        with pytest.raises(NotReadable, match=r"c\.pdf"):
            ask([("c.pdf", torn)])
