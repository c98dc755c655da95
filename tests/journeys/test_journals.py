"""A day's notes to the journal: the room tied, the file made, handed over and answered."""

from datetime import date
from secrets import token_hex

from tests.journeys.looking import follow, send


def test_a_room_is_tied_and_a_day_handed_over(visit):
    bo = visit("bo")
    page = bo.open("/journal/almen/rum/")
    page.click("main table a:has-text('Knyt')")
    bo.look("journals-tie")
    page.fill("#id_from_date", date.today().isoformat())
    send(page)
    assert "Rummet är knutet" in page.inner_text("main")
    page.click("main table a:has-text('Avsluta') >> nth=-1")
    bo.look("journals-end-tie")
    page = bo.open("/journal/")
    assert "Rummet är inte knutet".lower() in page.inner_text("main").lower()
    page.click("main ol.q a.go")
    bo.look("journals-day")
    follow(page, "Skapa filen")
    bo.look("journals-make")
    send(page)
    assert "Filen är skapad" in page.inner_text("main")
    for button, tail in (("Hämta filen", ".csv"), ("Hämta manifestet", ".json")):
        with page.expect_download() as fetched:
            page.click(f"main a:has-text('{button}')")
        assert fetched.value.suggested_filename.endswith(tail)
    made = page.url
    follow(page, "Dra tillbaka filen")
    bo.look("journals-withdraw")
    page.goto(made)
    follow(page, "Anteckna som lämnad")
    bo.look("journals-send")
    send(page)
    follow(page, "Anteckna kvittensen")
    bo.look("journals-answer")
    page.click("main label:has-text('Överförd')")
    page.fill("#id_receipt", "Inläst 7")
    send(page)
    assert "Kvittensen är antecknad" in page.inner_text("main")
    bo.look("journals-file")


def test_a_visit_is_noted_put_right_and_taken_back(visit):
    astrid = visit("astrid")
    page = astrid.open("/genomforandeplaner/")
    page.click("main ol.q a.go")
    follow(page, "Anteckningar från besök")
    follow(page, "Anteckna ett besök")
    astrid.look("journals-new-visit")
    words = f"Duschade själv, {token_hex(4)}."
    page.click("main label:has-text('Gjort')")
    page.fill("#id_text", words)
    send(page)
    assert words in page.inner_text("main")
    astrid.look("journals-visits")
    page.click(f"main li:has-text('{words}') a:has-text('Rätta')")
    astrid.look("journals-correct-visit")
    page.fill("#id_text", f"{words} Med hjälp.")
    send(page)
    page.click(f"main li:has-text('{words} Med hjälp.') a:has-text('Ta tillbaka')")
    astrid.look("journals-take-back-visit")
    page.fill("#id_words", "Fel person")
    send(page)
    assert "gäller inte längre" in page.inner_text("main")
