"""A report made to be published, approved, published to anybody and taken down again."""

from zipfile import is_zipfile

from playwright.sync_api import Page

from tests.journeys.looking import Visit, follow, send, settle


def _made(kim: Visit) -> Page:
    page = kim.open("/rapporter/ny/")
    page.select_option("#id_name", "avvikelser")
    page.fill("#id_period", "2024")
    page.check("#id_is_public", force=True)
    page.click("main button[type=submit]")
    page.wait_for_selector("a:has-text('Öppna rapporten')", timeout=60_000)
    page.click("a:has-text('Öppna rapporten')")
    settle(page)
    return page


def test_a_report_is_approved_published_and_taken_down(visit):
    address = _made(visit("kim")).url
    maja = visit("maja")
    page = maja.open(address)
    follow(page, "Godkänn")
    maja.look("reports-approve")
    page.fill("#id_decision", "Nämnden 2025-03-26 § 31")
    if page.locator("#id_correction").count():  # another run has approved one of the same year
        page.fill("#id_correction", "Ny räkning.")
    send(page)
    assert "Rapporten är godkänd" in page.inner_text("main")
    follow(page, "Kontrollera att den är oförändrad")
    assert "Rapporten är den som godkändes" in page.inner_text("main")
    maja.look("reports-check")
    with page.expect_download() as waited:
        page.click("main a:has-text('Hämta arkivpaket')")
    assert is_zipfile(waited.value.path())
    maja.open(address)
    follow(page, "Publicera")
    maja.look("reports-publish")
    send(page)
    page.click("main a:has-text('Den öppna sidan')")
    settle(page)
    public = page.url
    anybody = visit("")
    anybody.open(public)
    anybody.look("reports-public-report")
    maja.open(address)
    follow(page, "Avpublicera")
    maja.look("reports-withdraw")
    page.fill("#id_words", "Siffrorna för en enhet räknas om.")
    send(page)
    gone = anybody.page.goto(public)
    assert gone is not None
    assert gone.status == 410
    assert "räknas om" in anybody.page.inner_text("main")
