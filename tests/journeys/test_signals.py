"""MAS reads a signal with its rule and figures, and answers it with a reason."""

from tests.journeys.looking import settle


def test_a_signal_is_read_and_answered(visit):
    maja = visit("maja")
    page = maja.open("/signaler/")
    maja.look("signals-list")
    page.click("main ol.q a >> nth=0")
    settle(page)
    maja.look("signals-signal")
    page.click("main a:has-text('Svara med skäl')")
    settle(page)
    page.click("label:has-text('Det finns en annan förklaring')")
    page.fill("#id_words", "Vi har gått igenom journalerna för hösten")
    page.click("main form[method=post] button[type=submit]")
    settle(page)
    assert "Svaret är sparat" in page.inner_text("body")
    assert "Besvarad" in page.inner_text("main")
