"""A list of contents is read whatever it lies in, and ends where the text begins."""

from datetime import date

import pytest

from vaka.documents.figurecheck import check_text
from vaka.documents.figurecheck.outline import outline
from vaka.documents.figurecheck.readers.text import document_of

BODY = "\n\n1 Inledning\n\nHär står det text.\n\n2 Vård och stöd\n\nHär står det mer text.\n"
LISTS = [
    "1 Inledning .... 3\n2 Vård och stöd .... 4",
    "1 Inledning\t3\n\n2 Vård och stöd\t4",
    "1 Inledning\n\n2 Vård och stöd",
    "• 1 Inledning\n• 2 Vård och stöd",
    "| Avsnitt | Sida |\n|---|---|\n| 1 Inledning | 3 |\n| 2 Vård och stöd | 4 |",
    "1 Inledning ........ 3\n\n2 Vård och\n\nstöd ........ 4",
    "1 Inledning ..........\n3\n2 Vård och stöd ......\n4",
    "1 Inledning       3\n2 Vård och        4\nstöd",
    "1 Inledning .... 3\n2 Vård och stöd .... 4\n\nSida 2 av 9",
]


@pytest.mark.parametrize("text", LISTS)
def test_a_list_is_read_and_ends_where_the_text_begins(text):
    paper = outline(document_of("a.txt", f"Innehåll\n\n{text}{BODY}"))
    assert [(one.number, one.name) for one in paper.entries] == [
        ("1", "Inledning"), ("2", "Vård och stöd")]  # fmt: skip
    assert [one.text for one in paper.body][:2] == ["1 Inledning", "Här står det text."]


@pytest.mark.parametrize("text", LISTS)
def test_what_is_listed_and_lacks_is_told(text):
    gone = BODY.replace("2 Vård och stöd", "2 Samverkan")
    found = check_text(f"Innehåll\n\n{text}{gone}", date(2024, 4, 30))
    assert {one.rule for one in found} == {"contents"}
    assert check_text(f"Innehåll\n\n{text}{BODY}", date(2024, 4, 30)) == []


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("# 1 A\n\nText.\n\n# 3 B\n\nText.", {"numbering"}),
        (
            "# 1 A\n\nText.\n\n# 1 Bilden\n\nText.\n\n# 2 Cykeln\n\nText.\n\n# 2 Delen\n\nText.",
            set(),
        ),
        ("# 1 A\n\n# 2 B\n\n# 3 C\n\nDet står i avsnitt 7 att det är så.", {"numbering"}),
        ("# 1 A\n\n# 2 B\n\n# 3 C\n\nDet står i kapitel 7 i lagen att det är så.", set()),
        ("Tabell 2.1. Ett\n\nTabell 2.2. Två\n\nTabell 3.1. Tre\n", set()),
        ("Tabell 2.1. Ett\n\nTabell 2.3. Två\n\nTabell 3.1. Tre\n", {"numbering"}),
        ("Figur 1. Ett\n\nDiagram 2. Två\n\nFigur 3. Tre\n", set()),
    ],
)
def test_numbers_go_on_and_references_lead_somewhere(text, rules):
    assert {one.rule for one in check_text(text, date(2024, 4, 30))} == rules


def test_a_list_of_tables_is_held_to_the_captions():
    body = "\n\nText om fall.\n\nTabell 1. Fall\n\nText om kö.\n\nTabell 2. Kö\n"
    sound = "Tabellförteckning\n\nTabell 1. Fall .... 3\n\nTabell 2. Kö .... 4" + body
    wrong = sound.replace("Kö .... 4", "Besök .... 4")
    assert check_text(sound, date(2024, 4, 30)) == []
    assert [one.rule for one in check_text(wrong, date(2024, 4, 30))] == ["contents"]
