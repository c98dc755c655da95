"""A carer's phone at night: few taps, a kept draft, a door on the wall, three languages."""

import time

from tests.journeys.looking import PHONE, Visit

NEW = "/avvikelser/ny/?ny=1"
MOST_TAPS, MOST_SECONDS = 8, 90


class Thumb:
    """Taps what it is told to, and counts."""

    def __init__(self, one: Visit) -> None:
        self.page, self.taps = one.page, 0
        self.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})

    def tap(self, words: str, within: str = "label.choice, button, a.ds-button") -> None:
        """Tap the one visible thing that says these words."""
        target = self.page.locator(within).filter(has_text=words).locator("visible=true").first
        target.click()
        self.taps += 1


def test_a_fall_without_injury_takes_eight_taps_at_most(visit):
    astrid = visit("astrid")
    thumb, began = Thumb(astrid), time.monotonic()
    page = astrid.open(NEW)
    assert page.locator(".step >> visible=true").count() == 1
    thumb.tap("Någon har ramlat")
    thumb.tap("Nästa")
    thumb.tap("Nej")
    thumb.tap("Hittad på golvet")
    thumb.tap("Nästa")
    thumb.tap("Nästa")
    assert page.input_value("#id_unit").startswith("almen")
    thumb.tap("Nästa")
    assert "går till enhetschefen" in page.inner_text("main")
    assert "Någon har ramlat" in page.inner_text("[data-sum]")
    thumb.tap("Skicka")
    page.wait_for_url("**/kvitto/")
    assert thumb.taps <= MOST_TAPS
    assert time.monotonic() - began < MOST_SECONDS
    astrid.look("deviations-receipt")


def test_every_step_of_the_form_looks_well(visit):
    astrid = visit("astrid")
    thumb = Thumb(astrid)
    page = astrid.open(NEW)
    for place, choice in enumerate(("Fel med läkemedel", "Dosen uteblev", "", "", "")):
        if choice:
            thumb.tap(choice)
        if place == 1:
            thumb.tap("Nästa")
            assert "Svara om någon blev skadad." in page.inner_text("main")
            thumb.tap("Vet inte")
        if place == 2:
            page.fill("#id_text", "Morgondosen till 19121212-1212 låg kvar.")
            assert "Det ser ut som ett personnummer" in page.inner_text("main")
            page.fill("#id_text", "Morgondosen låg kvar i dosetten.")
            assert "personnummer. Ta bort" not in page.inner_text("main")
        astrid.shoot(f"deviations-report-step-{place + 1}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        if place < 4:
            thumb.tap("Nästa")
    page.locator("[data-sum] button").first.click()
    assert page.locator("h1 >> visible=true").inner_text() == "Vad har hänt?"


def test_a_draft_is_there_when_one_comes_back(visit):
    astrid = visit("astrid")
    page = astrid.open(NEW)
    page.check("input[name=what][value=help]", force=True)
    with page.expect_response(
        lambda r: "/utkast/" in r.url and "Ingen" in (r.request.post_data or "")
    ):
        page.fill("#id_text", "Ingen kom till rum 3.")
        page.locator("#id_text").blur()
    back = astrid.open("/avvikelser/ny/")
    assert back.input_value("#id_text") == "Ingen kom till rum 3."
    assert "Du fortsätter på ditt utkast" in back.inner_text("main")
    astrid.open("/avvikelser/mina/")
    astrid.look("deviations-mine")
    astrid.page.click("button:has-text('Släng')")
    astrid.page.wait_for_load_state("networkidle")
    assert "rum 3" not in astrid.open("/avvikelser/ny/").input_value("#id_text")


def test_misconduct_is_told_how_it_goes_then_sent_and_signed_out(visit):
    astrid = visit("astrid")
    thumb = Thumb(astrid)
    page = astrid.open(NEW)
    thumb.tap("Någon har farit illa")
    thumb.tap("Nästa")
    assert "Rapporten är inte anonym" in page.inner_text("main")
    astrid.shoot("deviations-report-misconduct")
    thumb.tap("Vård eller tillsyn saknas")
    thumb.tap("Ja", "[data-key=misconduct_manager] label")
    thumb.tap("Nästa")
    page.fill("#id_text", "Hon låg i samma blöja hela natten.")
    thumb.tap("Nästa")
    thumb.tap("Nästa")
    assert "går till SAS" in page.inner_text("main")
    thumb.tap("Skicka och logga ut")
    page.wait_for_url("**/tack/")
    astrid.look("deviations-thanks")
    page.goto("/avvikelser/mina/")
    assert "/logga-in/" in page.url


def test_without_script_all_stands_on_one_page(visit, browser):
    astrid = visit("astrid")
    state = astrid.context.storage_state()
    context = browser.new_context(
        base_url=astrid.url, storage_state=state, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(NEW)
    assert page.locator("section.step >> visible=true").count() == 5
    page.check("input[name=what][value=fall]", force=True)
    page.check("input[name=harm][value=no]", force=True)
    page.click("button[name=then][value='']")
    assert "Rapporten är sparad" in page.inner_text("main")
    context.close()


def test_the_words_are_easy_or_english_when_chosen(visit):
    amir = visit("amir")
    page = amir.open(NEW)
    page.click("button[value=sv-latt]")
    page.wait_for_load_state("networkidle")
    assert "Fel med medicin" in page.inner_text("main")
    page.click("button[value=en]")
    page.wait_for_load_state("networkidle")
    assert "Somebody fell" in page.inner_text("main")
    page.click("button[value=sv]")


def test_a_door_on_the_wall_fills_in_the_place(visit):
    bo, astrid = visit("bo"), visit("astrid")
    page = bo.open("/dorrar/")
    bo.look("questions-doors")
    page.select_option("#id_unit", "almen")
    page.fill("#id_place", "plan 2")
    page.click("main form:not([action]) button[type=submit]")
    page.wait_for_load_state("networkidle")
    bo.look("questions-poster")
    address = page.inner_text(".poster__address")
    form = astrid.open(address)
    assert form.input_value("#id_place") == "plan 2"
    assert form.input_value("#id_unit") == "almen"
