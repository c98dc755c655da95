"""A plan is frozen, a goal changed, the next revision frozen, and the two held side by side."""

from secrets import token_hex

from tests.journeys.looking import follow, settle

MAIN = "main form[method=post]"


def test_a_changed_goal_makes_a_revision_that_is_held_against_the_last(visit):
    kim, word = visit("kim"), token_hex(3)
    page = kim.open("/mal/")
    page.click("main a:has-text('Björkens avvikelser avslutas')")
    settle(page)
    follow(page, "Ändra målet")
    page.fill("#id_words", f"Så att den som är orolig får svar, {word}.")
    _send(page, "Målet är ändrat")
    follow(page, "Ny nyckelaktivitet")
    page.fill("#id_title", f"Svarstid {word}")
    page.fill("#id_due_date", "2030-12-01")
    _send(page, "Aktiviteten är sparad")
    page.click(f"main tr:has-text('Svarstid {word}') a:has-text('Ändra')")
    settle(page)
    page.fill("#id_due_date", "2030-11-01")
    _send(page, "Aktiviteten är ändrad")
    page = kim.open("/mal/planer/")
    kim.look("plans-list")
    follow(page, "Fastställ en plan")
    page.select_option("#id_unit", "bjorken")
    page.fill("#id_decided_by", f"Socialnämnden {word}")
    _send(page, "Det saknas varför planen revideras")
    page.fill("#id_words", f"Svaren ska gå fortare, {word}.")
    kim.look("plans-adopt")
    _send(page, "Planen är fastställd")
    assert f"Svarstid {word}" in page.inner_text("main")
    kim.look("plans-plan")
    page.click("main aside a >> nth=0")
    settle(page)
    assert f"Svarstid {word}" in page.inner_text("main")
    kim.look("plans-compared")
    follow(page, "Visa även det oförändrade")
    assert "Oförändrad" in page.inner_text("main")
    page = kim.open("/mal/planer/")
    page.click(f"main tr:has-text('Socialnämnden {word}') a")
    settle(page)
    follow(page, "Ta tillbaka revisionen")
    _send(page, "Revisionen är tillbakatagen")


def test_an_indicator_is_removed_from_ones_own_goal(visit):
    kim, name = visit("kim"), f"Mål {token_hex(3)}"
    page = kim.open("/mal/nytt/")
    page.fill("#id_title", name)
    page.select_option("#id_level", "board")
    _send(page, "Målet är sparat")
    follow(page, "Ny indikator")
    page.fill("#id_title", "Nöjda")
    _send(page, "Indikatorn är sparad")
    page.click("main article a:has-text('Ta bort')")
    settle(page)
    kim.look("plans-remove-indicator")
    _send(page, "Indikatorn är borttagen")
    follow(page, "När slutar det gälla?")
    _send(page, "Målet är ändrat")


def _send(page, told):
    page.click(f"{MAIN} button[type=submit]")
    settle(page)
    assert told in page.inner_text("body")
