"""The month's statistics from its check to the receipt."""

from tests.journeys.looking import follow, send


def test_a_month_is_checked_made_and_handed_over(visit):
    beata = visit("beata")
    page = beata.open("/statistik/")
    follow(page, "SoL: påbörjade och avslutade")
    beata.look("submissions-check")
    page.click("main a:has-text('Skapa')")
    beata.look("submissions-make")
    for box in page.locator("#id_leave_out").all():
        box.check(force=True)
        page.fill("#id_why", "Numren utreds av enheten.")
    for words in page.locator("#id_words").all():
        words.fill("Rättade startdatum.")
    send(page)
    assert "Filen är skapad" in page.inner_text("main")
    with page.expect_download() as fetched:
        page.click("main a:has-text('Hämta filen')")
    assert fetched.value.suggested_filename.startswith("sol_events-")
    follow(page, "Anteckna som lämnad")
    beata.look("submissions-send")
    send(page)
    follow(page, "Anteckna kvittensen")
    beata.look("submissions-answer")
    page.click("main label:has-text('Mottagen')")
    page.fill("#id_receipt", "Mottagen 7")
    send(page)
    assert "Kvittensen är antecknad" in page.inner_text("main")
    beata.look("submissions-submission")
