"""A forecast falls short: the controller proposes, the board decides, a manager follows it up."""

import secrets

from tests.journeys.looking import follow, send, settle

LINE = "Hemtjänst Strömmen"


def test_a_deficit_from_forecast_to_effect(visit):
    eva = visit("eva")
    page = eva.open("/ekonomi/underskott/")
    eva.look("shortfalls")
    _begin(page)
    address, what = page.url, f"Ny planering {secrets.token_hex(4)}"
    _measure(page, what)
    follow(page, "Ta bort")
    send(page)
    assert what not in page.inner_text("main")
    _measure(page, what)
    follow(page, "Lämna förslaget till nämnden")
    page.fill("#id_proposal", "att godkänna åtgärderna")
    page.fill("#id_rest", "")
    send(page)
    assert "täcker inte hela underskottet" in page.inner_text("main")
    page.fill("#id_rest", "Resten begärs av fullmäktige.")
    send(page)
    follow(page, "Nämnden har beslutat")
    page.fill("#id_paragraph", "§ 91")
    send(page)
    follow(page, "Följ upp")
    page.check("input[name=state][value=under_way]", force=True)
    page.fill("#id_reached", "50")
    page.fill("#id_words", "Halva gruppen är klar.")
    send(page)
    eva.look("shortfall")
    assert what in visit("pia").open(address).inner_text("main")
    follow(page, "Ta tillbaka uppföljningen")
    send(page)
    _step(page, "Rapporterat till kommunstyrelsen")
    assert "Till kommunstyrelsen" in page.inner_text("main")
    for label in ("Rapporten är inte lämnad", "Beslutet är inte fattat", "Ta tillbaka förslaget"):
        _step(page, label)
    follow(page, "Ta bort")
    send(page)
    assert "Inga åtgärder än" in page.inner_text("main")


def _begin(page):
    """Open the line's deficit, or go on in the one that a walk before this left."""
    row = page.locator("main table a", has_text=LINE)
    if row.count():
        row.first.click()
        settle(page)
        return
    page.click(f"main li:has-text('{LINE}') a:has-text('Anmäl')")
    settle(page)
    send(page)


def _measure(page, what):
    follow(page, "Lägg till en åtgärd")
    page.fill("#id_what", what)
    page.select_option("#id_answers", "hemtjanst-strommen")
    page.fill("#id_due_date", "2026-12-20")
    page.fill("#id_expected", "200")
    send(page)


def _step(page, label):
    follow(page, label)
    page.fill("#id_words", "Skrivelse till kommunstyrelsen.")
    send(page)
