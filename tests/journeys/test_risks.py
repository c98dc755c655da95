"""A risk before a change from line to acceptance; a control; an answer to IVO; the year wheel."""

from datetime import date, timedelta

from tests.journeys.looking import Visit

TODAY = date.today()


def _in(days: int) -> str:
    return (TODAY + timedelta(days=days)).isoformat()


def _send(one: Visit) -> None:
    one.page.click("main form[method=post] button[type=submit]")
    one.page.wait_for_load_state("networkidle")


def _go(one: Visit, words: str) -> None:
    one.page.click(f"main a:has-text('{words}') >> nth=0")
    one.page.wait_for_load_state("networkidle")


def test_a_high_risk_is_accepted_for_a_time(visit):
    bo, cecilia = visit("bo"), visit("cecilia")
    page = bo.open("/risker/ny/")
    page.check("input[name=occasion][value=change]", force=True)
    page.fill("#id_title", "Byte av nattens telefoner")
    page.fill("#id_about", "Alla telefoner byts på en natt.")
    page.fill("#id_change_date", _in(20))
    page.select_option("#id_unit", "almen")
    _send(bo)
    address = page.url
    _go(bo, "Ny risk")
    page.fill("#id_event", "Ingen når sjuksköterskan")
    page.check("input[name=likelihood][value='3']", force=True)
    page.check("input[name=consequence][value='4']", force=True)
    bo.shoot("risks-line")
    _send(bo)
    assert "Kan inte fastställas än" in page.inner_text("main")
    _go(bo, "Acceptera")
    page.fill("#id_reason", "Den gamla telefonen ligger kvar i en vecka.")
    page.fill("#id_until", _in(40))
    _send(bo)
    bo.look("risks-case")
    _go(bo, "Fastställ")
    _send(bo)
    assert "accepterad risk bevakas" in page.inner_text("main")

    response = cecilia.page.goto(address)
    assert response is not None
    assert response.status == 404


def test_a_control_is_done_and_a_plan_for_a_night_without_power_is_read(visit):
    eva, bo = visit("eva"), visit("bo")
    eva.open("/risker/kontroll/")
    eva.page.click("main ol.q a.go >> nth=0")
    eva.page.wait_for_load_state("networkidle")
    eva.look("risks-control")
    _go(eva, "Skriv in en kontroll")
    eva.page.check("input[name=outcome][value=fine]", force=True)
    eva.page.fill("#id_words", "Inga fel.")
    _send(eva)
    assert "Resultatet är sparat" in eva.page.inner_text("body")
    bo.open("/risker/kontinuitet/")
    bo.page.click("main ol.q a.go >> nth=0")
    bo.page.wait_for_load_state("networkidle")
    assert "Reservrutin" in bo.page.inner_text("main")
