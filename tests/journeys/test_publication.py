"""The secretary masks what is personal in a notice, publishes it, and takes it down again."""

from tests.journeys.looking import follow, send
from tests.journeys.test_minutes import held


def test_a_notice_is_searched_published_and_taken_down(visit):
    nora = visit("nora")
    meeting = held(nora, "Fråga från Torvald Enlund")
    page = nora.open(f"{meeting}publicera/")
    nora.look("board-publish")
    send(page)
    nora.look("board-publication")
    address = page.url
    follow(page, "Bedöm")
    page.fill("#id_reason", "Organ och orter, ingen enskild.")
    for box in page.locator("input[name=mask]").all():
        box.check(force=True)
    nora.look("board-judge")
    send(page)
    follow(page, "Publicera")
    page.click("main button[type=submit]")
    page.wait_for_selector("a:has-text('Till kopian')", timeout=60_000)
    nora.open("/namnd/publicerat/")
    nora.look("board-public")
    page.goto(address)
    way = page.locator("a:has-text('Läs kopian')").get_attribute("href")
    paper = f"{page.url.split('/namnd/')[0]}{way}"
    got = page.request.get(paper)
    assert (got.status, got.body()[:5]) == (200, b"%PDF-")
    page.goto(f"{address}ta-ned/")
    page.fill("#id_words", "Fel exemplar")
    send(page)
    gone = page.request.get(paper)
    assert (gone.status, "Fel exemplar" in gone.text()) == (410, True)
