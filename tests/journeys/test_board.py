"""The secretary gathers an agenda, checks it and sends the notice; a member then reads it."""

from datetime import date, timedelta
from secrets import randbelow, token_hex

from playwright.sync_api import expect

from tests.journeys.looking import follow, send, settle


def test_an_agenda_is_gathered_checked_and_sent(visit):
    nora, title = visit("nora"), f"Larm {token_hex(3)}"
    day = date(2031, 1, 1) + timedelta(days=randbelow(20_000))
    page = nora.open("/namnd/sammantrade/nytt/")
    page.select_option("#id_body", "socialnamnden")
    page.fill("#id_days", day.isoformat())
    page.uncheck("#id_with_standing", force=True)
    send(page)
    meeting = page.url
    follow(page, "Ny hålltid")
    page.fill("#id_starts", "08:15")
    page.fill("#id_ends", "08:45")
    page.fill("#id_words", title)
    send(page)
    follow(page, "Nytt ärende")
    page.fill("#id_title", title)
    page.fill("#id_diary_number", "VO 2031-00017")
    nora.look("board-new-item")
    send(page)
    follow(page, "Skriv")
    page.fill("#id_proposal", "att godkänna rapporten")
    page.fill("#id_summary", "Mötet är onsdagen den 32 maj.")
    nora.look("board-letter")
    send(page)
    follow(page, "Ny handling")
    page.fill("#id_title", "Mätning")
    send(page)
    assert "VO-2031-00017" in page.inner_text("main")
    follow(page, "Lämna till nämndsekreteraren")
    send(page)
    nora.look("board-item")
    nora.open(meeting)
    told = page.inner_text("#kontroll")
    assert "32 maj" in told
    assert "Bilagan ”Mätning” nämns men finns inte med" in told
    nora.look("board-meeting")
    follow(page, "Skicka kallelsen")
    send(page)
    expect(page.locator("main")).to_contain_text("skriv varför kallelsen går ut ändå")
    page.fill("#id_words", "Mätningen delas ut på mötet.")
    send(page)
    pia = visit("pia")
    read = pia.open(meeting)
    expect(read.locator("main")).to_contain_text(title)
    follow(read, title)
    expect(read.locator("main")).to_contain_text("att godkänna rapporten")
    nora.open(meeting)
    follow(page, "Ta tillbaka kallelsen")
    page.fill("#id_words", "Fel dag")
    send(page)
    follow(page, "Ställ in")
    page.fill("#id_words", "Fel dag")
    send(page)
    expect(page.locator("main")).to_contain_text("Inställt")


def test_a_member_reads_the_papers_of_a_meeting(visit):
    pia = visit("pia")
    page = pia.open("/namnd/")
    page.click("main a:has-text('14 maj 2024')")
    settle(page)
    expect(page.locator("main")).to_contain_text("VO-2023-00111")
    expect(page.locator("main")).not_to_contain_text("Kontroll före utskick")
    pia.look("board-read")
    follow(page, "Ekonomisk uppföljning och prognos")
    expect(page.locator("main")).to_contain_text("omedelbart justerad")
    mark = token_hex(3)
    page.click("main a[href$='/anteckning/']")
    settle(page)
    page.fill("#id_words", f"Fråga om prognosen {mark}")
    send(page)
    expect(page.locator("main")).to_contain_text(mark)
    pia.look("board-own-note")
    other = visit("nora").open(page.url.removeprefix(pia.url))
    expect(other.locator("main")).not_to_contain_text(mark)


def test_whoever_sits_elsewhere_meets_only_a_number(visit):
    pia, bo = visit("pia"), visit("bo")
    page = pia.open("/namnd/")
    page.click("main li:has-text('Arbetsutskottet') a.go >> nth=0")
    settle(page)
    expect(page.locator("main")).to_contain_text("Omprövning av placering")
    follow(page, "Omprövning av placering")
    pia.look("board-secret")
    closed = bo.open(page.locator(".crumbs a >> nth=1").get_attribute("href"))
    expect(closed.locator("main")).to_contain_text("Sekretessärende")
    expect(closed.locator("main")).not_to_contain_text("Omprövning")


def test_an_assignment_is_followed_until_the_board_ends_it(visit):
    nora, mark = visit("nora"), token_hex(3)
    page = nora.open("/namnd/uppdrag/")
    expect(page.locator("main ul.q li").first).to_contain_text("Skulle ha redovisats")
    nora.look("board-assignments")
    follow(page, "Nytt uppdrag")
    page.fill("#id_words", f"att uppdra till förvaltningen att följa {mark}")
    page.select_option("#id_body", "socialnamnden")
    page.fill("#id_paragraph", "§ 12")
    send(page)
    follow(page, "Redovisa")
    page.fill("#id_words", "Står i månadsrapporten.")
    send(page)
    nora.look("board-assignment")
    follow(page, "Nämnden har avslutat det")
    page.fill("#id_words", "2026-03-27 § 9")
    send(page)
    expect(page.locator("main")).to_contain_text("Avslutat av nämnden")
    pia = visit("pia")
    read = pia.open("/namnd/uppdrag/")
    expect(read.locator("main")).to_contain_text(mark)


def _item(nora, title):
    """Begin an item of the board and give its address."""
    page = nora.open("/namnd/arende/nytt/")
    page.fill("#id_title", title)
    page.select_option("#id_body", "socialnamnden")
    send(page)
    return page.url


def test_every_step_of_an_item_is_looked_at(visit):
    nora = visit("nora")
    address = _item(nora, f"Svar {token_hex(3)}")
    page = nora.page
    page.goto(f"{address}handling/")
    page.fill("#id_title", "Bilaga")
    nora.look("board-attach")
    send(page)
    page.click("main a[href$='/bort/']")
    settle(page)
    nora.look("board-detach")
    send(page)
    for place, name in (("uppgifter", "change"), ("planera", "place"), ("lamna", "item-step")):
        page.goto(f"{address}{place}/")
        nora.look(f"board-{name}")


def test_every_step_of_a_meeting_is_looked_at(visit):
    nora = visit("nora")
    day = date(2031, 1, 1) + timedelta(days=randbelow(20_000))
    page = nora.open("/namnd/sammantrade/nytt/")
    nora.look("board-plan")
    page.select_option("#id_body", "socialnamnden")
    page.fill("#id_days", day.isoformat())
    page.uncheck("#id_with_standing", force=True)
    send(page)
    meeting = page.url
    follow(page, "Ny hålltid")
    page.fill("#id_starts", "08:15")
    page.fill("#id_words", "Upprop")
    nora.look("board-slot")
    send(page)
    page.click("main a[href*='/halltid/']:has-text('Ändra')")
    settle(page)
    nora.look("board-change-slot")
    nora.open(meeting)
    page.click("main a[href$='/bort/']")
    settle(page)
    nora.look("board-drop-slot")
    send(page)
    follow(page, "Ställ in")
    nora.look("board-meeting-step")
    page.fill("#id_words", "Fel dag")
    send(page)


def test_every_step_of_an_assignment_is_looked_at(visit):
    nora, mark = visit("nora"), token_hex(3)
    page = nora.open("/namnd/uppdrag/nytt/")
    nora.look("board-new-assignment")
    page.fill("#id_words", f"att uppdra till förvaltningen att se över {mark}")
    page.select_option("#id_body", "socialnamnden")
    send(page)
    address = page.url
    page.goto(f"{address}flytta/")
    nora.look("board-move-assignment")
    page.goto(f"{address}sla-ihop/")
    nora.look("board-merge-assignment")
    page.goto(f"{address}arende/")
    nora.look("board-relink-assignment")
    page.goto(f"{address}avsluta/")
    nora.look("board-assignment-step")
    page.fill("#id_words", "2026-03-27 § 9")
    send(page)
