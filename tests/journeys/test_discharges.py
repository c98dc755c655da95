"""A file out of the planning system, a month with its stays, and why one of them was long."""

from secrets import token_hex

from playwright.sync_api import expect

from tests.journeys.looking import follow, send, settle

HEAD = "Ärendenummer;Inskrivningsmeddelande;Utskrivningsklar;Kommunen underrättad;Hemgång;Till"


def test_a_month_is_read_in_and_a_long_stay_told_why(visit):
    beata, number = visit("beata"), f"W{token_hex(3)}"
    page = beata.open("/lasa-in/")
    page.check("input[name=kind][value=discharges]", force=True)
    rows = f"{HEAD}\r\n{number};2026-05-02;2026-05-10;2026-05-10;2026-05-30;Eget hem\r\n"
    file = {"name": "u.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    page.set_input_files("#id_file", [file])
    page.select_option("#id_unit", "bistand")
    send(page)
    page.click("main button:has-text('Läs in')")
    page.click("#job a.ds-button", timeout=60_000)
    settle(page)
    expect(page.locator("main")).to_contain_text("Kvitto")
    page = beata.open("/utskrivningar/2026-05/")
    row = page.locator(f"tr:has-text('{number}')")
    expect(row).to_contain_text("Skäl saknas")
    beata.look("discharges-month")
    follow(page, f"Skriv skälet för {number}")
    page.select_option("#id_reason", "aids")
    beata.look("discharges-tell")
    send(page)
    expect(page.locator(f"tr:has-text('{number}')")).to_contain_text("Hjälpmedel saknades")
