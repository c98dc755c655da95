"""A file is what its bytes say, not what its name says."""

import io
import zipfile

import pytest

from vaka.foundation.files import media


def _office(part: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(part, "<x/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "found"),
    [
        (b"%PDF-1.7\n", "x.pdf", media.PDF),
        (b"%PDF-1.7\n", "x.png", media.PDF),
        (b"\x89PNG\r\n\x1a\n0", "x", media.PNG),
        (b"\xff\xd8\xff\xe0", "x.jpg", media.JPEG),
        (b"RIFF1234WEBPVP8 ", "x.webp", media.WEBP),
        (_office("word/document.xml"), "x.docx", media.DOCX),
        (_office("xl/workbook.xml"), "x.docx", media.XLSX),
        ("Läge;Antal\n".encode("cp1252"), "x.csv", media.CSV),
        ("Läge;Antal\n".encode("utf-16"), "x.csv", media.CSV),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>", "x.txt", media.HTML),
        (b'{"a": 1}', "x.json", media.JSON),
        (b"vanlig text", "x.exe", media.TEXT),
    ],
)
def test_the_content_decides(tmp_path, content: bytes, name: str, found: str) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)
    assert media.media_type(path, name) == found


@pytest.mark.parametrize(
    "content",
    [b"MZ\x90\x00\x03", b"\x7fELF\x02", b"PK\x03\x04torn", _office("evil.xml"), b"GIF89a\x00\x01"],
)
def test_other_content_is_refused_whatever_its_name(tmp_path, content: bytes) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)
    with pytest.raises(media.UnknownFileType, match="Filtypen tas inte emot"):
        media.media_type(path, "trygg.pdf")


@pytest.mark.parametrize("bends", [{6: 120}, {9: 0x08, 46: 0x8B}], ids=["unpacker", "name"])
def test_a_package_whose_list_of_parts_is_bent_is_of_no_kept_type(tmp_path, bends) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as package:
        package.writestr("word/document.xml", "<x/>")
    bent = bytearray((tmp_path / "a.docx").read_bytes())
    for place, byte in bends.items():
        bent[bent.index(b"PK\x01\x02") + place] = byte
    (tmp_path / "a.docx").write_bytes(bent)
    with pytest.raises(media.UnknownFileType):
        media.media_type(tmp_path / "a.docx", "a.docx")
