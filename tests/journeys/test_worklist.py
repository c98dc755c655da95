"""Bo's work list: narrowed and saved, many given at once and taken back; a stand-in is set."""

import re

from tests.journeys.looking import PHONE, settle


def test_from_filter_to_undo(visit):
    bo, cecilia = visit("bo"), visit("cecilia")
    page = bo.open("/vantar/")
    assert "Väntar på mig" in page.inner_text("h1")
    page.click("nav.tabs a:has-text('Försenade')")
    page.wait_for_url("**flik=late**")
    settle(page)
    late = int(re.sub(r"\D", "", page.inner_text("#worklist-count")))
    assert late >= 2
    page.fill("#id_q", "fall")
    page.click("form[role=search] button[type=submit]")
    page.wait_for_url("**q=fall**")
    settle(page)

    page.click("summary:has-text('Spara urvalet')")
    page.fill("#id_name", "Sena fall")
    page.click(".work__save button[type=submit]")
    settle(page)
    assert "Urvalet är sparat" in page.inner_text("main")

    page = bo.open("/vantar/?flik=late")
    boxes = page.locator("input[name=arende]")
    boxes.nth(0).check()
    boxes.nth(1).check()
    page.click("button[value='case.assign']")
    settle(page)
    page.select_option("#varde", label="Susanne Hedmyr")
    page.click("button:has-text('Förhandsgranska')")
    settle(page)
    assert "2 ärenden får Susanne Hedmyr" in page.inner_text("main")
    _shots(bo, "cases-bulk")
    page.click("button:has-text('Ändra 2 ärenden')")
    settle(page)
    assert "flik=late" in page.url
    assert "2 ärenden är ändrade" in page.inner_text("main")
    bo.look("cases-worklist-undo")
    page.click("button:has-text('Ångra')")
    settle(page)
    assert "2 ärenden är som förut" in page.inner_text("main")

    assert "Sena fall" in bo.open("/").inner_text("main")
    assert "Sena fall" not in cecilia.open("/").inner_text("main")


# Not Cecilia: other walks show that she sees nothing of Almen.
def test_a_stand_in_on_the_phone(visit):
    bo, jonas = visit("bo"), visit("jonas")
    before = jonas.open("/vantar/").inner_text("#worklist-count")
    bo.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page = bo.open("/franvaro/")
    page.select_option("#id_stand_in", label="Jonas Ängeby")
    page.click("main button:has-text('Spara')")
    settle(page)
    assert "Jonas Ängeby ersätter Bo Hallsten" in page.inner_text("main")
    _shots(bo, "access-absence-set")
    after = jonas.open("/vantar/")
    assert "Du ersätter Bo Hallsten" in after.inner_text("main")
    assert after.inner_text("#worklist-count") != before
    page.click("button:has-text('Avsluta nu')")
    settle(page)
    assert "Frånvaron är avslutad" in page.inner_text("main")


def _shots(one, name: str) -> None:
    """A page that a reload would send anew is looked at without one."""
    for label, (width, height) in (("desk", (1280, 900)), ("phone", PHONE)):
        one.page.set_viewport_size({"width": width, "height": height})
        one.shoot(f"{name}-{label}-light")
        one.complaints += one._axe_finds(label)
    one.page.set_viewport_size({"width": 1280, "height": 900})
    assert not one.complaints, "\n".join(one.complaints)
