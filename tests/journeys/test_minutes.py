"""The secretary writes a meeting's minutes and hands them over; a member reads adjusted ones."""

from datetime import date, timedelta
from secrets import randbelow, token_hex

from playwright.sync_api import expect

from tests.journeys.looking import follow, send, settle


def _held(nora, title):
    """Hold a meeting of some past day with one item, and give its address."""
    page = nora.open("/namnd/sammantrade/nytt/")
    page.select_option("#id_body", "arbetsutskottet")
    page.fill("#id_days", (date(2025, 1, 1) + timedelta(days=randbelow(360))).isoformat())
    page.uncheck("#id_with_standing", force=True)
    send(page)
    meeting = page.url
    follow(page, "Nytt ärende")
    page.fill("#id_title", title)
    page.select_option("#id_body", "arbetsutskottet")
    send(page)
    follow(page, "Lämna till nämndsekreteraren")
    send(page)
    for step in ("kalla", "hallet"):
        page.goto(f"{meeting}{step}/")
        page.fill("#id_words", "Skrivelsen delades ut på mötet.")
        send(page)
    return meeting


def _paragraph(nora, page):
    """Write the paragraph, a vote with its result, and a reservation."""
    page.click("article a:has-text('Ändra')")
    settle(page)
    page.fill("#id_decision", "att godkänna rapporten")
    page.fill("#id_recipients", "Kommunstyrelsen")
    nora.look("minutes-paragraph")
    send(page)
    page.click("article a:has-text('Omröstning')")
    settle(page)
    page.fill("#id_yes_means", "bifall")
    page.fill("#id_no_means", "avslag")
    page.check("input[name=voter_0][value=yes]", force=True)
    page.check("input[name=voter_1][value=no]", force=True)
    nora.look("minutes-vote")
    send(page)
    page.click("article a:has-text('Jäv eller reservation')")
    settle(page)
    page.check("input[name=kind][value=reservation]", force=True)
    page.fill("#id_words", "För dyrt.")
    send(page)
    expect(page.locator("main")).to_contain_text("ordförandens röst avgör: bifall")


def test_minutes_are_written_and_handed_over(visit):
    nora = visit("nora")
    meeting = _held(nora, f"Larm {token_hex(3)}")
    page = nora.page
    follow(page, "Börja protokollet")
    send(page)
    address = page.url
    expect(page.locator("#kontroll")).to_contain_text("Ingen justerare är vald")
    follow(page, "Upprop")
    page.check("input[name=adjusters] >> nth=1", force=True)
    nora.look("minutes-roll")
    send(page)
    _paragraph(nora, page)
    follow(page, "Lämna till justering")
    send(page)
    nora.look("minutes-adjusting")
    follow(page, "Skriv under")
    nora.look("minutes-sign")
    page.goto(f"{address}ta-tillbaka/")
    page.fill("#id_words", "Fel beslut")
    send(page)
    page.goto(f"{address}bort/")
    send(page)
    for step in ("inte-hallet", "ta-tillbaka", "stall-in"):
        page.goto(f"{meeting}{step}/")
        page.fill("#id_words", "Fel dag")
        send(page)
    expect(page.locator("main")).to_contain_text("Inställt")


def test_adjusted_minutes_are_read_and_what_is_left_to_send_is_seen(visit):
    nora, pia = visit("nora"), visit("pia")
    page = nora.open("/namnd/expediering/")
    expect(page.locator("main")).to_contain_text("inte skickade till alla")
    nora.look("minutes-despatches")
    page.click("main ul.q a.go >> nth=0")
    settle(page)
    nora.look("minutes-send")
    minutes = page.locator(".crumbs a >> nth=2").get_attribute("href")
    read = pia.open(minutes)
    expect(read.locator("main")).to_contain_text("Kan överklagas till och med")
    expect(read.locator("main")).not_to_contain_text("Expediera")
    pia.look("minutes-read")
    nora.open(minutes)
    page.click("button[name=for][value=all]")
    settle(page)
    expect(page.locator("main")).to_contain_text("Protokoll")


def test_one_page_before_a_meeting(visit):
    pia = visit("pia")
    page = pia.open("/namnd/")
    follow(page, "Läs inför sammanträdet")
    expect(page.locator("main")).to_contain_text("Siffror sedan förra sammanträdet")
    nora = visit("nora")
    nora.open("/namnd/")
    nora.page.click("main li:has-text('Socialnämnden') a.go >> nth=0")
    settle(nora.page)
    follow(nora.page, "Läs inför sammanträdet")
    expect(nora.page.locator("main")).to_contain_text("uppdrag är försenat")
    expect(nora.page.locator("main")).to_contain_text("Larm på natten")
    nora.look("board-before")
