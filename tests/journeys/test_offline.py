"""A shared phone without a network: reports are filed, the browser dies, and both arrive once."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.journeys.phone import Phone, fill_report, send_report

MARK = f"gråhakedopping{uuid.uuid4().hex[:8]}"
WORDS = ("kvittrandeblåmes", "sothönsrummet", MARK)

# The account's pane has a form that signs out; without a network it is the phone's script's.
SIGN_OUT = """() => {
  const form = document.createElement("form");
  form.method = "post";
  form.action = "/logga-ut/";
  document.body.append(form);
  form.requestSubmit();
}"""


@pytest.fixture
def phone(playwright: Playwright, served: str, tmp_path: Path) -> Iterator[Phone]:
    """Give a phone that Bo has enrolled for Almen."""
    one = Phone(playwright, tmp_path / "phone", served)
    one.open()
    one.enrol("bo")
    one.context.close()  # a browser writes its cookies down within half a minute, or at its end
    one.open()
    yield one
    one.kill()
    assert not one.complaints, "\n".join(one.complaints)


def _file(page, words: str) -> None:
    page.goto("/avvikelser/ny/")
    page.wait_for_selector("[data-offline-panel]")
    fill_report(page, f"Hörde {words} vid fönstret.", WORDS[2])
    send_report(page)
    page.wait_for_url("**/ko/**")


def test_two_reports_filed_without_a_network_arrive_once(phone):
    page = phone.page
    phone.sign_in("astrid")
    page.goto("/avvikelser/ny/")
    phone.ready()
    phone.context.set_offline(True)
    for words in WORDS[:2]:
        _file(page, words)
    page.wait_for_selector("[data-offline-queue] li >> nth=1")
    assert page.inner_text("[data-offline-count]") == "2"
    held = "\n".join(phone.stores())
    assert "sealed" in held
    assert [word for word in WORDS if word in held] == []
    phone.kill()

    page = phone.open()
    page.goto("/ko/")
    page.wait_for_selector("[data-offline-sent] li >> nth=1", timeout=15_000)
    assert page.locator("[data-offline-queue] li").count() == 0
    page.context.request.post("/ko/lamna/")
    phone.sign_in("bo")
    page.goto(f"/avvikelser/lista/?q={WORDS[2]}")
    assert page.inner_text("main").count(WORDS[2]) == 2


def test_a_report_with_a_network_goes_the_same_way_and_is_thanked_for(phone):
    page = phone.page
    phone.sign_in("astrid")
    page.goto("/avvikelser/ny/?ny=1")
    phone.ready()
    fill_report(page, "Dörren stod öppen i natt.")
    send_report(page)
    page.wait_for_url("**/kvitto/")
    assert "Tack" in page.inner_text("main h1")
    page.goto("/avvikelser/ny/?ny=1")
    fill_report(page, "Dörren stod öppen igen.")
    send_report(page, then="sign_out")
    page.wait_for_url("**/ko/**")
    page.wait_for_selector("[data-offline-news] :text('AVV-')")
    page.goto("/avvikelser/ny/")
    assert "/logga-in/" in page.url


def test_signing_out_without_a_network_warns_of_the_draft_and_takes_it_away(phone):
    page = phone.page
    phone.sign_in("astrid")
    page.goto("/avvikelser/ny/?ny=1")
    phone.ready()
    phone.context.set_offline(True)
    page.goto("/avvikelser/ny/")
    page.wait_for_selector("[data-offline-panel] :text('Astrid')")
    page.check("input[name=what][value=other]", force=True)
    page.wait_for_timeout(900)
    page.goto("/avvikelser/ny/")
    page.wait_for_selector("[data-offline-panel] :text('Utkastet')")
    assert page.is_checked("input[name=what][value=other]")
    page.evaluate(SIGN_OUT)
    page.click("dialog >> text=Logga ut ändå")
    page.wait_for_url("**/ko/")
    assert page.evaluate("vakaOffline.all('drafts').then((all) => all.length)") == 0
    assert page.evaluate("vakaOffline.all('tokens').then((all) => all.length)") == 0
    phone.context.set_offline(False)
    page.goto("/avvikelser/ny/")
    assert "/logga-in/" in page.url


def test_two_drafts_kept_at_once_lie_under_one_key(phone):
    page = phone.page
    phone.sign_in("astrid")
    page.goto("/avvikelser/ny/?ny=1")
    phone.ready()
    found = page.evaluate("""async () => {
      const { change, saveDraft, readDraft } = vakaOffline, names = ["list:one", "list:two"];
      await change(["keys"], (keys) => { keys.clear(); });
      await Promise.all(names.map((name) => saveDraft(name, "", { name }, true)));
      return Promise.all(names.map(async (name) => (await readDraft(name))?.values.name));
    }""")
    assert found == ["list:one", "list:two"]


def test_back_by_pin_and_no_further_than_reporting(phone):
    page = phone.page
    phone.sign_in("astrid")
    page.goto("/pin/valj/")
    page.fill("#id_pin", "271828")
    page.fill("#id_again", "271828")
    page.click("main button[type=submit]")
    page.wait_for_url("**/ko/")
    page.context.request.post("/ko/lamna/")
    page.goto("/logga-in/")
    page.click("text=Kom tillbaka med pinkod")
    page.check("text=Astrid E.")
    page.fill("#id_pin", "271828")
    page.click("main button[type=submit]")
    page.wait_for_url("**/avvikelser/ny/")
    page.goto("/konto/nytt-losenord/")
    assert "/konto/" not in page.url


def test_the_pages_of_the_phones_look_well(visit, phone):
    bo = visit("bo")
    bo.context.add_cookies(phone.context.cookies())
    bo.open("/ko/")
    bo.look("offline-queue-phone")
    bo.open("/telefoner/")
    bo.page.click("text=Spärra >> nth=0")
    bo.look("offline-revoke")
    bo.open("/pin/valj/")
    bo.look("offline-choose-pin")
    bo.open("/pin/")
    bo.look("offline-pin")
