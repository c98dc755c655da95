"""A late plan is handed in with a reason; another stands beside the next result; one is asked."""

from tests.journeys.looking import settle


def test_a_late_plan_is_handed_in(visit):
    kim = visit("kim")
    kim.open("/undersokningsplaner/begar/")
    kim.look("survey-plans-ask")
    bo = visit("bo")
    page = bo.open("/undersokningsplaner/")
    bo.look("survey-plans-list")
    page.click("main ol.q li:has-text('Inlämnad') a")
    settle(page)
    assert "ättre" in page.inner_text("main")
    bo.look("survey-plans-plan")
    cecilia = visit("cecilia")
    page = cecilia.open("/undersokningsplaner/")
    page.click("main ol.q li:has-text('Björken') a")
    settle(page)
    if page.locator("main a:has-text('Lämna planen')").count():
        page.click("main a:has-text('Lämna planen')")
        settle(page)
        page.fill("#id_words", "De boende vill ut oftare och på andra tider än idag")
        page.fill("#id_why_none", "Vi prövar först en ny rutin för promenader")
        page.click("main form[method=post] button[type=submit]")
        settle(page)
        assert "Planen är inlämnad" in page.inner_text("body")
