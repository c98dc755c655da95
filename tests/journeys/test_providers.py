"""An unannounced visit to a contracted home: nobody is warned, and what is found is followed."""

from datetime import date

from tests.journeys.looking import Visit, settle

TODAY = date.today().isoformat()


def _go(one: Visit, selector: str) -> None:
    one.page.click(selector)
    settle(one.page)


def _plan(kim: Visit) -> str:
    """Plan an unannounced visit for today from the contract's page; give the visit's address."""
    kim.open("/utforare/?verksamhet=special_housing")
    _go(kim, "main table a:has-text('Rönnen') >> nth=0")
    kim.look("providers-contract")
    _go(kim, "main a:has-text('Planera ett besök')")
    kim.page.fill("#id_day", TODAY)
    kim.page.check("input[name=is_announced][value=no]", force=True)
    _go(kim, "main form[method=post] button[type=submit]")
    _go(kim, "main ol.q li:has-text('oanmält'):has-text('Planerat') a.go >> nth=-1")
    return kim.page.url


def _fill(kim: Visit) -> None:
    """Fill every requirement as met but one, with a note."""
    _go(kim, "main a:has-text('Fyll i kraven')")
    kim.look("providers-record")
    page = kim.page
    for box in page.locator(".record__line").all():
        box.locator("input[value=yes]").check(force=True)
    line = page.locator(".record__line:has-text('Larm besvaras')")
    line.locator("input[value=no]").check(force=True)
    line.locator("summary").click()
    line.locator("textarea").fill("Tre larm av tio tog längre tid.")
    page.fill("#id_seen", "Lugnt och väl bemannat, men larmen dröjer.")
    _go(kim, "main form[method=post] button[type=submit]")


def test_an_unannounced_visit_from_plan_to_finding(visit):
    kim, mina, cecilia = visit("kim"), visit("mina"), visit("cecilia")
    address = _plan(kim)
    response = mina.page.goto(address)
    assert response is not None
    assert response.status == 404
    _fill(kim)
    assert "15 av 16 krav" in kim.page.inner_text("h1")
    kim.look("providers-visit")
    assert "Kan inte avslutas än" in kim.page.inner_text("main")
    mina.complaints.clear()
    mina.open(address)
    _go(mina, "main a:has-text('Föreslå en åtgärd') >> nth=0")
    assert "Larm besvaras" in mina.page.inner_text("main")
    _go(kim, "nav.crumbs a >> nth=0")
    _go(kim, "main a:has-text('Krav på särskilt boende')")
    assert "Larm besvaras inom avtalad tid" in kim.page.inner_text("main")
    kim.look("providers-matrix")
    response = cecilia.page.goto(address)
    assert response is not None
    assert response.status == 404


def test_a_promise_that_was_not_kept(visit):
    maja = visit("maja")
    maja.open("/utforare/samverkan/")
    _go(maja, "main ol.q a:has-text('Läkarmedverkan')")
    assert "Inte hållet" in maja.page.inner_text("main")
    maja.look("providers-agreement")


def test_an_applicant_is_judged_line_by_line_and_approved(visit):
    kim = visit("kim")
    kim.open("/utforare/")
    _go(kim, "#ansokningar a:has-text('Omsorg i Ådalen')")
    assert "Kan inte godkännas än" in kim.page.inner_text("main")
    kim.look("providers-application")
    _go(kim, "main a:has-text('Pröva kraven')")
    for box in kim.page.locator(".record__line").all():
        box.locator("input[value=yes]").check(force=True)
    _go(kim, "main form[method=post] button[type=submit]")
    _go(kim, "main a:has-text('Godkänn ansökan')")
    _go(kim, "main form[method=post] button[type=submit]")
    assert "Planera ett besök" in kim.page.inner_text("main")
