"""A plan, its print, its contacts, a coordinated plan and the figures, as each sees them."""

from tests.journeys.looking import follow, send, settle


def test_a_manager_writes_a_goal_and_sees_what_is_left(visit):
    bo = visit("bo")
    page = bo.open("/genomforandeplaner/")
    bo.look("care-plans-list")
    page.click("main ol.q a:has-text('lägenhet 3')")
    settle(page)
    assert "Planen kan inte fastställas än" in page.inner_text("main")
    page.click("main a:has-text('Nytt mål')")
    settle(page)
    page.select_option("#id_area", "d9")
    page.fill("#id_goal", "Jag vill gå på gudstjänst i kapellet.")
    bo.look("care-plans-goal")
    page.click("main form[method=post] button[type=submit]")
    settle(page)
    assert "kapellet" in page.inner_text("main")
    bo.look("care-plans-plan")
    page.click("main a:has-text('Skriv ut på lätt svenska')")
    settle(page)
    bo.look("care-plans-printed")


def test_contacts_a_coordinated_plan_and_the_figures(visit):
    jonas = visit("jonas")
    jonas.open("/genomforandeplaner/kontakter/hemtjanst-angen/")
    jonas.look("care-plans-contacts")
    page = jonas.open("/genomforandeplaner/")
    page.click("main ol.q a:has-text('lägenhet 1') >> nth=0")
    settle(page)
    if page.locator("main aside a:has-text('SIP-')").count():
        page.click("main aside a:has-text('SIP-')")
        settle(page)
        jonas.look("care-plans-sip")
    jonas.open("/genomforandeplaner/uppfoljning/?enhet=hemtjanst-angen")
    jonas.look("care-plans-followed")
    jonas.open("/genomforandeplaner/kontinuitet/")
    jonas.look("care-plans-continuity")


def test_the_steps_of_a_plan_are_looked_at(visit):
    bo = visit("bo")
    page = bo.open("/genomforandeplaner/")
    page.click("main ol.q a:has-text('lägenhet 3')")
    settle(page)
    plan = page.url
    for step, name in (("delaktighet/", "taking"), ("kontakt/utse/", "contact-step"),
                       ("sip/", "offer"), ("steg/avsluta/", "step")):  # fmt: skip
        bo.open(f"{plan}{step}")
        bo.look(f"care-plans-{name}")
    beata = visit("beata")
    page = beata.open("/beslut/nytt/")
    page.fill("#id_service", "Hemtjänst")
    page.fill("#id_decided_date", "2026-10-01")
    send(page)
    follow(page, "Beställ genomförandeplan")
    beata.look("care-plans-new")
