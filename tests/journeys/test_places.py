"""A place from written in to offered, kept and let go; a month of a waiting list told by hand."""

from secrets import token_hex

from tests.journeys.looking import follow, send, settle


def test_a_place_is_written_in_vacant_and_filled(visit):
    beata = visit("beata")
    page = beata.open("/platser/ny/")
    beata.look("places-new")
    page.fill("#id_number", f"Lägenhet {token_hex(3)}")
    send(page)
    assert "Platsen är sparad" in page.inner_text("main")
    follow(page, "Platsen blir ledig")
    beata.look("places-vacate")
    send(page)
    assert "Platsen är ledig" in page.inner_text("main")
    beata.look("places-place")
    follow(page, "Någon har flyttat in")
    beata.look("places-fill")
    send(page)
    assert "Platsen är tillsatt" in page.inner_text("main")


def test_what_somebody_needs_decides_what_speaks_for_a_place(visit):
    beata = visit("beata")
    page = beata.open("/beslut/nytt/")
    page.fill("#id_service", "Särskilt boende")
    page.fill("#id_decided_date", "2026-09-01")
    send(page)
    decision = page.url
    follow(page, "Behov och önskemål")
    beata.look("places-need")
    page.check("#id_is_prioritised", force=True)
    page.fill("#id_words", "Nära sin dotter.")
    send(page)
    assert "Behovet är sparat" in page.inner_text("main")
    follow(page, "Var personen vistas")
    beata.look("places-situation")
    send(page)
    assert "Läget är sparat" in page.inner_text("main")
    reference = page.inner_text(".crumbs").split("/")[-1].strip()
    page = beata.open("/platser/ny/")
    page.fill("#id_number", f"Lägenhet {token_hex(3)}")
    send(page)
    place = page.url
    follow(page, "Platsen blir ledig")
    send(page)
    assert "Är prioriterad" in page.inner_text("main")
    follow(page, f"Erbjud {reference}")
    beata.look("places-offer")
    send(page)
    assert page.url == decision
    page = beata.open(place)
    follow(page, "Släpp platsen")
    beata.look("places-release")
    send(page)
    assert "Platsen hålls inte längre" in page.inner_text("main")


def test_a_month_of_a_list_is_told_by_hand(visit):
    beata = visit("beata")
    page = beata.open("/vantelistor/")
    page.click("main a[href*='/skriv/'] >> nth=0")
    settle(page)
    beata.look("waiting-lists-tell")
