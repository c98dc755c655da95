"""A citizen on a phone with the keyboard alone: anonymous, followed by code, not satisfied."""

import re
from typing import Any

from tests.journeys.looking import PHONE, Visit

CODE = re.compile(r"(?:[2-9A-Z]{4}-){3}[2-9A-Z]{4}")
TEXT = "Mamma fick vänta länge efter att hon larmat på kvällen. Jag vill veta varför."
MOST_TABS = 40


def _tab_to(page: Any, found: str) -> None:
    """Press Tab until what has focus is what was looked for."""
    for _n in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", found):
            return
    raise AssertionError(f"the keyboard does not reach {found}")


def _rest(page: Any) -> None:
    page.wait_for_load_state("networkidle")


def _write(page: Any) -> None:
    """File a complaint about Almen without touching anything but keys."""
    _tab_to(page, "input[name=kind]")
    page.keyboard.press("Space")
    _tab_to(page, "select[name=unit]")
    page.keyboard.type("Almen")
    _tab_to(page, "textarea")
    page.keyboard.type(TEXT)
    _tab_to(page, "input[name=who]")
    page.keyboard.press("ArrowDown")
    _tab_to(page, "button[type=submit]")
    page.wait_for_timeout(3_000)  # nobody writes faster, and the page does not believe it
    page.keyboard.press("Enter")
    _rest(page)


def _follow(page: Any, code: str) -> None:
    page.goto("/synpunkt/folj/")
    _tab_to(page, "input[name=code]")
    page.keyboard.type(code.lower())
    page.keyboard.press("Enter")
    _rest(page)


def _answer(bo: Visit, reference: str) -> None:
    """Sort, judge and answer as the manager does."""
    page = bo.open(f"/synpunkter/?q={reference}")
    page.click("main ol.q a.go >> nth=0")
    _rest(page)
    page.click("main a:has-text('Sortera')")
    page.check("input[name=theme][value=safety]", force=True)
    page.click("main button[type=submit]")
    page.click("main a:has-text('Bedöm')")
    page.check("input[name=finding][value=nothing]", force=True)
    page.fill("#id_words", "Larmlistan är läst för kvällen.")
    page.click("main button[type=submit]")
    page.click("main .actions a:has-text('Svara')")
    page.fill("#id_words", "Larmet var trasigt. Vi har bytt det och beklagar.")
    bo.shoot("feedback-answer")
    page.click("main button[type=submit]")
    _rest(page)
    bo.look("feedback-case")


def test_anonymous_by_keyboard_then_not_satisfied_and_reopened(visit):
    citizen, bo, cecilia = visit(""), visit("bo"), visit("cecilia")
    page = citizen.page
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    citizen.open("/synpunkt/")
    _write(page)
    found = CODE.search(page.inner_text("main"))
    assert found, page.inner_text("main")
    reference = re.search(r"SYN-\d{4}-\d{5}", page.inner_text("main"))
    assert reference
    citizen.look("feedback-receipt")

    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    _follow(page, found.group())
    assert TEXT in page.inner_text("main")
    _answer(bo, reference.group())
    page.reload()
    assert "Vi har bytt det" in page.inner_text("main")
    citizen.look("feedback-mine")

    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.reload()
    _tab_to(page, "textarea")
    page.keyboard.type("Det hände igen i går.")
    page.wait_for_timeout(3_000)
    _tab_to(page, "button[value=discontent]")
    page.keyboard.press("Enter")
    _rest(page)
    assert "Vi arbetar med det du skrev" in page.inner_text("main")
    bo.page.reload()
    assert "Inte nöjd" in bo.page.inner_text("main")
    response = cecilia.page.goto(bo.page.url)
    assert response is not None
    assert response.status == 404


def test_the_pages_that_anybody_meets(visit):
    nobody = visit("")
    nobody.open("/synpunkt/")
    nobody.look("feedback-write")
    nobody.open("/synpunkt/folj/")
    nobody.shoot("feedback-code")
    nobody.open("/synpunkt/blankett/")
    nobody.shoot("feedback-paper")
