"""What a home has of a technology, what a trial of it showed, and what others have published."""

from tests.journeys.looking import settle


def test_a_cabinet_is_counted_again(visit):
    bo = visit("bo")
    page = bo.open("/teknik/")
    page.click("main a:has-text('Personliga medicinskåp')")
    settle(page)
    bo.look("technology-technology")
    page.click("main a:has-text('Räkna')")
    settle(page)
    page.select_option("#id_unit", "almen-1")
    for name, many in (("bought", "18"), ("installed", "12"), ("used", "12")):
        page.fill(f"#id_{name}", many)
    page.click("main form[method=post] button[type=submit]")
    settle(page)
    assert "Räkningen är sparad" in page.inner_text("body")
    page = bo.open("/teknik/")
    page.click("main ol.q a:has-text('Upptäcks fall')")
    settle(page)
    bo.look("technology-trial")


def test_what_another_municipality_has_published(visit):
    bo = visit("bo")
    page = bo.open("/teknik/kommun/harnosand/")
    assert "Joyvest" in page.inner_text("main")
    bo.look("technology-published")
