"""A carer's night on a phone: the list, taps with the network gone, a note, the day's page."""

import secrets
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Playwright, expect

from tests.journeys.looking import follow, send, settle
from tests.journeys.phone import Phone

STOCKHOLM, HOUR = ZoneInfo("Europe/Stockholm"), 60


@pytest.fixture
def phone(playwright: Playwright, served: str, tmp_path: Path) -> Iterator[Phone]:
    """Give a phone that Bo has enrolled for Almen."""
    one = Phone(playwright, tmp_path / "phone", served)
    one.open()
    one.enrol("bo")
    yield one
    one.kill()
    assert not one.complaints, "\n".join(one.complaints)


@pytest.fixture
def room(visit) -> str:
    """Agree on a plan with a look and a camera, for a room that has none. Gives its label."""
    bo = visit("bo")
    page = bo.open("/natt/planer/ny/")
    options = page.locator("#id_room option").all_inner_texts()
    label = secrets.choice([one for one in options if "Almen" in one])
    page.select_option("#id_room", label=label)
    send(page)
    page.fill("#id_needs", "Vaknar lätt")
    page.fill("#id_wish", f"Sova i fred {secrets.token_hex(3)}")
    for name, value in (("assessor", "team"), ("act", "sol"), ("consent", "given"),
                        ("supervision", "mixed")):  # fmt: skip
        page.select_option(f"#id_{name}", value)
    page.fill("#id_not_seen", "Titta igen, gå sedan dit")
    page.fill("#id_failure", "Gå dit")
    page.fill("#id_assessed_date", date.today().isoformat())
    page.fill("#id_review_date", (date.today() + timedelta(days=80)).isoformat())
    send(page)
    for begins, ends, form in (("12:00", "12:01", "look"), ("12:01", "12:02", "camera")):
        follow(page, "Lägg till en tid")
        page.fill("#id_from_time", begins)
        page.fill("#id_to_time", ends)
        page.check(f"input[name=form][value={form}]", force=True)
        send(page)
    follow(page, "Kom överens")
    send(page)
    return label.partition(",")[0]


def _row(page: Any, room: str, form: str) -> Any:
    return page.locator(f"[data-check][data-form={form}]:has-text('Rum {room}')")


def _minutes_ago(now: datetime) -> int:
    """An hour, or as long as the night has lasted: it turns at noon."""
    return min(HOUR, int((now - now.replace(hour=12, minute=0)).total_seconds() // 60) % (24 * 60))


def test_an_hour_without_a_network_loses_nothing_and_adds_nothing(phone, room):
    page = phone.page
    phone.sign_in("astrid")
    now = datetime.now(STOCKHOLM)
    began = now - timedelta(minutes=_minutes_ago(now))
    page.clock.install(time=began)  # the phone's clock; the server's goes on as ever
    page.goto("/natt/i-natt/")
    phone.ready()
    expect(_row(page, room, "look")).to_have_count(1)
    page.wait_for_function("vakaOffline.all('drafts').then((all) => all.length === 1)")
    phone.context.set_offline(True)
    page.goto("/natt/i-natt/")
    expect(page.locator("[data-night-news]")).to_contain_text("Inget nät")
    saved = page.get_by_text("Sparat på telefonen")
    _row(page, room, "camera").get_by_text("Syntes inte").click()
    again = page.locator(f"[data-check][data-attempt='2']:has-text('Rum {room}')")
    expect(again).to_contain_text("Titta med kamera")
    expect(saved).to_have_count(1)
    step = (now - began) / 3
    page.clock.fast_forward(int(step.total_seconds() * 1000))
    page.goto("/natt/i-natt/")  # the phone was put away and taken out again
    expect(saved).to_have_count(1)
    again.get_by_text("Syntes", exact=True).click()
    expect(saved).to_have_count(2)
    page.clock.fast_forward(int(step.total_seconds() * 1000))
    _row(page, room, "look").get_by_text("Vaknade av oss").click()
    expect(saved).to_have_count(3)
    page.clock.fast_forward(int(step.total_seconds() * 1000))
    expect(page.locator("[data-offline-count]")).to_have_text("3")
    queued = page.evaluate("vakaOffline.all('queue').then((all) => all.map((one) => one.savedAt))")
    at = sorted(datetime.fromisoformat(one) for one in queued)
    for earlier, later in pairwise(at):
        assert later - earlier >= step
    assert not [one for one in phone.stores() if 'data-check="' in one]  # the list lies locked
    phone.context.set_offline(False)
    for _ in range(2):  # the network comes, goes and comes: what has arrived is not sent again
        page.evaluate("window.dispatchEvent(new Event('online'))")
    made = page.locator(f".night-made li:has-text('Rum {room}')")
    expect(made).to_have_count(3, timeout=15_000)
    assert page.evaluate("vakaOffline.all('queue').then((all) => all.length)") == 0
    page.goto("/natt/i-natt/")
    expect(made).to_have_count(3)
    words = ("Syntes inte", "Syntes", "Vaknade av oss")
    for moment, what in zip(at, words, strict=True):
        clock = moment.astimezone(STOCKHOLM).strftime("%H.%M")
        row = made.filter(has_text=f"{what} {clock}")
        expect(row).to_have_count(1)


def test_a_night_is_tapped_written_and_handed_over(visit, room):
    astrid, mark = visit("astrid"), secrets.token_hex(4)
    page = astrid.open("/natt/i-natt/")
    astrid.look("night-tonight")
    row = _row(page, room, "look")
    row.get_by_text("Inte gjord").click()
    row.get_by_text("Ville inte").click()
    settle(page)
    made = page.locator(f".night-made li:has-text('Rum {room}')")
    expect(made).to_contain_text("Inte gjord: Ville inte")
    made.get_by_role("button").click()
    settle(page)
    expect(row).to_have_count(1)
    page.select_option("#report-form #id_room", label="101, Almen, plan 1")
    page.fill("#report-form #id_text", f"Satt uppe och läste {mark}")
    page.click("#report-form button[type=submit]")
    settle(page)
    assert mark in page.inner_text("main")
    page.click("[aria-label='Öppna natten på Almen, plan 1']")
    settle(page)
    assert mark in page.inner_text("main")
    astrid.look("night-round")
    if page.locator("main a:has-text('Lämna över')").count():
        follow(page, "Lämna över")
        astrid.look("night-hand-over")
    bo = visit("bo")
    page = bo.open("/natt/natter/")
    bo.look("night-nights")
    assert "Planerat och gjort" in page.inner_text("h1")


def test_an_alarm_and_an_absence_plan_the_rest_of_the_night_anew(visit):
    astrid = visit("astrid")
    page = astrid.open("/natt/i-natt/")
    follow(page, "Rundorna på Almen")
    astrid.look("walks-none")
    page.click("main button:has-text('Lägg rundorna')")
    page.click("a:has-text('Visa rundorna')", timeout=60_000)
    settle(page)
    expect(page.locator("h1")).to_have_text("Allt hinns i tid")
    follow(page, "Ett larm har kommit")
    page.select_option("#id_room", label="201, Almen, plan 2")
    page.fill("#id_clock", "03:10")
    page.check("#id_two", force=True)
    astrid.look("walks-alarm")
    send(page)
    expect(page.locator(".lead")).to_contain_text("Larm kl. 03.10 i rum 201")
    astrid.look("walks-replanned")
    follow(page, "Någon går hem")
    page.fill("#id_clock", "03:00")
    send(page)
    expect(page.locator("main")).to_contain_text("redan ändrade efter det klockslaget")
    page.fill("#id_clock", "03:12")
    astrid.look("walks-absence")
    send(page)
    expect(page.locator("h1")).to_contain_text("kan inte ges")
    astrid.look("walks-lost")
    page.click("main button:has-text('Ångra ändringen')")
    settle(page)
    expect(page.locator(".lead")).to_have_text("Den senaste ändringen är ångrad.")
    expect(page.locator("main ol li")).to_have_count(4)
