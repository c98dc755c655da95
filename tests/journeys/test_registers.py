"""A home stops using a register; its measure says so, and the row that was wrong is removed."""

from tests.journeys.looking import settle


def sent(page):
    page.click("main form[method=post] button[type=submit]")
    settle(page)


def test_a_home_begins_and_stops_using_a_register(visit):
    kim = visit("kim")
    page = kim.open("/register/")
    kim.look("registers-list")
    page.click("main ol.q a:text-is('SveDem')")
    settle(page)
    page.click("main a:has-text('Börja använda vid en enhet')")
    settle(page)
    page.select_option("#id_unit", "hasseln")
    page.fill("#id_from_date", "2022-01-01")
    page.fill("#id_words", "Beslut i ledningsgruppen i januari")
    sent(page)
    assert "Registret används nu vid enheten" in page.inner_text("body")
    page.click("main tr:has-text('Hasseln') a:has-text('Avsluta')")
    settle(page)
    page.fill("#id_until_date", "2024-12-31")
    page.select_option("#id_replaced_by", "own")
    page.fill("#id_words", "Följs upp i en egen mätning")
    sent(page)
    assert "Ersätts av egen uppföljning" in page.inner_text("main")
    page.click("main tr:has-text('Hasseln') a:has-text('Ta bort') >> nth=0")
    settle(page)
    page.fill("#id_words", "Det gällde ett annat boende")
    sent(page)
    assert "Borttagna rader" in page.inner_text("main")
    kim.look("registers-register")
    page = kim.open("/matt/senior_alert_plan_share/?enhet=bjorken&period=2022..2025&steg=year")
    assert "används inte" in page.inner_text("main h1")
