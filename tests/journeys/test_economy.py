"""The controller's month: a manager tells the last forecast, and the month is closed."""

import secrets

from tests.journeys.looking import follow, send, settle

MAIN = "main form[method=post]"


def test_almen_tells_and_the_controller_closes(visit):
    bo = visit("bo")
    page = bo.open("/ekonomi/")
    page.click("main table.money a:has-text('Almen')")
    settle(page)
    page.click("main a:has-text('Lämna prognos')")
    settle(page)
    bo.look("economy-tell")
    page.fill("#id_forecast_deviation", "-900")
    page.fill("#id_cause", "Fler vikarier än planerat under hösten.")
    page.fill("#id_measure", "Schemat görs om från nästa period.")
    page.fill("#id_change_words", "Två till är långtidssjuka.")
    page.click(f"{MAIN} button[type=submit]")
    settle(page)
    assert "Prognosen är sparad" in page.inner_text("body")
    bo.look("economy-line")
    eva = visit("eva")
    page = eva.open("/ekonomi/")
    page.click("main a:has-text('Öppna en månad')")
    settle(page)
    eva.look("economy-new")
    page = eva.open("/ekonomi/")
    page.click("main a:has-text('Stäng månaden')")
    settle(page)
    eva.look("economy-close")
    page.click(f"{MAIN} button[type=submit]")
    settle(page)
    assert "Månaden är stängd" in page.inner_text("body")
    page.click("main a:has-text('Öppna igen')")
    settle(page)
    eva.look("economy-reopen")
    page.fill("#id_words", "En siffra till ska in.")
    page.click(f"{MAIN} button[type=submit]")
    settle(page)
    assert "Månaden är öppen igen" in page.inner_text("body")
    eva.look("economy-list")


def test_hours_are_worth_what_an_hour_gives(visit):
    eva, source = visit("eva"), f"Beslut {secrets.token_hex(4)}"
    page = eva.open("/ekonomi/timmar/")
    eva.look("economy-hours")
    follow(page, "Sätt ersättning per timme")
    page.check("input[name=operator][value=own]", force=True)
    page.fill("#id_provider", source)
    page.fill("#id_since", "2031-01-01")
    page.fill("#id_kronor", "531,50")
    page.fill("#id_source", source)
    eva.look("economy-rate-new")
    send(page)
    assert "531,50 kr" in page.inner_text("main")
    page.click(f"main li:has-text('{source}') a:has-text('Ta bort')")
    settle(page)
    eva.look("economy-rate-remove")
    send(page)
    assert source not in page.inner_text("main")
