"""The night: a manager asks whether two are enough, tries cameras, signs; a plan is agreed."""

import math
from datetime import date, timedelta
from typing import Any

from playwright.sync_api import expect

from tests.journeys.looking import follow, send, settle


def _answer(page: Any, button: str) -> None:
    """Ask, wait for the worker, and open its answer."""
    page.click(f"main button:has-text('{button}')")
    page.click("a:has-text('Visa svaret')", timeout=60_000)
    settle(page)


def _played(page: Any) -> None:
    """Play the night, stop it, step by key: the words are what the table says of that minute."""
    row = page.locator("[data-move]").first
    name, (_from, ends, what, room) = (
        row.locator("th").inner_text(),
        row.locator("td").all_inner_texts(),
    )
    told, time = page.locator("[data-told]"), page.locator("[data-night-player] input")
    page.click("text=Spela upp natten")
    expect(time).not_to_have_value("0")
    page.click("text=Stanna")
    minute = float(row.get_attribute("data-begins") or 0)
    time.fill(str(int(minute)))
    time.press("ArrowRight")
    assert f"{name}: {what}, rum {room}, till {ends}" in told.inner_text()
    assert told.locator("li").count() == page.locator(".night-name").count()
    alone = page.locator("tr[data-empty]").first
    unit, since = alone.locator("th").inner_text(), alone.get_attribute("data-begins") or "0"
    time.fill(str(math.ceil(float(since))))
    assert f"{unit}: ingen på enheten, till" in told.inner_text()


def _slid(page: Any) -> None:
    """Move the sliders by key: the answer is looked up at once, and the page stays where it is."""
    page.wait_for_timeout(500)
    for _again in range(60):
        if page.locator("#reglage-personal").count():
            break
        page.wait_for_timeout(500)
        page.reload()
    settle(page)
    staff, part = page.locator("#reglage-personal"), page.locator("#reglage-svar")
    before = page.url
    staff.focus()
    staff.press("ArrowRight")
    expect(part).to_contain_text("Med 3 personer får")
    page.locator("#reglage-kamera").press("End")
    expect(part).to_contain_text("Kamera förutsätter")
    expect(part).to_contain_text("Som natten är")
    assert staff.get_attribute("aria-valuetext") == "3 personer"
    assert page.url == before


def test_two_are_asked_about_cameras_tried_and_a_decision_signed(visit):
    bo = visit("bo")
    page = bo.open("/natt/bemanning/")
    bo.look("night-home")
    _answer(page, "Fråga")
    assert "Med 2 personer får" in page.inner_text("main")
    expect(page.locator("main")).to_contain_text("Loggen har 14 nätter.")
    expect(page.locator("main")).to_contain_text("Kameran i rum 102 på Almen, plan 1 fungerar inte")
    page.click("summary:has-text('Väntat, sett och rättat som tabell')")
    expect(page.locator("details[open] tbody tr")).to_have_count(20)
    _slid(page)
    page.click("summary:has-text('Natten som tabell')")
    _played(page)
    bo.look("night-answer")
    page.fill("#id_cameras", "8")
    _answer(page, "Räkna samma nätter")
    assert "8 tittningar med kamera" in page.inner_text("main")
    assert "färre besök på rummen" in page.inner_text("main")
    page.check("#id_rounds", force=True)
    _answer(page, "Räkna samma nätter")
    assert "Utan larm är vägen" in page.inner_text("main")
    bo.look("night-walks")
    _answer(page, "Fråga igen")
    assert "svaret blev exakt detsamma" in page.inner_text("main")
    follow(page, "Besluta om natten")
    bo.look("night-sign")
    page.check("input[name=ruling][value=with_measure]", force=True)
    page.fill("#id_words", "Rasten flyttas till 02.45 och en stannar på plan 2")
    send(page)
    bo.look("night-decision")
    assert "Räcker med åtgärd, beslutar Bo Hallsten" in page.inner_text("h1")


def test_one_patrol_for_several_homes_and_a_nurse(visit):
    susanne = visit("susanne")
    page = susanne.open("/natt/bemanning/")
    follow(page, "Räkna på en delad patrull eller sjuksköterska")
    page.check("#id_homes input[value=asken]", force=True)
    susanne.look("night-share")
    send(page)
    assert "Välj minst två boenden" in page.inner_text("main")
    page.check("#id_homes input[value=linden]", force=True)
    page.check("#id_fewer input[value=linden]", force=True)
    page.fill("#id_drive", "6")
    _answer(page, "Räkna")
    assert "Med 1 som delas får" in page.inner_text(".lead")
    expect(page.locator("main tr:has-text('Linden')")).to_contain_text("en egen mindre")
    susanne.look("night-shared")
    answer = page.url
    follow(page, "Besluta om natten")
    susanne.look("night-sign-shared")
    page.check("input[name=ruling][value=enough]", force=True)
    page.fill("#id_words", "Patrullen bär dubbelbemanningen på båda boendena")
    send(page)
    susanne.look("night-decision-shared")
    page = susanne.open("/natt/bemanning/")
    expect(page.locator("main tr:has-text('Linden')")).to_contain_text("och 1 som delas")
    page.click("main tr:has-text('Linden') a:has-text('Räcker')")
    settle(page)
    follow(page, "Återkalla")
    page.fill("#id_words", "Patrullen finns inte längre")
    send(page)
    page.goto(answer)
    settle(page)
    follow(page, "Fråga om något annat")
    page.check("input[name=kind][value=nurse]", force=True)
    for code in ("asken", "eken", "linden"):
        page.check(f"#id_homes input[value={code}]", force=True)
    _answer(page, "Räkna")
    assert "Sjuksköterskan gör bara det" in page.inner_text("main")
    susanne.open("/natt/bemanning/")
    follow(page, "Sjuksköterska, 1")
    susanne.look("night-shared-nurse")


def test_what_a_home_tells_of_its_nights(visit):
    bo = visit("bo")
    bo.open("/natt/bemanning/almen/uppgifter/")
    bo.look("night-tell")
    bo.open("/natt/bemanning/almen/rum/")
    bo.look("night-rooms")
    page = bo.open("/natt/bemanning/almen/utrustning/")
    assert "Svart bild sedan i går" in page.inner_text("main")
    bo.look("night-equipment")
    follow(page, "Skriv in utrustning")
    bo.look("night-equip")
    page.check("#id_kinds input[value=hoist]", force=True)
    send(page)
    expect(page.locator("main")).to_contain_text("Taklyft")
    page.click("a[aria-label='Skriv in ett fel: Taklyft, rum 101']")
    settle(page)
    bo.look("night-fault")
    page.fill("#id_words", "Fjärrkontrollen svarar inte")
    send(page)
    expect(page.locator("main")).to_contain_text("Fjärrkontrollen svarar inte")


def test_all_homes_of_a_night_against_what_is_decided(visit):
    kim = visit("kim")
    page = kim.open("/natt/bemanning/")
    row = page.locator("main tr:has-text('Linden')")
    expect(row).to_contain_text("Färre än beslutat")
    expect(row).to_contain_text("Räcker: 4")
    assert "Linden" in page.inner_text(".lead")
    kim.look("night-homes")
    follow(page, "Eken")
    assert "Med 3 personer får" in page.inner_text("main")


def test_a_night_plan_is_written_agreed_and_printed(visit):
    bo = visit("bo")
    page = bo.open("/natt/planer/")
    bo.look("night-plans")
    follow(page, "Ny nattplan")
    bo.look("night-begin")
    send(page)
    page.fill("#id_needs", "Vaknar av ljud och blir orolig")
    page.fill("#id_wish", "Ingen lampa, viska bara")
    for name, value in (("assessor", "team"), ("act", "sol"), ("consent", "given"),
                        ("supervision", "visits")):  # fmt: skip
        page.select_option(f"#id_{name}", value)
    today = date.today()
    page.fill("#id_assessed_date", today.isoformat())
    page.fill("#id_review_date", (today + timedelta(days=90)).isoformat())
    bo.look("night-write")
    send(page)
    follow(page, "Lägg till en tid")
    bo.look("night-add-check")
    page.fill("#id_from_time", "01:00")
    page.fill("#id_to_time", "02:00")
    page.check("input[name=form][value=look]", force=True)
    send(page)
    bo.look("night-plan")
    follow(page, "Skriv in en")
    bo.look("night-protect")
    page.go_back()
    settle(page)
    follow(page, "Kom överens")
    bo.look("night-plan-step")
    send(page)
    follow(page, "På lätt svenska")
    assert "Mellan klockan 01.00 och 02.00: titta in." in page.inner_text("main")
    bo.look("night-paper")
    astrid = visit("astrid")
    page = astrid.open("/natt/planer/")
    follow(page, "102")
    assert "Kameran är bra" in page.inner_text("main")
    sven = visit("sven")
    sven.open("/natt/planer/stod/")
    sven.look("night-grounds")
    sven.open("/natt/planer/stod/nytt/")
    sven.look("night-new-ground")


def test_a_camera_is_thought_through_before_it_is_used(visit):
    bo = visit("bo")
    page = bo.open("/natt/bemanning/almen/utrustning/")
    expect(page.locator("main")).to_contain_text("Nattplaner bygger på den")
    page.click("a[aria-label='Pröva: Kamera för tillsyn']")
    settle(page)
    bo.look("night-review")
    for field in page.locator("main textarea").all():
        field.fill("Genomgånget med systemägaren och antecknat")
    send(page)
    assert "decided_by" in page.content()
    page.fill("#id_decided_by", "Enhetschef Bo Hallsten")
    send(page)
    expect(page.locator("main")).to_contain_text("Beslutat av Enhetschef Bo Hallsten")
    page.click("summary:has-text('Svaren om kamera')")
    bo.look("night-reviewed")
