"""A hygiene self-check from an empty form to a remedy: ten phones answer, one without a network."""

import csv
import io
import re
import uuid
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright, expect

from tests.journeys.looking import TOKEN, Visit, settle
from tests.journeys.phone import Phone
from vaka.foundation.files.tests.test_pictures import photo

STEPS = [
    "Jag spritar händerna före nära kontakt", "Jag spritar händerna efter nära kontakt",
    "Jag spritar händerna före och efter handskar", "Jag har handskar vid kroppsvätskor",
    "Jag har plastförkläde när kläderna kan bli smutsiga", "Jag har rena arbetskläder",
    "Jag är fri från ringar, klocka och armband", "Jag har korta naglar och uppsatt hår",
]  # fmt: skip
RINGS = 6
MEASURE = "self_check_right_share"
YEAR = f"?enhet=almen&period={date.today().year}&steg=year"


def _send(page: Any, name: str = "main button[type=submit] >> nth=0") -> None:
    page.click(name)
    settle(page)


def _build(kim: Visit) -> None:
    """Build the form and plan it at Almen, four times a year."""
    page = kim.open("/egenkontroll/formular/nytt/")
    page.fill("#id_title", "Hygien, egen av Kim")
    page.select_option("#id_method", "self_rating")
    page.select_option("#id_topic", "hygiene")
    _send(page)
    for number, words in enumerate(STEPS):
        page.fill("#id_label", words)
        page.select_option("#id_kind", "check")
        if number == 1:
            kim.look("self-checks-question")
        last = number == len(STEPS) - 1
        _send(page, "main form .ds-button >> nth=1" if last else "main form .ds-button >> nth=0")
    kim.look("self-checks-form-draft")
    _send(page, "main a:has-text('Ta i bruk')")
    _send(page)
    _send(page, "main a:has-text('Planera egenkontroll')")
    page.select_option("#id_frequency", "quarterly")
    page.fill("#id_target_percent", "90")
    page.check("#id_is_anonymous", force=True)
    page.check("input[name=units][value=almen]", force=True)
    page.fill("#id_expected", "12")
    _send(page)


def _answer_by_request(visit: Visit, door: str, wrong: bool) -> None:
    """Answer as a phone does that sends the form without script."""
    http = visit.context.request
    page = http.get(door).text()
    names = list(dict.fromkeys(re.findall(r'name="([0-9a-f]{8}-[^"]+)"', page)))
    values = dict.fromkeys(names, "yes") | ({names[RINGS]: "no"} if wrong else {})
    proof, one = TOKEN.search(page), re.search(r'name="round" value="([^"]+)"', page)
    assert proof is not None
    assert one is not None
    more = {"csrfmiddlewaretoken": proof[1], "round": one[1], "client_id": str(uuid.uuid4())}
    answer = http.post(door, form=values | more, headers={"Referer": visit.url + door})
    assert "/tack/" in answer.url


def _answer_without_a_network(nobody: Visit, door: str) -> None:
    """Open the form, lose the network, send, and get it back."""
    page = nobody.page
    page.set_viewport_size({"width": 390, "height": 844})
    nobody.open(door)
    nobody.look("self-checks-fill")
    page.set_viewport_size({"width": 390, "height": 844})
    nobody.context.set_offline(True)
    for box in page.locator(".check fieldset").all():
        box.locator("input[value=yes]").check(force=True)
    page.click("main button[type=submit] >> nth=0")
    page.wait_for_selector("[data-waits]:has-text('Inget nät')")
    nobody.shoot("self-checks-fill-waits")
    nobody.context.set_offline(False)
    page.wait_for_url("**/tack/**")
    nobody.complaints.clear()  # the browser says that the network was away
    assert "Tack" in page.inner_text("h1")


def _right_and_judged(visit: Visit) -> tuple[int, int]:
    """Give how many of Almen's answers this year are right in every step, and of how many."""
    text = visit.context.request.get(f"/matt/{MEASURE}/fil/{YEAR}&format=csv").text()
    (row,) = csv.DictReader(io.StringIO(text.lstrip("\ufeff")), delimiter=";")
    return int(row["Täljare"] or 0), int(row["Nämnare"] or 0)


def _has_moved(visit: Visit, before: tuple[int, int]) -> tuple[int, int]:
    """Wait until ten more answers are in the measure; the worker writes them in the background."""
    for _turn in range(60):
        if (now := _right_and_judged(visit))[1] >= before[1] + 10:
            return now
        visit.page.wait_for_timeout(500)
    raise AssertionError(f"{now} after {before}")


def test_from_an_empty_form_to_a_remedy(visit):
    kim, bo, nobody = visit("kim"), visit("bo"), visit()
    before = _right_and_judged(bo)
    _build(kim)
    plan = re.sub(r"^https?://[^/]+", "", kim.page.url)
    page = bo.open(plan)
    _send(page, "main button:has-text('Gör en QR-kod') >> nth=0")
    address = page.inner_text(".poster__address")
    door = re.sub(r"^https?://[^/]+", "", address)
    page = bo.open(plan)
    _send(page, "main button:has-text('Öppna omgång') >> nth=0")
    result = re.sub(r"^https?://[^/]+", "", page.url)
    for number in range(9):
        _answer_by_request(nobody, door, wrong=number < 4)
    _answer_without_a_network(nobody, door)
    page = bo.open(result)
    assert "En punkt når inte målet 90" in page.inner_text("h1")
    assert "10 av 12" in page.inner_text(".facts")
    assert "31–83 av 10 svar" in page.inner_text("main")
    bo.look("self-checks-round")
    _send(page, "main a:has-text('Öppna en brist')")
    _send(page)
    page.fill("#id_text", "Sätt upp en korg för ringar och klockor i omklädningsrummet")
    page.check("input[name=kind][value=corrective]", force=True)
    page.fill("#id_cause", "Det finns ingenstans att lägga dem")
    _send(page, "main button:has-text('Spara som förslag')")
    _send(page, "main ul.card a.go >> nth=0")
    bo.look("self-checks-finding")
    assert "Sätt upp en korg" in page.inner_text("main")
    right, judged = _has_moved(bo, before)
    assert judged - right >= before[1] - before[0] + 4
    page = bo.open(f"/matt/{MEASURE}/{YEAR}")
    assert str(judged) in page.inner_text("main table")
    cecilia = visit("cecilia")
    response = cecilia.page.goto(result)
    assert response is not None
    assert response.status == 404


def test_a_photo_is_taken_and_seen_at_the_unit(visit, tmp_path):
    kim, bo, astrid = visit("kim"), visit("bo"), visit("astrid")
    page = kim.open("/egenkontroll/formular/nytt/")
    page.fill("#id_title", "Förrådet i bild")
    page.select_option("#id_method", "checklist")
    page.select_option("#id_topic", "other")
    _send(page)
    page.fill("#id_label", "Hur ser det ut?")
    page.select_option("#id_kind", "photo")
    _send(page, "main form .ds-button >> nth=1")
    _send(page, "main a:has-text('Ta i bruk')")
    _send(page)
    _send(page, "main a:has-text('Planera egenkontroll')")
    page.check("input[name=units][value=almen]", force=True)
    _send(page)
    bo.open(re.sub(r"^https?://[^/]+", "", page.url))
    _send(bo.page, "main button:has-text('Öppna omgång') >> nth=0")
    result = re.sub(r"^https?://[^/]+", "", bo.page.url)
    page = astrid.open(f"/egenkontroll/svara/?omgang={result.rstrip('/').split('/')[-1]}")
    (tmp_path / "foto.jpg").write_bytes(photo((1600, 1200)))
    page.set_input_files("input[type=file]", tmp_path / "foto.jpg")
    page.wait_for_selector("canvas[data-photo-shown]:not([hidden])")
    astrid.look("self-checks-photo")
    page.click("main button[type=submit] >> nth=0")
    page.wait_for_url("**/tack/**")
    page = bo.open(result)
    page.locator(".photos img").scroll_into_view_if_needed()
    expect(page.locator(".photos img")).to_have_js_property("naturalWidth", 1280)
    bo.look("self-checks-round-photo")


def test_what_the_demo_compares(visit):
    bo = visit("bo")
    page = bo.open("/egenkontroll/planer/")
    _send(page, "main a:has-text('Självskattning av basala')")
    bo.look("self-checks-plan-hygiene")


@pytest.fixture
def phone(playwright: Playwright, served: str, tmp_path: Path) -> Iterator[Phone]:
    """Give a phone that Bo has enrolled for Almen."""
    one = Phone(playwright, tmp_path / "phone", served)
    one.open()
    one.enrol("bo")
    yield one
    one.kill()
    assert not one.complaints, "\n".join(one.complaints)


def test_an_enrolled_phone_answers_by_its_code_without_a_network(phone, visit):
    page = phone.page
    phone.sign_in("astrid")
    page.goto("/egenkontroll/svara/?dorr=hygien22")
    phone.ready()
    phone.context.set_offline(True)
    page.goto("/egenkontroll/svara/?dorr=hygien22")
    page.wait_for_selector("[data-offline-panel]")
    assert "Självskattning av basala" in page.inner_text(".choice:has(input[name=round]:checked)")
    for box in page.locator(".check__one:not([hidden]) fieldset").all():
        box.locator("input[value=yes]").check(force=True)
    page.click("main button[type=submit] >> nth=0")
    page.wait_for_selector("[data-offline-queue] li")
    phone.context.set_offline(False)
    page.wait_for_selector("[data-offline-sent] li", timeout=15_000)
    assert page.locator("[data-offline-queue] li").count() == 0
