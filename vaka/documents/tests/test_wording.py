"""Readability, long sentences, personal data, terms and alt texts."""

import pytest

from vaka.documents.wording import AdviceKind, advice, readability

LONG = "Under året har " + "verksamheten och personalen " * 12 + "arbetat vidare."


@pytest.mark.parametrize(
    ("text", "kind", "line", "quote"),
    [
        ("Rad ett.\nFallet gällde 19121212-1212 i maj.", AdviceKind.PERSON, 2, "19…"),
        ("Ring 070-612 34 56 om larmet.", AdviceKind.PERSON, 1, "070-612 34 56"),
        ("Skriv till anna.berg@exempel.se snarast.", AdviceKind.PERSON, 1, "anna.berg@exempel.se"),
        ("Rutinen för incidenter gäller.", AdviceKind.TERM, 1, "incidenter"),
        ("Två dementa personer.", AdviceKind.TERM, 1, "dementa"),
        ("![](karta.png)", AdviceKind.ALT, 1, "![](karta.png)"),
    ],
)
def test_what_is_found_and_where(text, kind, line, quote):
    (found,) = advice(text)
    assert (found.kind, found.line, found.quote) == (kind, line, quote)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ärendet SN 2024-000114 avser 642 avvikelser.",
        "Tre personer har en demenssjukdom.",
        "![Karta över enheterna](karta.png)",
        "Växeln nås på 0611-34 80 00.",
        "Det gäller t.ex. larm. Det gäller bl.a. Almen och 4 kap. 1 § SoL.",
    ],
)
def test_what_is_sound_is_left_alone(text):
    assert advice(text) == []


def test_a_long_sentence_is_shown_short_and_a_hard_text_is_said_so():
    (found,) = [one for one in advice(LONG) if one.kind is AdviceKind.LONG]
    assert found.quote.endswith("…")
    assert "29 ord" in found.words or "ord. Dela den" in found.words
    hard = " ".join(["Kvalitetsutvecklingsarbetet fortskrider verksamhetsövergripande."] * 40)
    assert [one.kind for one in advice(hard)] == [AdviceKind.HARD]


def test_lix_is_words_a_sentence_and_long_words_in_percent():
    read = readability("Katten sover på golvet. Hunden springer fort hem.")
    assert (read.words, read.sentences, read.lix) == (8, 2, 16)
    assert read.level == "mycket lätt"
