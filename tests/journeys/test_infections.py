"""Two fall ill at night, the manager opens an outbreak, MAS ends it; a round is counted."""

from tests.journeys.looking import settle


def written(page, agent, room):
    """Write a case at the unit, in as few touches as may be."""
    page.click("main a:has-text('Nytt fall')")
    settle(page)
    page.select_option("#id_unit", "almen-1")
    page.click(f"label:has(input[name=agent][value={agent}])")
    page.fill("#id_room", room)
    page.click("main form[method=post] button[type=submit]")
    settle(page)


def sent(page):
    """Send the step's form."""
    page.click("main form[method=post] button[type=submit]")
    settle(page)


def test_two_fall_ill_and_an_outbreak_is_opened_and_ended(visit):
    astrid = visit("astrid")
    page = astrid.open("/smitta/nytt/")
    astrid.look("infections-new")
    page = astrid.open("/smitta/")
    written(page, "rs", "14")
    written(page, "rs", "16")
    assert "MAS och chefen har fått veta det" in page.inner_text("main")
    page.click("main a:has-text('Bekräfta') >> nth=0")
    settle(page)
    sent(page)
    assert "Fallet är bekräftat" in page.inner_text("body")
    maja = visit("maja")
    page = maja.open("/smitta/")
    maja.look("infections-list")
    page.click("main article:has-text('RS-virus') a:has-text('Öppna utbrottet')")
    settle(page)
    maja.look("infections-open")
    sent(page)
    assert "enligt regeln" in page.inner_text("main")
    page.click("main a:has-text('Knyt en hygienkontroll')")
    settle(page)
    page.go_back()
    settle(page)
    maja.look("infections-outbreak")
    page.click("main a:has-text('Avsluta i förtid')")
    settle(page)
    page.fill("#id_words", "Båda proverna var negativa")
    sent(page)
    assert "Avslutat i förtid" in page.inner_text("main")


def test_a_home_counts_its_vaccinated(visit):
    bo = visit("bo")
    page = bo.open("/smitta/vaccination/")
    page.click("main ol.q a >> nth=0")
    settle(page)
    bo.look("infections-round")
    page.click("main a:has-text('Räkna')")
    settle(page)
    page.select_option("#id_unit", "almen")
    for name, many in (("offered", "40"), ("vaccinated", "33"), ("declined", "5")):
        page.fill(f"#id_{name}", many)
    sent(page)
    assert "Räkningen är sparad" in page.inner_text("body")
