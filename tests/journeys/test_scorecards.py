"""A board copied, filled and ordered by keyboard, then shown; the leaders' board."""

from playwright.sync_api import expect

from tests.journeys.looking import settle


def test_a_board_is_made_of_a_ready_one_and_ordered_by_keyboard(visit):
    kim = visit("kim")
    page = kim.open("/styrtavlor/mall/ledning/")
    page.click("main a:has-text('Gör en egen av den här')")
    settle(page)
    page.fill("#id_name", "Höstens tavla")
    page.click("main form[method=post] button[type=submit]")
    settle(page)
    first = page.locator(".board__order > li b").first.inner_text()
    page.locator("button[aria-label^='Flytta ner']").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".board__order > li b").nth(1)).to_have_text(first)
    page.locator("button[aria-label^='Ta bort']").last.press("Enter")
    settle(page)
    page.select_option("#id_measure", "feedback_reopened")
    page.click("main form:has(#id_measure) button[type=submit]")
    settle(page)
    kim.look("scorecards-edit")
    page.click("main a:has-text('Klar, visa tavlan')")
    settle(page)
    kim.look("scorecards-board")
    page.click("main a:has-text('Ändra tavlan')")
    page.click("main a:has-text('Ta bort tavlan')")
    page.click("main form[method=post] button[type=submit]")
    settle(page)
    assert "borttagen" in page.inner_text("main")
