"""A routine of Almen from draft to read by all to superseded; the old one stays on the old case."""

from typing import Any

TEXT = "## Gör så här\n\n1. Stäng av ugnen.\n2. Larma 112.\n"


def _send(page: Any, words: str) -> None:
    page.click(f"main form button[type=submit]:has-text('{words}')")
    page.wait_for_load_state("networkidle")


def _go(page: Any, words: str) -> None:
    page.click(f"main a:has-text('{words}') >> nth=0")
    page.wait_for_load_state("networkidle")


def _set(page: Any, address: str) -> None:
    page.goto(address)
    _go(page, "Godkänn")
    _send(page, "Godkänn")


def _write(kim: Any) -> str:
    page = kim.open("/rutiner/ny/")
    page.fill("#id_title", "Brand i köket")
    page.select_option("#id_unit", "almen")
    page.fill("#id_text", TEXT)
    _send(page, "Spara utkastet")
    address = str(page.url)
    _go(page, "Lämna för godkännande")
    _send(page, "Lämna")
    return address


def test_from_draft_to_read_to_superseded(visit):
    kim, bo, astrid, cecilia = visit("kim"), visit("bo"), visit("astrid"), visit("cecilia")
    address = _write(kim)
    _set(bo.page, address)
    page = astrid.open("/rutiner/?q=ugnen&visa=unread")
    _go(page, "Brand i köket")
    _send(page, "Jag har läst rutinen")
    assert "Du läste den" in page.inner_text("main")
    bo.page.goto(address)
    assert "1 av " in bo.page.inner_text("main table")  # how many work there, other walks change
    _send(bo.page, "Jag har läst rutinen")
    assert "2 av " in bo.page.inner_text("main table")
    bo.look("routines-case")

    page = bo.open("/avvikelser/lista/?lage=open")
    page.click("main ol.q a.go >> nth=0")
    page.wait_for_load_state("networkidle")
    event = page.url
    _go(page, "Säg vilken rutin som brast")
    if "Brand i köket" in page.inner_text("main"):  # the newest event may be older than today
        page.check("label:has-text('Brand i köket') input", force=True)
    else:
        page.check("input[name=routine] >> nth=0", force=True)
    page.check("input[name=how][value=unclear]", force=True)
    bo.shoot("routines-failed-filled")
    _send(page, "Spara")
    assert "rutin, Godkänd" in page.inner_text("main")

    kim.page.goto(address)
    _send(kim.page, "Ny version")
    kim.page.fill("#id_text", TEXT + "3. Räkna in alla vid tavlan.\n")
    kim.page.fill("#id_changed", "Alla räknas in vid tavlan.")
    _send(kim.page, "Spara utkastet")
    second = kim.page.url
    _go(kim.page, "Lämna för godkännande")
    _send(kim.page, "Lämna")
    _set(bo.page, second)
    _go(bo.page, "Se vad som är ändrat")
    bo.shoot("routines-changes")
    bo.page.goto(address)
    assert "Den visas som den var" in bo.page.inner_text("main")
    assert "Larma 112" in bo.page.inner_text("main")
    bo.page.goto(event)
    assert "Hör ihop med" in bo.page.inner_text("main")

    response = cecilia.page.goto(second)
    assert response is not None
    assert response.status == 404
    assert "Räkna in alla" not in cecilia.page.content()


def test_a_map_and_how_a_duty_is_met(visit):
    kim = visit("kim")
    page = kim.open("/processer/")
    _go(page, "När någon faller")
    kim.look("routines-process")
    page = kim.open("/tackning/4.6/")
    page.select_option("#id_role", "mas")
    _send(page, "Spara")
    assert "MAS" in page.inner_text("main table")


def test_a_map_is_ordered_and_answered(visit):
    astrid, kim = visit("astrid"), visit("kim")
    page = astrid.open("/processer/")
    _go(page, "Beställda kartor")
    _go(page, "Beställ en processkarta")
    page.fill("#id_title", "När någon flyttar in en helg")
    page.fill("#id_why", "Vikarierna behöver se vem som gör vad.")
    astrid.look("routines-order-map")
    _send(page, "Beställ")
    astrid.shoot("routines-map-orders-own")
    page = kim.open("/processer/bestallningar/")
    line = page.locator("main li", has_text="flyttar in en helg")
    line.get_by_role("button", name="Jag ritar den").click()
    page.wait_for_selector("text=Beställningen är din att rita.")
    kim.look("routines-map-orders")
    page.locator("main li", has_text="flyttar in en helg").get_by_role(
        "link", name="Besvara"
    ).click()
    page.wait_for_selector("#id_process")
    page.select_option("#id_process", label="När någon faller")
    kim.look("routines-answer-map")
    _send(page, "Spara svaret")
    assert "Ritad" in page.locator("main li", has_text="flyttar in en helg").inner_text()
