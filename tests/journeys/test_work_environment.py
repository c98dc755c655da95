"""An investigation begun, answered and graded; its plan gone through where an order does not name
the unit; a month's time written in."""

from datetime import date, timedelta

from tests.journeys.looking import Visit


def _go(one: Visit, selector: str) -> None:
    one.page.click(selector)
    one.page.wait_for_load_state("networkidle")


def _send(one: Visit) -> None:
    _go(one, "main form[method=post] button[type=submit]")


def test_an_investigation_is_begun_answered_and_graded(visit):
    kim, bo = visit("kim"), visit("bo")
    kim.open("/arbetsmiljo/ny/")
    kim.look("work-environment-new")
    kim.page.fill("#id_title", "Hot på kvällen")
    kim.page.fill("#id_about", "Hur ofta, och vad görs?")
    kim.page.fill("#id_received_date", date.today().isoformat())
    kim.page.fill("#id_due_date", (date.today() + timedelta(days=60)).isoformat())
    kim.page.select_option("#id_unit", "almen")
    kim.page.click("label:has(input[name=covers][value=almen])")
    _send(kim)
    address = kim.page.url
    _go(kim, "main a:has-text('Ny fråga')")
    kim.look("work-environment-step")
    kim.page.click("label:has-text('Annan fråga')")
    kim.page.fill("#id_text", "Hur ofta händer det?")
    _send(kim)
    _go(kim, "#fraga-1 a:has-text('Svara')")
    kim.look("work-environment-answer")
    kim.page.fill("#id_method", "Enkät")
    kim.page.fill("#id_finding", "Varje vecka.")
    _send(kim)
    assert "Besvarad" in kim.page.inner_text("#fraga-1")
    _go(kim, "main a:has-text('Ny risk')")
    kim.page.fill("#id_text", "Ensam på kvällen")
    _send(kim)
    _go(kim, "#risk-1 a:has-text('Bedöm')")
    kim.look("work-environment-grade")
    kim.page.click("label:has-text('Ja')")
    _send(kim)
    assert "Allvarlig" in kim.page.inner_text("#risk-1")
    assert bo.page.goto(address).status == 200
    assert visit("cecilia").page.goto(address).status == 404


def test_the_plan_of_an_order_is_gone_through_where_it_is_not_named(visit):
    leila, jonas, cecilia = visit("leila"), visit("jonas"), visit("cecilia")
    leila.open("/arbetsmiljo/?visa=all")
    _go(leila, "main ol.q a.go >> nth=0")
    address = leila.page.url
    page = leila.page.inner_text("main")
    assert "utanför beslutet" in page
    assert "Svarsfrekvens 82" in page.replace("\xa0", " ")
    leila.look("work-environment-case")
    _go(leila, "main a:has-text('Gå igenom') >> nth=0")
    leila.page.fill("#id_words", "Larmrader ses över varje månad.")
    _send(leila)
    assert "Genomgången är sparad" in leila.page.inner_text("body")
    _go(leila, "main a:has-text('Handlingsplan att skriva ut')")
    leila.look("work-environment-plan")
    assert jonas.page.goto(address).status == 200
    assert cecilia.page.goto(address).status == 404


def test_a_month_of_time_is_written_in(visit):
    jonas = visit("jonas")
    jonas.open("/arbetsmiljo/tid/ny/")
    jonas.look("work-environment-log-time")
    jonas.page.select_option("#id_kind", "alarm")
    jonas.page.fill("#id_planned_minutes", "6000")
    jonas.page.fill("#id_performed_minutes", "7000")
    jonas.page.fill("#id_alarms", "480")
    _send(jonas)
    assert "Månaden är sparad" in jonas.page.inner_text("body")
