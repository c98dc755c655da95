"""The secretary writes a meeting's minutes and hands them over; a member reads adjusted ones."""

from datetime import date, timedelta
from itertools import count
from secrets import token_hex

from playwright.sync_api import expect

from tests.journeys.looking import follow, send, settle

# Each before those held already: minutes are begun in the order of their meetings.
EARLIER = count(step=9)


def held(nora, title):
    """Hold a meeting of some past day with one item, and give its address."""
    page = nora.open("/namnd/sammantrade/nytt/")
    page.select_option("#id_body", "arbetsutskottet")
    page.fill("#id_days", (date(2025, 12, 28) - timedelta(days=next(EARLIER))).isoformat())
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


def _begun(nora):
    """Hold a meeting and begin its minutes; give the meeting's and the minutes' addresses."""
    meeting = held(nora, f"Larm {token_hex(3)}")
    follow(nora.page, "Börja protokollet")
    send(nora.page)
    return meeting, nora.page.url


def _undone(page, meeting, minutes):
    """Take the minutes and the meeting away again, so that the year's numbers are free."""
    page.goto(f"{minutes}bort/")
    send(page)
    for step in ("inte-hallet", "ta-tillbaka", "stall-in"):
        page.goto(f"{meeting}{step}/")
        page.fill("#id_words", "Fel dag")
        send(page)
    expect(page.locator("main")).to_contain_text("Inställt")


def test_the_roll_and_what_is_raised_are_written(visit):
    nora = visit("nora")
    meeting, minutes = _begun(nora)
    page = nora.page
    expect(page.locator("#kontroll")).to_contain_text("Ingen justerare är vald")
    follow(page, "Upprop")
    page.check("input[name=adjusters] >> nth=1", force=True)
    nora.look("minutes-roll")
    send(page)
    page.click("main table a:has-text('Ändra') >> nth=0")
    settle(page)
    nora.look("minutes-line")
    page.goto(minutes)
    follow(page, "Tillkommande ärende")
    nora.look("minutes-raised")
    _undone(page, meeting, minutes)


def test_a_paragraph_is_written_and_handed_over(visit):
    nora = visit("nora")
    meeting, minutes = _begun(nora)
    page = nora.page
    follow(page, "Upprop")
    page.check("input[name=adjusters] >> nth=1", force=True)
    send(page)
    _paragraph(nora, page)
    follow(page, "Lämna till justering")
    send(page)
    nora.look("minutes-adjusting")
    page.goto(f"{minutes}ta-tillbaka/")
    page.fill("#id_words", "Fel beslut")
    send(page)
    _undone(page, meeting, minutes)


def test_minutes_are_signed_and_taken_back(visit):
    nora = visit("nora")
    meeting, minutes = _begun(nora)
    page = nora.page
    follow(page, "Upprop")
    page.check("input[name=adjusters] >> nth=1", force=True)
    send(page)
    page.click("article a:has-text('Ändra')")
    settle(page)
    page.fill("#id_decision", "att godkänna rapporten")
    send(page)
    follow(page, "Lämna till justering")
    send(page)
    follow(page, "Skriv under")
    nora.look("minutes-sign")
    send(page)
    follow(page, "Underskrivet i annat system")
    nora.look("minutes-sign-elsewhere")
    page.goto(f"{minutes}anslag/")
    nora.look("minutes-announce")
    page.goto(f"{minutes}ta-tillbaka/")
    page.fill("#id_words", "Fel beslut")
    send(page)
    _undone(page, meeting, minutes)


def test_a_calendar_has_an_address_of_its_own(visit):
    nora = visit("nora")
    page = nora.open("/namnd/")
    follow(page, "I din kalender")
    nora.look("board-calendar")
    page.click("main form button")
    settle(page)
    nora.look("board-calendar-address")
    address = page.locator("main .digest").inner_text()
    assert "BEGIN:VCALENDAR" in page.request.get(address).text()
    follow(page, "Jag har sparat adressen")
    follow(page, "Ta bort adressen")
    send(page)
    expect(page.locator("main")).to_contain_text("Du har ingen adress än")
    assert page.request.get(address).status == 404


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
    nora.page.click("main a[href*='/arende/'] >> nth=0")
    settle(nora.page)
    nora.page.goto(f"{nora.page.url}siffra/")
    nora.look("board-bind")
