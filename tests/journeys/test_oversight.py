"""The reviewer of the log goes through a sample: one is asked about, the rest right, the end."""

import re

from tests.journeys.looking import send, settle


def test_a_sample_is_judged_reading_by_reading_and_ended(visit):
    greta = visit("greta")
    page = greta.open("/logg/stickprov/nytt/")
    page.fill("#id_first", "2020-01-01")
    page.fill("#id_last", "2020-01-31")
    send(page)
    assert "Ingen har läst något under perioden." in page.inner_text("main")
    page = greta.open("/logg/stickprov/")
    page.click("main tbody tr:has-text('Pågår') a")
    settle(page)
    greta.look("oversight-sample")
    address = re.sub(r"^https?://[^/]+", "", page.url)
    page.click("main tbody tr:has-text('Frågan är ställd') a:has-text('Bedöm')")
    settle(page)
    greta.look("oversight-judge")
    page.check("input[value=fine]", force=True)
    page.fill("#id_words", "Läste på chefens uppdrag.")
    send(page)
    assert "Läste på chefens uppdrag." in page.inner_text("main")
    while (
        left := page.locator("main tbody tr:has-text('Ej granskad') a:has-text('Bedöm')")
    ).count():
        left.first.click()
        settle(page)
        page.check("input[value=fine]", force=True)
        send(page)
    page = greta.open(f"{address}avsluta/")
    greta.look("oversight-close")
    page.fill("#id_words", "Alla läsningar var befogade.")
    send(page)
    assert "Avslutat" in page.inner_text("h1")
