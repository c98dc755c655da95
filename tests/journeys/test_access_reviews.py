"""A manager ticks who is needed and ends one role; the administrator signs the review off."""

import re

from tests.journeys.looking import send, settle


def test_roles_are_gone_through_and_the_review_signed_off(visit):
    bo = visit("bo")
    page = bo.open("/behorigheter/")
    bo.look("access-reviews-list")
    page.click("main tbody tr:has-text('Pågår') a")
    settle(page)
    bo.look("access-reviews-review")
    address = re.sub(r"^https?://[^/]+", "", page.url)
    send(page)
    assert "Markera först de roller som behövs." in page.inner_text("body")
    page.focus("main input[name=roll] >> nth=0")
    page.keyboard.press("Space")  # all by the keyboard, as where there is no mouse
    page.focus("main form[method=post] button[type=submit]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    settle(page)
    assert "1 behörighet är bedömd." in page.inner_text("body")
    page.click("main tbody tr:has(input[name=roll]) a:has-text('Bedöm') >> nth=0")
    settle(page)
    bo.look("access-reviews-judge")
    page.check("input[value=ended]", force=True)
    send(page)
    assert "Skriv varför" in page.inner_text("main")
    page.fill("#id_words", "Har bytt arbetsplats.")
    send(page)
    page = bo.open(f"{address}?alla")
    assert "Avslutad här" in page.inner_text("main")

    ada = visit("ada")
    page = ada.open(address)
    while (boxes := page.locator("main input[name=roll]")).count():
        for at in range(boxes.count()):
            boxes.nth(at).check(force=True)
        send(page)
    page = ada.open(f"{address}avsluta/")
    ada.look("access-reviews-close")
    page.fill("#id_words", "En roll avslutad, övriga behövs.")
    send(page)
    assert "Avslutad" in page.inner_text("h1")
