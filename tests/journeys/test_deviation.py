"""A fall at Almen from the carer's report to the manager's answer; the neighbour sees nothing."""

from tests.journeys.looking import Visit, settle


def _report(one: Visit) -> str:
    """Report a fall at a desk, where all stands on one page; give the case's address."""
    page = one.open("/avvikelser/ny/?ny=1")
    page.check("input[name=what][value=fall]", force=True)
    page.check("input[name=harm][value=no]", force=True)
    page.fill("#id_text", "Boende satt på golvet vid sängen kl 04.05. Ingen skada.")
    page.fill("#id_place", "rum 14")
    page.fill("#id_day", "2026-11-02")
    page.fill("#id_time", "04:05")
    page.click("button[name=then][value='']")
    settle(page)
    assert "Rapporten är sparad" in page.inner_text("main")
    return page.url.replace("mina/", "").replace("kvitto/", "")


def test_from_report_to_answer(visit):
    astrid, bo, cecilia = visit("astrid"), visit("bo"), visit("cecilia")
    address = _report(astrid)
    astrid.open(address)
    astrid.look("deviations-mine-one")

    page = bo.open(address)
    assert "Kan inte avslutas än" in page.inner_text("main")
    page.click("a:has-text('Bedöm risken')")
    page.focus("input[name=risk][value='2-2']")
    page.keyboard.press("Space")
    bo.look("deviations-assess")
    page.check("input[name=risk][value='2-2']", force=True)
    page.click("main button[type=submit]")
    settle(page)
    assert "Riskpoäng 4" in page.inner_text("main")
    page.click("main a:has-text('Avsluta')")
    settle(page)
    bo.look("deviations-close")
    page.check("input[name=how][value=without_investigation]", force=True)
    page.fill("#id_no_remedy_because", "Larmmattan räcker.")
    page.fill("#id_words", "Tack. Vi har lagt en larmmatta vid sängen.")
    page.click("main button[type=submit]")
    settle(page)
    assert "Avslutad" in page.inner_text("main")
    bo.look("deviations-case")

    assert "larmmatta" in astrid.open(address).inner_text("main")
    response = cecilia.page.goto(address)
    assert response is not None
    assert response.status == 404
    assert "larmmatta" not in cecilia.page.content()
