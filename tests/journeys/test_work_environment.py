"""A unit that an order does not name goes through its plan; a manager writes in a month's time."""

from tests.journeys.looking import Visit


def _go(one: Visit, selector: str) -> None:
    one.page.click(selector)
    one.page.wait_for_load_state("networkidle")


def test_the_plan_of_an_order_is_gone_through_where_it_is_not_named(visit):
    leila, jonas, cecilia = visit("leila"), visit("jonas"), visit("cecilia")
    leila.open("/arbetsmiljo/?visa=all")
    _go(leila, "main ol.q a.go >> nth=0")
    address = leila.page.url
    page = leila.page.inner_text("main")
    assert "utanför beslutet" in page
    assert "Svarsfrekvens 82" in page.replace("\xa0", " ")
    leila.look("work-environment-case")
    if leila.page.query_selector("main a:has-text('Gå igenom')"):
        _go(leila, "main a:has-text('Gå igenom') >> nth=0")
        leila.page.fill("#id_words", "Larmrader ses över varje månad.")
        _go(leila, "main form[method=post] button[type=submit]")
        assert "Genomgången är sparad" in leila.page.inner_text("body")
    _go(leila, "main a:has-text('Handlingsplan att skriva ut')")
    leila.look("work-environment-plan")
    assert jonas.page.goto(address).status == 200
    assert cecilia.page.goto(address).status == 404


def test_a_month_of_time_is_written_in(visit):
    jonas = visit("jonas")
    jonas.open("/arbetsmiljo/tid/ny/")
    jonas.page.select_option("#id_kind", "alarm")
    jonas.page.fill("#id_planned_minutes", "6000")
    jonas.page.fill("#id_performed_minutes", "7000")
    jonas.page.fill("#id_alarms", "480")
    _go(jonas, "main form[method=post] button[type=submit]")
    assert "Månaden är sparad" in jonas.page.inner_text("body")
