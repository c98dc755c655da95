"""The secretary writes a consultation in, has the chair proposed, and sends an item on."""

from datetime import date, timedelta
from secrets import randbelow, token_hex

from playwright.sync_api import expect

from tests.journeys.looking import follow, send
from tests.journeys.test_minutes import held


def test_a_consultation_is_written_in_and_the_chair_is_proposed(visit):
    nora = visit("nora")
    page = nora.open("/namnd/")
    follow(page, "Remisser och motioner")
    follow(page, "Ny remiss eller motion")
    page.fill("#id_title", f"Remiss {token_hex(3)}")
    page.fill("#id_sender", "Departementet")
    page.fill("#id_answer_due_date", (date.today() + timedelta(days=2)).isoformat())
    nora.look("board-new-referral")
    send(page)
    item = page.url
    page.goto(f"{item}svar/")
    nora.look("board-answer-referral")
    page.goto(item)
    follow(page, "Föreslå ordförandebeslut")
    nora.look("board-propose-chair")
    send(page)
    expect(page.locator("#remiss")).to_contain_text("Ordföranden föreslås svara")
    the_answer_is_written(nora, page)
    nora.open("/namnd/remisser/")
    nora.look("board-referrals")
    page.goto(f"{item}utgar/")
    page.fill("#id_words", "Bara ett prov")
    send(page)


def the_answer_is_written(nora, page):
    """Write the answer and who was asked, and read both."""
    follow(page, "Svaret och remissinstanserna")
    nora.look("board-reply-empty")
    follow(page, "Skriv svaret")
    page.fill("#id_answer", "Nämnden är positiv.\n\nUppgifter skrivs in två gånger i dag.")
    nora.look("board-write-reply")
    send(page)
    follow(page, "Lägg till")
    page.fill("#id_names", "1. Region Mellannorrland\n2. Sveriges Kommuner och Regioner")
    nora.look("board-consult")
    send(page)
    page.click("tr:has-text('Region Mellannorrland') a:has-text('Skriv in svaret')")
    page.fill("#id_words", "Tillstyrker, men vill ha längre tid för införandet.")
    nora.look("board-tell-consulted")
    send(page)
    expect(page.locator("#remissinstanser")).to_contain_text("1 av 2 har inte svarat")
    nora.look("board-reply")
    page.click("tr:has-text('Sveriges') a:has-text('Ta bort')")
    send(page)
    expect(page.locator("#remissinstanser")).to_contain_text("Alla har svarat")


def test_an_item_goes_on_and_comes_back(visit):
    nora = visit("nora")
    title = f"Taxor {token_hex(3)}"
    meeting = held(nora, title)
    page = nora.open(meeting)
    follow(page, title)
    item = page.url
    follow(page, "Skicka vidare")
    page.fill("#id_proposal", "att anta taxorna\natt höja dem")
    nora.look("board-send-on")
    send(page)
    follow(page, "Skriv in beslutet")
    page.check("input[name=state][value=returned]", force=True)
    page.fill("#id_decision", "att återremittera ärendet")
    page.fill("#id_paragraph", "§ 41")
    nora.look("board-answer-passage")
    send(page)
    nora.look("board-way")
    follow(page, "Ta upp ärendet igen")
    nora.look("board-take-up")
    send(page)
    expect(page.locator("#beslutsgang")).to_contain_text("Återremitterat av Kommunstyrelsen")
    page.goto(f"{page.url}utgar/")
    page.fill("#id_words", "Bara ett prov")
    send(page)
    page.goto(item)
    expect(page.locator("#beslutsgang")).to_contain_text("Ärendet togs upp igen")


def test_what_has_come_in_is_written_in_and_told(visit):
    nora = visit("nora")
    page = nora.open("/namnd/")
    follow(page, "Inkomna skrivelser")
    nora.look("board-letters")
    follow(page, "Ny skrivelse")
    words = f"Matsalen {token_hex(3)}"
    page.fill("#id_diary_number", "VO-2026-00991")
    page.fill("#id_sender", "Anhörigföreningen")
    page.fill("#id_subject", words)
    page.check("input[name=sort][value=survey]", force=True)
    nora.look("board-new-letter")
    send(page)
    nora.look("board-letter")
    letter = page.url
    page.goto(f"{letter}uppgifter/")
    nora.look("board-change-letter")
    page.goto(f"{letter}inget-mer/")
    page.fill("#id_words", "Besvarad av förvaltningen")
    send(page)
    expect(page.locator("main")).to_contain_text("Inget mer görs. Besvarad av förvaltningen")
    page.goto(planned(nora))
    follow(page, "Ta in skrivelser")
    nora.look("board-take-in-letters")
    send(page)
    expect(page.locator("#skrivelser")).to_contain_text(words)
    nora.look("board-letters-told")
    follow(page, "Töm listan")
    send(page)
    expect(page.locator("#skrivelser")).to_contain_text("Inga skrivelser är intagna")


def planned(nora, body="socialnamnden"):
    """Plan a meeting of a body far ahead with its standing items; gives its address."""
    day = date.today() + timedelta(days=4000 + randbelow(9000))
    page = nora.open("/namnd/sammantrade/nytt/")
    page.select_option("#id_body", body)
    page.fill("#id_days", day.isoformat())
    send(page)
    return page.url


def test_the_year_is_planned_and_fills_an_agenda(visit):
    nora = visit("nora")
    page = nora.open("/namnd/")
    follow(page, "Årsplan")
    nora.look("board-year")
    meeting = planned(nora)
    month, year = page.locator("h1").inner_text().split()[-2:]
    words = f"Rad {token_hex(3)}"
    nora.open(f"/namnd/arsplan/ny/?ar={year}")
    page.fill("#id_title", words)
    nora.look("board-new-planned")
    send(page)
    page.click(f"tr:has-text('{words}') a:has-text('Ändra')")
    page.select_option("#id_month", label=month)
    send(page)
    page.goto(meeting)
    page.click("a:has-text('ur årsplanen')")
    nora.look("board-fill-agenda")
    send(page)
    expect(page.locator("main")).to_contain_text(words)
    nora.open(f"/namnd/arsplan/for-over/?ar={year}")
    nora.look("board-carry-year")
    nora.open(f"/namnd/arsplan/ny/?ar={year}")
    page.fill("#id_title", f"{words} bort")
    send(page)
    page.click(f"tr:has-text('{words} bort') a:has-text('Ta bort')")
    send(page)
    expect(page.locator("main")).not_to_contain_text(f"{words} bort")


def to_record(nora, mark):
    """Fill in a decision of care at once; gives the page, not sent."""
    page = nora.open("/namnd/omedelbara/nytt/")
    page.fill("#id_reference", f"BU-{mark}")
    page.fill("#id_passed_over", "Ordföranden svarade inte")
    return page


def test_an_immediate_decision_has_its_next_step(visit):
    nora = visit("nora")
    page = nora.open("/namnd/")
    follow(page, "Omedelbara beslut")
    nora.look("board-immediates")
    follow(page, "Ny ordning")
    nora.look("board-decider-order")
    to_record(nora, token_hex(3))
    nora.look("board-new-immediate")
    send(page)
    nora.look("board-immediate")
    follow(page, "Steget är gjort")
    nora.look("board-finish-step")
    send(page)
    follow(page, "Skriv nästa steg")
    page.fill("#id_step", "Ansök om vård")
    page.fill("#id_due_date", (date.today() + timedelta(days=20)).isoformat())
    nora.look("board-plan-step")
    send(page)
    expect(page.locator("h1")).to_contain_text("Ansök om vård")


def test_the_next_meeting_is_told_of_an_immediate_decision(visit):
    nora, mark = visit("nora"), token_hex(3)
    send(to_record(nora, mark))
    page = nora.open(planned(nora, "arbetsutskottet"))
    page.click("#omedelbara a")
    nora.look("board-take-in-immediates")
    send(page)
    expect(page.locator("#omedelbara")).to_contain_text(f"BU-{mark}")
    nora.look("board-immediates-told")
    follow(page, "Töm listan")
    send(page)
    expect(page.locator("#omedelbara")).to_contain_text("Inga omedelbara beslut är intagna")
