"""Any file becomes one document; a hostile one is refused in words."""

import zipfile
from datetime import date

import pytest

from vaka.documents.figurecheck import Unreadable, check, read
from vaka.documents.figurecheck.grid import both_ways, grids
from vaka.documents.figurecheck.readers import pdf
from vaka.documents.figurecheck.readers.text import document_of

TEXT = """# Avvikelser

Antalet avvikel-
ser ökade.

Tabell 1. Antal per typ

| Typ | 2022 | 2023 |
|---|--:|--:|
| Fall | 10 | 12 |
| Totalt | 10 | 12 |
"""
COLUMNS = """Tabell 1. Antal

Typ                 2022    2023
Fall utan
skada                 10      12
Trycksår                       3
"""


def test_markdown_has_headings_text_and_tables():
    document = document_of("a.md", TEXT)
    assert [one.text for one in document.headings] == ["Avvikelser"]
    assert document.paragraphs[0].text == "Antalet avvikelser ökade."
    (table,) = document.tables
    assert (table.head, table.caption) == (("Typ", "2022", "2023"), "Tabell 1. Antal per typ")
    assert table.rows[1].line == 11


def test_columns_of_spaces_keep_their_holes_and_join_their_breaks():
    (table,) = document_of("a.txt", COLUMNS).tables
    assert table.rows[0].cells == ("Fall utan skada", "10", "12")
    assert table.rows[1].cells == ("Trycksår", "", "3")


@pytest.mark.parametrize(
    ("name", "raw"),
    [("a.docx", b"PK no zip"), ("a.pdf", b"%PDF-1.4 torn"), ("a.xlsx", b"PK"), ("a.md", b""),
     ("a.exe", b"MZ"), ("a.txt", b"\x00\x01\x02")],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_words(tmp_path, name, raw):
    path = tmp_path / name
    path.write_bytes(raw)
    with pytest.raises(Unreadable, match="a\\."):
        check([path], date(2024, 1, 1))


@pytest.mark.parametrize("body", [b" " * 60_000_000, b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'])
def test_bombs_and_entities_are_refused(tmp_path, body):
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", body)
    with pytest.raises(Unreadable):
        read(path)


def test_a_table_that_goes_on_over_the_page_is_one_table():
    above = "Typ                    2022         2023\nFall                     10           12\n"
    foot = "\nRapport                          Sida 1 av 2\n\f"
    below = "Typ                    2022         2023\nSår                       1            2\n"
    (table,) = document_of(
        "a.pdf", f"{above}{foot}{below}Summa                    11           14\n"
    ).tables
    assert [row.cells for row in table.rows] == [
        ("Fall", "10", "12"), ("Sår", "1", "2"), ("Summa", "11", "14"),
    ]  # fmt: skip


def test_another_table_on_the_next_page_stands_alone():
    text = (
        "Typ                    2022         2023\nFall                     10           12\n"
        "\nRapport                          Sida 1 av 2\n\f"
        "Enhet                  2022         2023\nAlmen                     1            2\n"
    )
    assert len(document_of("a.pdf", text).tables) == 2


def test_a_letter_with_a_damaged_part_is_told_as_damage(tmp_path):
    path = tmp_path / "brev.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", "<x/>" * 100)
    raw = bytearray(path.read_bytes())
    raw[raw.index(b"<x/>") + 5] ^= 0xFF
    path.write_bytes(raw)
    with pytest.raises(Unreadable, match="skadad"):
        read(path)


def test_a_letter_in_an_unknown_encoding_is_told_as_damage(tmp_path):
    path = tmp_path / "brev.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", '<?xml version="1.0" encoding="UTF-8yes"?><x/>')
    with pytest.raises(Unreadable, match="skadad"):
        read(path)


def test_larger_lines_of_a_pdf_are_headings_and_steps_part_paragraphs():
    lines = [
        pdf.Printed(700, 14, "Vård och"), pdf.Printed(683, 14, "stöd"),
        pdf.Printed(660, 10, "En första rad i ett stycke"), pdf.Printed(647, 10, "och en andra."),
        pdf.Printed(628, 10, "Ett nytt stycke,"), pdf.Printed(615, 10, "som går vidare."),
        pdf.Printed(590, 14, "92 % av alla är nöjda."),
    ]  # fmt: skip
    text = pdf._page(lines, pdf._type([lines]))
    assert [type(one).__name__ + one.text for one in document_of("a.pdf", text).blocks] == [
        "HeadingVård och stöd", "ParagraphEn första rad i ett stycke och en andra.",
        "ParagraphEtt nytt stycke, som går vidare.", "Paragraph92 % av alla är nöjda."]  # fmt: skip


def test_running_text_larger_than_that_of_the_tables_is_no_heading():
    said = "Antalet händelser ökade från 40 till 49, alltså med 9 av alla som hade"
    rows = [pdf.Printed(600 - 12 * at, 9, f"Enhet {at}          100 000          200 000")
            for at in range(12)]  # fmt: skip
    lines = [pdf.Printed(660, 14, "Händelser"), pdf.Printed(630, 11, said),
             pdf.Printed(615, 11, "anmälts under året."), *rows]  # fmt: skip
    document = document_of("a.pdf", pdf._page(lines, pdf._type([lines])))
    assert [one.text for one in document.headings] == ["Händelser"]
    assert document.paragraphs[0].text == f"{said} anmälts under året."


def test_the_rest_of_a_last_cell_stays_in_its_row():
    lines = [
        pdf.Printed(600, 9, "Enhet          Antal          Kommentar", 50, 300),
        pdf.Printed(586, 9, "Almen          12          Följs upp vid nästa", 50, 300),
        pdf.Printed(574, 9, "kvartalets slut", 300, 300),
        pdf.Printed(560, 9, "Björken          14          Klart", 50, 300),
    ]
    (table,) = document_of("a.pdf", pdf._page(lines, pdf._type([lines]))).tables
    assert [row.cells for row in table.rows] == [
        ("Almen", "12", "Följs upp vid nästa kvartalets slut"), ("Björken", "14", "Klart"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "below", [pdf.Printed(574, 9, "Nytt stycke", 300, 300), pdf.Printed(574, 9, "slut", 50, 50),
              pdf.Printed(574, 11, "slut", 300, 300), pdf.Printed(574, 9, "14", 300, 300)],
)  # fmt: skip
def test_what_does_not_go_on_under_the_last_cell_is_no_part_of_it(below):
    row = pdf.Printed(586, 9, "Almen          12          Följs upp", 50, 300)
    assert not pdf._goes_on(row, below)


def test_rules_share_what_they_have_read_of_a_table():
    document = document_of("a.md", TEXT)
    assert [id(one) for one in grids(document)] == [id(one) for one in grids(document)]
    (grid,) = grids(document)
    assert list(both_ways(grid)) == [grid, grid.across]
    assert grid.across is grid.across
