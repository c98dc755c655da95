"""A manager asks for a measure in her own words and follows the answer to its page."""

from tests.journeys.looking import settle


def test_a_question_in_words_leads_to_the_measure(visit):
    bo = visit("bo")
    page = bo.open("/matt/")
    page.fill("#id_q", "andel fall med skada på Almen per kön i fjol")
    page.click("main form[role=search] button[type=submit]")
    settle(page)
    bo.look("measures-asked")
    assert "Det här måttet svarar på frågan" in page.inner_text("main")
    page.click("main .asked a.go")
    settle(page)
    assert "Kön" in page.inner_text("main")
    page = bo.open("/matt/?q=hur+blir+v%C3%A4dret")
    assert "Inget mått svarar på det" in page.inner_text("main")
